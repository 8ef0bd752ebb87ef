package calendar_test

import (
	"testing"

	"cchc/internal/calendar"

	"pgregory.net/rapid"
)

// tet2026 is the long holiday around the lunar new year with one Saturday worked in exchange.
func tet2026(t *testing.T) calendar.Days {
	t.Helper()
	days := calendar.Days{Off: map[calendar.Date]string{}, MakeUp: map[calendar.Date]string{}}
	for d := day(t, "2026-02-16"); !d.After(day(t, "2026-02-20")); d = d.AddDays(1) {
		days.Off[d] = "Tết Nguyên đán"
	}
	days.MakeUp[day(t, "2026-02-28")] = "Làm bù Tết"
	return days
}

func TestWeekendsAndHolidaysAreNotWorkedButMadeUpDaysAre(t *testing.T) {
	t.Parallel()
	days := tet2026(t)
	for iso, want := range map[string]bool{
		"2026-02-13": true,  // Friday
		"2026-02-14": false, // Saturday
		"2026-02-15": false, // Sunday
		"2026-02-17": false, // Tết
		"2026-02-23": true,  // Monday
		"2026-02-28": true,  // Saturday, made up
		"":           false,
	} {
		if got := days.IsWorking(day(t, iso)); got != want {
			t.Errorf("%q worked: %v", iso, got)
		}
	}
}

func TestWorkingDaysStepOverTheHoliday(t *testing.T) {
	t.Parallel()
	days := tet2026(t)
	cases := []struct {
		from string
		n    int
		want string
	}{
		{"2026-02-13", 1, "2026-02-23"},
		{"2026-02-14", 1, "2026-02-23"},
		{"2026-02-23", -1, "2026-02-13"},
		{"2026-02-17", -2, "2026-02-12"},
		{"2026-02-26", 2, "2026-02-28"},
		{"2026-02-26", 3, "2026-03-02"},
		{"2026-02-14", 0, "2026-02-14"},
		{"", 5, ""},
	}
	for _, c := range cases {
		if got := days.AddWorking(day(t, c.from), c.n).String(); got != c.want {
			t.Errorf("%s + %d working days = %s, want %s", c.from, c.n, got, c.want)
		}
	}
	for from, want := range map[string]string{"2026-02-14": "2026-02-23", "2026-02-13": "2026-02-13", "": ""} {
		if got := days.NextWorking(day(t, from)).String(); got != want {
			t.Errorf("the working day from %s on is %s, want %s", from, got, want)
		}
	}
}

func TestWorkingDaysLeftAndOverdue(t *testing.T) {
	t.Parallel()
	days := tet2026(t)
	cases := []struct {
		from, to string
		want     int
	}{
		{"2026-11-23", "2026-12-05", 9},
		{"2026-02-13", "2026-02-23", 1},
		{"2026-02-13", "2026-02-20", 0},
		{"2026-11-25", "2026-11-23", -2},
		{"2026-11-23", "2026-11-23", 0},
		{"", "2026-11-23", 0},
		{"2026-11-23", "", 0},
	}
	for _, c := range cases {
		if got := days.WorkingBetween(day(t, c.from), day(t, c.to)); got != c.want {
			t.Errorf("from %s to %s: %d working days, want %d", c.from, c.to, got, c.want)
		}
	}
}

// aroundDays draws a calendar with holidays and made-up days near d.
func aroundDays(d calendar.Date) *rapid.Generator[calendar.Days] {
	near := rapid.MapOf(rapid.Map(rapid.IntRange(-60, 60), d.AddDays), rapid.Just("lý do"))
	return rapid.Custom(func(t *rapid.T) calendar.Days {
		return calendar.Days{Off: near.Draw(t, "off"), MakeUp: near.Draw(t, "made up")}
	})
}

func TestAddingAndCountingWorkingDaysAgree(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		d, n := dates().Draw(t, "d"), rapid.IntRange(1, 40).Draw(t, "n")
		days := aroundDays(d).Draw(t, "days")
		later := days.AddWorking(d, n)
		if !days.IsWorking(later) || days.WorkingBetween(d, later) != n || days.WorkingBetween(later, d) != -n {
			t.Fatalf("%s + %d working days = %s, yet %d lie between", d, n, later, days.WorkingBetween(d, later))
		}
		if next := days.NextWorking(d); !days.IsWorking(next) || next.Before(d) || days.AddWorking(later, -n).After(next) {
			t.Fatalf("from %s the next working day is %s, and %d back from %s is %s", d, next, n, later, days.AddWorking(later, -n))
		}
		if days.IsWorking(d) && days.AddWorking(later, -n) != d {
			t.Fatalf("%d working days on from %s and back is %s", n, d, days.AddWorking(later, -n))
		}
	})
}

func TestWorkingDaysAddUp(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		a := dates().Draw(t, "a")
		b := a.AddDays(rapid.IntRange(-80, 80).Draw(t, "to b"))
		c := b.AddDays(rapid.IntRange(-80, 80).Draw(t, "to c"))
		days := aroundDays(a).Draw(t, "days")
		if ab, bc, ac := days.WorkingBetween(a, b), days.WorkingBetween(b, c), days.WorkingBetween(a, c); ab+bc != ac {
			t.Fatalf("%s to %s to %s: %d + %d is not %d", a, b, c, ab, bc, ac)
		}
	})
}
