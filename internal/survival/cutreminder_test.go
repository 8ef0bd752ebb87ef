package survival_test

import (
	"maps"
	"testing"
	"time"

	"cchc/internal/app"
	"cchc/internal/fixture/small"
	"cchc/internal/reform"
)

func init() { maps.Copy(deeds, reminderDeeds) }

// reminderDeeds are the deeds about what people are reminded of, and by which rules.
var reminderDeeds = map[string]prepared{
	"RemindPeople": func(t *testing.T, d *small.Department, a *app.App) func() error {
		d.InProgress(d.Science, reform.TaskUnit{UnitID: d.Units.Digital.ID, Part: reform.Cooperating})
		d.Submitted(d.Digital)
		d.Clock.Advance(31 * 24 * time.Hour)
		return func() error { return a.RemindPeople(t.Context()) }
	},
	"AddReminder": func(t *testing.T, d *small.Department, a *app.App) func() error {
		rule := reform.ReminderRule{Days: 10, Officer: true, Active: true}
		return func() error { return a.AddReminder(t.Context(), d.Clerk.Actor, rule) }
	},
	"EditReminder": func(t *testing.T, d *small.Department, a *app.App) func() error {
		rule := d.ReminderRule(reform.RemindOverdue)
		rule.Office = false
		return func() error { return a.EditReminder(t.Context(), d.Clerk.Actor, rule) }
	},
	"RemoveReminder": func(t *testing.T, d *small.Department, a *app.App) func() error {
		rule := d.ReminderRule(reform.RemindDueBefore)
		return func() error {
			_, err := a.RemoveReminder(t.Context(), d.Clerk.Actor, rule.ID, rule.Version)
			return err
		}
	},
}
