package app

import (
	"bytes"
	"context"

	"cchc/internal/document"
	"cchc/internal/policy"
	"cchc/internal/postgres"
	"cchc/internal/reform"
)

// Projection is what the screen of the room shows: the brief as it was frozen, and what has been concluded by now.
type Projection struct {
	Meeting reform.Meeting
	Brief   reform.Brief // the zero value before the brief is frozen
	Noted   []reform.Conclusion
}

// Projection reads what the screen shows of the meeting with this code.
func (a *App) Projection(ctx context.Context, who policy.Actor, code string) (Projection, error) {
	scope := policy.See(who, policy.MeetingRead)
	var shown Projection
	var err error
	if shown.Meeting, err = a.DB.MeetingByCode(ctx, scope, code); err != nil || shown.Meeting.Snapshot == "" {
		return shown, err
	}
	return shown, a.DB.Together(ctx,
		func(r postgres.Reader) error {
			kept, err := r.Snapshot(ctx, scope, shown.Meeting.Snapshot)
			shown.Brief = kept.Brief
			return err
		},
		func(r postgres.Reader) (err error) {
			shown.Noted, err = r.Conclusions(ctx, scope, shown.Meeting.ID)
			return
		},
	)
}

// BriefToRead returns the code of the brief to read now: that of the next meeting whose brief is frozen, else the latest of all; ""
// where none was ever frozen. Next is the meeting to come whose brief is awaited, where there is one.
func (a *App) BriefToRead(ctx context.Context, who policy.Actor) (code string, next reform.Meeting, err error) {
	scope := policy.See(who, policy.MeetingRead)
	coming, err := a.DB.MeetingsToCome(ctx, scope, toComeMost)
	if err != nil {
		return "", next, err
	}
	for _, meeting := range coming {
		if meeting.Snapshot != "" {
			return meeting.Snapshot, meeting, nil
		}
		if next.ID == 0 {
			next = meeting
		}
	}
	past, err := a.DB.Meetings(ctx, scope, 0, 1)
	for _, meeting := range past {
		if meeting.Snapshot != "" {
			return meeting.Snapshot, next, err
		}
	}
	return "", next, err
}

// MinutesFile is the announcement of what a meeting concluded, as a Word file.
type MinutesFile struct {
	Name  string
	Bytes []byte
}

// MeetingMinutes makes the announcement for whoever reads meetings, and records that it was taken out; a conflict fault says that
// nothing was concluded yet.
func (a *App) MeetingMinutes(ctx context.Context, who policy.Actor, code string) (MinutesFile, error) {
	var file MinutesFile
	return file, a.DB.Write(ctx, func(tx *postgres.Tx) error {
		minutes, err := readMinutes(ctx, tx.Reader, policy.See(who, policy.MeetingRead), code)
		if err != nil {
			return err
		}
		grant, err := policy.Allow(who, policy.MeetingRead, minutes.Meeting.Subject())
		if err != nil {
			return err
		}
		if err := minutes.Check(); err != nil {
			return err
		}
		var whole bytes.Buffer
		if err := document.WriteMinutes(&whole, minutes); err != nil {
			return err
		}
		file = MinutesFile{Name: minutes.FileName(), Bytes: whole.Bytes()}
		return tx.RecordAct(ctx, grant, code, "Tải thông báo kết luận")
	})
}

// readMinutes reads all that the announcement says.
func readMinutes(ctx context.Context, r postgres.Reader, scope policy.Scope, code string) (reform.Minutes, error) {
	var minutes reform.Minutes
	return minutes, inOrder(
		func() (err error) { minutes.Meeting, err = r.MeetingByCode(ctx, scope, code); return },
		func() (err error) { minutes.Items, err = r.Agenda(ctx, scope, minutes.Meeting.ID); return },
		func() (err error) { minutes.Noted, err = r.Conclusions(ctx, scope, minutes.Meeting.ID); return },
	)
}
