package browser_test

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"cchc/internal/browser"
	"cchc/internal/calendar"
	"cchc/internal/fixture"
	"cchc/internal/paths"
)

// story is the main job of the portal, told by four people.
type story struct {
	t      *testing.T
	portal *portal
	tab    func() *browser.Tab
	title  string
	task   string // its address
	file   string
}

// fileText is a document that a browser can show: one it cannot open has its viewer ask for the focus.
var fileText = string(fixture.FileBody("danh-muc.pdf"))

func tell(t *testing.T, p *portal, title string, tab func() *browser.Tab, _ ...int64) {
	s := &story{t: t, portal: p, tab: tab, title: title, file: filepath.Join(t.TempDir(), "du-thao-danh-muc.pdf")}
	if err := os.WriteFile(s.file, []byte(fileText), 0o600); err != nil {
		t.Fatal(err)
	}
	s.officeAssigns()
	s.headAccepts()
	s.officerReports()
	s.officeSees()
	s.observerReads()
	s.othersFindNothing()
}

// as lends a tab in which the account is signed in.
func (s *story) as(username string) *browser.Tab {
	s.t.Helper()
	tab := s.tab()
	tab.Bring(s.portal.URL, "cchc", s.portal.session(s.t, username))
	tab.Go(s.portal.URL)
	tab.Until("signed in", `!!document.querySelector("nav.nav")`)
	return tab
}

// signsIn lends a tab in which the account signs in through the page.
func (s *story) signsIn(username string) *browser.Tab {
	s.t.Helper()
	tab := s.tab()
	tab.Go(s.portal.URL)
	tab.Type("#ten_dang_nhap", username)
	tab.Type("#mat_khau", password)
	tab.Follow("Đăng nhập")
	tab.Until("signed in", `!!document.querySelector("nav.nav")`)
	return tab
}

// officeAssigns has the Office draw a task from a clause of the directive and give it to the science division.
func (s *story) officeAssigns() {
	tab := s.signsIn("vanphong")
	tab.Press(`nav.wide-only a[href="` + paths.Documents + `"]`)
	tab.Follow("…/SKHCN-VP")
	tab.Reads("Điều khoản và nhiệm vụ")
	tab.Press(`main a[href^="` + paths.TaskNew + `?khoan="]`)
	tab.Reads("Tạo nhiệm vụ")
	tab.Type("#ten", s.title)
	tab.Choose("#linh_vuc", "Cải cách thủ tục hành chính")
	tab.Follow("Lưu và giao")
	tab.Reads("Đã lưu dự thảo")
	tab.Choose("#chu_tri", "Phòng Quản lý Khoa học")
	tab.Type("#han", calendar.DateOf(time.Now()).AddDays(20).Vietnamese())
	tab.Type("#san_pham", "Danh mục thủ tục hành chính")
	tab.Follow("Giao nhiệm vụ")
	tab.Reads("Đã giao nhiệm vụ")
	tab.Reads("Chờ tiếp nhận")
	s.task = tab.Address()
	s.quiet(tab)
}

func (s *story) headAccepts() {
	tab := s.signsIn("truongphong")
	tab.Follow(s.title)
	tab.Reads("Chờ tiếp nhận")
	tab.Follow("Tiếp nhận")
	tab.Until("asked", `!!document.querySelector("#nguoi_xu_ly")`)
	tab.Choose("#nguoi_xu_ly", "Nguyễn Văn An")
	tab.Follow("Tiếp nhận")
	tab.Reads("Đã tiếp nhận nhiệm vụ.")
	tab.Reads("Nguyễn Văn An")
	s.quiet(tab)
}

func (s *story) officerReports() {
	tab := s.signsIn("chuyenvien")
	tab.Go(s.portal.URL + paths.Work + "?q=" + strings.ReplaceAll(s.title, " ", "+"))
	tab.Follow(s.title)
	tab.Follow("Báo cáo tiến độ")
	tab.Until("the form", `!!document.querySelector("#ket_qua")`)
	tab.Type("#ket_qua", "Đã dự thảo danh mục 42 thủ tục.")
	tab.Type("#tien_do", "145")
	tab.Follow("Gửi báo cáo")
	tab.Reads("lỗi cần sửa")
	tab.Holds("#ket_qua", "Đã dự thảo danh mục 42 thủ tục.")
	tab.Type("#tien_do", "45")
	tab.Attach("#tep", s.file)
	tab.Follow("Gửi báo cáo")
	tab.Reads("Đã gửi báo cáo lúc")
	tab.Reads("45%")
	s.complained(tab, "422")
}

// officeSees has the Office read the percent and the words, and fetch the file.
func (s *story) officeSees() {
	tab := s.signsIn("vanphong")
	tab.Go(s.task)
	tab.Reads("45%")
	tab.Reads("Đã dự thảo danh mục 42 thủ tục.")
	link := browser.Evaluate[string](tab, `[...document.querySelectorAll("main a[href^='/tep/']")].find(a => a.textContent.includes("du-thao-danh-muc.pdf")).getAttribute("href")`)
	answer, body := s.portal.fetch(s.t, s.portal.session(s.t, "vanphong"), link, nil)
	if answer.StatusCode != http.StatusOK || string(body) != fileText {
		s.t.Errorf("the file came back as %d %q", answer.StatusCode, body)
	}
	s.quiet(tab)
}

func (s *story) observerReads() {
	tab := s.signsIn("giamsat")
	tab.Go(s.task)
	tab.Reads("Đã dự thảo danh mục 42 thủ tục.")
	if n := browser.Evaluate[int](tab, `document.querySelectorAll("main form, main a[href*='/viec/'], main a[href$='/bao-cao'], main a[href$='/sua']").length`); n > 0 {
		s.t.Errorf("the observer, who only reads, is offered %d deeds", n)
	}
	s.quiet(tab)
}

func (s *story) othersFindNothing() {
	tab := s.signsIn("tamnt")
	if status := tab.Go(s.task); status != http.StatusNotFound {
		s.t.Errorf("another unit's officer opens the task: %d", status)
	}
	tab.Reads("Không tìm thấy")
	if status := tab.Go(s.portal.URL + paths.Tasks + "?q=" + strings.ReplaceAll(s.title, " ", "+")); status != http.StatusOK {
		s.t.Errorf("the list answers %d", status)
	}
	if browser.Evaluate[bool](tab, `document.querySelector("main").innerText.includes("CCHC-")`) {
		s.t.Error("another unit's officer finds the task by searching")
	}
	s.complained(tab, "404")
}

// quiet fails for anything the browser said against the pages.
func (s *story) quiet(tab *browser.Tab) { s.complained(tab, "nothing") }

// complained is quiet but for the status that the story ran into on purpose.
func (s *story) complained(tab *browser.Tab, status string) {
	s.t.Helper()
	for _, said := range tab.Complaints() {
		if !strings.Contains(said, "status of "+status) {
			s.t.Errorf("the browser says: %s", said)
		}
	}
}
