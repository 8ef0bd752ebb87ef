package app

import (
	"cmp"
	"context"

	"cchc/internal/fault"
	"cchc/internal/policy"
	"cchc/internal/postgres"
	"cchc/internal/reform"
)

// cardInHand is a decision card and its obstacles, locked together.
type cardInHand struct {
	card      reform.Card
	obstacles []reform.Obstacle
	under     policy.Action // what the steps of its decision need, and all that it does; "" for what the flow says, of a leader's own
}

// needs returns the action under which the step is taken.
func (h cardInHand) needs(flows policy.Action) policy.Action { return cmp.Or(h.under, flows) }

// lockCard locks the obstacles of the card with their tasks, always in the order of the tasks, and then the card. A card some of
// whose obstacles lie out of the actor's reach is nobody's to move.
func lockCard(ctx context.Context, tx *postgres.Tx, who policy.Actor, id int64) (cardInHand, error) {
	scope := policy.See(who, policy.TaskRead)
	obstacles, err := tx.LockCardObstacles(ctx, scope, id)
	if err != nil {
		return cardInHand{}, err
	}
	card, err := tx.LockCard(ctx, scope, id)
	if err != nil {
		return cardInHand{}, err
	}
	all, err := tx.CountOnCard(ctx, id)
	if err == nil && all != len(obstacles) {
		err = fault.New(fault.Forbidden, sentenceMixed)
	}
	return cardInHand{card: card, obstacles: obstacles}, err
}

const sentenceMixed = "Phiếu trình này gộp vướng mắc của nhiều đơn vị. Văn phòng trả lời chung cho cả phiếu; gửi nội dung bổ sung cho Văn phòng."

// moveCard takes the step of the card, as edit then leaves it, and the same step of each of its obstacles, each under a Grant of
// its own: who may not take it for one of them may take it for none.
func moveCard(ctx context.Context, tx *postgres.Tx, who policy.Actor, in cardInHand, act reform.ObstacleAct, seen int, note string, edit func(*reform.Card)) error {
	step, err := reform.CardFlow.Next(in.card.State, act)
	if err != nil {
		return err
	}
	when, err := obstacleTime(ctx, tx)
	if err != nil {
		return err
	}
	var last policy.Grant
	for _, obstacle := range in.obstacles {
		if last, err = policy.Allow(who, in.needs(step.Needs), in.card.Subject(obstacle)); err != nil {
			return err
		}
	}
	move, err := in.card.Take(step, seen, note)
	if err != nil {
		return err
	}
	if edit != nil {
		edit(&move.Becomes)
		move.Changes = in.card.ChangesTo(move.Becomes)
	}
	if err := tx.MoveCard(ctx, last, move); err != nil {
		return err
	}
	for _, obstacle := range in.obstacles {
		if err := in.moveWith(ctx, tx, who, obstacle, move, when); err != nil {
			return err
		}
	}
	return nil
}

// moveWith takes the card's step of one of its obstacles.
func (h cardInHand) moveWith(ctx context.Context, tx *postgres.Tx, who policy.Actor, obstacle reform.Obstacle, with reform.CardMove, when reform.ObstacleTime) error {
	step, err := reform.ObstacleFlow.Next(obstacle.State, with.Act)
	if err != nil {
		return err
	}
	grant, err := policy.Allow(who, h.needs(step.Needs), obstacle.Subject())
	if err != nil {
		return err
	}
	move, err := obstacle.Take(step, obstacle.Version, with.Note, when)
	if err != nil {
		return err
	}
	if step.To == reform.ObstacleEscalated {
		move.WaitsFor = with.Becomes.LeaderID
	}
	if with.Act == reform.ObstacleDecide {
		move.Changes = append(move.Changes, with.Becomes.SpokenChange()...)
		return tx.MoveObstacle(ctx, grant, move) // the decision itself is told, once to each
	}
	return moveObstacle(ctx, tx, grant, move)
}
