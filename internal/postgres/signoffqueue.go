package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"

	"cchc/internal/policy"
	"cchc/internal/reform"
)

const selectSignOffLine = `
select r.id, t.code, t.title, coalesce(u.name, '') as lead_unit, t.due_on, p.name as author, coalesce(f.name, '') as for, r.submitted_on,
	r.reported_at, r.percent_before, r.done, r.late_reason, coalesce(h.name, '') as approver, r.approved_at, r.version,
	coalesce(l.done, '') as last_done, l.reported_at as last_reported_at
from report r join task t on t.id = r.task_id join person p on p.id = r.author_id left join unit u on u.id = t.lead_unit_id
left join person f on f.id = r.for_id left join person h on h.id = r.approved_by
left join lateral (select b.done, b.reported_at from report b where b.task_id = r.task_id and b.kind = 'update' and b.reported_at <= r.reported_at
	order by b.reported_at desc, b.id desc limit 1) l on true
`

// What waits for the actor, and was neither written by them nor in their name. Of those who may approve everywhere only what a
// head wrote asks for it: the rest is for the heads.
const (
	fragOthers  = ` and r.author_id <> all(@mine) and coalesce(r.for_id, 0) <> all(@mine)`
	fragApprove = `
where r.state = 'submitted' and (t.officer_id = @scope_person or t.lead_unit_id = any(@scope_units)
	or @scope_all and exists (select from person_role h where h.person_id = coalesce(r.for_id, r.author_id) and h.role = 'head'))` + fragOthers
	fragVerify = `
where r.state = 'approved' and @scope_all` + fragOthers
	fragQueuePage = ` order by r.reported_at, r.id limit @limit offset @offset`
)

const sqlToApprove = selectSignOffLine + fragApprove + fragQueuePage

// ToApprove returns one page of the completion reports that wait for the actor's approval, the oldest first; the scope is that
// of approving.
func (r Reader) ToApprove(ctx context.Context, scope policy.Scope, who policy.Actor, page int) ([]reform.SignOffLine, error) {
	return many[reform.SignOffLine](ctx, r.q, sqlToApprove, queueArgs(scope, who, page))
}

const sqlCountToApprove = `select count(*) from (select from report r join task t on t.id = r.task_id` + fragApprove + ` limit @counted) counted`

// CountToApprove returns how many reports wait for the actor's approval, counting no further than one past reform.CountLimit.
func (r Reader) CountToApprove(ctx context.Context, scope policy.Scope, who policy.Actor) (int, error) {
	return scalar[int](ctx, r.q, sqlCountToApprove, queueArgs(scope, who, 1))
}

const sqlToVerify = selectSignOffLine + fragVerify + fragQueuePage

// ToVerify returns one page of the approved completion reports that wait for the Office, the oldest first; the scope is that of
// accepting.
func (r Reader) ToVerify(ctx context.Context, scope policy.Scope, who policy.Actor, page int) ([]reform.SignOffLine, error) {
	return many[reform.SignOffLine](ctx, r.q, sqlToVerify, queueArgs(scope, who, page))
}

const sqlCountToVerify = `select count(*) from (select from report r join task t on t.id = r.task_id` + fragVerify + ` limit @counted) counted`

// CountToVerify returns how many reports wait for the Office, counting no further than one past reform.CountLimit.
func (r Reader) CountToVerify(ctx context.Context, scope policy.Scope, who policy.Actor) (int, error) {
	return scalar[int](ctx, r.q, sqlCountToVerify, queueArgs(scope, who, 1))
}

func queueArgs(scope policy.Scope, who policy.Actor, page int) pgx.NamedArgs {
	mine := []int64{who.Person}
	if who.For != 0 {
		mine = append(mine, who.For)
	}
	return scoped(scope, pgx.NamedArgs{
		"mine": mine, "limit": reform.QueueSize, "offset": (max(page, 1) - 1) * reform.QueueSize, "counted": reform.CountLimit + 1,
	})
}

const sqlReportBefore = selectReport + `
where r.task_id = @task and r.kind = 'update' and r.reported_at <= @at and ` + fragTaskReached + ` order by r.reported_at desc, r.id desc limit 1`

// ReportBefore returns the newest update that was posted before the report, or a not-found fault when there is none.
func (r Reader) ReportBefore(ctx context.Context, scope policy.Scope, report reform.Report) (reform.Report, error) {
	return one[reform.Report](ctx, r.q, sqlReportBefore, scoped(scope, pgx.NamedArgs{"task": report.TaskID, "at": report.ReportedAt}))
}
