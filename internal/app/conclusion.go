package app

import (
	"context"

	"cchc/internal/fault"
	"cchc/internal/policy"
	"cchc/internal/postgres"
	"cchc/internal/reform"
)

// NoteConclusion asks to note what a meeting concludes.
type NoteConclusion struct {
	Meeting string
	reform.ConclusionWriting
}

// NoteConclusion keeps the conclusion; one that gives work becomes a task of its unit in the same transaction, and the unit's head
// hears of it.
func (a *App) NoteConclusion(ctx context.Context, who policy.Actor, in NoteConclusion) (reform.Conclusion, error) {
	var noted reform.Conclusion
	return noted, a.DB.Write(ctx, func(tx *postgres.Tx) error {
		meeting, err := openMeeting(ctx, tx, who, in.Meeting)
		if err != nil {
			return err
		}
		grant, err := policy.Allow(who, policy.MeetingConclude, policy.Subject{Kind: policy.Conclusion})
		if err != nil {
			return err
		}
		if err := in.check(ctx, tx, who, meeting); err != nil {
			return err
		}
		noted = reform.Conclusion{MeetingID: meeting.ID, ItemID: in.ItemID, Kind: in.Kind, Text: in.Text, Version: 1}
		if in.Kind != reform.ConclusionTask {
			noted.ID, err = tx.NoteConclusion(ctx, grant, meeting.Code, noted)
			return err
		}
		given, err := in.give(ctx, tx, who)
		if err != nil {
			return err
		}
		noted.TaskID, noted.Task, noted.UnitID, noted.DueOn, noted.TaskState = given.ID, given.Code, given.LeadUnitID, given.DueOn, given.State
		if noted.ID, err = tx.NoteConclusion(ctx, grant, meeting.Code, noted); err != nil {
			return err
		}
		to := reform.Audience{HeadsOf: append([]int64{given.LeadUnitID}, in.Others...)}
		return tx.Tell(ctx, grant, noted.ID, to, meeting.GivenNotice(noted, given), noted.GivenKey())
	})
}

// openMeeting locks the meeting in the actor's scope, or says why nothing can be noted in it any more.
func openMeeting(ctx context.Context, tx *postgres.Tx, who policy.Actor, code string) (reform.Meeting, error) {
	meeting, err := tx.LockMeeting(ctx, policy.See(who, policy.MeetingRead), code)
	if err != nil {
		return meeting, err
	}
	return meeting, meeting.CheckOpen()
}

// check returns a fault that says what keeps the conclusion from being noted.
func (in NoteConclusion) check(ctx context.Context, tx *postgres.Tx, who policy.Actor, meeting reform.Meeting) error {
	if meeting.Concluded >= reform.ConclusionsMost {
		return fault.New(fault.Conflict, "Mỗi cuộc giao ban ghi tối đa 100 kết luận.")
	}
	items, err := tx.Agenda(ctx, policy.See(who, policy.MeetingRead), meeting.ID)
	if err != nil {
		return err
	}
	units, err := tx.Units(ctx)
	if err != nil {
		return err
	}
	return in.Check(standing(units, calendarDay(tx)), items, calendarDay(tx))
}

// give makes the conclusion a task of its unit, with those that cooperate beside it.
func (in NoteConclusion) give(ctx context.Context, tx *postgres.Tx, who policy.Actor) (reform.Task, error) {
	grant, err := policy.Allow(who, policy.TaskInstruct, policy.Subject{Kind: policy.Task, Area: int(in.Area)})
	if err != nil {
		return reform.Task{}, err
	}
	given, err := tx.CreateTask(ctx, grant, in.Task(calendarDay(tx)))
	if err != nil || len(in.Others) == 0 {
		return given, err
	}
	return given, tx.SetTaskUnits(ctx, grant, given.ID, in.Beside())
}

// RewordConclusion asks to mend the words of a conclusion.
type RewordConclusion struct {
	Meeting string
	ID      int64
	Seen    int
	Text    string
}

// RewordConclusion writes them, while the meeting is not over; the task of a conclusion keeps what it says.
func (a *App) RewordConclusion(ctx context.Context, who policy.Actor, in RewordConclusion) error {
	return a.DB.Write(ctx, func(tx *postgres.Tx) error {
		meeting, err := openMeeting(ctx, tx, who, in.Meeting)
		if err != nil {
			return err
		}
		before, err := tx.LockConclusion(ctx, policy.See(who, policy.MeetingRead), meeting.ID, in.ID)
		if err != nil {
			return err
		}
		grant, err := policy.Allow(who, policy.MeetingConclude, before.Subject())
		if err != nil {
			return err
		}
		next, err := before.Reworded(in.Text, in.Seen)
		if err != nil {
			return err
		}
		return tx.RewordConclusion(ctx, grant, meeting.Code, before, next)
	})
}
