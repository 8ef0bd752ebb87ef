package app_test

import (
	"slices"
	"testing"
	"time"

	"cchc/internal/app"
	"cchc/internal/fixture/small"
	"cchc/internal/reform"
)

func TestDashboardTellsWhatStandsAroundItsFigures(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	task := flagged(t, d)
	d.Escalated(small.Options(d.Effect(reform.EffectDeadline)), d.Obstacle(reform.ObstacleReceived, d.InProgress(d.Digital), d.Digital))
	for range 3 {
		d.TaskIn(reform.TaskCompleted, d.Branch)
	}
	d.Clock.Advance(9 * 24 * time.Hour)
	before := d.App.Today()
	d.Clock.Advance(9 * 24 * time.Hour)
	board, err := d.App.Dashboard(t.Context(), d.Leader.Actor, app.DashboardQuery{})
	if err != nil {
		t.Fatal(err)
	}
	if open, wait := board.Obstacles.Sum(nil); open != 1 || wait != 1 {
		t.Errorf("%d obstacles, %d wait", open, wait)
	}
	if board.Ahead.N != 2 || len(board.Ahead.Risks) != 2 || len(board.Priorities) != 1 || board.Priorities[0].Code != task.Code {
		t.Errorf("%+v, %+v", board.Ahead, board.Priorities)
	}
	if len(board.Praised) != 1 || board.Praised[0].UnitID != d.Units.Metrology.ID || board.Praised[0].Done != 3 {
		t.Errorf("%+v", board.Praised)
	}
	d.InProgress(d.Science)
	again, err := d.App.Dashboard(t.Context(), d.Leader.Actor, app.DashboardQuery{Since: before})
	given := slices.IndexFunc(again.News, func(n reform.NewsCount) bool { return n.Kind == reform.NewsGiven })
	if err != nil || given < 0 || again.News[given].N != 1 || again.Frozen {
		t.Errorf("%+v (%v)", again.News, err)
	}
	past, err := d.App.Dashboard(t.Context(), d.Leader.Actor, app.DashboardQuery{On: d.App.Today().AddDays(-30)})
	if err != nil || past.Live || len(past.Priorities) != 0 || past.Ahead.N != 0 || past.Now.Sum(reform.DueNow, nil).Total() != 0 {
		t.Errorf("before anything was: %+v (%v)", past, err)
	}
}

func TestAViceDirectorNarrowsTheDashboardToOnesOwnAreas(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	d.InArea(d.InProgress(d.Science), reform.AreaInstitutions)
	d.InArea(d.InProgress(d.Science), reform.AreaPublicFinance)
	vice := d.ViceLeader.Actor
	vice.Fields.Every, vice.Fields.Areas = false, []int{int(reform.AreaPublicFinance)}
	for own, want := range map[bool]int{true: 1, false: 2} {
		board, err := d.App.Dashboard(t.Context(), vice, app.DashboardQuery{Own: own})
		if err != nil || board.Own != own || board.Now.Sum(reform.DueNow, nil).Total() != want || board.News[6].N != want {
			t.Errorf("own %v: %+v (%v)", own, board.News, err)
		}
	}
	all, err := d.App.Dashboard(t.Context(), d.Leader.Actor, app.DashboardQuery{Own: true})
	if err != nil || all.Own || all.Now.Sum(reform.DueNow, nil).Total() != 2 {
		t.Errorf("who is in charge of everything: %+v (%v)", all.Now, err)
	}
}
