package browser

import (
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// Paper returns the page that is open as it would be printed, a PDF on the paper that its style asks for.
func (tab *Tab) Paper() []byte {
	tab.t.Helper()
	printed, err := chromedp.Call(tab.ctx, page.PrintToPDF, page.PrintToPDFParams{PreferCSSPageSize: new(true)})
	tab.must("print the page", err)
	return printed.Data
}

// OnPaper shows the page that is open as it would be printed, or again as it is on screen.
func (tab *Tab) OnPaper(printed bool) {
	tab.t.Helper()
	media := map[bool]string{true: "print"}[printed]
	_, err := chromedp.Call(tab.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: media})
	tab.must("show the page on paper", err)
}
