package postgres

import (
	"context"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5"

	"cchc/internal/calendar"
	"cchc/internal/policy"
	"cchc/internal/reform"
)

// fragBlocks is the predicate that says which obstacles hold their task up, as reform.ObstacleState.Blocks does; the obstacle's
// alias is ob.
const fragBlocks = `ob.live and ob.state not in ('resolved', 'decided')`

const lineColumns = `
select t.id, t.code, t.title, t.area, t.state, t.priority, t.percent, t.deadline_kind, t.due_on as due_on, t.completed_on,
	coalesce(t.lead_unit_id, 0) as lead_unit_id, coalesce(u.name, '') as lead_unit, coalesce(p.name, '') as officer,
	(t.last_report_at at time zone 'Asia/Ho_Chi_Minh')::date as last_report_on, t.assigned_on,
	array_to_string(array(select coalesce(nullif(d.code_number, ''), '…') || case when d.code_notation like '-%' then '' else '/' end || d.code_notation
		from document d where d.id in (select c.document_id from task_clause tc join clause c on c.id = tc.clause_id where tc.task_id = t.id)
		order by d.id), ', ') as documents,
	t.open and exists (select from obstacle ob where ob.task_id = t.id and ` + fragBlocks + `) as blocked,
	t.children, case when t.children > 0 then (select count(*) from task k where k.parent_id = t.id and k.state = 'completed') else 0 end as children_done,
	t.version`

const lineTables = `
from task t left join unit u on u.id = t.lead_unit_id left join person p on p.id = t.officer_id
`

const selectLine = lineColumns + lineTables

// taskOrders are the orders a list can have; each has an index of its own.
var taskOrders = map[reform.TaskSort][2]string{
	reform.SortDue:     {"t.open desc, t.due_on, t.id", "t.open, t.due_on desc, t.id desc"},
	reform.SortCode:    {"t.id", "t.id desc"},
	reform.SortPercent: {"t.percent, t.id", "t.percent desc, t.id desc"},
	reform.SortReport:  {"coalesce(t.last_report_at, '-infinity'::timestamptz), t.id", "coalesce(t.last_report_at, '-infinity'::timestamptz) desc, t.id desc"},
	reform.SortUnit:    {"t.lead_unit_id, t.open desc, t.due_on, t.id", "t.lead_unit_id desc, t.open, t.due_on desc, t.id desc"},
}

// selectBlockedTasks are the numbers of the tasks that an obstacle holds up: few of many, read from an index of their own.
const selectBlockedTasks = `select ob.task_id from obstacle ob where ` + fragBlocks

// taskConditions are what each filter adds to a list's WHERE.
const (
	fragArea     = ` and t.area = @area`
	fragUnit     = ` and t.lead_unit_id = @unit`
	fragState    = ` and t.state = @state`
	fragDocument = ` and exists (select from task_clause dc join clause c on c.id = dc.clause_id where dc.task_id = t.id and c.document_id = @document)`
	fragOfficer  = ` and t.officer_id = @officer`
	fragPriority = ` and t.priority`
	fragBlocked  = ` and t.open and t.id in (` + selectBlockedTasks + `)`
	fragOpen     = ` and t.open`
	fragText     = ` and t.search_fold like @pattern`
)

// fragCounted leaves the tasks that figures count: a task with others below it is counted through those, and so never twice; a
// series is counted by its occurrences alone, also while it has none.
const fragCounted = ` and t.children = 0 and t.deadline_kind <> 'periodic'`

var kinFrag = map[reform.Kin]string{reform.KinCounted: fragCounted, reform.KinParents: ` and t.children > 0 and t.deadline_kind <> 'periodic'`}

// What each class of timeliness asks of a task, those that figures leave out apart.
const (
	fragDoneOnTime = ` and not t.open and t.state = 'completed' and t.completed_on <= t.due_on`
	fragDoneLate   = ` and not t.open and t.state = 'completed' and t.completed_on > t.due_on`
	fragInTime     = ` and t.open and t.state <> 'draft' and t.due_on >= @today`
	fragOverdue    = ` and t.open and t.state <> 'draft' and t.due_on < @today`
	fragNoDeadline = ` and t.state not in ('draft', 'cancelled') and t.due_on is null`
	fragSoon       = ` and t.open and t.state <> 'draft' and t.due_on between @today and @today::date + @soon::int`
	fragPressing   = ` and t.open and t.state <> 'draft' and t.due_on <= @today::date + @soon::int`
	fragDated      = ` and t.open and t.state <> 'draft' and t.due_on is not null`
	fragStale      = ` and t.state = 'in_progress' and coalesce(t.last_report_at < @heard_from, t.assigned_on <= @today::date - @stale::int)`
)

var timelinessFrag = map[reform.Timeliness]string{
	reform.DoneOnTime: fragDoneOnTime, reform.DoneLate: fragDoneLate, reform.OpenInTime: fragInTime, reform.OpenOverdue: fragOverdue,
	reform.NoDeadline: fragNoDeadline, reform.FilterSoon: fragSoon, reform.FilterPressing: fragPressing, reform.FilterDated: fragDated,
	reform.FilterStale: fragStale,
}

// dayArgs are the arguments of the classes on the day today. A task whose last report came before @heard_from, the midnight after the
// last silent day, is silent: an instant to compare with costs less than the day of every report.
func dayArgs(today calendar.Date) pgx.NamedArgs {
	return pgx.NamedArgs{
		"today": today, "soon": reform.SoonDays, "stale": reform.StaleDays, "heard_from": today.AddDays(1 - reform.StaleDays).Start(),
	}
}

// taskWhere returns the WHERE of a filtered list and its arguments.
func taskWhere(scope policy.Scope, f reform.TaskFilter) (string, pgx.NamedArgs) {
	var where strings.Builder
	where.WriteString(`where ` + fragTaskInScope)
	args := scoped(scope, dayArgs(f.Today))
	add := func(on bool, frag, name string, value any) {
		if on {
			where.WriteString(frag)
			args[name] = value
		}
	}
	add(f.Area != nil, fragArea, "area", f.Area)
	add(f.Unit != 0, fragUnit, "unit", f.Unit)
	add(f.State != "", fragState, "state", f.State)
	add(f.Document != 0, fragDocument, "document", f.Document)
	add(f.Officer != 0, fragOfficer, "officer", f.Officer)
	add(f.Priority, fragPriority, "priority", true)
	add(f.Blocked, fragBlocked, "blocked", true)
	add(f.Open, fragOpen, "open", true)
	add(f.Text != "", fragText, "pattern", likeInOrder(f.Text))
	add(f.Timeliness != "", timelinessFrag[f.Timeliness]+fragCounted, "timeliness", f.Timeliness)
	if f.Timeliness == "" || f.Kin != reform.KinCounted { // a class has said so already; twice, it would be thought rarer than it is
		where.WriteString(kinFrag[f.Kin])
	}
	return where.String(), args
}

// taskOrder returns the ORDER BY; text typed with tones ranks titles that have exactly those tones first.
func taskOrder(f reform.TaskFilter, args pgx.NamedArgs) string {
	orders, known := taskOrders[f.Sort]
	if !known {
		orders = taskOrders[reform.SortDue]
	}
	order := orders[0]
	if f.Descending {
		order = orders[1]
	}
	if exact := exactTones(f.Text); exact != "" {
		args["exact"] = exact
		order = `position(@exact in lower(t.title)) > 0 desc, ` + order
	}
	return ` order by ` + order
}

// against returns the statement with its deadlines measured against the basis: each figure has one definition, whichever of
// its two deadlines a task is held to.
func against(basis reform.DueBasis, sql string) string {
	if basis == reform.DueOriginal {
		return strings.ReplaceAll(sql, "t.due_on", "t.original_due_on")
	}
	return sql
}

// Tasks returns one page of the tasks that the scope covers and the filter asks for.
func (r Reader) Tasks(ctx context.Context, scope policy.Scope, f reform.TaskFilter) ([]reform.TaskLine, error) {
	where, args := taskWhere(scope, f)
	// Written out, so that the planner knows that few rows are wanted.
	part := fmt.Sprintf(` limit %d offset %d`, reform.PageSize, offset(f.Page))
	return many[reform.TaskLine](ctx, r.q, against(f.Basis, selectLine+where+taskOrder(f, args)+part), args)
}

// CountTasks returns how many tasks the list has, counting no further than one past reform.CountLimit.
func (r Reader) CountTasks(ctx context.Context, scope policy.Scope, f reform.TaskFilter) (int, error) {
	where, args := taskWhere(scope, f)
	counted := `select from task t ` + where
	if !scope.All() && !scope.Drafts() { // what the units lead has an index of its own; it is counted first, and mostly enough
		counted = strings.Replace(counted, fragTaskInScope, fragLed, 1) + ` union all ` + counted + fragNotLed
	}
	sql := fmt.Sprintf(`select count(*) from (%s limit %d) counted`, counted, reform.CountLimit+1)
	return scalar[int](ctx, r.q, against(f.Basis, sql), args)
}

// fragNotLed leaves the tasks of a scope that its units do not lead.
const fragNotLed = ` and (t.lead_unit_id = any(@scope_units)) is not true`

const sqlWorkCounts = `
select count(*) filter (where t.open and t.state <> 'draft' and t.due_on < @today` + fragCounted + `) as overdue,
	count(*) filter (where t.open and t.state <> 'draft' and t.due_on between @today and @today::date + @soon::int` + fragCounted + `) as due_soon,
	count(*) filter (where t.state = 'submitted'` + fragCounted + `) as waiting,
	count(*) filter (where t.state = 'assigned') as to_accept,
	count(*) filter (where true` + fragStale + fragCounted + `) as stale,
	count(*) filter (where t.open and t.id in (` + selectBlockedTasks + `)` + fragCounted + `) as blocked,
	count(*) filter (where t.open and t.state <> 'draft' and t.due_on is not null` + fragCounted + `) as open,
	count(*) filter (where t.open and t.state <> 'draft' and t.due_on is null` + fragCounted + `) as standing,
	count(*) filter (where t.state = 'completed'` + fragCounted + `) as completed
from task t
where (@officer::bigint = 0 or t.officer_id = @officer) and (@unit::bigint = 0 or t.lead_unit_id = @unit) and ` + fragTaskInScope

// WorkCounts returns the numbers over the tasks of one officer, of one unit, or of the whole scope (both 0).
func (r Reader) WorkCounts(ctx context.Context, scope policy.Scope, f reform.TaskFilter) (reform.WorkCounts, error) {
	args := scoped(scope, dayArgs(f.Today))
	args["officer"], args["unit"] = f.Officer, f.Unit
	return one[reform.WorkCounts](ctx, r.q, against(f.Basis, sqlWorkCounts), args)
}

const sqlOfficerLoads = `
select p.id as person_id, p.name, p.position,
	count(t.id) filter (where t.open) as open,
	count(t.id) filter (where t.open and t.due_on < @today) as overdue,
	count(t.id) filter (where t.open and t.due_on between @today and @today::date + @soon::int) as due_soon
from person p left join task t on t.officer_id = p.id and t.open and t.state <> 'draft' and t.lead_unit_id = p.unit_id and ` + fragTaskInScope + fragCounted + `
where p.unit_id = @unit and p.active and exists (select from person_role r where r.person_id = p.id and r.role in ('staff', 'head'))
group by p.id order by p.sort_name collate "vi-x-icu", p.id`

// OfficerLoads returns the open work of each active officer of the unit, by given name.
func (r Reader) OfficerLoads(ctx context.Context, scope policy.Scope, f reform.TaskFilter) ([]reform.OfficerLoad, error) {
	args := scoped(scope, pgx.NamedArgs{"unit": f.Unit, "today": f.Today, "soon": reform.SoonDays})
	return many[reform.OfficerLoad](ctx, r.q, against(f.Basis, sqlOfficerLoads), args)
}
