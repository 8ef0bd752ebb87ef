package app_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"cchc/internal/app"
	"cchc/internal/calendar"
	"cchc/internal/fault"
	"cchc/internal/fixture/small"
	"cchc/internal/policy"
	"cchc/internal/postgres"
	"cchc/internal/reform"
)

// table lists each occurrence of the series as "period due".
func table(occurrences []reform.Task) []string {
	var rows []string
	for _, o := range occurrences {
		rows = append(rows, o.Period+" "+o.DueOn.String())
	}
	slices.Sort(rows)
	return rows
}

func equal(t *testing.T, claim string, got, want []string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s:\n%s\nwant\n%s", claim, strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// keepTet enters Tết of 2028 and a Saturday at a month's end that is made up.
func keepTet(t *testing.T, d *small.Department) {
	t.Helper()
	add := func(from, last calendar.Date, kind reform.HolidayKind) {
		in := app.AddHolidays{Holiday: reform.Holiday{Day: from, Kind: kind, Name: "Tết Nguyên đán"}, Last: last}
		if _, err := d.App.AddHolidays(t.Context(), d.Clerk.Actor, in); err != nil {
			t.Fatal(err)
		}
	}
	add(calendar.NewDate(2028, time.January, 25), calendar.NewDate(2028, time.January, 31), reform.HolidayOff)
	add(calendar.NewDate(2028, time.September, 30), calendar.Date{}, reform.HolidayMakeUp)
}

var monthEnds = []string{
	"2027-11 2027-11-30", "2027-12 2027-12-31", "2028-01 2028-02-01", "2028-02 2028-02-29", "2028-03 2028-03-31", "2028-04 2028-05-01",
	"2028-05 2028-05-31", "2028-06 2028-06-30", "2028-07 2028-07-31", "2028-08 2028-08-31", "2028-09 2028-09-30", "2028-10 2028-10-31",
	"2028-11 2028-11-30", "2028-12 2029-01-01",
}

func TestYearOfDaysOpensEachPeriodOnceOnItsFirstDay(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	d.Clock.Set(calendar.NewDate(2027, time.October, 20).Start().Add(9 * time.Hour))
	keepTet(t, d)
	first := calendar.NewDate(2027, time.November, 1)
	monthly := d.Series(d.Science, reform.Series{Schedule: reform.ScheduleMonthly, DueDay: 31, StartsOn: first})
	official := d.Series(d.Digital, reform.Series{Schedule: reform.ScheduleOfficial, StartsOn: first})
	for day := d.App.Today(); day.Year() < 2029; day = day.AddDays(1) {
		d.Clock.Set(day.Start().Add(5 * time.Minute))
		for _, o := range slices.Concat(d.OpenPeriods(monthly), d.OpenPeriods(official)) {
			if o.PeriodFrom.After(day) || o.AssignedOn != o.PeriodFrom || o.OriginalDueOn != o.DueOn {
				t.Fatalf("on %s stands %+v", day, o)
			}
		}
	}
	equal(t, "month by month", table(d.OpenPeriods(monthly)), monthEnds)
	equal(t, "by the official windows", table(d.OpenPeriods(official)), []string{
		"2028-official-1 2028-03-15", "2028-official-2 2028-06-15", "2028-official-3 2028-09-15", "2028-official-4 2028-12-15",
		"2029-official-1 2029-03-15", "2029-official-2 2029-06-15", "2029-official-4 2029-12-17",
	})
}

func TestPortalThatWasOffCatchesUp(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	d.Clock.Set(calendar.NewDate(2027, time.October, 20).Start().Add(9 * time.Hour))
	keepTet(t, d)
	series := d.Series(d.Science, reform.Series{Schedule: reform.ScheduleMonthly, DueDay: 31, StartsOn: calendar.NewDate(2027, time.November, 1)})
	d.Clock.Set(calendar.NewDate(2027, time.December, 31).Start())
	equal(t, "before the gap", table(d.OpenPeriods(series)), monthEnds[:2])
	back := calendar.NewDate(2028, time.March, 31)
	d.Clock.Set(back.Start().Add(23 * time.Hour))
	all := d.OpenPeriods(series)
	equal(t, "after it", table(all), monthEnds[:5])
	for _, o := range all[2:] {
		if o.AssignedOn != back || o.State != reform.TaskAssigned {
			t.Errorf("%s was opened %s on %s", o.Period, o.State, o.AssignedOn)
		}
	}
	if !(all[2].Code < all[3].Code && all[3].Code < all[4].Code) {
		t.Errorf("caught up out of order: %s, %s, %s", all[2].Code, all[3].Code, all[4].Code)
	}
}

func TestProgramsThatOpenAtOnceOpenOnce(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	var all []reform.Task
	for range 5 {
		all = append(all, d.Monthly(d.Science, 28), d.Series(d.Digital, reform.Series{Schedule: reform.ScheduleOfficial, StartsOn: calendar.NewDate(2025, time.December, 1)}))
	}
	d.Clock.Advance(31 * 24 * time.Hour)
	answers := make(chan error)
	for range 8 {
		program := app.New(postgres.New(d.DB.Pool(), d.Clock.Now), d.Clock.Now, nil)
		go func() { answers <- program.OpenPeriods(t.Context()) }()
	}
	for range 8 {
		if err := <-answers; err != nil {
			t.Error(err)
		}
	}
	before := lines(t, d)
	for i, series := range all {
		want := []string{"2026-11 2026-11-30", "2026-12 2026-12-28"} // 28 November is a Saturday
		if i%2 == 1 {
			want = []string{"2026-official-4 2026-12-15", "2027-official-1 2027-03-15", "2027-official-2 2027-06-15", "2027-official-4 2027-12-15"}
		}
		equal(t, series.Code, table(d.OpenPeriods(series)), want)
	}
	if after := lines(t, d); after != before {
		t.Errorf("opening again leaves %d lines", after-before)
	}
}

func TestOccurrenceIsTheSeriesInOnePeriod(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	clause := d.Clause(d.Directive("07"), "2.1")
	made, err := d.App.CreateTask(t.Context(), d.Clerk.Actor, app.CreateTask{
		Task:    reform.Task{Title: "Báo cáo tháng", Description: "Theo mẫu.", Area: reform.AreaInstitutions, PlanYear: 2026, Deliverable: "Báo cáo"},
		Clauses: []int64{clause.ID},
	})
	if err != nil {
		t.Fatal(err)
	}
	in := d.Assignment(d.Read(made.Code), d.Science, reform.TaskUnit{UnitID: d.Units.Digital.ID, Part: reform.Cooperating, Share: "Số liệu"},
		reform.TaskUnit{UnitID: d.Units.Office.ID, Part: reform.Monitoring})
	in.Deadline, in.DueOn = reform.DeadlinePeriodic, calendar.Date{}
	in.Series = reform.Series{Schedule: reform.ScheduleMonthly, DueDay: 25, StartsOn: calendar.NewDate(2026, time.November, 1)}
	if err := d.App.AssignTask(t.Context(), d.Clerk.Actor, in); err != nil {
		t.Fatal(err)
	}
	series := d.Read(made.Code)
	opened := d.OpenPeriods(series)
	if len(opened) != 1 || !series.DueOn.IsZero() {
		t.Fatalf("%d occurrences of a series due %q", len(opened), series.DueOn)
	}
	o := opened[0]
	want := reform.Occurrence{
		Period: "2026-11", PeriodName: "Tháng 11/2026", PeriodFrom: calendar.NewDate(2026, time.November, 1), PeriodTo: calendar.NewDate(2026, time.November, 30),
	}
	if o.Occurrence != want || o.Title != "Báo cáo tháng – Tháng 11/2026" || o.Description != "Theo mẫu." || o.Deliverable != "Báo cáo" ||
		o.ParentID != series.ID || o.LeadUnitID != series.LeadUnitID || o.DeadlineKind != reform.DeadlineFixed || o.State != reform.TaskAssigned || o.OfficerID != 0 {
		t.Errorf("%+v", o)
	}
	page, err := d.App.TaskPage(t.Context(), d.Science.Head.Actor, o.Code)
	if err != nil || len(page.Clauses) != 1 || page.Clauses[0].ID != clause.ID || len(page.Units) != 2 || page.Units[0].Share != "Số liệu" {
		t.Errorf("%d clauses, units %+v (%v)", len(page.Clauses), page.Units, err)
	}
	event := newest(t, d, 1)[0]
	if event.Action != string(policy.TaskCreate) || event.ActorID != 0 || event.ObjectID != o.ID || event.ObjectName != o.Code {
		t.Errorf("the audit log says %+v", event)
	}
}

func TestAcceptedSeriesOpensUnderWayWithItsOfficer(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	series := d.Monthly(d.Science, 25)
	waiting := d.OpenPeriods(series)
	series = d.Move(d.Read(series.Code), d.Science.Head, app.MoveTask{Act: reform.TaskAccept, Officer: d.Science.Officer.Person})
	d.Clock.Advance(10 * 24 * time.Hour)
	all := d.OpenPeriods(series)
	if len(waiting) != 1 || waiting[0].State != reform.TaskAssigned || len(all) != 2 {
		t.Fatalf("%d waiting, %d in all", len(waiting), len(all))
	}
	if december := all[1]; december.State != reform.TaskInProgress || december.OfficerID != d.Science.Officer.Person || december.AssignedOn != d.App.Today() {
		t.Errorf("%+v", december)
	}
	d.Report(all[1], d.Science.Officer, 60)
	sent := d.Complete(d.Read(all[1].Code), d.Science.Officer)
	done := d.Sign(d.Sign(sent, d.Science.Head, reform.CompletionApprove), d.Clerk, reform.CompletionAccept)
	if done.State != reform.TaskCompleted || d.Read(series.Code).State != reform.TaskInProgress {
		t.Errorf("the period is %s, its series %s", done.State, d.Read(series.Code).State)
	}
}

func TestSeriesThatDoesNotRunOpensNothing(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	running := func() reform.Task {
		return d.Move(d.Monthly(d.Science, 25), d.Science.Head, app.MoveTask{Act: reform.TaskAccept, Officer: d.Science.Officer.Person})
	}
	const note = "Theo chỉ đạo."
	suspended := d.Move(running(), d.Clerk, app.MoveTask{Act: reform.TaskSuspend, Note: note})
	cancelled := d.Move(running(), d.Clerk, app.MoveTask{Act: reform.TaskCancel, Note: note})
	declined := d.Move(d.Monthly(d.Science, 25), d.Science.Head, app.MoveTask{Act: reform.TaskDecline, Note: note})
	ended := d.Series(d.Science, reform.Series{
		Schedule: reform.ScheduleMonthly, DueDay: 25, StartsOn: calendar.NewDate(2026, time.November, 1), EndsOn: calendar.NewDate(2026, time.November, 23),
	})
	late := d.Monthly(d.Science, 20) // November's twentieth was past when it was given
	d.Clock.Set(calendar.NewDate(2027, time.February, 10).Start())
	for claim, c := range map[string]struct {
		series reform.Task
		want   []string
	}{
		"suspended": {suspended, nil}, "cancelled": {cancelled, nil}, "declined": {declined, nil}, "ended": {ended, []string{"2026-11 2026-11-25"}},
		"given after the due day": {late, []string{"2026-12 2026-12-21", "2027-01 2027-01-20", "2027-02 2027-02-22"}},
	} {
		equal(t, claim, table(d.OpenPeriods(c.series)), c.want)
	}
	suspended = d.Move(suspended, d.Clerk, app.MoveTask{Act: reform.TaskResume})
	equal(t, "resumed: what was due while nobody worked is not asked for", table(d.OpenPeriods(suspended)), []string{"2027-02 2027-02-25"})
}

func TestSeriesItselfIsNeitherReportedNorCompleted(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	series := d.Move(d.Monthly(d.Science, 25), d.Science.Head, app.MoveTask{Act: reform.TaskAccept, Officer: d.Science.Officer.Person})
	_, err := d.App.PostReport(t.Context(), d.Science.Officer.Actor, app.PostReport{Code: series.Code, Report: small.Statement(50)})
	refused(t, "a report", err, fault.Conflict, "ở từng kỳ")
	_, err = d.App.SubmitCompletion(t.Context(), d.Science.Officer.Actor, small.Completion(series))
	refused(t, "sending it as complete", err, fault.Conflict, "ở từng kỳ")
	form, err := d.App.ReportForm(t.Context(), d.Science.Officer.Actor, series.Code)
	if err != nil || !strings.Contains(form.Closed, "ở từng kỳ") {
		t.Errorf("the form says %q (%v)", form.Closed, err)
	}
	for _, who := range d.Everybody() {
		page, err := d.App.TaskPage(t.Context(), who.Actor, series.Code)
		if fault.KindOf(err) == fault.NotFound {
			continue
		}
		if err != nil || page.May.Report || slices.ContainsFunc(page.Offers, func(o app.Offer) bool { return o.Act == reform.TaskSubmit }) {
			t.Errorf("%s is offered %+v, %+v (%v)", who.Username, page.Offers, page.May, err)
		}
	}
}

func TestFiguresCountOccurrencesAndNeverTheSeries(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	series := d.Move(d.Monthly(d.Science, 25), d.Science.Head, app.MoveTask{Act: reform.TaskAccept, Officer: d.Science.Officer.Person})
	counted := func() string {
		page, err := d.App.WorkPage(t.Context(), d.Science.Officer.Actor, reform.WorkToDo.Filter())
		if err != nil {
			t.Fatal(err)
		}
		classes := ""
		for _, class := range append(reform.Timelinesses(), reform.FilterDated, reform.FilterStale) {
			list, err := d.App.TaskList(t.Context(), d.Leader.Actor, reform.TaskFilter{Timeliness: class})
			if err != nil {
				t.Fatal(err)
			}
			classes += fmt.Sprint(" ", list.Total)
		}
		loads, err := d.DB.OfficerLoads(t.Context(), policy.See(d.Leader.Actor, policy.TaskRead), reform.TaskFilter{Unit: d.Units.Science.ID, Today: d.App.Today()})
		if err != nil {
			t.Fatal(err)
		}
		c, load := page.Counts, slices.IndexFunc(loads, func(l reform.OfficerLoad) bool { return l.PersonID == d.Science.Officer.Person })
		return fmt.Sprintf("%d open, %d standing, %d stale, %d overdue, load %d,%s", c.Open, c.Standing, c.Stale, c.Overdue, loads[load].Open, classes)
	}
	d.Clock.Advance(20 * 24 * time.Hour)
	if got, want := counted(), "0 open, 0 standing, 0 stale, 0 overdue, load 0, 0 0 0 0 0 0 0"; got != want {
		t.Errorf("a series with nothing open counts: %s, want %s", got, want)
	}
	d.OpenPeriods(series)
	if got, want := counted(), "2 open, 0 standing, 0 stale, 1 overdue, load 2, 0 0 1 1 0 2 0"; got != want {
		t.Errorf("with two periods open: %s, want %s", got, want)
	}
	if now := d.Read(series.Code); now.Timeliness(d.App.Today()) != reform.NotCounted || now.Stale(d.App.Today()) {
		t.Errorf("the series is %s", now.Timeliness(d.App.Today()))
	}
}

func TestSharesOfASeriesAreAnsweredInItsPeriods(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	series := d.Monthly(d.Science, 25, reform.TaskUnit{UnitID: d.Units.Digital.ID, Part: reform.Cooperating, Share: "Số liệu"})
	period := d.OpenPeriods(series)[0]
	scope := policy.See(d.Digital.Head.Actor, policy.TaskRead)
	owed, err := d.DB.OwedShares(t.Context(), scope, d.Units.Digital.ID, 10)
	if err != nil || len(owed) != 1 || owed[0].Code != period.Code || owed[0].DueOn != period.DueOn {
		t.Errorf("the cooperating unit owes %+v (%v)", owed, err)
	}
	units, err := d.DB.TaskUnits(t.Context(), scope, series.ID)
	if err != nil || len(units) != 1 {
		t.Fatalf("%d units beside the series (%v)", len(units), err)
	}
	err = d.App.AnswerShare(t.Context(), d.Digital.Head.Actor, app.AnswerShare{Code: series.Code, Share: units[0].ID, Seen: units[0].Version, Answer: "Đã gửi."})
	refused(t, "an answer to the series", err, fault.Conflict, "ở từng kỳ")
}
