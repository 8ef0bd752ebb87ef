package browser_test

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"cchc/internal/browser"
	"cchc/internal/calendar"
	"cchc/internal/paths"
	"cchc/internal/policy"
)

// sitting is a meeting from its brief to the next one's, told by the Office, the director on a phone and a unit.
type sitting struct {
	*story
	code string // the meeting's
}

// TestMeetingInABrowser has what a leader decides and what the meeting concludes be done by the time the next one is prepared.
func TestMeetingInABrowser(t *testing.T) {
	t.Parallel()
	chromium, p := browser.Start(t), open(t)
	s := &sitting{story: &story{t: t, portal: p, tab: func() *browser.Tab { return chromium.Lend(t) }, title: "Rà soát hồ sơ quá hạn trước giao ban"}}
	today := p.app.Today()
	office := s.as("vanphong")
	s.code = s.call(office, today, "23:59")
	s.freeze(office)
	s.leaderDecides()
	s.concludes(office)
	s.headAccepts()
	s.completes()
	s.headApproves()
	s.accepts(office)
	next := s.call(office, today.AddDays(1), "08:00")
	office.Go(p.URL + paths.ToMeetingBrief(next))
	office.Reads("Việc lãnh đạo đã giao kỳ trước")
	office.Reads(s.title)
	office.Reads("Xong " + today.Vietnamese())
	s.quiet(office)
}

// call calls a meeting of the first series for the day, whose units answer today, and returns its code.
func (s *sitting) call(tab *browser.Tab, on calendar.Date, at string) string {
	today := s.portal.app.Today().Vietnamese()
	tab.Go(s.portal.URL + paths.MeetingNew)
	for _, field := range [][2]string{{"#ngay", on.Vietnamese()}, {"#gio", at}, {"#ngay_hoi", today}, {"#tra_loi_truoc", today}, {"#gio_tra_loi", "23:59"}} {
		tab.Type(field[0], field[1])
	}
	tab.Follow("Lưu")
	tab.Reads("Đã thêm cuộc giao ban")
	return tab.Address()[strings.LastIndex(tab.Address(), "/")+1:]
}

// freeze has what two pages do not hold moved out, and freezes the brief.
func (s *sitting) freeze(tab *browser.Tab) {
	tab.Go(s.portal.URL + paths.ToMeetingBrief(s.code))
	tab.Until("the brief is measured", `document.body.innerText.includes("hai trang giấy")`)
	if browser.Evaluate[bool](tab, `!!document.querySelector("button[name=theo_de_nghi]")`) {
		tab.Press("button[name=theo_de_nghi]")
		tab.Reads("Vừa hai trang giấy")
	}
	tab.Follow("Chốt bản tóm tắt")
	tab.Reads("Đã chốt bản tóm tắt CS-")
	s.quiet(tab)
}

// leaderDecides has the director open the brief on a phone and decide from it both cards that it asks about.
func (s *sitting) leaderDecides() {
	tab := s.as("giamdoc")
	tab.Resize(browser.Phone)
	tab.Go(s.portal.URL + paths.DashboardBrief)
	tab.Reads("Mã bản chốt: CS-")
	cards := browser.Evaluate[[]string](tab, `[...document.querySelectorAll('a.noprint[href$="/quyet-dinh"]')].map(a => a.getAttribute("href"))`)
	if len(cards) < 2 {
		s.t.Fatalf("the brief asks to decide %v", cards)
	}
	for _, card := range cards[:2] {
		tab.Go(s.portal.URL + paths.DashboardBrief)
		tab.Press(`a.noprint[href="` + card + `"]`)
		tab.Reads("Chọn phương án")
		tab.Press("#phuong_an-1")
		tab.Type("#y_kien", "Đồng ý phương án 1.")
		tab.Press(".issue button")
		tab.Reads("Đã ban hành ý kiến chỉ đạo.")
	}
	tab.Go(s.portal.URL + paths.Instructions)
	tab.Reads("Đồng ý phương án 1.")
	s.quiet(tab)
}

// concludes types what the meeting decided, which is a task at once, reads it on the screen of the room, and ends the meeting.
func (s *sitting) concludes(tab *browser.Tab) {
	tab.Go(s.portal.URL + paths.ToConclusionNew(s.code))
	tab.Type("#noi_dung", s.title)
	tab.Press(`input[name="loai"][value="task"]`)
	tab.Choose("#chu_tri", "Phòng Quản lý Khoa học")
	tab.Type("#han", s.portal.app.Today().AddDays(7).Vietnamese())
	tab.Choose("#linh_vuc", "Cải cách thủ tục hành chính")
	tab.Follow("Ghi kết luận")
	tab.Reads("giao nhiệm vụ CCHC-")
	s.task = s.portal.URL + paths.ToTask(s.given())
	tab.Go(s.portal.URL + paths.ToProjector(s.code) + "?man=99")
	tab.Reads(s.title)
	tab.Reads("Kết luận vừa ghi")
	tab.Do("leave by the keyboard", chromedp.KeyEvent(kb.Escape))
	tab.Until("back at the meeting", `location.pathname === "`+paths.ToMeeting(s.code)+`"`)
	tab.Follow("Kết thúc giao ban")
	tab.Type("#thanh_phan", "Lãnh đạo Sở; trưởng các phòng, đơn vị.")
	tab.Follow("Kết thúc giao ban")
	tab.Reads("Đã kết luận")
	s.quiet(tab)
}

// given returns the code of the task that the meeting gave.
func (s *sitting) given() string {
	scope := policy.See(s.portal.actor(s.t, "vanphong"), policy.MeetingRead)
	meeting, err := s.portal.app.DB.MeetingByCode(s.t.Context(), scope, s.code)
	if err != nil {
		s.t.Fatal(err)
	}
	noted, err := s.portal.app.DB.Conclusions(s.t.Context(), scope, meeting.ID)
	if err != nil || len(noted) != 1 || noted[0].Task == "" {
		s.t.Fatalf("the meeting concluded %+v (%v)", noted, err)
	}
	return noted[0].Task
}

// completes has the officer send the task as done.
func (s *sitting) completes() {
	tab := s.as("chuyenvien")
	tab.Go(s.task)
	tab.Reads("Theo kết luận giao ban")
	tab.Follow("Gửi hoàn thành")
	tab.Until("the form", `!!document.querySelector("#ket_qua")`)
	tab.Type("#ket_qua", "Đã rà soát 42 hồ sơ, không còn hồ sơ quá hạn.")
	tab.Type("#so_1", "46/BC-QLKH")
	tab.Follow("Gửi hoàn thành")
	tab.Reads("Đã gửi hoàn thành lúc")
	s.quiet(tab)
}

// accepts has the Office accept what the head approved.
func (s *sitting) accepts(tab *browser.Tab) {
	tab.Go(s.portal.URL + paths.ToVerify)
	tab.Follow(s.story.code() + ": " + s.title)
	tab.Follow("Xác nhận hoàn thành")
	tab.Reads("tính hoàn thành theo ngày đơn vị gửi")
	tab.Follow("Xác nhận hoàn thành")
	tab.Reads("Đã xác nhận hoàn thành.")
}
