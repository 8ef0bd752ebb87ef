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

func TestObstacleComesToEveryStateOfItsWay(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	for _, state := range []reform.ObstacleState{
		reform.ObstacleSubmitted, reform.ObstacleReturned, reform.ObstacleWithdrawn, reform.ObstacleConfirmed, reform.ObstacleReceived,
		reform.ObstacleAsked, reform.ObstacleResolved, reform.ObstacleClosed,
	} {
		obstacle := d.Obstacle(state, d.InProgress(d.Science), d.Science)
		steps, err := d.DB.ObstacleSteps(t.Context(), policy.See(d.Clerk.Actor, policy.TaskRead), obstacle.ID, 50)
		if err != nil || obstacle.State != state || len(steps) == 0 || steps[len(steps)-1].State != state {
			t.Errorf("%s: it is %s after %+v (%v)", state, obstacle.State, steps, err)
		}
		for i, step := range steps {
			if last := i == len(steps)-1; last != (step.LeftAt == nil) {
				t.Errorf("%s: step %d was left at %v", state, i, step.LeftAt)
			}
		}
	}
}

// blocked is an obstacle of a team in any state; the head of its unit wrote it where byHead says so.
type blocked struct {
	name   string
	team   small.Team
	byHead bool
}

func everyBlocked(d *small.Department) []blocked {
	return []blocked{{"science's", d.Science, false}, {"the science head's own", d.Science, true}, {"digital's", d.Digital, false}, {"the centre's", d.Centre, false}}
}

func (b blocked) make(d *small.Department, state reform.ObstacleState) reform.Obstacle {
	task, team := d.InProgress(b.team), b.team
	if team.Unit.ID == d.Digital.Unit.ID {
		task = d.InArea(task, reform.AreaDigitalGov) // which the vice director is in charge of
	}
	if b.byHead {
		team.Officer, team.Head = team.Head, d.Leader // a leader confirms for the head
	}
	if slices.Contains([]reform.ObstacleState{reform.ObstacleEscalated, reform.ObstacleQueried, reform.ObstacleDecided}, state) {
		return d.OnCard(state, task, team)
	}
	return d.Obstacle(state, task, team)
}

// whoActs are everybody whose reach differs, the vice director, who is not in charge of the area, among them.
func whoActs(d *small.Department) []small.Member {
	return append(cast(d), d.ViceLeader, d.Digital.Officer)
}

// obstacleRefusal is what policy and the flow answer to the act: the kind of fault and words of its sentence, no words where the
// act is to be taken.
func obstacleRefusal(who small.Member, o reform.Obstacle, act reform.ObstacleAct) (fault.Kind, string) {
	task := policy.Subject{Kind: policy.Task, Officer: o.OfficerID, Unit: o.UnitID}
	if _, err := policy.Allow(who.Actor, policy.TaskRead, task); err != nil {
		return fault.NotFound, "nằm ngoài phạm vi"
	}
	step, err := reform.ObstacleFlow.Next(o.State, act)
	if err != nil {
		return fault.Conflict, "không còn thực hiện được"
	}
	if _, err := policy.Allow(who.Actor, step.Needs, o.Subject()); err != nil {
		return fault.Forbidden, fault.Sentence(err)
	}
	return 0, ""
}

// Each act, by each role, on each kind of obstacle in each state: it is taken exactly when policy and the flow say so, each refusal
// says why, and the obstacle's page offers exactly what can be taken.
func TestObstacleButtonsAreTheTruth(t *testing.T) {
	t.Parallel()
	for _, state := range reform.ObstacleStates() {
		if state == reform.ObstacleDraft {
			continue // none is kept
		}
		t.Run(string(state), func(t *testing.T) {
			t.Parallel()
			d := small.Build(t)
			for _, b := range everyBlocked(d) {
				tryObstacle(t, d, b, state)
			}
		})
	}
}

func tryObstacle(t *testing.T, d *small.Department, b blocked, state reform.ObstacleState) {
	t.Helper()
	o := b.make(d, state)
	for _, who := range whoActs(d) {
		shown := obstacleOffers(t, d, who, o.Code)
		for _, act := range reform.ObstacleActs() {
			claim := fmt.Sprintf("%s (%v), %s on %s %s obstacle", who.Username, who.Roles, act, b.name, state)
			kind, words := obstacleRefusal(who, o, act)
			err := take(t, d, who, o, act)
			if slices.Contains(shown, act) != (err == nil) {
				t.Errorf("%s: offered %v, answered %v", claim, shown, err)
			}
			switch {
			case kind == fault.Conflict && (act.ByCard() || act == reform.ObstacleSubmit): // a card says so in its own words, or that one may not
				if !slices.Contains([]fault.Kind{fault.Conflict, fault.Forbidden, fault.Invalid}, fault.KindOf(err)) || fault.Sentence(err) == "" {
					t.Errorf("%s: %v", claim, err)
				}
			case words != "":
				refused(t, claim, err, kind, words)
			case err != nil:
				t.Errorf("%s: %v", claim, err)
			default:
				came(t, d, claim, o, act)
				o = b.make(d, state)
			}
		}
	}
}

// take takes the act by the deed that it is done with: that of the obstacle, of its card, or of who mends it.
func take(t *testing.T, d *small.Department, who small.Member, o reform.Obstacle, act reform.ObstacleAct) error {
	t.Helper()
	step := app.StepCard{Code: o.Code, Note: "Theo thực tế."}
	if o.CardID != 0 {
		step.Seen = d.ReadCard(o.Code).Version
	}
	switch act {
	case reform.ObstacleSubmit:
		return d.App.MendObstacle(t.Context(), who.Actor, app.MendObstacle{Code: o.Code, Seen: o.Version, Blocking: d.Blocking()})
	case reform.ObstacleEscalate:
		_, err := d.App.EscalateCard(t.Context(), who.Actor, d.WritingCard(d.Leader, o))
		return err
	case reform.ObstacleQuery:
		return d.App.QueryCard(t.Context(), who.Actor, step)
	case reform.ObstacleSendBack:
		return d.App.SendCardBack(t.Context(), who.Actor, step)
	case reform.ObstacleTable:
		return d.App.TableCard(t.Context(), who.Actor, app.TableCard{Code: o.Code, Seen: step.Seen, On: d.App.Today().AddDays(7)})
	case reform.ObstacleDecide:
		in := app.DecideObstacle{Code: o.Code, Seen: step.Seen, Decision: reform.Decision{Choice: 1, Direction: step.Note}}
		if o.State == reform.ObstacleEscalated {
			in = d.Deciding(d.Leader, o.Code, 1)
		}
		return d.App.DecideObstacle(t.Context(), who.Actor, in)
	}
	return d.App.MoveObstacle(t.Context(), who.Actor, app.MoveObstacle{Code: o.Code, Act: act, Seen: o.Version, Note: step.Note})
}

// came fails unless the obstacle is where the act leads, one version on; it comes onto its card by a version of its own.
func came(t *testing.T, d *small.Department, claim string, before reform.Obstacle, act reform.ObstacleAct) {
	t.Helper()
	now := d.ReadObstacle(before.Code)
	step, _ := reform.ObstacleFlow.Next(before.State, act)
	if on := now.Version - before.Version; now.State != step.To || on != 1 && act != reform.ObstacleEscalate {
		t.Errorf("%s: %s at version %d", claim, now.State, now.Version)
	}
}

func obstacleOffers(t *testing.T, d *small.Department, who small.Member, code string) []reform.ObstacleAct {
	t.Helper()
	page, err := d.App.ObstaclePage(t.Context(), who.Actor, code)
	if err != nil && fault.KindOf(err) != fault.NotFound {
		t.Fatal(err)
	}
	var acts []reform.ObstacleAct
	for _, offer := range page.Offers {
		if offer.Reason == "" {
			acts = append(acts, offer.Act)
		}
	}
	return acts
}
