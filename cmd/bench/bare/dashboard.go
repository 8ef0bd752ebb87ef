package bare

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// dashboard is what the portal's dashboard shows: figures of three instants and of eight weeks, what is open by cause, what changed
// in a week, what falls due in two and the priority tasks.
type dashboard struct {
	at         time.Time
	cells      []cell
	causes     []cause
	turns      []turn
	due        []due
	priorities []due
}

type cell struct {
	Place, Year                            int
	Unit, Area                             string
	OnTime, Late, InTime, Overdue, Undated int
	First1, First2, First3, First4, First5 int
}

type cause struct {
	Cause, Unit string
	N           int
}

type turn struct {
	Kind string
	N    int
}

type due struct {
	Code, Title, Unit, State string
	Percent                  int
	DueOn                    *time.Time
	HeardAt                  *time.Time
}

const (
	sqlCells = `
select i.place, n.plan_year, u.name, a.code::text, c.on_time, c.late, c.in_time, c.overdue, c.undated,
	c.first_on_time, c.first_late, c.first_in_time, c.first_overdue, c.first_undated
from unnest($1::timestamptz[]) with ordinality i(at, place) cross join task_number n cross join unit u cross join area a
cross join lateral (select * from tally t where t.plan_year = n.plan_year and t.unit_id = u.id and t.area = a.code and t.at <= i.at
	order by t.at desc limit 1) c
where c.on_time + c.late + c.in_time + c.overdue + c.undated > 0`
	sqlCauses = `
select s.cause, u.name, count(*) from obstacle o join unit u on u.id = o.unit_id join obstacle_step s on s.obstacle_id = o.id and s.left_at is null
where o.live group by 1, 2`
	sqlTurns = `
select k.kind, (select count(*) from (select from task_turn t where t.kind = k.kind and t.at > $1::timestamptz - interval '7 days' and t.at <= $1 limit 2000) n)
from unnest(array['overdue', 'deadline', 'reassigned', 'done', 'given', 'reopened', 'stopped']) k(kind)`
	selectDue = `
select t.code, t.title, u.name, t.state, t.percent, t.due_on, t.last_report_at from task t join unit u on u.id = t.lead_unit_id
where t.open and t.children = 0 and `
	sqlDue        = selectDue + `t.due_on between $1::timestamptz::date and $1::timestamptz::date + 14 order by t.due_on, t.id limit 200`
	sqlPriorities = selectDue + `t.priority order by t.due_on, t.id limit 50`
)

// readDashboard reads it in one round trip.
func readDashboard(ctx context.Context, pool *pgxpool.Pool) (dashboard, error) {
	d := dashboard{at: time.Now()}
	instants := []time.Time{d.at, d.at.AddDate(0, 0, -7), d.at.AddDate(0, 0, -30)}
	for week := range 8 {
		instants = append(instants, d.at.AddDate(0, 0, -7*week))
	}
	var batch pgx.Batch
	read(&batch, sqlCells, &d.cells, instants)
	read(&batch, sqlCauses, &d.causes)
	read(&batch, sqlTurns, &d.turns, d.at)
	read(&batch, sqlDue, &d.due, d.at)
	read(&batch, sqlPriorities, &d.priorities)
	return d, pool.SendBatch(ctx, &batch).Close()
}

// sums adds the years together and returns one cell for each instant with each unit, and with each area, as the page shows them.
func sums(cells []cell) []cell {
	type key struct {
		place      int
		unit, area string
	}
	at := map[key]int{}
	var all []cell
	add := func(k key, c cell) {
		i, known := at[k]
		if !known {
			i = len(all)
			at[k] = i
			all = append(all, cell{Place: k.place, Unit: k.unit, Area: k.area})
		}
		all[i].OnTime += c.OnTime
		all[i].Late += c.Late
		all[i].InTime += c.InTime
		all[i].Overdue += c.Overdue
		all[i].Undated += c.Undated
	}
	for _, c := range cells {
		add(key{c.Place, c.Unit, ""}, c)
		add(key{c.Place, "", c.Area}, c)
	}
	return all
}
