package survival_test

import (
	"maps"
	"testing"

	"cchc/internal/app"
	"cchc/internal/fixture/small"
	"cchc/internal/reform"
)

func init() { maps.Copy(deeds, boardDeeds) }

// boardDeeds are the deeds of those who watch over every unit.
var boardDeeds = map[string]prepared{
	"FollowTasks": func(t *testing.T, d *small.Department, a *app.App) func() error {
		in := app.FollowTasks{Tasks: []string{d.InProgress(d.Science).Code, d.Assigned(d.Digital).Code}, Person: d.SecondClerk.Person}
		return func() error { _, err := a.FollowTasks(t.Context(), d.Clerk.Actor, in); return err }
	},
	"SaveFilter": func(t *testing.T, d *small.Department, a *app.App) func() error {
		return func() error {
			return a.SaveFilter(t.Context(), d.Clerk.Actor, app.SaveFilter{Name: "Im lặng", Filter: reform.BoardFilter{Group: reform.BoardSilent}})
		}
	},
	"RenameFilter": func(t *testing.T, d *small.Department, a *app.App) func() error {
		id := savedFilter(t, d)
		return func() error {
			return a.RenameFilter(t.Context(), d.Clerk.Actor, app.RenameFilter{ID: id, Seen: 1, Name: "Khác"})
		}
	},
	"DropFilter": func(t *testing.T, d *small.Department, a *app.App) func() error {
		id := savedFilter(t, d)
		return func() error {
			_, err := a.DropFilter(t.Context(), d.Clerk.Actor, app.DropFilter{ID: id, Seen: 1})
			return err
		}
	},
	"ExportBoard": func(t *testing.T, d *small.Department, a *app.App) func() error {
		d.InProgress(d.Science)
		return func() error {
			book, err := a.ExportBoard(t.Context(), d.Clerk.Actor, reform.BoardFilter{}, "Sở")
			if book != nil {
				_ = book.Close() // nothing is kept of it
			}
			return err
		}
	},
	"ExportFigureRows": func(t *testing.T, d *small.Department, a *app.App) func() error {
		d.InProgress(d.Science)
		return func() error {
			book, err := a.ExportFigureRows(t.Context(), d.Clerk.Actor, reform.FigureFilter{}, "Sở")
			if book != nil {
				_ = book.Close() // nothing is kept of it
			}
			return err
		}
	},
}

// savedFilter returns the number of a filter that the clerk keeps.
func savedFilter(t *testing.T, d *small.Department) int64 {
	t.Helper()
	in := app.SaveFilter{Name: "Im lặng", Filter: reform.BoardFilter{Group: reform.BoardSilent}}
	if err := d.App.SaveFilter(t.Context(), d.Clerk.Actor, in); err != nil {
		t.Fatal(err)
	}
	saved, err := d.App.SavedFilters(t.Context(), d.Clerk.Actor)
	if err != nil || len(saved.Filters) != 1 {
		t.Fatal(saved, err)
	}
	return saved.Filters[0].ID
}
