package app_test

import (
	"testing"
	"time"

	"cchc/internal/app"
	"cchc/internal/calendar"
	"cchc/internal/fault"
	"cchc/internal/fixture/small"
	"cchc/internal/policy"
	"cchc/internal/reform"
)

// everyRole are a member of each role, and heads and officers of other units.
func everyRole(d *small.Department) []small.Member {
	members := []small.Member{d.Digital.Head, d.Branch.Head, d.Centre.Officer, d.Colleague}
	for _, role := range reform.GivableRoles() {
		members = append(members, d.OneOf(role))
	}
	return members
}

// answered reports what is wrong when the deed was not allowed exactly to the Office and its chief.
func answered(t *testing.T, d *small.Department, who small.Member, deed string, err error, task reform.Task) {
	t.Helper()
	may := who.Has(policy.Office) || who.Has(policy.Chief)
	_, reads := policy.Allow(who.Actor, policy.TaskRead, task.Subject())
	switch {
	case may && err != nil:
		t.Errorf("%s by %s: %v", deed, who.Username, err)
	case !may && reads == nil:
		refused(t, deed+" by "+who.Username, err, fault.Forbidden, "không có quyền")
	case !may:
		refused(t, deed+" by "+who.Username, err, fault.NotFound, "Không tìm thấy")
	}
}

func TestOnlyTheOfficeMakesASeriesAndChangesItsSchedule(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	monthly := reform.Series{Schedule: reform.ScheduleMonthly, DueDay: 25, StartsOn: calendar.NewDate(2026, time.November, 1)}
	for _, who := range everyRole(d) {
		draft := d.Draft()
		in := d.Assignment(draft, d.Science)
		in.Deadline, in.DueOn, in.Series = reform.DeadlinePeriodic, calendar.Date{}, monthly
		answered(t, d, who, "making a series", d.App.AssignTask(t.Context(), who.Actor, in), draft)

		series := d.Monthly(d.Science, 25)
		changed := monthly
		changed.DueDay = 10
		err := d.App.ScheduleTask(t.Context(), who.Actor, app.ScheduleTask{Code: series.Code, Seen: series.Version, Series: changed})
		answered(t, d, who, "changing a schedule", err, series)
	}
}

func TestOnlyThoseWhoKeepTheCalendarChangeAWindow(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	for _, who := range everyRole(d) {
		windows, err := d.DB.ReportingWindows(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		err = d.App.EditWindow(t.Context(), who.Actor, app.EditWindow{Window: windows[0]})
		if may := who.Has(policy.Office) || who.Has(policy.Chief) || who.Has(policy.Admin); !may {
			refused(t, who.Username, err, fault.Forbidden, "không có quyền")
		} else if err != nil {
			t.Errorf("%s: %v", who.Username, err)
		}
	}
}

func TestScheduleIsRefusedWithASentenceAboutEachField(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	for field, change := range map[string]func(*app.AssignTask){
		"lich":       func(in *app.AssignTask) { in.Series.Schedule = "" },
		"ngay_han":   func(in *app.AssignTask) { in.Series.DueDay = 32 },
		"bat_dau":    func(in *app.AssignTask) { in.Series.StartsOn = calendar.Date{} },
		"ket_thuc":   func(in *app.AssignTask) { in.Series.EndsOn = in.Series.StartsOn.AddDays(-1) },
		"han":        func(in *app.AssignTask) { in.DueOn = d.App.Today() },
		"moi_don_vi": func(in *app.AssignTask) { in.EveryUnit = true },
		"phoi_hop": func(in *app.AssignTask) {
			in.Units = []reform.TaskUnit{{UnitID: d.Units.Digital.ID, Part: reform.Cooperating, DueOn: d.App.Today()}}
		},
	} {
		in := d.Assignment(d.Draft(), d.Science)
		in.Deadline, in.DueOn = reform.DeadlinePeriodic, calendar.Date{}
		in.Series = reform.Series{Schedule: reform.ScheduleMonthly, DueDay: 25, StartsOn: d.App.Today()}
		change(&in)
		refused(t, field, d.App.AssignTask(t.Context(), d.Clerk.Actor, in), fault.Invalid, field)
	}
	occurrence := d.OpenPeriods(d.Monthly(d.Science, 25))[0]
	declined := d.Move(occurrence, d.Science.Head, app.MoveTask{Act: reform.TaskDecline, Note: "Không thuộc chức năng."})
	in := d.Assignment(declined, d.Digital)
	in.Deadline, in.DueOn, in.Series = reform.DeadlinePeriodic, calendar.Date{}, reform.Series{Schedule: reform.ScheduleOfficial, StartsOn: d.App.Today()}
	refused(t, "a period made a series", d.App.AssignTask(t.Context(), d.Clerk.Actor, in), fault.Invalid, "kieu_han")
}

func TestChangedScheduleRulesThePeriodsNotYetOpen(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	series := d.Monthly(d.Science, 25)
	d.OpenPeriods(series)
	change := app.ScheduleTask{Code: series.Code, Seen: series.Version, Series: reform.Series{
		Schedule: reform.ScheduleOfficial, DueDay: 10, StartsOn: calendar.NewDate(2026, time.November, 1), EndsOn: calendar.NewDate(2027, time.January, 31),
	}}
	if err := d.App.ScheduleTask(t.Context(), d.Clerk.Actor, change); err != nil {
		t.Fatal(err)
	}
	if event := newest(t, d, 1)[0]; event.Action != string(policy.TaskSchedule) || len(event.Changes) != 2 || event.Changes[0].From != "25" || event.Changes[0].To != "10" {
		t.Errorf("the audit log says %+v", event)
	}
	refused(t, "a stale page", d.App.ScheduleTask(t.Context(), d.SecondClerk.Actor, change), fault.Conflict, "chưa có gì bị ghi đè")
	d.Clock.Set(calendar.NewDate(2027, time.June, 1).Start())
	equal(t, "another day, and an end", table(d.OpenPeriods(series)), []string{"2026-11 2026-11-25", "2026-12 2026-12-10", "2027-01 2027-01-11"})
	series = d.Move(d.Read(series.Code), d.Clerk, app.MoveTask{Act: reform.TaskCancel, Note: "Đã đủ."})
	change.Seen = series.Version
	refused(t, "a stopped series", d.App.ScheduleTask(t.Context(), d.Clerk.Actor, change), fault.Conflict, "đã dừng")
	plain := d.Assigned(d.Science)
	change.Code, change.Seen = plain.Code, plain.Version
	refused(t, "a task of one day", d.App.ScheduleTask(t.Context(), d.Clerk.Actor, change), fault.NotFound, "")
}

func TestDeclinedSeriesGivenAgainWithOneDayIsASeriesNoMore(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	series := d.Move(d.Monthly(d.Science, 25), d.Science.Head, app.MoveTask{Act: reform.TaskDecline, Note: "Không thuộc chức năng."})
	plain := d.Assign(series, d.Digital)
	if plain.Repeats() || plain.DueOn.IsZero() || len(d.OpenPeriods(plain)) != 0 {
		t.Errorf("%+v", plain)
	}
	if _, err := d.DB.Series(t.Context(), policy.See(d.Clerk.Actor, policy.TaskRead), plain.ID); fault.KindOf(err) != fault.NotFound {
		t.Errorf("its schedule is still there: %v", err)
	}
}

func TestSeriesThatHasOpenedPeriodsStaysOne(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	series := d.Monthly(d.Science, 25)
	d.OpenPeriods(series)
	series = d.Move(d.Read(series.Code), d.Science.Head, app.MoveTask{Act: reform.TaskDecline, Note: "Không thuộc chức năng."})
	refused(t, "with one day", d.App.AssignTask(t.Context(), d.Clerk.Actor, d.Assignment(series, d.Digital)), fault.Invalid, "kieu_han")
	in := d.Assignment(series, d.Digital)
	in.Deadline, in.DueOn, in.Series = reform.DeadlinePeriodic, calendar.Date{}, reform.Series{Schedule: reform.ScheduleMonthly, DueDay: 5, StartsOn: d.App.Today()}
	if err := d.App.AssignTask(t.Context(), d.Clerk.Actor, in); err != nil {
		t.Fatal(err)
	}
	d.Clock.Advance(10 * 24 * time.Hour)
	all := d.OpenPeriods(series)
	equal(t, "given to another unit", table(all), []string{"2026-11 2026-11-25", "2026-12 2026-12-07"})
	if all[0].LeadUnitID != d.Units.Science.ID || all[1].LeadUnitID != d.Units.Digital.ID {
		t.Errorf("led by %s and %s", all[0].LeadUnit, all[1].LeadUnit)
	}
}

func TestChangedWindowRulesFromItsDayOnAndLeavesWhatIsOpen(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	series := d.Series(d.Science, reform.Series{Schedule: reform.ScheduleOfficial, StartsOn: calendar.NewDate(2026, time.December, 1)})
	windows, err := d.DB.ReportingWindows(t.Context())
	if err != nil || len(windows) != 4 {
		t.Fatalf("%d windows (%v)", len(windows), err)
	}
	third := windows[2]
	third.Name, third.ToDay, third.DueDay, third.ValidFrom = "Quý III, theo quy định mới", 30, 10, calendar.NewDate(2028, time.January, 1)
	third.DueMonth = 10
	if err := d.App.EditWindow(t.Context(), d.Admin.Actor, app.EditWindow{Window: third, Anew: true}); err != nil {
		t.Fatal(err)
	}
	if events := newest(t, d, 2); events[0].Action != string(policy.CalendarManage) || events[1].Action != events[0].Action || len(events[1].Changes) != 1 {
		t.Errorf("the audit log says %+v", events)
	}
	refused(t, "a stale page", d.App.EditWindow(t.Context(), d.Clerk.Actor, app.EditWindow{Window: windows[2]}), fault.Conflict, "chưa có gì bị ghi đè")
	again := third
	again.Version++
	refused(t, "one that has ended", d.App.EditWindow(t.Context(), d.Clerk.Actor, app.EditWindow{Window: again, Anew: true}), fault.Invalid, "tu_ngay")
	for _, year := range []int{2027, 2028} {
		d.Clock.Set(calendar.NewDate(year, time.July, 1).Start())
		d.OpenPeriods(series)
	}
	var got []string
	for _, o := range d.OpenPeriods(series) {
		if o.PeriodFrom.Month() == time.June {
			got = append(got, o.PeriodName+", "+o.PeriodTo.String()+", "+o.DueOn.String())
		}
	}
	equal(t, "the third quarter", got, []string{
		"Quý III năm 2027, 2027-09-14, 2027-09-15", "Quý III, theo quy định mới năm 2028, 2028-09-30, 2028-10-10",
	})
}
