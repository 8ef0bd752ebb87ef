package survival_test

import (
	"testing"

	"cchc/internal/app"
	"cchc/internal/fixture/small"
	"cchc/internal/reform"
)

// unlinked are days that lead nowhere.
func unlinked(reform.FeedEvent) string { return "" }

func init() {
	deeds["MakeFeed"] = func(t *testing.T, d *small.Department, a *app.App) func() error {
		return func() error { _, err := a.MakeFeed(t.Context(), d.Science.Officer.Actor, 0); return err }
	}
	deeds["DropFeed"] = func(t *testing.T, d *small.Department, a *app.App) func() error {
		if _, err := d.App.MakeFeed(t.Context(), d.Science.Officer.Actor, 0); err != nil {
			t.Fatal(err)
		}
		return func() error { return a.DropFeed(t.Context(), d.Science.Officer.Actor, 1) }
	}
	deeds["ReadFeed"] = func(t *testing.T, d *small.Department, a *app.App) func() error {
		secret, err := d.App.MakeFeed(t.Context(), d.Science.Officer.Actor, 0)
		if err != nil {
			t.Fatal(err)
		}
		return func() error { _, err := a.ReadFeed(t.Context(), secret, unlinked); return err }
	}
}
