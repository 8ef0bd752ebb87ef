package app

import (
	"context"
	"slices"

	"cchc/internal/fault"
	"cchc/internal/policy"
	"cchc/internal/postgres"
	"cchc/internal/reform"
)

// SavedFilters is the filters of the board that a person keeps, with the names of what they narrow to.
type SavedFilters struct {
	Filters []reform.SavedFilter
	filterChoices
}

// SavedFilters reads the filters of the board that the actor keeps.
func (a *App) SavedFilters(ctx context.Context, who policy.Actor) (SavedFilters, error) {
	var saved SavedFilters
	var err error
	if saved.filterChoices, err = a.filterChoices(ctx, who); err != nil {
		return saved, err
	}
	saved.Filters, err = a.DB.SavedFilters(ctx, policy.See(who, policy.FilterSave))
	return saved, err
}

// SaveFilter asks to keep a filter of the board under a name.
type SaveFilter struct {
	Name   string
	Filter reform.BoardFilter
}

// SaveFilter keeps the filter for the actor.
func (a *App) SaveFilter(ctx context.Context, who policy.Actor, in SaveFilter) error {
	return a.DB.Write(ctx, func(tx *postgres.Tx) error {
		others, err := tx.LockSavedFilters(ctx, policy.See(who, policy.FilterSave))
		if err != nil {
			return err
		}
		saved := reform.SavedFilter{PersonID: who.Person, Name: in.Name, Query: in.Filter.Query().Encode()}
		grant, err := policy.Allow(who, policy.FilterSave, saved.Subject())
		if err != nil {
			return err
		}
		if err := saved.Check(others); err != nil {
			return err
		}
		_, err = tx.SaveFilter(ctx, grant, saved)
		return err
	})
}

// RenameFilter asks to give a saved filter another name.
type RenameFilter struct {
	ID   int64
	Seen int
	Name string
}

// RenameFilter gives the actor's saved filter the name.
func (a *App) RenameFilter(ctx context.Context, who policy.Actor, in RenameFilter) error {
	return a.DB.Write(ctx, func(tx *postgres.Tx) error {
		saved, others, grant, err := lockSavedFilter(ctx, tx, who, in.ID)
		if err != nil {
			return err
		}
		next := saved
		next.Name = in.Name
		if err := next.Check(others); err != nil {
			return err
		}
		return tx.RenameFilter(ctx, grant, saved, next, in.Seen)
	})
}

// DropFilter asks to keep a saved filter no longer.
type DropFilter struct {
	ID   int64
	Seen int
}

// DropFilter removes the actor's saved filter and returns what it was called.
func (a *App) DropFilter(ctx context.Context, who policy.Actor, in DropFilter) (string, error) {
	var name string
	return name, a.DB.Write(ctx, func(tx *postgres.Tx) error {
		saved, _, grant, err := lockSavedFilter(ctx, tx, who, in.ID)
		if err != nil {
			return err
		}
		name = saved.Name
		return tx.DropFilter(ctx, grant, saved, in.Seen)
	})
}

// lockSavedFilter returns the actor's filter of this number, the others of the actor, and the right to change it.
func lockSavedFilter(ctx context.Context, tx *postgres.Tx, who policy.Actor, id int64) (reform.SavedFilter, []reform.SavedFilter, policy.Grant, error) {
	all, err := tx.LockSavedFilters(ctx, policy.See(who, policy.FilterSave))
	if err != nil {
		return reform.SavedFilter{}, nil, policy.Grant{}, err
	}
	at := slices.IndexFunc(all, func(f reform.SavedFilter) bool { return f.ID == id })
	if at < 0 {
		return reform.SavedFilter{}, nil, policy.Grant{}, fault.New(fault.NotFound, "Không có bộ lọc này, hoặc bộ lọc đã được bỏ.")
	}
	grant, err := policy.Allow(who, policy.FilterSave, all[at].Subject())
	return all[at], all, grant, err
}
