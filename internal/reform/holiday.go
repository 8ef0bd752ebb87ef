package reform

import (
	"time"

	"cchc/internal/calendar"
	"cchc/internal/fault"
	"cchc/internal/policy"
)

// HolidayKind is how a day differs from the working week.
type HolidayKind string

// The kinds: a weekday that is off, and a weekend day worked to make up for one.
const (
	HolidayOff    HolidayKind = "off"
	HolidayMakeUp HolidayKind = "make_up"
)

// HolidayKinds lists the kinds in the order forms offer them.
func HolidayKinds() []HolidayKind { return []HolidayKind{HolidayOff, HolidayMakeUp} }

// Label returns the Vietnamese name of the kind; "" for an unknown one.
func (k HolidayKind) Label() string {
	return map[HolidayKind]string{HolidayOff: "Ngày nghỉ", HolidayMakeUp: "Làm bù"}[k]
}

// Holiday is one day of the table that corrects the working week.
type Holiday struct {
	ID      int64
	Day     calendar.Date
	Kind    HolidayKind
	Name    string
	Version int
}

// HolidayRunMost is how many days one entry of the table can cover.
const HolidayRunMost = 31

// Subject returns what policy needs to know of the day.
func (h Holiday) Subject() policy.Subject { return policy.Subject{Kind: policy.Holiday, ID: h.ID} }

// ChangesTo lists what differs between the day and what an edit makes of it.
func (h Holiday) ChangesTo(next Holiday) []Change {
	var c Changes
	c.Date("day", h.Day, next.Day)
	c.Text("holiday_kind", string(h.Kind), string(next.Kind))
	c.Text("name", h.Name, next.Name)
	return c
}

// Check returns an invalid fault naming every field of one day that is wrong.
func (h Holiday) Check() error {
	var check fault.Check
	h.check(&check)
	check.That(h.Day.IsZero() || h.Kind != HolidayOff || !weekend(h.Day), "tu_ngay",
		h.Day.Long()+" vốn đã nghỉ, không cần nhập.")
	return check.Err()
}

func (h Holiday) check(check *fault.Check) {
	check.That(h.Kind.Label() != "", "loai", "Chọn nghỉ hay làm bù.")
	check.That(fits(h.Name, 1, 200), "ten", "Nhập tên ngày nghỉ hoặc lý do làm bù, tối đa 200 ký tự.")
	check.That(!h.Day.IsZero(), "tu_ngay", "Nhập ngày, ví dụ 02/09/2026.")
	check.That(h.Day.IsZero() || h.Kind != HolidayMakeUp || weekend(h.Day), "tu_ngay",
		"Chỉ làm bù vào Thứ Bảy, Chủ Nhật; "+h.Day.Long()+" vốn là ngày làm việc.")
}

// RunTo returns the days from this one to the last, both included; days off leave out the weekends, which are off anyway.
// A last day of none means one day. An invalid fault names what is wrong with the run.
func (h Holiday) RunTo(last calendar.Date) ([]Holiday, error) {
	if last.IsZero() || last == h.Day {
		return []Holiday{h}, h.Check()
	}
	var check fault.Check
	h.check(&check)
	check.That(h.Kind != HolidayMakeUp, "den_ngay", "Ngày làm bù nhập từng ngày một: để trống ô này.")
	check.That(h.Day.IsZero() || last.After(h.Day), "den_ngay", "Ngày cuối không được trước ngày đầu.")
	check.That(h.Day.IsZero() || last.Sub(h.Day) < HolidayRunMost, "den_ngay", "Mỗi lần nhập tối đa 31 ngày liền nhau.")
	if err := check.Err(); err != nil {
		return nil, err
	}
	var run []Holiday
	for day := h.Day; !day.After(last); day = day.AddDays(1) {
		if !weekend(day) {
			run = append(run, Holiday{Day: day, Kind: h.Kind, Name: h.Name})
		}
	}
	check.That(len(run) > 0, "tu_ngay", "Những ngày này đều là Thứ Bảy, Chủ Nhật, vốn đã nghỉ.")
	return run, check.Err()
}

func weekend(day calendar.Date) bool {
	return day.Weekday() == time.Saturday || day.Weekday() == time.Sunday
}

// DaysOf returns the calendar that the days of the table make.
func DaysOf(holidays []Holiday) calendar.Days {
	days := calendar.Days{Off: map[calendar.Date]string{}, MakeUp: map[calendar.Date]string{}}
	for _, h := range holidays {
		if h.Kind == HolidayMakeUp {
			days.MakeUp[h.Day] = h.Name
		} else {
			days.Off[h.Day] = h.Name
		}
	}
	return days
}
