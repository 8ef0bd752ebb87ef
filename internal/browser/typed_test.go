package browser_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"cchc/internal/browser"
	"cchc/internal/paths"
)

// ahead is a clock that can be put forward.
type ahead struct {
	mu sync.Mutex
	by time.Duration
}

func (a *ahead) now() time.Time {
	a.mu.Lock()
	defer a.mu.Unlock()
	return time.Now().Add(a.by)
}

func (a *ahead) advance(by time.Duration) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.by += by
}

func TestTypedTextInABrowser(t *testing.T) {
	t.Parallel()
	clock := &ahead{}
	chromium, p := browser.Start(t), openAt(t, clock.now)
	w := &writer{t: t, portal: p, clock: clock, chromium: chromium}
	t.Run("what is typed is saved by itself and is there again", w.savedByItself)
	t.Run("a lost connection loses nothing", w.connectionLost)
	t.Run("what the browser kept is offered", w.offered)
	t.Run("a shared computer keeps nothing", w.sharedComputer)
	t.Run("without script a button saves", w.savedByButton)
	t.Run("pressed twice is sent once", func(t *testing.T) { w.pressedTwice(t, false) })
	t.Run("pressed twice without script too", func(t *testing.T) { w.pressedTwice(t, true) })
	t.Run("sent after the session ended comes back", func(t *testing.T) { w.sentTooLate(t, false) })
	t.Run("without script too", func(t *testing.T) { w.sentTooLate(t, true) })
	t.Run("the end of the session is announced", w.announced)
}

// writer is an officer who reports on a task.
type writer struct {
	t        *testing.T
	portal   *portal
	clock    *ahead
	chromium *browser.Browser
}

// open signs the officer in on a fresh tab and opens the form that reports on their first task.
func (w *writer) open(t *testing.T, scriptless bool) (tab *browser.Tab, form string) {
	t.Helper()
	tab = w.chromium.Open(t)
	if scriptless {
		tab.Scriptless()
	}
	tab.Go(w.portal.URL)
	w.signIn(tab)
	tab.Go(w.portal.URL + paths.Work)
	form = w.portal.URL + browser.Evaluate[string](tab, `document.querySelector("main a[href$='/bao-cao']").getAttribute("href")`)
	tab.Go(form)
	tab.Until("the form", `!!document.querySelector("#ket_qua")`)
	return tab, form
}

func (w *writer) signIn(tab *browser.Tab) {
	tab.Type("#ten_dang_nhap", "chuyenvien")
	tab.Type("#mat_khau", password)
	tab.Follow("Đăng nhập")
	tab.Until("signed in", `!!document.querySelector("nav.nav")`)
}

// giveReason says why the task is late, where the form asks.
func giveReason(tab *browser.Tab) {
	if browser.Evaluate[bool](tab, `!!document.querySelector("#ly_do_qua_han")`) {
		tab.Type("#ly_do_qua_han", "Chờ ý kiến.")
	}
}

const localCopies = `Object.keys(localStorage).filter(k => k.startsWith("nhap:")).length`

func quiet(t *testing.T, tab *browser.Tab, but ...string) {
	t.Helper()
	for _, said := range tab.Complaints() {
		expected := false
		for _, part := range but {
			expected = expected || strings.Contains(said, part)
		}
		if !expected {
			t.Errorf("the browser says: %s", said)
		}
	}
}

func (w *writer) savedByItself(t *testing.T) {
	tab, form := w.open(t, false)
	tab.Type("#ket_qua", "Đã gõ được nửa chừng.")
	tab.Until("a copy is kept here", localCopies+` === 1`)
	tab.Reads("Đã lưu nháp lúc")
	tab.Until("no copy is needed here", localCopies+` === 0`)
	tab.Inspect("draft-saved", browser.Desk)
	tab.Go(w.portal.URL + paths.Work)
	tab.Follow("Bản nháp chưa gửi")
	tab.Reads("Báo cáo tiến độ CCHC-")
	tab.Inspect("draft-list", browser.Phone)
	tab.Resize(browser.Desk)
	tab.Go(form)
	tab.Reads("Bản nháp lưu lúc")
	tab.Holds("#ket_qua", "Đã gõ được nửa chừng.")
	for _, width := range looks() {
		tab.Inspect("draft-again", width)
	}
	tab.Resize(browser.Desk)
	tab.Follow("Bỏ bản nháp")
	tab.Until("asked", `!!document.querySelector("dialog[open] form")`)
	tab.Follow("Bỏ bản nháp")
	tab.Reads("Đã bỏ bản nháp.")
	tab.Go(form)
	tab.Holds("#ket_qua", "")
	tab.Type("#ket_qua", "Gõ rồi rời trang ngay.")
	tab.Go(w.portal.URL + paths.Work)
	tab.Go(form)
	tab.Holds("#ket_qua", "Gõ rồi rời trang ngay.")
	tab.Type("#ket_qua", "Đã xong.")
	giveReason(tab)
	tab.Follow("Gửi báo cáo")
	tab.Reads("Đã gửi báo cáo lúc")
	tab.Until("nothing is kept here", localCopies+` === 0`)
	tab.Go(form)
	tab.Holds("#ket_qua", "")
	quiet(t, tab)
}

func (w *writer) connectionLost(t *testing.T) {
	tab, form := w.open(t, false)
	tab.Cut()
	tab.Type("#ket_qua", "Gõ khi mất mạng.")
	tab.Reads("Mất kết nối. Nội dung giữ trên máy; sẽ thử lại.")
	tab.Reads("Chưa lưu được lên máy chủ – đã giữ trên máy này")
	tab.Until("a copy is kept here", localCopies+` === 1`)
	tab.Inspect("connection-lost", browser.Desk)
	tab.Mend()
	tab.Reads("Đã lưu nháp lúc")
	tab.Until("the banner is gone", `!document.querySelector("#mat-ket-noi")`)
	tab.Go(form)
	tab.Holds("#ket_qua", "Gõ khi mất mạng.")
	giveReason(tab)
	tab.Follow("Gửi báo cáo")
	tab.Reads("Đã gửi báo cáo lúc")
	quiet(t, tab, "ERR_INTERNET_DISCONNECTED")
}

// keptHere puts a copy of a text into the browser, as one that was typed while the server could not be reached.
const keptHere = `localStorage.setItem("nhap:" + document.documentElement.dataset.nguoi + ":" + document.querySelector("form[data-nhap] [name=noi_dien]").value,
	JSON.stringify({at: Date.now() - 180000, over: "", typed: {ket_qua: ["Còn trên máy."], tien_do: ["55"]}})); true`

func (w *writer) offered(t *testing.T) {
	tab, form := w.open(t, false)
	browser.Evaluate[bool](tab, keptHere)
	tab.Go(form)
	tab.Reads("Có nội dung chưa lưu từ")
	for _, width := range []int64{browser.Desk, browser.Narrow} {
		tab.Inspect("copy-offered", width)
	}
	tab.Resize(browser.Desk)
	tab.Follow("Dùng nội dung này")
	tab.Holds("#ket_qua", "Còn trên máy.")
	tab.Holds("#tien_do", "55")
	tab.Reads("Đã lưu nháp lúc")
	browser.Evaluate[bool](tab, keptHere+`; document.querySelector("#ket_qua").value = ""; true`)
	tab.Follow("Gửi báo cáo")
	tab.Reads("lỗi cần sửa")
	quiet(t, tab, "422")
}

func (w *writer) sharedComputer(t *testing.T) {
	tab, _ := w.open(t, false)
	browser.Evaluate[bool](tab, keptHere)
	tab.Go(w.portal.URL + paths.Account)
	tab.Press("#dung_chung")
	tab.Follow("Lưu")
	tab.Reads("Máy dùng chung: không lưu nội dung trên máy này.")
	tab.Until("nothing is kept here", localCopies+` === 0`)
	tab.Go(w.portal.URL + paths.Work)
	tab.Press("main a[href$='/bao-cao']")
	tab.Until("the form", `!!document.querySelector("#ket_qua")`)
	tab.Cut()
	tab.Type("#ket_qua", "Không giữ trên máy này.")
	tab.Reads("Mất kết nối. Đừng đóng trang này; sẽ thử lại.")
	tab.Until("nothing is kept here", localCopies+` === 0`)
	tab.Mend()
	tab.Reads("Đã lưu nháp lúc")
	quiet(t, tab, "ERR_INTERNET_DISCONNECTED")
}

func (w *writer) savedByButton(t *testing.T) {
	tab, form := w.open(t, true)
	tab.Type("#ket_qua", "Lưu bằng nút.")
	tab.Press("[data-luu-nhap]")
	tab.Reads("Đã lưu nháp lúc")
	tab.Holds("#ket_qua", "Lưu bằng nút.")
	tab.Go(form)
	tab.Reads("Bản nháp lưu lúc")
	tab.Holds("#ket_qua", "Lưu bằng nút.")
	tab.Follow("Bỏ bản nháp")
	tab.Reads("Bỏ bản nháp?")
	tab.Press("#xac-nhan button")
	tab.Reads("Đã bỏ bản nháp.")
	quiet(t, tab)
}

func (w *writer) pressedTwice(t *testing.T, scriptless bool) {
	tab, _ := w.open(t, scriptless)
	said := fmt.Sprintf("Chỉ một lần, %t.", scriptless)
	tab.Type("#ket_qua", said)
	giveReason(tab)
	tab.PressTwice("form[data-nhap] .btn-p")
	tab.Reads("Đã gửi")
	tab.Reads(said)
	if n := browser.Evaluate[int](tab, `document.querySelector("main").innerText.split("`+said+`").length - 1`); n != 1 {
		t.Errorf("the report is there %d times", n)
	}
	quiet(t, tab)
}

func (w *writer) sentTooLate(t *testing.T, scriptless bool) {
	tab, form := w.open(t, scriptless)
	tab.Type("#ket_qua", "Gửi khi phiên đã hết.")
	giveReason(tab)
	w.clock.advance(2 * time.Hour)
	tab.Follow("Gửi báo cáo")
	tab.Reads("Nội dung anh/chị vừa gửi đã được giữ lại. Đăng nhập lại để gửi tiếp.")
	if !scriptless {
		tab.Inspect("kept-post", browser.Phone)
		tab.Resize(browser.Desk)
	}
	w.signIn(tab)
	tab.Reads("Nội dung vừa gửi đã được giữ lại")
	tab.Holds("#ket_qua", "Gửi khi phiên đã hết.")
	if tab.Address() != form {
		t.Errorf("signing in leads to %s", tab.Address())
	}
	tab.Follow("Gửi báo cáo")
	tab.Reads("Đã gửi báo cáo lúc")
	quiet(t, tab, "401")
}

func (w *writer) announced(t *testing.T) {
	tab, form := w.open(t, false)
	for range 14 {
		w.clock.advance(50 * time.Minute)
		tab.Go(w.portal.URL + paths.Account)
	}
	w.clock.advance(14*time.Minute + 50*time.Second)
	tab.Go(form)
	tab.Reads("Phiên sẽ hết hạn sau 5 phút.")
	tab.Inspect("session-ends", browser.Desk)
	tab.Follow("Ở lại")
	tab.Reads("không kéo dài thêm được")
	tab.Follow("Đóng")
	tab.Until("the dialog is closed", `!document.querySelector("dialog[open]")`)
	quiet(t, tab)
}
