package browser_test

import (
	"net/http"
	"testing"

	"cchc/internal/browser"
	"cchc/internal/paths"
)

// The most, in bytes on the line, that a first visit and a page after it may weigh.
const (
	coldMost = 95_000
	warmMost = 15_000
)

// weighPages opens the main pages for the first time, and then again.
func weighPages(t *testing.T, chromium *browser.Browser, p *portal) {
	for _, c := range []struct{ account, path string }{
		{"vanphong", paths.Tasks}, {"chuyenvien", paths.Work}, {"truongphong", paths.OwnUnit}, {"vanphong", paths.Documents},
		{"giamdoc", paths.Tasks}, {"giamsat", paths.ToTask("CCHC-" + year() + "-001")}, {"quantri", paths.AdminPeople}, {"quantri", paths.Audit},
	} {
		session := p.session(t, c.account)
		tab := chromium.Open(t)
		tab.Bring(p.URL, "cchc", session)
		tab.Received()
		tab.Go(p.URL + c.path)
		browser.Evaluate[bool](tab, `document.fonts.ready.then(() => true)`)
		if n := tab.Received(); n > coldMost || n < 20_000 {
			t.Errorf("%s for %s weighs %d bytes at first, the most is %d", c.path, c.account, n, coldMost)
		}
		answer, body := p.fetch(t, session, c.path, http.Header{"Accept-Encoding": {"gzip"}})
		if answer.Header.Get("Content-Encoding") != "gzip" || len(body) > warmMost {
			t.Errorf("%s for %s weighs %d bytes (%s), the most is %d", c.path, c.account, len(body), answer.Header.Get("Content-Encoding"), warmMost)
		}
	}
}
