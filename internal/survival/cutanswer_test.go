package survival_test

import (
	"maps"
	"testing"

	"cchc/internal/app"
	"cchc/internal/fixture/small"
	"cchc/internal/reform"
)

func init() { maps.Copy(deeds, answerDeeds) }

// answerDeeds are what a unit says of a nudge, what the Office says to that, and what other deeds make of it.
var answerDeeds = map[string]prepared{
	"AnswerNudge promise another day": func(t *testing.T, d *small.Department, a *app.App) func() error {
		task := d.InProgress(d.Science)
		nudge := d.Nudged(reform.RungRemind, task)[0]
		d.Promise(nudge, task, d.Science.Officer, d.App.Today().AddDays(3))
		in := d.Answering(nudge, task, reform.AnswerPromised)
		return func() error { _, err := a.AnswerNudge(t.Context(), d.Science.Officer.Actor, in); return err }
	},
	"PromiseTogether": func(t *testing.T, d *small.Department, a *app.App) func() error {
		one, two := d.InProgress(d.Science), d.InProgress(d.Science)
		nudge := d.Nudged(reform.RungRemind, one, two)[0]
		in := app.PromiseTogether{Nudge: nudge.Code, On: d.App.Today().AddDays(3)}
		for _, task := range []reform.Task{one, two} {
			asked := d.Asked(nudge, task)
			in.Tasks = append(in.Tasks, app.SeenTask{ID: asked.ID, Seen: asked.Version})
		}
		return func() error { return a.PromiseTogether(t.Context(), d.Science.Head.Actor, in) }
	},
	"SettleAnswer": func(t *testing.T, d *small.Department, a *app.App) func() error {
		task := d.InProgress(d.Science)
		nudge := d.Nudged(reform.RungRemind, task)[0]
		asked := d.Answer(nudge, task, d.Science.Officer, reform.AnswerNotOurs)
		in := app.SettleAnswer{Nudge: nudge.Code, ID: asked.ID, Seen: asked.Version, Note: reason}
		return func() error { return a.SettleAnswer(t.Context(), d.Clerk.Actor, in) }
	},
	"ReassignTask that is said to be another's": func(t *testing.T, d *small.Department, a *app.App) func() error {
		task := d.InProgress(d.Science)
		nudge := d.Nudged(reform.RungRemind, task)[0]
		d.Promise(nudge, task, d.Science.Officer, d.App.Today().AddDays(3))
		d.Answer(nudge, task, d.Science.Officer, reform.AnswerNotOurs)
		in := app.ReassignTask{Code: task.Code, Seen: task.Version, To: reform.Reassignment{LeadUnit: d.Units.Digital.ID, Note: reason}}
		return func() error { return a.ReassignTask(t.Context(), d.Clerk.Actor, in) }
	},
	"SubmitCompletion of what was nudged": func(t *testing.T, d *small.Department, a *app.App) func() error {
		task := d.Reported(d.Science, 60)
		d.Nudged(reform.RungRemind, task)
		in := small.Completion(task)
		return func() error {
			in.Proofs = []app.Proof{{Number: "12/BC-SKHCN"}}
			_, err := a.SubmitCompletion(t.Context(), d.Science.Officer.Actor, in)
			return err
		}
	},
}
