package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"

	"cchc/internal/policy"
	"cchc/internal/reform"
)

const sqlCompletion = selectScopedReport + `r.id = @id and r.kind = 'completion' and ` + fragTaskInScope

// Completion returns the completion report with this number, or a not-found fault when the scope does not cover its task.
func (r Reader) Completion(ctx context.Context, scope policy.Scope, id int64) (reform.Report, error) {
	return one[reform.Report](ctx, r.q, sqlCompletion, scoped(scope, pgx.NamedArgs{"id": id}))
}

const sqlLockCompletion = sqlCompletion + ` for no key update of r`

// LockCompletion returns the report as Completion does and keeps it from changing until the transaction ends.
func (tx *Tx) LockCompletion(ctx context.Context, scope policy.Scope, id int64) (reform.Report, error) {
	return one[reform.Report](ctx, tx.tx, sqlLockCompletion, scoped(scope, pgx.NamedArgs{"id": id}))
}

const sqlUnderWay = selectScopedReport + `r.task_id = @task and r.state in ('draft', 'submitted', 'returned', 'approved') and ` + fragTaskInScope

// UnderWay returns the task's completion report that is not accepted yet, or a not-found fault when there is none.
func (r Reader) UnderWay(ctx context.Context, scope policy.Scope, task int64) (reform.Report, error) {
	return one[reform.Report](ctx, r.q, sqlUnderWay, scoped(scope, pgx.NamedArgs{"task": task}))
}

const sqlMoveReport = `
update report set author_id = @author, for_id = nullif(@for::bigint, 0), unit_id = @unit, percent_before = @percent_before, done = @done,
	late_reason = @late_reason, token = @token::uuid, reported_at = @reported_at, state = @state, submitted_on = @submitted_on,
	approved_by = nullif(@approved_by::bigint, 0), approved_at = @approved_at, accepted_by = nullif(@accepted_by::bigint, 0),
	accepted_at = @accepted_at, version = version + 1
where id = @id and version = @version
returning id`

// MoveReport writes what the completion report becomes over the version the move was decided on; a stale version is a conflict.
func (tx *Tx) MoveReport(ctx context.Context, grant policy.Grant, move reform.ReportMove, taskCode string) error {
	args := reportArgs(move.Becomes)
	args["version"] = move.Seen
	e := entry{
		kind: policy.Report, id: move.Becomes.ID, allowed: []policy.Action{policy.ReportSubmit, policy.ReportApprove, policy.ReportAccept},
		name: taskCode, changes: move.Changes, note: move.Note,
	}
	if _, err := tx.write(ctx, grant, e, sqlMoveReport, args); err != nil {
		return err
	}
	if move.Becomes.State != reform.ReportSubmitted {
		return nil
	}
	return tx.reported(ctx, grant, move.Becomes.ID, move.Becomes)
}

const sqlDropEvidence = `delete from evidence where report_id = @report`

// DropEvidence forgets what stood for the deliverables of the report, so that it can be given anew; files stay on the report.
func (tx *Tx) DropEvidence(ctx context.Context, grant policy.Grant, report int64) error {
	return tx.also(ctx, grant, report, sqlDropEvidence, pgx.NamedArgs{"report": report})
}

const sqlAddEvidence = `
insert into evidence (report_id, position, deliverable, number, attachment_id)
values (@report, @position, @deliverable, @number, nullif(@attachment::bigint, 0))`

// AddEvidence keeps a document number or a file the task already has as what stands for the deliverable.
func (tx *Tx) AddEvidence(ctx context.Context, grant policy.Grant, e reform.Evidence) error {
	return tx.also(ctx, grant, e.ReportID, sqlAddEvidence, evidenceArgs(e))
}

const sqlAttachEvidence = `
with kept as (
	insert into attachment (blob_id, name, report_id, uploaded_by, uploaded_at) values (@blob, @name, @report, @actor, @now) returning id)
insert into evidence (report_id, position, deliverable, attachment_id) select @report::bigint, @position::smallint, @deliverable, id from kept`

// AttachEvidence keeps the file on the report as what stands for the deliverable.
func (tx *Tx) AttachEvidence(ctx context.Context, grant policy.Grant, up Upload, e reform.Evidence) error {
	blob, err := tx.blobFor(ctx, grant, e.ReportID, up)
	if err != nil {
		return err
	}
	args := evidenceArgs(e)
	args["blob"], args["name"], args["actor"], args["now"] = blob, up.Name, grant.Actor().Person, tx.Now
	return tx.also(ctx, grant, e.ReportID, sqlAttachEvidence, args)
}

func evidenceArgs(e reform.Evidence) pgx.NamedArgs {
	return pgx.NamedArgs{
		"report": e.ReportID, "position": e.Position, "deliverable": e.Deliverable, "number": e.Number, "attachment": e.AttachmentID,
	}
}

const selectEvidence = `
select e.report_id, e.position, e.deliverable, e.number, coalesce(e.attachment_id, 0) as attachment_id, coalesce(a.name, '') as file_name,
	coalesce(b.size, 0) as size, coalesce(b.media_type, '') as media_type, coalesce(a.report_id <> e.report_id, false) as earlier
from evidence e left join attachment a on a.id = e.attachment_id left join blob b on b.id = a.blob_id
`

const sqlEvidence = selectEvidence + `join report r on r.id = e.report_id join task t on t.id = r.task_id
where e.report_id = any(@reports) and ` + fragTaskInScope + ` order by e.report_id, e.position, e.id`

// Evidence returns what stands for the deliverables of the reports, in the order of the deliverables of each.
func (r Reader) Evidence(ctx context.Context, scope policy.Scope, reports []int64) ([]reform.Evidence, error) {
	return many[reform.Evidence](ctx, r.q, sqlEvidence, scoped(scope, pgx.NamedArgs{"reports": append([]int64{}, reports...)}))
}

const sqlTaskEvidence = selectEvidence + `
where e.report_id = (select max(n.id) from report n where n.task_id = @task and n.kind = 'completion') and ` + fragTaskReached + ` order by e.position, e.id`

// TaskEvidence returns what stands for the deliverables of the task in its newest completion report.
func (r Reader) TaskEvidence(ctx context.Context, scope policy.Scope, task int64) ([]reform.Evidence, error) {
	return many[reform.Evidence](ctx, r.q, sqlTaskEvidence, scoped(scope, pgx.NamedArgs{"task": task}))
}

const sqlSignOffs = selectAudit + `join report r on r.id = e.object_id join task t on t.id = r.task_id
where r.task_id = @task and r.kind = 'completion' and e.object_kind = 'report' and ` + fragTaskInScope + `
order by e.at desc, e.id desc limit @limit`

// SignOffs returns the newest acts on the task's completion reports, at most limit of them.
func (r Reader) SignOffs(ctx context.Context, scope policy.Scope, task int64, limit int) ([]reform.AuditEvent, error) {
	return many[reform.AuditEvent](ctx, r.q, sqlSignOffs, scoped(scope, pgx.NamedArgs{"task": task, "limit": limit}))
}
