package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"

	"cchc/internal/policy"
	"cchc/internal/reform"
)

const selectReport = `
select r.id, r.task_id, r.kind, r.author_id, p.name as author, r.unit_id, r.percent, r.percent_before, r.done, r.next, r.expected_on,
	r.late_reason, r.token::text as token, r.reported_at
from report r join person p on p.id = r.author_id join task t on t.id = r.task_id
where `

const sqlReports = selectReport + `r.task_id = @task and ` + fragTaskInScope + ` order by r.reported_at desc, r.id desc limit @limit`

// Reports returns the newest reports on the task, at most limit of them.
func (r Reader) Reports(ctx context.Context, scope policy.Scope, task int64, limit int) ([]reform.Report, error) {
	return many[reform.Report](ctx, r.q, sqlReports, scoped(scope, pgx.NamedArgs{"task": task, "limit": limit}))
}

const sqlReportSent = selectReport + `r.author_id = @author and r.token = @token::uuid and ` + fragTaskInScope

// ReportSent returns the report that the person already made from the form with this token, or a not-found fault.
func (r Reader) ReportSent(ctx context.Context, scope policy.Scope, author int64, token string) (reform.Report, error) {
	return one[reform.Report](ctx, r.q, sqlReportSent, scoped(scope, pgx.NamedArgs{"author": author, "token": token}))
}

const sqlCreateReport = `
insert into report (task_id, kind, author_id, unit_id, percent, percent_before, done, next, expected_on, late_reason, token, reported_at)
values (@task, @kind, @author, @unit, @percent, @percent_before, @done, @next, @expected_on, @late_reason, @token::uuid, @now)
returning id`

const sqlReportProgress = `update task set percent = @percent, last_report_at = @now where id = @task`

// CreateReport adds the report and moves the task's progress with it; it returns the report's number.
func (tx *Tx) CreateReport(ctx context.Context, grant policy.Grant, report reform.Report, taskCode string) (int64, error) {
	var changes reform.Changes
	changes.Number("percent", int64(report.PercentBefore), int64(report.Percent))
	args := pgx.NamedArgs{
		"task": report.TaskID, "kind": report.Kind, "author": report.AuthorID, "unit": report.UnitID, "percent": report.Percent,
		"percent_before": report.PercentBefore, "done": report.Done, "next": report.Next, "expected_on": report.ExpectedOn,
		"late_reason": report.LateReason, "token": report.Token, "now": tx.Now,
	}
	e := entry{kind: policy.Report, allowed: []policy.Action{policy.ReportPost}, name: taskCode, changes: changes}
	id, err := tx.write(ctx, grant, e, sqlCreateReport, args)
	if err != nil {
		return 0, err
	}
	return id, tx.also(ctx, grant, id, sqlReportProgress, pgx.NamedArgs{"task": report.TaskID, "percent": report.Percent, "now": tx.Now})
}
