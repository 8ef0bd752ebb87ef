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

// waitingCardsMost is how many waiting cards the agenda is offered.
const waitingCardsMost = 50

// AddAgendaItem asks to put something on the agenda of a meeting.
type AddAgendaItem struct {
	Meeting string
	reform.AgendaWriting
}

// AddAgendaItem puts it there, as the last item. A unit that is to report hears of it at once where the others were asked before.
func (a *App) AddAgendaItem(ctx context.Context, who policy.Actor, in AddAgendaItem) (reform.AgendaItem, error) {
	var item reform.AgendaItem
	return item, a.onAgenda(ctx, who, in.Meeting, func(tx *postgres.Tx, hand agendaInHand) (err error) {
		item, err = hand.add(ctx, tx, who, in.AgendaWriting)
		return err
	})
}

// agendaInHand is a locked meeting that can still be prepared, with its agenda and what can be put on it.
type agendaInHand struct {
	meeting reform.Meeting
	ground  reform.AgendaGround
	office  int64
}

// onAgenda locks the meeting, reads its agenda and runs the deed in the same transaction.
func (a *App) onAgenda(ctx context.Context, who policy.Actor, code string, deed func(*postgres.Tx, agendaInHand) error) error {
	return a.DB.Write(ctx, func(tx *postgres.Tx) error {
		meeting, err := tx.LockMeeting(ctx, policy.See(who, policy.MeetingRead), code)
		if err != nil {
			return err
		}
		if _, err := policy.Allow(who, policy.MeetingPrepare, meeting.Subject()); err != nil {
			return err
		}
		if err := meeting.CheckOpen(); err != nil {
			return err
		}
		hand := agendaInHand{meeting: meeting}
		if err := hand.read(ctx, tx, who); err != nil {
			return err
		}
		return deed(tx, hand)
	})
}

func (h *agendaInHand) read(ctx context.Context, tx *postgres.Tx, who policy.Actor) error {
	var units []reform.Unit
	err := inOrder(
		func() (err error) {
			h.ground.Items, err = tx.Agenda(ctx, policy.See(who, policy.MeetingRead), h.meeting.ID)
			return
		},
		func() (err error) {
			h.ground.Cards, err = tx.WaitingCards(ctx, policy.See(who, policy.TaskRead), h.meeting.ID, waitingCardsMost)
			return
		},
		func() (err error) { units, err = tx.Units(ctx); return },
	)
	h.ground.Units = standing(units, calendarDay(tx))
	h.office = officeOf(h.ground.Units)
	return err
}

// officeOf returns the department's Office among the units; 0 where it is none of them.
func officeOf(units []reform.Unit) int64 {
	at := slices.IndexFunc(units, func(u reform.Unit) bool { return u.Kind == reform.UnitOffice })
	if at < 0 {
		return 0
	}
	return units[at].ID
}

// add puts the item last on the agenda and keeps it in hand.
func (h *agendaInHand) add(ctx context.Context, tx *postgres.Tx, who policy.Actor, in reform.AgendaWriting) (reform.AgendaItem, error) {
	item, err := in.Item(h.ground)
	if err != nil {
		return item, err
	}
	item.MeetingID, item.Position, item.Version = h.meeting.ID, h.last()+1, 1
	grant, err := policy.Allow(who, policy.MeetingPrepare, item.Subject())
	if err != nil {
		return item, err
	}
	if item.ID, err = tx.AddAgendaItem(ctx, grant, h.meeting.Code, item); err != nil {
		return item, err
	}
	h.ground.Items = append(h.ground.Items, item)
	return item, h.ask(ctx, tx, grant, item)
}

// last returns the position of the last item; 0 where there is none.
func (h *agendaInHand) last() int {
	last := 0
	for _, item := range h.ground.Items {
		last = max(last, item.Position)
	}
	return last
}

// ask tells the item's unit what is asked of it, where the meeting's units were asked before.
func (h *agendaInHand) ask(ctx context.Context, tx *postgres.Tx, grant policy.Grant, item reform.AgendaItem) error {
	if h.meeting.AskedAt == nil || item.Kind != reform.AgendaUnit {
		return nil
	}
	return tx.Tell(ctx, grant, item.ID, item.Hears(h.office), h.meeting.AskNotice(item), item.AskKey())
}

const sentenceNoItem = "Không tìm thấy nội dung này trong chương trình giao ban."

// item returns the item of the agenda with this number, or a not-found fault.
func (h *agendaInHand) item(id int64) (reform.AgendaItem, error) {
	at := slices.IndexFunc(h.ground.Items, func(i reform.AgendaItem) bool { return i.ID == id })
	if at < 0 {
		return reform.AgendaItem{}, fault.New(fault.NotFound, sentenceNoItem)
	}
	return h.ground.Items[at], nil
}

// EditAgendaItem asks to change what an item says or asks.
type EditAgendaItem struct {
	Meeting string
	ID      int64
	Seen    int
	reform.AgendaWriting
}

// EditAgendaItem writes it; a unit that was asked hears what it is asked now.
func (a *App) EditAgendaItem(ctx context.Context, who policy.Actor, in EditAgendaItem) error {
	return a.onItem(ctx, who, in.Meeting, in.ID, func(tx *postgres.Tx, grant policy.Grant, hand agendaInHand, item reform.AgendaItem) error {
		next, err := item.Edited(in.AgendaWriting, in.Seen)
		if err != nil {
			return err
		}
		if err := tx.EditAgendaItem(ctx, grant, in.Meeting, item, next); err != nil || next.Ask == item.Ask {
			return err
		}
		next.Version++
		return hand.ask(ctx, tx, grant, next)
	})
}

// ShiftAgendaItem asks to move an item up, or down.
type ShiftAgendaItem struct {
	Meeting string
	ID      int64
	Seen    int
	Up      bool
}

// ShiftAgendaItem has the item and the one beside it change places; the first stays the first, and the last the last.
func (a *App) ShiftAgendaItem(ctx context.Context, who policy.Actor, in ShiftAgendaItem) error {
	return a.onItem(ctx, who, in.Meeting, in.ID, func(tx *postgres.Tx, grant policy.Grant, hand agendaInHand, item reform.AgendaItem) error {
		if in.Seen != item.Version {
			return reform.StalePage()
		}
		beside, ok := reform.ItemBeside(hand.ground.Items, item.ID, in.Up)
		if !ok {
			return nil
		}
		return tx.ChangePlaces(ctx, grant, in.Meeting, item, beside)
	})
}

// DropAgendaItem asks to take an item off the agenda.
type DropAgendaItem struct {
	Meeting string
	ID      int64
	Seen    int
}

// DropAgendaItem takes it off, where nobody has answered or decided it and nothing was concluded on it.
func (a *App) DropAgendaItem(ctx context.Context, who policy.Actor, in DropAgendaItem) error {
	return a.onItem(ctx, who, in.Meeting, in.ID, func(tx *postgres.Tx, grant policy.Grant, hand agendaInHand, item reform.AgendaItem) error {
		if err := item.CheckDrop(in.Seen); err != nil {
			return err
		}
		concluded, err := tx.Conclusions(ctx, policy.See(who, policy.MeetingRead), hand.meeting.ID)
		if err != nil {
			return err
		}
		if slices.ContainsFunc(concluded, func(c reform.Conclusion) bool { return c.ItemID == item.ID }) {
			return fault.New(fault.Conflict, "Đã có kết luận về nội dung này nên không bỏ được.")
		}
		return tx.DropAgendaItem(ctx, grant, in.Meeting, item)
	})
}

// onItem runs the deed on one item of the agenda, under the Grant for it.
func (a *App) onItem(ctx context.Context, who policy.Actor, code string, id int64,
	deed func(*postgres.Tx, policy.Grant, agendaInHand, reform.AgendaItem) error) error {
	return a.onAgenda(ctx, who, code, func(tx *postgres.Tx, hand agendaInHand) error {
		item, err := hand.item(id)
		if err != nil {
			return err
		}
		grant, err := policy.Allow(who, policy.MeetingPrepare, item.Subject())
		if err != nil {
			return err
		}
		return deed(tx, grant, hand, item)
	})
}

// calendarOf returns the day on which the meeting sits.
func calendarOf(m reform.Meeting) calendar.Date { return calendar.DateOf(m.SitsAt) }
