// Package browser drives a headless Chromium for tests, and looks at pages as its readers meet them: with a keyboard, on a
// phone, without script, through a screen reader. It never skips: a test that cannot have a browser fails.
package browser

import (
	"context"
	"os/exec"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// Browser is one Chromium with a profile of its own.
type Browser struct {
	ctx context.Context
	axe string

	mu   sync.Mutex
	idle []*Tab
}

// Start returns a running Chromium that is stopped when the test ends.
func Start(t testing.TB) *Browser {
	t.Helper()
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.NoSandbox, chromedp.DisableGPU, chromedp.UserDataDir(t.TempDir()),
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true),
		chromedp.Flag("allow-pre-commit-input", true), // what is pressed before the first picture of a page is not dropped
	)
	if path, err := exec.LookPath("chromium"); err == nil {
		options = append(options, chromedp.ExecPath(path))
	}
	ctx, cancel := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("browser: start Chromium (install the package chromium): %v", err)
	}
	return &Browser{ctx: ctx, axe: axeScript(t)}
}

// patience is when a page that does not answer is given up; on a machine that others keep busy, axe alone may take ten seconds.
const patience = 30 * time.Second

// Lend returns a tab that others may have had before, with what they fetched in its cache and nothing else of theirs. When the test ends
// it goes to the next.
func (b *Browser) Lend(t testing.TB) *Tab {
	t.Helper()
	tab := b.free()
	if tab == nil {
		tab = b.open(t, func(cancel func()) { context.AfterFunc(b.ctx, cancel) })
	}
	tab.t = t
	t.Cleanup(func() {
		if !t.Failed() && tab.wipe() == nil {
			b.mu.Lock()
			defer b.mu.Unlock()
			b.idle = append(b.idle, tab)
		}
	})
	tab.Resize(Desk)
	return tab
}

// free takes a tab that nobody has; nil where there is none.
func (b *Browser) free() *Tab {
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.idle) == 0 {
		return nil
	}
	tab := b.idle[len(b.idle)-1]
	b.idle = b.idle[:len(b.idle)-1]
	return tab
}

// Open returns a fresh tab with cookies and a cache of its own. It is closed when the test ends.
func (b *Browser) Open(t testing.TB) *Tab {
	t.Helper()
	tab := b.open(t, t.Cleanup)
	tab.Resize(Desk)
	return tab
}

// open opens a tab and leaves to atEnd when it is closed.
func (b *Browser) open(t testing.TB, atEnd func(func())) *Tab {
	t.Helper()
	ctx, cancel := chromedp.NewContext(b.ctx, chromedp.WithNewBrowserContext())
	atEnd(cancel)
	tab := &Tab{t: t, ctx: ctx, axe: b.axe}
	tab.listen()
	return tab
}
