package app_test

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"cchc/internal/app"
	"cchc/internal/calendar"
	"cchc/internal/fault"
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

func TestOneDecisionSettlesEveryObstacleJoinedInIt(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	one, first := d.Blocked(d.Science)
	two, second := d.Blocked(d.Digital)
	third := d.Obstacle(reform.ObstacleReceived, two, d.Digital)
	d.Escalated(small.Options(d.Effect(reform.EffectDeadline)), first, second, third)
	told := toldOf(t, d, d.Leader, second.Code, 1)
	if err := d.App.DecideObstacle(t.Context(), d.Leader.Actor, d.Deciding(d.Leader, second.Code, 1)); err != nil {
		t.Fatal(err)
	}
	if got := append(happened(one, d.Read(one.Code)), happened(two, d.Read(two.Code))...); len(got) != 2 || !slices.Equal(got, told) {
		t.Errorf("happened %q, told %q", got, told)
	}
	for _, o := range []reform.Obstacle{first, second, third} {
		if now := d.ReadObstacle(o.Code); now.State != reform.ObstacleDecided {
			t.Errorf("%s is %s", o.Code, now.State)
		}
	}
}

func TestLeaderOutsideTheirFieldIsRefused(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	_, outside := d.Blocked(d.Science)
	d.Escalated(small.Options(d.Effect(reform.EffectDeadline)), outside)
	task, inside := d.Blocked(d.Science)
	d.InArea(task, reform.AreaProcedures)
	d.Escalated(small.Options(d.Effect(reform.EffectInstruction)), inside)
	in := d.Deciding(d.Leader, outside.Code, 1)
	if _, err := d.App.DecisionPage(t.Context(), d.ViceLeader.Actor, outside.Code, in.Decision); fault.KindOf(err) != fault.Forbidden {
		t.Errorf("the page outside the field: %v", err)
	}
	if err := d.App.DecideObstacle(t.Context(), d.ViceLeader.Actor, in); fault.KindOf(err) != fault.Forbidden {
		t.Errorf("a decision outside the field: %v", err)
	}
	if err := d.App.DecideObstacle(t.Context(), d.ViceLeader.Actor, d.Deciding(d.ViceLeader, inside.Code, 1)); err != nil {
		t.Errorf("a decision in the field: %v", err)
	}
	if err := d.App.DecideObstacle(t.Context(), d.Leader.Actor, in); err != nil {
		t.Errorf("the director's decision: %v", err)
	}
	for _, who := range []small.Member{d.Chief, d.Clerk, d.Science.Head, d.Science.Officer, d.Observer} {
		_, another := d.Blocked(d.Science)
		d.Escalated(small.Options(d.Effect(reform.EffectRefuse)), another)
		if err := d.App.DecideObstacle(t.Context(), who.Actor, d.Deciding(d.Leader, another.Code, 1)); fault.KindOf(err) != fault.Forbidden {
			t.Errorf("%s decides: %v", who.Username, err)
		}
	}
}

func TestJoinedCardNeedsALeaderOfEveryFieldInIt(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	task, inside := d.Blocked(d.Science)
	d.InArea(task, reform.AreaProcedures)
	_, outside := d.Blocked(d.Digital)
	d.Escalated(small.Options(d.Effect(reform.EffectDeadline)), inside, outside)
	in := d.Deciding(d.Leader, inside.Code, 1)
	if err := d.App.DecideObstacle(t.Context(), d.ViceLeader.Actor, in); fault.KindOf(err) != fault.Forbidden {
		t.Errorf("half in the field: %v", err)
	}
}

func TestDeputyDecidesAndBothNamesAreKept(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	task, obstacle := d.Blocked(d.Science)
	d.Escalated(small.Options(d.Effect(reform.EffectDeadline)), obstacle)
	deputy := d.Acting(d.ViceLeader, d.Deputyship(d.Leader, d.ViceLeader, d.App.Today(), d.App.Today().AddDays(3)))
	if err := d.App.DecideObstacle(t.Context(), deputy.Actor, d.Deciding(deputy, obstacle.Code, 1)); err != nil {
		t.Fatal(err)
	}
	card := d.ReadCard(obstacle.Code)
	ledger, err := d.DB.DeadlineChanges(t.Context(), policy.See(d.Clerk.Actor, policy.TaskRead), task.ID, 10)
	last := ledger[len(ledger)-1]
	if err != nil || card.Decider != d.ViceLeader.Name || card.DecidedFor != d.Leader.Name || last.Actor != d.ViceLeader.Name || last.For != d.Leader.Name {
		t.Errorf("decided by %q for %q, the deadline moved by %q for %q (%v)", card.Decider, card.DecidedFor, last.Actor, last.For, err)
	}
}

func TestOfTwoLeadersAtOnceOneDecides(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	for range 4 {
		task, obstacle := d.Blocked(d.Science)
		task = d.InArea(task, reform.AreaProcedures)
		d.Escalated(small.Options(d.Effect(reform.EffectDeadline)), obstacle)
		answers := decideAtOnce(t, d, obstacle.Code)
		won := slices.IndexFunc(answers, func(err error) bool { return err == nil })
		if won < 0 || fault.KindOf(answers[1-won]) != fault.Conflict || answers[1-won] == nil {
			t.Fatalf("two leaders were answered %v", answers)
		}
		if card, now := d.ReadCard(obstacle.Code), d.Read(task.Code); card.Chosen != won+1 || (now.Version != task.Version) != (won == 0) {
			t.Errorf("option %d won; the card says %d, the task went from version %d to %d", won+1, card.Chosen, task.Version, now.Version)
		}
	}
}

// decideAtOnce has the director take the first option while the vice director takes the second.
func decideAtOnce(t *testing.T, d *small.Department, code string) []error {
	t.Helper()
	leaders, answers := []small.Member{d.Leader, d.ViceLeader}, make([]error, 2)
	var group sync.WaitGroup
	for i, who := range leaders {
		in := d.Deciding(who, code, i+1)
		group.Go(func() { answers[i] = d.App.DecideObstacle(t.Context(), who.Actor, in) })
	}
	group.Wait()
	return answers
}

func TestTaskThatMovedMeanwhileStopsTheDecision(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	claims := map[string]func(reform.Task){
		"ended": func(task reform.Task) { bring(d, task, reform.TaskCancelled) },
		"was extended": func(task reform.Task) {
			d.Extension(reform.ExtensionGranted, task, d.Science)
		},
	}
	for name, meanwhile := range claims {
		task, obstacle := d.Blocked(d.Science)
		d.Escalated(small.Options(d.Effect(reform.EffectDeadline)), obstacle)
		in := d.Deciding(d.Leader, obstacle.Code, 1)
		meanwhile(task)
		before := d.Read(task.Code)
		err := d.App.DecideObstacle(t.Context(), d.Leader.Actor, in)
		if kind := fault.KindOf(err); err == nil || kind != fault.Conflict && kind != fault.Invalid {
			t.Errorf("%s: %v", name, err)
		}
		if now := d.Read(task.Code); now.Version != before.Version || d.ReadObstacle(obstacle.Code).State != reform.ObstacleEscalated {
			t.Errorf("%s: something was decided", name)
		}
	}
}

func TestStaleCardCannotBeDecided(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	_, obstacle := d.Blocked(d.Science)
	d.Escalated(small.Options(d.Effect(reform.EffectDeadline)), obstacle)
	in := d.Deciding(d.Leader, obstacle.Code, 1)
	in.Seen--
	if err := d.App.DecideObstacle(t.Context(), d.Leader.Actor, in); fault.KindOf(err) != fault.Conflict || err == nil {
		t.Errorf("a stale page decides: %v", err)
	}
}

func TestOwnEffectHasToBeShownBeforeItIsIssued(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	task, obstacle := d.Blocked(d.Science)
	d.Escalated(small.Options(d.Effect(reform.EffectRefuse)), obstacle)
	instruction := d.Effect(reform.EffectInstruction)
	own := reform.Decision{Choice: reform.OwnChoice, Own: d.Effect(reform.EffectDeadline), Instruction: &instruction, Direction: "Lùi hạn và phối hợp."}
	in := d.DecidingThus(d.Leader, obstacle.Code, own)
	for name, shown := range map[string]reform.Shown{"nothing": {}, "no instruction": {Effect: in.Shown.Effect}, "no effect": {Instruction: in.Shown.Instruction}} {
		unseen := in
		unseen.Shown = shown
		if err := d.App.DecideObstacle(t.Context(), d.Leader.Actor, unseen); fault.KindOf(err) != fault.Invalid || err == nil {
			t.Errorf("%s shown: %v", name, err)
		}
	}
	other := in
	other.Own.DueOn = other.Own.DueOn.AddDays(1)
	if err := d.App.DecideObstacle(t.Context(), d.Leader.Actor, other); fault.KindOf(err) != fault.Conflict || err == nil {
		t.Errorf("another day than the one shown: %v", err)
	}
	if err := d.App.DecideObstacle(t.Context(), d.Leader.Actor, in); err != nil {
		t.Fatal(err)
	}
	effects := issued(t, d, obstacle.Code)
	if len(effects) != 2 || effects[0].Kind != reform.EffectDeadline || effects[1].TaskCode == "" || d.Read(task.Code).DueOn != own.Own.DueOn {
		t.Errorf("issued %+v", effects)
	}
}

func TestAllConcernedHearOfTheDecisionOnce(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	_, obstacle := d.Blocked(d.Science)
	d.Escalated(small.Options(d.Effect(reform.EffectLeadUnit)), obstacle)
	instruction := d.Effect(reform.EffectInstruction)
	instruction.UnitID = d.Units.Metrology.ID
	in := d.DecidingThus(d.Leader, obstacle.Code, reform.Decision{Choice: 1, Instruction: &instruction, Direction: "Chuyển Phòng Chuyển đổi số."})
	if err := d.App.DecideObstacle(t.Context(), d.Leader.Actor, in); err != nil {
		t.Fatal(err)
	}
	given := issued(t, d, obstacle.Code)[1].TaskCode
	for _, who := range []small.Member{d.Science.Officer, d.Science.Head, d.Digital.Head, d.Branch.Head, d.Clerk, d.SecondClerk, d.Chief} {
		names := heard(t, d, who)
		want := obstacle.Code
		if who.Person == d.Branch.Head.Person {
			want = given
		}
		if !slices.Equal(names, []string{want}) {
			t.Errorf("%s hears of %v, want %s", who.Username, names, want)
		}
	}
	for _, who := range []small.Member{d.Leader, d.Colleague, d.Centre.Head, d.Observer} {
		if names := heard(t, d, who); len(names) != 0 {
			t.Errorf("%s hears of %v", who.Username, names)
		}
	}
}

// heard returns what the decision's notices to the person lead to; since it was decided they heard of nothing else.
func heard(t *testing.T, d *small.Department, who small.Member) []string {
	t.Helper()
	rows, err := d.DB.Pool().Query(t.Context(), `select object_name from notice where person_id = $1 and (kind = 'decision' or title like '%Đã có quyết định%')`, who.Person)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var names []string
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			t.Fatal(err)
		}
		names = append(names, name)
	}
	return names
}

func TestWrongDecisionIsSaidBesideItsFields(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	_, obstacle := d.Blocked(d.Science)
	d.Escalated(small.Options(d.Effect(reform.EffectDeadline)), obstacle)
	cases := map[string]struct {
		decision reform.Decision
		fields   []string
	}{
		"nothing chosen":     {reform.Decision{Choice: reform.NoChoice, Direction: "Đồng ý."}, []string{"phuong_an"}},
		"no such option":     {reform.Decision{Choice: 3, Direction: "Đồng ý."}, []string{"phuong_an"}},
		"nothing said":       {reform.Decision{Choice: 1}, []string{"y_kien"}},
		"an own effect":      {reform.Decision{Choice: reform.OwnChoice, Own: reform.Effect{Kind: reform.EffectDeadline}, Direction: "Đồng ý."}, []string{"khac_han_moi"}},
		"a bad instruction":  {reform.Decision{Choice: 2, Direction: "Đồng ý.", Instruction: &reform.Effect{Kind: reform.EffectInstruction}}, []string{"giao_don_vi", "giao_noi_dung", "giao_han_moi"}},
		"an outside unit":    {reform.Decision{Choice: reform.OwnChoice, Own: reform.Effect{Kind: reform.EffectLeadUnit, UnitID: d.Units.Outside.ID}, Direction: "Đồng ý."}, []string{"khac_don_vi"}},
		"too much is said":   {reform.Decision{Choice: 2, Direction: strings.Repeat("x", 2001)}, []string{"y_kien"}},
		"everything missing": {reform.Decision{Choice: reform.NoChoice}, []string{"phuong_an", "y_kien"}},
	}
	for name, c := range cases {
		in := app.DecideObstacle{Code: obstacle.Code, Seen: d.ReadCard(obstacle.Code).Version, Decision: c.decision}
		err := d.App.DecideObstacle(t.Context(), d.Leader.Actor, in)
		f, wrong := fault.As(err)
		var fields []string
		if wrong {
			for _, field := range f.Fields {
				fields = append(fields, field.Name)
			}
		}
		if !slices.Equal(fields, c.fields) {
			t.Errorf("%s: %v, want something about %v", name, err, c.fields)
		}
	}
}

func TestOptionWhoseDayHasPassedCannotBeTaken(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	_, obstacle := d.Blocked(d.Science)
	d.Escalated(small.Options(d.Effect(reform.EffectDeadline)), obstacle)
	in := d.Deciding(d.Leader, obstacle.Code, 1)
	d.Clock.Set(d.App.Today().AddDays(45).Start().Add(9 * 3600e9))
	err := d.App.DecideObstacle(t.Context(), d.Leader.Actor, in)
	if f, wrong := fault.As(err); !wrong || len(f.Fields) != 1 || f.Fields[0].Name != "phuong_an" {
		t.Errorf("an option of the past: %v", err)
	}
}

func TestLetterIsRecordedUntilItIsAnswered(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	_, obstacle := d.Decided(d.Effect(reform.EffectRefer))
	letters, err := d.DB.CardReferrals(t.Context(), policy.See(d.Clerk.Actor, policy.TaskRead), obstacle.CardID)
	if err != nil {
		t.Fatal(err)
	}
	letter, today := letters[0], d.App.Today()
	sent := reform.ReferralNote{Addressee: letter.Addressee, Number: "125/SKHCN-VP", SentOn: today}
	for _, who := range []small.Member{d.Leader, d.Science.Head, d.Observer} {
		_, err := d.App.RecordReferral(t.Context(), who.Actor, app.RecordReferral{ID: letter.ID, Seen: letter.Version, ReferralNote: sent})
		if fault.KindOf(err) != fault.Forbidden || err == nil {
			t.Errorf("%s records a letter: %v", who.Username, err)
		}
	}
	if _, err := d.App.RecordReferral(t.Context(), d.Clerk.Actor, app.RecordReferral{ID: letter.ID, Seen: letter.Version, ReferralNote: sent}); err != nil {
		t.Fatal(err)
	}
	if _, err := d.App.RecordReferral(t.Context(), d.Clerk.Actor, app.RecordReferral{ID: letter.ID, Seen: letter.Version, ReferralNote: sent}); fault.KindOf(err) != fault.Conflict || err == nil {
		t.Errorf("a stale page records a letter: %v", err)
	}
	list, err := d.App.ReferralList(t.Context(), d.Chief.Actor, false, 1)
	if err != nil || list.Total != 1 || list.Letters[0].State() != reform.ReferralSent || !list.Letters[0].Late(letter.AnswerBy.AddDays(1)) {
		t.Fatalf("the letters are %+v (%v)", list, err)
	}
	answered := sent
	answered.AnsweredOn, answered.AnswerNumber, answered.Answer = today, "88/UBND-NC", "Đồng ý về chủ trương."
	if _, err := d.App.RecordReferral(t.Context(), d.Clerk.Actor, app.RecordReferral{ID: letter.ID, Seen: letter.Version + 1, ReferralNote: answered}); err != nil {
		t.Fatal(err)
	}
	for waiting, want := range map[bool]int{false: 0, true: 1} {
		if list, err := d.App.ReferralList(t.Context(), d.Chief.Actor, waiting, 7); err != nil || list.Total != want || len(list.Letters) != want || list.Waiting != 0 {
			t.Errorf("answered %v: %+v (%v)", waiting, list, err)
		}
	}
}

func TestLetterOutOfReachIsNotFound(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	_, obstacle := d.Decided(d.Effect(reform.EffectRefer))
	letters, _ := d.DB.CardReferrals(t.Context(), policy.See(d.Clerk.Actor, policy.TaskRead), obstacle.CardID)
	for _, who := range []small.Member{d.Digital.Officer, d.Centre.Head} {
		if _, err := d.App.ReferralPage(t.Context(), who.Actor, letters[0].ID); fault.KindOf(err) != fault.NotFound {
			t.Errorf("%s reads the letter: %v", who.Username, err)
		}
		if list, err := d.App.ReferralList(t.Context(), who.Actor, false, 1); err != nil || list.Total != 0 {
			t.Errorf("%s lists %+v (%v)", who.Username, list.Letters, err)
		}
	}
	if page, err := d.App.ReferralPage(t.Context(), d.Science.Officer.Actor, letters[0].ID); err != nil || page.MayRecord {
		t.Errorf("its own unit's officer: %+v (%v)", page, err)
	}
}

func TestLetterIsCheckedFieldByField(t *testing.T) {
	t.Parallel()
	today := calendar.NewDate(2026, 11, 23)
	good := reform.ReferralNote{Addressee: "UBND tỉnh Hưng Yên", Number: "125/SKHCN-VP", SentOn: today.AddDays(-3)}
	cases := map[string]func(*reform.ReferralNote){
		"noi_nhan":     func(n *reform.ReferralNote) { n.Addressee = "" },
		"so":           func(n *reform.ReferralNote) { n.Number = "" },
		"ngay":         func(n *reform.ReferralNote) { n.SentOn = today.AddDays(1) },
		"ngay_tra_loi": func(n *reform.ReferralNote) { n.Answer, n.AnsweredOn = "Đồng ý.", today.AddDays(-4) },
		"tra_loi":      func(n *reform.ReferralNote) { n.AnsweredOn = today },
		"so_tra_loi": func(n *reform.ReferralNote) {
			n.AnswerNumber, n.Answer, n.AnsweredOn = strings.Repeat("x", 101), "Đồng ý.", today
		},
	}
	if err := good.Check(today); err != nil {
		t.Errorf("a good note: %v", err)
	}
	for field, spoil := range cases {
		note := good
		spoil(&note)
		if f, wrong := fault.As(note.Check(today)); !wrong || len(f.Fields) != 1 || f.Fields[0].Name != field {
			t.Errorf("%s: %v", field, note.Check(today))
		}
	}
}
