package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"

	"cchc/internal/calendar"
	"cchc/internal/policy"
	"cchc/internal/reform"
)

// fragToDo leaves the tasks that a unit still has to do: neither handed in nor put off, not done by others in its place.
const fragToDo = `t.state in ('assigned', 'in_progress') and t.deadline_kind <> 'periodic' and t.children = 0`

const sqlDueTasks = `
select distinct t.id, t.code, t.title, 0::bigint as share, t.due_on, coalesce(o.id, 0) as officer_id, t.lead_unit_id as unit_id,
	exists (select from obstacle b where b.task_id = t.id and b.live and b.state = 'escalated') as at_leader
from unnest(@froms::text[], @tos::text[]) run(first, last) join task t on t.open and t.due_on between run.first::date and run.last::date
left join person o on o.id = t.officer_id and o.active
where ` + fragToDo + ` and ` + fragTaskInScope

// DueTasks returns the tasks still to be done that are due on one of the days.
func (r Reader) DueTasks(ctx context.Context, scope policy.Scope, runs []calendar.Period) ([]reform.DueMatter, error) {
	return many[reform.DueMatter](ctx, r.q, sqlDueTasks, runArgs(scope, runs))
}

const sqlDueShares = `
select distinct t.id, t.code, t.title, s.id as share, coalesce(s.due_on, t.due_on) as due_on, coalesce(o.id, 0) as officer_id, s.unit_id,
	exists (select from obstacle b where b.task_id = t.id and b.live and b.state = 'escalated') as at_leader
from task_unit s join task t on t.id = s.task_id
join unnest(@froms::text[], @tos::text[]) run(first, last) on coalesce(s.due_on, t.due_on) between run.first::date and run.last::date
left join person o on o.id = s.answered_by and o.active and o.unit_id = s.unit_id
where s.part = 'cooperating' and s.state = 'asked' and ` + fragToDo + ` and ` + fragTaskInScope

// DueShares returns the shares of tasks still to be done that are not answered and due on one of the days, with who answered
// them before.
func (r Reader) DueShares(ctx context.Context, scope policy.Scope, runs []calendar.Period) ([]reform.DueMatter, error) {
	return many[reform.DueMatter](ctx, r.q, sqlDueShares, runArgs(scope, runs))
}

func runArgs(scope policy.Scope, runs []calendar.Period) pgx.NamedArgs {
	firsts, lasts := make([]string, len(runs)), make([]string, len(runs))
	for i, run := range runs {
		firsts[i], lasts[i] = run.From.String(), run.To.String()
	}
	return scoped(scope, pgx.NamedArgs{"froms": firsts, "tos": lasts})
}

const sqlSilentTasks = `
select t.id, t.code, t.title, coalesce(o.id, 0) as officer_id, t.lead_unit_id as unit_id
from task t left join person o on o.id = t.officer_id and o.active
where t.state = 'in_progress' and t.period = '' and t.assigned_on <= @given
	and coalesce(t.last_report_at, '-infinity'::timestamptz) < (@since::date)::timestamp at time zone 'Asia/Ho_Chi_Minh'
	and ` + fragToDo + ` and ` + fragTaskInScope

// SilentTasks returns the tasks under way, those of a series' periods apart, of which nothing was reported as the gap asks.
func (r Reader) SilentTasks(ctx context.Context, scope policy.Scope, gap reform.ReportGap) ([]reform.SilentTask, error) {
	return many[reform.SilentTask](ctx, r.q, sqlSilentTasks, scoped(scope, pgx.NamedArgs{"given": gap.Given, "since": gap.Since}))
}

// fragByHead is whether a head wrote what waits; whose name it stands in follows.
const fragByHead = `exists (select from person_role h where h.role = 'head' and h.person_id = `

const sqlWaitingApprovals = `
select w.step, w.id, t.code, t.title, (w.since at time zone 'Asia/Ho_Chi_Minh')::date as since_on, coalesce(o.id, 0) as officer_id,
	t.lead_unit_id as unit_id, w.author_id, coalesce(w.for_id, 0) as for_id, w.up,
	array(select p.id from person p join person_role r on r.person_id = p.id and r.role = 'chief' where p.active order by p.id) as chiefs
from (select 'approve' as step, r.id, r.task_id, r.reported_at as since, r.author_id, r.for_id, ` + fragByHead + `coalesce(r.for_id, r.author_id)) as up
		from report r where r.state = 'submitted'
	union all select 'verify', r.id, r.task_id, r.approved_at, r.author_id, r.for_id, false from report r where r.state = 'approved'
	union all select 'sign', e.id, e.task_id, e.requested_at, e.author_id, null, ` + fragByHead + `e.author_id)
		from extension e join task x on x.id = e.task_id and x.state = 'in_progress' where e.state = 'requested'
	union all select 'grant', e.id, e.task_id, e.signed_at, e.author_id, null,
			(select count(*) from extension g where g.task_id = e.task_id and g.state = 'granted') >= @extensions
			or exists (select from person_role h where h.person_id = e.author_id and h.role = 'chief')
		from extension e join task x on x.id = e.task_id and x.state = 'in_progress' where e.state = 'signed') w
join task t on t.id = w.task_id left join person o on o.id = t.officer_id and o.active
where ` + fragTaskInScope + ` order by w.since, w.step, w.id`

// WaitingApprovals returns everything that waits to be signed off, the longest first. What a head wrote is a leader's to sign, and
// an extension past so many of one task, or one that the Office's chief wrote, a leader's to grant.
func (r Reader) WaitingApprovals(ctx context.Context, scope policy.Scope, extensions int) ([]reform.WaitingApproval, error) {
	return many[reform.WaitingApproval](ctx, r.q, sqlWaitingApprovals, scoped(scope, pgx.NamedArgs{"extensions": extensions}))
}

const sqlWaitingLetters = `
select n.id, n.code, u.name as unit, (n.made_at at time zone 'Asia/Ho_Chi_Minh')::date as since_on, coalesce(s.id, 0) as signer_id,
	array(select p.id from person p join person_role r on r.person_id = p.id and r.role = 'chief' where p.active order by p.id) as chiefs
from nudge n join unit u on u.id = n.unit_id left join person s on s.id = n.signer_id and s.active
where n.state = 'prepared' and @scope_all order by n.made_at, n.id`

// WaitingLetters returns every letter that urges a unit on and waits to be signed, the longest first.
func (r Reader) WaitingLetters(ctx context.Context, scope policy.Scope) ([]reform.WaitingLetter, error) {
	return many[reform.WaitingLetter](ctx, r.q, sqlWaitingLetters, scoped(scope, nil))
}
