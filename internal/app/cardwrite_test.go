package app_test

import (
	"testing"

	"cchc/internal/app"
	"cchc/internal/fault"
	"cchc/internal/fixture/small"
	"cchc/internal/policy"
	"cchc/internal/reform"
)

func TestClerkWritesTheCardAndTheChiefSendsIt(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	o := d.Received(d.Science, reform.AreaProcedures)
	in := d.WritingCard(d.ViceLeader, o)
	_, err := d.App.EscalateCard(t.Context(), d.Clerk.Actor, in)
	refused(t, "the clerk sends it", err, fault.Forbidden, "không có quyền")
	if d.ReadObstacle(o.Code).CardID != 0 {
		t.Error("the refused card was kept")
	}
	written, err := d.App.WriteCard(t.Context(), d.Clerk.Actor, in)
	if err != nil || written.State != reform.CardDraft {
		t.Fatalf("%+v (%v)", written, err)
	}
	_, err = d.App.WriteCard(t.Context(), d.SecondClerk.Actor, in)
	refused(t, "a second one at the same time", err, fault.Conflict, "vừa được người khác thay đổi")
	in.Seen = written.Version
	sent, err := d.App.EscalateCard(t.Context(), d.Chief.Actor, in)
	if err != nil || sent.ID != written.ID {
		t.Fatalf("%+v (%v)", sent, err)
	}
	now, card := d.ReadObstacle(o.Code), d.ReadCard(o.Code)
	if now.State != reform.ObstacleEscalated || card.State != reform.CardSent || card.Sender != d.Chief.Name || card.Writer != d.Clerk.Name || card.Proposed != 1 {
		t.Errorf("%s, %+v", now.State, card)
	}
	options, err := d.DB.CardOptions(t.Context(), policy.See(d.Clerk.Actor, policy.TaskRead), card.ID)
	if err != nil || len(options) != 2 || options[1].Unit != d.Units.Digital.Name || options[0].DueOn != in.Writing.Options[0].DueOn {
		t.Errorf("%+v (%v)", options, err)
	}
	in.Seen = card.Version
	_, err = d.App.WriteCard(t.Context(), d.Clerk.Actor, in)
	refused(t, "edited once sent", err, fault.Conflict, "đã trình lãnh đạo")
}

func TestCardNeedsAnObstacleInTheOffice(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	for _, state := range []reform.ObstacleState{reform.ObstacleSubmitted, reform.ObstacleConfirmed, reform.ObstacleAsked, reform.ObstacleResolved} {
		o := d.Obstacle(state, d.InProgress(d.Science), d.Science)
		_, err := d.App.WriteCard(t.Context(), d.Clerk.Actor, d.WritingCard(d.Leader, o))
		if fault.KindOf(err) != fault.Invalid && fault.KindOf(err) != fault.Conflict || err == nil {
			t.Errorf("%s: %v", state, err)
		}
		_, err = d.App.CardForm(t.Context(), d.Clerk.Actor, o.Code, nil)
		refused(t, string(state), err, fault.Conflict, "không soạn phiếu trình được")
	}
}

func TestJoinedObstaclesAreThoseFreeToBeDecidedTogether(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	one, two, other := d.Received(d.Science, reform.AreaProcedures), d.Received(d.Digital, reform.AreaProcedures), d.Received(d.Science, reform.AreaProcedures)
	early := d.Obstacle(reform.ObstacleConfirmed, d.InProgress(d.Science), d.Science)
	d.Card(reform.CardDraft, d.ViceLeader, other)
	write := func(join ...reform.Obstacle) error {
		_, err := d.App.WriteCard(t.Context(), d.Clerk.Actor, d.WritingCard(d.ViceLeader, append([]reform.Obstacle{one}, join...)...))
		return err
	}
	refused(t, "on another card", write(other), fault.Invalid, "đã ở một phiếu trình khác")
	refused(t, "not in the Office", write(early), fault.Invalid, "chưa gộp, chưa trình được")
	if err := write(two); err != nil {
		t.Fatal(err)
	}
	form, err := d.App.CardForm(t.Context(), d.Clerk.Actor, one.Code, nil)
	if err != nil || len(form.Joined) != 1 || form.Joined[0].Code != two.Code || len(form.Offered) != 1 || len(form.Cost.Tasks) != 2 || len(form.Ground.InCharge()) != 2 {
		t.Errorf("joined %+v of %+v (%v)", form.Joined, form.Offered, err)
	}
	if err := write(); err != nil || d.ReadObstacle(two.Code).CardID != 0 {
		t.Errorf("taken off, it is on card %d (%v)", d.ReadObstacle(two.Code).CardID, err)
	}
	if err := write(two); err != nil {
		t.Fatal(err)
	}
	d.StepObstacle(two.Code, d.Clerk, reform.ObstacleAsk)
	if err := write(two); err != nil {
		t.Errorf("asked about, it may not stay on the draft: %v", err)
	}
	_, err = d.App.EscalateCard(t.Context(), d.Chief.Actor, d.WritingCard(d.ViceLeader, one, two))
	refused(t, "sent while one is asked about", err, fault.Invalid, "chưa gộp, chưa trình được")
}

func TestCardIsPutOnlyToALeaderInChargeToday(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	o := d.Received(d.Science, reform.AreaInstitutions)
	_, err := d.App.EscalateCard(t.Context(), d.Chief.Actor, d.WritingCard(d.ViceLeader, o))
	refused(t, "outside the field", err, fault.Invalid, "lanh_dao")
	if _, err := d.App.PutInCharge(t.Context(), d.Chief.Actor, inCharge(d)); err != nil {
		t.Fatal(err)
	}
	if _, err := d.App.EscalateCard(t.Context(), d.Chief.Actor, d.WritingCard(d.ViceLeader, o)); err != nil {
		t.Errorf("put in charge today: %v", err)
	}
	steering := d.Received(d.Science, reform.AreaSteering)
	charge := d.FirstCharge()
	end := app.EndCharge{ID: charge.ID, Seen: charge.Version, Last: d.App.Today().AddDays(-1)}
	if err := d.App.EndCharge(t.Context(), d.Chief.Actor, end); err != nil {
		t.Fatal(err)
	}
	_, err = d.App.EscalateCard(t.Context(), d.Chief.Actor, d.WritingCard(d.Leader, steering))
	refused(t, "nobody in charge", err, fault.Invalid, "lanh_dao")
}

func TestCostNamesTheTasksIndicatorsAndDaysWaited(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	o := d.Received(d.Science, reform.AreaProcedures)
	exec := func(sql string, args ...any) {
		if _, err := d.DB.Pool().Exec(t.Context(), sql, args...); err != nil {
			t.Fatal(err)
		}
	}
	exec(`insert into indicator (name, area, measure, direction, target) values ('Hồ sơ trực tuyến', 2, '%', 'at_least', 100)`)
	exec(`insert into indicator_task (indicator_id, task_id) select id, $1 from indicator`, o.TaskID)
	below := d.InProgress(d.Science)
	exec(`update task set parent_id = $1 where id = $2`, o.TaskID, below.ID)
	d.Clock.Set(d.Clock.Now().AddDate(0, 0, 7))
	cost, err := d.App.CardCost(t.Context(), d.Clerk.Actor, []reform.Obstacle{d.ReadObstacle(o.Code)})
	if err != nil || cost.Waited != 5 || len(cost.Tasks) != 1 || cost.Tasks[0].Code != o.TaskCode || cost.Below() != 1 || cost.Tasks[0].BelowDue != below.DueOn ||
		len(cost.Indicators) != 1 || cost.Indicators[0] != "Hồ sơ trực tuyến" || cost.DecideBy != d.App.Today().AddDays(7) {
		t.Errorf("%+v (%v)", cost, err)
	}
	hidden, err := d.App.CardCost(t.Context(), d.Digital.Officer.Actor, []reform.Obstacle{o})
	if err != nil || len(hidden.Tasks) != 0 || len(hidden.Indicators) != 0 {
		t.Errorf("another unit is told of %+v (%v)", hidden, err)
	}
}
