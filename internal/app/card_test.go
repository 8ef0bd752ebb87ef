package app_test

import (
	"fmt"
	"slices"
	"testing"

	"cchc/internal/app"
	"cchc/internal/fault"
	"cchc/internal/fixture/small"
	"cchc/internal/policy"
	"cchc/internal/reform"
)

// carded is what a card joins, and who it is put to.
type carded struct {
	name string
	to   small.Member
	make func() []reform.Obstacle
}

// cardings are the cards that reach and field tell apart.
func cardings(d *small.Department) []carded {
	procedures, institutions := reform.AreaProcedures, reform.AreaInstitutions
	return []carded{
		{"science's, in the vice director's field", d.ViceLeader, func() []reform.Obstacle { return []reform.Obstacle{d.Received(d.Science, procedures)} }},
		{"the centre's, outside it", d.Leader, func() []reform.Obstacle { return []reform.Obstacle{d.Received(d.Centre, institutions)} }},
		{"two of science's, one outside it", d.Leader, func() []reform.Obstacle {
			return []reform.Obstacle{d.Received(d.Science, procedures), d.Received(d.Science, institutions)}
		}},
		{"two units', in it", d.ViceLeader, func() []reform.Obstacle {
			return []reform.Obstacle{d.Received(d.Science, procedures), d.Received(d.Digital, reform.AreaDigitalGov)}
		}},
	}
}

// cardActs are the steps of a card but for the decision, which has claims of its own, and dropping.
var cardActs = []reform.ObstacleAct{
	reform.ObstacleEscalate, reform.ObstacleQuery, reform.ObstacleTable, reform.ObstacleSendBack, reform.ObstacleAnswer,
}

func tryCard(t *testing.T, d *small.Department, who, to small.Member, obstacles []reform.Obstacle, act reform.ObstacleAct) error {
	t.Helper()
	code, card := obstacles[0].Code, d.ReadCard(obstacles[0].Code)
	in := app.StepCard{Code: code, Seen: card.Version, Note: "Nội dung của bước này."}
	switch act {
	case reform.ObstacleEscalate:
		_, err := d.App.EscalateCard(t.Context(), who.Actor, d.WritingCard(to, obstacles...))
		return err
	case reform.ObstacleQuery:
		return d.App.QueryCard(t.Context(), who.Actor, in)
	case reform.ObstacleSendBack:
		return d.App.SendCardBack(t.Context(), who.Actor, in)
	case reform.ObstacleTable:
		return d.App.TableCard(t.Context(), who.Actor, app.TableCard{Code: code, Seen: in.Seen, On: d.App.Today().AddDays(7)})
	}
	return d.App.MoveObstacle(t.Context(), who.Actor, app.MoveObstacle{Code: code, Act: act, Seen: d.ReadObstacle(code).Version, Note: in.Note})
}

// cardRefusals returns the kinds of fault that policy and the flow give as answers; none when the step is to be taken.
func cardRefusals(d *small.Department, who small.Member, card reform.Card, obstacles []reform.Obstacle, act reform.ObstacleAct) []fault.Kind {
	var kinds []fault.Kind
	needs := policy.Action("")
	for _, step := range reform.CardFlow.Steps {
		if step.Act == act {
			needs = step.Needs
		}
	}
	if _, err := reform.CardFlow.Next(card.State, act); err != nil {
		kinds = append(kinds, fault.Conflict)
	}
	for i, o := range obstacles {
		seen := d.Read(o.TaskCode)
		if _, err := policy.Allow(who.Actor, policy.TaskRead, seen.Subject()); err != nil && i == 0 {
			return []fault.Kind{fault.NotFound}
		}
		if _, err := policy.Allow(who.Actor, needs, card.Subject(o)); err != nil {
			kinds = append(kinds, fault.Forbidden)
		}
	}
	return kinds
}

// Each step of a card, by each role, on each kind of card in each state: it is taken for all obstacles of the card exactly when
// policy and the flow say so of every one of them, and for none otherwise.
func TestCardMovesWithAllItsObstaclesOrNotAtAll(t *testing.T) {
	t.Parallel()
	for _, state := range []reform.CardState{reform.CardDraft, reform.CardSent, reform.CardQueried} {
		t.Run(string(state), func(t *testing.T) {
			t.Parallel()
			d := small.Build(t)
			for _, c := range cardings(d) {
				tryCarding(t, d, c, state)
			}
		})
	}
}

func tryCarding(t *testing.T, d *small.Department, c carded, state reform.CardState) {
	t.Helper()
	obstacles := c.make()
	card := d.Card(state, c.to, obstacles...)
	for _, who := range append(cast(d), d.ViceLeader) {
		for _, act := range cardActs {
			claim := fmt.Sprintf("%s (%v), %s on a %s card of %s", who.Username, who.Roles, act, state, c.name)
			wanted := cardRefusals(d, who, card, obstacles, act)
			err := tryCard(t, d, who, c.to, obstacles, act)
			if len(wanted) > 0 {
				if err == nil || !slices.Contains(wanted, fault.KindOf(err)) || d.ReadCard(obstacles[0].Code).Version != card.Version {
					t.Errorf("%s: %v, want one of %v", claim, err, wanted)
				}
				continue
			}
			if step, _ := reform.CardFlow.Next(state, act); err != nil || d.ReadCard(obstacles[0].Code).State != step.To {
				t.Errorf("%s: %v", claim, err)
			}
			together(t, d, claim, obstacles)
			obstacles = c.make()
			card = d.Card(state, c.to, obstacles...)
		}
	}
}

// together fails unless all obstacles are in one state.
func together(t *testing.T, d *small.Department, claim string, obstacles []reform.Obstacle) {
	t.Helper()
	first := d.ReadObstacle(obstacles[0].Code)
	for _, o := range obstacles[1:] {
		if now := d.ReadObstacle(o.Code); now.State != first.State || now.CardID != first.CardID {
			t.Errorf("%s: %s is %s, %s is %s", claim, first.Code, first.State, now.Code, now.State)
		}
	}
}

func TestLeaderOutsideTheirFieldIsRefusedTheWholeCard(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	in, out := d.Received(d.Science, reform.AreaProcedures), d.Received(d.Digital, reform.AreaInstitutions)
	card := d.Card(reform.CardSent, d.Leader, in, out)
	back := app.StepCard{Code: in.Code, Seen: card.Version, Note: "Chưa rõ."}
	refused(t, "one of two outside", d.App.SendCardBack(t.Context(), d.ViceLeader.Actor, back), fault.Forbidden, "thuộc lĩnh vực bạn không phụ trách")
	for _, o := range []reform.Obstacle{in, out} {
		if now := d.ReadObstacle(o.Code); now.State != reform.ObstacleEscalated {
			t.Errorf("%s is %s", o.Code, now.State)
		}
	}
	under := d.Deputyship(d.Leader, d.Science.Head, d.App.Today(), d.App.Today())
	if err := d.App.SendCardBack(t.Context(), d.Acting(d.Science.Head, under).Actor, back); err != nil {
		t.Errorf("a deputy has not the fields of whom they act for: %v", err)
	}
}

func TestDirectorMayTakeUpWhatWasPutToAViceDirector(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	o := d.Received(d.Science, reform.AreaProcedures)
	card := d.Card(reform.CardSent, d.ViceLeader, o)
	if err := d.App.QueryCard(t.Context(), d.Leader.Actor, app.StepCard{Code: o.Code, Seen: card.Version, Note: "Vì sao?"}); err != nil {
		t.Error(err)
	}
	under := d.Deputyship(d.ViceLeader, d.Chief, d.App.Today(), d.App.Today())
	other := d.Received(d.Science, reform.AreaProcedures)
	card = d.Card(reform.CardSent, d.ViceLeader, other)
	on := app.TableCard{Code: other.Code, Seen: card.Version, On: d.App.Today()}
	if err := d.App.TableCard(t.Context(), d.Acting(d.Chief, under).Actor, on); err != nil {
		t.Errorf("a deputy has not the fields of whom they act for: %v", err)
	}
	refused(t, "a deputy's own self", d.App.TableCard(t.Context(), d.Chief.Actor, on), fault.Forbidden, "không có quyền")
}

func TestLeaderWhoseChargeEndedNoLongerMovesTheCard(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	o := d.Received(d.Science, reform.AreaInstitutions)
	id, err := d.App.PutInCharge(t.Context(), d.Chief.Actor, inCharge(d))
	if err != nil {
		t.Fatal(err)
	}
	card := d.Card(reform.CardSent, d.ViceLeader, o)
	back := app.StepCard{Code: o.Code, Seen: card.Version, Note: "Thiếu số liệu."}
	d.Clock.Set(d.App.Today().AddDays(1).Start())
	if err := d.App.EndCharge(t.Context(), d.Chief.Actor, app.EndCharge{ID: id, Seen: 1, Last: d.App.Today().AddDays(-1)}); err != nil {
		t.Fatal(err)
	}
	vice := d.ViceLeader
	vice.Fields = fields(t, d, d.ViceLeader)
	refused(t, "in charge no more", d.App.SendCardBack(t.Context(), vice.Actor, back), fault.Forbidden, "thuộc lĩnh vực bạn không phụ trách")
	if err := d.App.SendCardBack(t.Context(), d.Leader.Actor, back); err != nil {
		t.Errorf("the director: %v", err)
	}
}

func TestReopenedObstacleGetsANewCard(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	o := d.OnCard(reform.ObstacleDecided, d.InProgress(d.Science), d.Science)
	d.StepObstacle(o.Code, d.Science.Officer, reform.ObstacleReopen)
	in := d.WritingCard(d.Leader, d.ReadObstacle(o.Code))
	in.Seen, in.Writing.Options[0].DueOn = 0, d.App.Today().AddDays(75)
	written, err := d.App.WriteCard(t.Context(), d.Clerk.Actor, in)
	if err != nil || written.ID == o.CardID || d.ReadObstacle(o.Code).CardID != written.ID {
		t.Errorf("%+v (%v)", written, err)
	}
}

func TestSentBackCardIsMendedAndSentAgain(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	o := d.Received(d.Science, reform.AreaProcedures)
	card := d.Card(reform.CardSent, d.ViceLeader, o)
	if err := d.App.TableCard(t.Context(), d.ViceLeader.Actor, app.TableCard{Code: o.Code, Seen: card.Version, On: d.App.Today().AddDays(7)}); err != nil {
		t.Fatal(err)
	}
	tabled := d.ReadCard(o.Code)
	now := d.ReadObstacle(o.Code)
	if tabled.State != reform.CardSent || tabled.AgendaText() != "Đưa ra giao ban 30/11/2026" || now.State != reform.ObstacleEscalated || now.DueOn != d.App.Today().AddDays(7) {
		t.Errorf("%s, %q, due %s", tabled.State, tabled.AgendaText(), now.DueOn)
	}
	stale := app.StepCard{Code: o.Code, Seen: card.Version, Note: "Thiếu số liệu."}
	refused(t, "a stale page", d.App.SendCardBack(t.Context(), d.ViceLeader.Actor, stale), fault.Conflict, "vừa được người khác thay đổi")
	stale.Seen, stale.Note = tabled.Version, ""
	refused(t, "no reason", d.App.SendCardBack(t.Context(), d.ViceLeader.Actor, stale), fault.Invalid, "ly_do")
	stale.Note = "Thiếu số liệu."
	if err := d.App.SendCardBack(t.Context(), d.ViceLeader.Actor, stale); err != nil {
		t.Fatal(err)
	}
	back := d.ReadCard(o.Code)
	if back.State != reform.CardDraft || back.SentAt != nil || !back.AgendaOn.IsZero() || d.ReadObstacle(o.Code).State != reform.ObstacleReceived {
		t.Errorf("%+v", back)
	}
	in := d.WritingCard(d.Leader, o)
	in.Writing.Question = "Cho phép lùi hạn đến 22/01/2027?"
	if _, err := d.App.EscalateCard(t.Context(), d.Chief.Actor, in); err != nil {
		t.Fatal(err)
	}
	if again := d.ReadCard(o.Code); again.ID != card.ID || again.State != reform.CardSent || again.LeaderID != d.Leader.Person || again.Question != in.Writing.Question {
		t.Errorf("%+v", again)
	}
}

func TestQuestionStopsTheClocksOfTheWholeCardAndTheOfficeAnswersForAll(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	one, two := d.Received(d.Science, reform.AreaProcedures), d.Received(d.Digital, reform.AreaDigitalGov)
	d.Card(reform.CardQueried, d.ViceLeader, one, two)
	for _, o := range []reform.Obstacle{one, two} {
		if now := d.ReadObstacle(o.Code); !now.DueOn.IsZero() || now.DaysLeft == nil || *now.DaysLeft != 5 {
			t.Errorf("%s is due on %s with %v left", o.Code, now.DueOn, now.DaysLeft)
		}
	}
	d.Clock.Set(d.Clock.Now().AddDate(0, 0, 7))
	answer := app.MoveObstacle{Code: one.Code, Act: reform.ObstacleAnswer, Seen: d.ReadObstacle(one.Code).Version, Note: "Còn 12 thủ tục."}
	refused(t, "one unit of two", d.App.MoveObstacle(t.Context(), d.Science.Officer.Actor, answer), fault.Forbidden, "nhiều đơn vị")
	stale := answer
	stale.Seen--
	refused(t, "a stale page", d.App.MoveObstacle(t.Context(), d.Clerk.Actor, stale), fault.Conflict, "vừa được người khác thay đổi")
	if err := d.App.MoveObstacle(t.Context(), d.Clerk.Actor, answer); err != nil {
		t.Fatal(err)
	}
	for _, o := range []reform.Obstacle{one, two} {
		if now := d.ReadObstacle(o.Code); now.State != reform.ObstacleEscalated || now.DueOn != d.App.Today().AddDays(7) || now.DaysLeft != nil {
			t.Errorf("%s is %s, due on %s with %v left", o.Code, now.State, now.DueOn, now.DaysLeft)
		}
	}
}

func TestUnitAnswersTheQuestionAboutItsOwnCard(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	one, two := d.Received(d.Science, reform.AreaProcedures), d.Received(d.Science, reform.AreaProcedures)
	d.Card(reform.CardQueried, d.ViceLeader, one, two)
	answer := app.MoveObstacle{Code: two.Code, Act: reform.ObstacleAnswer, Seen: d.ReadObstacle(two.Code).Version, Note: "Còn 12 thủ tục."}
	if err := d.App.MoveObstacle(t.Context(), d.Science.Head.Actor, answer); err != nil || d.ReadCard(one.Code).State != reform.CardSent {
		t.Errorf("the card is %s (%v)", d.ReadCard(one.Code).State, err)
	}
	together(t, d, "answered", []reform.Obstacle{one, two})
}

func TestObstacleLeavesItsCardAndTheLastDropsIt(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	for _, act := range []reform.ObstacleAct{reform.ObstacleWithdraw, reform.ObstacleReturn, reform.ObstacleResolve} {
		for _, state := range []reform.CardState{reform.CardDraft, reform.CardSent, reform.CardQueried} {
			one, two := d.Received(d.Science, reform.AreaProcedures), d.Received(d.Science, reform.AreaProcedures)
			card := d.Card(state, d.ViceLeader, one, two)
			if _, err := reform.ObstacleFlow.Next(d.ReadObstacle(one.Code).State, act); err != nil {
				continue
			}
			by := map[bool]small.Member{true: d.Science.Officer, false: d.Clerk}[act == reform.ObstacleWithdraw]
			d.StepObstacle(one.Code, by, act)
			if left := d.ReadCard(two.Code); left.ID != card.ID || left.State != state || d.ReadObstacle(one.Code).CardID != 0 {
				t.Errorf("%s of one of two leaves the %s card %s", act, state, left.State)
			}
			d.StepObstacle(two.Code, by, act)
			var now string
			if err := d.DB.Pool().QueryRow(t.Context(), `select state from decision_card where id = $1`, card.ID).Scan(&now); err != nil || now != "dropped" {
				t.Errorf("%s of the last leaves the %s card %s (%v)", act, state, now, err)
			}
		}
	}
}
