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

// moving is a page whose button runs away and is covered at first, below a frame that shows another page.
const moving = `<!DOCTYPE html><html lang="vi"><head><title>Đang xếp</title></head><body><main style="height: 3000px">
<iframe src="/trong" style="display: block; height: 300px"></iframe><button id="chay" style="position: relative">Chạy</button>
<p id="che" style="position: fixed; inset: 0; background: #fff">Đang tải</p><output></output></main>
<script>
let left = 20;
const run = setInterval(() => {
	chay.style.top = 40 * left + "px";
	if (left-- > 0) return;
	clearInterval(run);
	setTimeout(() => che.remove(), 50);
}, 10);
chay.onclick = () => document.querySelector("output").textContent += "bấm ";
</script></body></html>`

// TestHandIsCareful keeps the tool steady: what moves, is covered or lies where another page was just shown is pressed, once.
func TestHandIsCareful(t *testing.T) {
	t.Parallel()
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		if r.URL.Path == "/" {
			_, _ = w.Write([]byte(moving))
		}
	}))
	t.Cleanup(site.Close)
	chromium := browser.Start(t)
	tab := chromium.Open(t)
	for _, width := range []int64{browser.Narrow, browser.Desk} {
		tab.Go(site.URL)
		tab.Resize(width)
		tab.Press("#chay")
		tab.Until("it is pressed once", `document.querySelector("output").textContent === "bấm "`)
		tab.PressTwice("#chay")
		tab.Until("it is pressed twice more", `document.querySelector("output").textContent === "bấm bấm bấm "`)
	}
	t.Run("a lent tab forgets its reader", func(t *testing.T) {
		const kept = `document.cookie + (sessionStorage.getItem("a") ?? "") + (localStorage.getItem("a") ?? "")`
		for _, reader := range []string{"first", "second"} {
			t.Run(reader, func(t *testing.T) {
				tab := chromium.Lend(t)
				tab.Go(site.URL)
				if left := browser.Evaluate[string](tab, kept); left != "" {
					t.Errorf("the reader before left %q", left)
				}
				browser.Evaluate[bool](tab, `document.cookie = "a=b"; sessionStorage.setItem("a", "c"); localStorage.setItem("a", "d"); true`)
				tab.Until("it is kept", kept+` === "a=bcd"`)
				tab.Scriptless()
				tab.Cut()
			})
		}
	})
}
