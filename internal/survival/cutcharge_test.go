package survival_test

import (
	"maps"
	"testing"

	"cchc/internal/app"
	"cchc/internal/fixture/small"
	"cchc/internal/reform"
)

func init() { maps.Copy(deeds, chargeDeeds) }

// chargeDeeds are the deeds that say who is in charge of what.
var chargeDeeds = map[string]prepared{
	"PutInCharge": func(t *testing.T, d *small.Department, a *app.App) func() error {
		return func() error { _, err := a.PutInCharge(t.Context(), d.Chief.Actor, newCharge(d, 0)); return err }
	},
	"EndCharge": func(t *testing.T, d *small.Department, a *app.App) func() error {
		id, err := d.App.PutInCharge(t.Context(), d.Chief.Actor, newCharge(d, 0))
		if err != nil {
			t.Fatal(err)
		}
		in := app.EndCharge{ID: id, Seen: 1, Last: d.App.Today()}
		return func() error { return a.EndCharge(t.Context(), d.Chief.Actor, in) }
	},
	"DropCharge": func(t *testing.T, d *small.Department, a *app.App) func() error {
		id, err := d.App.PutInCharge(t.Context(), d.Chief.Actor, newCharge(d, 3))
		if err != nil {
			t.Fatal(err)
		}
		return func() error { return a.DropCharge(t.Context(), d.Chief.Actor, id, 1) }
	},
}

// newCharge puts the vice director in charge of institutions from so many days on.
func newCharge(d *small.Department, days int) reform.Charge {
	return reform.Charge{PersonID: d.ViceLeader.Person, Area: reform.AreaInstitutions, FromOn: d.App.Today().AddDays(days)}
}
