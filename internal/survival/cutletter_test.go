package survival_test

import (
	"testing"

	"cchc/internal/app"
	"cchc/internal/fixture/small"
)

func init() {
	deeds["NudgeLetter"] = func(t *testing.T, d *small.Department, a *app.App) func() error {
		letter := d.Prepared(d.InProgress(d.Science))
		return func() error { _, err := a.NudgeLetter(t.Context(), d.Clerk.Actor, letter.Code); return err }
	}
}
