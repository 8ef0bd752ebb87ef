package calendar_test

import (
	"testing"
	"time"

	"cchc/internal/calendar"

	"pgregory.net/rapid"
)

func on(month time.Month, day int) calendar.MonthDay {
	return calendar.MonthDay{Month: month, Day: day}
}

// official are the four windows of official letter 581/BNV-CCHC, in the order in which they are due.
func official() []calendar.Window {
	return []calendar.Window{
		{Name: "Quý I", From: on(12, 15), FromLastYear: true, To: on(3, 14), Due: on(3, 15)},
		{Name: "6 tháng đầu năm", From: on(12, 15), FromLastYear: true, To: on(6, 14), Due: on(6, 15)},
		{Name: "Quý III", From: on(6, 15), To: on(9, 14), Due: on(9, 15)},
		{Name: "Năm", From: on(12, 15), FromLastYear: true, To: on(12, 14), Due: on(12, 15)},
	}
}

func TestOfficialReportsCloseTwoWeeksEarly(t *testing.T) {
	t.Parallel()
	for i, want := range [][4]string{
		{"Quý I năm 2026", "2025-12-15", "2026-03-14", "2026-03-16"}, // the fifteenth is a Sunday
		{"6 tháng đầu năm 2026", "2025-12-15", "2026-06-14", "2026-06-15"},
		{"Quý III năm 2026", "2026-06-15", "2026-09-14", "2026-09-15"},
		{"Năm 2026", "2025-12-15", "2026-12-14", "2026-12-15"},
	} {
		window := official()[i]
		checkPeriod(t, window.Period(2026), want[0], want[1], want[2])
		if got := window.DueOn(2026, calendar.Days{}).String(); got != want[3] {
			t.Errorf("%s is due on %s, want %s", want[0], got, want[3])
		}
	}
}

func TestOfficialWindowsMeetAsLaidDown(t *testing.T) {
	t.Parallel()
	for year := 1990; year <= 2100; year++ {
		var all []calendar.Period
		for _, window := range official() {
			all = append(all, window.Period(year))
		}
		quarter, half, third, whole := all[0], all[1], all[2], all[3]
		next := official()[0].Period(year + 1)
		if quarter.From != half.From || quarter.From != whole.From || half.To.AddDays(1) != third.From || whole.To.AddDays(1) != next.From {
			t.Errorf("%d: %v does not meet %v", year, all, next)
		}
		for i, period := range all {
			due := official()[i].DueOn(year, calendar.Days{})
			if period.To.Before(period.From) || !due.After(period.To) || due.Sub(period.To) > 3 || !(calendar.Days{}).IsWorking(due) {
				t.Errorf("%s runs from %s to %s and is due on %s", period.Name, period.From, period.To, due)
			}
		}
	}
}

func TestMonthlyDayIsClampedAndMovedToAWorkingDay(t *testing.T) {
	t.Parallel()
	days := tet2026(t)
	for _, c := range []struct {
		year  int
		month time.Month
		day   int
		want  string
	}{
		{2026, time.November, 25, "2026-11-25"},
		{2026, time.November, 31, "2026-11-30"}, // November has thirty days
		{2026, time.October, 31, "2026-11-02"},  // a Saturday, so over the end of the month
		{2027, time.February, 31, "2027-03-01"}, // the 28th is a Sunday
		{2028, time.February, 30, "2028-02-29"}, // a leap year
		{2100, time.February, 29, "2100-03-01"}, // no leap year; the 28th is a Sunday
		{2026, time.February, 16, "2026-02-23"}, // over Tết and the weekend after it
		{2026, time.February, 28, "2026-02-28"}, // a Saturday that is made up
	} {
		if got := calendar.MonthlyDue(calendar.Month(c.year, c.month), c.day, days).String(); got != c.want {
			t.Errorf("day %d of %s %d is due on %s, want %s", c.day, c.month, c.year, got, c.want)
		}
	}
}

// holidays draws a calendar with up to twelve runs of days off and some days made up in the year.
func holidays(year int) *rapid.Generator[calendar.Days] {
	return rapid.Custom(func(t *rapid.T) calendar.Days {
		days := calendar.Days{Off: map[calendar.Date]string{}, MakeUp: map[calendar.Date]string{}}
		first := calendar.NewDate(year, time.January, 1)
		for range rapid.IntRange(0, 12).Draw(t, "runs") {
			from := first.AddDays(rapid.IntRange(0, 370).Draw(t, "from"))
			for i := range rapid.IntRange(1, 9).Draw(t, "length") {
				days.Off[from.AddDays(i)] = "Nghỉ lễ"
			}
		}
		for range rapid.IntRange(0, 12).Draw(t, "made up") {
			days.MakeUp[first.AddDays(rapid.IntRange(0, 370).Draw(t, "day"))] = "Làm bù"
		}
		return days
	})
}

// restFrom is how many days from d on nobody works.
func restFrom(d calendar.Date, days calendar.Days) int {
	n := 0
	for !days.IsWorking(d.AddDays(n)) {
		n++
	}
	return n
}

// checkDue holds what is true of every due day: it is worked, not before the day it stands for, moved only over days that
// are not worked, and stays where it is when it is worked out again.
func checkDue(t *rapid.T, what string, due, stands calendar.Date, days calendar.Days) {
	if !days.IsWorking(due) || due.Before(stands) || due.Sub(stands) != restFrom(stands, days) || days.NextWorking(due) != due {
		t.Fatalf("%s stands for %s and is due on %s, with %d days of rest", what, stands, due, restFrom(stands, days))
	}
}

func TestEveryMonthlyDueDayIsWorkedAndNoLaterThanTheRestAsks(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		year, month := rapid.IntRange(1990, 2100).Draw(t, "year"), time.Month(rapid.IntRange(1, 12).Draw(t, "month"))
		day := rapid.IntRange(1, 31).Draw(t, "day")
		period, days := calendar.Month(year, month), holidays(year).Draw(t, "days")
		stands := period.From.AddDays(min(day, period.To.Day()) - 1)
		if !period.Contains(stands) || stands.Day() != min(day, period.To.Day()) {
			t.Fatalf("day %d of %s is %s", day, period.Name, stands)
		}
		checkDue(t, period.Name, calendar.MonthlyDue(period, day, days), stands, days)
	})
}

func TestEveryOfficialDueDayIsWorkedAndNoLaterThanTheRestAsks(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		year, i := rapid.IntRange(1990, 2100).Draw(t, "year"), rapid.IntRange(0, 3).Draw(t, "window")
		window, days := official()[i], holidays(year).Draw(t, "days")
		checkDue(t, window.Period(year).Name, window.DueOn(year, days), calendar.NewDate(year, window.Due.Month, window.Due.Day), days)
	})
}

func TestAnyWindowStaysWithinItsMonths(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		month := rapid.Map(rapid.IntRange(1, 12), func(n int) time.Month { return time.Month(n) })
		any := on(month.Draw(t, "month"), rapid.IntRange(1, 31).Draw(t, "day"))
		year := rapid.IntRange(1990, 2100).Draw(t, "year")
		got := any.In(year)
		if got.Year() != year || got.Month() != any.Month || got.Day() > any.Day || got.Day() < min(any.Day, 28) {
			t.Fatalf("%d/%d in %d is %s", any.Day, any.Month, year, got)
		}
		if got.Day() < any.Day && got.AddDays(1).Day() != 1 {
			t.Fatalf("%d/%d in %d is cut to %s, which ends no month", any.Day, any.Month, year, got)
		}
	})
}

func TestYearIsReportedByTheVersionInForceOnItsPeriodsLastDay(t *testing.T) {
	t.Parallel()
	old := calendar.Window{Name: "Quý I", To: on(3, 14), Due: on(3, 15), From: on(12, 15), FromLastYear: true, ValidFrom: day(t, "2020-01-01")}
	changed := func(iso string, to calendar.MonthDay) []calendar.Window {
		before, after := old, old
		before.ValidTo, after.ValidFrom, after.To, after.Name = day(t, iso), day(t, iso), to, "Kỳ I"
		return []calendar.Window{before, after}
	}
	ended := old
	ended.ValidTo = day(t, "2027-03-14")
	for _, c := range []struct {
		claim    string
		versions []calendar.Window
		year     int
		want     string
	}{
		{"before it began", []calendar.Window{old}, 2019, ""},
		{"the only one", []calendar.Window{old}, 2027, "Quý I năm 2027"},
		{"ended on its last day", []calendar.Window{ended}, 2027, ""},
		{"ended after its last day", []calendar.Window{ended}, 2026, "Quý I năm 2026"},
		{"the day before the change", changed("2027-03-15", on(3, 14)), 2027, "Quý I năm 2027"},
		{"the day of the change", changed("2027-03-14", on(3, 14)), 2027, "Kỳ I năm 2027"},
		{"the year after the change", changed("2027-03-15", on(3, 14)), 2028, "Kỳ I năm 2028"},
		{"both in force on their last day", changed("2027-03-20", on(3, 31)), 2027, "Kỳ I năm 2027"},
		{"neither in force on its last day", changed("2027-03-10", on(3, 5)), 2027, "Quý I năm 2027"},
	} {
		window, ok := calendar.InForce(c.versions, c.year)
		if got := window.Period(c.year).Name; ok != (c.want != "") || ok && got != c.want {
			t.Errorf("%s: %q (%t), want %q", c.claim, got, ok, c.want)
		}
	}
}

func TestChangedWindowReportsEachYearOnce(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		before := official()[rapid.IntRange(0, 3).Draw(t, "window")]
		after := before
		before.ValidFrom = calendar.NewDate(2000, time.January, 1)
		change := calendar.NewDate(2027, time.January, 1).AddDays(rapid.IntRange(0, 364).Draw(t, "change"))
		before.ValidTo, after.ValidFrom = change, change
		after.To = on(time.Month(rapid.IntRange(1, 12).Draw(t, "month")), rapid.IntRange(1, 31).Draw(t, "day"))
		newer := false
		for year := 2001; year <= 2050; year++ {
			window, ok := calendar.InForce([]calendar.Window{before, after}, year)
			if !ok || newer && window != after || window == before && year > 2027 || window == after && year < 2027 {
				t.Fatalf("%d is reported by %v (%t)", year, window, ok)
			}
			newer = window == after
		}
	})
}
