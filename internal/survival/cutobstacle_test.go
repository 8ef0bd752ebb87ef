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
	"MendObstacle": func(t *testing.T, d *small.Department, a *app.App) func() error {
		o := d.Obstacle(reform.ObstacleReturned, d.InProgress(d.Science), d.Science)
		in := app.MendObstacle{Code: o.Code, Seen: o.Version, Blocking: d.Blocking(), Files: []app.Upload{small.PDF("cong-van.pdf", "một")}}
		in.Blocking.Title = "Sở Tư pháp chưa trả lời lần hai"
		return func() error { return a.MendObstacle(t.Context(), d.Science.Officer.Actor, in) }
	},
	"PostReport with what blocks": func(t *testing.T, d *small.Department, a *app.App) func() error {
		task := d.InProgress(d.Science)
		in := app.PostReport{Code: task.Code, Report: small.Statement(40), Files: []app.Upload{small.PDF("bao-cao.pdf", "một")}}
		in.Obstacle = &app.RaiseObstacle{Blocking: d.Blocking(), Files: []app.Upload{small.PDF("cong-van.pdf", "hai")}}
		return func() error {
			_, err := a.PostReport(t.Context(), d.Science.Officer.Actor, in)
			return err
		}
	},
	"MoveObstacle": func(t *testing.T, d *small.Department, a *app.App) func() error {
		o := d.Obstacle(reform.ObstacleReceived, d.InProgress(d.Science), d.Science)
		in := app.MoveObstacle{Code: o.Code, Act: reform.ObstacleResolve, Seen: o.Version, Note: reason}
		return func() error { return a.MoveObstacle(t.Context(), d.Clerk.Actor, in) }
	},
}
