package browser_test

import (
	"testing"
	"time"

	"cchc/internal/browser"
	"cchc/internal/calendar"
	"cchc/internal/fixture/small"
	"cchc/internal/paths"
)

// monthStory is a monthly task, from the Office's form to a report on its first period.
type monthStory struct {
	story
	clock *small.Clock
	month calendar.Period // the first one that is opened
	width []int64         // at which pages are looked at, which takes script
}

func TestPeriodOpensByItselfAndIsReportedOn(t *testing.T) {
	t.Parallel()
	clock := &small.Clock{}
	clock.Set(time.Now())
	chromium, p := browser.Start(t), openAt(t, clock.Now)
	t.Run("with script", func(t *testing.T) {
		tellMonth(t, p, clock, "Báo cáo kết quả cải cách hành chính tháng", func() *browser.Tab { return chromium.Lend(t) }, looks()...)
	})
	t.Run("without script", func(t *testing.T) {
		tellMonth(t, p, clock, "Báo cáo giải quyết thủ tục hành chính tháng", func() *browser.Tab {
			tab := chromium.Lend(t)
			tab.Scriptless()
			return tab
		})
	})
}

func tellMonth(t *testing.T, p *portal, clock *small.Clock, title string, tab func() *browser.Tab, widths ...int64) {
	today := calendar.DateOf(clock.Now())
	s := &monthStory{
		story: story{t: t, portal: p, tab: tab, title: title}, clock: clock, month: calendar.MonthOf(calendar.MonthOf(today).To.AddDays(1)), width: widths,
	}
	s.officeSchedules()
	s.headAccepts()
	clock.Set(s.month.From.Start().Add(8 * time.Hour))
	if err := p.app.OpenPeriods(t.Context()); err != nil {
		t.Fatal(err)
	}
	s.officerReportsOnTheMonth()
	s.officeSeesTheMonth()
}

func (s *monthStory) officeSchedules() {
	tab := s.as("vanphong")
	tab.Go(s.portal.URL + paths.TaskNew)
	tab.Type("#ten", s.title)
	tab.Choose("#linh_vuc", "Cải cách thủ tục hành chính")
	tab.Type("#san_pham", "Báo cáo tháng")
	tab.Follow("Lưu và giao")
	tab.Reads("Đã lưu dự thảo")
	tab.Choose("#chu_tri", "Phòng Quản lý Khoa học")
	tab.Press(`input[name="kieu_han"][value="periodic"]`)
	tab.Type("#ngay_han", "32")
	tab.Type("#bat_dau", s.month.From.Vietnamese())
	tab.Follow("Giao nhiệm vụ")
	tab.Reads("Nhập ngày hạn trong tháng, từ 1 đến 31.")
	s.look(tab, "state-schedule")
	tab.Type("#ngay_han", "31")
	tab.Follow("Giao nhiệm vụ")
	tab.Reads("Đã giao nhiệm vụ")
	tab.Reads("Chưa mở kỳ nào.")
	s.task = tab.Address()
	tab.Follow("Xem mọi kỳ và kỳ tiếp theo")
	tab.Reads(s.month.Name + ": mở ngày " + s.month.From.Vietnamese())
	s.look(tab, "state-series")
	s.complained(tab, "422")
}

func (s *monthStory) officerReportsOnTheMonth() {
	tab := s.as("chuyenvien")
	tab.Go(s.portal.URL + paths.Work)
	tab.Follow(s.title + " – " + s.month.Name)
	tab.Reads("Đang thực hiện")
	tab.Follow("Báo cáo tiến độ")
	tab.Until("the form", `!!document.querySelector("#ket_qua")`)
	tab.Type("#ket_qua", "Đã tổng hợp số liệu của tháng.")
	tab.Type("#tien_do", "45")
	tab.Follow("Gửi báo cáo")
	tab.Reads("Đã gửi báo cáo lúc")
	tab.Follow("Xem mọi kỳ")
	tab.Reads("1 kỳ đã mở, kỳ mới nhất trước")
	tab.Reads("45%")
	s.look(tab, "state-series-opened")
	s.quiet(tab)
}

func (s *monthStory) officeSeesTheMonth() {
	tab := s.as("vanphong")
	tab.Go(s.task)
	tab.Reads("Báo cáo và hoàn thành ở từng kỳ.")
	tab.Follow(s.month.Name)
	tab.Reads("Hệ thống")
	tab.Reads("mở kỳ " + s.month.Name)
	tab.Reads("Đã tổng hợp số liệu của tháng.")
	s.quiet(tab)
}

func (s *monthStory) look(tab *browser.Tab, name string) {
	for _, width := range s.width {
		tab.Inspect(name, width)
	}
	tab.Resize(browser.Desk)
}
