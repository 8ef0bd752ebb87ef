package browser_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"cchc/internal/app"
	"cchc/internal/browser"
	"cchc/internal/paths"
	"cchc/internal/reform"
)

// raiseObstacles has an officer say from a phone what blocks a task, once alone and once with a progress report, and say the first
// anew when the head returns it; the pages on the way are looked at in the widths, which takes script.
func raiseObstacles(t *testing.T, p *portal, title string, tab func() *browser.Tab, widths ...int64) {
	s := &story{t: t, portal: p, tab: tab, title: title, file: filepath.Join(t.TempDir(), "cong-van.pdf")}
	if err := os.WriteFile(s.file, []byte(fileText), 0o600); err != nil {
		t.Fatal(err)
	}
	code := p.underWay(t, title)
	s.task = p.URL + paths.ToTask(code)
	s.raisesOnAPhone(widths)
	s.mendsWhatWasReturned(s.headReturns(code), widths)
	s.reportsWithWhatBlocks(code, widths)
}

// raisesOnAPhone fills in the form on a phone: what others met before comes up by itself or, without script, when asked for.
func (s *story) raisesOnAPhone(widths []int64) {
	tab := s.as("chuyenvien")
	tab.Resize(browser.Phone)
	tab.Go(s.task)
	tab.Press("label.deeds-lb")
	tab.Follow("Báo vướng mắc")
	tab.Until("the form", `!!document.querySelector("#vuong_mac")`)
	tab.Type("#vuong_mac", "Chưa có kinh phí thay máy trạm cũ")
	if len(widths) == 0 {
		tab.Follow("Xem vướng mắc tương tự")
	}
	tab.Reads("Chưa có kinh phí thay 8 máy trạm còn lại")
	tab.Reads("Phòng Kế hoạch - Tài chính bố trí từ khoản tiết kiệm chi thường xuyên")
	tab.Holds("#vuong_mac", "Chưa có kinh phí thay máy trạm cũ")
	if browser.Evaluate[bool](tab, `[...document.querySelectorAll("#tuong-tu li")].some(li => li.innerText.includes("8 máy trạm") && li.querySelector("a"))`) {
		s.t.Error("another unit's obstacle is a link")
	}
	s.lookOnAPhone(tab, "state-raise", widths)
	tick(tab, `[name=loai][value=money]`)
	tab.Type("#can_truoc", "31/02/2030")
	tab.Type("#da_lam", "Đã đề nghị Phòng Kế hoạch - Tài chính.")
	tab.Follow("Gửi vướng mắc")
	tab.Reads("lỗi cần sửa")
	tab.Holds("#da_lam", "Đã đề nghị Phòng Kế hoạch - Tài chính.")
	s.lookOnAPhone(tab, "state-raise-faults", widths)
	tab.Type("#can_truoc", s.portal.app.Today().AddDays(10).Vietnamese())
	tab.Type("#de_nghi", "Đề nghị bố trí kinh phí.")
	tab.Attach("#tep", s.file)
	tab.Follow("Gửi vướng mắc")
	tab.Reads("Đã gửi vướng mắc VM-")
	tab.Reads("Chờ lãnh đạo đơn vị xác nhận")
	tab.Reads("cong-van.pdf")
	tab.Go(s.task)
	tab.Reads("Vướng mắc (1)")
	tab.Reads("Có vướng mắc")
	s.lookOnAPhone(tab, "state-blocked-task", widths)
	s.complained(tab, "422")
}

// tick ticks the box in the middle of the window, away from the bar at its bottom.
func tick(tab *browser.Tab, selector string) {
	browser.Evaluate[bool](tab, `document.querySelector("`+selector+`").scrollIntoView({block: "center", behavior: "instant"}), true`)
	tab.Press(selector)
	tab.Until("it is ticked", `document.querySelector("`+selector+`").checked`)
}

// lookOnAPhone inspects the page and leaves the tab a phone.
func (s *story) lookOnAPhone(tab *browser.Tab, name string, widths []int64) {
	for _, width := range widths {
		tab.Inspect(name, width)
	}
	tab.Resize(browser.Phone)
}

// headReturns has the head return the obstacle of the task, and returns its code.
func (s *story) headReturns(task string) string {
	s.t.Helper()
	head := s.portal.actor(s.t, "truongphong")
	page, err := s.portal.app.TaskPage(s.t.Context(), head, task)
	if err != nil || len(page.Obstacles) != 1 {
		s.t.Fatalf("%d obstacles (%v)", len(page.Obstacles), err)
	}
	o := page.Obstacles[0]
	in := app.MoveObstacle{Code: o.Code, Act: reform.ObstacleReturn, Seen: o.Version, Note: "Nêu rõ số máy cần thay."}
	if err := s.portal.app.MoveObstacle(s.t.Context(), head, in); err != nil {
		s.t.Fatal(err)
	}
	return o.Code
}

func (s *story) mendsWhatWasReturned(code string, widths []int64) {
	tab := s.as("chuyenvien")
	tab.Resize(browser.Phone)
	tab.Go(s.portal.URL + paths.ToObstacle(code))
	tab.Follow("Sửa và gửi lại")
	tab.Reads("Nêu rõ số máy cần thay.")
	tab.Reads("cong-van.pdf")
	tab.Holds("#de_nghi", "Đề nghị bố trí kinh phí.")
	s.lookOnAPhone(tab, "state-mend", widths)
	tab.Type("#de_nghi", "Đề nghị bố trí kinh phí thay 3 máy.")
	tab.Follow("Gửi lại vướng mắc")
	tab.Reads("Đã gửi lại vướng mắc " + code)
	tab.Reads("thay 3 máy")
	s.quiet(tab)
}

// reportsWithWhatBlocks ticks the box in the form that reports progress, which brings the fields up, and sends both at once.
func (s *story) reportsWithWhatBlocks(code string, widths []int64) {
	tab := s.as("chuyenvien")
	tab.Resize(browser.Phone)
	tab.Go(s.portal.URL + paths.ToReport(code))
	tab.Type("#ket_qua", "Đã dự thảo.")
	tab.Type("#tien_do", "40")
	seen := `document.querySelector("#da_lam").offsetParent !== null`
	if browser.Evaluate[bool](tab, seen) {
		s.t.Error("the fields of an obstacle stand in the form before the box is ticked")
	}
	tick(tab, "#co_vuong")
	tab.Until("the fields come up", seen)
	tab.Type("#vuong_mac", "Chậm kết nối dữ liệu với hệ thống của tỉnh")
	tick(tab, `[name=loai][value=digital]`)
	tab.Type("#da_lam", "Đã gọi tổng đài kỹ thuật.")
	tab.Follow("Gửi báo cáo")
	tab.Reads("lỗi cần sửa")
	tab.Until("the fields stay", seen)
	tab.Holds("#ket_qua", "Đã dự thảo.")
	s.lookOnAPhone(tab, "state-report-blocked", widths)
	tab.Type("#de_nghi", "Đề nghị Sở Thông tin hỗ trợ.")
	tab.Type("#can_truoc", s.portal.app.Today().AddDays(7).Vietnamese())
	tab.Follow("Gửi báo cáo")
	tab.Reads("Đã gửi vướng mắc tới lãnh đạo đơn vị.")
	tab.Reads("Vướng mắc (2)")
	if title := browser.Evaluate[string](tab, `document.querySelector("#vuong-mac").innerText`); !strings.Contains(title, "Chậm kết nối dữ liệu") {
		s.t.Errorf("the task's obstacles are %q", title)
	}
	s.complained(tab, "422")
}
