package browser

import (
	"context"
	"errors"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/storage"
	"github.com/chromedp/chromedp"
)

// wipeFor is how long a tab may take to forget its last reader; one that asks first whether to leave is given up.
const wipeFor = 3 * time.Second

// wipe leaves an empty page without cookies and without anything that pages kept, on a whole line and with script.
func (tab *Tab) wipe() error {
	ctx, cancel := context.WithTimeout(tab.ctx, wipeFor)
	defer cancel()
	origin, err := chromedp.Run(ctx, chromedp.Evaluate[string](`sessionStorage.clear(); location.origin`))
	if err != nil {
		return err
	}
	_, cleared := chromedp.Call(ctx, storage.ClearDataForOrigin, storage.ClearDataForOriginParams{Origin: origin, StorageTypes: "all"})
	_, forgot := chromedp.Call(ctx, network.ClearBrowserCookies, cdp.Empty{})
	_, scripted := chromedp.Call(ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: false})
	mended := over(ctx, whole)
	_, left := chromedp.Run(ctx, chromedp.NavigateResponse("about:blank"))
	tab.Complaints()
	tab.Received()
	return errors.Join(cleared, forgot, scripted, mended, left)
}
