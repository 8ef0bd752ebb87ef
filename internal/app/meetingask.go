package app

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"cchc/internal/fault"
	"cchc/internal/policy"
	"cchc/internal/postgres"
	"cchc/internal/reform"
)

// AskUnits asks to tell the units of a meeting's agenda what they are to prepare.
type AskUnits struct {
	Meeting string
	Seen    int
}

// AskUnits tells the heads of each unit that is to report, once for what it is asked, and returns how many units that are.
func (a *App) AskUnits(ctx context.Context, who policy.Actor, in AskUnits) (int, error) {
	units := 0
	return units, a.onMeeting(ctx, who, in.Meeting, policy.MeetingPrepare, func(tx *postgres.Tx, grant policy.Grant, meeting reform.Meeting) error {
		if err := meeting.CheckOpen(); err != nil {
			return err
		}
		if meeting.AskedAt != nil {
			return fault.New(fault.Conflict, "Các đơn vị đã được hỏi. Nội dung thêm sau được gửi ngay khi thêm.")
		}
		if meeting.Version != in.Seen {
			return reform.StalePage()
		}
		var err error
		units, err = askUnits(ctx, tx, grant, meeting, false)
		return err
	})
}

// askUnits tells the units of the agenda that have not answered, and notes on the meeting that they were told.
func askUnits(ctx context.Context, tx *postgres.Tx, grant policy.Grant, meeting reform.Meeting, remind bool) (int, error) {
	silent, err := silentItems(ctx, tx, grant.Actor(), meeting)
	if err != nil {
		return 0, err
	}
	if len(silent) == 0 && !remind {
		return 0, fault.New(fault.Conflict, "Chưa có đơn vị nào trong chương trình. Thêm “"+reform.AgendaUnit.Label()+"” trước.")
	}
	if err := tx.NoteAsked(ctx, grant, meeting, remind, len(silent)); err != nil {
		return 0, err
	}
	return len(silent), tellItems(ctx, tx, grant, meeting, silent, func(i reform.AgendaItem) (reform.Notice, string) {
		if remind {
			return meeting.RemindNotice(i), i.RemindKey()
		}
		return meeting.AskNotice(i), i.AskKey()
	})
}

// silentItems reads the items whose units have not answered.
func silentItems(ctx context.Context, tx *postgres.Tx, who policy.Actor, meeting reform.Meeting) ([]reform.AgendaItem, error) {
	items, err := tx.Agenda(ctx, policy.See(who, policy.MeetingPrepare), meeting.ID)
	return slices.DeleteFunc(items, func(i reform.AgendaItem) bool { return !i.Silent() }), err
}

// tellAsked tells the units that were asked something about the meeting.
func tellAsked(ctx context.Context, tx *postgres.Tx, grant policy.Grant, meeting reform.Meeting, word func(reform.AgendaItem) (reform.Notice, string)) error {
	items, err := tx.Agenda(ctx, policy.See(grant.Actor(), policy.MeetingPrepare), meeting.ID)
	if err != nil {
		return err
	}
	items = slices.DeleteFunc(items, func(i reform.AgendaItem) bool { return i.Kind != reform.AgendaUnit })
	return tellItems(ctx, tx, grant, meeting, items, word)
}

func tellItems(ctx context.Context, tx *postgres.Tx, grant policy.Grant, meeting reform.Meeting, items []reform.AgendaItem,
	word func(reform.AgendaItem) (reform.Notice, string)) error {
	office, err := officeUnit(ctx, tx, calendarDay(tx))
	if err != nil {
		return err
	}
	tellings := make([]reform.Telling, 0, len(items))
	for _, item := range items {
		notice, key := word(item)
		tellings = append(tellings, reform.Telling{To: item.Hears(office), Notice: notice, Key: key})
	}
	return tx.TellEach(ctx, grant, meeting.ID, tellings)
}

// meetingsAtOnce is how many meetings to come the portal looks at when it asks units by itself.
const meetingsAtOnce = 50

// PrepareMeetings asks the units of meetings whose flag day has come, where the Office has not, and reminds those that have not
// answered one working day before they must. On a day off it tells nobody. It may run twice and in several programs at once. One
// meeting that fails keeps no other from being prepared; what failed comes back joined.
func (a *App) PrepareMeetings(ctx context.Context) error {
	who := policy.SystemActor()
	meetings, err := a.DB.MeetingsToCome(ctx, policy.See(who, policy.MeetingPrepare), meetingsAtOnce)
	if err != nil || len(meetings) == 0 {
		return err
	}
	days, err := a.Days(ctx)
	if err != nil || !days.IsWorking(a.Today()) {
		return err
	}
	var failed []error
	for _, meeting := range meetings {
		now := a.Clock()
		if meeting.Asked == 0 || !meeting.AskDue(now) && !meeting.RemindDue(now, days) {
			continue
		}
		if err := a.prepareMeeting(ctx, who, meeting.Code); err != nil {
			failed = append(failed, fmt.Errorf("prepare %s: %w", meeting.Code, err))
		}
	}
	return errors.Join(failed...)
}

// prepareMeeting asks or reminds the units of one meeting with its row locked: of two programs the second finds it done.
func (a *App) prepareMeeting(ctx context.Context, who policy.Actor, code string) error {
	days, err := a.Days(ctx)
	if err != nil {
		return err
	}
	return a.DB.Write(ctx, func(tx *postgres.Tx) error {
		meeting, err := tx.LockMeeting(ctx, policy.See(who, policy.MeetingPrepare), code)
		if err != nil {
			return err
		}
		remind := meeting.RemindDue(tx.Now, days)
		if meeting.Asked == meeting.Answered && !remind || !remind && !meeting.AskDue(tx.Now) {
			return nil
		}
		grant, err := policy.Allow(who, policy.MeetingPrepare, meeting.Subject())
		if err != nil {
			return err
		}
		_, err = askUnits(ctx, tx, grant, meeting, remind)
		return err
	})
}

// AnswerMeeting asks to answer what a meeting asks of a unit.
type AnswerMeeting struct {
	Meeting string
	ID      int64
	Seen    int
	Answer  string
}

// AnswerMeeting keeps the answer for the unit; it can be mended until the meeting is over.
func (a *App) AnswerMeeting(ctx context.Context, who policy.Actor, in AnswerMeeting) error {
	return a.DB.Write(ctx, func(tx *postgres.Tx) error {
		ask, err := tx.LockMeetingAsk(ctx, policy.See(who, policy.MeetingAnswer), in.Meeting, in.ID)
		if err != nil {
			return err
		}
		grant, err := policy.Allow(who, policy.MeetingAnswer, ask.Subject())
		if err != nil {
			return err
		}
		next, err := ask.Reply(in.Answer, in.Seen)
		if err != nil {
			return err
		}
		return tx.AnswerAsk(ctx, grant, in.Meeting, ask.AgendaItem, next)
	})
}
