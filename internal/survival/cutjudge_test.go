package survival_test

import (
	"maps"
	"testing"

	"cchc/internal/app"
	"cchc/internal/fixture/small"
	"cchc/internal/reform"
)

func init() { maps.Copy(deeds, judgeDeeds) }

// judgeDeeds are the deeds on what the Office says of a priority task.
var judgeDeeds = map[string]prepared{
	"Judge": func(t *testing.T, d *small.Department, a *app.App) func() error {
		task := d.InProgress(d.Science)
		if err := d.App.FlagTask(t.Context(), d.Leader.Actor, app.FlagTask{Code: task.Code, Seen: task.Version, Priority: true}); err != nil {
			t.Fatal(err)
		}
		in := app.Judge{Code: task.Code, Reading: reform.AtRisk, Sentence: "Chờ ý kiến.", UntilOn: d.App.Today().AddDays(7)}
		return func() error { return a.Judge(t.Context(), d.Clerk.Actor, in) }
	},
}
