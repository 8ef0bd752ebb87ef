package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"

	"cchc/internal/policy"
	"cchc/internal/reform"
)

const fragReport = `
select r.id, r.task_id, r.kind, r.author_id, r.unit_id, r.percent, r.percent_before, r.done, r.next, r.expected_on,
	r.late_reason, r.reported_at, coalesce(r.for_id, 0) as for_id,
	r.state, r.submitted_on, coalesce(r.approved_by, 0) as approved_by, r.approved_at, coalesce(r.accepted_by, 0) as accepted_by, r.accepted_at,
	r.version, `

const selectReport = fragReport + `r.token::text as token, p.name as author, coalesce(f.name, '') as for
from report r join person p on p.id = r.author_id left join person f on f.id = r.for_id
`

// selectScopedReport joins the report's task, for reports that are looked for by something else.
const selectScopedReport = selectReport + `join task t on t.id = r.task_id
where `

const sqlReports = fragReport + `'' as token, '' as author, '' as for
from report r where r.task_id = @task and ` + fragTaskReached + ` order by r.reported_at desc, r.id desc limit @limit`

// Reports returns the newest reports on the task, at most limit of them, without the names of their authors and without the
// numbers of the forms they came in.
func (r Reader) Reports(ctx context.Context, scope policy.Scope, task int64, limit int) ([]reform.Report, error) {
	return many[reform.Report](ctx, r.q, sqlReports, scoped(scope, pgx.NamedArgs{"task": task, "limit": limit}))
}

const sqlReportSent = selectScopedReport + `r.author_id = @author and r.token = @token::uuid and ` + fragTaskInScope

// ReportSent returns the report that the person already made from the form with this token, or a not-found fault.
func (r Reader) ReportSent(ctx context.Context, scope policy.Scope, author int64, token string) (reform.Report, error) {
	return one[reform.Report](ctx, r.q, sqlReportSent, scoped(scope, pgx.NamedArgs{"author": author, "token": token}))
}

const sqlCreateReport = `
insert into report (task_id, kind, author_id, for_id, unit_id, percent, percent_before, done, next, expected_on, late_reason, token, reported_at,
	state, submitted_on)
values (@task, @kind, @author, nullif(@for::bigint, 0), @unit, @percent, @percent_before, @done, @next, @expected_on, @late_reason, @token::uuid,
	@reported_at, @state, @submitted_on)
returning id`

const sqlReportProgress = `update task set percent = @percent, last_report_at = @reported_at where id = @task`

// CreateReport adds the report and moves the task's progress with it; it returns the report's number.
func (tx *Tx) CreateReport(ctx context.Context, grant policy.Grant, report reform.Report, taskCode string) (int64, error) {
	var changes reform.Changes
	changes.Number("percent", int64(report.PercentBefore), int64(report.Percent))
	e := entry{
		kind: policy.Report, allowed: []policy.Action{policy.ReportPost, policy.ReportSubmit}, name: taskCode, changes: changes,
	}
	id, err := tx.write(ctx, grant, e, sqlCreateReport, reportArgs(report))
	if err != nil {
		return 0, err
	}
	return id, tx.reported(ctx, grant, id, report)
}

// reported moves the task with its report: an update counts at once, a completion only when it is accepted.
func (tx *Tx) reported(ctx context.Context, grant policy.Grant, id int64, report reform.Report) error {
	args := reportArgs(report)
	if report.Kind == reform.ReportCompletion {
		args["percent"] = report.PercentBefore
	}
	return tx.also(ctx, grant, id, sqlReportProgress, args)
}

func reportArgs(r reform.Report) pgx.NamedArgs {
	return pgx.NamedArgs{
		"id": r.ID, "task": r.TaskID, "kind": r.Kind, "author": r.AuthorID, "for": r.ForID, "unit": r.UnitID, "percent": r.Percent,
		"percent_before": r.PercentBefore, "done": r.Done, "next": r.Next, "expected_on": r.ExpectedOn, "late_reason": r.LateReason,
		"token": r.Token, "reported_at": r.ReportedAt, "state": r.State, "submitted_on": r.SubmittedOn,
		"approved_by": r.ApprovedBy, "approved_at": r.ApprovedAt, "accepted_by": r.AcceptedBy, "accepted_at": r.AcceptedAt,
	}
}
