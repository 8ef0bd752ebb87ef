package calendar

import (
	"slices"
	"strconv"
	"strings"
	"time"
)

// MonthDay is a day of no particular year.
type MonthDay struct {
	Month time.Month
	Day   int
}

// In returns the day in the year, or the last day of its month where that is shorter.
func (m MonthDay) In(year int) Date {
	first := NewDate(year, m.Month, 1)
	return Date{first.year, first.month, min(m.Day, first.monthLength())}
}

// MonthlyDue returns the day on which what is done each month is due in the month: the day clamped to the month's end,
// then moved to the next working day.
func MonthlyDue(month Period, day int, days Days) Date {
	return days.NextWorking(MonthDay{month.From.month, day}.In(month.From.year))
}

// Window lays out one reporting period of each year: what it covers, and the day of the same year on which its report is due.
// It stands from ValidFrom until ValidTo, the first day on which it no longer does (none: still standing).
type Window struct {
	Name         string
	From         MonthDay
	FromLastYear bool // From is in the year before
	To           MonthDay
	Due          MonthDay
	ValidFrom    Date
	ValidTo      Date
}

// Period returns the window's days in the year, named after it: "Quý III năm 2026", "6 tháng đầu năm 2026".
func (w Window) Period(year int) Period {
	from := year
	if w.FromLastYear {
		from--
	}
	to := w.To.In(year)
	name := w.Name + " "
	if lower := strings.ToLower(w.Name); lower != "năm" && !strings.HasSuffix(lower, " năm") {
		name += "năm "
	}
	return Period{Name: name + strconv.Itoa(to.year), From: w.From.In(from), To: to}
}

// DueOn returns the day on which the report of the year's period is due: clamped to the month's end, then moved to the next
// working day.
func (w Window) DueOn(year int, days Days) Date { return days.NextWorking(w.Due.In(year)) }

// InForce returns, of the versions of one window, the one by which the year is reported: that in force on the last day of
// its own period. Where a new version moves that day over the day of the change, so that both or neither would be in
// force, the newer one that had begun by its own last day counts. False when none does.
func InForce(versions []Window, year int) (Window, bool) {
	newestFirst := slices.SortedFunc(slices.Values(versions), func(a, b Window) int { return b.ValidFrom.Compare(a.ValidFrom) })
	follows := Date{} // from when the version looked at before stands
	for _, w := range newestFirst {
		end := w.Period(year).To
		if w.ValidFrom.After(end) {
			follows = w.ValidFrom
			continue
		}
		ended := !w.ValidTo.IsZero() && !end.Before(w.ValidTo)
		return w, !ended || w.ValidTo == follows
	}
	return Window{}, false
}
