package postgres

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"cchc/internal/calendar"
	"cchc/internal/policy"
	"cchc/internal/reform"
)

// sqlFigures finds the last row of each instant, year, unit and area by one descent of the index, however many rows came before
// and will come after.
const sqlFigures = `
select i.place, n.plan_year, u.id as unit_id, a.code as area, c.on_time, c.late, c.in_time, c.overdue, c.undated,
	c.first_on_time, c.first_late, c.first_in_time, c.first_overdue, c.first_undated
from unnest(@instants::timestamptz[]) with ordinality i(at, place) cross join task_number n cross join unit u cross join area a
cross join lateral (select * from tally t where t.plan_year = n.plan_year and t.unit_id = u.id and t.area = a.code and t.at <= i.at
	order by t.at desc limit 1) c
where (@scope_all or u.id = any(@scope_units))
	and (c.on_time, c.late, c.in_time, c.overdue, c.undated, c.first_undated) is distinct from (0, 0, 0, 0, 0, 0)
order by i.place, n.plan_year, u.id, a.code`

type figureRow struct {
	Place        int
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

func (r figureRow) cell() reform.FigureCell {
	return reform.FigureCell{
		PlanYear: r.PlanYear, UnitID: r.UnitID, Area: r.Area,
		Now:   reform.Classes{OnTime: r.OnTime, Late: r.Late, InTime: r.InTime, Overdue: r.Overdue, Undated: r.Undated},
		First: reform.Classes{OnTime: r.FirstOnTime, Late: r.FirstLate, InTime: r.FirstInTime, Overdue: r.FirstOverdue, Undated: r.FirstUndated},
	}
}

// Figures returns how many tasks of the units that the scope covers stood in each class at each of the instants, in their order.
func (r Reader) Figures(ctx context.Context, scope policy.Scope, instants ...time.Time) ([]reform.Figures, error) {
	figures := make([]reform.Figures, len(instants))
	for i, at := range instants {
		figures[i].At = at
	}
	rows, err := many[figureRow](ctx, r.q, sqlFigures, scoped(scope, pgx.NamedArgs{"instants": instants}))
	if err != nil {
		return nil, err
	}
	for _, row := range rows {
		of := &figures[row.Place-1]
		of.Cells = append(of.Cells, row.cell())
	}
	return figures, nil
}

// fragFigured are the tasks that figures of the instant count, as they stood.
const fragFigured = `
from task_history h join task t on t.id = h.task_id join unit u on u.id = h.lead_unit_id
where h.valid_from <= @at and coalesce(h.valid_to > @at, true) and h.leaf and h.deadline_kind <> 'periodic' and h.state not in ('draft', 'cancelled')
	and (@scope_all or h.lead_unit_id = any(@scope_units))`

const selectFigureLines = `
select t.code, t.title, h.area, u.name as unit, h.state, h.percent, h.due_on, h.completed_on` + fragFigured

// classFrag are what each class adds to the list of the tasks behind a figure, as reform.TimelinessOf says it.
var classFrag = map[reform.Timeliness]string{
	reform.DoneOnTime:  ` and h.state = 'completed' and h.completed_on <= h.due_on`,
	reform.DoneLate:    ` and h.state = 'completed' and h.completed_on > h.due_on`,
	reform.OpenInTime:  ` and h.state <> 'completed' and h.due_on >= @day`,
	reform.OpenOverdue: ` and h.state <> 'completed' and h.due_on < @day`,
	reform.NoDeadline:  ` and h.due_on is null`,
	reform.FigureDone:  ` and h.state = 'completed' and h.due_on is not null`,
}

// fragFallsDue leaves what Ahead counts.
const fragFallsDue = ` and h.state <> 'completed' and h.due_on between @day and @until`

// CountFigureLines returns how many tasks FigureLines would list on all its pages, counting no further than one past reform.CountLimit.
func (r Reader) CountFigureLines(ctx context.Context, scope policy.Scope, f reform.FigureFilter) (int, error) {
	sql, args := figureLines(scope, f)
	return scalar[int](ctx, r.q, fmt.Sprintf(`select count(*) from (%s limit %d) counted`, sql, reform.CountLimit+1), args)
}

// FigureLines returns one page of the tasks behind a figure as they stood at its instant, the earliest deadline first.
func (r Reader) FigureLines(ctx context.Context, scope policy.Scope, f reform.FigureFilter) ([]reform.FigureLine, error) {
	sql, args := figureLines(scope, f)
	return many[reform.FigureLine](ctx, r.q, sql+fmt.Sprintf(` limit %d offset %d`, reform.PageSize, offset(f.Page)), args)
}

// EachFigureLine hands over every task that FigureLines would return, one after another; the first error ends it.
func (r Reader) EachFigureLine(ctx context.Context, scope policy.Scope, f reform.FigureFilter, take func(reform.FigureLine) error) error {
	sql, args := figureLines(scope, f)
	rows, err := r.q.Query(ctx, sql, named(args))
	if err != nil {
		return asFault(err)
	}
	return asFault(each(rows, take))
}

// figureLines returns the statement that lists the filter's tasks, and its arguments.
func figureLines(scope policy.Scope, f reform.FigureFilter) (string, pgx.NamedArgs) {
	sql, args := selectFigureLines, scoped(scope, pgx.NamedArgs{"at": f.At, "day": calendar.DateOf(f.At)})
	if f.Unit != 0 {
		sql, args["unit"] = sql+` and h.lead_unit_id = @unit`, f.Unit
	}
	if f.Area != nil {
		sql, args["area"] = sql+` and h.area = @area`, int(*f.Area)
	}
	if len(f.Areas) > 0 {
		sql, args["areas"] = sql+` and h.area = any(@areas)`, areaCodes(f.Areas)
	}
	if !f.Until.IsZero() {
		sql, args["until"] = sql+fragFallsDue, f.Until
	}
	sql += classFrag[f.Class] + ` order by h.due_on, h.task_id`
	if f.Basis == reform.DueOriginal {
		sql = strings.ReplaceAll(sql, "h.due_on", "h.original_due_on")
		sql = strings.Replace(sql, "h.original_due_on, h.completed_on", "h.original_due_on as due_on, h.completed_on", 1)
	}
	return sql, args
}
