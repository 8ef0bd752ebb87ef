package reform_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"cchc/internal/calendar"
	"cchc/internal/reform"
)

// official are the four windows in force since 2020.
func official() reform.Timetable {
	window := func(position int, name string, from, to, due [2]int, lastYear bool) reform.ReportingWindow {
		return reform.ReportingWindow{
			Schedule: reform.ScheduleOfficial, Position: position, Name: name, FromDay: from[0], FromMonth: from[1], FromLastYear: lastYear,
			ToDay: to[0], ToMonth: to[1], DueDay: due[0], DueMonth: due[1], ValidFrom: calendar.NewDate(2020, time.January, 1),
		}
	}
	december := [2]int{15, 12}
	return reform.Timetable{Windows: []reform.ReportingWindow{
		window(1, "Quý I", december, [2]int{14, 3}, [2]int{15, 3}, true), window(2, "6 tháng đầu năm", december, [2]int{14, 6}, [2]int{15, 6}, true),
		window(3, "Quý III", [2]int{15, 6}, [2]int{14, 9}, [2]int{15, 9}, false), window(4, "Năm", december, [2]int{14, 12}, december, true),
	}}
}

func date(t *testing.T, iso string) calendar.Date {
	t.Helper()
	d, err := calendar.Parse(iso)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestNextPeriodIsTheOneThatBeginsNext(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		claim            string
		schedule         reform.Schedule
		starts, ends, on string
		want             string
	}{
		{"the month after this one", reform.ScheduleMonthly, "2026-01-01", "", "2026-11-23", "2026-12"},
		{"on the first day of a month", reform.ScheduleMonthly, "2026-01-01", "", "2026-11-01", "2026-12"},
		{"over the year's end", reform.ScheduleMonthly, "2026-01-01", "", "2026-12-01", "2027-01"},
		{"before it starts", reform.ScheduleMonthly, "2027-05-02", "", "2026-11-23", "2027-06"},
		{"after its end", reform.ScheduleMonthly, "2026-01-01", "2026-11-30", "2026-11-23", ""},
		{"on its last day", reform.ScheduleMonthly, "2026-01-01", "2026-12-01", "2026-11-23", "2026-12"},
		{"the window due first of those that begin together", reform.ScheduleOfficial, "2026-01-01", "", "2026-11-23", "2027-official-1"},
		{"the third quarter", reform.ScheduleOfficial, "2026-01-01", "", "2026-12-15", "2027-official-3"},
	} {
		series := reform.Series{Schedule: c.schedule, DueDay: 25, StartsOn: date(t, c.starts), EndsOn: date(t, c.ends)}
		if next, ok := series.Next(official(), date(t, c.on)); next.Period != c.want || ok != (c.want != "") {
			t.Errorf("%s: %q (%t), want %q", c.claim, next.Period, ok, c.want)
		}
	}
}

func TestOnlyWhatHasBegunAndIsStillAskedForIsOpened(t *testing.T) {
	t.Parallel()
	keys := func(r reform.RunningSeries, today string) string {
		var all []string
		for _, p := range r.ToOpen(official(), date(t, today)) {
			all = append(all, p.Period)
		}
		return strings.Join(all, " ")
	}
	monthly := reform.RunningSeries{
		Series:   reform.Series{Schedule: reform.ScheduleMonthly, DueDay: 25, StartsOn: date(t, "2026-10-01")},
		AsksFrom: date(t, "2026-10-26"), Opened: []string{"2026-12"},
	}
	quarterly := reform.RunningSeries{Series: reform.Series{Schedule: reform.ScheduleOfficial, StartsOn: date(t, "2025-12-15")}, AsksFrom: date(t, "2026-09-15")}
	for got, want := range map[string]string{
		keys(monthly, "2026-09-30"):   "",
		keys(monthly, "2026-10-31"):   "2026-10", // the twenty-fifth is a Sunday, so it is due on the day it was given
		keys(monthly, "2027-01-01"):   "2026-10 2026-11 2027-01",
		keys(quarterly, "2026-12-14"): "2026-official-4 2026-official-3",
		keys(quarterly, "2026-12-15"): "2026-official-4 2026-official-3 2027-official-1 2027-official-2 2027-official-4",
	} {
		if got != want {
			t.Errorf("opens %q, want %q", got, want)
		}
	}
}

func TestLongTitleLeavesRoomForThePeriod(t *testing.T) {
	t.Parallel()
	long := reform.Task{Title: strings.Repeat("ủ", 500)}
	period := reform.SeriesPeriod{Occurrence: reform.Occurrence{PeriodName: "6 tháng đầu năm 2027", PeriodTo: date(t, "2027-06-14")}}
	o := long.Occur(period, date(t, "2026-12-15"))
	if n := len([]rune(o.Title)); n != 500 || !strings.HasSuffix(o.Title, "ủ… – 6 tháng đầu năm 2027") || o.PlanYear != 2027 {
		t.Errorf("%d characters, %q, plan of %d", n, o.Title[len(o.Title)-40:], o.PlanYear)
	}
}

func TestWindowIsChecked(t *testing.T) {
	t.Parallel()
	for field, change := range map[string]func(*reform.ReportingWindow){
		"":        func(*reform.ReportingWindow) {},
		"ten":     func(w *reform.ReportingWindow) { w.Name = "" },
		"tu":      func(w *reform.ReportingWindow) { w.FromDay, w.FromMonth = 31, 6 },
		"den":     func(w *reform.ReportingWindow) { w.ToDay, w.ToMonth = 0, 0 },
		"han":     func(w *reform.ReportingWindow) { w.DueMonth = 13 },
		"tu_ngay": func(w *reform.ReportingWindow) { w.ValidFrom = calendar.Date{} },
	} {
		w := official().Windows[2]
		change(&w)
		if got := complains(t, w.Check()); strings.Join(got, " ") != field {
			t.Errorf("%q: complains of %v", field, got)
		}
	}
	backwards, wrapping := official().Windows[0], official().Windows[0]
	backwards.FromLastYear = false
	if got := complains(t, backwards.Check()); !slices.Equal(got, []string{"den"}) || wrapping.Check() != nil {
		t.Errorf("a window that ends before it begins: %v; one from last year: %v", got, wrapping.Check())
	}
	if _, err := official().Windows[0].Ended(date(t, "2020-01-01")); err == nil {
		t.Error("a version ends on the day on which it begins")
	}
}

func TestDayAndMonthAreReadAsTyped(t *testing.T) {
	t.Parallel()
	for text, want := range map[string][2]int{
		"15/12": {15, 12}, " 15/3 ": {15, 3}, "05/03": {5, 3}, "29/2": {29, 2}, "": {}, "15": {}, "15/": {}, "15/12/2026": {}, "mười": {}, "15-12": {},
	} {
		if day, month := reform.ParseDayMonth(text); [2]int{day, month} != want {
			t.Errorf("%q is day %d of month %d", text, day, month)
		}
	}
}
