package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"

	"cchc/internal/calendar"
	"cchc/internal/policy"
	"cchc/internal/reform"
)

const sqlPutInCharge = `
insert into charge (person_id, area, from_on, to_on) values (@person, case when @every then null else @area::int end, @from_on, @to_on) returning id`

// PutInCharge adds the charge and returns its number; one that overlaps another of the same leader and area is a conflict.
func (tx *Tx) PutInCharge(ctx context.Context, grant policy.Grant, c reform.Charge) (int64, error) {
	e := entry{
		kind: policy.Charge, allowed: []policy.Action{policy.ChargeManage}, name: c.Title(), changes: reform.Charge{}.ChangesTo(c),
	}
	return tx.write(ctx, grant, e, sqlPutInCharge, pgx.NamedArgs{
		"person": c.PersonID, "every": c.Every, "area": int(c.Area), "from_on": c.FromOn, "to_on": c.ToOn,
	})
}

const selectCharge = `
select c.id, c.person_id, p.name as person, c.area is null as every, coalesce(c.area, 0)::int as area, c.from_on, c.to_on, c.version
from charge c join person p on p.id = c.person_id
`

const fragCharges = ` where @scope_all and (coalesce(c.to_on, 'infinity') < @today) = @over`

const sqlCharges = selectCharge + fragCharges + `
order by p.sort_name collate "vi-x-icu", p.id, c.area nulls first, c.from_on desc, c.id limit @limit offset @offset`

// Charges returns one page of the charges, leader by leader.
func (r Reader) Charges(ctx context.Context, scope policy.Scope, f reform.ChargeFilter) ([]reform.Charge, error) {
	return many[reform.Charge](ctx, r.q, sqlCharges, chargeArgs(scope, f))
}

const sqlCountCharges = `select count(*) from (select from charge c` + fragCharges + ` limit @counted) counted`

// CountCharges returns how many charges match, counting no further than one past reform.CountLimit.
func (r Reader) CountCharges(ctx context.Context, scope policy.Scope, f reform.ChargeFilter) (int, error) {
	return scalar[int](ctx, r.q, sqlCountCharges, chargeArgs(scope, f))
}

func chargeArgs(scope policy.Scope, f reform.ChargeFilter) pgx.NamedArgs {
	return scoped(scope, pgx.NamedArgs{
		"over": f.Over, "today": f.Today, "limit": reform.PageSize, "offset": offset(f.Page), "counted": reform.CountLimit + 1,
	})
}

const sqlCharge = selectCharge + ` where @scope_all and c.id = @id`

// Charge returns the charge with this number, or a not-found fault when the scope does not cover it.
func (r Reader) Charge(ctx context.Context, scope policy.Scope, id int64) (reform.Charge, error) {
	return one[reform.Charge](ctx, r.q, sqlCharge, scoped(scope, pgx.NamedArgs{"id": id}))
}

const sqlLockCharge = sqlCharge + ` for no key update of c`

// LockCharge returns the charge as Charge does and keeps it from changing until the transaction ends.
func (tx *Tx) LockCharge(ctx context.Context, scope policy.Scope, id int64) (reform.Charge, error) {
	return one[reform.Charge](ctx, tx.q, sqlLockCharge, scoped(scope, pgx.NamedArgs{"id": id}))
}

const sqlEndCharge = `update charge set to_on = @to_on, version = version + 1 where id = @id and version = @version returning id`

// EndCharge writes the charge's last day over the version it was read at; a stale version is a conflict.
func (tx *Tx) EndCharge(ctx context.Context, grant policy.Grant, before, c reform.Charge) error {
	_, err := tx.write(ctx, grant, chargeEntry(c, before.ChangesTo(c)), sqlEndCharge, pgx.NamedArgs{
		"id": c.ID, "version": c.Version, "to_on": c.ToOn,
	})
	return err
}

const sqlDropCharge = `delete from charge where id = @id and version = @version returning id`

// DropCharge takes away a charge that has not begun, at the version it was read at; the audit log keeps what it was.
func (tx *Tx) DropCharge(ctx context.Context, grant policy.Grant, c reform.Charge) error {
	_, err := tx.write(ctx, grant, chargeEntry(c, c.ChangesTo(reform.Charge{})), sqlDropCharge, pgx.NamedArgs{"id": c.ID, "version": c.Version})
	return err
}

func chargeEntry(c reform.Charge, changes []reform.Change) entry {
	return entry{kind: policy.Charge, id: c.ID, allowed: []policy.Action{policy.ChargeManage}, name: c.Title(), changes: changes}
}

const sqlLeaders = `
select p.id, p.name, p.position, bool_or(c.area is null) as every, coalesce(array_agg(c.area::int order by c.area) filter (where c.area is not null), '{}') as areas
from charge c join person p on p.id = c.person_id
where p.active and @today between c.from_on and coalesce(c.to_on, 'infinity')
	and exists (select from person_role r where r.person_id = p.id and r.role = 'leader')
group by p.id order by every desc, p.sort_name collate "vi-x-icu", p.id`

// Leaders returns the leaders who are in charge of something on the day, whoever is in charge of everything first.
func (r Reader) Leaders(ctx context.Context, today calendar.Date) ([]reform.Leader, error) {
	return many[reform.Leader](ctx, r.q, sqlLeaders, pgx.NamedArgs{"today": today})
}
