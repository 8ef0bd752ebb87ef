package web_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"cchc/web"
	"cchc/web/layout"
	"cchc/web/ui"

	"github.com/a-h/templ"
	"github.com/chromedp/chromedp"
)

// policy is the content policy that the server sends; the pages must live with it.
const policy = "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

// stylePages are the style pages by the last step of their address.
func stylePages() map[string]templ.Component {
	return map[string]templ.Component{
		"kieu":      ui.StylePage(),
		"danh-sach": ui.StyleListPage(),
		"bieu-mau":  ui.StyleFormPage(),
	}
}

// framed is a page inside a frame, with a full menu and the sample banner.
func framed(frame func(layout.Page) templ.Component, body templ.Component) templ.Component {
	page := layout.Page{
		Title: "Kiểu giao diện",
		Nav: []layout.NavItem{
			{Label: "Việc của tôi", Href: "/danh-sach"}, {Label: "Nhiệm vụ", Href: "/kieu"},
			{Label: "Đơn vị", Href: "/bieu-mau", Count: 4}, {Label: "Văn bản", Href: "/a"}, {Label: "Nhật ký", Href: "/b"},
		},
		Current: "/danh-sach",
		Who:     layout.Who{Name: "Nguyễn Thị Ánh", Unit: "Phòng Quản lý Khoa học", Account: "/tai-khoan", SignOut: "/dang-xuat"},
		Crumbs:  []ui.Crumb{{Label: "Trang chủ", Href: "/"}, {Label: "Việc của tôi"}},
		Flash:   &ui.Message{Tone: ui.Success, Text: "Đã lưu."},
		Sample:  true,
		Today:   "2026-11-23",
		Foot:    "bản thử",
	}
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		return frame(page).Render(templ.WithChildren(ctx, body), w)
	})
}

// styleServer serves the style pages and the assets as the portal does.
func styleServer(t *testing.T) *httptest.Server {
	t.Helper()
	mux := http.NewServeMux()
	mux.Handle(web.Prefix, web.Handler())
	handle := func(path string, page templ.Component) {
		mux.HandleFunc(path, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Security-Policy", policy)
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			_ = page.Render(r.Context(), w)
		})
	}
	for name, page := range stylePages() {
		handle("/"+name, framed(layout.Shell, page))
	}
	mux.Handle("/hoi", asking())
	handle("/xac-nhan", framed(layout.Shell, ui.ConfirmDialog(ui.Confirmation{Title: "Trả lại?", Action: "#", Submit: ui.Button{Label: "Trả lại"}, Cancel: "/hoi"})))
	handle("/dang-nhap", framed(layout.NarrowShell, signIn()))
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return server
}

// asking is a page whose list and whose question come by htmx; the list counts
// how often the page was asked for.
func asking() http.Handler {
	var asked atomic.Int64 // by script; opening the page does not count
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("HX-Request") == "true" {
			asked.Add(1)
		}
		list := templ.Raw(fmt.Sprintf(`<div id="ket-qua">%d: %s</div>`, asked.Load(), templ.EscapeString(r.FormValue("q"))))
		filter := ui.Filter{Action: "/hoi", Live: "ket-qua", Search: ui.Field{Name: "q", Label: "Tìm"}}
		body := templ.Join(ui.FilterBar(filter), list, ui.ConfirmLink(ui.Button{Label: "Trả lại…", Href: "/xac-nhan"}))
		w.Header().Set("Content-Security-Policy", policy)
		_ = framed(layout.Shell, body).Render(r.Context(), w)
	})
}

// signIn is a small form for the narrow frame.
func signIn() templ.Component {
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		form := templ.Join(
			ui.PageHead("Đăng nhập", ""),
			ui.TextField(ui.Field{Name: "ten", Label: "Tên đăng nhập", Required: true}),
			ui.PasswordField(ui.Field{Name: "mat_khau", Label: "Mật khẩu", Required: true}, "current-password"),
			ui.Action(ui.Button{Label: "Đăng nhập", Look: ui.Primary}),
		)
		return ui.FormCard(ui.Form{Action: "#"}).Render(templ.WithChildren(ctx, form), w)
	})
}

// browser starts a headless Chromium with a profile of its own.
func browser(t *testing.T) context.Context {
	t.Helper()
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.NoSandbox, chromedp.DisableGPU, chromedp.UserDataDir(t.TempDir()),
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true),
	)
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewExecAllocator(ctx, options...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	return ctx
}

const axeRun = `axe.run(document, {runOnly: ["wcag2a","wcag2aa","wcag21a","wcag21aa","wcag22aa","best-practice"]})
	.then(r => JSON.stringify(r.violations.map(v => v.id + " (" + v.help + "): " + v.nodes.map(n => n.html.slice(0, 160) + " " + (n.any[0]||{}).message).join(" | "))))`

func TestStylePagesAreAccessibleAndFit(t *testing.T) {
	needBuilt(t)
	axe, err := os.ReadFile("../node_modules/axe-core/axe.min.js")
	if err != nil {
		t.Fatal("axe-core is not installed: npm ci --ignore-scripts")
	}
	server, ctx := styleServer(t), browser(t)
	for _, name := range []string{"kieu", "danh-sach", "bieu-mau", "dang-nhap"} {
		for _, width := range []int64{1280, 390, 320} {
			look(t, ctx, server.URL+"/"+name, name, width)
			for _, violation := range violations(t, ctx, string(axe)) {
				t.Errorf("%s at %d px: %s", name, width, violation)
			}
		}
	}
}

// look opens a page at a width, checks that nothing sticks out sideways, and
// leaves a picture where CCHC_SHOTS names a folder.
func look(t *testing.T, ctx context.Context, url, name string, width int64) {
	t.Helper()
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(width, 844), chromedp.Navigate(url)); err != nil {
		t.Fatal(err)
	}
	over := evaluate[float64](t, ctx, `document.fonts.ready.then(() => document.documentElement.scrollWidth - innerWidth)`)
	if over > 0 {
		t.Errorf("%s at %d px: %g px stick out sideways", name, width, over)
	}
	if folder := os.Getenv("CCHC_SHOTS"); folder != "" {
		picture, err := chromedp.Run(ctx, chromedp.FullScreenshot(100))
		if err != nil {
			t.Fatal(err)
		}
		file := filepath.Join(folder, fmt.Sprintf("%s-%d.png", name, width))
		if err := os.WriteFile(file, picture, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// violations are what axe finds on the page that is open.
func violations(t *testing.T, ctx context.Context, axe string) []string {
	t.Helper()
	evaluate[bool](t, ctx, axe+"; true")
	answer := evaluate[string](t, ctx, axeRun)
	var found []string
	if err := json.Unmarshal([]byte(answer), &found); err != nil {
		t.Fatal(err)
	}
	return found
}

// evaluate is what a script answers on the page that is open.
func evaluate[T any](t *testing.T, ctx context.Context, script string) T {
	t.Helper()
	answer, err := chromedp.Run(ctx, chromedp.Evaluate[T](script, chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatal(err)
	}
	return answer
}
