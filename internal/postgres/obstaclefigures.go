package postgres

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"cchc/internal/policy"
	"cchc/internal/reform"
)

const sqlObstacleFigures = `
select i.place, o.unit_id, h.area, s.cause, count(*) as open, count(*) filter (where s.state = 'escalated') as waiting
from unnest(@instants::timestamptz[]) with ordinality i(at, place)
join obstacle_step s on s.state not in ('closed', 'withdrawn')
	and tstzrange(s.at, case when s.left_at < s.at then s.at else s.left_at end) @> i.at
join obstacle o on o.id = s.obstacle_id
cross join lateral (select p.area from task_history p where p.task_id = o.task_id and p.valid_from <= i.at order by p.valid_from desc limit 1) h
where (@scope_all or o.unit_id = any(@scope_units))
group by i.place, o.unit_id, h.area, s.cause
order by i.place, o.unit_id, h.area, s.cause`

type obstacleCellRow struct {
	Place int
	reform.ObstacleCell
}

// ObstacleFigures returns how many obstacles of the units that the scope covers were open at each of the instants, in their order.
func (r Reader) ObstacleFigures(ctx context.Context, scope policy.Scope, instants ...time.Time) ([]reform.ObstacleFigures, error) {
	figures := make([]reform.ObstacleFigures, len(instants))
	for i, at := range instants {
		figures[i].At = at
	}
	rows, err := many[obstacleCellRow](ctx, r.q, sqlObstacleFigures, scoped(scope, pgx.NamedArgs{"instants": instants}))
	if err != nil {
		return nil, err
	}
	for _, row := range rows {
		of := &figures[row.Place-1]
		of.Cells = append(of.Cells, row.ObstacleCell)
	}
	return figures, nil
}

const sqlDecisionsThen = `
select o.id, o.code, o.title, s.cause, o.needed_by, u.name as unit, t.code as task_code, t.title as task_title, coalesce(s.card_id, 0) as card_id,
	coalesce(l.name, '') as leader, null::timestamptz as closed_at, s.state, s.at as entered_at, s.due_on, null::int as days_left
from obstacle_step s join obstacle o on o.id = s.obstacle_id join task t on t.id = o.task_id and ` + fragTaskInScope + `
join unit u on u.id = o.unit_id left join person l on l.id = s.waits_for_id
cross join lateral (select p.area from task_history p where p.task_id = o.task_id and p.valid_from <= @at order by p.valid_from desc limit 1) h
where s.state = 'escalated' and tstzrange(s.at, case when s.left_at < s.at then s.at else s.left_at end) @> @at::timestamptz
	and (@every_field or h.area = any(@fields))
order by s.at, o.id limit @limit`

// DecisionsThen returns the obstacles that waited for a leader's decision at the instant in the fields, on tasks that the scope covers,
// those that waited longest first, at most limit of them; what stands beside is as it is now, the stage as it was.
func (r Reader) DecisionsThen(ctx context.Context, scope policy.Scope, fields policy.Fields, at time.Time, limit int) ([]reform.ObstacleLine, error) {
	return many[reform.ObstacleLine](ctx, r.q, sqlDecisionsThen, scoped(scope, pgx.NamedArgs{
		"at": at, "every_field": fields.Every, "fields": append([]int{}, fields.Areas...), "limit": limit,
	}))
}
