package app

import (
	"context"

	"cchc/internal/fault"
	"cchc/internal/policy"
	"cchc/internal/postgres"
	"cchc/internal/reform"
)

// CallMeeting calls a sitting of a series by the plan, with the days left empty set by the calendar, and returns it with its code.
// Cards that a leader put off to a meeting by its day are on its agenda at once.
func (a *App) CallMeeting(ctx context.Context, who policy.Actor, plan reform.MeetingPlan) (reform.Meeting, error) {
	var meeting reform.Meeting
	grant, err := policy.Allow(who, policy.MeetingPrepare, meeting.Subject())
	if err != nil {
		return meeting, err
	}
	return meeting, a.DB.Write(ctx, func(tx *postgres.Tx) error {
		plan, err := planned(ctx, tx, who, plan, reform.Meeting{})
		if err != nil {
			return err
		}
		if meeting, err = tx.CallMeeting(ctx, grant, reform.Meeting{}.Planned(plan)); err != nil {
			return err
		}
		return putTabled(ctx, tx, who, meeting)
	})
}

// planned returns the plan with the days that were left empty, or an invalid fault naming every field that is wrong; before is the
// meeting as it was.
func planned(ctx context.Context, tx *postgres.Tx, who policy.Actor, plan reform.MeetingPlan, before reform.Meeting) (reform.MeetingPlan, error) {
	ground := reform.MeetingGround{Today: calendarDay(tx), Before: before}
	var err error
	if ground.Series, err = tx.MeetingSeries(ctx, policy.See(who, policy.MeetingRead), seriesMost); err != nil {
		return plan, err
	}
	if ground.Chairs, err = meetingChairs(ctx, tx.Reader); err != nil {
		return plan, err
	}
	days, err := tx.WorkingDays(ctx, ground.Today.AddMonths(-1), ground.Today.AddMonths(14))
	if err != nil {
		return plan, err
	}
	plan = plan.Complete(ground.Today, days)
	return plan, plan.Check(ground)
}

// putTabled puts the cards on the agenda that leaders put off to a meeting by the day it sits.
func putTabled(ctx context.Context, tx *postgres.Tx, who policy.Actor, meeting reform.Meeting) error {
	hand := agendaInHand{meeting: meeting}
	if err := hand.read(ctx, tx, who); err != nil {
		return err
	}
	for _, card := range hand.ground.Cards {
		if !card.Proposed(calendarOf(meeting)) {
			continue
		}
		if _, err := hand.add(ctx, tx, who, reform.AgendaWriting{Kind: reform.AgendaCard, CardID: card.CardID}); err != nil {
			return err
		}
	}
	return nil
}

// EditMeeting asks to change when and where a meeting sits, and what is prepared for it.
type EditMeeting struct {
	Code string
	Seen int
	Plan reform.MeetingPlan
}

// EditMeeting writes the plan; units that were asked hear of other times.
func (a *App) EditMeeting(ctx context.Context, who policy.Actor, in EditMeeting) error {
	return a.onMeeting(ctx, who, in.Code, policy.MeetingPrepare, func(tx *postgres.Tx, grant policy.Grant, meeting reform.Meeting) error {
		if err := meeting.CheckOpen(); err != nil {
			return err
		}
		plan, err := planned(ctx, tx, who, in.Plan, meeting)
		if err != nil {
			return err
		}
		move, err := meeting.Edit(meeting.Planned(plan), in.Seen)
		if err != nil {
			return err
		}
		if err := tx.MoveMeeting(ctx, grant, move); err != nil {
			return err
		}
		now := move.Becomes
		now.Version++
		if meeting.AskedAt == nil || now.SitsAt.Equal(meeting.SitsAt) && now.AnswerBy.Equal(meeting.AnswerBy) {
			return nil
		}
		return tellAsked(ctx, tx, grant, now, func(i reform.AgendaItem) (reform.Notice, string) { return now.MovedNotice(i), now.MovedKey(i) })
	})
}

// onMeeting locks the meeting in the actor's scope, asks for the Grant and runs the deed in the same transaction.
func (a *App) onMeeting(ctx context.Context, who policy.Actor, code string, action policy.Action,
	deed func(*postgres.Tx, policy.Grant, reform.Meeting) error) error {
	return a.DB.Write(ctx, func(tx *postgres.Tx) error {
		meeting, err := tx.LockMeeting(ctx, policy.See(who, policy.MeetingRead), code)
		if err != nil {
			return err
		}
		grant, err := policy.Allow(who, action, meeting.Subject())
		if err != nil {
			return err
		}
		return deed(tx, grant, meeting)
	})
}

// MoveMeeting asks for one step of a meeting by a person: to conclude it, to call it off or to open it again.
type MoveMeeting struct {
	Code  string
	Act   reform.MeetingAct
	Seen  int
	Note  string              // with cancel and reopen: why
	Words reform.MeetingWords // with conclude
}

// MoveMeeting takes the step; units that were asked hear that a meeting does not sit. To freeze is a deed of its own.
func (a *App) MoveMeeting(ctx context.Context, who policy.Actor, in MoveMeeting) error {
	if in.Act == reform.MeetingFreeze {
		return fault.New(fault.Invalid, "Bản tóm tắt được chốt ở trang “Bản tóm tắt” của cuộc giao ban.")
	}
	return a.DB.Write(ctx, func(tx *postgres.Tx) error {
		meeting, err := tx.LockMeeting(ctx, policy.See(who, policy.MeetingRead), in.Code)
		if err != nil {
			return err
		}
		step, err := reform.MeetingFlow.Next(meeting.State, in.Act)
		if err != nil {
			return notYet(meeting, in.Act, err)
		}
		grant, err := policy.Allow(who, step.Needs, meeting.Subject())
		if err != nil {
			return err
		}
		move, err := meeting.Take(step, in.Seen, in.Note, in.Words, tx.Now)
		if err != nil {
			return err
		}
		if err := tx.MoveMeeting(ctx, grant, move); err != nil {
			return err
		}
		if in.Act != reform.MeetingCancel || meeting.AskedAt == nil {
			return nil
		}
		off := move.Becomes
		off.Version++
		return tellAsked(ctx, tx, grant, off, func(i reform.AgendaItem) (reform.Notice, string) { return off.OffNotice(i, in.Note), off.MovedKey(i) })
	})
}

// notYet says what comes first where a meeting is concluded before its brief stands.
func notYet(meeting reform.Meeting, act reform.MeetingAct, err error) error {
	if act == reform.MeetingConclude && meeting.State == reform.MeetingPlanned {
		return fault.New(fault.Conflict, "Chốt bản tóm tắt trước rồi mới kết thúc giao ban: cuộc sau so với số liệu đã chốt.")
	}
	return err
}
