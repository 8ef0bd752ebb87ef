package browser_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"cchc/internal/browser"
)

const faulty = `<!DOCTYPE html><html lang="vi"><head><title>Hỏng</title></head><body><main><h1>Hỏng</h1>
<input name="khong_nhan"><p style="width: 900px">Rộng</p><script>document.title = "Hỏng"</script></main></body></html>`

// TestInspectionSeesFaults keeps the tool honest: a page with one fault of each kind is told as such.
func TestInspectionSeesFaults(t *testing.T) {
	t.Parallel()
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		if r.URL.Path == "/chat" {
			w.Header().Set("Content-Security-Policy", "script-src 'self'")
		}
		_, _ = w.Write([]byte(faulty))
	}))
	t.Cleanup(site.Close)
	tab := browser.Start(t).Open(t)
	tab.Go(site.URL)
	if barriers := strings.Join(tab.Barriers(), "\n"); !strings.Contains(barriers, "label") {
		t.Errorf("a field without a label is not seen: %q", barriers)
	}
	tab.Resize(browser.Narrow)
	if over := tab.Overhang(); over < 500 {
		t.Errorf("a block of 900 px sticks out %g px at 320 px", over)
	}
	tab.Complaints()
	tab.Go(site.URL + "/chat")
	if said := strings.Join(tab.Complaints(), "\n"); !strings.Contains(said, "Content Security Policy") {
		t.Errorf("a refused script is not told: %q", said)
	}
}
