package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"

	"cchc/internal/policy"
	"cchc/internal/reform"
)

// fragPromiseState is what has become of a promise, as reform.Promise.State says it. The day the task was done stands beside the promise,
// kept there by the database.
const fragPromiseState = `case
	when (p.released_at at time zone 'Asia/Ho_Chi_Minh')::date <= p.promised_on then 'released'
	when p.done_on <= p.promised_on then 'kept'
	when (p.next_at at time zone 'Asia/Ho_Chi_Minh')::date <= p.promised_on then 'moved'
	when @today::date > p.promised_on then 'broken' else 'open' end`

// fragPromiseAsked leaves the promises of the filter's year and unit that a scope of nudge.read covers: those of its units.
const fragPromiseAsked = `p.promised_on between @from and @to and (@unit::bigint = 0 or p.unit_id = @unit) and (@scope_all or p.unit_id = any(@scope_units))`

// Picked first and filled in then, so that rows which are skipped are read from the index alone.
const sqlPromises = `
select p.id, p.nudge_task_id as answer_id, n.code as nudge, t.code as task, t.title, p.unit_id, u.name as unit, p.made_at, b.name as by,
	coalesce(f.name, '') as for, p.note, p.promised_on as "on", p.done_on, p.next_on, p.next_at, p.released_at,
	coalesce(t.officer_id, 0) as officer_id, t.area, t.lead_unit_id = p.unit_id as led,
	t.open and t.lead_unit_id = p.unit_id and k.settled is null as held
from nudge_promise p join task t on t.id = p.task_id join nudge_task k on k.id = p.nudge_task_id join nudge n on n.id = k.nudge_id
join unit u on u.id = p.unit_id join person b on b.id = p.made_by left join person f on f.id = p.made_for
where p.id in (select p.id from nudge_promise p where ` + fragPromiseAsked + ` and (@state = '' or @state = ` + fragPromiseState + `)
	order by p.promised_on desc, p.id desc limit @limit offset @offset)
order by p.promised_on desc, p.id desc`

// Promises returns one page of the promises that the scope covers and the filter asks for, the latest day first.
func (r Reader) Promises(ctx context.Context, scope policy.Scope, f reform.PromiseFilter) ([]reform.Promise, error) {
	args := promiseArgs(scope, f)
	args["state"], args["limit"], args["offset"] = string(f.State), reform.PageSize, offset(f.Page)
	return many[reform.Promise](ctx, r.q, sqlPromises, args)
}

// Counted first by what became of them, so that this is worked out once for each.
const sqlCountPromises = `
select c.unit_id, u.name as unit, coalesce(sum(n) filter (where state = 'kept'), 0)::bigint as kept, coalesce(sum(n) filter (where state = 'open'), 0)::bigint as open,
	coalesce(sum(n) filter (where state = 'moved'), 0)::bigint as moved, coalesce(sum(n) filter (where state = 'broken'), 0)::bigint as broken,
	coalesce(sum(n) filter (where state = 'released'), 0)::bigint as released
from (select p.unit_id, ` + fragPromiseState + ` as state, count(*) as n from nudge_promise p where ` + fragPromiseAsked + ` group by 1, 2) c
join unit u on u.id = c.unit_id group by c.unit_id, u.name, u.sort_order order by u.sort_order, c.unit_id`

// CountPromises returns for each unit that the scope covers how many of its promises of the filter's year came to what.
func (r Reader) CountPromises(ctx context.Context, scope policy.Scope, f reform.PromiseFilter) ([]reform.PromiseCounts, error) {
	return many[reform.PromiseCounts](ctx, r.q, sqlCountPromises, promiseArgs(scope, f))
}

func promiseArgs(scope policy.Scope, f reform.PromiseFilter) pgx.NamedArgs {
	from, to := promisesIn(f)
	return scoped(scope, pgx.NamedArgs{"unit": f.Unit, "today": f.Today, "from": from, "to": to})
}
