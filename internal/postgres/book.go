package postgres

import (
	"context"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5"

	"cchc/internal/policy"
	"cchc/internal/reform"
)

// The rows of the register are picked first, by index and in the order of their numbers, and only those picked are filled in.
const (
	pickBook = `
with picked as (select o.id from obstacle o join task t on t.id = o.task_id where ` + fragTaskInScope
	selectBook = `)
select o.id, o.code, u.name as unit, t.code as task_code, t.title as task_title, o.cause, o.title, o.detail, o.request, o.state,
	(o.raised_at at time zone 'Asia/Ho_Chi_Minh')::date as raised_on, w.confirmed_on, w.received_on, w.escalated_on, w.settled_on,
	(o.closed_at at time zone 'Asia/Ho_Chi_Minh')::date as ended_on, o.resolution, coalesce(p.name, '') as decider,
	coalesce(f.name, '') as decided_for, coalesce(q.title, '') as chosen, coalesce(c.direction, '') as direction, coalesce(c.told, '') as told,
	` + spokenColumns + `
from picked join obstacle o on o.id = picked.id join task t on t.id = o.task_id join unit u on u.id = o.unit_id
left join decision_card c on c.id = o.card_id and c.state = 'decided'
left join person p on p.id = c.decided_by left join person f on f.id = c.decided_for` + spokenTables + `
left join card_option q on q.card_id = c.id and q.position = c.chosen
cross join lateral (select
	(max(s.at) filter (where s.act = 'confirm') at time zone 'Asia/Ho_Chi_Minh')::date as confirmed_on,
	(max(s.at) filter (where s.act = 'receive') at time zone 'Asia/Ho_Chi_Minh')::date as received_on,
	(max(s.at) filter (where s.act = 'escalate') at time zone 'Asia/Ho_Chi_Minh')::date as escalated_on,
	(max(s.at) filter (where s.act in ('decide', 'resolve')) at time zone 'Asia/Ho_Chi_Minh')::date as settled_on
	from obstacle_step s where s.obstacle_id = o.id) w
order by o.id`
)

const (
	fragBookYear  = ` and extract(year from o.raised_at at time zone 'Asia/Ho_Chi_Minh')::int = @year`
	fragBookUnit  = ` and o.unit_id = @unit`
	fragBookCause = ` and o.cause = @cause`
	fragBookState = ` and o.state = @state`
	fragBookLive  = ` and o.live`
)

// bookWhere returns what the filter adds to the WHERE, and its arguments.
func bookWhere(scope policy.Scope, f reform.BookFilter) (string, pgx.NamedArgs) {
	var where strings.Builder
	args := scoped(scope, pgx.NamedArgs{})
	add := func(on bool, frag, name string, value any) {
		if on {
			where.WriteString(frag)
			args[name] = value
		}
	}
	add(f.Year != 0, fragBookYear, "year", f.Year)
	add(f.Unit != 0, fragBookUnit, "unit", f.Unit)
	add(f.Cause != "", fragBookCause, "cause", f.Cause)
	add(f.State != "", fragBookState, "state", f.State)
	add(f.Live, fragBookLive, "live", true)
	return where.String(), args
}

// Book returns rows of the register that the scope covers and the filter asks for, in the order of their numbers: at most limit of
// them after the first skip.
func (r Reader) Book(ctx context.Context, scope policy.Scope, f reform.BookFilter, limit, skip int) ([]reform.BookLine, error) {
	where, args := bookWhere(scope, f)
	sql := fmt.Sprintf(`%s%s order by o.id limit %d offset %d%s`, pickBook, where, limit, skip, selectBook)
	return many[reform.BookLine](ctx, r.q, sql, args)
}

// EachBookLine hands over every row that Book would return, one after another; the first error ends it.
func (r Reader) EachBookLine(ctx context.Context, scope policy.Scope, f reform.BookFilter, take func(reform.BookLine) error) error {
	where, args := bookWhere(scope, f)
	rows, err := r.q.Query(ctx, pickBook+where+selectBook, named(args))
	if err != nil {
		return asFault(err)
	}
	return asFault(each(rows, take))
}

// CountBook returns how many rows the register has, counting no further than one past reform.CountLimit.
func (r Reader) CountBook(ctx context.Context, scope policy.Scope, f reform.BookFilter) (int, error) {
	where, args := bookWhere(scope, f)
	const counted = `select count(*) from (select from obstacle o join task t on t.id = o.task_id where ` + fragTaskInScope
	return scalar[int](ctx, r.q, fmt.Sprintf(`%s%s limit %d) counted`, counted, where, reform.CountLimit+1), args)
}

const sqlFirstBookYear = `
select coalesce(extract(year from min(o.raised_at) at time zone 'Asia/Ho_Chi_Minh')::int, 0) from obstacle o`

// FirstBookYear returns the year of the first obstacle; 0 while there is none.
func (r Reader) FirstBookYear(ctx context.Context) (int, error) {
	return scalar[int](ctx, r.q, sqlFirstBookYear, nil)
}
