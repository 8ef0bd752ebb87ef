package app_test

import (
	"slices"
	"strings"
	"sync"
	"testing"

	"cchc/internal/app"
	"cchc/internal/fault"
	"cchc/internal/fixture/small"
	"cchc/internal/policy"
	"cchc/internal/reform"
)

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

func TestDecisionStaysFoundAfterItsObstacleIsOpenedAgain(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	_, obstacle := d.Decided(d.Effect(reform.EffectInstruction))
	given := issued(t, d, obstacle.Code)[0]
	first := obstacle.CardID
	d.StepObstacle(obstacle.Code, d.Science.Officer, reform.ObstacleReopen)
	d.Escalated(small.Options(d.Effect(reform.EffectRefuse)), d.ReadObstacle(obstacle.Code))
	if again := d.ReadObstacle(obstacle.Code).CardID; again == first {
		t.Fatalf("it is on card %d again", again)
	}
	scope := policy.See(d.Science.Officer.Actor, policy.TaskRead)
	if effects, err := d.DB.IssuedEffects(t.Context(), scope, first); err != nil || len(effects) != 1 {
		t.Errorf("the first decision did %+v (%v)", effects, err)
	}
	origin, err := d.DB.TaskOrigin(t.Context(), policy.See(d.Digital.Head.Actor, policy.TaskRead), given.TaskID)
	if err != nil || origin.Code != obstacle.Code {
		t.Errorf("the task comes from %+v (%v)", origin, err)
	}
	if err := d.App.DecideObstacle(t.Context(), d.Leader.Actor, d.Deciding(d.Leader, obstacle.Code, 1)); err != nil {
		t.Errorf("the second decision: %v", err)
	}
}
