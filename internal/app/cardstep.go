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

// StepCard asks for one step of a decision card, at one of its obstacles.
type StepCard struct {
	Code string
	Seen int // the version of the card
	Note string
}

// SendCardBack gives the card back to the Office, where it can be written anew and sent again.
func (a *App) SendCardBack(ctx context.Context, who policy.Actor, in StepCard) error {
	return a.onCard(ctx, who, in.Code, func(tx *postgres.Tx, hand cardInHand) error {
		return moveCard(ctx, tx, who, hand, reform.ObstacleSendBack, in.Seen, in.Note, func(c *reform.Card) { c.AgendaOn = calendar.Date{} })
	})
}

// QueryCard asks for more information; the clocks of all its obstacles stop until the answer.
func (a *App) QueryCard(ctx context.Context, who policy.Actor, in StepCard) error {
	return a.onCard(ctx, who, in.Code, func(tx *postgres.Tx, hand cardInHand) error {
		return moveCard(ctx, tx, who, hand, reform.ObstacleQuery, in.Seen, in.Note, nil)
	})
}

// AnswerQuery asks to answer what a leader wants to know about a card; Seen is the version of the obstacle it is answered at.
type AnswerQuery struct {
	Code string
	Seen int
	Note string
}

// AnswerQuery gives the answer to the leader; the clocks go on.
func (a *App) AnswerQuery(ctx context.Context, who policy.Actor, in AnswerQuery) error {
	return a.onCard(ctx, who, in.Code, func(tx *postgres.Tx, hand cardInHand) error {
		if !slices.ContainsFunc(hand.obstacles, func(o reform.Obstacle) bool { return o.Code == in.Code && o.Version == in.Seen }) {
			return reform.StalePage()
		}
		return moveCard(ctx, tx, who, hand, reform.ObstacleAnswer, hand.card.Version, in.Note, nil)
	})
}

// TableCard asks to put a card on the agenda of a meeting.
type TableCard struct {
	Code string
	Seen int
	On   calendar.Date
}

// TableCard puts it there; it still waits for its decision, and the clock goes on.
func (a *App) TableCard(ctx context.Context, who policy.Actor, in TableCard) error {
	return a.onCard(ctx, who, in.Code, func(tx *postgres.Tx, hand cardInHand) error {
		if err := hand.card.CheckAgenda(in.On, calendarDay(tx)); err != nil {
			return err
		}
		note := "Giao ban " + in.On.Vietnamese() + "."
		return moveCard(ctx, tx, who, hand, reform.ObstacleTable, in.Seen, note, func(c *reform.Card) { c.AgendaOn = in.On })
	})
}

// onCard runs the deed on the card that the obstacle is on, locked with all its obstacles.
func (a *App) onCard(ctx context.Context, who policy.Actor, code string, deed func(*postgres.Tx, cardInHand) error) error {
	return a.DB.Write(ctx, func(tx *postgres.Tx) error {
		obstacle, err := tx.Obstacle(ctx, policy.See(who, policy.TaskRead), code)
		if err != nil {
			return err
		}
		if obstacle.CardID == 0 {
			return fault.New(fault.Conflict, "Vướng mắc này chưa có phiếu trình.")
		}
		hand, err := lockCard(ctx, tx, who, obstacle.CardID)
		if err != nil {
			return err
		}
		return deed(tx, hand)
	})
}

// leaveCard takes the obstacle, which is locked, off its card where the move does, and drops the card with the last of them.
func leaveCard(ctx context.Context, tx *postgres.Tx, who policy.Actor, from reform.Obstacle, move reform.ObstacleMove, needs policy.Action) error {
	if from.CardID == 0 || move.Becomes.CardID != 0 {
		return nil
	}
	card, err := tx.LockCard(ctx, policy.See(who, policy.TaskRead), from.CardID)
	if err != nil {
		return err
	}
	left, err := tx.CountOnCard(ctx, card.ID)
	if err != nil || left > 1 || card.State.Over() {
		return err
	}
	step, err := reform.CardFlow.Next(card.State, reform.ObstacleWithdraw)
	if err != nil {
		return err
	}
	grant, err := policy.Allow(who, needs, card.Subject(from))
	if err != nil {
		return err
	}
	drop, err := card.Take(step, card.Version, move.Note)
	if err != nil {
		return err
	}
	return tx.MoveCard(ctx, grant, drop)
}

// answersLeader reports whether the step answers what a leader wants to know, which is answered for the whole card.
func (a *App) answersLeader(ctx context.Context, who policy.Actor, in MoveObstacle) bool {
	if in.Act != reform.ObstacleAnswer {
		return false
	}
	obstacle, err := a.DB.Obstacle(ctx, policy.See(who, policy.TaskRead), in.Code)
	return err == nil && obstacle.State == reform.ObstacleQueried
}
