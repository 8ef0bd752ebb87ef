package app_test

import (
	"reflect"
	"testing"
	"time"

	"cchc/internal/app"
	"cchc/internal/fixture/small"
	"cchc/internal/policy"
	"cchc/internal/reform"
)

// TestWhatIsRememberedOfThePastIsThePast reads dashboards again and again while work goes on, and holds every instant of each
// against the database.
func TestWhatIsRememberedOfThePastIsThePast(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	scope := policy.See(d.Leader.Actor, policy.BoardRead)
	check := func() {
		board, err := d.App.Dashboard(t.Context(), d.Leader.Actor, app.DashboardQuery{})
		if err != nil {
			t.Fatal(err)
		}
		for _, figures := range append(board.Weeks, board.Now, board.Before) {
			read, err := d.DB.Figures(t.Context(), scope, figures.At)
			if err != nil {
				t.Fatal(err)
			}
			if !reflect.DeepEqual(read[0].Cells, figures.Cells) {
				t.Fatalf("on %v, of %v: %v is shown, and %v is kept", d.Clock.Now(), figures.At, figures.Cells, read[0].Cells)
			}
		}
	}
	for range 12 {
		d.TaskIn(reform.TaskCompleted, d.Science)
		check()
		d.InProgress(d.Digital)
		check()
		d.Clock.Advance(2*24*time.Hour + 11*time.Hour)
	}
}
