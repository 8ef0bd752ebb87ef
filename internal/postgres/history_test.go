package postgres_test

import (
	"context"
	"testing"
	"time"

	"pgregory.net/rapid"

	"cchc/internal/app"
	"cchc/internal/fault"
	"cchc/internal/fixture/small"
	"cchc/internal/policy"
	"cchc/internal/reform"
)

// known is what somebody who watched the task at the instant would have written down.
type known struct {
	at      time.Time
	state   reform.TaskState
	percent int
	officer int64
	due     string
	lead    int64
}

func watch(task reform.Task, at time.Time) known {
	return known{at: at, state: task.State, percent: task.Percent, officer: task.OfficerID, due: task.DueOn.String(), lead: task.LeadUnitID}
}

func recalled(past reform.TaskPast, at time.Time) known {
	return known{at: at, state: past.State, percent: past.Percent, officer: past.OfficerID, due: past.DueOn.String(), lead: past.LeadUnitID}
}

func pastOf(t fatal, d *small.Department, task reform.Task) []reform.TaskPast {
	past, err := d.DB.TaskHistory(t.Context(), policy.See(d.Clerk.Actor, policy.TaskRead), task.ID)
	if err != nil {
		t.Fatalf("read the past: %v", err)
	}
	return past
}

func asOf(d *small.Department, t fatal, task reform.Task, at time.Time) (reform.TaskPast, error) {
	return d.DB.TaskAsOf(t.Context(), policy.See(d.Clerk.Actor, policy.TaskRead), task.ID, at)
}

func TestEveryChangeKeepsWhatWasBefore(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	later := func() { d.Clock.Advance(24 * time.Hour) }
	task := d.Draft()
	later()
	task = d.Assign(task, d.Science)
	later()
	task = d.Move(task, d.Science.Head, app.MoveTask{Act: reform.TaskAccept, Officer: d.Science.Officer.Person})
	later()
	d.Report(task, d.Science.Officer, 40)
	later()
	d.Report(task, d.Science.Officer, 40)
	later()
	d.Report(task, d.Science.Officer, 100, small.PDF("a.pdf", "x"))
	later()
	task = d.Complete(d.Read(task.Code), d.Science.Officer)
	past := pastOf(t, d, task)
	lead, officer := d.Units.Science.ID, d.Science.Officer.Person
	want := []known{
		{state: reform.TaskDraft},
		{state: reform.TaskAssigned, lead: lead, due: "2026-12-24"},
		{state: reform.TaskInProgress, officer: officer, lead: lead, due: "2026-12-24"},
		{state: reform.TaskInProgress, percent: 40, officer: officer, lead: lead, due: "2026-12-24"},
		{state: reform.TaskInProgress, percent: 100, officer: officer, lead: lead, due: "2026-12-24"},
		{state: reform.TaskSubmitted, percent: 100, officer: officer, lead: lead, due: "2026-12-24"},
	}
	if len(past) != len(want) {
		t.Fatalf("the past has %d parts: %+v", len(past), past)
	}
	for i, part := range past {
		got := recalled(part, time.Time{})
		if part.DueOn.IsZero() {
			got.due = ""
		}
		if got != want[i] {
			t.Errorf("part %d is %+v, want %+v", i, got, want[i])
		}
	}
	unbroken(t, past)
}

// fatal is what a test and a check of a property have in common.
type fatal interface {
	Context() context.Context
	Fatalf(format string, args ...any)
}

func unbroken(t interface{ Errorf(string, ...any) }, past []reform.TaskPast) {
	for i, part := range past {
		last := i == len(past)-1
		if last != (part.ValidTo == nil) {
			t.Errorf("part %d of %d ends at %v", i, len(past), part.ValidTo)
			continue
		}
		if !last && !part.ValidTo.Equal(past[i+1].ValidFrom) {
			t.Errorf("part %d ends at %s and the next begins at %s", i, part.ValidTo, past[i+1].ValidFrom)
		}
		if !last && !part.ValidTo.After(part.ValidFrom) {
			t.Errorf("part %d ends before it begins", i)
		}
	}
}

func TestChangesOfOneInstantAreOne(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	task := d.Submitted(d.Science)
	past := pastOf(t, d, task)
	if len(past) != 1 || past[0].State != reform.TaskSubmitted || past[0].Percent != 100 || !past[0].ValidFrom.Equal(small.Noon) {
		t.Errorf("%+v", past)
	}
}

func TestClockThatGoesBackBreaksNothing(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	task := d.Draft()
	d.Clock.Advance(time.Hour)
	task = d.Assign(task, d.Science)
	d.Clock.Set(small.Noon.Add(-time.Hour))
	task = d.Move(task, d.Clerk, app.MoveTask{Act: reform.TaskCancel, Note: "Thôi."})
	past := pastOf(t, d, task)
	unbroken(t, past)
	if len(past) != 2 || past[1].State != reform.TaskCancelled || !past[1].ValidFrom.Equal(small.Noon.Add(time.Hour)) {
		t.Errorf("%+v", past)
	}
}

func TestBeforeItsMakingATaskWasNot(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	task := d.Draft()
	if _, err := asOf(d, t, task, small.Noon.Add(-time.Microsecond)); fault.KindOf(err) != fault.NotFound {
		t.Errorf("%v", err)
	}
	if _, err := asOf(d, t, task, small.Noon); err != nil {
		t.Errorf("at the very instant: %v", err)
	}
}

// acts are what may happen to a task in the property below; those its state does not take are refused and change nothing.
var acts = []func(d *small.Department, t fatal, task reform.Task, n int) error{
	func(d *small.Department, t fatal, task reform.Task, _ int) error {
		return d.App.AssignTask(t.Context(), d.Clerk.Actor, d.Assignment(task, d.Science))
	},
	act(reform.TaskAccept, func(d *small.Department) small.Member { return d.Science.Head }),
	act(reform.TaskDecline, func(d *small.Department) small.Member { return d.Science.Head }),
	func(d *small.Department, t fatal, task reform.Task, _ int) error {
		_, err := d.App.SubmitCompletion(t.Context(), d.Science.Head.Actor, small.Completion(task))
		return err
	},
	signOff(reform.CompletionApprove, func(d *small.Department) small.Member { return d.Leader }),
	signOff(reform.CompletionReturn, func(d *small.Department) small.Member { return d.Clerk }),
	signOff(reform.CompletionAccept, func(d *small.Department) small.Member { return d.Clerk }),
	act(reform.TaskSuspend, func(d *small.Department) small.Member { return d.Clerk }),
	act(reform.TaskResume, func(d *small.Department) small.Member { return d.Clerk }),
	act(reform.TaskReopen, func(d *small.Department) small.Member { return d.Chief }),
	func(d *small.Department, t fatal, task reform.Task, n int) error {
		in := app.PostReport{Code: task.Code, Report: small.Statement(n), Files: []app.Upload{small.PDF("a.pdf", "x")}}
		_, err := d.App.PostReport(t.Context(), d.Science.Head.Actor, in)
		return err
	},
	func(d *small.Department, t fatal, task reform.Task, n int) error {
		officer := d.Science.Officer
		if n%2 == 0 {
			officer = d.Colleague
		}
		return d.App.NameOfficer(t.Context(), d.Science.Head.Actor, app.NameOfficer{Code: task.Code, Seen: task.Version, Officer: officer.Person})
	},
}

func act(name reform.TaskAct, by func(*small.Department) small.Member) func(*small.Department, fatal, reform.Task, int) error {
	return func(d *small.Department, t fatal, task reform.Task, _ int) error {
		return d.App.MoveTask(t.Context(), by(d).Actor, app.MoveTask{Code: task.Code, Seen: task.Version, Act: name, Note: "Theo chỉ đạo."})
	}
}

func signOff(name reform.CompletionAct, by func(*small.Department) small.Member) func(*small.Department, fatal, reform.Task, int) error {
	return func(d *small.Department, t fatal, task reform.Task, _ int) error {
		report, err := d.DB.UnderWay(t.Context(), policy.See(d.Clerk.Actor, policy.TaskRead), task.ID)
		if err != nil {
			return err
		}
		_, err = d.App.SignOff(t.Context(), by(d).Actor, app.SignOff{Report: report.ID, Act: name, Seen: report.Version, Note: "Theo hồ sơ."})
		return err
	}
}

// Whatever happens to a task, and whenever, what it was at an instant is what its last change before then made of it.
func TestPastAgreesWithAReplay(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	rapid.Check(t, func(r *rapid.T) {
		d.Clock.Set(small.Noon)
		task := d.Draft()
		diary := []known{watch(task, small.Noon)}
		for range rapid.IntRange(1, 6).Draw(r, "acts") {
			d.Clock.Advance(time.Duration(rapid.IntRange(0, 2).Draw(r, "hours")) * time.Hour)
			percent := rapid.SampledFrom([]int{0, 50, 100}).Draw(r, "percent")
			err := rapid.SampledFrom(acts).Draw(r, "act")(d, r, task, percent)
			if err != nil && fault.KindOf(err) == fault.Internal {
				r.Fatalf("an act failed: %v", err)
			}
			task = d.Read(task.Code)
			diary = append(diary, watch(task, d.Clock.Now()))
		}
		past := pastOf(r, d, task)
		unbroken(r, past)
		for i, entry := range diary {
			if i+1 < len(diary) && diary[i+1].at.Equal(entry.at) {
				continue
			}
			for _, at := range []time.Time{entry.at, entry.at.Add(59 * time.Minute)} {
				was, err := asOf(d, r, task, at)
				got := recalled(was, entry.at)
				if err != nil || got != entry {
					r.Fatalf("at %s it was %+v, the diary says %+v (%v)", at, got, entry, err)
				}
			}
		}
	})
}
