package survival_test

import (
	"testing"

	"cchc/internal/app"
	"cchc/internal/fixture/small"
	"cchc/internal/policy"
	"cchc/internal/reform"
)

// A decision with each kind of effect: cut anywhere, there is neither the decision nor what it does.
func init() {
	for _, kind := range reform.EffectKinds() {
		deeds["DecideObstacle "+string(kind)] = func(t *testing.T, d *small.Department, a *app.App) func() error {
			return deciding(t, d, a, reform.Decision{Choice: 1, Direction: reason}, d.Effect(kind))
		}
	}
	deeds["DecideObstacle"] = func(t *testing.T, d *small.Department, a *app.App) func() error {
		instruction := d.Effect(reform.EffectInstruction)
		own := reform.Decision{Choice: reform.OwnChoice, Own: d.Effect(reform.EffectLeadUnit), Instruction: &instruction, Direction: reason}
		return deciding(t, d, a, own, d.Effect(reform.EffectRefuse))
	}
	deeds["RecordReferral"] = func(t *testing.T, d *small.Department, a *app.App) func() error {
		_, obstacle := d.Decided(d.Effect(reform.EffectRefer))
		letters, err := d.DB.CardReferrals(t.Context(), policy.See(d.Clerk.Actor, policy.TaskRead), obstacle.CardID)
		if err != nil {
			t.Fatal(err)
		}
		note := reform.ReferralNote{Addressee: letters[0].Addressee, Number: "125/SKHCN-VP", SentOn: d.App.Today()}
		in := app.RecordReferral{ID: letters[0].ID, Seen: letters[0].Version, ReferralNote: note}
		return func() error {
			_, err := a.RecordReferral(t.Context(), d.Clerk.Actor, in)
			return err
		}
	}
}

// deciding puts an obstacle on a card with the option and returns the decision on it.
func deciding(t *testing.T, d *small.Department, a *app.App, decision reform.Decision, effect reform.Effect) func() error {
	t.Helper()
	beside := reform.TaskUnit{UnitID: d.Units.Digital.ID, Part: reform.Cooperating, Share: "Số liệu"}
	_, obstacle := d.Blocked(d.Science, beside)
	d.Escalated(small.Options(effect), obstacle)
	in := d.DecidingThus(d.Leader, obstacle.Code, decision)
	return func() error { return a.DecideObstacle(t.Context(), d.Leader.Actor, in) }
}
