package survival_test

import (
	"testing"

	"cchc/internal/app"
	"cchc/internal/fixture/small"
	"cchc/internal/reform"
)

func init() {
	deeds["ExportObstacles"] = func(t *testing.T, d *small.Department, a *app.App) func() error {
		d.Obstacle(reform.ObstacleReceived, d.InProgress(d.Science), d.Science)
		return func() error {
			book, err := a.ExportObstacles(t.Context(), d.Clerk.Actor, reform.BookFilter{}, "Sở")
			if book != nil && err == nil {
				err = book.Close()
			}
			return err
		}
	}
}
