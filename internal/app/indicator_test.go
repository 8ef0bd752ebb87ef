package app_test

import (
	"slices"
	"testing"

	"cchc/internal/app"
	"cchc/internal/calendar"
	"cchc/internal/fault"
	"cchc/internal/fixture/small"
	"cchc/internal/policy"
	"cchc/internal/reform"
)

// target is what an indicator of procedures says, served by the tasks.
func target(clause int64, tasks ...reform.Task) app.SetIndicator {
	baseline := reform.Decimal(84_4600)
	in := app.SetIndicator{Indicator: reform.Indicator{
		Name: "Tỷ lệ hồ sơ đúng hạn", Area: reform.AreaProcedures, Measure: "%", Direction: reform.AtLeast, Baseline: &baseline,
		Target: 99_9999, TargetOn: calendar.NewDate(2026, 12, 31), ClauseID: clause,
	}}
	for _, task := range tasks {
		in.Tasks = append(in.Tasks, task.Code)
	}
	return in
}

func setIndicator(t *testing.T, d *small.Department, in app.SetIndicator) reform.IndicatorLine {
	t.Helper()
	id, err := d.App.SetIndicator(t.Context(), d.Clerk.Actor, in)
	if err != nil {
		t.Fatal(err)
	}
	form, err := d.App.IndicatorForm(t.Context(), d.Clerk.Actor, id)
	if err != nil {
		t.Fatal(err)
	}
	return form.Line
}

func TestOnlyTheOfficeSetsIndicatorsAndOnlyAdministratorsSeeNone(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	kept := setIndicator(t, d, target(0))
	for _, who := range d.Everybody() {
		_, err := d.App.SetIndicator(t.Context(), who.Actor, target(0))
		_, form := d.App.IndicatorForm(t.Context(), who.Actor, kept.ID)
		list, _ := d.App.IndicatorList(t.Context(), who.Actor, reform.IndicatorFilter{Page: 1})
		manages := who.Has(policy.Office) || who.Has(policy.Chief)
		if (err == nil) != manages || (form == nil) != manages || list.MayManage != manages {
			t.Errorf("%s: %v, %v, %v", who.Username, err, form, list.MayManage)
		}
		if (list.Total == 0) != who.Has(policy.Admin) || (len(list.Lines) == 0) != who.Has(policy.Admin) {
			t.Errorf("%s sees %d of %d", who.Username, len(list.Lines), list.Total)
		}
		if !manages && !who.Has(policy.Admin) {
			refused(t, who.Username, err, fault.Forbidden, "không có quyền")
		}
	}
}

func TestIndicatorIsKeptToTheLastDigit(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	directive := d.Directive("433")
	clause := d.Clause(directive, "1")
	task := d.InProgress(d.Science)
	got := setIndicator(t, d, target(clause.ID, task))
	want := target(clause.ID).Indicator
	if *got.Baseline != *want.Baseline || got.Target != want.Target || got.TargetOn != want.TargetOn || got.Name != want.Name || got.Version != 1 {
		t.Errorf("%+v", got)
	}
	if got.Clause == nil || got.Clause.ID != clause.ID || got.Clause.Document().Number() != directive.Number() {
		t.Errorf("the clause is %+v", got.Clause)
	}
	if !slices.Equal(got.Codes(), []string{task.Code}) || got.Beyond() != 0 || !d.Read(task.Code).Measured {
		t.Errorf("it is served by %v", got.Tasks)
	}
}

func TestIndicatorIsEditedOverTheVersionItWasSeenAt(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	first, second := d.InProgress(d.Science), d.InProgress(d.Digital)
	kept := setIndicator(t, d, target(0, first))
	next := target(0, second)
	next.Indicator.ID, next.Indicator.Version, next.Indicator.Baseline, next.Indicator.TargetOn = kept.ID, kept.Version, nil, calendar.Date{}
	changed := setIndicator(t, d, next)
	if changed.Baseline != nil || !changed.TargetOn.IsZero() || !slices.Equal(changed.Codes(), []string{second.Code}) || changed.Version != 2 {
		t.Errorf("%+v", changed)
	}
	if d.Read(first.Code).Measured || !d.Read(second.Code).Measured {
		t.Error("the tasks do not know")
	}
	_, err := d.App.SetIndicator(t.Context(), d.Chief.Actor, next)
	refused(t, "over a newer version", err, fault.Conflict, "vừa được người khác thay đổi")
	events, err := d.DB.AuditEvents(t.Context(), policy.See(d.Chief.Actor, policy.AuditRead), reform.AuditFilter{Action: string(policy.IndicatorManage), Page: 1})
	if err != nil || len(events) != 2 || !slices.Contains(events[0].Changes, reform.Change{Field: "tasks", From: first.Code, To: second.Code}) ||
		!slices.Contains(events[0].Changes, reform.Change{Field: "baseline", From: "84,46", To: ""}) {
		t.Errorf("%+v (%v)", events, err)
	}
}

func TestIndicatorIsRefusedWithItsReason(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	for says, spoil := range map[string]func(*app.SetIndicator){
		"Nhập tên chỉ tiêu": func(in *app.SetIndicator) { in.Indicator.Name = "" }, "Chọn lĩnh vực": func(in *app.SetIndicator) { in.Indicator.Area = 9 },
		"Nhập đơn vị đo": func(in *app.SetIndicator) { in.Indicator.Measure = "" }, "Chọn hướng": func(in *app.SetIndicator) { in.Indicator.Direction = "" },
		"Điều khoản này không còn": func(in *app.SetIndicator) { in.Indicator.ClauseID = 9999 },
		"Không có nhiệm vụ CCHC-1": func(in *app.SetIndicator) { in.Tasks = []string{"CCHC-1"} },
	} {
		in := target(0)
		spoil(&in)
		_, err := d.App.SetIndicator(t.Context(), d.Clerk.Actor, in)
		f, _ := fault.As(err)
		if f == nil || len(f.Fields) != 1 {
			t.Errorf("%s: %v", says, err)
			continue
		}
		refused(t, says, err, fault.Invalid, says)
	}
}

func TestIndicatorShowsOnlyTasksInReach(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	science, digital := d.InProgress(d.Science), d.InProgress(d.Digital)
	line := setIndicator(t, d, target(0, science, digital))
	list, err := d.App.IndicatorList(t.Context(), d.Science.Officer.Actor, reform.IndicatorFilter{Page: 1})
	if err != nil || len(list.Lines) != 1 || !slices.Equal(list.Lines[0].Codes(), []string{science.Code}) || list.Lines[0].Beyond() != 1 {
		t.Errorf("%+v (%v)", list, err)
	}
	for _, c := range []struct {
		who  small.Member
		task reform.Task
		want int
	}{{d.Science.Officer, science, 1}, {d.Science.Officer, digital, 0}, {d.Leader, digital, 1}, {d.Admin, science, 0}} {
		got, err := d.DB.IndicatorsOf(t.Context(), policy.See(c.who.Actor, policy.TaskRead), []int64{c.task.ID})
		if err != nil || len(got) != c.want || c.want == 1 && got[0].Aim() != line.Aim() {
			t.Errorf("%s and %s: %+v (%v)", c.who.Username, c.task.Code, got, err)
		}
	}
	both, err := d.DB.IndicatorsOf(t.Context(), policy.See(d.Leader.Actor, policy.TaskRead), []int64{science.ID, digital.ID})
	if err != nil || len(both) != 1 {
		t.Errorf("one indicator of two tasks is told %d times (%v)", len(both), err)
	}
}

func TestIndicatorsArePagedByArea(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	for range reform.PageSize {
		setIndicator(t, d, target(0))
	}
	other := target(0)
	other.Indicator.Area = reform.AreaInstitutions
	setIndicator(t, d, other)
	area := reform.AreaProcedures
	list, err := d.App.IndicatorList(t.Context(), d.Observer.Actor, reform.IndicatorFilter{Page: 9})
	if err != nil || list.Page != 2 || list.Total != reform.PageSize+1 || len(list.Lines) != 1 || list.Lines[0].Area != area {
		t.Errorf("%+v (%v)", list, err)
	}
	list, err = d.App.IndicatorList(t.Context(), d.Observer.Actor, reform.IndicatorFilter{Area: &area, Page: 1})
	if err != nil || list.Total != reform.PageSize || len(list.Lines) != reform.PageSize {
		t.Errorf("%d of %d (%v)", len(list.Lines), list.Total, err)
	}
}
