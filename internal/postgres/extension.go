package postgres

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"cchc/internal/policy"
	"cchc/internal/reform"
)

const selectExtension = `
select e.id, e.task_id, e.author_id, a.name as author, e.reason, e.from_on, e.proposed_on, e.state, e.granted_on, e.note, e.requested_at,
	e.version, coalesce(s.name, '') as signer, coalesce(sf.name, '') as signed_for, e.signed_at,
	coalesce(d.name, '') as decider, coalesce(df.name, '') as decided_for, e.decided_at
from extension e join task t on t.id = e.task_id join person a on a.id = e.author_id
left join person s on s.id = e.signed_by left join person sf on sf.id = e.signed_for
left join person d on d.id = e.decided_by left join person df on df.id = e.decided_for
where `

const sqlExtensions = selectExtension + `e.task_id = @task and ` + fragTaskInScope + ` order by e.id limit @limit`

// Extensions returns what was asked for the task's deadline, the oldest first, at most limit requests.
func (r Reader) Extensions(ctx context.Context, scope policy.Scope, task int64, limit int) ([]reform.Extension, error) {
	return many[reform.Extension](ctx, r.q, sqlExtensions, scoped(scope, pgx.NamedArgs{"task": task, "limit": limit}))
}

const sqlExtension = selectExtension + `e.id = @id and ` + fragTaskInScope

// Extension returns the request with this number, or a not-found fault when the scope does not cover its task.
func (r Reader) Extension(ctx context.Context, scope policy.Scope, id int64) (reform.Extension, error) {
	return one[reform.Extension](ctx, r.q, sqlExtension, scoped(scope, pgx.NamedArgs{"id": id}))
}

const sqlLockExtension = sqlExtension + ` for no key update of t, e`

// LockExtension returns the request as Extension does and keeps it and its task from changing until the transaction ends.
func (tx *Tx) LockExtension(ctx context.Context, scope policy.Scope, id int64) (reform.Extension, error) {
	return one[reform.Extension](ctx, tx.q, sqlLockExtension, scoped(scope, pgx.NamedArgs{"id": id}))
}

const fragExtensionLines = `
from extension e join task t on t.id = e.task_id and ` + fragTaskInScope

const selectExtensionLine = `
select e.id, t.code, t.title, coalesce(u.name, '') as lead_unit, p.name as author, e.state, e.from_on, e.proposed_on, e.granted_on,
	e.requested_at, e.decided_at` + fragExtensionLines + `
left join unit u on u.id = t.lead_unit_id join person p on p.id = e.author_id
`

// A request whose task has ended waits for nobody.
const (
	fragToSign   = ` where e.state = 'requested' and t.open`
	fragToDecide = ` where e.state = 'signed' and t.open`
	fragDecided  = ` where e.state in ('granted', 'refused')`
	fragWaited   = ` order by e.requested_at, e.id limit @limit offset @offset`
)

const (
	sqlExtensionsToSign   = selectExtensionLine + fragToSign + fragWaited
	sqlExtensionsToDecide = selectExtensionLine + fragToDecide + fragWaited
	sqlExtensionsDecided  = selectExtensionLine + fragDecided + ` order by e.decided_at desc, e.id desc limit @limit offset @offset`
)

// ExtensionLines returns one page of a group of requests on the tasks that the scope covers: what waits longest first, what was
// decided last first.
func (r Reader) ExtensionLines(ctx context.Context, scope policy.Scope, group reform.ExtensionGroup, page int) ([]reform.ExtensionLine, error) {
	sql := map[reform.ExtensionGroup]string{
		reform.ExtensionsToSign: sqlExtensionsToSign, reform.ExtensionsToDecide: sqlExtensionsToDecide, reform.ExtensionsDecided: sqlExtensionsDecided,
	}[group]
	return many[reform.ExtensionLine](ctx, r.q, sql, scoped(scope, pgx.NamedArgs{"limit": reform.PageSize, "offset": offset(page)}))
}

const (
	sqlCountExtensionsToSign   = `select count(*) from (select` + fragExtensionLines + fragToSign + ` limit @counted) counted`
	sqlCountExtensionsToDecide = `select count(*) from (select` + fragExtensionLines + fragToDecide + ` limit @counted) counted`
	sqlCountExtensionsDecided  = `select count(*) from (select` + fragExtensionLines + fragDecided + ` limit @counted) counted`
)

// CountExtensions returns how many requests the group has, counting no further than one past reform.CountLimit.
func (r Reader) CountExtensions(ctx context.Context, scope policy.Scope, group reform.ExtensionGroup) (int, error) {
	sql := map[reform.ExtensionGroup]string{
		reform.ExtensionsToSign: sqlCountExtensionsToSign, reform.ExtensionsToDecide: sqlCountExtensionsToDecide,
		reform.ExtensionsDecided: sqlCountExtensionsDecided,
	}[group]
	return scalar[int](ctx, r.q, sql, scoped(scope, pgx.NamedArgs{"counted": reform.CountLimit + 1}))
}

const sqlRequestExtension = `
insert into extension (task_id, author_id, reason, from_on, proposed_on, requested_at)
values (@task, @author, @reason, @from_on, @proposed_on, @now) returning id`

// RequestExtension adds the request on the task and returns its number.
func (tx *Tx) RequestExtension(ctx context.Context, grant policy.Grant, task reform.Task, e reform.Extension) (int64, error) {
	noted := entry{
		kind: policy.Extension, allowed: []policy.Action{policy.ExtensionRequest}, name: task.Code, note: e.Reason,
		changes: reform.Extension{}.ChangesTo(e),
	}
	return tx.write(ctx, grant, noted, sqlRequestExtension, pgx.NamedArgs{
		"task": task.ID, "author": grant.Actor().Person, "reason": e.Reason, "from_on": e.FromOn, "proposed_on": e.ProposedOn, "now": tx.Now,
	})
}

const (
	sqlSignExtension = `
update extension set state = @state, signed_by = @actor, signed_for = nullif(@for::bigint, 0), signed_at = @now, version = version + 1
where id = @id and version = @version returning id`
	sqlDecideExtension = `
update extension set state = @state, granted_on = @granted_on, note = @note, decided_by = @actor, decided_for = nullif(@for::bigint, 0),
	decided_at = @now, version = version + 1
where id = @id and version = @version returning id`
)

// MoveExtension writes what the request on the task becomes over the version the move was decided on; a stale version is a
// conflict.
func (tx *Tx) MoveExtension(ctx context.Context, grant policy.Grant, task reform.Task, move reform.ExtensionMove) error {
	next, who := move.Becomes, grant.Actor()
	e := entry{
		kind: policy.Extension, id: next.ID, name: task.Code, note: next.Note, changes: move.Changes,
		allowed: []policy.Action{policy.ExtensionSign, policy.ExtensionGrant, policy.ExtensionGrantMore},
	}
	args := pgx.NamedArgs{
		"id": next.ID, "version": next.Version, "state": next.State, "granted_on": next.GrantedOn, "note": next.Note,
		"actor": who.Person, "for": who.For, "now": tx.Now,
	}
	if move.Act == reform.ExtensionSign {
		_, err := tx.write(ctx, grant, e, sqlSignExtension, args)
		return err
	}
	if move.Act != reform.ExtensionGrant && move.Act != reform.ExtensionRefuse {
		return fmt.Errorf("nothing writes the act %q on an extension", move.Act)
	}
	_, err := tx.write(ctx, grant, e, sqlDecideExtension, args)
	return err
}
