package app

import (
	"context"

	"cchc/internal/calendar"
	"cchc/internal/fault"
	"cchc/internal/policy"
	"cchc/internal/postgres"
	"cchc/internal/reform"
)

// DecisionPage is everything a leader sees of a card while deciding it, and of what was decided afterwards.
type DecisionPage struct {
	Obstacle  reform.Obstacle // the one whose page it is
	Card      reform.Card
	Obstacles []reform.Obstacle
	Tasks     []reform.Task
	Options   []PlannedOption
	Units     []reform.Unit // those that stand today
	Steps     []reform.ObstacleStep
	Own       reform.EffectPlan // of what was typed as the leader's own effect, as far as it is right
	Given     reform.EffectPlan // of the instruction typed
	Closed    string            // why it cannot be decided now; "" when it can
	Waited    int               // working days since it was sent
	Cost      reform.CardCost   // of waiting for the decision
	Decided
}

// PlannedOption is a way out with what it would do now.
type PlannedOption struct {
	reform.Option
	Told   []string
	Barred string // why it cannot be taken any more; "" when it can
}

// Decided is what became of a decision.
type Decided struct {
	Effects []reform.DecisionEffect
	Letters []reform.Referral
}

// stepsMost is how many steps of an obstacle a page shows.
const stepsMost = 100

// DecisionPage reads the page on which the actor decides the card of the obstacle, with what was typed into it so far; a forbidden
// fault says when somebody else decides it.
func (a *App) DecisionPage(ctx context.Context, who policy.Actor, code string, typed reform.Decision) (DecisionPage, error) {
	return a.decisionPage(ctx, who, code, typed, func(card reform.Card, obstacles []reform.Obstacle) error {
		for _, one := range obstacles {
			if _, err := policy.Allow(who, policy.ObstacleDecide, card.Subject(one)); err != nil {
				return err
			}
		}
		return nil
	})
}

// decisionPage reads the page where may finds nothing against it.
func (a *App) decisionPage(ctx context.Context, who policy.Actor, code string, typed reform.Decision,
	may func(reform.Card, []reform.Obstacle) error) (DecisionPage, error) {
	scope := policy.See(who, policy.TaskRead)
	obstacle, err := a.DB.Obstacle(ctx, scope, code)
	if err != nil {
		return DecisionPage{}, err
	}
	if obstacle.CardID == 0 {
		return DecisionPage{}, fault.New(fault.Conflict, sentenceNoCard)
	}
	page := DecisionPage{Obstacle: obstacle}
	if err := a.readCard(ctx, scope, &page); err != nil {
		return page, err
	}
	if err := may(page.Card, page.Obstacles); err != nil {
		return DecisionPage{}, err
	}
	_, err = reform.CardFlow.Next(page.Card.State, reform.ObstacleDecide)
	page.Closed = fault.Sentence(err)
	if page.Cost, err = a.CardCost(ctx, who, page.Obstacles); err != nil {
		return page, err
	}
	if page.Tasks, err = blockedTasks(ctx, a.DB.Reader, who, page.Obstacles); err != nil {
		return page, err
	}
	return page, a.planPage(ctx, who, &page, typed)
}

func (a *App) readCard(ctx context.Context, scope policy.Scope, page *DecisionPage) error {
	var options []reform.Option
	var days calendar.Days
	today := a.Today()
	card, obstacle := page.Obstacle.CardID, page.Obstacle.ID
	err := a.DB.Together(ctx,
		func(r postgres.Reader) (err error) { page.Card, err = r.Card(ctx, scope, card); return },
		func(r postgres.Reader) (err error) { page.Obstacles, err = r.CardObstacles(ctx, scope, card); return },
		func(r postgres.Reader) (err error) { options, err = r.CardOptions(ctx, scope, card); return },
		func(r postgres.Reader) (err error) {
			page.Steps, err = r.ObstacleSteps(ctx, scope, obstacle, stepsMost)
			return
		},
		func(r postgres.Reader) (err error) { page.Effects, err = r.IssuedEffects(ctx, scope, card); return },
		func(r postgres.Reader) (err error) { page.Letters, err = r.CardReferrals(ctx, scope, card); return },
		func(r postgres.Reader) (err error) {
			days, err = r.WorkingDays(ctx, today.AddMonths(-12), today)
			return
		},
	)
	if page.Card.SentAt != nil {
		page.Waited = days.WorkingBetween(calendar.DateOf(*page.Card.SentAt), today)
	}
	for _, option := range options {
		page.Options = append(page.Options, PlannedOption{Option: option})
	}
	return err
}

// planPage says of each option, and of what was typed, what it would do now.
func (a *App) planPage(ctx context.Context, who policy.Actor, page *DecisionPage, typed reform.Decision) error {
	units, err := a.DB.Units(ctx)
	if err != nil {
		return err
	}
	today := a.Today()
	by := reform.Ruling{By: who.Person, On: today}
	for i := range page.Options {
		option := &page.Options[i]
		option.Effect = option.Effect.Named(units, today)
		option.Told, option.Barred = option.Plan(page.Tasks, by).Told, option.Effect.Barred(page.Tasks, today)
	}
	typed = typed.Named(units, today)
	if typed.Choice == reform.OwnChoice {
		page.Own = typed.Own.Plan(page.Tasks, by)
	}
	if typed.Instruction != nil {
		page.Given = typed.Instruction.Plan(page.Tasks, by)
	}
	page.Units, err = a.standingUnits(ctx)
	return err
}

// origin reads the decision that gave the task, where one did.
func (p *TaskPage) origin(ctx context.Context, scope policy.Scope) []func(postgres.Reader) error {
	if !p.Task.Instructed {
		return nil
	}
	return []func(postgres.Reader) error{
		func(r postgres.Reader) (err error) { p.Origin, err = r.TaskOrigin(ctx, scope, p.Task.ID); return },
	}
}
