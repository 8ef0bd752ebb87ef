package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"

	"cchc/internal/policy"
	"cchc/internal/reform"
)

const sqlDeadlineChanges = `
select d.at, d.from_on, d.to_on, d.action, d.reason, coalesce(p.name, 'Hệ thống') as actor, coalesce(f.name, '') as for
from deadline_change d join task t on t.id = d.task_id
left join person p on p.id = d.actor_id left join person f on f.id = d.for_id
where d.task_id = @task and ` + fragTaskInScope + `
order by d.at, d.id limit @limit`

// DeadlineChanges returns the task's ledger from its first deadline on, at most limit lines.
func (r Reader) DeadlineChanges(ctx context.Context, scope policy.Scope, task int64, limit int) ([]reform.DeadlineChange, error) {
	return many[reform.DeadlineChange](ctx, r.q, sqlDeadlineChanges, scoped(scope, pgx.NamedArgs{"task": task, "limit": limit}))
}

const sqlTakeFromBeside = `
delete from task_unit where task_id = @task and unit_id = @unit and state = 'asked'
	and not exists (select from attachment a where a.share_id = task_unit.id)`

// TakeFromBeside takes a unit that has answered nothing yet from beside the task, under the Grant that moved the task.
func (tx *Tx) TakeFromBeside(ctx context.Context, grant policy.Grant, task, unit int64) error {
	return tx.also(ctx, grant, task, sqlTakeFromBeside, pgx.NamedArgs{"task": task, "unit": unit})
}

const sqlPutBeside = `
insert into task_unit (task_id, unit_id, part, share, due_on) values (@task, @unit, @part, @share, @due_on) on conflict do nothing`

// PutBeside puts a unit beside the task, where it does not stand already, under the Grant that moved the task.
func (tx *Tx) PutBeside(ctx context.Context, grant policy.Grant, task int64, unit reform.TaskUnit) error {
	args := pgx.NamedArgs{"task": task, "unit": unit.UnitID, "part": unit.Part, "share": unit.Share, "due_on": unit.DueOn}
	return tx.also(ctx, grant, task, sqlPutBeside, args)
}
