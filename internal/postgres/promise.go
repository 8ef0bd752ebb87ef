package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"

	"cchc/internal/policy"
	"cchc/internal/reform"
)

// fragDoneOn is the day a task was, or is claimed to be, done: a completion that was sent back is none.
const fragDoneOn = `case t.state when 'completed' then t.completed_on when 'submitted' then t.submitted_on end`

// fragPromiseState is what has become of a promise, as reform.Promise.State says it.
const fragPromiseState = `case
	when (p.released_at at time zone 'Asia/Ho_Chi_Minh')::date <= p.promised_on then 'released'
	when ` + fragDoneOn + ` <= p.promised_on then 'kept'
	when (p.next_at at time zone 'Asia/Ho_Chi_Minh')::date <= p.promised_on then 'moved'
	when @today::date > p.promised_on then 'broken' else 'open' end`

// fragPromiseInScope leaves the promises that a scope of nudge.read covers: those of its units.
const fragPromiseInScope = ` (@scope_all or p.unit_id = any(@scope_units))`

const selectPromise = `
p.id, p.nudge_task_id as answer_id, n.code as nudge, t.code as task, t.title, p.unit_id, u.name as unit, p.made_at, b.name as by,
	coalesce(f.name, '') as for, p.note, p.promised_on as "on", ` + fragDoneOn + ` as done_on, p.next_on, p.next_at, p.released_at,
	coalesce(t.officer_id, 0) as officer_id, t.area, t.lead_unit_id = p.unit_id as led,
	t.open and t.lead_unit_id = p.unit_id and k.settled is null as held
from nudge_promise p join task t on t.id = p.task_id join nudge_task k on k.id = p.nudge_task_id join nudge n on n.id = k.nudge_id
join unit u on u.id = p.unit_id join person b on b.id = p.made_by left join person f on f.id = p.made_for
where `

const sqlPromises = `select ` + selectPromise + `p.promised_on between @from and @to and (@unit::bigint = 0 or p.unit_id = @unit)
	and (@state = '' or @state = ` + fragPromiseState + `) and ` + fragPromiseInScope + `
order by p.promised_on desc, p.id desc limit @limit offset @offset`

// Promises returns one page of the promises that the scope covers and the filter asks for, the latest day first.
func (r Reader) Promises(ctx context.Context, scope policy.Scope, f reform.PromiseFilter) ([]reform.Promise, error) {
	args := promiseArgs(scope, f)
	args["state"], args["limit"], args["offset"] = string(f.State), reform.PageSize, offset(f.Page)
	return many[reform.Promise](ctx, r.q, sqlPromises, args)
}

const sqlCountPromises = `
select c.unit_id, u.name as unit, count(*) filter (where state = 'kept') as kept, count(*) filter (where state = 'open') as open,
	count(*) filter (where state = 'moved') as moved, count(*) filter (where state = 'broken') as broken, count(*) filter (where state = 'released') as released
from (select p.unit_id, ` + fragPromiseState + ` as state from nudge_promise p join task t on t.id = p.task_id
	where p.promised_on between @from and @to and (@unit::bigint = 0 or p.unit_id = @unit) and ` + fragPromiseInScope + `) c
join unit u on u.id = c.unit_id group by c.unit_id, u.name, u.sort_order order by u.sort_order, c.unit_id`

// CountPromises returns for each unit that the scope covers how many of its promises of the filter's year came to what.
func (r Reader) CountPromises(ctx context.Context, scope policy.Scope, f reform.PromiseFilter) ([]reform.PromiseCounts, error) {
	return many[reform.PromiseCounts](ctx, r.q, sqlCountPromises, promiseArgs(scope, f))
}

func promiseArgs(scope policy.Scope, f reform.PromiseFilter) pgx.NamedArgs {
	from, to := promisesIn(f)
	return scoped(scope, pgx.NamedArgs{"unit": f.Unit, "today": f.Today, "from": from, "to": to})
}
