package app_test

import (
	"fmt"
	"testing"
	"time"

	"cchc/internal/app"
	"cchc/internal/fixture/small"
	"cchc/internal/reform"
)

// A row changed behind the portal's back tells whether a dashboard was read anew.
func TestDashboardStandsUntilSomethingIsWrittenOrTheDayTurns(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	d.InProgress(d.Science)
	renamed := 0
	rename := func() {
		t.Helper()
		renamed++
		if _, err := d.DB.Pool().Exec(t.Context(), `update unit set short_name = 'Đã đổi ' || $1::int where id = $2`, renamed, d.Units.Science.ID); err != nil {
			t.Fatal(err)
		}
	}
	shows := func(q app.DashboardQuery, want bool) app.Dashboard {
		t.Helper()
		board, err := d.App.Dashboard(t.Context(), d.Leader.Actor, q)
		if err != nil {
			t.Fatal(err)
		}
		fresh := false
		for _, u := range board.Units {
			fresh = fresh || u.ID == d.Units.Science.ID && u.ShortName == fmt.Sprint("Đã đổi ", renamed)
		}
		if fresh != want {
			t.Errorf("%+v: read anew: %v", q, fresh)
		}
		return board
	}
	rename()
	first := shows(app.DashboardQuery{}, true)
	rename()
	d.Clock.Advance(time.Hour)
	again := shows(app.DashboardQuery{Basis: reform.DueOriginal}, false)
	if again.Basis != reform.DueOriginal || !again.Now.At.Equal(first.Now.At.Add(time.Hour)) || again.Now.Sum(reform.DueNow, nil) != first.Now.Sum(reform.DueNow, nil) {
		t.Errorf("an hour later: %+v", again.DashboardQuery)
	}
	shows(app.DashboardQuery{Unit: d.Units.Science.ID}, true) // another one
	d.InProgress(d.Centre)
	if now := shows(app.DashboardQuery{}, true).Now.Sum(reform.DueNow, nil).Total(); now != 2 {
		t.Errorf("%d tasks after the second was given", now)
	}
	rename()
	shows(app.DashboardQuery{}, false)
	d.Clock.Advance(24 * time.Hour)
	shows(app.DashboardQuery{}, true)
}
