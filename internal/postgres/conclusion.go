package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"

	"cchc/internal/policy"
	"cchc/internal/reform"
)

const selectConclusion = `
select k.id, k.meeting_id, coalesce(k.item_id, 0) as item_id, k.kind, k.text, coalesce(k.task_id, 0) as task_id, coalesce(t.code, '') as task,
	coalesce(t.lead_unit_id, 0) as unit_id, coalesce(u.name, '') as unit, coalesce(t.state, '') as task_state, t.due_on, t.completed_on,
	coalesce(t.percent, 0) as percent, k.made_at, p.name as made_by, coalesce(f.name, '') as made_for, k.version
from conclusion k join person p on p.id = k.made_by left join person f on f.id = k.made_for left join task t on t.id = k.task_id
left join unit u on u.id = t.lead_unit_id
where @scope_all and k.meeting_id = @meeting`

const sqlConclusions = selectConclusion + ` order by k.id limit @limit`

// Conclusions returns what the meeting concluded, in the order it was noted, with how the tasks stand now.
func (r Reader) Conclusions(ctx context.Context, scope policy.Scope, meeting int64) ([]reform.Conclusion, error) {
	return many[reform.Conclusion](ctx, r.q, sqlConclusions, scoped(scope, pgx.NamedArgs{"meeting": meeting, "limit": reform.ConclusionsMost}))
}

const sqlLockConclusion = selectConclusion + ` and k.id = @id for no key update of k`

// LockConclusion returns one conclusion of the meeting and keeps it from changing until the transaction ends.
func (tx *Tx) LockConclusion(ctx context.Context, scope policy.Scope, meeting, id int64) (reform.Conclusion, error) {
	return one[reform.Conclusion](ctx, tx.q, sqlLockConclusion, scoped(scope, pgx.NamedArgs{"meeting": meeting, "id": id}))
}

const sqlNoteConclusion = `
insert into conclusion (meeting_id, item_id, kind, text, task_id, made_at, made_by, made_for)
values (@meeting, nullif(@item::bigint, 0), @kind, @text, nullif(@task::bigint, 0), @now, @actor, nullif(@for::bigint, 0)) returning id`

// NoteConclusion adds the conclusion to the meeting with this code and returns its number.
func (tx *Tx) NoteConclusion(ctx context.Context, grant policy.Grant, code string, c reform.Conclusion) (int64, error) {
	who := grant.Actor()
	e := entry{kind: policy.Conclusion, allowed: []policy.Action{policy.MeetingConclude}, name: code, changes: reform.Conclusion{}.ChangesTo(c)}
	return tx.write(ctx, grant, e, sqlNoteConclusion, pgx.NamedArgs{
		"meeting": c.MeetingID, "item": c.ItemID, "kind": c.Kind, "text": c.Text, "task": c.TaskID, "now": tx.Now, "actor": who.Person, "for": who.For,
	})
}

const sqlRewordConclusion = `update conclusion set text = @text, version = version + 1 where id = @id and version = @version returning id`

// RewordConclusion writes another text over the version that was read; a stale one is a conflict.
func (tx *Tx) RewordConclusion(ctx context.Context, grant policy.Grant, code string, before, c reform.Conclusion) error {
	e := entry{kind: policy.Conclusion, id: c.ID, allowed: []policy.Action{policy.MeetingConclude}, name: code, changes: before.ChangesTo(c)}
	_, err := tx.write(ctx, grant, e, sqlRewordConclusion, pgx.NamedArgs{"id": c.ID, "version": c.Version, "text": c.Text})
	return err
}

const sqlTaskMeeting = `
select m.code, s.name as series, m.sits_at, k.text
from conclusion k join meeting m on m.id = k.meeting_id join meeting_series s on s.id = m.series_id join task t on t.id = k.task_id
where k.task_id = @task and ` + fragTaskInScope

// TaskMeeting returns the meeting whose conclusion the task is, or a not-found fault when it is none or lies out of the scope.
func (r Reader) TaskMeeting(ctx context.Context, scope policy.Scope, task int64) (reform.MeetingOrigin, error) {
	return one[reform.MeetingOrigin](ctx, r.q, sqlTaskMeeting, scoped(scope, pgx.NamedArgs{"task": task}))
}
