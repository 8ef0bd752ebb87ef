package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"

	"cchc/internal/policy"
	"cchc/internal/reform"
)

const sqlSavedFilters = `
select f.id, f.person_id, f.name, f.query, f.version from saved_filter f where f.person_id = @scope_person order by f.position, f.id`

// SavedFilters returns the filters that the scope's person keeps, in the order they were saved.
func (r Reader) SavedFilters(ctx context.Context, scope policy.Scope) ([]reform.SavedFilter, error) {
	return many[reform.SavedFilter](ctx, r.q, sqlSavedFilters, scoped(scope, nil))
}

const sqlLockSavedFilters = sqlSavedFilters + ` for no key update`

// LockSavedFilters returns the filters as SavedFilters does and keeps them from changing until the transaction ends.
func (tx *Tx) LockSavedFilters(ctx context.Context, scope policy.Scope) ([]reform.SavedFilter, error) {
	return many[reform.SavedFilter](ctx, tx.q, sqlLockSavedFilters, scoped(scope, nil))
}

const sqlSaveFilter = `
insert into saved_filter (person_id, name, query, position)
values (@person, @name, @query, (select coalesce(max(position), 0) + 1 from saved_filter where person_id = @person)) returning id`

// SaveFilter adds the filter after the others of its person and returns its number.
func (tx *Tx) SaveFilter(ctx context.Context, grant policy.Grant, f reform.SavedFilter) (int64, error) {
	e := entry{kind: policy.Filter, allowed: []policy.Action{policy.FilterSave}, name: f.Name, changes: reform.SavedFilter{}.ChangesTo(f)}
	return tx.write(ctx, grant, e, sqlSaveFilter, pgx.NamedArgs{"person": f.PersonID, "name": f.Name, "query": f.Query})
}

const sqlRenameFilter = `update saved_filter set name = @name, version = version + 1 where id = @id and version = @seen returning id`

// RenameFilter gives the filter the name of what it becomes; a conflict when it is no longer at the version seen.
func (tx *Tx) RenameFilter(ctx context.Context, grant policy.Grant, from, to reform.SavedFilter, seen int) error {
	e := entry{kind: policy.Filter, id: from.ID, allowed: []policy.Action{policy.FilterSave}, name: from.Name, changes: from.ChangesTo(to)}
	_, err := tx.write(ctx, grant, e, sqlRenameFilter, pgx.NamedArgs{"id": from.ID, "name": to.Name, "seen": seen})
	return err
}

const sqlDropFilter = `delete from saved_filter where id = @id and version = @seen returning id`

// DropFilter removes the filter; a conflict when it is no longer at the version seen.
func (tx *Tx) DropFilter(ctx context.Context, grant policy.Grant, f reform.SavedFilter, seen int) error {
	e := entry{kind: policy.Filter, id: f.ID, allowed: []policy.Action{policy.FilterSave}, name: f.Name, changes: f.ChangesTo(reform.SavedFilter{})}
	_, err := tx.write(ctx, grant, e, sqlDropFilter, pgx.NamedArgs{"id": f.ID, "seen": seen})
	return err
}
