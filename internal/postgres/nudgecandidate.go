package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"

	"cchc/internal/policy"
	"cchc/internal/reform"
)

// The last nudge of a task is the newest that was neither recalled nor dropped; one that has not gone out comes before those that did.
const sqlNudgeCandidates = `
select t.id, t.code, t.title, t.state, t.percent, t.due_on, t.deadline_kind, t.children, coalesce(t.lead_unit_id, 0) as lead_unit_id,
	coalesce(u.name, '') as lead_unit, coalesce(p.name, '') as officer,
	exists (select from obstacle ob where ob.task_id = t.id and ob.live and ob.state in ('escalated', 'queried'))
		or exists (select from extension e where e.task_id = t.id and e.state = 'signed') as waits_leader,
	exists (select from obstacle ob where ob.task_id = t.id and ` + fragBlocks + `) as blocked,
	(select count(*) from nudge_task s where s.task_id = t.id and s.sent_at is not null) as nudges,
	coalesce(l.unit_id, 0) as last_unit_id, coalesce(l.rung, 0) as last_rung, coalesce(l.state, '') as last_state, l.at as last_at,
	l.answer_by as last_answer_by, coalesce(l.answer, '') as last_answer, l.promised_on as last_promised_on, coalesce(l.settled, '') as last_settled
from task t left join unit u on u.id = t.lead_unit_id left join person p on p.id = t.officer_id
left join lateral (
	select n.unit_id, n.rung, n.state, coalesce(n.sent_at, n.made_at) as at, n.answer_by, k.answer, k.promised_on, k.settled
	from nudge_task k join nudge n on n.id = k.nudge_id
	where k.task_id = t.id and not k.dropped and n.state in ('prepared', 'queued', 'sent') order by k.sent_at desc, k.id desc limit 1) l on true
where t.code = any(@codes) and ` + fragTaskInScope + `
order by u.sort_order, u.id, t.due_on, t.id`

// NudgeCandidates returns those of the tasks with these codes that the scope covers, unit by unit, the earliest deadline first.
func (r Reader) NudgeCandidates(ctx context.Context, scope policy.Scope, codes []string) ([]reform.NudgeCandidate, error) {
	return many[reform.NudgeCandidate](ctx, r.q, sqlNudgeCandidates, scoped(scope, pgx.NamedArgs{"codes": codes}))
}

// numbered is a row of which only the number is asked.
type numbered struct{ ID int64 }

const sqlLockCodedTasks = `
select t.id from task t where t.code = any(@codes) and ` + fragTaskInScope + ` order by t.id for no key update of t`

// LockNudgeCandidates returns the tasks as NudgeCandidates does and keeps them from changing, and from being nudged by anybody else,
// until the transaction ends. They are read after they are locked: what another nudge did meanwhile is seen.
func (tx *Tx) LockNudgeCandidates(ctx context.Context, scope policy.Scope, codes []string) ([]reform.NudgeCandidate, error) {
	if _, err := many[numbered](ctx, tx.q, sqlLockCodedTasks, scoped(scope, pgx.NamedArgs{"codes": codes})); err != nil {
		return nil, err
	}
	return tx.NudgeCandidates(ctx, scope, codes)
}

const sqlLockBatchTasks = `
select t.id from task t
where t.id in (select k.task_id from nudge_task k join nudge n on n.id = k.nudge_id where n.batch_id = @batch and n.state = 'queued') and ` + fragTaskInScope + `
order by t.id for no key update of t`

// LockBatchTasks keeps the tasks of the batch's nudges that are about to go out from changing until the transaction ends.
func (tx *Tx) LockBatchTasks(ctx context.Context, scope policy.Scope, batch int64) error {
	_, err := many[numbered](ctx, tx.q, sqlLockBatchTasks, scoped(scope, pgx.NamedArgs{"batch": batch}))
	return err
}
