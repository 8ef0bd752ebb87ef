package postgres

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"cchc/internal/calendar"
	"cchc/internal/policy"
	"cchc/internal/reform"
)

// Meetings are read by whoever reads all of them: a scope of meeting.read, or of meeting.prepare for the portal itself, covers every
// meeting or none.
const selectMeeting = `
select m.id, m.code, m.series_id, s.name as series, m.state, m.sits_at, m.place, m.chair_id, p.name as chair, p.position as chair_post,
	m.flag_on, m.answer_by, m.asked_at, m.reminded_at, m.questions, m.left_out, m.attendees, m.closing, m.concluded_at,
	coalesce(c.name, '') as concluded_by, b.name as made_by, m.made_at,
	coalesce((select n.code from snapshot n where n.meeting_id = m.id order by n.id desc limit 1), '') as snapshot,
	(select count(*) from agenda_item i where i.meeting_id = m.id) as items,
	(select count(*) from agenda_item i where i.meeting_id = m.id and i.kind = 'unit') as asked,
	(select count(*) from agenda_item i where i.meeting_id = m.id and i.kind = 'unit' and i.answered_at is not null) as answered,
	(select count(*) from conclusion k where k.meeting_id = m.id) as concluded, m.version
from meeting m join meeting_series s on s.id = m.series_id join person p on p.id = m.chair_id join person b on b.id = m.made_by
left join person c on c.id = m.concluded_by
where @scope_all and `

const sqlMeeting = selectMeeting + `m.code = @code`

// MeetingByCode returns the meeting with this code, or a not-found fault when the scope does not cover it.
func (r Reader) MeetingByCode(ctx context.Context, scope policy.Scope, code string) (reform.Meeting, error) {
	return one[reform.Meeting](ctx, r.q, sqlMeeting, scoped(scope, pgx.NamedArgs{"code": code}))
}

const sqlLockMeeting = sqlMeeting + ` for no key update of m`

// LockMeeting returns the meeting as MeetingByCode does and keeps it from changing until the transaction ends.
func (tx *Tx) LockMeeting(ctx context.Context, scope policy.Scope, code string) (reform.Meeting, error) {
	return one[reform.Meeting](ctx, tx.q, sqlLockMeeting, scoped(scope, pgx.NamedArgs{"code": code}))
}

const sqlMeetingBefore = selectMeeting + `m.series_id = @series and (m.sits_at, m.id) < (@sits_at, @id)
	and m.state in ('frozen', 'concluded') order by m.sits_at desc, m.id desc limit 1`

// MeetingBefore returns the last sitting of the same series before the meeting whose brief was frozen, or a not-found fault where
// there is none.
func (r Reader) MeetingBefore(ctx context.Context, scope policy.Scope, m reform.Meeting) (reform.Meeting, error) {
	return one[reform.Meeting](ctx, r.q, sqlMeetingBefore, scoped(scope, pgx.NamedArgs{"series": m.SeriesID, "sits_at": m.SitsAt, "id": m.ID}))
}

const sqlLastOfSeries = selectMeeting + `m.series_id = @series and m.state <> 'cancelled' order by m.sits_at desc, m.id desc limit 1`

// LastOfSeries returns the sitting of the series that lies furthest ahead, those cancelled left out, or a not-found fault where it
// has none.
func (r Reader) LastOfSeries(ctx context.Context, scope policy.Scope, series int64) (reform.Meeting, error) {
	return one[reform.Meeting](ctx, r.q, sqlLastOfSeries, scoped(scope, pgx.NamedArgs{"series": series}))
}

const sqlMeetingsToCome = selectMeeting + `m.state in ('planned', 'frozen') order by m.sits_at, m.id limit @limit`

// MeetingsToCome returns the meetings that are not over, the next one first, at most limit of them.
func (r Reader) MeetingsToCome(ctx context.Context, scope policy.Scope, limit int) ([]reform.Meeting, error) {
	return many[reform.Meeting](ctx, r.q, sqlMeetingsToCome, scoped(scope, pgx.NamedArgs{"limit": limit}))
}

const fragMeetingsListed = `(@series::bigint = 0 or m.series_id = @series)`

// The page is picked first, by index: what each row counts is not counted of the pages before it.
const sqlMeetings = selectMeeting + `m.id = any(array(select m.id from meeting m where ` + fragMeetingsListed + `
	order by m.sits_at desc, m.id desc limit @limit offset @offset)) order by m.sits_at desc, m.id desc`

// Meetings returns one page of the register of meetings, the latest first; series is 0 for all of them.
func (r Reader) Meetings(ctx context.Context, scope policy.Scope, series int64, page int) ([]reform.Meeting, error) {
	return many[reform.Meeting](ctx, r.q, sqlMeetings, scoped(scope, pgx.NamedArgs{"series": series, "limit": reform.PageSize, "offset": offset(page)}))
}

const sqlCountMeetings = `select count(*) from (select from meeting m where @scope_all and ` + fragMeetingsListed + ` limit @limit) counted`

// CountMeetings returns how many meetings the register has, counting no further than one past reform.CountLimit.
func (r Reader) CountMeetings(ctx context.Context, scope policy.Scope, series int64) (int, error) {
	return scalar[int](ctx, r.q, sqlCountMeetings, scoped(scope, pgx.NamedArgs{"series": series, "limit": reform.CountLimit + 1}))
}

const (
	sqlNextMeetingNumber = `
insert into meeting_number (year, last) values (@year, 1) on conflict (year) do update set last = meeting_number.last + 1 returning last`
	sqlCallMeeting = `
insert into meeting (code, series_id, state, sits_at, place, chair_id, flag_on, answer_by, questions, made_by, made_at)
values (@code, @series, @state, @sits_at, @place, @chair, @flag_on, @answer_by, @questions, @actor, @now) returning id`
)

// CallMeeting adds the meeting under the next code of the year in which it sits and returns it with its number and code.
func (tx *Tx) CallMeeting(ctx context.Context, grant policy.Grant, m reform.Meeting) (reform.Meeting, error) {
	year := calendar.DateOf(m.SitsAt).Year()
	number, err := scalar[int](ctx, tx.tx, sqlNextMeetingNumber, pgx.NamedArgs{"year": year})
	if err != nil {
		return m, err
	}
	m.Code = reform.MeetingCode(year, number)
	e := entry{kind: policy.Meeting, allowed: []policy.Action{policy.MeetingPrepare}, name: m.Code, changes: reform.Meeting{}.ChangesTo(m)}
	m.ID, err = tx.write(ctx, grant, e, sqlCallMeeting, tx.meetingArgs(grant, m, 0))
	m.Version = 1
	return m, err
}

const sqlMoveMeeting = `
update meeting set state = @state, sits_at = @sits_at, place = @place, chair_id = @chair, flag_on = @flag_on, answer_by = @answer_by,
	asked_at = @asked_at, reminded_at = @reminded_at, questions = @questions, left_out = @left_out, attendees = @attendees, closing = @closing,
	concluded_at = @concluded_at, version = version + 1,
	concluded_by = case when @concluded_at::timestamptz is null then null when concluded_at is null then @actor else concluded_by end
where id = @id and version = @version returning id`

// meetingActions are the actions under which a meeting may change.
var meetingActions = []policy.Action{policy.MeetingPrepare, policy.MeetingFreeze, policy.MeetingConclude}

// MoveMeeting writes what the meeting becomes over the version the move was decided on; a stale version is a conflict.
func (tx *Tx) MoveMeeting(ctx context.Context, grant policy.Grant, move reform.MeetingMove) error {
	m := move.Becomes
	e := entry{kind: policy.Meeting, id: m.ID, allowed: meetingActions, name: m.Code, changes: move.Changes, note: move.Note}
	_, err := tx.write(ctx, grant, e, sqlMoveMeeting, tx.meetingArgs(grant, m, move.Seen))
	return err
}

func (tx *Tx) meetingArgs(grant policy.Grant, m reform.Meeting, seen int) pgx.NamedArgs {
	return pgx.NamedArgs{
		"id": m.ID, "version": seen, "code": m.Code, "series": m.SeriesID, "state": m.State, "sits_at": m.SitsAt, "place": m.Place, "chair": m.ChairID,
		"flag_on": m.FlagOn, "answer_by": m.AnswerBy, "asked_at": m.AskedAt, "reminded_at": m.RemindedAt, "questions": m.Questions,
		"left_out": append([]string{}, m.LeftOut...), "attendees": m.Attendees, "closing": m.Closing, "concluded_at": m.ConcludedAt,
		"actor": grant.Actor().Person, "now": tx.Now,
	}
}

const sqlNoteAsked = `
update meeting set asked_at = coalesce(asked_at, @now), reminded_at = case when @remind then @now else reminded_at end
where id = @id and (case when @remind then reminded_at is null else asked_at is null end) returning id`

// NoteAsked notes on the meeting that its units are asked, or reminded, now; a conflict where that was noted before. Pages that are
// open stay true: the version stays.
func (tx *Tx) NoteAsked(ctx context.Context, grant policy.Grant, m reform.Meeting, remind bool, units int) error {
	note := fmt.Sprintf("Hỏi %d đơn vị", units)
	if remind {
		note = fmt.Sprintf("Nhắc %d đơn vị chưa trả lời", units)
	}
	e := entry{kind: policy.Meeting, id: m.ID, allowed: []policy.Action{policy.MeetingPrepare}, name: m.Code, note: note}
	_, err := tx.write(ctx, grant, e, sqlNoteAsked, pgx.NamedArgs{"id": m.ID, "now": tx.Now, "remind": remind})
	return err
}
