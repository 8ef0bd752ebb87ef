package survival_test

import (
	"maps"
	"testing"

	"cchc/internal/app"
	"cchc/internal/fixture/small"
	"cchc/internal/reform"
)

func init() { maps.Copy(deeds, nudgeDeeds) }

// nudgeDeeds are the deeds that urge units on.
var nudgeDeeds = map[string]prepared{
	"MakeNudges": func(t *testing.T, d *small.Department, a *app.App) func() error {
		in := d.Nudging(reform.RungRemind, d.InProgress(d.Science), d.Assigned(d.Digital))
		in.Rungs[d.Units.Digital.ID] = reform.RungLetter
		return func() error { _, err := a.MakeNudges(t.Context(), d.Clerk.Actor, in); return err }
	},
	"RecallBatch": func(t *testing.T, d *small.Department, a *app.App) func() error {
		made := d.Batch(reform.RungUrge, d.InProgress(d.Science), d.Assigned(d.Digital))
		return func() error { _, err := a.RecallBatch(t.Context(), d.Clerk.Actor, made.Batch); return err }
	},
	"SendNudges": func(t *testing.T, d *small.Department, a *app.App) func() error {
		batch := due(d)
		return func() error { return a.SendNudges(t.Context(), batch) }
	},
	"SweepNudges": func(t *testing.T, d *small.Department, a *app.App) func() error {
		due(d)
		return func() error { return a.SweepNudges(t.Context()) }
	},
	"OpenNudge": func(t *testing.T, d *small.Department, a *app.App) func() error {
		nudge := d.Nudged(reform.RungRemind, d.InProgress(d.Science))[0]
		return func() error { _, err := a.OpenNudge(t.Context(), d.Science.Head.Actor, nudge.Code, 1); return err }
	},
	"MoveNudge sign": func(t *testing.T, d *small.Department, a *app.App) func() error {
		nudge := d.Prepared(d.InProgress(d.Science))
		in := app.MoveNudge{Code: nudge.Code, Act: reform.NudgeSign, Seen: nudge.Version, Letter: d.Letter()}
		return func() error { return a.MoveNudge(t.Context(), d.Chief.Actor, in) }
	},
	"MoveNudge drop": func(t *testing.T, d *small.Department, a *app.App) func() error {
		nudge := d.Prepared(d.InProgress(d.Science))
		in := app.MoveNudge{Code: nudge.Code, Act: reform.NudgeDrop, Seen: nudge.Version}
		return func() error { return a.MoveNudge(t.Context(), d.Clerk.Actor, in) }
	},
}

// due returns a batch of two nudges whose recall time has passed.
func due(d *small.Department) int64 {
	made := d.Batch(reform.RungRemind, d.InProgress(d.Science), d.Assigned(d.Digital))
	d.Clock.Advance(reform.RecallTime)
	return made.Batch
}
