package web_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"

	"github.com/a-h/templ"

	"cchc/internal/browser"
	"cchc/internal/paths"
	"cchc/internal/reform"
	"cchc/web"
	"cchc/web/layout"
	"cchc/web/pages/boards"
	"cchc/web/ui"
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

// watched is a board of so many late tasks of one unit, which can be picked.
func watched(n int) boards.Board {
	v := boards.Board{MayNudge: true, MayFollow: true, Total: n, Filter: reform.BoardFilter{Group: reform.BoardOverdue}}
	for i := range n {
		line := reform.BoardLine{}
		line.Code, line.LeadUnitID, line.State = reform.TaskCode(2026, i+1), 7, reform.TaskInProgress
		v.Lines = append(v.Lines, line)
	}
	return v
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
	handle("/bang", framed(layout.Shell, boards.BoardPage(watched(12))))
	handle("/dang-xem", framed(layout.Shell, templ.Join(ui.LiveHint(), ui.StyleListPage())))
	mux.HandleFunc(paths.Events, changing)
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

// changing is a stream that says that three records changed.
func changing(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/event-stream")
	_, _ = io.WriteString(w, "id: a.0.0.0.0\ndata: {\"task\":2,\"obstacle\":0,\"nudge\":1,\"missed\":false}\n\n")
	_ = http.NewResponseController(w).Flush()
	<-r.Context().Done()
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

func TestStylePagesAreAccessibleAndFit(t *testing.T) {
	needBuilt(t)
	server, tab := styleServer(t), browser.Start(t).Open(t)
	for _, name := range []string{"kieu", "danh-sach", "bieu-mau", "dang-nhap"} {
		for _, width := range []int64{browser.Desk, browser.Phone, browser.Narrow} {
			tab.Resize(width)
			tab.Go(server.URL + "/" + name)
			tab.Inspect(name, width)
		}
	}
	for _, said := range tab.Complaints() {
		t.Errorf("the browser says: %s", said)
	}
}
