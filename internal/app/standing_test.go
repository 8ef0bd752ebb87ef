package app_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"cchc/internal/app"
	"cchc/internal/fixture/small"
	"cchc/internal/reform"
)

// A row changed behind the portal's back tells whether a dashboard was read anew. While other tests write into the same cluster none is
// remembered, so that what is to stand is asked for until it does.
func TestDashboardStandsUntilSomethingIsWrittenOrTheDayTurns(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	d.InProgress(d.Science)
	renamed := 0
	read := func(q app.DashboardQuery) (board app.Dashboard, anew bool) {
		t.Helper()
		renamed++
		name := fmt.Sprint("Đã đổi ", renamed)
		_, err := d.DB.Pool().Exec(t.Context(), `update unit set short_name = $1 where id = $2`, name, d.Units.Science.ID)
		if err == nil {
			board, err = d.App.Dashboard(t.Context(), d.Leader.Actor, q)
		}
		if err != nil {
			t.Fatal(err)
		}
		return board, slices.ContainsFunc(board.Units, func(u reform.Unit) bool { return u.ShortName == name })
	}
	stands := func(q app.DashboardQuery) app.Dashboard {
		t.Helper()
		for deadline := time.Now().Add(20 * time.Second); time.Now().Before(deadline); {
			if board, anew := read(q); !anew {
				return board
			}
		}
		t.Fatalf("%+v is read anew each time", q)
		return app.Dashboard{}
	}
	turns := func(q app.DashboardQuery) app.Dashboard {
		t.Helper()
		board, anew := read(q)
		if !anew {
			t.Errorf("%+v is not read anew", q)
		}
		return board
	}
	first := stands(app.DashboardQuery{})
	d.Clock.Advance(time.Hour)
	again := stands(app.DashboardQuery{Basis: reform.DueOriginal})
	if again.Basis != reform.DueOriginal || !again.Now.At.Equal(first.Now.At.Add(time.Hour)) || again.Now.Sum(reform.DueNow, nil) != first.Now.Sum(reform.DueNow, nil) {
		t.Errorf("an hour later: %+v", again.DashboardQuery)
	}
	turns(app.DashboardQuery{Unit: d.Units.Science.ID}) // another one
	d.InProgress(d.Centre)
	if now := turns(app.DashboardQuery{}).Now.Sum(reform.DueNow, nil).Total(); now != 2 {
		t.Errorf("%d tasks after the second was given", now)
	}
	stands(app.DashboardQuery{})
	d.Clock.Advance(24 * time.Hour)
	turns(app.DashboardQuery{})
}
