package postgres

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"cchc/internal/policy"
	"cchc/internal/reform"
)

const selectAudit = `
select e.id, e.at, coalesce(e.actor_id, 0) as actor_id, coalesce(p.name, 'Hệ thống') as actor, coalesce(e.for_id, 0) as for_id,
	coalesce(f.name, '') as for, e.action, e.object_kind, e.object_id, e.object_name, e.changes, e.note, e.request, e.address
from audit_event e left join person p on p.id = e.actor_id left join person f on f.id = e.for_id
`

const fragAudit = `
where @scope_all and (@actor::bigint = 0 or e.actor_id = @actor)
	and (@name = '' or e.actor_id in (select id from person where search_fold like @pattern)) and (@kind = '' or e.object_kind = @kind) and (@action = '' or e.action = @action)
	and (@from::timestamptz is null or e.at >= @from) and (@to::timestamptz is null or e.at < @to)`

const sqlAuditEvents = selectAudit + fragAudit + ` order by e.at desc, e.id desc limit @limit offset @offset`

// AuditEvents returns one page of the audit log, the newest first.
func (r Reader) AuditEvents(ctx context.Context, scope policy.Scope, f reform.AuditFilter) ([]reform.AuditEvent, error) {
	return many[reform.AuditEvent](ctx, r.q, sqlAuditEvents, auditArgs(scope, f))
}

const sqlCountAuditEvents = `select count(*) from (select from audit_event e` + fragAudit + ` limit @counted) counted`

// CountAuditEvents returns how many lines match, counting no further than one past reform.CountLimit.
func (r Reader) CountAuditEvents(ctx context.Context, scope policy.Scope, f reform.AuditFilter) (int, error) {
	return scalar[int](ctx, r.q, sqlCountAuditEvents, auditArgs(scope, f))
}

func auditArgs(scope policy.Scope, f reform.AuditFilter) pgx.NamedArgs {
	args := scoped(scope, pgx.NamedArgs{
		"actor": f.Actor, "name": f.Name, "pattern": likeInOrder(f.Name), "kind": f.ObjectKind, "action": f.Action,
		"limit": reform.PageSize, "offset": offset(f.Page), "counted": reform.CountLimit + 1, "from": nil, "to": nil,
	})
	if !f.From.IsZero() {
		args["from"] = f.From.Start()
	}
	if !f.To.IsZero() {
		args["to"] = f.To.AddDays(1).Start()
	}
	return args
}

const sqlTaskAudit = `
select e.id, e.at, coalesce(e.actor_id, 0) as actor_id, '' as actor, coalesce(e.for_id, 0) as for_id, '' as for, e.action, e.object_kind, e.object_id,
	e.object_name, e.changes, e.note, '' as request, '' as address
from audit_event e join (select 'task' as kind, @task::bigint as id
	union all select 'share', s.id from task_unit s where s.task_id = @task
	union all select 'report', r.id from report r where r.task_id = @task and r.kind = 'completion') o on e.object_kind = o.kind and e.object_id = o.id
where ` + fragTaskReached + `
order by e.at desc, e.id desc limit @limit`

// TaskAudit returns the newest acts on the task, on the shares of its units and on its completion reports, at most limit of
// them, without names and without where they were asked from; its other reports are read with Reports.
func (r Reader) TaskAudit(ctx context.Context, scope policy.Scope, task int64, limit int) ([]reform.AuditEvent, error) {
	return many[reform.AuditEvent](ctx, r.q, sqlTaskAudit, scoped(scope, pgx.NamedArgs{"task": task, "limit": limit}))
}

// besideChanges are the actions that change nothing a form holds.
var besideChanges = []string{string(policy.SessionStart), string(policy.SessionEnd), string(policy.FileRead)}

const sqlLastChange = selectAudit + `
where e.object_kind = @kind and e.object_id = @id and e.action <> all(@beside) order by e.at desc, e.id desc limit 1`

// LastChange returns the newest change of the record that the Grant is for: whoever may change a record may know who did
// before. A record that was never changed is not found.
func (r Reader) LastChange(ctx context.Context, grant policy.Grant) (reform.AuditEvent, error) {
	kind, id := grant.Object()
	if !grant.Covers(kind, id, grant.Action()) {
		return reform.AuditEvent{}, fmt.Errorf("no grant to know who changed %s %d", kind, id)
	}
	return one[reform.AuditEvent](ctx, r.q, sqlLastChange, pgx.NamedArgs{"kind": string(kind), "id": id, "beside": besideChanges})
}
