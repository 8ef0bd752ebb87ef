package app

import (
	"context"
	"slices"

	"cchc/internal/calendar"
	"cchc/internal/fault"
	"cchc/internal/policy"
	"cchc/internal/postgres"
	"cchc/internal/reform"
)

const (
	joinableMost   = 12 // obstacles offered to be joined in one card
	indicatorsMost = 20 // indicators named as held up
)

// CardForm is what the form of a card shows beside what is typed.
type CardForm struct {
	Obstacle reform.Obstacle
	Card     reform.Card // the zero value where none is written yet
	Options  []reform.Option
	Joined   []reform.Obstacle // besides the obstacle itself
	Offered  []reform.Obstacle // to be joined, with those that are
	Ground   reform.CardGround // its units are those that stand today
	Cost     reform.CardCost
	MaySend  bool
}

// CardForm reads the form of the card at the obstacle for whoever may write it; a conflict fault says why none can be written
// now. The codes are those chosen to be joined; nil for those that are.
func (a *App) CardForm(ctx context.Context, who policy.Actor, code string, join []string) (CardForm, error) {
	var form CardForm
	scope := policy.See(who, policy.TaskRead)
	var err error
	if form.Obstacle, err = a.DB.Obstacle(ctx, scope, code); err != nil {
		return form, err
	}
	if _, err := policy.Allow(who, policy.ObstaclePrepare, form.Obstacle.Subject()); err != nil {
		return form, err
	}
	form.MaySend = allowed(who, policy.ObstacleEscalate, form.Obstacle.Subject())
	if form.Card, err = a.writtenCard(ctx, scope, form.Obstacle); err != nil {
		return form, err
	}
	if err := writable(form.Obstacle, form.Card.State); err != nil {
		return form, err
	}
	return form, a.readCardForm(ctx, who, &form, join)
}

// writtenCard returns the card of the obstacle that is still to be sent; a new one, in draft, where there is none.
func (a *App) writtenCard(ctx context.Context, scope policy.Scope, o reform.Obstacle) (reform.Card, error) {
	fresh := reform.Card{State: reform.CardFlow.Start}
	if o.CardID == 0 {
		return fresh, nil
	}
	card, err := a.DB.Card(ctx, scope, o.CardID)
	if err != nil || card.State.Over() {
		return fresh, err
	}
	return card, nil
}

func (a *App) readCardForm(ctx context.Context, who policy.Actor, form *CardForm, join []string) error {
	scope, today := policy.See(who, policy.TaskRead), a.Today()
	form.Ground.Today = today
	err := a.DB.Together(ctx,
		func(r postgres.Reader) (err error) {
			form.Options, err = r.CardOptions(ctx, scope, form.Card.ID)
			return
		},
		func(r postgres.Reader) (err error) {
			form.Offered, err = r.Joinable(ctx, scope, form.Obstacle, form.Card.ID, joinableMost)
			return
		},
		func(r postgres.Reader) (err error) { form.Ground.Leaders, err = r.Leaders(ctx, today); return },
	)
	if err != nil {
		return err
	}
	form.Joined = chosenOf(form.Offered, form.Card.ID, join)
	form.Ground.Obstacles = append([]reform.Obstacle{form.Obstacle}, form.Joined...)
	return inOrder(
		func() (err error) { form.Ground.Units, err = a.standingUnits(ctx); return },
		func() (err error) {
			form.Ground.Tasks, err = a.DB.TasksNumbered(ctx, scope, tasksOf(form.Ground.Obstacles))
			return
		},
		func() (err error) { form.Cost, err = a.CardCost(ctx, who, form.Ground.Obstacles); return },
	)
}

// chosenOf returns the offered obstacles with the codes or, where none were sent, those on the card.
func chosenOf(offered []reform.Obstacle, card int64, join []string) []reform.Obstacle {
	var chosen []reform.Obstacle
	for _, o := range offered {
		if join == nil && card != 0 && o.CardID == card || slices.Contains(join, o.Code) {
			chosen = append(chosen, o)
		}
	}
	return chosen
}

// CardCost reads what it costs to wait with the obstacles, as far as the actor may see their tasks.
func (a *App) CardCost(ctx context.Context, who policy.Actor, obstacles []reform.Obstacle) (reform.CardCost, error) {
	scope, tasks, today := policy.See(who, policy.TaskRead), tasksOf(obstacles), a.Today()
	var held []reform.HeldTask
	var indicators []string
	when := reform.ObstacleTime{Now: a.Clock()}
	err := a.DB.Together(ctx,
		func(r postgres.Reader) (err error) { held, err = r.BlockedTasks(ctx, scope, tasks); return },
		func(r postgres.Reader) (err error) {
			indicators, err = r.HeldIndicators(ctx, scope, tasks, indicatorsMost)
			return
		},
		func(r postgres.Reader) error {
			settings, err := r.Settings(ctx)
			when.Clocks = reform.ClocksOf(settings)
			return err
		},
		func(r postgres.Reader) (err error) {
			when.Days, err = r.WorkingDays(ctx, today.AddMonths(-12), today.AddMonths(12))
			return
		},
	)
	return reform.CostOf(obstacles, held, indicators, when), err
}

// CardStep is what the page shows that confirms a step of a card.
type CardStep struct {
	Obstacle  reform.Obstacle
	Card      reform.Card
	Obstacles []reform.Obstacle
	Today     calendar.Date
}

// CardStep reads a step of the card at the obstacle for whoever may take it: a forbidden fault says that the actor may not, a
// conflict that nobody can now.
func (a *App) CardStep(ctx context.Context, who policy.Actor, code string, act reform.ObstacleAct) (CardStep, error) {
	scope := policy.See(who, policy.TaskRead)
	step := CardStep{Today: a.Today()}
	var err error
	if step.Obstacle, err = a.DB.Obstacle(ctx, scope, code); err != nil {
		return step, err
	}
	if _, err := policy.Allow(who, policy.ObstacleDecide, step.Obstacle.Subject()); err != nil {
		return step, err
	}
	if step.Obstacle.CardID == 0 {
		return step, fault.New(fault.Conflict, "Vướng mắc này chưa có phiếu trình.")
	}
	err = a.DB.Together(ctx,
		func(r postgres.Reader) (err error) { step.Card, err = r.Card(ctx, scope, step.Obstacle.CardID); return },
		func(r postgres.Reader) (err error) {
			step.Obstacles, err = r.CardObstacles(ctx, scope, step.Obstacle.CardID)
			return
		},
	)
	if err != nil {
		return step, err
	}
	return step, mayStepCard(who, step, act)
}

func mayStepCard(who policy.Actor, step CardStep, act reform.ObstacleAct) error {
	taken, err := reform.CardFlow.Next(step.Card.State, act)
	if err != nil {
		return err
	}
	for _, o := range step.Obstacles {
		if _, err := policy.Allow(who, taken.Needs, step.Card.Subject(o)); err != nil {
			return err
		}
	}
	return nil
}
