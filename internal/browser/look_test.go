package browser_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"cchc/internal/browser"
	"cchc/internal/paths"
)

// inspectors is how many tabs look at pages at once.
const inspectors = 3

// lookAtAll inspects every page that some account sees.
func lookAtAll(t *testing.T, chromium *browser.Browser, p *portal) {
	sights := append(p.sights(t), sight{account: "nobody", path: paths.SignIn, status: http.StatusOK})
	if len(sights) < 50 {
		t.Errorf("the walk came to only %d pages", len(sights))
	}
	queue := make(chan sight, len(sights))
	for _, s := range sights {
		queue <- s
	}
	close(queue)
	for n := range inspectors {
		t.Run(fmt.Sprint("inspector ", n+1), func(t *testing.T) {
			t.Parallel()
			tab := chromium.Open(t)
			for s := range queue {
				inspect(t, p, tab, s)
			}
		})
	}
}

// inspect looks at the page on a desk and on a phone.
func inspect(t *testing.T, p *portal, tab *browser.Tab, s sight) {
	t.Helper()
	tab.Resize(browser.Desk)
	tab.Forget()
	if s.session != "" {
		tab.Bring(p.URL, "cchc", s.session)
	}
	if status := tab.Go(p.URL + s.path); int(status) != s.status {
		t.Errorf("%s answers %d, and answered %d before", s.name(), status, s.status)
	}
	tab.Inspect(s.name(), browser.Desk)
	tab.Resize(browser.Phone)
	tab.Shoot(s.name() + "-390")
	tab.Resize(browser.Narrow)
	if over := tab.Overhang(); over > 0 {
		t.Errorf("%s at 320 px: %g px stick out sideways", s.name(), over)
	}
	for _, said := range tab.Complaints() {
		if !strings.Contains(said, fmt.Sprint("status of ", s.status)) {
			t.Errorf("%s: the browser says: %s", s.name(), said)
		}
	}
}
