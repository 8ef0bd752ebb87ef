package app_test

import (
	"strings"
	"testing"
	"time"

	"cchc/internal/app"
	"cchc/internal/calendar"
	"cchc/internal/fault"
	"cchc/internal/fixture/small"
	"cchc/internal/policy"
	"cchc/internal/reform"
)

// flagged returns a task in progress that the leader has made a priority.
func flagged(t *testing.T, d *small.Department) reform.Task {
	t.Helper()
	task := d.InProgress(d.Science)
	if err := d.App.FlagTask(t.Context(), d.Leader.Actor, app.FlagTask{Code: task.Code, Seen: task.Version, Priority: true}); err != nil {
		t.Fatal(err)
	}
	return d.Read(task.Code)
}

func judging(d *small.Department, task reform.Task) app.Judge {
	return app.Judge{Code: task.Code, Reading: reform.AtRisk, Sentence: "Chờ Bộ cho ý kiến.", UntilOn: d.App.Today().AddDays(7)}
}

// priority reads the one priority task as it stood at the end of the day, or stands now.
func priority(t *testing.T, d *small.Department, on calendar.Date) reform.Priority {
	t.Helper()
	page, err := d.App.PriorityPage(t.Context(), d.Leader.Actor, on)
	if err != nil || len(page.All) != 1 {
		t.Fatalf("%+v (%v)", page, err)
	}
	return page.All[0]
}

func TestThreeReadingsOfAPriorityTaskStandSideBySide(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	task := flagged(t, d)
	if p := priority(t, d, calendar.Date{}); p.Judged.ID != 0 || p.Claim(d.App.Today()) != "" || !p.Asked(d.App.Today()) {
		t.Errorf("nothing was said yet: %+v", p)
	}
	if err := d.App.Judge(t.Context(), d.Clerk.Actor, judging(d, task)); err != nil {
		t.Fatal(err)
	}
	judgedOn := d.App.Today()
	d.Clock.Advance(15 * 24 * time.Hour)
	report := small.Statement(30)
	report.ExpectedOn = task.DueOn.AddDays(9)
	if _, err := d.App.PostReport(t.Context(), d.Science.Officer.Actor, app.PostReport{Code: task.Code, Report: report}); err != nil {
		t.Fatal(err)
	}
	now, today := priority(t, d, calendar.Date{}), d.App.Today()
	rule, why := now.Rule(today)
	if rule != reform.AtRisk || !strings.Contains(why, "mỗi tuần đi được 14%") {
		t.Errorf("by the rule %q: %s", rule, why)
	}
	if now.Claim(today) != reform.OffCourse || now.Claimed != 30 || now.Judged.Reading != reform.AtRisk || now.Judged.Stands(today) || !now.Asked(today) {
		t.Errorf("%+v", now)
	}
	then := priority(t, d, judgedOn)
	if then.Claim(judgedOn) != "" || then.Percent != 0 || !then.Judged.Stands(judgedOn) {
		t.Errorf("on the day it was judged: %+v", then)
	}
}

func TestAJudgementIsRefusedWithASentence(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	task, plain := flagged(t, d), d.InProgress(d.Science)
	refused := func(who small.Member, change func(*app.Judge), kind fault.Kind) {
		t.Helper()
		in := judging(d, task)
		change(&in)
		if err := d.App.Judge(t.Context(), who.Actor, in); err == nil || fault.KindOf(err) != kind {
			t.Errorf("%+v: %v, want %v", in, err, kind)
		}
	}
	refused(d.Clerk, func(in *app.Judge) { in.Reading = "lost" }, fault.Invalid)
	refused(d.Clerk, func(in *app.Judge) { in.Sentence = "" }, fault.Invalid)
	refused(d.Clerk, func(in *app.Judge) { in.Sentence = strings.Repeat("ữ", 301) }, fault.Invalid)
	refused(d.Clerk, func(in *app.Judge) { in.UntilOn = calendar.Date{} }, fault.Invalid)
	refused(d.Clerk, func(in *app.Judge) { in.UntilOn = d.App.Today().AddDays(-1) }, fault.Invalid)
	refused(d.Clerk, func(in *app.Judge) { in.UntilOn = d.App.Today().AddDays(reform.JudgementDays + 1) }, fault.Invalid)
	refused(d.Clerk, func(in *app.Judge) { in.Code = plain.Code }, fault.Conflict)
	refused(d.Clerk, func(in *app.Judge) { in.Code = "CCHC-2026-999" }, fault.NotFound)
	refused(d.Leader, func(*app.Judge) {}, fault.Forbidden)
	refused(d.Science.Head, func(*app.Judge) {}, fault.Forbidden)
	refused(d.Clerk, func(in *app.Judge) { in.Seen = 7 }, fault.Conflict)
	if err := d.App.Judge(t.Context(), d.Clerk.Actor, judging(d, task)); err != nil {
		t.Fatal(err)
	}
	refused(d.SecondClerk, func(*app.Judge) {}, fault.Conflict) // over a judgement that they have not seen
	form, err := d.App.JudgeForm(t.Context(), d.SecondClerk.Actor, task.Code)
	if err != nil || len(form.Said) != 1 || form.Closed != "" {
		t.Fatalf("%+v (%v)", form, err)
	}
	next := judging(d, task)
	next.Seen, next.Reading = form.Said[0].ID, reform.OffCourse
	if err := d.App.Judge(t.Context(), d.SecondClerk.Actor, next); err != nil {
		t.Fatal(err)
	}
	page, err := d.App.TaskPage(t.Context(), d.Science.Officer.Actor, task.Code)
	if err != nil || page.Judged.Reading != reform.OffCourse || page.May.Judge {
		t.Errorf("%+v (%v)", page.Judged, err)
	}
	events, err := d.DB.AuditEvents(t.Context(), policy.See(d.Chief.Actor, policy.AuditRead), reform.AuditFilter{ObjectKind: string(policy.Judgement)})
	if err != nil || len(events) != 2 || events[0].ObjectName != task.Code || len(events[0].Changes) != 1 {
		t.Errorf("%+v (%v)", events, err)
	}
}
