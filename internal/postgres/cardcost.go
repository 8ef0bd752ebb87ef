package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"

	"cchc/internal/policy"
	"cchc/internal/reform"
)

const sqlBlockedTasks = `
select t.id, t.code, t.title, t.state, t.due_on, t.completed_on as completed, coalesce(hu.name, '') as lead_unit,
	coalesce(b.below, 0) as below, b.below_due
from task t left join unit hu on hu.id = t.lead_unit_id
left join lateral (
	with recursive down as (
		select d.id, d.due_on, d.open from task d where d.parent_id = t.id
		union all
		select d.id, d.due_on, d.open from task d join down on d.parent_id = down.id
	) select count(*)::int as below, min(down.due_on) as below_due from down where down.open
) b on true
where t.id = any(@ids) and ` + fragTaskInScope + ` order by t.due_on nulls last, t.id`

// BlockedTasks returns the tasks with these numbers as what an obstacle holds up, with what stands below them.
func (r Reader) BlockedTasks(ctx context.Context, scope policy.Scope, ids []int64) ([]reform.HeldTask, error) {
	return many[reform.HeldTask](ctx, r.q, sqlBlockedTasks, scoped(scope, pgx.NamedArgs{"ids": append([]int64{}, ids...)}))
}

const sqlHeldIndicators = `
select i.name from indicator i where exists (select from indicator_task it join task t on t.id = it.task_id
	where it.indicator_id = i.id and t.id = any(@ids) and ` + fragTaskInScope + `)
order by i.area, i.id limit @limit`

// HeldIndicators returns the names of the indicators that the tasks serve, at most limit of them.
func (r Reader) HeldIndicators(ctx context.Context, scope policy.Scope, ids []int64, limit int) ([]string, error) {
	rows, err := many[struct{ Name string }](ctx, r.q, sqlHeldIndicators, scoped(scope, pgx.NamedArgs{"ids": append([]int64{}, ids...), "limit": limit}))
	names := make([]string, 0, len(rows))
	for _, row := range rows {
		names = append(names, row.Name)
	}
	return names, err
}
