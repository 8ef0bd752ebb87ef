package postgres

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"cchc/internal/calendar"
	"cchc/internal/policy"
	"cchc/internal/reform"
)

// fragStood leaves the tasks that figures count, as they stood at the instant.
const fragStood = `h.valid_from <= @at and coalesce(h.valid_to > @at, true) and h.leaf and h.deadline_kind <> 'periodic' and h.state not in ('draft', 'cancelled')
	and (@scope_all or h.lead_unit_id = any(@scope_units))`

// fragBlockedThen is the code of the first obstacle that held the task of h up at the instant, as reform.ObstacleState.Blocks says.
const fragBlockedThen = `coalesce((select o.code from obstacle o join obstacle_step s on s.obstacle_id = o.id and s.at <= @at and coalesce(s.left_at > @at, true)
	where o.task_id = h.task_id and s.state not in ('closed', 'withdrawn', 'resolved', 'decided') order by o.id limit 1), '')`

// fragHeardThen is the day of the last report on the task of h at the instant; the one it was assigned on where there is none.
const fragHeardThen = `(coalesce((select r.reported_at from report r where r.task_id = h.task_id and r.reported_at <= @at and r.state <> 'draft'
	order by r.reported_at desc, r.id desc limit 1), least(t.assigned_on::timestamp at time zone 'Asia/Ho_Chi_Minh', h.valid_from)) at time zone 'Asia/Ho_Chi_Minh')::date`

// fragUrgedThen counts the nudges about the task of h that were neither answered nor followed by a report at the instant, though the
// day to answer had passed. What is read at an instant turns with the day and with what is written, never in between (ADR 27).
const fragUrgedThen = `(select count(*) from nudge_task k join nudge n on n.id = k.nudge_id
	where k.task_id = h.task_id and k.sent_at <= @at and not k.dropped and n.unit_id = h.lead_unit_id and (n.answer_by at time zone 'Asia/Ho_Chi_Minh')::date < @today
		and coalesce(k.answered_at > @at, true)
		and not exists (select from report r where r.task_id = h.task_id and r.reported_at > k.sent_at and r.reported_at <= @at))`

// fragPace adds the median percent per week of each unit of the tasks h: of its latest reports, each by the weeks since its task was given.
const fragPace = `,
pace as materialized (
	select u.id, (select percentile_cont(0.5) within group (order by r.percent * 7.0 / greatest((r.reported_at at time zone 'Asia/Ho_Chi_Minh')::date - k.assigned_on, 7))
		from (select task_id, percent, reported_at from report where unit_id = u.id and reported_at <= @at order by reported_at desc limit 30) r
		join task k on k.id = r.task_id where k.assigned_on is not null) as weekly
	from (select distinct lead_unit_id as id from h) u)`

// fragBegan is what the task of h was AheadPaceDays before the instant, or when its unit got it: its own pace is taken from there.
const fragBegan = `
left join lateral (select b.valid_from, b.percent from task_history b where b.task_id = h.task_id and b.lead_unit_id = h.lead_unit_id
	and b.state <> 'draft' and coalesce(b.valid_to > @pace_from, true) and b.valid_from <= @at order by b.valid_from limit 1) b on true`

const fragOwnPace = `(greatest(b.valid_from, @pace_from) at time zone 'Asia/Ho_Chi_Minh')::date as began_on, coalesce(b.percent, 0) as began_at`

const fragDueSoon = `
	select h.task_id, h.due_on, h.area, h.lead_unit_id, h.state, h.percent, h.valid_from from task_history h
	where h.due_on between @day and @until and h.state not in ('draft', 'completed', 'cancelled') and (@unit::bigint = 0 or h.lead_unit_id = @unit)
		and (@areas::int[] is null or h.area = any(@areas)) and ` + fragStood

// sqlAhead looks at the tasks that are due first and only counts the others, up to a limit. What is still so is found among what is
// open; what was so then and is no more is looked for only where anything was done since, of which every deed leaves a line.
const sqlAhead = `
with due as materialized (
	(` + fragDueSoon + ` and h.valid_to is null order by h.due_on, h.task_id limit @most)
	union all
	(` + fragDueSoon + ` and h.valid_to is not null and (select max(e.at) > @at from audit_event e) order by h.due_on, h.task_id limit @most)),
h as materialized (select * from due order by due_on, task_id limit @looked)` + fragPace + `
select (select least(count(*), @most) from due) as n, t.code, t.title, h.area, h.lead_unit_id as unit_id, u.name as unit, h.state, h.percent, h.due_on,
	` + fragHeardThen + ` as heard_on, ` + fragBlockedThen + ` as obstacle, ` + fragUrgedThen + ` as nudges,
	` + fragOwnPace + `, coalesce(p.weekly, 0) as unit_weekly
from h join task t on t.id = h.task_id join unit u on u.id = h.lead_unit_id left join pace p on p.id = u.id` + fragBegan + `
order by h.due_on, h.task_id`

// aheadRow is a task with how many there are in all.
type aheadRow struct {
	N int
	reform.AheadTask
}

// Ahead returns what falls due from the day of the instant to the day until, of the tasks in the scope as they stood at the instant, and
// which of them are at risk.
func (r Reader) Ahead(ctx context.Context, scope policy.Scope, at time.Time, until calendar.Date) (reform.Ahead, error) {
	return r.AheadIn(ctx, scope, reform.AheadFilter{At: at, Until: until})
}

// AheadIn is Ahead of the unit or the areas of the filter.
func (r Reader) AheadIn(ctx context.Context, scope policy.Scope, f reform.AheadFilter) (reform.Ahead, error) {
	args := aheadArgs(scope, f)
	args["day"], args["until"], args["most"], args["looked"] = calendar.DateOf(f.At), f.Until, reform.CountLimit+1, reform.AheadLooked
	rows, err := many[aheadRow](ctx, r.q, sqlAhead, args)
	if err != nil {
		return reform.Ahead{}, err
	}
	n, looked := 0, make([]reform.AheadTask, len(rows))
	for i, row := range rows {
		n, looked[i] = row.N, row.AheadTask
	}
	return reform.AheadOf(f.At, f.Until, n, looked), nil
}

// aheadArgs are what both the tasks that fall due and the priority tasks are asked by.
func aheadArgs(scope policy.Scope, f reform.AheadFilter) pgx.NamedArgs {
	return scoped(scope, pgx.NamedArgs{
		"at": f.At, "unit": f.Unit, "areas": areaCodes(f.Areas), "today": calendar.DateOf(f.At),
		"pace_from": calendar.DateOf(f.At).AddDays(-reform.AheadPaceDays).Start(),
	})
}

// areaCodes are the codes of the areas that a statement asks for; nil for no areas, which asks for all.
func areaCodes(areas []reform.Area) []int {
	var codes []int
	for _, area := range areas {
		codes = append(codes, int(area))
	}
	return codes
}
