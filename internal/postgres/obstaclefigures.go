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
