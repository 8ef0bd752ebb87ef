package calendar_test

import (
	"testing"
	"time"

	"cchc/internal/calendar"

	"pgregory.net/rapid"
)

func checkPeriod(t *testing.T, got calendar.Period, name, from, to string) {
	t.Helper()
	if want := (calendar.Period{Name: name, From: day(t, from), To: day(t, to)}); got != want {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestMonthsAndQuartersAreWhole(t *testing.T) {
	t.Parallel()
	checkPeriod(t, calendar.Month(2026, time.November), "Tháng 11/2026", "2026-11-01", "2026-11-30")
	checkPeriod(t, calendar.Month(2028, time.February), "Tháng 2/2028", "2028-02-01", "2028-02-29")
	checkPeriod(t, calendar.Quarter(2026, 1), "Quý I/2026", "2026-01-01", "2026-03-31")
	checkPeriod(t, calendar.Quarter(2026, 4), "Quý IV/2026", "2026-10-01", "2026-12-31")
}

func TestPeriodContainsBothItsEnds(t *testing.T) {
	t.Parallel()
	november := calendar.Month(2026, time.November)
	for iso, want := range map[string]bool{
		"2026-10-31": false, "2026-11-01": true, "2026-11-30": true, "2026-12-01": false, "": false,
	} {
		if got := november.Contains(day(t, iso)); got != want {
			t.Errorf("November contains %q: %v", iso, got)
		}
	}
}

func TestEveryDayIsInItsMonthAndQuarter(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		d := dates().Draw(t, "d")
		month, quarter := calendar.MonthOf(d), calendar.QuarterOf(d)
		if !month.Contains(d) || !quarter.Contains(d) || !quarter.Contains(month.From) || !quarter.Contains(month.To) {
			t.Fatalf("%s is in %v and %v", d, month, quarter)
		}
	})
}
