package app

import (
	"context"

	"cchc/internal/calendar"
	"cchc/internal/fault"
	"cchc/internal/policy"
	"cchc/internal/postgres"
	"cchc/internal/reform"
	"cchc/internal/workflow"
)

// obstacleStepsMost is how many steps of one obstacle a page reads.
const obstacleStepsMost = 200

// ObstaclePage is everything the page of one obstacle shows.
type ObstaclePage struct {
	Obstacle reform.Obstacle
	Task     reform.Task
	Steps    []reform.ObstacleStep // the first first
	Files    []reform.Attachment
	Card     *ObstacleCard // nil without one
	Cost     *reform.CardCost
	Days     calendar.Days
	Offers   []ObstacleOffer
	Write    bool // the actor may write its card
}

// ObstacleCard is the decision card that an obstacle stands on, or was decided by.
type ObstacleCard struct {
	reform.Card
	Options    []reform.Option
	Obstacles  []reform.Obstacle // those it decides together, in the reader's reach
	All        int               // how many it decides
	Effects    []reform.Effect   // what the decision did
	Remainders []reform.Remainder
	Letters    []reform.Referral // to those above, that the decision asked for
}

// ObstacleOffer is a step of the obstacle that the actor may take now, or would but for the reason.
type ObstacleOffer struct {
	Act    reform.ObstacleAct
	Reason string // why not now; "" when the button works
}

// ObstaclePage reads one obstacle; one on a task out of reach is not found.
func (a *App) ObstaclePage(ctx context.Context, who policy.Actor, code string) (ObstaclePage, error) {
	scope := policy.See(who, policy.TaskRead)
	obstacle, err := a.DB.Obstacle(ctx, scope, code)
	if err != nil {
		return ObstaclePage{}, err
	}
	page := ObstaclePage{Obstacle: obstacle}
	if page.Days, err = a.Days(ctx); err != nil {
		return page, err
	}
	reads := []func(postgres.Reader) error{
		func(r postgres.Reader) (err error) { page.Task, err = r.TaskByID(ctx, scope, obstacle.TaskID); return },
		func(r postgres.Reader) (err error) {
			page.Steps, err = r.ObstacleSteps(ctx, scope, obstacle.ID, obstacleStepsMost)
			return
		},
		func(r postgres.Reader) (err error) {
			page.Files, err = r.ObstacleFiles(ctx, scope, obstacle.ID)
			return
		},
	}
	if obstacle.CardID != 0 {
		page.Card = &ObstacleCard{}
		reads = append(reads, page.Card.reads(ctx, scope, obstacle.CardID)...)
	}
	if err := a.DB.Together(ctx, reads...); err != nil {
		return page, err
	}
	page.Offers = ObstacleOffers(who, page.Obstacle, page.Card)
	page.Write = writable(obstacle, reform.CardDraft) == nil && allowed(who, policy.ObstaclePrepare, obstacle.Subject())
	if page.Card != nil && page.Card.State == reform.CardDraft && !allowed(who, policy.ObstaclePrepare, obstacle.Subject()) {
		page.Card = nil // what the Office is still writing is nobody else's to read
	}
	return page, a.readCost(ctx, who, &page)
}

// readCost adds what waiting costs while the work is held up, by all that are to be decided together.
func (a *App) readCost(ctx context.Context, who policy.Actor, page *ObstaclePage) error {
	if !page.Obstacle.State.Blocks() {
		return nil
	}
	together := []reform.Obstacle{page.Obstacle}
	if page.Card != nil && !page.Card.State.Over() {
		together = page.Card.Obstacles
	}
	cost, err := a.CardCost(ctx, who, together)
	page.Cost = &cost
	return err
}

func (c *ObstacleCard) reads(ctx context.Context, scope policy.Scope, id int64) []func(postgres.Reader) error {
	return []func(postgres.Reader) error{
		func(r postgres.Reader) (err error) { c.Card, err = r.Card(ctx, scope, id); return },
		func(r postgres.Reader) (err error) { c.Options, err = r.CardOptions(ctx, scope, id); return },
		func(r postgres.Reader) (err error) { c.Obstacles, err = r.CardObstacles(ctx, scope, id); return },
		func(r postgres.Reader) (err error) { c.All, err = r.CountOnCard(ctx, id); return },
		func(r postgres.Reader) (err error) { c.Effects, err = r.DecisionEffects(ctx, scope, id); return },
		func(r postgres.Reader) (err error) { c.Letters, err = r.CardReferrals(ctx, scope, id); return },
		func(r postgres.Reader) (err error) { c.Remainders, err = r.Remainders(ctx, scope, []int64{id}); return },
	}
}

// ObstacleOffers returns the steps of the obstacle that the actor may take; one barred only because the actor wrote the obstacle,
// because it lies in a field that the leader is not in charge of, or because something has to be done before, is offered with the
// reason.
func ObstacleOffers(who policy.Actor, obstacle reform.Obstacle, card *ObstacleCard) []ObstacleOffer {
	var offers []ObstacleOffer
	for _, step := range reform.ObstacleFlow.Out(obstacle.State) {
		err := mayStep(who, step, obstacle, card)
		if err != nil && !within(who, step.Needs, obstacle.Subject()) {
			continue
		}
		if err == nil {
			err = inTheWay(step, card)
		}
		offers = append(offers, ObstacleOffer{Act: step.Act, Reason: fault.Sentence(err)})
	}
	return offers
}

type obstacleStep = workflow.Step[reform.ObstacleState, reform.ObstacleAct]

// mayStep returns the forbidden fault that keeps the actor from the step; one taken with a card is taken for all its obstacles.
func mayStep(who policy.Actor, step obstacleStep, obstacle reform.Obstacle, card *ObstacleCard) error {
	_, err := policy.Allow(who, step.Needs, obstacle.Subject())
	if err != nil || card == nil || !withCard(step) {
		return err
	}
	if len(card.Obstacles) < card.All {
		return fault.New(fault.Forbidden, sentenceMixed)
	}
	for _, joined := range card.Obstacles {
		if _, err := policy.Allow(who, step.Needs, card.Subject(joined)); err != nil {
			return err
		}
	}
	return nil
}

// withCard reports whether the step is taken by a card, and so by each of its obstacles at once.
func withCard(step obstacleStep) bool {
	return step.Act.ByCard() && step.Act != reform.ObstacleEscalate || step.From == reform.ObstacleQueried && step.Act == reform.ObstacleAnswer
}

// within reports whether the action is one that the actor could take but for having written the obstacle, or but for its field.
func within(who policy.Actor, needs policy.Action, subject policy.Subject) bool {
	if who.Reach(needs) == policy.Field {
		return true
	}
	subject.Author, subject.WrittenFor = 0, 0
	_, err := policy.Allow(who, needs, subject)
	return err == nil
}

// inTheWay returns the conflict fault that says what has to be done before the step can be taken.
func inTheWay(step obstacleStep, card *ObstacleCard) error {
	if step.Act == reform.ObstacleClose && card != nil && card.State == reform.CardDecided {
		return reform.Closable(card.Remainders)
	}
	return nil
}
