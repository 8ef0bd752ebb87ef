package survival_test

import (
	"maps"
	"testing"

	"cchc/internal/app"
	"cchc/internal/fixture/small"
	"cchc/internal/reform"
)

func init() { maps.Copy(deeds, absenceDeeds) }

// absenceDeeds are the deeds about deputies, handover and reorganised units.
var absenceDeeds = map[string]prepared{
	"NameDeputy": func(t *testing.T, d *small.Department, a *app.App) func() error {
		today := d.App.Today()
		in := reform.Deputy{AbsentID: d.Science.Head.Person, DeputyID: d.Colleague.Person, FromOn: today, ToOn: today, Reason: reason}
		return func() error { _, err := a.NameDeputy(t.Context(), d.Chief.Actor, in); return err }
	},
	"EndDeputy": func(t *testing.T, d *small.Department, a *app.App) func() error {
		under := d.Deputyship(d.Science.Head, d.Colleague, d.App.Today(), d.App.Today())
		return func() error {
			return a.EndDeputy(t.Context(), d.Chief.Actor, app.EndDeputy{ID: under.ID, Seen: under.Version})
		}
	},
	"HandOver": func(t *testing.T, d *small.Department, a *app.App) func() error {
		in := app.HandOver{Person: d.Science.Officer.Person, Successor: d.Colleague.Person, EndDeputies: true}
		for range 2 {
			task := d.InProgress(d.Science)
			in.Tasks = append(in.Tasks, app.HeldTask{Code: task.Code, Seen: task.Version})
		}
		d.Deputyship(d.Science.Head, d.Science.Officer, d.App.Today(), d.App.Today())
		return func() error { _, _, err := a.HandOver(t.Context(), d.Science.Head.Actor, in); return err }
	},
	"StandIn": func(t *testing.T, d *small.Department, a *app.App) func() error {
		under := d.Deputyship(d.Science.Head, d.Colleague, d.App.Today(), d.App.Today())
		session := app.Session{Person: d.Colleague.Person, Epoch: 1, Deputyship: under.ID}
		return func() error { _, err := a.StandIn(t.Context(), d.Colleague.Actor, session); return err }
	},
}
