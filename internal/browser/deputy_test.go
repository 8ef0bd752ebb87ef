package browser_test

import (
	"net/http"
	"testing"
	"time"

	"cchc/internal/browser"
	"cchc/internal/calendar"
	"cchc/internal/paths"
)

// standIn has the chief name a deputy for the science division's head; the deputy, of another division, answers for the head
// on a task, and both names stand on its page, which is inspected at the widths. In the end the chief ends the deputyship.
func standIn(t *testing.T, p *portal, title string, tab func() *browser.Tab, widths ...int64) {
	s := &story{t: t, portal: p, tab: tab, title: title}
	s.officeAssigns()
	s.chiefNamesDeputy()
	s.deputySigns(widths)
	s.officerSends()
	s.deputyApproves()
	s.chiefEndsIt()
}

func (s *story) chiefNamesDeputy() {
	tab := s.as("chanhvanphong")
	tab.Go(s.portal.URL + paths.Deputies)
	tab.Follow("Cử người làm thay")
	tab.Reads("Người làm thay được làm gì")
	tab.Choose("#vang_mat", "Đặng Văn Khánh – Trưởng phòng")
	tab.Choose("#lam_thay", "Phùng Thị Yến – Chuyên viên")
	today := calendar.DateOf(time.Now())
	tab.Type("#tu_ngay", today.Vietnamese())
	tab.Type("#den_ngay", today.AddDays(3).Vietnamese())
	tab.Type("#ly_do", "Đi công tác")
	tab.Follow("Cử người làm thay")
	tab.Reads("Đã cử người làm thay")
	tab.Reads("Đang có hiệu lực")
	s.quiet(tab)
}

func (s *story) deputySigns(widths []int64) {
	tab := s.as("yenpt")
	if status := tab.Go(s.task); status != http.StatusNotFound {
		s.t.Errorf("the deputy, as themselves, opens the head's task: %d", status)
	}
	tab.Press(".stand button")
	tab.Reads("Bạn đang làm thay")
	tab.Go(s.task)
	tab.Follow("Tiếp nhận")
	tab.Until("asked", `!!document.querySelector("#nguoi_xu_ly")`)
	tab.Choose("#nguoi_xu_ly", "Nguyễn Văn An")
	tab.Follow("Tiếp nhận")
	tab.Reads("Đã tiếp nhận nhiệm vụ.")
	tab.Reads("Phùng Thị Yến (thay Đặng Văn Khánh)")
	for _, width := range widths {
		tab.Resize(width)
		tab.Inspect("acting", width)
	}
	tab.Resize(browser.Desk)
	tab.Press(".stand button")
	tab.Reads("Bạn đã trở lại công việc của mình")
	if status := tab.Go(s.task); status != http.StatusNotFound {
		s.t.Errorf("the deputy still opens the head's task: %d", status)
	}
	s.complained(tab, "404")
}

// officerSends sends the task as complete, for the head to approve.
func (s *story) officerSends() {
	tab := s.as("chuyenvien")
	tab.Go(s.task)
	tab.Follow("Gửi hoàn thành")
	tab.Until("the form", `!!document.querySelector("#ket_qua")`)
	tab.Type("#ket_qua", "Đã lập xong danh mục.")
	tab.Type("#so_1", "46/DM-SKHCN")
	tab.Follow("Gửi hoàn thành")
	tab.Reads("Đã gửi hoàn thành lúc")
	s.quiet(tab)
}

// deputyApproves signs the report in the head's place; both names stand on the task's page.
func (s *story) deputyApproves() {
	tab := s.as("yenpt")
	tab.Press(".stand button")
	tab.Reads("Bạn đang làm thay")
	tab.Go(s.portal.URL + paths.ToApprove)
	tab.Press(`input[name="chon"][aria-label="Chọn ` + s.code() + `"]`)
	tab.Follow("Duyệt mục đã chọn")
	tab.Reads("Đã duyệt 1 báo cáo.")
	tab.Go(s.task)
	tab.Reads("Phùng Thị Yến (thay Đặng Văn Khánh) duyệt")
	tab.Press(".stand button")
	tab.Reads("Bạn đã trở lại công việc của mình")
	s.quiet(tab)
}

func (s *story) chiefEndsIt() {
	tab := s.as("chanhvanphong")
	tab.Go(s.portal.URL + paths.Deputies)
	tab.Go(s.portal.URL + browser.Evaluate[string](tab, `[...document.querySelectorAll("main a[href$='/ket-thuc']")].find(a => a.textContent.includes("Phùng Thị Yến thay")).getAttribute("href")`))
	tab.Reads("Kết thúc việc làm thay?")
	tab.Follow("Kết thúc ngay")
	tab.Reads("Đã kết thúc việc làm thay.")
	s.quiet(tab)
}
