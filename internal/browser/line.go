package browser

import (
	"context"

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
	tab.line("mend the line", whole)
}

// whole is a line that nothing is wrong with.
var whole = network.Conditions{UploadThroughput: -1, DownloadThroughput: -1}

func (tab *Tab) line(what string, how network.Conditions) {
	tab.t.Helper()
	tab.must(what, over(tab.ctx, how))
}

// over has all that the tab sends and receives go over such a line.
func over(ctx context.Context, how network.Conditions) error {
	_, err := chromedp.Call(ctx, network.EmulateNetworkConditionsByRule, network.EmulateNetworkConditionsByRuleParams{
		MatchedNetworkConditions: []*network.Conditions{&how},
	})
	return err
}
