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

// DecideObstacle asks to decide the card that an obstacle was put on.
type DecideObstacle struct {
	Code string // of one of the card's obstacles
	Seen int    // the version of the card
	reform.Decision
	Shown reform.Shown // what the page said would happen
}

// DecideObstacle records a leader's decision and, in the same transaction, does to the tasks what the page said it would: it
// refuses where that is no longer what it would do.
func (a *App) DecideObstacle(ctx context.Context, who policy.Actor, in DecideObstacle) error {
	return a.DB.Write(ctx, func(tx *postgres.Tx) error {
		return in.decide(ctx, tx, who, nil)
	})
}

// decide locks the card, plans what the decision does, refuses where the page said something else, and carries it out. The sitting is
// that in which the leader in the chair spoke it; nil where the leader issues it.
func (in DecideObstacle) decide(ctx context.Context, tx *postgres.Tx, who policy.Actor, sitting *sitting) error {
	hand, err := in.lock(ctx, tx, who, sitting)
	if err != nil {
		return err
	}
	plan, err := in.plan(ctx, tx, who, hand)
	if err != nil {
		return err
	}
	if err := in.Shown.Check(plan); err != nil {
		return err
	}
	return hand.carryOut(ctx, tx, who, in, plan)
}

// deciding is a card in hand with the tasks that its obstacles block, each once.
type deciding struct {
	cardInHand
	tasks   []reform.Task
	grant   policy.Grant // to decide the card
	sitting *sitting     // nil where the leader issues the decision
}

const sentenceNoCard = "Vướng mắc này chưa được trình lãnh đạo hoặc đã được rút khỏi phiếu trình."

// lock takes the card of the obstacle with all it decides into hand, where the actor may decide it and has seen it as it is.
func (in DecideObstacle) lock(ctx context.Context, tx *postgres.Tx, who policy.Actor, sitting *sitting) (deciding, error) {
	obstacle, err := tx.Obstacle(ctx, policy.See(who, policy.TaskRead), in.Code)
	if err != nil {
		return deciding{}, err
	}
	if obstacle.CardID == 0 {
		return deciding{}, fault.New(fault.Conflict, sentenceNoCard)
	}
	hand, err := lockCard(ctx, tx, who, obstacle.CardID)
	if err != nil {
		return deciding{}, err
	}
	if !slices.ContainsFunc(hand.obstacles, func(o reform.Obstacle) bool { return o.ID == obstacle.ID }) {
		return deciding{}, fault.New(fault.Conflict, sentenceNoCard)
	}
	grant, err := sitting.mayDecide(who, &hand)
	if err != nil {
		return deciding{}, err
	}
	if hand.card.Version != in.Seen {
		return deciding{}, reform.StalePage()
	}
	tasks, err := blockedTasks(ctx, tx.Reader, who, hand.obstacles)
	return deciding{cardInHand: hand, tasks: tasks, grant: grant, sitting: sitting}, err
}

// mayDecide returns the Grant to decide the card: who may not decide one of its obstacles may decide none.
func mayDecide(who policy.Actor, hand cardInHand) (policy.Grant, error) {
	step, err := reform.CardFlow.Next(hand.card.State, reform.ObstacleDecide)
	if err != nil {
		return policy.Grant{}, err
	}
	var grant policy.Grant
	for _, obstacle := range hand.obstacles {
		if grant, err = policy.Allow(who, hand.needs(step.Needs), hand.card.Subject(obstacle)); err != nil {
			return grant, err
		}
	}
	return grant, nil
}

// blockedTasks reads the tasks that the obstacles block, each once, in the order of the obstacles.
func blockedTasks(ctx context.Context, r postgres.Reader, who policy.Actor, obstacles []reform.Obstacle) ([]reform.Task, error) {
	var tasks []reform.Task
	for _, obstacle := range obstacles {
		if slices.ContainsFunc(tasks, func(t reform.Task) bool { return t.ID == obstacle.TaskID }) {
			continue
		}
		task, err := r.TaskByID(ctx, policy.See(who, policy.TaskRead), obstacle.TaskID)
		if err != nil {
			return nil, err
		}
		tasks = append(tasks, task)
	}
	return tasks, nil
}

// plan returns what the decision does now.
func (in DecideObstacle) plan(ctx context.Context, tx *postgres.Tx, who policy.Actor, hand deciding) (reform.DecisionPlan, error) {
	units, err := tx.Units(ctx)
	if err != nil {
		return nil, err
	}
	options, err := tx.CardOptions(ctx, policy.See(who, policy.TaskRead), hand.card.ID)
	if err != nil {
		return nil, err
	}
	today := calendarDay(tx)
	return in.Decision.Named(units, today).Plan(named(options, units, today), hand.tasks, hand.ruling(who, in.Direction, today))
}

// carryOut writes the decision, what it does to the tasks and what it makes, and tells whom it concerns.
func (d deciding) carryOut(ctx context.Context, tx *postgres.Tx, who policy.Actor, in DecideObstacle, plan reform.DecisionPlan) error {
	err := moveCard(ctx, tx, who, d.cardInHand, reform.ObstacleDecide, in.Seen, in.Direction, func(c *reform.Card) {
		c.Chosen, c.Direction, c.Told = max(in.Choice, reform.OwnChoice), in.Direction, plan.Told()
		d.sitting.sign(who, c)
		d.card = *c
	})
	if err != nil {
		return err
	}
	var issued []reform.DecisionEffect
	for i, planned := range plan {
		effect := reform.DecisionEffect{Position: i + 1, Effect: planned.Effect}
		if effect.TaskID, err = d.affect(ctx, tx, who, planned.EffectPlan); err != nil {
			return err
		}
		issued = append(issued, effect)
	}
	if err := tx.KeepEffects(ctx, d.grant, d.card.ID, issued); err != nil {
		return err
	}
	return d.tell(ctx, tx, plan)
}

// affect does what one effect does, and returns the task that an instruction became; 0 for any other effect.
func (d deciding) affect(ctx context.Context, tx *postgres.Tx, who policy.Actor, plan reform.EffectPlan) (int64, error) {
	for _, move := range plan.Moves {
		if err := redirect(ctx, tx, who, d.needs(policy.TaskRedirect), move); err != nil {
			return 0, err
		}
	}
	for _, letter := range plan.Letters {
		if err := d.refer(ctx, tx, who, letter); err != nil {
			return 0, err
		}
	}
	if len(plan.Given) == 0 {
		return 0, nil
	}
	return d.instruct(ctx, tx, who, plan.Given[0])
}

// redirect changes one task; one that goes to another unit takes its shares along as where the Office moves it.
func redirect(ctx context.Context, tx *postgres.Tx, who policy.Actor, needs policy.Action, move reform.PlannedMove) error {
	grant, err := policy.Allow(who, needs, move.From.Subject())
	if err != nil {
		return err
	}
	if err := moveTask(ctx, tx, grant, move.TaskMove); err != nil {
		return err
	}
	if move.Becomes.LeadUnitID == move.From.LeadUnitID {
		return nil
	}
	return swapBeside(ctx, tx, grant, move.From, reform.Reassignment{LeadUnit: move.Becomes.LeadUnitID, KeepOld: move.KeepOld})
}

// instruct makes the instruction a task of its unit, tells the unit's head of it, and returns its number.
func (d deciding) instruct(ctx context.Context, tx *postgres.Tx, who policy.Actor, given reform.Task) (int64, error) {
	grant, err := policy.Allow(who, policy.TaskInstruct, policy.Subject{Kind: policy.Task, Area: int(given.Area)})
	if err != nil {
		return 0, err
	}
	if given, err = tx.CreateTask(ctx, grant, given); err != nil {
		return 0, err
	}
	to := reform.Audience{HeadsOf: []int64{given.LeadUnitID}}
	return given.ID, tx.Tell(ctx, d.grant, d.card.ID, to, d.card.InstructionNotice(d.obstacles[0], given), d.card.DecisionKey())
}

// refer adds the letter that the decision asks for.
func (d deciding) refer(ctx context.Context, tx *postgres.Tx, who policy.Actor, letter reform.Referral) error {
	first := d.obstacles[0]
	letter.CardID, letter.Code, letter.Area = d.card.ID, first.Code, first.TaskArea
	grant, err := policy.Allow(who, d.needs(policy.ObstacleDecide), letter.Subject())
	if err != nil {
		return err
	}
	_, err = tx.Refer(ctx, grant, letter)
	return err
}

// tell tells whom the decision concerns, each once: the leader it was typed in for, the new leads, and then everybody whom an obstacle of the card concerns.
func (d deciding) tell(ctx context.Context, tx *postgres.Tx, plan reform.DecisionPlan) error {
	if err := d.tellChair(ctx, tx); err != nil {
		return err
	}
	for _, effect := range plan {
		for _, move := range effect.Moves {
			if err := d.tellOf(ctx, tx, d.of(move.From), reform.Audience{HeadsOf: []int64{move.Becomes.LeadUnitID}}); err != nil {
				return err
			}
		}
	}
	for _, obstacle := range d.obstacles {
		if err := d.tellOf(ctx, tx, obstacle, d.card.Hears(obstacle)); err != nil {
			return err
		}
	}
	return nil
}

func (d deciding) tellOf(ctx context.Context, tx *postgres.Tx, obstacle reform.Obstacle, to reform.Audience) error {
	return tx.Tell(ctx, d.grant, d.card.ID, to, d.card.Notice(obstacle), d.card.DecisionKey())
}

// of returns the obstacle that blocks the task.
func (d deciding) of(task reform.Task) reform.Obstacle {
	at := slices.IndexFunc(d.obstacles, func(o reform.Obstacle) bool { return o.TaskID == task.ID })
	return d.obstacles[max(at, 0)]
}

// ruling is what the plan of a decision on the card is made under; its reason names the obstacle.
func (d deciding) ruling(who policy.Actor, direction string, today calendar.Date) reform.Ruling {
	by := reform.Ruling{By: d.sitting.decider(who), On: today}
	if direction != "" {
		by.Reason = direction + " (" + d.obstacles[0].Code + d.sitting.said(who) + ")"
	}
	return by
}

// named returns the options with the names of their units, and without units that do not stand on the day.
func named(options []reform.Option, units []reform.Unit, on calendar.Date) []reform.Option {
	out := slices.Clone(options)
	for i := range out {
		out[i].Effect = out[i].Effect.Named(units, on)
	}
	return out
}
