package postgres

import (
	"cmp"
	"context"

	"github.com/jackc/pgx/v5"

	"cchc/internal/policy"
	"cchc/internal/reform"
)

const sqlNextTaskNumber = `
insert into task_number (plan_year, last) values (@year, 1)
on conflict (plan_year) do update set last = task_number.last + 1
returning last`

// fragLedger is how a statement that has just written a task as moved notes its deadline, where that is not the one the
// ledger has last: so no write of a task can forget it.
const fragLedger = ` deadline_change (task_id, at, from_on, to_on, action, reason, actor_id, for_id)
	select m.id, @now::timestamptz, l.to_on, m.due_on, @action, @reason, nullif(@actor::bigint, 0), nullif(@for::bigint, 0)
	from moved m left join lateral (select d.to_on from deadline_change d where d.task_id = m.id order by d.at desc, d.id desc limit 1) l on true
	where m.due_on is distinct from l.to_on)
select id from moved`

const sqlCreateTask = `
with moved as (insert into task (code, title, description, area, plan_year, state, deadline_kind, due_on, original_due_on, lead_unit_id, officer_id, deliverable,
	parent_id, assigned_on, search_fold, created_by, created_at, period, period_name, period_from, period_to)
values (@code, @title, @description, @area, @plan_year, @state, @deadline_kind, @due_on, @original_due_on, nullif(@lead_unit::bigint, 0),
	nullif(@officer::bigint, 0), @deliverable, nullif(@parent::bigint, 0), @assigned_on, @search_fold, @author, @now, @period, @period_name, @period_from, @period_to)
returning id, due_on), noted as (insert into` + fragLedger

// CreateTask adds the task under the next code of its plan year and returns it with its number and code.
func (tx *Tx) CreateTask(ctx context.Context, grant policy.Grant, task reform.Task) (reform.Task, error) {
	n, err := scalar[int](ctx, tx.tx, sqlNextTaskNumber, pgx.NamedArgs{"year": task.PlanYear})
	if err != nil {
		return task, err
	}
	task.Code = reform.TaskCode(task.PlanYear, n)
	args := tx.ledgerArgs(grant, "", taskArgs(task))
	args["author"] = cmp.Or(grant.Actor().Person, task.CreatedBy) // what the portal opens is its series' author's
	e := entry{kind: policy.Task, allowed: []policy.Action{policy.TaskCreate, policy.TaskInstruct}, name: task.Code, changes: reform.Task{}.ChangesTo(task)}
	task.ID, err = tx.write(ctx, grant, e, sqlCreateTask, args)
	task.Version = 1
	return task, err
}

// ledgerArgs adds what the ledger says of a write beside the deadline itself.
func (tx *Tx) ledgerArgs(grant policy.Grant, reason string, args pgx.NamedArgs) pgx.NamedArgs {
	who := grant.Actor()
	args["now"], args["action"], args["reason"], args["actor"], args["for"] = tx.Now, string(grant.Action()), reason, who.Person, who.For
	return args
}

const sqlMoveTask = `
with moved as (update task set title = @title, description = @description, area = @area, state = @state, deadline_kind = @deadline_kind, due_on = @due_on,
	original_due_on = @original_due_on, lead_unit_id = nullif(@lead_unit::bigint, 0), officer_id = nullif(@officer::bigint, 0),
	deliverable = @deliverable, priority = @priority, percent = @percent, assigned_on = @assigned_on, submitted_on = @submitted_on,
	submitted_by = nullif(@submitted_by::bigint, 0), completed_on = @completed_on, search_fold = @search_fold, version = version + 1
where id = @id and version = @version
returning id, due_on), noted as (insert into` + fragLedger

// taskActions are the actions under which a task row may change.
var taskActions = []policy.Action{
	policy.TaskEdit, policy.TaskAssign, policy.TaskAccept, policy.TaskDecline, policy.TaskNameOfficer, policy.ReportSubmit,
	policy.ReportSendBack, policy.ReportAccept, policy.TaskSuspend, policy.TaskResume, policy.TaskCancel, policy.TaskReopen, policy.TaskFlag,
	policy.TaskReassign, policy.TaskExtend,
	policy.TaskSplit, policy.TaskFinish, policy.TaskRedirect, policy.ObstacleNote, policy.TaskInstruct, policy.UnitReorganise,
}

// MoveTask writes what the task becomes over the version the move was decided on; a stale version is a conflict.
func (tx *Tx) MoveTask(ctx context.Context, grant policy.Grant, move reform.TaskMove) error {
	args := tx.ledgerArgs(grant, move.Note, taskArgs(move.Becomes))
	args["version"] = move.Seen
	e := entry{
		kind: policy.Task, id: move.Becomes.ID, allowed: taskActions, name: move.Becomes.Code, changes: move.Changes, note: move.Note,
	}
	_, err := tx.write(ctx, grant, e, sqlMoveTask, args)
	return err
}

func taskArgs(t reform.Task) pgx.NamedArgs {
	return pgx.NamedArgs{
		"id": t.ID, "code": t.Code, "title": t.Title, "description": t.Description, "area": int(t.Area), "plan_year": t.PlanYear,
		"state": t.State, "deadline_kind": t.DeadlineKind, "due_on": t.DueOn, "original_due_on": t.OriginalDueOn,
		"lead_unit": t.LeadUnitID, "officer": t.OfficerID, "deliverable": t.Deliverable, "priority": t.Priority, "parent": t.ParentID,
		"percent": t.Percent, "assigned_on": t.AssignedOn, "submitted_on": t.SubmittedOn, "submitted_by": t.SubmittedBy,
		"completed_on": t.CompletedOn, "search_fold": t.SearchFold(), "period": t.Period, "period_name": t.PeriodName,
		"period_from": t.PeriodFrom, "period_to": t.PeriodTo,
	}
}

const (
	sqlDropTaskClauses = `delete from task_clause where task_id = @task and clause_id <> all(@clauses)`
	sqlAddTaskClauses  = `insert into task_clause (task_id, clause_id) select @task::bigint, id from clause where id = any(@clauses) on conflict do nothing`
)

// SetTaskClauses replaces the clauses the task was drawn from, under the Grant that made or edited the task.
func (tx *Tx) SetTaskClauses(ctx context.Context, grant policy.Grant, task int64, clauses []int64) error {
	args := pgx.NamedArgs{"task": task, "clauses": append([]int64{}, clauses...)}
	if err := tx.also(ctx, grant, task, sqlDropTaskClauses, args); err != nil {
		return err
	}
	return tx.also(ctx, grant, task, sqlAddTaskClauses, args)
}

const sqlPriorityTasks = `select count(*) from task where priority and open and plan_year = @year`

// PriorityTasks returns how many open tasks of the plan year are flagged.
func (r Reader) PriorityTasks(ctx context.Context, year int) (int, error) {
	return scalar[int](ctx, r.q, sqlPriorityTasks, pgx.NamedArgs{"year": year})
}
