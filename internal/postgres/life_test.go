package postgres_test

import (
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"cchc/internal/app"
	"cchc/internal/fixture/small"
	"cchc/internal/reform"
)

// lives are the ways that tasks and their obstacles go in a life of the department, one deed after another; the lives are mixed, and some
// time passes between two deeds.
var lives = []string{
	`draft area assign accept extend report send approve confirm reopen report send approve confirm`,
	`draft assign decline assign-digital`,
	`draft assign accept suspend resume reassign`,
	`draft assign accept cancel`,
	`draft drop`,
	`draft assign accept split area`,
	`draft every`,
	`monthly periods periods`,
	`draft assign accept report send sendback report send approve confirm reopen`,
	`draft assign accept raise confirm-obstacle receive ask answer-obstacle resolve close`,
	`draft assign accept raise give-back mend confirm-obstacle receive give-back mend withdraw`,
	`draft assign accept area raise confirm-obstacle receive escalate query answer-query decide-deadline close`,
	`draft assign accept raise confirm-obstacle receive escalate decide-unit`,
	`draft assign accept raise confirm-obstacle receive escalate decide-task`,
	`draft area assign accept raise confirm-obstacle receive escalate back resolve still-blocked`,
	`draft assign accept flag officer edit report`,
	`draft`, `draft assign`, `draft assign accept`,
}

// life is one of them under way.
type life struct {
	d        *small.Department
	task     reform.Task
	obstacle reform.Obstacle
}

// liveThrough plays every life, looks after each deed, and returns the instants at which something was done.
func liveThrough(t *testing.T, d *small.Department, random *rand.Rand, look func()) []time.Time {
	t.Helper()
	var instants []time.Time
	under, rest := make([]*life, len(lives)), make([][]string, len(lives))
	left := 0
	for i, deeds := range lives {
		under[i], rest[i] = &life{d: d}, strings.Fields(deeds)
		left += len(rest[i])
	}
	for ; left > 0; left-- {
		i := random.IntN(len(lives))
		for len(rest[i]) == 0 {
			i = (i + 1) % len(lives)
		}
		if random.IntN(4) > 0 {
			d.Clock.Advance(time.Duration(random.IntN(12*60)) * time.Minute)
		}
		under[i].take(t, rest[i][0])
		look()
		rest[i] = rest[i][1:]
		if random.IntN(3) == 0 {
			instants = append(instants, d.Clock.Now())
		}
	}
	d.Clock.Advance(time.Hour)
	merge := reform.UnitChange{UnitID: d.Units.Science.ID, Kind: reform.UnitMerge, TakesEffectOn: d.App.Today(), SuccessorID: d.Units.Digital.ID, Note: "Quyết định 12/QĐ-SKHCN"}
	if done, err := d.App.ChangeUnit(t.Context(), d.Chief.Actor, app.ChangeUnit{Seen: 1, Change: merge}); err != nil || !done {
		t.Fatalf("the units were not merged (%v)", err)
	}
	look()
	return append(instants, d.Clock.Now())
}

// take does the deed to the task or to its obstacle, as they are now.
func (l *life) take(t *testing.T, deed string) {
	t.Helper()
	if l.task.ID != 0 {
		l.task = l.d.Read(l.task.Code)
	}
	if l.obstacle.ID != 0 {
		l.obstacle = l.d.ReadObstacle(l.obstacle.Code)
	}
	if taken := l.onTask(deed) || l.onFlow(deed) || l.onObstacle(deed) || l.onCard(t, deed); !taken {
		if err := l.other(t, deed); err != nil {
			t.Fatalf("%s: %v", deed, err)
		}
	}
}

// onTask are the deeds that make a task and lead it to its end.
func (l *life) onTask(deed string) bool {
	d := l.d
	switch deed {
	case "draft":
		l.task = d.Draft()
	case "monthly":
		l.task = d.Monthly(d.Science, 25)
	case "periods":
		d.OpenPeriods(l.task)
	case "area":
		d.InArea(l.task, (l.task.Area+3)%7)
	case "assign":
		d.Assign(l.task, d.Science)
	case "assign-digital":
		d.Assign(l.task, d.Digital)
	case "extend":
		d.Extension(reform.ExtensionGranted, l.task, d.Science)
	case "reassign":
		d.Reassigned(l.task, d.Units.Digital.ID)
	case "report":
		d.Report(l.task, d.Science.Head, 100, small.PDF("a.pdf", "x"))
	case "send":
		d.Complete(l.task, d.Science.Head)
	case "approve":
		d.Sign(l.task, d.Leader, reform.CompletionApprove)
	case "confirm":
		d.Sign(l.task, d.Clerk, reform.CompletionAccept)
	case "sendback":
		d.Sign(l.task, d.Leader, reform.CompletionReturn)
	default:
		return false
	}
	return true
}

// onFlow are the steps of a task that have no deed of their own.
func (l *life) onFlow(deed string) bool {
	d := l.d
	in := app.MoveTask{Note: "Theo chỉ đạo."}
	by := d.Clerk
	switch deed {
	case "accept":
		in.Act, in.Officer, by = reform.TaskAccept, d.Science.Officer.Person, d.Science.Head
	case "decline":
		in.Act, by = reform.TaskDecline, d.Science.Head
	case "suspend":
		in.Act = reform.TaskSuspend
	case "resume":
		in.Act, in.DueOn = reform.TaskResume, d.App.Today().AddDays(9)
	case "cancel", "drop":
		in.Act = reform.TaskCancel
	case "reopen":
		in.Act, by = reform.TaskReopen, d.Chief
	default:
		return false
	}
	d.Move(l.task, by, in)
	return true
}

// onObstacle are the deeds to an obstacle without a card.
func (l *life) onObstacle(deed string) bool {
	d := l.d
	steps := map[string]struct {
		act reform.ObstacleAct
		by  small.Member
	}{
		"confirm-obstacle": {reform.ObstacleConfirm, d.Science.Head}, "receive": {reform.ObstacleReceive, d.Clerk}, "ask": {reform.ObstacleAsk, d.Clerk},
		"answer-obstacle": {reform.ObstacleAnswer, d.Science.Officer}, "resolve": {reform.ObstacleResolve, d.Clerk},
		"close": {reform.ObstacleClose, d.Science.Officer}, "withdraw": {reform.ObstacleWithdraw, d.Science.Officer},
		"still-blocked": {reform.ObstacleReopen, d.Science.Officer},
	}
	step, known := steps[deed]
	switch {
	case known:
		d.StepObstacle(l.obstacle.Code, step.by, step.act)
	case deed == "raise":
		l.obstacle = d.Obstacle(reform.ObstacleSubmitted, l.task, d.Science)
	case deed == "give-back" && l.obstacle.State == reform.ObstacleSubmitted:
		d.StepObstacle(l.obstacle.Code, d.Science.Head, reform.ObstacleReturn)
	case deed == "give-back":
		d.StepObstacle(l.obstacle.Code, d.Clerk, reform.ObstacleReturn)
	default:
		return false
	}
	return true
}

// onCard are the deeds to the card that an obstacle is on.
func (l *life) onCard(t *testing.T, deed string) bool {
	d := l.d
	asked := func(by small.Member, step func(app.StepCard) error) {
		if err := step(app.StepCard{Code: l.obstacle.Code, Seen: d.ReadCard(l.obstacle.Code).Version, Note: "Còn bao nhiêu thủ tục?"}); err != nil {
			t.Fatalf("%s by %s: %v", deed, by.Name, err)
		}
	}
	decided := func(kind reform.EffectKind) {
		decision := reform.Decision{Choice: reform.OwnChoice, Own: d.Effect(kind), Direction: "Đồng ý."}
		if err := d.App.DecideObstacle(t.Context(), d.Leader.Actor, d.DecidingThus(d.Leader, l.obstacle.Code, decision)); err != nil {
			t.Fatalf("%s: %v", deed, err)
		}
	}
	switch deed {
	case "escalate":
		d.Card(reform.CardSent, d.Leader, l.obstacle)
	case "query":
		asked(d.Leader, func(in app.StepCard) error { return d.App.QueryCard(t.Context(), d.Leader.Actor, in) })
	case "back":
		asked(d.Leader, func(in app.StepCard) error { return d.App.SendCardBack(t.Context(), d.Leader.Actor, in) })
	case "decide-deadline":
		decided(reform.EffectDeadline)
	case "decide-unit":
		decided(reform.EffectLeadUnit)
	case "decide-task":
		decided(reform.EffectInstruction)
	default:
		return false
	}
	return true
}

// other are the deeds that make further tasks, or change what is not the state.
func (l *life) other(t *testing.T, deed string) error {
	d := l.d
	switch deed {
	case "every":
		in := d.Assignment(l.task, d.Science)
		in.EveryUnit = true
		return d.App.AssignTask(t.Context(), d.Clerk.Actor, in)
	case "split":
		in := app.SplitTask{Code: l.task.Code, Seen: l.task.Version, Units: []int64{d.Units.Digital.ID, d.Units.Metrology.ID}, DueOn: d.App.Today().AddDays(8)}
		return d.App.SplitTask(t.Context(), d.Clerk.Actor, in)
	case "officer":
		in := app.NameOfficer{Code: l.task.Code, Seen: l.task.Version, Officer: d.Colleague.Person}
		return d.App.NameOfficer(t.Context(), d.Science.Head.Actor, in)
	case "flag":
		return d.App.FlagTask(t.Context(), d.Leader.Actor, app.FlagTask{Code: l.task.Code, Seen: l.task.Version, Priority: true})
	case "edit":
		next := l.task
		next.Title += " (bổ sung)"
		return d.App.EditTask(t.Context(), d.Clerk.Actor, app.EditTask{Code: l.task.Code, Seen: l.task.Version, Task: next})
	case "mend":
		next := l.obstacle.Blocking
		next.Cause, next.NeededBy = reform.CauseMoney, d.App.Today().AddDays(5)
		return d.App.MendObstacle(t.Context(), d.Science.Officer.Actor, app.MendObstacle{Code: l.obstacle.Code, Seen: l.obstacle.Version, Blocking: next})
	case "answer-query":
		in := app.AnswerQuery{Code: l.obstacle.Code, Seen: l.obstacle.Version, Note: "Còn hai thủ tục."}
		return d.App.AnswerQuery(t.Context(), d.Clerk.Actor, in)
	}
	t.Fatalf("nobody knows how to %s", deed)
	return nil
}
