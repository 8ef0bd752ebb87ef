package app_test

import (
	"testing"
	"time"

	"cchc/internal/app"
	"cchc/internal/fixture/small"
	"cchc/internal/policy"
	"cchc/internal/reform"
)

// disputed is a task of the science division that its officer says is another unit's.
func disputed(t *testing.T, d *small.Department) (reform.Nudge, reform.Task) {
	t.Helper()
	task := d.InProgress(d.Science)
	nudge := d.Nudged(reform.RungUrge, task)[0]
	d.Promise(nudge, task, d.Science.Officer, d.App.Today().AddDays(5))
	d.Answer(nudge, task, d.Science.Officer, reform.AnswerNotOurs)
	forget(t, d)
	return nudge, d.Read(task.Code)
}

// Whichever way a task goes to another unit, that settles "not ours" in the same transaction, tells the unit, and lets it off what it
// promised.
func TestGivingTheTaskToAnotherUnitSettlesNotOurs(t *testing.T) {
	t.Parallel()
	for name, give := range map[string]func(t *testing.T, d *small.Department, task reform.Task){
		"the Office reassigns it": func(_ *testing.T, d *small.Department, task reform.Task) {
			d.Reassigned(task, d.Units.Digital.ID)
		},
		"a leader decides so": func(t *testing.T, d *small.Department, task reform.Task) {
			obstacle := d.Obstacle(reform.ObstacleReceived, task, d.Science)
			d.Escalated(small.Options(d.Effect(reform.EffectLeadUnit)), obstacle)
			if err := d.App.DecideObstacle(t.Context(), d.Leader.Actor, d.Deciding(d.Leader, obstacle.Code, 1)); err != nil {
				t.Fatal(err)
			}
		},
		"the unit is merged into another": func(t *testing.T, d *small.Department, _ reform.Task) {
			if _, err := d.App.ChangeUnit(t.Context(), d.Chief.Actor, change(d, reform.UnitMerge, d.App.Today())); err != nil {
				t.Fatal(err)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := small.Build(t)
			nudge, task := disputed(t, d)
			give(t, d, task)
			if got := d.Asked(nudge, task); got.Settled != reform.SettledMoved || got.AnswerState() != reform.AnswerMoved || got.UnitID != d.Units.Digital.ID {
				t.Errorf("settled as %q, led by %d", got.Settled, got.UnitID)
			}
			if promise := promises(t, d, d.Clerk)[0]; promise.State(d.App.Today().AddDays(30)) != reform.PromiseReleased {
				t.Errorf("the promise is %s", promise.State(d.App.Today().AddDays(30)))
			}
			if said := unheard(t, d)[d.Science.Officer.Username]; said == "" {
				t.Error("the officer who said so is not told")
			}
		})
	}
}

func TestNothingWaitsForAUnitThatLostTheTaskOrWhoseTaskStopped(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	lost, stopped, stays := d.InProgress(d.Science), d.InProgress(d.Science), d.InProgress(d.Science)
	nudge := d.Nudged(reform.RungRemind, lost, stopped, stays)[0]
	d.Reassigned(lost, d.Units.Digital.ID)
	d.Move(stopped, d.Clerk, app.MoveTask{Act: reform.TaskCancel, Note: "Không còn phù hợp."})
	for _, task := range []reform.Task{lost, stopped} {
		if !d.Asked(nudge, task).Dropped {
			t.Errorf("%s still waits for an answer", task.Code)
		}
	}
	waiting, err := d.DB.UnitWaitingNudges(t.Context(), policy.See(d.Science.Head.Actor, policy.NudgeRead), d.Units.Science.ID, 5)
	if err != nil || len(waiting) != 1 || waiting[0].Tasks != 1 || waiting[0].Code != nudge.Code {
		t.Errorf("waiting: %+v (%v)", waiting, err)
	}
}

func TestDeedsAnswerByThemselves(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	done, blocked := d.Reported(d.Science, 100), d.InProgress(d.Science)
	nudge := d.Nudged(reform.RungRemind, done, blocked)[0]
	d.Complete(d.Read(done.Code), d.Science.Officer)
	if got := d.Asked(nudge, done); got.Answer != reform.AnswerDone || got.AnsweredBy != d.Science.Officer.Name {
		t.Errorf("sent as complete: %q by %q", got.Answer, got.AnsweredBy)
	}
	d.Obstacle(reform.ObstacleSubmitted, d.Read(blocked.Code), d.Science)
	if got := d.Asked(nudge, blocked); got.Answer != reform.AnswerBlocked {
		t.Errorf("with an obstacle: %q", got.Answer)
	}
}

func TestOnlyTheLastNudgeOfATaskWaits(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	task := d.InProgress(d.Science)
	d.Nudged(reform.RungRemind, task)
	d.Clock.Advance(96 * time.Hour)
	last := d.Nudged(reform.RungUrge, task)[0]
	for who, want := range map[int64]int{d.Science.Officer.Person: 1, d.Colleague.Person: 0} {
		waiting, err := d.DB.OfficerWaitingNudges(t.Context(), policy.See(d.Science.Officer.Actor, policy.NudgeRead), who, 5)
		if err != nil || len(waiting) != want || want > 0 && waiting[0].Code != last.Code {
			t.Errorf("waiting for %d: %+v (%v)", who, waiting, err)
		}
	}
}
