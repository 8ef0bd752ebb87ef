package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"

	"cchc/internal/policy"
	"cchc/internal/reform"
)

// fragAskInScope leaves what meetings ask of the units of a scope of meeting.answer, once it was asked.
const fragAskInScope = `i.kind = 'unit' and m.asked_at is not null and m.state <> 'cancelled' and (@scope_all or i.unit_id = any(@scope_units))`

const selectAsk = `select ` + agendaColumns + `, m.code as meeting, s.name as series, m.state, m.sits_at, m.place, m.answer_by` + agendaTables + `
join meeting m on m.id = i.meeting_id join meeting_series s on s.id = m.series_id
where ` + fragAskInScope

const sqlAsk = selectAsk + ` and i.id = @id and m.code = @code`

// MeetingAsk returns what the meeting with this code asks by the item with this number, or a not-found fault when it was not asked of
// a unit that the scope covers.
func (r Reader) MeetingAsk(ctx context.Context, scope policy.Scope, code string, id int64) (reform.MeetingAsk, error) {
	return one[reform.MeetingAsk](ctx, r.q, sqlAsk, scoped(scope, pgx.NamedArgs{"code": code, "id": id}))
}

const sqlLockAsk = sqlAsk + ` for no key update of m, i`

// LockMeetingAsk returns it as MeetingAsk does and keeps the meeting and the item from changing until the transaction ends.
func (tx *Tx) LockMeetingAsk(ctx context.Context, scope policy.Scope, code string, id int64) (reform.MeetingAsk, error) {
	return one[reform.MeetingAsk](ctx, tx.q, sqlLockAsk, scoped(scope, pgx.NamedArgs{"code": code, "id": id}))
}

const sqlOpenAsks = selectAsk + ` and m.state in ('planned', 'frozen') and i.answered_at is null order by m.answer_by, i.id limit @limit`

// OpenAsks returns what meetings ask of the scope's units and they have not answered, the soonest first, at most limit of them.
func (r Reader) OpenAsks(ctx context.Context, scope policy.Scope, limit int) ([]reform.MeetingAsk, error) {
	return many[reform.MeetingAsk](ctx, r.q, sqlOpenAsks, scoped(scope, pgx.NamedArgs{"limit": limit}))
}

const sqlAnswerAsk = `
update agenda_item set answer = @answer, answered_at = @now, answered_by = @actor, answered_for = nullif(@for::bigint, 0), version = version + 1
where id = @id and version = @version returning id`

// AnswerAsk writes the unit's answer over the version it was read at; a stale one is a conflict.
func (tx *Tx) AnswerAsk(ctx context.Context, grant policy.Grant, code string, before, i reform.AgendaItem) error {
	who := grant.Actor()
	e := entry{kind: policy.AgendaItem, id: i.ID, allowed: []policy.Action{policy.MeetingAnswer}, name: code, changes: before.ChangesTo(i)}
	_, err := tx.write(ctx, grant, e, sqlAnswerAsk, pgx.NamedArgs{
		"id": i.ID, "version": i.Version, "answer": i.Answer, "now": tx.Now, "actor": who.Person, "for": who.For,
	})
	return err
}
