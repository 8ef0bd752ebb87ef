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
	held := d.Obstacle(reform.ObstacleReceived, d.InProgress(d.Digital), d.Digital)
	d.Escalated(small.Options(d.Effect(reform.EffectDeadline)), held)
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
	rows, err := d.App.FigureRows(t.Context(), d.Leader.Actor, reform.FigureFilter{At: board.Now.At, Until: board.Ahead.Until})
	if err != nil || rows.Total != board.Ahead.N || len(rows.Lines) != board.Ahead.N {
		t.Errorf("%d fall due, of which %d of %d are listed (%v)", board.Ahead.N, len(rows.Lines), rows.Total, err)
	}
	if err := d.App.DecideObstacle(t.Context(), d.Leader.Actor, d.Deciding(d.Leader, held.Code, 2)); err != nil {
		t.Fatal(err)
	}
	then, err := d.App.Dashboard(t.Context(), d.Leader.Actor, app.DashboardQuery{On: before})
	now, err2 := d.App.Dashboard(t.Context(), d.Leader.Actor, app.DashboardQuery{})
	if err != nil || err2 != nil || then.Wait != 1 || then.Mine[0].Code != held.Code || then.More || now.Wait != 0 {
		t.Errorf("that day %d waited (%+v), now %d (%v, %v)", then.Wait, then.Mine, now.Wait, err, err2)
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
	vice.Fields.Every, vice.Fields.Areas = false, []int{int(reform.AreaPublicFinance), int(reform.AreaProcedures)}
	for own, want := range map[bool]int{true: 1, false: 2} {
		board, err := d.App.Dashboard(t.Context(), vice, app.DashboardQuery{Own: own})
		if err != nil || board.Own != own || board.Now.Sum(reform.DueNow, nil).Total() != want || board.News[6].N != want {
			t.Errorf("own %v: %+v (%v)", own, board.News, err)
		}
	}
	areas := []reform.Area{reform.AreaPublicFinance, reform.AreaProcedures}
	news, err := d.App.NewsPage(t.Context(), vice, reform.NewsFilter{Areas: areas, Kind: reform.NewsGiven})
	if err != nil || news.Total() != 1 || len(news.News) != 1 || news.News[0].Area != reform.AreaPublicFinance {
		t.Errorf("the news of one's own areas are %+v (%v)", news.News, err)
	}
	all, err := d.App.Dashboard(t.Context(), d.Leader.Actor, app.DashboardQuery{Own: true})
	if err != nil || all.Own || all.Now.Sum(reform.DueNow, nil).Total() != 2 {
		t.Errorf("who is in charge of everything: %+v (%v)", all.Now, err)
	}
}
