package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"

	"cchc/internal/policy"
	"cchc/internal/reform"
)

const selectTaskUnit = `
select tu.id, tu.task_id, tu.unit_id, u.name as unit, tu.part, tu.share, tu.due_on, tu.state, tu.answer,
	coalesce(tu.answered_by, 0) as answered_by, coalesce(p.name, '') as answerer, tu.answered_at, tu.asked_again, tu.version
from task_unit tu join unit u on u.id = tu.unit_id left join person p on p.id = tu.answered_by
where tu.task_id = @task and ` + fragTaskReached

const sqlTaskUnits = selectTaskUnit + ` and tu.state <> 'withdrawn' order by tu.part, u.sort_order, u.id`

// TaskUnits returns the units beside the task's lead, with the shares of those that cooperate.
func (r Reader) TaskUnits(ctx context.Context, scope policy.Scope, task int64) ([]reform.TaskUnit, error) {
	return many[reform.TaskUnit](ctx, r.q, sqlTaskUnits, scoped(scope, pgx.NamedArgs{"task": task}))
}

const sqlEveryShare = selectTaskUnit + ` and tu.part = 'cooperating' order by tu.id`

// EveryShare returns the shares of the task, those withdrawn among them.
func (r Reader) EveryShare(ctx context.Context, scope policy.Scope, task int64) ([]reform.TaskUnit, error) {
	return many[reform.TaskUnit](ctx, r.q, sqlEveryShare, scoped(scope, pgx.NamedArgs{"task": task}))
}

const sqlShare = selectTaskUnit + ` and tu.id = @id and tu.part = 'cooperating' and tu.state <> 'withdrawn'`

// Share returns one share of the task, or a not-found fault when the task has none of that number or lies out of the scope.
func (r Reader) Share(ctx context.Context, scope policy.Scope, task, id int64) (reform.TaskUnit, error) {
	return one[reform.TaskUnit](ctx, r.q, sqlShare, scoped(scope, pgx.NamedArgs{"task": task, "id": id}))
}

const sqlLockShare = sqlShare + ` for no key update of tu`

// LockShare returns the share as Share does and keeps it from changing until the transaction ends; its task is locked first.
func (tx *Tx) LockShare(ctx context.Context, scope policy.Scope, task, id int64) (reform.TaskUnit, error) {
	return one[reform.TaskUnit](ctx, tx.q, sqlLockShare, scoped(scope, pgx.NamedArgs{"task": task, "id": id}))
}

const sqlOwedShares = `
select tu.id, t.code, t.title, coalesce(l.name, '') as lead_unit, u.name as unit, tu.share, coalesce(tu.due_on, t.due_on) as due_on,
	tu.answered_at is not null as again
from task_unit tu join unit u on u.id = tu.unit_id join task t on t.id = tu.task_id left join unit l on l.id = t.lead_unit_id
where tu.unit_id = @unit and tu.part = 'cooperating' and tu.state = 'asked' and t.open and t.state <> 'draft'
	and t.deadline_kind <> 'periodic' and ` + fragTaskInScope + `
order by coalesce(tu.due_on, t.due_on), tu.id limit @limit`

// OwedShares returns the shares that the unit has yet to answer, of a series in each of its periods, the nearest day first, at most limit of them.
func (r Reader) OwedShares(ctx context.Context, scope policy.Scope, unit int64, limit int) ([]reform.ShareLine, error) {
	return many[reform.ShareLine](ctx, r.q, sqlOwedShares, scoped(scope, pgx.NamedArgs{"unit": unit, "limit": limit}))
}

const sqlMoveShare = `
update task_unit set state = @state, answer = @answer, answered_by = nullif(@answered_by::bigint, 0), answered_at = @answered_at,
	asked_again = @asked_again, version = version + 1
where id = @id and version = @version
returning id`

// MoveShare writes what the share becomes over the version the move was decided on; a stale version is a conflict. The audit
// line names the task, whose code it is given.
func (tx *Tx) MoveShare(ctx context.Context, grant policy.Grant, move reform.ShareMove, taskCode string) error {
	share := move.Becomes
	e := entry{
		kind: policy.Share, id: share.ID, allowed: []policy.Action{policy.ShareAnswer, policy.ShareAskAgain, policy.TaskReassign, policy.TaskRedirect, policy.ObstacleNote},
		name: taskCode, changes: move.Changes, note: move.Note,
	}
	_, err := tx.write(ctx, grant, e, sqlMoveShare, pgx.NamedArgs{
		"id": share.ID, "version": move.Seen, "state": share.State, "answer": share.Answer, "answered_by": share.AnsweredBy,
		"answered_at": share.AnsweredAt, "asked_again": share.AskedAgain,
	})
	return err
}

// A share that was ever answered is not dropped: it is withdrawn, in a deed of its own.
const (
	sqlDropTaskUnits = `
delete from task_unit tu where tu.task_id = @task and tu.answered_at is null and not exists (
	select from unnest(@units::bigint[], @parts::text[]) kept (unit_id, part) where kept.unit_id = tu.unit_id and kept.part = tu.part)`

	sqlKeepTaskUnit = `
insert into task_unit (task_id, unit_id, part, share, due_on) values (@task, @unit, @part, @share, @due_on)
on conflict (task_id, unit_id, part) do update set share = excluded.share, due_on = excluded.due_on, version = task_unit.version + 1
where (task_unit.share, task_unit.due_on) is distinct from (excluded.share, excluded.due_on)`
)

// SetTaskUnits makes these the units beside the lead, under the Grant that assigned the task. A share that stays keeps its
// state and its answer.
func (tx *Tx) SetTaskUnits(ctx context.Context, grant policy.Grant, task int64, units []reform.TaskUnit) error {
	ids, parts := []int64{}, []string{}
	for _, unit := range units {
		ids, parts = append(ids, unit.UnitID), append(parts, string(unit.Part))
	}
	err := tx.also(ctx, grant, task, sqlDropTaskUnits, pgx.NamedArgs{"task": task, "units": ids, "parts": parts})
	if err != nil {
		return err
	}
	for _, unit := range units {
		args := pgx.NamedArgs{"task": task, "unit": unit.UnitID, "part": unit.Part, "share": unit.Share, "due_on": unit.DueOn}
		if err := tx.also(ctx, grant, task, sqlKeepTaskUnit, args); err != nil {
			return err
		}
	}
	return nil
}
