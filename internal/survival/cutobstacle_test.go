package survival_test

import (
	"maps"
	"testing"

	"cchc/internal/app"
	"cchc/internal/fixture/small"
	"cchc/internal/reform"
)

func init() { maps.Copy(deeds, obstacleDeeds) }

// obstacleDeeds are the deeds about what blocks work.
var obstacleDeeds = map[string]prepared{
	"RaiseObstacle": func(t *testing.T, d *small.Department, a *app.App) func() error {
		task := d.InProgress(d.Science)
		return func() error {
			in := app.RaiseObstacle{Code: task.Code, Blocking: d.Blocking(), Files: []app.Upload{small.PDF("cong-van.pdf", "một")}}
			_, err := a.RaiseObstacle(t.Context(), d.Science.Officer.Actor, in)
			return err
		}
	},
	"MoveObstacle": func(t *testing.T, d *small.Department, a *app.App) func() error {
		o := d.Obstacle(reform.ObstacleReceived, d.InProgress(d.Science), d.Science)
		in := app.MoveObstacle{Code: o.Code, Act: reform.ObstacleResolve, Seen: o.Version, Note: reason}
		return func() error { return a.MoveObstacle(t.Context(), d.Clerk.Actor, in) }
	},
}
