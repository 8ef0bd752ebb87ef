package browser

import (
	"github.com/chromedp/chromedp"

	"github.com/chromedp/cdproto/network"
)

// Cut takes the line away, as a pulled plug would.
func (tab *Tab) Cut() {
	tab.t.Helper()
	tab.line("cut the line", network.Conditions{Offline: true, UploadThroughput: -1, DownloadThroughput: -1})
}

// Slow lets through so many bytes a second, each way.
func (tab *Tab) Slow(bytes float64) {
	tab.t.Helper()
	tab.line("slow the line down", network.Conditions{UploadThroughput: bytes, DownloadThroughput: bytes})
}

// Mend gives the line back whole.
func (tab *Tab) Mend() {
	tab.t.Helper()
	tab.line("mend the line", network.Conditions{UploadThroughput: -1, DownloadThroughput: -1})
}

func (tab *Tab) line(what string, how network.Conditions) {
	tab.t.Helper()
	_, err := chromedp.Call(tab.ctx, network.EmulateNetworkConditionsByRule, network.EmulateNetworkConditionsByRuleParams{
		MatchedNetworkConditions: []*network.Conditions{&how},
	})
	tab.must(what, err)
}
