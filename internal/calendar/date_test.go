package calendar_test

import (
	"testing"
	"time"

	"cchc/internal/calendar"

	"pgregory.net/rapid"
)

var none calendar.Date

func day(t *testing.T, iso string) calendar.Date {
	t.Helper()
	d, err := calendar.Parse(iso)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// dates draws any day from 1900 to 2199.
func dates() *rapid.Generator[calendar.Date] {
	first := calendar.NewDate(1900, time.January, 1)
	last := calendar.NewDate(2199, time.December, 31)
	return rapid.Map(rapid.IntRange(0, last.Sub(first)), first.AddDays)
}

func TestDayTurnsAtMidnightInHanoi(t *testing.T) {
	t.Parallel()
	cases := map[string]string{
		"2026-11-22T16:59:59Z":      "2026-11-22",
		"2026-11-22T17:00:00Z":      "2026-11-23",
		"2026-11-22T23:30:00-05:00": "2026-11-23",
	}
	for instant, want := range cases {
		at, err := time.Parse(time.RFC3339, instant)
		if err != nil {
			t.Fatal(err)
		}
		if got := calendar.DateOf(at).String(); got != want {
			t.Errorf("DateOf(%s) = %s, want %s", instant, got, want)
		}
	}
	if got := day(t, "2026-11-23").Start().UTC().Format(time.RFC3339); got != "2026-11-22T17:00:00Z" {
		t.Errorf("23/11/2026 starts at %s", got)
	}
}

func TestMonthsAreClampedToTheirLastDay(t *testing.T) {
	t.Parallel()
	cases := []struct {
		from string
		n    int
		want string
	}{
		{"2026-01-31", 1, "2026-02-28"},
		{"2028-01-31", 1, "2028-02-29"},
		{"2028-02-29", 12, "2029-02-28"},
		{"2026-03-31", -1, "2026-02-28"},
		{"2026-11-30", 3, "2027-02-28"},
		{"2026-01-15", -13, "2024-12-15"},
		{"2026-05-31", 0, "2026-05-31"},
	}
	for _, c := range cases {
		if got := day(t, c.from).AddMonths(c.n).String(); got != c.want {
			t.Errorf("%s + %d months = %s, want %s", c.from, c.n, got, c.want)
		}
	}
}

func TestNewDateCarriesOver(t *testing.T) {
	t.Parallel()
	if got := calendar.NewDate(2026, time.April, 31); got != day(t, "2026-05-01") {
		t.Errorf("31 April is %s", got)
	}
}

func TestAddMonthsLandsInTheMonthAndNeverPastTheDay(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		d, n := dates().Draw(t, "d"), rapid.IntRange(-600, 600).Draw(t, "n")
		got := d.AddMonths(n)
		if months := (got.Year()-d.Year())*12 + int(got.Month()-d.Month()); months != n {
			t.Fatalf("%s + %d months = %s", d, n, got)
		}
		lastOfMonth := got.AddDays(1).Month() != got.Month()
		if got.Day() > d.Day() || got.Day() < d.Day() && !lastOfMonth {
			t.Fatalf("%s + %d months = %s: neither the same day nor the last", d, n, got)
		}
	})
}

func TestDaysAddAndSubtract(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		d, e := dates().Draw(t, "d"), dates().Draw(t, "e")
		if got := e.AddDays(d.Sub(e)); got != d {
			t.Fatalf("%s + (%s − %s) = %s", e, d, e, got)
		}
		if d.Before(e) != (d.Sub(e) < 0) || d.After(e) != (d.Sub(e) > 0) || (d == e) != (d.Compare(e) == 0) {
			t.Fatalf("order of %s and %s disagrees with the days between them", d, e)
		}
		if calendar.DateOf(d.Start()) != d || calendar.DateOf(d.AddDays(1).Start().Add(-time.Nanosecond)) != d {
			t.Fatalf("%s does not last from its start to the next", d)
		}
	})
}

func TestNoneStaysNoneAndIsNeverLate(t *testing.T) {
	t.Parallel()
	today := day(t, "2026-11-23")
	for name, got := range map[string]calendar.Date{
		"AddDays": none.AddDays(3), "AddMonths": none.AddMonths(3), "DateOf": calendar.DateOf(time.Time{}),
	} {
		if !got.IsZero() {
			t.Errorf("%s made %s out of none", name, got)
		}
	}
	if none.Before(today) || none.After(today) || today.Before(none) || today.After(none) {
		t.Error("none is before or after a date")
	}
	if none.Sub(today) != 0 || today.Sub(none) != 0 {
		t.Error("there are days between none and a date")
	}
	if none.Compare(today) != -1 || today.Compare(none) != 1 || none.Compare(none) != 0 {
		t.Error("none does not sort first")
	}
	if !none.Start().IsZero() {
		t.Error("none starts at some instant")
	}
}
