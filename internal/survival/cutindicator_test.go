package survival_test

import (
	"testing"

	"cchc/internal/app"
	"cchc/internal/fixture/small"
	"cchc/internal/reform"
)

func init() {
	deeds["SetIndicator"] = func(t *testing.T, d *small.Department, a *app.App) func() error {
		task := d.InProgress(d.Science)
		in := app.SetIndicator{Tasks: []string{task.Code}, Indicator: reform.Indicator{
			Name: "Tỷ lệ hồ sơ đúng hạn", Area: reform.AreaProcedures, Measure: "%", Direction: reform.AtLeast, Target: 100_0000,
		}}
		return func() error { _, err := a.SetIndicator(t.Context(), d.Clerk.Actor, in); return err }
	}
}
