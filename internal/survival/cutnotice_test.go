package survival_test

import (
	"maps"
	"testing"
	"time"

	"cchc/internal/app"
	"cchc/internal/fixture/small"
	"cchc/internal/reform"
)

func init() { maps.Copy(deeds, noticeDeeds) }

// noticeDeeds are the deeds about what people were told.
var noticeDeeds = map[string]prepared{
	"TellLateObstacles": func(t *testing.T, d *small.Department, a *app.App) func() error {
		d.Obstacle(reform.ObstacleConfirmed, d.InProgress(d.Science), d.Science)
		d.Clock.Advance(48 * time.Hour)
		return func() error { return a.TellLateObstacles(t.Context()) }
	},
	"OpenNotice": func(t *testing.T, d *small.Department, a *app.App) func() error {
		id := told(t, d)
		return func() error { _, err := a.OpenNotice(t.Context(), d.Science.Head.Actor, id); return err }
	},
	"ReadNotice": func(t *testing.T, d *small.Department, a *app.App) func() error {
		id := told(t, d)
		return func() error { return a.ReadNotice(t.Context(), d.Science.Head.Actor, id) }
	},
	"ReadNotices": func(t *testing.T, d *small.Department, a *app.App) func() error {
		id := told(t, d)
		return func() error { return a.ReadNotices(t.Context(), d.Science.Head.Actor, id) }
	},
}

// told returns the number of a notice that the head of the science division has not read.
func told(t *testing.T, d *small.Department) int64 {
	t.Helper()
	d.Obstacle(reform.ObstacleSubmitted, d.InProgress(d.Science), d.Science)
	list, err := d.App.Notices(t.Context(), d.Science.Head.Actor, 1)
	if err != nil || len(list.Notices) == 0 {
		t.Fatal(list, err)
	}
	return list.Notices[0].ID
}
