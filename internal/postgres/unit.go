package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"

	"cchc/internal/policy"
	"cchc/internal/reform"
)

const sqlUnits = `
select id, code, name, short_name, kind, relation, coalesce(parent_id, 0) as parent_id, valid_from, valid_to, sort_order, version
from unit order by sort_order, name collate "vi-x-icu", id`

// Units returns every unit that ever was, in the department's own order. Names of units are no secret: no scope.
func (r Reader) Units(ctx context.Context) ([]reform.Unit, error) {
	return many[reform.Unit](ctx, r.q, sqlUnits, nil)
}

const sqlUnit = `
select id, code, name, short_name, kind, relation, coalesce(parent_id, 0) as parent_id, valid_from, valid_to, sort_order, version
from unit where id = @id`

// Unit returns the unit with this number, or a not-found fault.
func (r Reader) Unit(ctx context.Context, id int64) (reform.Unit, error) {
	return one[reform.Unit](ctx, r.q, sqlUnit, pgx.NamedArgs{"id": id})
}

const sqlCreateUnit = `
insert into unit (code, name, short_name, kind, relation, parent_id, valid_from, valid_to, sort_order)
values (@code, @name, @short_name, @kind, @relation, nullif(@parent::bigint, 0), @valid_from, @valid_to, @sort_order)
returning id`

// CreateUnit adds the unit and returns its number.
func (tx *Tx) CreateUnit(ctx context.Context, grant policy.Grant, unit reform.Unit) (int64, error) {
	e := entry{kind: policy.UnitRecord, allowed: []policy.Action{policy.UnitManage}, name: unit.Name}
	return tx.write(ctx, grant, e, sqlCreateUnit, unitArgs(unit))
}

const sqlEditUnit = `
update unit set code = @code, name = @name, short_name = @short_name, kind = @kind, relation = @relation,
	parent_id = nullif(@parent::bigint, 0), valid_from = @valid_from, valid_to = @valid_to, sort_order = @sort_order, version = version + 1
where id = @id and version = @version
returning id`

// EditUnit writes the unit over the version it was read at; a stale version is a conflict.
func (tx *Tx) EditUnit(ctx context.Context, grant policy.Grant, unit reform.Unit, changes []reform.Change) error {
	e := entry{kind: policy.UnitRecord, id: unit.ID, allowed: []policy.Action{policy.UnitManage, policy.UnitReorganise}, name: unit.Name, changes: changes}
	_, err := tx.write(ctx, grant, e, sqlEditUnit, unitArgs(unit))
	return err
}

func unitArgs(u reform.Unit) pgx.NamedArgs {
	return pgx.NamedArgs{
		"id": u.ID, "version": u.Version, "code": u.Code, "name": u.Name, "short_name": u.ShortName, "kind": u.Kind,
		"relation": u.Relation, "parent": u.ParentID, "valid_from": u.ValidFrom, "valid_to": u.ValidTo, "sort_order": u.SortOrder,
	}
}
