package postgres

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"cchc/internal/policy"
	"cchc/internal/reform"
)

// fragWaits is every wait that began in the period in the scope's units. An answer and a meeting's agenda begin none: they
// carry the one before them on. Who it waits for is the leader it was put before, the clerk who took it in, or whoever did the
// step; nobody where nobody has, or where the unit itself withdrew it.
const fragWaits = `
with begun as (
	select s.id, s.obstacle_id, s.state, s.act, s.actor_id, o.unit_id,
		coalesce((select min(n.id) from obstacle_step n where n.obstacle_id = s.obstacle_id and n.id > s.id and n.state = s.state
			and n.act <> all(array['answer', 'table'])), 9223372036854775807) as next_id
	from obstacle_step s join obstacle o on o.id = s.obstacle_id
	where s.at >= @from and s.at < @to and s.state = any(@states) and s.act <> all(array['answer', 'table'])
		and (@scope_all or o.unit_id = any(@scope_units))),
piece as (
	select b.id, b.state, b.unit_id, b.act, b.actor_id, s.id as step_id, s.due_on, s.left_at, s.left_by, s.waits_for_id,
		coalesce((s.left_at at time zone 'Asia/Ho_Chi_Minh')::date, @today::date) as left_on,
		coalesce(s.days, (select count(*) from unnest(@worked::date[]) d where d > (s.at at time zone 'Asia/Ho_Chi_Minh')::date and d <= @today)) as days,
		(select n.act from obstacle_step n where n.obstacle_id = b.obstacle_id and n.id > s.id order by n.id limit 1) as left_with
	from begun b join obstacle_step s on s.obstacle_id = b.obstacle_id and s.id >= b.id and s.id < b.next_id and s.state = b.state),
wait as (
	select id, state, unit_id, sum(days)::int as days, bool_or(left_at is null) as open, bool_or(left_on > due_on) as late,
		(array_agg(case
			when state = 'escalated' then waits_for_id
			when state = 'received' and act = 'receive' then actor_id
			when left_with <> 'withdraw' then left_by end order by step_id desc))[1] as person_id
	from piece group by id, state, unit_id)
`

const fragWaitSum = `count(*) as waits, count(*) filter (where open) as waiting, count(*) filter (where late) as late,
	coalesce(percentile_cont(0.5) within group (order by days), 0) as median, coalesce(max(days), 0) as longest`

const sqlStepWaits = fragWaits + `select state, ` + fragWaitSum + ` from wait group by state`

// StepWaits returns how long obstacles waited in each state with a clock, in no particular order; the scope is that of watching
// units.
func (r Reader) StepWaits(ctx context.Context, scope policy.Scope, f reform.WaitFilter) ([]reform.StepWait, error) {
	return many[reform.StepWait](ctx, r.q, sqlStepWaits, waitArgs(scope, f))
}

const sqlPersonWaits = fragWaits + `
select w.part, coalesce(p.name, '') as person, coalesce(pu.name, wu.name, '') as unit, w.waits, w.waiting, w.late, w.median, w.longest, w.longest_open
from (
	select part, person_id, for_unit, ` + fragWaitSum + `, coalesce(max(days) filter (where open), 0) as longest_open
	from (select case state when 'submitted' then 'head' when 'escalated' then 'leader' else 'office' end as part, person_id,
			case when state = 'submitted' and person_id is null then unit_id end as for_unit, days, open, late from wait) parted
	group by part, person_id, for_unit) w
left join person p on p.id = w.person_id left join unit pu on pu.id = p.unit_id left join unit wu on wu.id = w.for_unit
order by w.waiting > 0 desc, w.longest_open desc, w.longest desc, w.part, p.sort_name collate "vi-x-icu", wu.sort_order, w.person_id
limit @limit`

// PersonWaits returns how long obstacles waited for each person, and for units and the Office where nobody took them up: those
// that something waits for now first, at most limit of them; the scope is that of watching units.
func (r Reader) PersonWaits(ctx context.Context, scope policy.Scope, f reform.WaitFilter, limit int) ([]reform.PersonWait, error) {
	args := waitArgs(scope, f)
	args["limit"] = limit
	return many[reform.PersonWait](ctx, r.q, sqlPersonWaits, args)
}

func waitArgs(scope policy.Scope, f reform.WaitFilter) pgx.NamedArgs {
	worked := []time.Time{}
	for _, day := range f.Worked() {
		worked = append(worked, time.Date(day.Year(), day.Month(), day.Day(), 0, 0, 0, 0, time.UTC))
	}
	return scoped(scope, pgx.NamedArgs{
		"from": f.Period.From.Start(), "to": f.Period.To.AddDays(1).Start(), "today": f.Today, "worked": worked, "states": clockedStates(),
	})
}
