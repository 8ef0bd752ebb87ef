package browser

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// The widths, in pixels, at which pages are looked at.
const (
	Desk   int64 = 1280
	Phone  int64 = 390
	Narrow int64 = 320 // the narrowest at which nothing may stick out sideways (WCAG 2.2, 1.4.10)
)

// Tab is one tab. What goes wrong in it fails its test.
type Tab struct {
	t   testing.TB
	ctx context.Context
	axe string

	mu       sync.Mutex
	said     []string
	received float64
}

func (tab *Tab) listen() {
	err := chromedp.Listen(tab.ctx, func(ev any) {
		tab.mu.Lock()
		defer tab.mu.Unlock()
		switch e := ev.(type) {
		case *log.EventEntryAdded:
			if e.Entry.Level == log.EntryLevelError || e.Entry.Level == log.EntryLevelWarning {
				tab.said = append(tab.said, fmt.Sprintf("%s: %s %s", e.Entry.Source, e.Entry.Text, e.Entry.URL))
			}
		case *runtime.EventExceptionThrown:
			tab.said = append(tab.said, e.ExceptionDetails.Text+" "+e.ExceptionDetails.URL)
		case *runtime.EventConsoleAPICalled:
			if e.Type == "error" || e.Type == "warning" {
				tab.said = append(tab.said, fmt.Sprintf("console.%s %v", e.Type, e.Args))
			}
		case *network.EventLoadingFinished:
			tab.received += e.EncodedDataLength
		}
	})
	tab.must("listen", err)
}

// Do runs the steps one after another.
func (tab *Tab) Do(what string, steps ...chromedp.Action[chromedp.Void]) {
	tab.t.Helper()
	ctx, cancel := context.WithTimeout(tab.ctx, patience)
	defer cancel()
	tab.must(what, chromedp.Do(ctx, steps...))
}

func (tab *Tab) must(what string, err error) {
	if err != nil {
		tab.t.Helper()
		tab.t.Fatalf("browser: %s: %v", what, err)
	}
}

// Go opens the address and returns the status it answered with.
func (tab *Tab) Go(address string) int64 {
	tab.t.Helper()
	ctx, cancel := context.WithTimeout(tab.ctx, patience)
	defer cancel()
	response, err := chromedp.Run(ctx, chromedp.NavigateResponse(address))
	tab.must("open "+address, err)
	return response.Status
}

// Resize makes the window as wide as asked for.
func (tab *Tab) Resize(width int64) {
	tab.t.Helper()
	tab.Do("resize", chromedp.EmulateViewport(width, 844))
}

// Scriptless makes the tab one whose reader has turned JavaScript off.
func (tab *Tab) Scriptless() {
	tab.t.Helper()
	_, err := chromedp.Call(tab.ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	tab.must("turn JavaScript off", err)
}

// Bring puts a cookie into the tab for the address.
func (tab *Tab) Bring(address, name, value string) {
	tab.t.Helper()
	_, err := chromedp.Call(tab.ctx, network.SetCookie, network.SetCookieParams{Name: name, Value: value, URL: address})
	tab.must("bring a cookie", err)
}

// Forget drops every cookie of the tab.
func (tab *Tab) Forget() {
	tab.t.Helper()
	_, err := chromedp.Call(tab.ctx, network.ClearBrowserCookies, cdp.Empty{})
	tab.must("forget the cookies", err)
}

// Address returns where the tab is.
func (tab *Tab) Address() string {
	tab.t.Helper()
	where, err := chromedp.Run(tab.ctx, chromedp.Location())
	tab.must("tell the address", err)
	return where
}

// Complaints returns what the browser said against the pages since it was last asked: errors, warnings, refusals by the
// content policy.
func (tab *Tab) Complaints() []string {
	tab.mu.Lock()
	defer tab.mu.Unlock()
	said := tab.said
	tab.said = nil
	return said
}

// Received returns how many bytes came over the line since it was last asked, headers and compression counted.
func (tab *Tab) Received() int {
	tab.mu.Lock()
	defer tab.mu.Unlock()
	n := tab.received
	tab.received = 0
	return int(n)
}

// Evaluate returns what the script answers on the page that is open.
func Evaluate[T any](tab *Tab, script string) T {
	tab.t.Helper()
	ctx, cancel := context.WithTimeout(tab.ctx, patience)
	defer cancel()
	answer, err := chromedp.Run(ctx, chromedp.Evaluate[T](script, chromedp.EvalAwaitPromise))
	tab.must("run a script", err)
	return answer
}

// Shoot leaves a picture of the whole page in the folder that CCHC_SHOTS names; without one it does nothing.
func (tab *Tab) Shoot(name string) {
	folder := os.Getenv("CCHC_SHOTS")
	if folder == "" {
		return
	}
	tab.t.Helper()
	// In a window as high as the page, what sticks to its bottom stands where it ends.
	size := Evaluate[struct{ Width, Height int64 }](tab, `({width: innerWidth, height: Math.max(document.documentElement.scrollHeight, innerHeight)})`)
	tab.Do("open the window", chromedp.EmulateViewport(size.Width, size.Height))
	picture, err := chromedp.Run(tab.ctx, chromedp.FullScreenshot(100))
	tab.must("take a picture", err)
	tab.must("keep a picture", os.WriteFile(filepath.Join(folder, name+".png"), picture, 0o644))
}
