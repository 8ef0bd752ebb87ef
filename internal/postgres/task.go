package postgres

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"cchc/internal/policy"
	"cchc/internal/reform"
)

const selectTask = `
select t.id, t.code, t.title, t.description, t.area, t.plan_year, t.state, t.deliverable, t.priority,
	coalesce(t.parent_id, 0) as parent_id, t.children, t.created_by, t.created_at, t.version,
	t.deadline_kind, t.due_on, t.original_due_on,
	exists(select from deadline_change d where d.task_id = t.id and d.from_on is not null) as moved,
	exists(select from extension e where e.task_id = t.id) as asked,
	exists(select from obstacle ob where ob.task_id = t.id) as blocked_once,
	exists(select from indicator_task it where it.task_id = t.id) as measured,
	exists(select from nudge_task nt where nt.task_id = t.id and nt.sent_at is not null) as nudged,
	exists(select from decision_effect de where de.task_id = t.id) or exists(select from instruction si where si.task_id = t.id) as instructed,
	exists(select from conclusion mc where mc.task_id = t.id) as concluded,
	coalesce(t.lead_unit_id, 0) as lead_unit_id, coalesce((select u.name from unit u where u.id = t.lead_unit_id), '') as lead_unit,
	coalesce(t.officer_id, 0) as officer_id, coalesce((select p.name from person p where p.id = t.officer_id), '') as officer, t.assigned_on,
	array(select tu.unit_id from task_unit tu where tu.task_id = t.id and tu.state <> 'withdrawn' order by tu.unit_id) as other_units,
	coalesce(t.submitted_by, 0) as submitted_by,
	coalesce((select p.name from task_follower f join person p on p.id = f.person_id where f.task_id = t.id), '') as follower,
	t.percent, t.submitted_on, t.completed_on, t.last_report_at,
	exists (select from report cr where cr.task_id = t.id and cr.kind = 'completion') as sent,
	t.period, t.period_name, t.period_from, t.period_to
from task t
where `

const sqlTask = selectTask + `t.code = @code and ` + fragTaskInScope

// Task returns the task with this code, or a not-found fault when the scope does not cover it.
func (r Reader) Task(ctx context.Context, scope policy.Scope, code string) (reform.Task, error) {
	return one[reform.Task](ctx, r.q, sqlTask, scoped(scope, pgx.NamedArgs{"code": code}))
}

const sqlTaskByID = selectTask + `t.id = @id and ` + fragTaskInScope

// TaskByID returns the task with this number, or a not-found fault when the scope does not cover it.
func (r Reader) TaskByID(ctx context.Context, scope policy.Scope, id int64) (reform.Task, error) {
	return one[reform.Task](ctx, r.q, sqlTaskByID, scoped(scope, pgx.NamedArgs{"id": id}))
}

const sqlLockTaskByID = sqlTaskByID + ` for no key update of t`

// LockTaskByID returns the task as TaskByID does and keeps it from changing until the transaction ends.
func (tx *Tx) LockTaskByID(ctx context.Context, scope policy.Scope, id int64) (reform.Task, error) {
	return one[reform.Task](ctx, tx.q, sqlLockTaskByID, scoped(scope, pgx.NamedArgs{"id": id}))
}

const sqlLockTask = sqlTask + ` for no key update of t`

// LockTask returns the task as Task does and keeps it from changing until the transaction ends.
func (tx *Tx) LockTask(ctx context.Context, scope policy.Scope, code string) (reform.Task, error) {
	return one[reform.Task](ctx, tx.tx, sqlLockTask, scoped(scope, pgx.NamedArgs{"code": code}))
}

const sqlSourceClauses = `
select c.id, c.document_id, d.code_number, d.code_notation, d.issued_on, d.issued_year, d.kind as document_kind, d.issuer,
	c.label, c.heading, c.body, c.is_summary
from task_clause tc join clause c on c.id = tc.clause_id join document d on d.id = c.document_id
where tc.task_id = @task and ` + fragTaskReached + `
order by d.id, c.sort_order`

// SourceClauses returns what the directives say that the task was drawn from.
func (r Reader) SourceClauses(ctx context.Context, scope policy.Scope, task int64) ([]reform.SourceClause, error) {
	return many[reform.SourceClause](ctx, r.q, sqlSourceClauses, scoped(scope, pgx.NamedArgs{"task": task}))
}

const sqlChildTasks = selectLine + `where t.parent_id = @parent and ` + fragTaskInScope + `
order by u.sort_order, t.id`

// ChildTasks returns the tasks under a parent that the scope covers, in the order of their units.
func (r Reader) ChildTasks(ctx context.Context, scope policy.Scope, parent int64) ([]reform.TaskLine, error) {
	return many[reform.TaskLine](ctx, r.q, sqlChildTasks, scoped(scope, pgx.NamedArgs{"parent": parent}))
}

const sqlTaskChildren = `
select count(*) as units, count(*) filter (where k.state = 'completed') as done, count(*) filter (where k.state = 'cancelled') as stopped,
	max(k.completed_on) filter (where k.state = 'completed') as last_on
from task k join task t on t.id = k.parent_id
where k.parent_id = @parent and ` + fragTaskInScope

// TaskChildren counts every task under a parent that the scope covers, those out of reach among them.
func (r Reader) TaskChildren(ctx context.Context, scope policy.Scope, parent int64) (reform.Children, error) {
	return one[reform.Children](ctx, r.q, sqlTaskChildren, scoped(scope, pgx.NamedArgs{"parent": parent}))
}

const sqlTaskHistory = `
select h.state, h.deadline_kind, h.due_on, h.original_due_on, h.completed_on, coalesce(h.lead_unit_id, 0) as lead_unit_id, '' as lead_unit,
	coalesce(h.officer_id, 0) as officer_id, '' as officer, h.percent, h.valid_from, h.valid_to
from task_history h
where h.task_id = @task and ` + fragTaskReached + `
order by h.valid_from`

// TaskHistory returns what the task was, from its making to now, without the names of its units and officers.
func (r Reader) TaskHistory(ctx context.Context, scope policy.Scope, task int64) ([]reform.TaskPast, error) {
	return many[reform.TaskPast](ctx, r.q, sqlTaskHistory, scoped(scope, pgx.NamedArgs{"task": task}))
}

const sqlTaskAsOf = `
select h.state, h.deadline_kind, h.due_on, h.original_due_on, h.completed_on, coalesce(h.lead_unit_id, 0) as lead_unit_id, coalesce(u.name, '') as lead_unit,
	coalesce(h.officer_id, 0) as officer_id, coalesce(p.name, '') as officer, h.percent, h.valid_from, h.valid_to
from task_history h join task t on t.id = h.task_id
left join unit u on u.id = h.lead_unit_id left join person p on p.id = h.officer_id
where h.task_id = @task and h.valid_from <= @at and (h.valid_to > @at or h.valid_to is null) and ` + fragTaskInScope

// TaskAsOf returns what the task was at the instant, or a not-found fault when it did not exist yet.
func (r Reader) TaskAsOf(ctx context.Context, scope policy.Scope, task int64, at time.Time) (reform.TaskPast, error) {
	return one[reform.TaskPast](ctx, r.q, sqlTaskAsOf, scoped(scope, pgx.NamedArgs{"task": task, "at": at}))
}

const sqlFiledTask = selectTask + `t.id = (select coalesce(r.task_id, s.task_id, o.task_id)
	from attachment a left join report r on r.id = a.report_id left join task_unit s on s.id = a.share_id
	left join obstacle o on o.id = a.obstacle_id where a.id = @file) and ` + fragTaskInScope

// FiledTask returns the task that the file came with, in a report, in the answer to a share or with an obstacle, or a not-found fault when the
// scope does not cover it.
func (r Reader) FiledTask(ctx context.Context, scope policy.Scope, file int64) (reform.Task, error) {
	return one[reform.Task](ctx, r.q, sqlFiledTask, scoped(scope, pgx.NamedArgs{"file": file}))
}

const sqlLockReportedTask = selectTask + `t.id = (select task_id from report where id = @report) and ` + fragTaskInScope + ` for no key update of t`

// LockReportedTask returns the task that the report is about and keeps it from changing until the transaction ends; a
// not-found fault says when the scope does not cover it.
func (tx *Tx) LockReportedTask(ctx context.Context, scope policy.Scope, report int64) (reform.Task, error) {
	return one[reform.Task](ctx, tx.tx, sqlLockReportedTask, scoped(scope, pgx.NamedArgs{"report": report}))
}
