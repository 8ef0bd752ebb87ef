package app

import (
	"context"

	"cchc/internal/policy"
	"cchc/internal/postgres"
	"cchc/internal/reform"
)

// BriefPreview is what the brief of a meeting would be now, with what the page needs to prepare it.
type BriefPreview struct {
	Meeting  reform.Meeting
	Whole    reform.Brief // with the lines that are moved out
	Brief    reform.Brief // as it would be frozen
	Room     reform.BriefRoom
	Proposed []string // lines to move out besides, by their keys; none where the brief fits
	Frozen   []reform.SnapshotLine
	MayMend  bool
	MayKeep  bool
}

// BriefPreview composes the brief of the meeting as of now.
func (a *App) BriefPreview(ctx context.Context, who policy.Actor, code string) (BriefPreview, error) {
	scope := policy.See(who, policy.MeetingRead)
	meeting, err := a.DB.MeetingByCode(ctx, scope, code)
	if err != nil {
		return BriefPreview{}, err
	}
	preview := BriefPreview{Meeting: meeting, MayMend: mayPrepare(who, meeting)}
	step, err := reform.MeetingFlow.Next(meeting.State, reform.MeetingFreeze)
	if err == nil {
		_, err = policy.Allow(who, step.Needs, meeting.Subject())
	}
	preview.MayKeep = err == nil
	if preview.Whole, err = a.composeBrief(ctx, a.DB.Reader, who, meeting, a.Clock()); err != nil {
		return preview, err
	}
	preview.Brief = preview.Whole.Without(meeting.LeftOut)
	preview.Room = preview.Brief.Measure()
	if !preview.Room.Fits() {
		preview.Proposed = preview.Brief.ToMoveOut()
	}
	preview.Frozen, err = a.DB.MeetingSnapshots(ctx, scope, code, reform.SnapshotsMost)
	return preview, err
}

func mayPrepare(who policy.Actor, meeting reform.Meeting) bool {
	_, err := policy.Allow(who, policy.MeetingPrepare, meeting.Subject())
	return err == nil && meeting.State.Open()
}

// PrepareBrief asks to keep lines off the brief of a meeting, by their keys, and to set the questions that it proposes.
type PrepareBrief struct {
	Code      string
	Seen      int
	LeftOut   []string
	Questions string
}

// PrepareBrief writes both over the version of the meeting that was seen.
func (a *App) PrepareBrief(ctx context.Context, who policy.Actor, in PrepareBrief) error {
	return a.onMeeting(ctx, who, in.Code, policy.MeetingPrepare, func(tx *postgres.Tx, grant policy.Grant, meeting reform.Meeting) error {
		if err := meeting.CheckOpen(); err != nil {
			return err
		}
		move, err := meeting.Brief(in.LeftOut, in.Questions, in.Seen)
		if err != nil {
			return err
		}
		return tx.MoveMeeting(ctx, grant, move)
	})
}

// FreezeMeeting asks to freeze the brief of a meeting as it stands.
type FreezeMeeting struct {
	Code string
	Seen int
}

// FreezeMeeting composes the brief, refuses one that two pages do not hold, and keeps it with every task it counts: figures, lines and
// tasks are of one instant, whatever is written meanwhile. It returns the code under which it stands from then on.
func (a *App) FreezeMeeting(ctx context.Context, who policy.Actor, in FreezeMeeting) (string, error) {
	var code string
	err := a.DB.WriteStill(ctx, func(tx *postgres.Tx) error {
		meeting, err := tx.LockMeeting(ctx, policy.See(who, policy.MeetingRead), in.Code)
		if err != nil {
			return err
		}
		step, err := reform.MeetingFlow.Next(meeting.State, reform.MeetingFreeze)
		if err != nil {
			return err
		}
		grant, err := policy.Allow(who, step.Needs, meeting.Subject())
		if err != nil {
			return err
		}
		if in.Seen != meeting.Version {
			return reform.StalePage()
		}
		whole, err := a.composeBrief(ctx, tx.Reader, who, meeting, tx.Now)
		if err != nil {
			return err
		}
		brief := whole.Without(meeting.LeftOut)
		if err := brief.CheckRoom(); err != nil {
			return err
		}
		kept, err := tx.Freeze(ctx, grant, reform.Freezing{Meeting: meeting, Becomes: step.To, Seen: in.Seen, Brief: brief})
		if err != nil {
			return err
		}
		code = kept.Code
		return tx.Tell(ctx, grant, meeting.ID, meeting.BriefHears(), meeting.BriefNotice(code), meeting.BriefKey(code))
	})
	return code, err
}
