package reform

import (
	"fmt"
	"time"

	"cchc/internal/calendar"
	"cchc/internal/fault"
	"cchc/internal/policy"
	"cchc/internal/viet"
)

// ReportingWindow is one version of one reporting window of a schedule. Versions of the same position follow each other.
type ReportingWindow struct {
	ID           int64
	Schedule     Schedule
	Position     int
	Name         string
	FromMonth    int
	FromDay      int
	FromLastYear bool
	ToMonth      int
	ToDay        int
	DueMonth     int
	DueDay       int
	ValidFrom    calendar.Date
	ValidTo      calendar.Date // zero while it stands; the first day it no longer does
	Version      int
}

// Window returns the window as the calendar lays it out.
func (w ReportingWindow) Window() calendar.Window {
	day := func(month, day int) calendar.MonthDay {
		return calendar.MonthDay{Month: time.Month(month), Day: day}
	}
	return calendar.Window{
		Name: w.Name, From: day(w.FromMonth, w.FromDay), FromLastYear: w.FromLastYear, To: day(w.ToMonth, w.ToDay),
		Due: day(w.DueMonth, w.DueDay), ValidFrom: w.ValidFrom, ValidTo: w.ValidTo,
	}
}

// Subject returns what policy needs to know of the window.
func (w ReportingWindow) Subject() policy.Subject {
	return policy.Subject{Kind: policy.Window, ID: w.ID}
}

// Check returns an invalid fault naming every field that is wrong.
func (w ReportingWindow) Check() error {
	var check fault.Check
	check.That(fits(w.Name, 1, 100), "ten", "Nhập tên kỳ báo cáo, tối đa 100 ký tự.")
	check.That(realDay(w.FromDay, w.FromMonth), "tu", "Nhập ngày và tháng bắt đầu có thật, ví dụ 15/12.")
	check.That(realDay(w.ToDay, w.ToMonth), "den", "Nhập ngày và tháng chốt số liệu có thật, ví dụ 14/03.")
	check.That(realDay(w.DueDay, w.DueMonth), "han", "Nhập ngày và tháng hạn nộp có thật, ví dụ 15/03.")
	whole := w.Window().Period(2026)
	check.That(check.Err() != nil || !whole.To.Before(whole.From), "den", "Ngày chốt số liệu phải sau ngày bắt đầu; nếu kỳ bắt đầu từ năm trước, chọn ô “của năm trước”.")
	check.That(!w.ValidFrom.IsZero(), "tu_ngay", "Nhập ngày bắt đầu áp dụng.")
	return check.Err()
}

// realDay reports whether some year has the day; 29 February is one.
func realDay(day, month int) bool {
	return month >= 1 && month <= 12 && day >= 1 && day == calendar.MonthDay{Month: time.Month(month), Day: day}.In(2024).Day()
}

// Ended returns the window as it stands until the day on which its successor begins, or a fault.
func (w ReportingWindow) Ended(on calendar.Date) (ReportingWindow, error) {
	var check fault.Check
	check.That(w.ValidTo.IsZero(), "tu_ngay", "Kỳ báo cáo này đã hết áp dụng. Sửa bản đang áp dụng.")
	check.That(on.After(w.ValidFrom), "tu_ngay", "Ngày áp dụng phải sau ngày "+w.ValidFrom.Vietnamese()+" của bản hiện hành.")
	w.ValidTo = on
	return w, check.Err()
}

// ChangesTo lists what differs between the window and what an edit makes of it.
func (w ReportingWindow) ChangesTo(next ReportingWindow) []Change {
	var c Changes
	c.Text("name", w.Name, next.Name)
	c.Text("window_from", w.fromText(), next.fromText())
	c.Text("window_to", dayMonth(w.ToDay, w.ToMonth), dayMonth(next.ToDay, next.ToMonth))
	c.Text("window_due", dayMonth(w.DueDay, w.DueMonth), dayMonth(next.DueDay, next.DueMonth))
	c.Date("applies_from", w.ValidFrom, next.ValidFrom)
	c.Date("applies_to", w.ValidTo, next.ValidTo)
	return c
}

func (w ReportingWindow) fromText() string {
	text := dayMonth(w.FromDay, w.FromMonth)
	if w.FromLastYear {
		text += " năm trước"
	}
	return text
}

func dayMonth(day, month int) string {
	if day == 0 {
		return ""
	}
	return fmt.Sprintf("%02d/%02d", day, month)
}

// ofYear returns the periods that the schedule's windows lay out in the year, each by the version that is in force.
func (t Timetable) ofYear(schedule Schedule, year int) []SeriesPeriod {
	versions := map[int][]calendar.Window{}
	var positions []int
	for _, w := range t.Windows {
		if w.Schedule != schedule {
			continue
		}
		if versions[w.Position] == nil {
			positions = append(positions, w.Position)
		}
		versions[w.Position] = append(versions[w.Position], w.Window())
	}
	var periods []SeriesPeriod
	for _, position := range positions {
		if window, ok := calendar.InForce(versions[position], year); ok {
			key := fmt.Sprintf("%04d-%s-%d", year, schedule, position)
			periods = append(periods, seriesPeriod(key, window.Period(year), window.DueOn(year, t.Days)))
		}
	}
	return periods
}

// ParseDayMonth reads a day of no particular year, typed as 15/12 or 15/3; zeros for what is none.
func ParseDayMonth(text string) (day, month int) {
	var rest string
	if n, _ := fmt.Sscanf(viet.Normalise(text)+" ", "%d/%d%s", &day, &month, &rest); n != 2 {
		return 0, 0
	}
	return day, month
}
