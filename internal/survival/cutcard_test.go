package survival_test

import (
	"maps"
	"testing"

	"cchc/internal/app"
	"cchc/internal/fixture/small"
	"cchc/internal/reform"
)

func init() { maps.Copy(deeds, cardDeeds) }

// cardDeeds are the deeds on decision cards but for the decision: each moves a card and two obstacles.
var cardDeeds = map[string]prepared{
	"WriteCard": func(t *testing.T, d *small.Department, a *app.App) func() error {
		in := d.WritingCard(d.ViceLeader, d.Received(d.Science, reform.AreaProcedures), d.Received(d.Digital, reform.AreaProcedures))
		return func() error { _, err := a.WriteCard(t.Context(), d.Clerk.Actor, in); return err }
	},
	"EscalateCard": func(t *testing.T, d *small.Department, a *app.App) func() error {
		in := d.WritingCard(d.ViceLeader, d.Received(d.Science, reform.AreaProcedures), d.Received(d.Digital, reform.AreaProcedures))
		return func() error { _, err := a.EscalateCard(t.Context(), d.Chief.Actor, in); return err }
	},
	"SendCardBack": steppedCard(reform.CardSent, func(t *testing.T, d *small.Department, a *app.App, in app.StepCard) error {
		return a.SendCardBack(t.Context(), d.ViceLeader.Actor, in)
	}),
	"QueryCard": steppedCard(reform.CardSent, func(t *testing.T, d *small.Department, a *app.App, in app.StepCard) error {
		return a.QueryCard(t.Context(), d.ViceLeader.Actor, in)
	}),
	"TableCard": steppedCard(reform.CardSent, func(t *testing.T, d *small.Department, a *app.App, in app.StepCard) error {
		return a.TableCard(t.Context(), d.ViceLeader.Actor, app.TableCard{Code: in.Code, Seen: in.Seen, On: d.App.Today()})
	}),
	"AnswerQuery": steppedCard(reform.CardQueried, func(t *testing.T, d *small.Department, a *app.App, in app.StepCard) error {
		return a.AnswerQuery(t.Context(), d.Clerk.Actor, app.AnswerQuery{Code: in.Code, Seen: d.ReadObstacle(in.Code).Version, Note: in.Note})
	}),
	"MoveObstacle withdraw from a card": func(t *testing.T, d *small.Department, a *app.App) func() error {
		o := d.Received(d.Science, reform.AreaProcedures)
		d.Card(reform.CardSent, d.ViceLeader, o)
		in := app.MoveObstacle{Code: o.Code, Act: reform.ObstacleWithdraw, Seen: d.ReadObstacle(o.Code).Version, Note: reason}
		return func() error { return a.MoveObstacle(t.Context(), d.Science.Officer.Actor, in) }
	},
}

// steppedCard is a step of a card of two obstacles, from the state it says.
func steppedCard(from reform.CardState, step func(*testing.T, *small.Department, *app.App, app.StepCard) error) prepared {
	return func(t *testing.T, d *small.Department, a *app.App) func() error {
		one, two := d.Received(d.Science, reform.AreaProcedures), d.Received(d.Digital, reform.AreaProcedures)
		card := d.Card(from, d.ViceLeader, one, two)
		return func() error {
			return step(t, d, a, app.StepCard{Code: one.Code, Seen: card.Version, Note: reason})
		}
	}
}
