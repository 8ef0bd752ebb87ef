package app_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"cchc/internal/app"
	"cchc/internal/fault"
	"cchc/internal/fixture/small"
	"cchc/internal/policy"
	"cchc/internal/reform"
)

// askedOf is a nudge about one task, with the answer brought to a state by deeds.
type askedOf struct {
	nudge reform.Nudge
	task  reform.Task
}

func answerIn(t *testing.T, d *small.Department, team small.Team, state reform.AnswerState) askedOf {
	t.Helper()
	s := askedOf{task: d.InProgress(team)}
	s.nudge = d.Nudged(reform.RungRemind, s.task)[0]
	switch state {
	case reform.AnswerGiven:
		d.Answer(s.nudge, s.task, team.Officer, reform.AnswerPromised)
	case reform.AnswerDisputed, reform.AnswerKept, reform.AnswerMoved:
		d.Answer(s.nudge, s.task, team.Officer, reform.AnswerNotOurs)
	}
	if state == reform.AnswerKept {
		asked := d.Asked(s.nudge, s.task)
		in := app.SettleAnswer{Nudge: s.nudge.Code, ID: asked.ID, Seen: asked.Version, Note: "Theo quyết định phân công."}
		if err := d.App.SettleAnswer(t.Context(), d.Clerk.Actor, in); err != nil {
			t.Fatal(err)
		}
	}
	if state == reform.AnswerMoved {
		s.task = d.Reassigned(s.task, d.Units.Office.ID)
	}
	return s
}

// tryAnswer takes the act, in whatever way it is taken.
func tryAnswer(t *testing.T, d *small.Department, who small.Member, s askedOf, act reform.AnswerAct) error {
	t.Helper()
	asked := d.Asked(s.nudge, s.task)
	switch act {
	case reform.AnswerKeep:
		return d.App.SettleAnswer(t.Context(), who.Actor, app.SettleAnswer{Nudge: s.nudge.Code, ID: asked.ID, Seen: asked.Version, Note: "Theo phân công."})
	case reform.AnswerMove:
		return d.App.ReassignTask(t.Context(), who.Actor, app.ReassignTask{
			Code: s.task.Code, Seen: s.task.Version, To: reform.Reassignment{LeadUnit: d.Units.Office.ID, Note: "Đúng chức năng."},
		})
	}
	answer := map[reform.AnswerAct]reform.NudgeAnswer{reform.AnswerGive: reform.AnswerDone, reform.AnswerDispute: reform.AnswerNotOurs}[act]
	_, err := d.App.AnswerNudge(t.Context(), who.Actor, d.Answering(s.nudge, s.task, answer))
	return err
}

// fateOfAnswer returns the kinds of fault that policy and the flow give as answers; none when the act is to be taken.
func fateOfAnswer(who small.Member, asked reform.NudgeTask, task reform.Task, act reform.AnswerAct) []fault.Kind {
	reads, subject := policy.NudgeRead, asked.Subject()
	if act == reform.AnswerMove {
		reads, subject = policy.TaskRead, task.Subject()
	}
	if _, err := policy.Allow(who.Actor, reads, subject); err != nil {
		return []fault.Kind{fault.NotFound}
	}
	var kinds []fault.Kind
	step, err := reform.AnswerFlow.Next(asked.AnswerState(), act)
	if err != nil {
		return []fault.Kind{fault.Conflict}
	}
	if _, err := policy.Allow(who.Actor, step.Needs, subject); err != nil {
		kinds = append(kinds, fault.Forbidden)
	}
	return kinds
}

// Each arrow of an answer's life, by each role, on a nudge of each reach: it is taken exactly when the flow and policy say so.
func TestAnswersAreTakenAsTheFlowAndPolicySay(t *testing.T) {
	t.Parallel()
	for _, state := range reform.AnswerFlow.States() {
		t.Run(string(state), func(t *testing.T) {
			t.Parallel()
			d := small.Build(t)
			for _, team := range []small.Team{d.Science, d.Digital, d.Centre} {
				s := answerIn(t, d, team, state)
				for _, who := range cast(d) {
					for _, act := range []reform.AnswerAct{reform.AnswerGive, reform.AnswerDispute, reform.AnswerKeep, reform.AnswerMove} {
						if act == reform.AnswerMove && state != reform.AnswerDisputed {
							continue // giving a task to another unit has claims of its own
						}
						before := d.Asked(s.nudge, s.task)
						if before.AnswerState() != state {
							s = answerIn(t, d, team, state)
							before = d.Asked(s.nudge, s.task)
						}
						claim := fmt.Sprintf("%s, %s an answer that is %s of %s", who.Username, act, state, team.Unit.ShortName)
						wanted := fateOfAnswer(who, before, s.task, act)
						err := tryAnswer(t, d, who, s, act)
						checkAnswer(t, claim, wanted, err, act, before, d.Asked(s.nudge, s.task))
					}
				}
			}
		})
	}
}

func checkAnswer(t *testing.T, claim string, wanted []fault.Kind, err error, act reform.AnswerAct, before, after reform.NudgeTask) {
	t.Helper()
	if len(wanted) > 0 {
		if err == nil || !slices.Contains(wanted, fault.KindOf(err)) || after.Version != before.Version {
			t.Errorf("%s: %v, want one of %v", claim, err, wanted)
		}
		return
	}
	step, _ := reform.AnswerFlow.Next(before.AnswerState(), act)
	if err != nil || after.AnswerState() != step.To || after.Version != before.Version+1 {
		t.Errorf("%s: %s at version %d (%v)", claim, after.AnswerState(), after.Version, err)
	}
}

func TestOfficerOfAUnitBelowAnswersForTheirTaskAndSeesNoOther(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	lent := d.Branch
	lent.Officer = d.Centre.Officer
	task, other := d.InProgress(lent), d.InProgress(d.Branch)
	nudge := d.Nudged(reform.RungRemind, task, other)[0]
	if got := d.Answer(nudge, task, d.Centre.Officer, reform.AnswerDone); got.AnsweredBy != d.Centre.Officer.Name {
		t.Errorf("answered by %q", got.AnsweredBy)
	}
	in := d.Answering(nudge, other, reform.AnswerDone)
	if _, err := d.App.AnswerNudge(t.Context(), d.Centre.Officer.Actor, in); fault.KindOf(err) != fault.NotFound {
		t.Errorf("another's task: %v", err)
	}
	lines, err := d.DB.NudgeTasks(t.Context(), policy.See(d.Centre.Officer.Actor, policy.NudgeRead), nudge.ID, 10)
	if err != nil || len(lines) != 1 || lines[0].Task != task.Code {
		t.Errorf("they see %d tasks (%v)", len(lines), err)
	}
}

func TestAnswerAfterTheTimeIsTakenAndShownAsLate(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	task := d.InProgress(d.Science)
	nudge := d.Nudged(reform.RungRemind, task)[0]
	d.Clock.Advance(72 * time.Hour)
	if got := d.Answer(nudge, task, d.Science.Officer, reform.AnswerDone); !got.Late(d.Clock.Now()) || got.Answer != reform.AnswerDone {
		t.Errorf("%s, late %v", got.Answer, got.Late(d.Clock.Now()))
	}
}

func TestDeputyAnswersInTheNameOfTheHead(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	task := d.InProgress(d.Digital)
	nudge := d.Nudged(reform.RungRemind, task)[0]
	deputy := d.Acting(d.Colleague, d.Deputyship(d.Digital.Head, d.Colleague, d.App.Today(), d.App.Today().AddDays(3)))
	if got := d.Answer(nudge, task, deputy, reform.AnswerBlocked); got.AnsweredBy != d.Colleague.Name || got.AnsweredFor != d.Digital.Head.Name {
		t.Errorf("answered by %q for %q", got.AnsweredBy, got.AnsweredFor)
	}
}

func TestOfficeIsToldOfAnswersOnceADayAndOfDisputesEach(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	one, two, three := d.InProgress(d.Science), d.InProgress(d.Science), d.InProgress(d.Science)
	nudge := d.Nudged(reform.RungRemind, one, two, three)[0]
	forget(t, d)
	d.Answer(nudge, one, d.Science.Officer, reform.AnswerDone)
	d.Answer(nudge, two, d.Science.Head, reform.AnswerPromised)
	hears(t, d, "two answers of one day", map[string]string{d.Clerk.Username: "trả lời nhắc việc"})
	d.Clock.Advance(24 * time.Hour)
	d.Promise(nudge, two, d.Science.Officer, d.App.Today().AddDays(20))
	hears(t, d, "another day is promised the day after", map[string]string{d.Clerk.Username: "trả lời nhắc việc"})
	disputed := d.Answer(nudge, three, d.Science.Officer, reform.AnswerNotOurs)
	office := map[string]string{}
	for _, who := range []small.Member{d.Clerk, d.SecondClerk, d.Chief} {
		office[who.Username] = "không phải việc của đơn vị"
	}
	hears(t, d, "not ours", office)
	in := app.SettleAnswer{Nudge: nudge.Code, ID: disputed.ID, Seen: disputed.Version, Note: "Theo quyết định phân công."}
	if err := d.App.SettleAnswer(t.Context(), d.SecondClerk.Actor, in); err != nil {
		t.Fatal(err)
	}
	kept := "Văn phòng giữ nhiệm vụ ở đơn vị"
	hears(t, d, "the task is kept with the unit", map[string]string{d.Science.Officer.Username: kept, d.Science.Head.Username: kept})
}

func TestOneDayIsPromisedForSeveralTasksOrForNone(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	one, two, sent := d.InProgress(d.Science), d.InProgress(d.Science), d.Reported(d.Science, 100)
	nudge := d.Nudged(reform.RungRemind, one, two, sent)[0]
	d.Complete(d.Read(sent.Code), d.Science.Officer)
	in := app.PromiseTogether{Nudge: nudge.Code, On: d.App.Today().AddDays(9)}
	seen := func(tasks ...reform.Task) (all []app.SeenTask) {
		for _, task := range tasks {
			asked := d.Asked(nudge, task)
			all = append(all, app.SeenTask{ID: asked.ID, Seen: asked.Version})
		}
		return all
	}
	in.Tasks = seen(one, two, sent)
	if err := d.App.PromiseTogether(t.Context(), d.Science.Head.Actor, in); fault.KindOf(err) != fault.Conflict || d.Asked(nudge, one).Answer != "" {
		t.Errorf("one of them takes no promise: %v; the first is %q", err, d.Asked(nudge, one).Answer)
	}
	in.Tasks = seen(one, two)
	if err := d.App.PromiseTogether(t.Context(), d.Science.Head.Actor, in); err != nil {
		t.Fatal(err)
	}
	for _, task := range []reform.Task{one, two} {
		if got := d.Asked(nudge, task); got.PromisedOn != in.On {
			t.Errorf("%s is promised for %s", task.Code, got.PromisedOn)
		}
	}
}
