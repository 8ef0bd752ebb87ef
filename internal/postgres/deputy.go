package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"

	"cchc/internal/calendar"
	"cchc/internal/policy"
	"cchc/internal/reform"
)

const selectDeputy = `
select d.id, d.absent_id, a.name as absent, au.name as absent_unit, d.deputy_id, p.name as deputy, pu.name as deputy_unit,
	d.from_on, d.to_on, d.reason, d.version, n.name as named_by, d.named_at, coalesce(e.name, '') as ended_by, d.ended_at
from deputy d join person a on a.id = d.absent_id join unit au on au.id = a.unit_id
join person p on p.id = d.deputy_id join unit pu on pu.id = p.unit_id
join person n on n.id = d.named_by left join person e on e.id = d.ended_by
`

const fragDeputies = ` where @scope_all and (d.ended_at is not null or d.to_on < @today) = @over`

const sqlDeputies = selectDeputy + fragDeputies + ` order by d.to_on desc, d.id desc limit @limit offset @offset`

// Deputies returns one page of the deputyships, the one that lasts longest first.
func (r Reader) Deputies(ctx context.Context, scope policy.Scope, f reform.DeputyFilter) ([]reform.Deputy, error) {
	return many[reform.Deputy](ctx, r.q, sqlDeputies, deputyArgs(scope, f))
}

const sqlCountDeputies = `select count(*) from (select from deputy d` + fragDeputies + ` limit @counted) counted`

// CountDeputies returns how many deputyships match, counting no further than one past reform.CountLimit.
func (r Reader) CountDeputies(ctx context.Context, scope policy.Scope, f reform.DeputyFilter) (int, error) {
	return scalar[int](ctx, r.q, sqlCountDeputies, deputyArgs(scope, f))
}

func deputyArgs(scope policy.Scope, f reform.DeputyFilter) pgx.NamedArgs {
	return scoped(scope, pgx.NamedArgs{
		"over": f.Over, "today": f.Today, "limit": reform.PageSize, "offset": offset(f.Page), "counted": reform.CountLimit + 1,
	})
}

const sqlDeputy = selectDeputy + ` where @scope_all and d.id = @id`

// Deputy returns the deputyship with this number, or a not-found fault when the scope does not cover it.
func (r Reader) Deputy(ctx context.Context, scope policy.Scope, id int64) (reform.Deputy, error) {
	return one[reform.Deputy](ctx, r.q, sqlDeputy, scoped(scope, pgx.NamedArgs{"id": id}))
}

const sqlLockDeputy = sqlDeputy + ` for no key update of d`

// LockDeputy returns the deputyship as Deputy does and keeps it from changing until the transaction ends.
func (tx *Tx) LockDeputy(ctx context.Context, scope policy.Scope, id int64) (reform.Deputy, error) {
	return one[reform.Deputy](ctx, tx.q, sqlLockDeputy, scoped(scope, pgx.NamedArgs{"id": id}))
}

const sqlStandIns = `
select d.id, a.id as absent, a.name, d.to_on as until
from deputy d join person a on a.id = d.absent_id
where d.deputy_id = @deputy and d.ended_at is null and d.to_on >= @today and d.from_on <= @today and a.active
	and exists (select from person_role r where r.person_id = a.id and r.role in ('head', 'chief', 'leader'))
order by a.sort_name collate "vi-x-icu", d.id`

// StandIns returns for whom the person may act on the day.
func (r Reader) StandIns(ctx context.Context, deputy int64, today calendar.Date) ([]reform.StandIn, error) {
	return many[reform.StandIn](ctx, r.q, sqlStandIns, pgx.NamedArgs{"deputy": deputy, "today": today})
}

const sqlCreateDeputy = `
insert into deputy (absent_id, deputy_id, from_on, to_on, reason, named_by, named_at)
values (@absent, @deputy, @from_on, @to_on, @reason, @actor, @now)
returning id`

// CreateDeputy keeps who acts for whom and returns the deputyship's number; an invalid fault when somebody already does in those days.
func (tx *Tx) CreateDeputy(ctx context.Context, grant policy.Grant, d reform.Deputy) (int64, error) {
	e := entry{
		kind: policy.Deputy, allowed: []policy.Action{policy.DeputyName}, name: d.Title(), changes: reform.Deputy{}.ChangesTo(d), note: d.Reason,
	}
	return tx.write(ctx, grant, e, sqlCreateDeputy, pgx.NamedArgs{
		"absent": d.AbsentID, "deputy": d.DeputyID, "from_on": d.FromOn, "to_on": d.ToOn, "reason": d.Reason,
		"actor": grant.Actor().Person, "now": tx.Now,
	})
}

const sqlEndDeputy = `
update deputy set ended_at = @now, ended_by = @actor, version = version + 1
where id = @id and version = @version and ended_at is null
returning id`

// EndDeputy ends the deputyship at the transaction's instant, over the version it was read at.
func (tx *Tx) EndDeputy(ctx context.Context, grant policy.Grant, d reform.Deputy, note string) error {
	e := entry{kind: policy.Deputy, id: d.ID, allowed: []policy.Action{policy.DeputyName, policy.WorkHandOver}, name: d.Title(), note: note}
	args := pgx.NamedArgs{"id": d.ID, "version": d.Version, "actor": grant.Actor().Person, "now": tx.Now}
	_, err := tx.write(ctx, grant, e, sqlEndDeputy, args)
	return err
}
