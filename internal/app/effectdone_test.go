package app_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"cchc/internal/app"
	"cchc/internal/fixture/small"
	"cchc/internal/policy"
	"cchc/internal/reform"
)

// toldOf returns what the page says the option does.
func toldOf(t *testing.T, d *small.Department, by small.Member, code string, choice int) []string {
	t.Helper()
	page, err := d.App.DecisionPage(t.Context(), by.Actor, code, reform.Decision{Choice: reform.NoChoice})
	if err != nil {
		t.Fatal(err)
	}
	for _, option := range page.Options {
		if option.Position == choice {
			return option.Told
		}
	}
	return nil
}

// happened remakes the page's sentences from what the database holds before and after the decision.
func happened(before, after reform.Task) []string {
	move := reform.PlannedMove{From: before, TaskMove: reform.TaskMove{Becomes: after, Changes: before.ChangesTo(after)}}
	move.KeepOld = slices.Contains(after.OtherUnits, before.LeadUnitID)
	return move.Sentences()
}

func issued(t *testing.T, d *small.Department, code string) []reform.DecisionEffect {
	t.Helper()
	effects, err := d.DB.IssuedEffects(t.Context(), policy.See(d.Leader.Actor, policy.TaskRead), d.ReadObstacle(code).CardID)
	if err != nil {
		t.Fatal(err)
	}
	return effects
}

// decided escalates an obstacle of the science division with the effect as its first option and has the director take that; it
// returns the task before and after, the obstacle and what the page had said.
func decided(t *testing.T, d *small.Department, kind reform.EffectKind) (before, after reform.Task, code string, told []string) {
	t.Helper()
	task, obstacle := d.Blocked(d.Science)
	d.Escalated(small.Options(d.Effect(kind)), obstacle)
	told = toldOf(t, d, d.Leader, obstacle.Code, 1)
	if err := d.App.DecideObstacle(t.Context(), d.Leader.Actor, d.Deciding(d.Leader, obstacle.Code, 1)); err != nil {
		t.Fatalf("%s: %v", kind, err)
	}
	card := d.ReadCard(obstacle.Code)
	if len(told) == 0 || card.Told != reform.Lines(told) || card.State != reform.CardDecided || d.ReadObstacle(obstacle.Code).State != reform.ObstacleDecided {
		t.Errorf("%s: the card is %s and keeps %q of %q", kind, card.State, card.Told, told)
	}
	if effects := issued(t, d, obstacle.Code); len(effects) != 1 || effects[0].Kind != kind {
		t.Errorf("%s: issued %+v", kind, effects)
	}
	return task, d.Read(task.Code), obstacle.Code, told
}

func TestNewDeadlineIsInTheLedgerWithTheDirectionAsItsReason(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	before, after, code, told := decided(t, d, reform.EffectDeadline)
	if got := happened(before, after); !slices.Equal(got, told) || after.DueOn != d.App.Today().AddDays(45) || after.OriginalDueOn != before.OriginalDueOn {
		t.Errorf("due %s and %s at first; happened %q, told %q", after.DueOn, after.OriginalDueOn, got, told)
	}
	ledger, err := d.DB.DeadlineChanges(t.Context(), policy.See(d.Clerk.Actor, policy.TaskRead), after.ID, 10)
	last := ledger[len(ledger)-1]
	if err != nil || last.ToOn != after.DueOn || last.FromOn != before.DueOn || last.Action != string(policy.TaskRedirect) || last.Actor != d.Leader.Name ||
		!strings.HasPrefix(last.Reason, "Đồng ý, đơn vị chịu trách nhiệm về tiến độ.") || !strings.Contains(last.Reason, code) {
		t.Errorf("the ledger ends with %+v (%v)", last, err)
	}
}

func TestNewLeadHasToAcceptAndTheOldOneGoesOnBeside(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	before, after, _, told := decided(t, d, reform.EffectLeadUnit)
	if got := happened(before, after); !slices.Equal(got, told) || after.LeadUnitID != d.Units.Digital.ID || after.State != reform.TaskAssigned || after.OfficerID != 0 {
		t.Errorf("%s leads, it is %s, officer %d; happened %q, told %q", after.LeadUnit, after.State, after.OfficerID, got, told)
	}
	if !slices.Equal(after.OtherUnits, []int64{d.Units.Science.ID}) {
		t.Errorf("beside it are %v", after.OtherUnits)
	}
}

func TestNewLeadsOwnShareEndsWithItsAnswerKept(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	task, obstacle := d.Blocked(d.Science, reform.TaskUnit{UnitID: d.Units.Digital.ID, Part: reform.Cooperating, Share: "Cung cấp số liệu"})
	share := everyShare(t, d, task)[0]
	if err := d.App.AnswerShare(t.Context(), d.Digital.Head.Actor, app.AnswerShare{Code: task.Code, Share: share.ID, Seen: share.Version, Answer: "Đã gửi số liệu."}); err != nil {
		t.Fatal(err)
	}
	d.Escalated(small.Options(d.Effect(reform.EffectLeadUnit)), obstacle)
	told := toldOf(t, d, d.Leader, obstacle.Code, 1)
	task = d.Read(task.Code)
	if err := d.App.DecideObstacle(t.Context(), d.Leader.Actor, d.Deciding(d.Leader, obstacle.Code, 1)); err != nil {
		t.Fatal(err)
	}
	shares := everyShare(t, d, task)
	at := slices.IndexFunc(shares, func(s reform.TaskUnit) bool { return s.UnitID == d.Units.Digital.ID })
	if at < 0 || shares[at].State != reform.ShareWithdrawn || shares[at].Answer != "Đã gửi số liệu." {
		t.Errorf("the shares are %+v", shares)
	}
	if got := happened(task, d.Read(task.Code)); !slices.Equal(got, told) {
		t.Errorf("happened %q, told %q", got, told)
	}
}

func everyShare(t *testing.T, d *small.Department, task reform.Task) []reform.TaskUnit {
	t.Helper()
	shares, err := d.DB.EveryShare(t.Context(), policy.See(d.Clerk.Actor, policy.TaskRead), task.ID)
	if err != nil {
		t.Fatal(err)
	}
	return shares
}

func TestContentChangesAsItWasShown(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	before, after, _, told := decided(t, d, reform.EffectContent)
	effect := d.Effect(reform.EffectContent)
	if got := happened(before, after); !slices.Equal(got, told) || after.Description != effect.Body || after.Deliverable != effect.Deliverable || after.Title != before.Title {
		t.Errorf("it is %q and %q; happened %q, told %q", after.Description, after.Deliverable, got, told)
	}
}

func TestInstructionBecomesATaskTiedToTheDecision(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	before, after, code, told := decided(t, d, reform.EffectInstruction)
	effect, wanted := issued(t, d, code)[0], d.Effect(reform.EffectInstruction)
	given := d.Read(effect.TaskCode)
	if after.Version != before.Version || given.LeadUnitID != d.Units.Digital.ID || given.State != reform.TaskAssigned || given.DueOn != wanted.DueOn ||
		given.OriginalDueOn != wanted.DueOn || given.Area != before.Area || given.Deliverable != wanted.Deliverable || given.Description != wanted.Body {
		t.Errorf("the task given is %+v", given)
	}
	for _, word := range []string{given.LeadUnit, given.DueOn.Vietnamese(), "Làm việc với Sở Tư pháp về dự thảo."} {
		if !strings.Contains(told[0], word) {
			t.Errorf("%q does not tell of %q", told[0], word)
		}
	}
	origin, err := d.DB.TaskOrigin(t.Context(), policy.See(d.Digital.Head.Actor, policy.TaskRead), given.ID)
	if err != nil || origin.Code != code || origin.Decider != d.Leader.Name || origin.InReach {
		t.Errorf("the task comes from %+v (%v)", origin, err)
	}
}

func TestReferralIsAnOpenLetter(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	before, after, code, told := decided(t, d, reform.EffectRefer)
	letters, err := d.DB.CardReferrals(t.Context(), policy.See(d.Clerk.Actor, policy.TaskRead), d.ReadObstacle(code).CardID)
	if err != nil || len(letters) != 1 || after.Version != before.Version {
		t.Fatalf("letters %+v (%v); the task went from version %d to %d", letters, err, before.Version, after.Version)
	}
	letter := letters[0]
	if letter.State() != reform.ReferralToSend || letter.Code != code || letter.Addressee != reform.ReferralAddressee || letter.AnswerBy != d.Effect(reform.EffectRefer).DueOn {
		t.Errorf("the letter is %+v", letter)
	}
	for _, word := range []string{letter.Addressee, letter.AnswerBy.Vietnamese(), "Làm việc với Sở Tư pháp về dự thảo."} {
		if !strings.Contains(told[0], word) {
			t.Errorf("%q does not tell of %q", told[0], word)
		}
	}
}

func TestRefusalLeavesTheTaskAsItWas(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	before, after, _, told := decided(t, d, reform.EffectRefuse)
	if !slices.Equal(told, []string{"Không thay đổi nhiệm vụ."}) || after.Version != before.Version || len(happened(before, after)) != 0 {
		t.Errorf("told %q; the task went from version %d to %d", told, before.Version, after.Version)
	}
}

// bring takes the task, whose obstacle stands before a leader, to the state; false where nothing leads there.
func bring(d *small.Department, task reform.Task, state reform.TaskState) bool {
	note := "Theo chỉ đạo."
	switch state {
	case reform.TaskInProgress:
	case reform.TaskAssigned:
		d.Reassigned(task, d.Units.Metrology.ID)
	case reform.TaskSuspended:
		d.Move(task, d.Clerk, app.MoveTask{Act: reform.TaskSuspend, Note: note})
	case reform.TaskCancelled:
		d.Move(task, d.Clerk, app.MoveTask{Act: reform.TaskCancel, Note: note})
	case reform.TaskSubmitted:
		d.Complete(task, d.Science.Officer)
	case reform.TaskCompleted:
		d.Sign(d.Sign(d.Complete(task, d.Science.Officer), d.Science.Head, reform.CompletionApprove), d.Clerk, reform.CompletionAccept)
	default:
		return false
	}
	return true
}

// Each effect on a task in each state: it is carried out as the page says, or cannot be taken and the page says why.
func TestWhatThePageSaysIsWhatHappensInEveryState(t *testing.T) {
	t.Parallel()
	for _, kind := range reform.EffectKinds() {
		t.Run(string(kind), func(t *testing.T) {
			t.Parallel()
			d := small.Build(t)
			for _, state := range reform.TaskStates() {
				task, obstacle := d.Blocked(d.Science)
				d.Escalated(small.Options(d.Effect(kind)), obstacle)
				if bring(d, task, state) {
					takeOrBar(t, d, fmt.Sprintf("%s on a task that is %s", kind, state), d.Read(task.Code), obstacle.Code)
				}
			}
		})
	}
}

func takeOrBar(t *testing.T, d *small.Department, claim string, before reform.Task, code string) {
	t.Helper()
	page, err := d.App.DecisionPage(t.Context(), d.Leader.Actor, code, reform.Decision{Choice: reform.NoChoice})
	if err != nil {
		t.Fatal(err)
	}
	option := page.Options[0]
	if (option.Barred == "") == (len(option.Told) == 0) {
		t.Errorf("%s: told %q, barred by %q", claim, option.Told, option.Barred)
	}
	err = d.App.DecideObstacle(t.Context(), d.Leader.Actor, d.Deciding(d.Leader, code, 1))
	if (err == nil) != (option.Barred == "") {
		t.Errorf("%s: barred by %q, answered %v", claim, option.Barred, err)
	}
	after := d.Read(before.Code)
	changes := option.Kind == reform.EffectDeadline || option.Kind == reform.EffectLeadUnit || option.Kind == reform.EffectContent
	if changes && !slices.Equal(happened(before, after), option.Told) || !changes && after.Version != before.Version {
		t.Errorf("%s: happened %q, told %q", claim, happened(before, after), option.Told)
	}
}
