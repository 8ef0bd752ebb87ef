package survival_test

import (
	"maps"
	"testing"

	"cchc/internal/app"
	"cchc/internal/fixture/small"
	"cchc/internal/policy"
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
	"ChangeUnit": func(t *testing.T, d *small.Department, a *app.App) func() error {
		in := merging(d)
		return func() error { _, err := a.ChangeUnit(t.Context(), d.Chief.Actor, in); return err }
	},
	"DropUnitChange": func(t *testing.T, d *small.Department, a *app.App) func() error {
		change := planned(t, d)
		return func() error {
			return a.DropUnitChange(t.Context(), d.Chief.Actor, app.DropUnitChange{Unit: change.UnitID, Seen: change.Version})
		}
	},
	"ReorganiseUnits": func(t *testing.T, d *small.Department, a *app.App) func() error {
		change := planned(t, d)
		d.Clock.Set(change.TakesEffectOn.Start())
		return func() error { return a.ReorganiseUnits(t.Context()) }
	},
	"StandIn": func(t *testing.T, d *small.Department, a *app.App) func() error {
		under := d.Deputyship(d.Science.Head, d.Colleague, d.App.Today(), d.App.Today())
		session := app.Session{Person: d.Colleague.Person, Epoch: 1, Deputyship: under.ID}
		return func() error { _, err := a.StandIn(t.Context(), d.Colleague.Actor, session); return err }
	},
}

// merging is the metrology sub-department, with its centre, its work and what it owes others, going to the digital division.
func merging(d *small.Department) app.ChangeUnit {
	d.InProgress(d.Branch)
	d.InProgress(d.Science, reform.TaskUnit{UnitID: d.Units.Metrology.ID, Part: reform.Cooperating, Share: "Số liệu"})
	return app.ChangeUnit{Seen: 1, Change: reform.UnitChange{
		UnitID: d.Units.Metrology.ID, Kind: reform.UnitMerge, TakesEffectOn: d.App.Today(), SuccessorID: d.Units.Digital.ID,
	}}
}

// planned returns the merger of metrology, planned for tomorrow.
func planned(t *testing.T, d *small.Department) reform.UnitChange {
	t.Helper()
	in := merging(d)
	in.Change.TakesEffectOn = d.App.Today().AddDays(1)
	if _, err := d.App.ChangeUnit(t.Context(), d.Chief.Actor, in); err != nil {
		t.Fatal(err)
	}
	changes, err := d.DB.UnitChanges(t.Context(), policy.See(d.Chief.Actor, policy.UnitReorganise), in.Change.UnitID)
	if err != nil || len(changes) != 1 {
		t.Fatal(changes, err)
	}
	return changes[0]
}
