package app_test

import (
	"fmt"
	"slices"
	"testing"

	"cchc/internal/app"
	"cchc/internal/calendar"
	"cchc/internal/fault"
	"cchc/internal/fixture/small"
	"cchc/internal/policy"
	"cchc/internal/reform"
)

// nudgeCast are those of every role and reach beside a nudge of the sub-department.
func nudgeCast(d *small.Department) []small.Member {
	return []small.Member{
		d.Science.Officer, d.Science.Head, d.Branch.Officer, d.Branch.Head, d.Centre.Officer, d.Centre.Head, d.Clerk, d.SecondClerk, d.Chief, d.Leader, d.Observer, d.Admin,
	}
}

// nudgeIn returns a nudge of the sub-department in the state.
func nudgeIn(t *testing.T, d *small.Department, state reform.NudgeState) reform.Nudge {
	t.Helper()
	task := d.InProgress(d.Branch)
	switch state {
	case reform.NudgePrepared:
		return d.Prepared(task)
	case reform.NudgeSent:
		return d.Nudged(reform.RungRemind, task)[0]
	}
	made := d.Batch(reform.RungRemind, task)
	switch state {
	case reform.NudgeRecalled:
		if _, err := d.App.RecallBatch(t.Context(), d.Clerk.Actor, made.Batch); err != nil {
			t.Fatal(err)
		}
	case reform.NudgeDropped:
		d.Move(d.Read(task.Code), d.Clerk, app.MoveTask{Act: reform.TaskCancel, Note: "Không còn cần."})
		d.Clock.Advance(reform.RecallTime)
		if err := d.App.SendNudges(t.Context(), made.Batch); err != nil {
			t.Fatal(err)
		}
	}
	return d.ReadNudge(made.Nudges[0].Code)
}

// Each step of a nudge in each state, by each role at each reach: it is taken exactly when policy and the flow say so.
func TestEveryStepOfANudgeIsTakenByWhomPolicySays(t *testing.T) {
	t.Parallel()
	for _, state := range reform.NudgeStates() {
		t.Run(string(state), func(t *testing.T) {
			t.Parallel()
			d := small.Build(t)
			nudge := nudgeIn(t, d, state)
			for _, who := range nudgeCast(d) {
				for _, act := range []reform.NudgeAct{reform.NudgeSign, reform.NudgeDrop, reform.NudgeRecall, reform.NudgeDeliver, reform.NudgeVoid} {
					if tryNudge(t, d, who, nudge, act) {
						nudge = nudgeIn(t, d, state)
					}
				}
			}
		})
	}
}

// tryNudge plays one claim and reports whether the nudge has moved.
func tryNudge(t *testing.T, d *small.Department, who small.Member, nudge reform.Nudge, act reform.NudgeAct) bool {
	t.Helper()
	claim := fmt.Sprintf("%s (%v), %s of a nudge that is %s", who.Username, who.Roles, act, nudge.State)
	err := d.App.MoveNudge(t.Context(), who.Actor, app.MoveNudge{Code: nudge.Code, Act: act, Seen: nudge.Version, Letter: d.Letter()})
	var wanted []fault.Kind
	step, flow := reform.NudgeFlow.Next(nudge.State, act)
	if _, not := policy.Allow(who.Actor, policy.NudgeRead, nudge.Subject()); not != nil || who.Reach(policy.NudgeRead) != policy.All && nudge.State != reform.NudgeSent {
		wanted = append(wanted, fault.NotFound)
	} else if flow != nil {
		wanted = append(wanted, fault.Conflict)
	} else if _, not := policy.Allow(who.Actor, step.Needs, nudge.Subject()); not != nil {
		wanted = append(wanted, fault.Forbidden)
	}
	now := d.ReadNudge(nudge.Code)
	if len(wanted) > 0 {
		if err == nil || !slices.Contains(wanted, fault.KindOf(err)) || now.Version != nudge.Version {
			t.Errorf("%s: %v at version %d, want one of %v", claim, err, now.Version, wanted)
		}
		return now.Version != nudge.Version
	}
	if err != nil || now.State != step.To || now.Version != nudge.Version+1 {
		t.Errorf("%s: %s at version %d (%v)", claim, now.State, now.Version, err)
	}
	return true
}

func TestOnlyTheOfficeUrgesUnitsOn(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	for _, who := range d.Everybody() {
		in := d.Nudging(reform.RungRemind, d.Assigned(d.Science))
		_, err := d.App.MakeNudges(t.Context(), who.Actor, in)
		if may := who.Has(policy.Office) || who.Has(policy.Chief); may != (err == nil) || !may && fault.KindOf(err) != fault.Forbidden {
			t.Errorf("%s (%v): %v", who.Username, who.Roles, err)
		}
	}
}

func TestNudgeIsSeenOnlyBySentUnitsAndWhoeverWatchesAll(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	team := d.Branch
	team.Officer = d.Centre.Officer // lent by the centre below
	sent := d.Nudged(reform.RungRemind, d.InProgress(team))[0]
	queued := d.Batch(reform.RungRemind, d.InProgress(team)).Nudges[0]
	readers := []string{"hoatv", "xuanct", "nhunght", "maint", "namvv", "hunghv", "phuoclv", "hoalt", "quynhmt"}
	for _, who := range d.Everybody() {
		scope := policy.See(who.Actor, policy.NudgeRead)
		_, err := d.DB.Nudge(t.Context(), scope, sent.Code)
		if want := slices.Contains(readers, who.Username); want != (err == nil) {
			t.Errorf("%s reads what was sent: %v", who.Username, err)
		}
		_, err = d.DB.Nudge(t.Context(), scope, queued.Code)
		if want := slices.Contains(readers[3:], who.Username); want != (err == nil) {
			t.Errorf("%s reads what was not sent: %v", who.Username, err)
		}
	}
	if day := calendar.DateOf(*sent.SentAt); day != d.App.Today() {
		t.Errorf("sent on %s", day)
	}
}

func TestNoticeOfANudgeLeadsToIt(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	nudge := d.Nudged(reform.RungRemind, d.InProgress(d.Science))[0]
	list, err := d.App.Notices(t.Context(), d.Science.Officer.Actor, 1)
	if err != nil || len(list.Notices) == 0 {
		t.Fatal(list, err)
	}
	opened, err := d.App.OpenNotice(t.Context(), d.Science.Officer.Actor, list.Notices[0].ID)
	if err != nil || !opened.Leads || opened.Notice.Kind != reform.NoticeNudge || opened.Notice.Name != nudge.Code {
		t.Errorf("it opens %+v (%v)", opened, err)
	}
}
