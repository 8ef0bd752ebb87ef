package postgres

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"cchc/internal/calendar"
	"cchc/internal/policy"
	"cchc/internal/reform"
)

// sqlSilentUnits asks of units that have nothing overdue, so that what they still have to do falls due from the day on.
const sqlSilentUnits = `
select v.id from unnest(@units::bigint[]) v(id)
where exists (select from task_history h join task t on t.id = h.task_id where h.lead_unit_id = v.id and h.due_on >= @day and h.state = 'in_progress'
	and ` + fragStood + ` and ` + fragHeardThen + ` <= @day::date - @stale::int)`

// SilentUnits returns those of the units, none of which has anything overdue at the instant, that left a task without a report for
// reform.StaleDays or more.
func (r Reader) SilentUnits(ctx context.Context, scope policy.Scope, at time.Time, units []int64) ([]int64, error) {
	rows, err := many[struct{ ID int64 }](ctx, r.q, sqlSilentUnits, scoped(scope, pgx.NamedArgs{
		"at": at, "day": calendar.DateOf(at), "units": units, "stale": reform.StaleDays,
	}))
	ids := make([]int64, len(rows))
	for i, row := range rows {
		ids[i] = row.ID
	}
	return ids, err
}

// sqlMark names what is written: the newest lines of the audit log. While a transaction that writes is under way it may still add a
// line before them, so that nothing can be said; each takes its number before its first line.
const sqlMark = `
select coalesce((select max(id) from audit_event), 0) as last, pg_snapshot_xmin(pg_current_snapshot()) = pg_snapshot_xmax(pg_current_snapshot()) as still`

// Mark returns a number that grows with every deed, whichever program did it; still is false while one is under way, when the number
// says nothing.
func (r Reader) Mark(ctx context.Context) (last int64, still bool, err error) {
	row, err := one[struct {
		Last  int64
		Still bool
	}](ctx, r.q, sqlMark, pgx.NamedArgs{})
	return row.Last, row.Still, err
}
