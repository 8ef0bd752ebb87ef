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

// NoteDecision asks to type in what the leader in the chair decides of a card on the agenda of the meeting that is being held.
type NoteDecision struct {
	Meeting string
	Item    int64
	DecideObstacle
}

// NoteDecision records it as that leader's decision, typed in by the Office, and carries it out at once; the leader is told. The
// authority is the leader's: what they could not decide by themselves cannot be typed in for them.
func (a *App) NoteDecision(ctx context.Context, who policy.Actor, in NoteDecision) error {
	return a.DB.Write(ctx, func(tx *postgres.Tx) error {
		meeting, err := tx.LockMeeting(ctx, policy.See(who, policy.MeetingRead), in.Meeting)
		if err != nil {
			return err
		}
		sitting, err := sit(ctx, tx.Reader, who, meeting, calendarDay(tx))
		if err != nil {
			return err
		}
		if in.Code, err = sitting.obstacleOf(ctx, tx.Reader, who, in.Item); err != nil {
			return err
		}
		return in.decide(ctx, tx, who, &sitting)
	})
}

// sitting is a meeting on its day, with its chair as policy sees them.
type sitting struct {
	meeting reform.Meeting
	chair   policy.Actor
}

// sit returns the sitting for whoever may type in decisions in it; a conflict fault says why nothing can be decided in it now.
func sit(ctx context.Context, r postgres.Reader, who policy.Actor, meeting reform.Meeting, today calendar.Date) (sitting, error) {
	if _, err := policy.Allow(who, policy.ObstacleNote, policy.Subject{Kind: policy.Card}); err != nil {
		return sitting{}, err
	}
	if err := meeting.CheckSitting(today); err != nil {
		return sitting{}, err
	}
	chair, err := r.ActorNumbered(ctx, meeting.ChairID, today)
	if err != nil && fault.KindOf(err) == fault.NotFound {
		err = meeting.NotForChair()
	}
	return sitting{meeting: meeting, chair: chair}, err
}

// obstacleOf returns the code of the obstacle under which the card of the item is decided.
func (s sitting) obstacleOf(ctx context.Context, r postgres.Reader, who policy.Actor, item int64) (string, error) {
	items, err := r.Agenda(ctx, policy.See(who, policy.MeetingRead), s.meeting.ID)
	if err != nil {
		return "", err
	}
	at := slices.IndexFunc(items, func(i reform.AgendaItem) bool { return i.ID == item })
	if at < 0 {
		return "", fault.New(fault.NotFound, sentenceNoItem)
	}
	return items[at].Decidable()
}

// SpokenPage is the page on which the Office types in what the leader in the chair decides.
type SpokenPage struct {
	Meeting reform.Meeting
	DecisionPage
}

// SpokenPage reads the page of an item of the meeting's agenda, with what was typed into it so far; a fault says why nothing can be
// typed in there now.
func (a *App) SpokenPage(ctx context.Context, who policy.Actor, code string, item int64, typed reform.Decision) (SpokenPage, error) {
	var page SpokenPage
	var err error
	if page.Meeting, err = a.DB.MeetingByCode(ctx, policy.See(who, policy.MeetingRead), code); err != nil {
		return page, err
	}
	sitting, err := sit(ctx, a.DB.Reader, who, page.Meeting, a.Today())
	if err != nil {
		return page, err
	}
	obstacle, err := sitting.obstacleOf(ctx, a.DB.Reader, who, item)
	if err != nil {
		return page, err
	}
	page.DecisionPage, err = a.decisionPage(ctx, who, obstacle, typed, func(card reform.Card, obstacles []reform.Obstacle) error {
		for _, one := range obstacles {
			if _, err := policy.Allow(who, policy.ObstacleNote, card.Subject(one)); err != nil {
				return err
			}
		}
		return sitting.chairDecides(card, obstacles)
	})
	return page, err
}

// mayDecide returns the Grant to decide the card: the actor's own or, in a sitting, that of typing in what its chair could decide.
func (s *sitting) mayDecide(who policy.Actor, hand *cardInHand) (policy.Grant, error) {
	if s == nil {
		return mayDecide(who, *hand)
	}
	hand.under = policy.ObstacleNote
	grant, err := mayDecide(who, *hand)
	if err != nil {
		return grant, err
	}
	return grant, s.chairDecides(hand.card, hand.obstacles)
}

// chairDecides returns a forbidden fault where the chair could not decide the card themselves.
func (s sitting) chairDecides(card reform.Card, obstacles []reform.Obstacle) error {
	for _, obstacle := range obstacles {
		if !allowed(s.chair, policy.ObstacleDecide, card.Subject(obstacle)) {
			return s.meeting.NotForChair()
		}
	}
	return nil
}

// sign puts the names under the decision: the chair's, whose it is, and that of whoever types it in.
func (s *sitting) sign(who policy.Actor, card *reform.Card) {
	if s == nil {
		return
	}
	card.DecidedBy, card.Decider, card.NotedID, card.Spoken = s.chair.Person, s.chair.Name, s.meeting.ID, s.spoken(who)
}

func (s sitting) spoken(who policy.Actor) reform.Spoken {
	return reform.Spoken{NotedIn: s.meeting.Code, NotedBy: who.Name, NotedFor: who.ForName}
}

// decider returns whose decision it is.
func (s *sitting) decider(who policy.Actor) int64 {
	if s == nil {
		return who.Person
	}
	return s.chair.Person
}

// said is what the reason of each change says of the names, after the code of the obstacle; "" where the leader issues the decision.
func (s *sitting) said(who policy.Actor) string {
	if s == nil {
		return ""
	}
	return "; " + s.spoken(who).Said(s.chair.Name)
}

// tellChair tells the leader in the chair what was typed in for them, before they could hear of it as everybody does.
func (d deciding) tellChair(ctx context.Context, tx *postgres.Tx) error {
	if d.sitting == nil {
		return nil
	}
	to := reform.Audience{People: []int64{d.card.DecidedBy}}
	return tx.Tell(ctx, d.grant, d.card.ID, to, d.card.SpokenNotice(d.obstacles[0]), d.card.DecisionKey())
}
