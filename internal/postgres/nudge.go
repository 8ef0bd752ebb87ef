package postgres

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"cchc/internal/calendar"
	"cchc/internal/policy"
	"cchc/internal/reform"
)

// fragNudgeInScope leaves the nudges that a scope of nudge.read covers: those of its units that went out, and those of tasks that
// its person is the officer of; for whoever sees all of them those too that did not go out.
const fragNudgeInScope = ` (@scope_all or n.state = 'sent' and (n.unit_id = any(@scope_units)
	or n.id in (select ok.nudge_id from task ot join nudge_task ok on ok.task_id = ot.id and not ok.dropped where ot.officer_id = @scope_person)))`

// fragAnswerInScope leaves the tasks of nudges that the scope covers: whoever only works on a task of another unit's sees that task
// alone.
const fragAnswerInScope = ` (@scope_all or n.state = 'sent' and (n.unit_id = any(@scope_units) or t.officer_id = @scope_person))`

const selectNudge = `
select n.id, n.code, n.batch_id, n.unit_id, u.name as unit, n.rung, n.state, n.text, n.answer_by, n.author_id, a.name as author,
	coalesce(n.for_id, 0) as for_id, coalesce(f.name, '') as for, n.made_at, n.send_at, n.sent_at, n.ended_at, n.seen_at,
	coalesce(s.name, '') as seer, coalesce(n.signer_id, 0) as signer_id, coalesce(g.name, '') as signer, coalesce(g.position, '') as signer_post,
	n.letter_number, n.letter_on,
	(select count(*) from nudge_task k where k.nudge_id = n.id and not k.dropped) as tasks,
	(select count(*) from nudge_task k where k.nudge_id = n.id and not k.dropped and k.answer is not null) as answered, n.version
from nudge n join unit u on u.id = n.unit_id join person a on a.id = n.author_id left join person f on f.id = n.for_id
left join person s on s.id = n.seen_by left join person g on g.id = n.signer_id
where `

const sqlNudge = selectNudge + `n.code = @code and ` + fragNudgeInScope

// Nudge returns the nudge with this code, or a not-found fault when the scope does not cover it.
func (r Reader) Nudge(ctx context.Context, scope policy.Scope, code string) (reform.Nudge, error) {
	return one[reform.Nudge](ctx, r.q, sqlNudge, scoped(scope, pgx.NamedArgs{"code": code}))
}

const sqlLockNudge = sqlNudge + ` for no key update of n`

// LockNudge returns the nudge as Nudge does and keeps it from changing until the transaction ends.
func (tx *Tx) LockNudge(ctx context.Context, scope policy.Scope, code string) (reform.Nudge, error) {
	return one[reform.Nudge](ctx, tx.q, sqlLockNudge, scoped(scope, pgx.NamedArgs{"code": code}))
}

const sqlLockBatch = selectNudge + `n.batch_id = @batch and ` + fragNudgeInScope + ` order by n.id for no key update of n`

// LockBatch returns the nudges of a batch, in the order they were made, and keeps them from changing until the transaction ends.
func (tx *Tx) LockBatch(ctx context.Context, scope policy.Scope, batch int64) ([]reform.Nudge, error) {
	return many[reform.Nudge](ctx, tx.q, sqlLockBatch, scoped(scope, pgx.NamedArgs{"batch": batch}))
}

const selectNudgeTask = `
select k.id, k.nudge_id, n.code as nudge, n.unit_id as nudge_unit_id, (select u.name from unit u where u.id = n.unit_id) as nudge_unit,
	n.author_id, coalesce(n.for_id, 0) as for_id, coalesce(k.answered_by, 0) as answerer_id, n.rung, n.state, n.sent_at, n.answer_by, k.task_id, t.code as task, t.title, t.area,
	t.state as task_state, t.due_on, k.due_on as was_due_on, t.percent, k.percent as was_percent, coalesce(t.officer_id, 0) as officer_id,
	coalesce(o.name, '') as officer, coalesce(t.lead_unit_id, 0) as unit_id, k.nth, k.dropped, coalesce(k.answer, '') as answer, k.answered_at,
	coalesce(b.name, '') as answered_by, coalesce(bf.name, '') as answered_for, k.note, k.promised_on, coalesce(k.settled, '') as settled, k.settled_note,
	k.settled_at, coalesce(sb.name, '') as settled_by, k.version
from nudge_task k join nudge n on n.id = k.nudge_id join task t on t.id = k.task_id left join person o on o.id = t.officer_id
left join person b on b.id = k.answered_by left join person bf on bf.id = k.answered_for left join person sb on sb.id = k.settled_by
where `

const sqlNudgeTasks = selectNudgeTask + `k.nudge_id = @nudge and ` + fragAnswerInScope + ` order by t.due_on, k.id limit @limit`

// NudgeTasks returns the tasks of the nudge with what the unit answered, the earliest deadline first, at most limit of them.
func (r Reader) NudgeTasks(ctx context.Context, scope policy.Scope, nudge int64, limit int) ([]reform.NudgeTask, error) {
	return many[reform.NudgeTask](ctx, r.q, sqlNudgeTasks, scoped(scope, pgx.NamedArgs{"nudge": nudge, "limit": limit}))
}

const sqlLockNudgeTask = selectNudgeTask + `k.id = @id and n.code = @code and ` + fragAnswerInScope + ` for no key update of k`

// LockNudgeTask returns one task of the nudge with this code and keeps its answer from changing until the transaction ends.
func (tx *Tx) LockNudgeTask(ctx context.Context, scope policy.Scope, code string, id int64) (reform.NudgeTask, error) {
	return one[reform.NudgeTask](ctx, tx.q, sqlLockNudgeTask, scoped(scope, pgx.NamedArgs{"code": code, "id": id}))
}

const sqlMakeBatch = `
insert into nudge_batch (author_id, for_id, at, text, answer_by) values (@actor, nullif(@for::bigint, 0), @now, @text, @answer_by) returning id`

// MakeBatch adds one act of nudging, with the text as it was typed, and returns its number.
func (tx *Tx) MakeBatch(ctx context.Context, grant policy.Grant, text string, answerBy time.Time) (int64, error) {
	e := entry{kind: policy.NudgeBatch, allowed: []policy.Action{policy.NudgeSend}}
	who := grant.Actor()
	return tx.write(ctx, grant, e, sqlMakeBatch, pgx.NamedArgs{"actor": who.Person, "for": who.For, "now": tx.Now, "text": text, "answer_by": answerBy})
}

const (
	sqlNextNudgeNumber = `
insert into nudge_number (year, last) values (@year, 1) on conflict (year) do update set last = nudge_number.last + 1 returning last`
	sqlMakeNudge = `
insert into nudge (code, batch_id, unit_id, rung, state, text, answer_by, author_id, for_id, made_at, send_at, signer_id)
values (@code, @batch, @unit, @rung, @state, @text, @answer_by, @actor, nullif(@for::bigint, 0), @now, @send_at, nullif(@signer::bigint, 0))
returning id`
	sqlMakeNudgeTasks = `
insert into nudge_task (nudge_id, task_id, due_on, percent)
select @id, t.id, t.due_on, t.percent from task t where t.id = any(@tasks)`
)

// MakeNudge adds the nudge, about these tasks, under the next code of the year and returns it with its number and code.
func (tx *Tx) MakeNudge(ctx context.Context, grant policy.Grant, n reform.Nudge, tasks []int64) (reform.Nudge, error) {
	year := calendar.DateOf(tx.Now).Year()
	number, err := scalar[int](ctx, tx.tx, sqlNextNudgeNumber, pgx.NamedArgs{"year": year})
	if err != nil {
		return n, err
	}
	n.Code = reform.NudgeCode(year, number)
	e := entry{kind: policy.Nudge, allowed: []policy.Action{policy.NudgeSend}, name: n.Code, changes: reform.Nudge{}.ChangesTo(n)}
	who := grant.Actor()
	n.ID, err = tx.write(ctx, grant, e, sqlMakeNudge, pgx.NamedArgs{
		"code": n.Code, "batch": n.BatchID, "unit": n.UnitID, "rung": n.Rung, "state": n.State, "text": n.Text, "answer_by": n.AnswerBy,
		"actor": who.Person, "for": who.For, "now": tx.Now, "send_at": n.SendAt, "signer": n.SignerID,
	})
	if err != nil {
		return n, err
	}
	n.Version = 1
	return n, tx.also(ctx, grant, n.ID, sqlMakeNudgeTasks, pgx.NamedArgs{"id": n.ID, "tasks": tasks})
}
