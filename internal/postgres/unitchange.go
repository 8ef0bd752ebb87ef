package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"

	"cchc/internal/calendar"
	"cchc/internal/policy"
	"cchc/internal/reform"
)

const selectUnitChange = `
select c.id, c.unit_id, c.kind, c.takes_effect_on, c.successor_id, s.name as successor, c.note, n.name as named_by, c.named_at,
	c.done_at, c.dropped_at, c.version
from unit_change c join unit s on s.id = c.successor_id join person n on n.id = c.named_by
where @scope_all and `

const sqlUnitChanges = selectUnitChange + `c.unit_id = @unit order by c.id desc limit @limit`

// UnitChanges returns the newest changes of the unit, planned, carried out and dropped, at most a page of them.
func (r Reader) UnitChanges(ctx context.Context, scope policy.Scope, unit int64) ([]reform.UnitChange, error) {
	args := scoped(scope, pgx.NamedArgs{"unit": unit, "limit": reform.PageSize})
	return many[reform.UnitChange](ctx, r.q, sqlUnitChanges, args)
}

const sqlOpenUnitChanges = selectUnitChange + `c.done_at is null and c.dropped_at is null order by c.takes_effect_on, c.id`

// OpenUnitChanges returns every change that is still to come, the next first.
func (r Reader) OpenUnitChanges(ctx context.Context, scope policy.Scope) ([]reform.UnitChange, error) {
	return many[reform.UnitChange](ctx, r.q, sqlOpenUnitChanges, scoped(scope, nil))
}

const sqlDoneUnitChanges = selectUnitChange + `c.done_at is not null order by c.done_at desc, c.id desc`

// DoneUnitChanges returns every change that was carried out, the latest first.
func (r Reader) DoneUnitChanges(ctx context.Context, scope policy.Scope) ([]reform.UnitChange, error) {
	return many[reform.UnitChange](ctx, r.q, sqlDoneUnitChanges, scoped(scope, nil))
}

const sqlLockUnitChange = selectUnitChange + `c.id = @id for no key update of c`

// LockUnitChange returns the change and keeps it from changing until the transaction ends; a not-found fault when there is none.
func (tx *Tx) LockUnitChange(ctx context.Context, scope policy.Scope, id int64) (reform.UnitChange, error) {
	return one[reform.UnitChange](ctx, tx.q, sqlLockUnitChange, scoped(scope, pgx.NamedArgs{"id": id}))
}

const sqlLockOpenUnitChange = selectUnitChange + `c.unit_id = @unit and c.done_at is null and c.dropped_at is null for no key update of c`

// LockOpenUnitChange returns the change of the unit that is still to come as LockUnitChange does.
func (tx *Tx) LockOpenUnitChange(ctx context.Context, scope policy.Scope, unit int64) (reform.UnitChange, error) {
	return one[reform.UnitChange](ctx, tx.q, sqlLockOpenUnitChange, scoped(scope, pgx.NamedArgs{"unit": unit}))
}

const sqlUnitParts = `
select 'task' as kind, task_id as id, unit_id as unit from unit_change_task where change_id = @change
union all select 'person', person_id, unit_id from unit_change_person where change_id = @change`

// UnitParts returns what of the change goes to another unit than its successor.
func (r Reader) UnitParts(ctx context.Context, change int64) (reform.UnitParts, error) {
	parts := reform.UnitParts{Tasks: map[int64]int64{}, People: map[int64]int64{}}
	rows, err := many[struct {
		Kind string
		ID   int64
		Unit int64
	}](ctx, r.q, sqlUnitParts, pgx.NamedArgs{"change": change})
	for _, row := range rows {
		if row.Kind == "task" {
			parts.Tasks[row.ID] = row.Unit
		} else {
			parts.People[row.ID] = row.Unit
		}
	}
	return parts, err
}

const sqlLockUnit = sqlUnit + ` for update`

// LockUnit returns the unit and keeps anything new from being given to it until the transaction ends.
func (tx *Tx) LockUnit(ctx context.Context, id int64) (reform.Unit, error) {
	return one[reform.Unit](ctx, tx.q, sqlLockUnit, pgx.NamedArgs{"id": id})
}

const sqlUnitTasks = selectTask + `@scope_all and t.lead_unit_id = @unit and t.open order by t.id limit @limit`

// UnitTasks returns the open tasks that the unit leads, in the order of their codes, at most limit of them; drafts too.
func (r Reader) UnitTasks(ctx context.Context, scope policy.Scope, unit int64, limit int) ([]reform.Task, error) {
	return many[reform.Task](ctx, r.q, sqlUnitTasks, scoped(scope, pgx.NamedArgs{"unit": unit, "limit": limit}))
}

const sqlLockUnitTasks = selectTask + `@scope_all and t.lead_unit_id = @unit and t.open order by t.id for no key update of t`

// LockUnitTasks returns every open task that the unit leads and keeps them from changing until the transaction ends.
func (tx *Tx) LockUnitTasks(ctx context.Context, scope policy.Scope, unit int64) ([]reform.Task, error) {
	return many[reform.Task](ctx, tx.q, sqlLockUnitTasks, scoped(scope, pgx.NamedArgs{"unit": unit}))
}

const sqlLeftTasks = `
select distinct t.lead_unit_id as id from task t join unit u on u.id = t.lead_unit_id
where @scope_all and t.open and u.valid_to <= @today and exists (select from unit_change c where c.unit_id = u.id and c.done_at is not null)`

// LeftTasks returns the units that were reorganised and yet lead open tasks on the day.
func (r Reader) LeftTasks(ctx context.Context, scope policy.Scope, today calendar.Date) ([]int64, error) {
	rows, err := many[struct{ ID int64 }](ctx, r.q, sqlLeftTasks, scoped(scope, pgx.NamedArgs{"today": today}))
	ids := make([]int64, 0, len(rows))
	for _, row := range rows {
		ids = append(ids, row.ID)
	}
	return ids, err
}

const sqlLedTasks = `select count(*) from task where lead_unit_id = @unit and open`

// LedTasks returns how many open tasks the unit leads, whoever asks.
func (r Reader) LedTasks(ctx context.Context, unit int64) (int, error) {
	return scalar[int](ctx, r.q, sqlLedTasks, pgx.NamedArgs{"unit": unit})
}

const sqlUnitPeople = selectPerson + ` where p.active and p.unit_id = @unit order by p.sort_name collate "vi-x-icu", p.id`

// UnitPeople returns everybody of the unit with an open account, by given name.
func (r Reader) UnitPeople(ctx context.Context, unit int64) ([]reform.Person, error) {
	return many[reform.Person](ctx, r.q, sqlUnitPeople, pgx.NamedArgs{"unit": unit})
}
