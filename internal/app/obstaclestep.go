package app

import (
	"context"

	"cchc/internal/fault"
	"cchc/internal/policy"
	"cchc/internal/postgres"
	"cchc/internal/reform"
)

// ObstacleStep is the question before one step of an obstacle.
type ObstacleStep struct {
	Obstacle reform.Obstacle
	Asked    reform.ObstacleStep // the question that the step answers
	Act      reform.ObstacleAct
	Note     bool   // a note is required
	Instead  bool   // the Office takes a step that is the unit's own
	Gone     bool   // the obstacle has moved on and takes this step no longer
	Barred   string // what has to be done before; "" where nothing has
}

// ObstacleStep reads the obstacle for the page that confirms the step; a fault says when the actor may not take it.
func (a *App) ObstacleStep(ctx context.Context, who policy.Actor, code string, act reform.ObstacleAct) (ObstacleStep, error) {
	page, err := a.ObstaclePage(ctx, who, code)
	if err != nil {
		return ObstacleStep{}, err
	}
	if act.Label() == "" || ownPage(act) {
		return ObstacleStep{}, fault.New(fault.NotFound, "Không có trang ở địa chỉ này.")
	}
	asked := ObstacleStep{Obstacle: page.Obstacle, Act: act}
	step, err := reform.ObstacleFlow.Next(page.Obstacle.State, act)
	if err != nil {
		asked.Gone = true
		return asked, nil
	}
	asked.Note, asked.Instead = step.Note, step.Needs == policy.ObstacleClose && who.Reach(step.Needs) == policy.All
	if act == reform.ObstacleAnswer {
		asked.Asked = page.Steps[len(page.Steps)-1]
	}
	asked.Barred = fault.Sentence(inTheWay(step, page.Card))
	return asked, mayStep(who, step, page.Obstacle, page.Card)
}

// ownPage reports whether the act has a page of its own: it is done to a card, or with what the unit says.
func ownPage(act reform.ObstacleAct) bool { return act.ByCard() || act == reform.ObstacleSubmit }

// checkStep returns what is in the way of the step: what a decision still waits for. It is the one place that says so for a deed.
func checkStep(ctx context.Context, tx *postgres.Tx, who policy.Actor, step obstacleStep, obstacle reform.Obstacle) error {
	if obstacle.CardID == 0 || step.Act != reform.ObstacleClose {
		return nil
	}
	scope := policy.See(who, policy.TaskRead)
	card, err := tx.LockCard(ctx, scope, obstacle.CardID)
	if err != nil {
		return err
	}
	rest, err := tx.Remainders(ctx, scope, []int64{card.ID})
	if err != nil {
		return err
	}
	return inTheWay(step, &ObstacleCard{Card: card, Remainders: rest})
}
