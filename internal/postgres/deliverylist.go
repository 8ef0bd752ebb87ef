package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"

	"cchc/internal/policy"
	"cchc/internal/reform"
)

// The deliveries of every state, and those of one: two statements each, for each has an index that keeps its order.
const (
	fragEveryDelivery = ` from delivery d where @scope_all`
	fragDeliveriesIn  = ` from delivery d where @scope_all and d.state = @state`
)

const (
	fragDeliveryLine = `
select d.id, d.person_id, p.name as person, u.short_name as unit, d.channel, d.pace, d.state,
	coalesce((select array_agg(distinct n.kind) from delivery_notice dn join notice n on n.id = dn.notice_id where dn.delivery_id = d.id), '{}') as kinds,
	(select count(*) from delivery_notice dn where dn.delivery_id = d.id) as notices,
	d.attempts, d.cause, d.error, d.made_at, d.tried_at, d.sent_at, d.version
from (select d.*`
	fragDeliveryOrder = ` order by d.made_at desc, d.id desc limit @limit offset @offset) d
join person p on p.id = d.person_id join unit u on u.id = p.unit_id
order by d.made_at desc, d.id desc`

	sqlEveryDelivery = fragDeliveryLine + fragEveryDelivery + fragDeliveryOrder
	sqlDeliveriesIn  = fragDeliveryLine + fragDeliveriesIn + fragDeliveryOrder
)

// Deliveries returns one page of what left the portal or was to leave it, the newest first.
func (r Reader) Deliveries(ctx context.Context, scope policy.Scope, f reform.DeliveryFilter) ([]reform.DeliveryLine, error) {
	args := scoped(scope, pgx.NamedArgs{"limit": reform.PageSize, "offset": offset(f.Page)})
	if f.State == "" {
		return many[reform.DeliveryLine](ctx, r.q, sqlEveryDelivery, args)
	}
	args["state"] = f.State
	return many[reform.DeliveryLine](ctx, r.q, sqlDeliveriesIn, args)
}

const (
	sqlCountEveryDelivery = `select count(*) from (select` + fragEveryDelivery + ` limit @counted) counted`
	sqlCountDeliveriesIn  = `select count(*) from (select` + fragDeliveriesIn + ` limit @counted) counted`
)

// CountDeliveries returns how many deliveries match, counting no further than one past reform.CountLimit.
func (r Reader) CountDeliveries(ctx context.Context, scope policy.Scope, f reform.DeliveryFilter) (int, error) {
	args := scoped(scope, pgx.NamedArgs{"counted": reform.CountLimit + 1})
	if f.State == "" {
		return scalar[int](ctx, r.q, sqlCountEveryDelivery, args)
	}
	args["state"] = f.State
	return scalar[int](ctx, r.q, sqlCountDeliveriesIn, args)
}

const sqlDeadCauses = `
select d.channel, d.cause, count(*) as count from delivery d where @scope_all and d.state = 'dead' group by d.channel, d.cause order by count(*) desc, 1, 2`

// DeadCauses returns how much could not be delivered for which cause, the most first.
func (r Reader) DeadCauses(ctx context.Context, scope policy.Scope) ([]reform.DeadCause, error) {
	return many[reform.DeadCause](ctx, r.q, sqlDeadCauses, scoped(scope, nil))
}

const selectDelivery = `
select d.id, d.person_id, p.name as person, d.channel, d.pace, d.key, d.state, d.address, d.attempts, d.cause, d.error, d.made_at, d.tried_at, d.sent_at,
	d.version
from delivery d join person p on p.id = d.person_id where @scope_all and `

const sqlLockOneDelivery = selectDelivery + `d.id = @id for no key update of d`

// LockOneDelivery returns the delivery, whatever its state, and keeps it from changing until the transaction ends.
func (tx *Tx) LockOneDelivery(ctx context.Context, scope policy.Scope, id int64) (reform.Delivery, error) {
	return one[reform.Delivery](ctx, tx.q, sqlLockOneDelivery, scoped(scope, pgx.NamedArgs{"id": id}))
}

const sqlLockDeadDeliveries = selectDelivery + `
d.state = 'dead' and d.channel = @channel and d.cause = @cause order by d.id limit @limit for no key update of d`

// LockDeadDeliveries returns those that could not be delivered on the channel for the cause, at most limit of them, and keeps them
// from changing until the transaction ends.
func (tx *Tx) LockDeadDeliveries(ctx context.Context, scope policy.Scope, of reform.DeadCause, limit int) ([]reform.Delivery, error) {
	args := pgx.NamedArgs{"channel": of.Channel, "cause": of.Cause, "limit": limit}
	return many[reform.Delivery](ctx, tx.q, sqlLockDeadDeliveries, scoped(scope, args))
}

const sqlResendDelivery = `update delivery set state = 'waiting', version = version + 1 where id = @id and version = @version and state = 'dead' returning id`

// ResendDelivery has a delivery that was given up tried again, over the version it was read at; a stale version is a conflict.
func (tx *Tx) ResendDelivery(ctx context.Context, grant policy.Grant, d reform.Delivery) error {
	e := entry{
		kind: policy.Delivery, id: d.ID, allowed: []policy.Action{policy.PortalWatch}, name: d.Person, note: d.Channel.Label() + ": " + d.Cause.Label(),
	}
	if _, err := tx.write(ctx, grant, e, sqlResendDelivery, pgx.NamedArgs{"id": d.ID, "version": d.Version}); err != nil {
		return err
	}
	return tx.deliver(ctx, []int64{d.ID})
}
