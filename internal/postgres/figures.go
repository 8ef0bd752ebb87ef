package postgres

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"cchc/internal/policy"
	"cchc/internal/reform"
)

// sqlFigures finds the last row of each year, unit and area by one descent of the index, however many rows came before and will
// come after.
const sqlFigures = `
select n.plan_year, u.id as unit_id, a.code as area, c.on_time, c.late, c.in_time, c.overdue, c.undated,
	c.first_on_time, c.first_late, c.first_in_time, c.first_overdue, c.first_undated
from task_number n cross join unit u cross join area a
cross join lateral (select * from tally t where t.plan_year = n.plan_year and t.unit_id = u.id and t.area = a.code and t.at <= @at
	order by t.at desc limit 1) c
where (@scope_all or u.id = any(@scope_units))
	and (c.on_time, c.late, c.in_time, c.overdue, c.undated, c.first_undated) is distinct from (0, 0, 0, 0, 0, 0)
order by 1, 2, 3`

type figureRow struct {
	PlanYear     int
	UnitID       int64
	Area         reform.Area
	OnTime       int
	Late         int
	InTime       int
	Overdue      int
	Undated      int
	FirstOnTime  int
	FirstLate    int
	FirstInTime  int
	FirstOverdue int
	FirstUndated int
}

// Figures returns how many tasks of the units that the scope covers stood in each class at the instant.
func (r Reader) Figures(ctx context.Context, scope policy.Scope, at time.Time) (reform.Figures, error) {
	rows, err := many[figureRow](ctx, r.q, sqlFigures, scoped(scope, pgx.NamedArgs{"at": at}))
	figures := reform.Figures{At: at, Cells: make([]reform.FigureCell, len(rows))}
	for i, row := range rows {
		figures.Cells[i] = reform.FigureCell{
			PlanYear: row.PlanYear, UnitID: row.UnitID, Area: row.Area,
			Now:   reform.Classes{OnTime: row.OnTime, Late: row.Late, InTime: row.InTime, Overdue: row.Overdue, Undated: row.Undated},
			First: reform.Classes{OnTime: row.FirstOnTime, Late: row.FirstLate, InTime: row.FirstInTime, Overdue: row.FirstOverdue, Undated: row.FirstUndated},
		}
	}
	return figures, err
}
