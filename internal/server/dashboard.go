package server

import (
	"net/http"

	"cchc/internal/app"
	"cchc/internal/calendar"
	"cchc/internal/paths"
	"cchc/internal/policy"
	"cchc/internal/reform"
	"cchc/web/pages/dashboards"
	"cchc/web/ui"
)

func (s *Server) dashboardRoutes() []Route {
	return []Route{
		get(paths.Dashboard, policy.BoardRead, s.dashboard), get(paths.DashboardRows, policy.BoardRead, s.figureRows),
		get(paths.DashboardNews, policy.BoardRead, s.news), get(paths.DashboardFile, policy.BoardRead, s.figureFile),
	}
}

// dashboard shows the figures of the day asked for; a day that does not exist is told, with the figures of now.
func (s *Server) dashboard(w http.ResponseWriter, r *http.Request) error {
	if same, err := s.unchanged(w, r); same || err != nil {
		return err
	}
	who, _ := actorOf(r)
	f := queried(r)
	year := s.App.Today().Year()
	query := app.DashboardQuery{On: f.Date(dashboards.OnField, year), Since: f.Date(dashboards.SinceField, year), Basis: basisOf(f), Own: f.On(dashboards.OwnField)}
	lines, status, _ := entryErrors(f.Err())
	if f.Err() == nil {
		status = http.StatusOK
	}
	board, err := s.App.Dashboard(r.Context(), who, query)
	if err != nil {
		return err
	}
	page := s.page(r, dashboards.Title, paths.Dashboard, ui.Crumb{Label: dashboards.Title})
	page.Print = &ui.PrintInfo{Unit: who.InUnit, Title: dashboards.Title, Stamp: "In lúc " + calendar.Stamp(s.Clock())}
	return s.render(w, r, status, page, dashboards.ShowPage(dashboards.Show{
		On: board.On, Since: board.Since, Basis: board.Basis, Live: board.Live, Frozen: board.Frozen, Own: board.Own, Areas: board.Areas,
		Now: board.Now, Before: board.Before, Weeks: board.Weeks, Around: dashboards.Around{
			Obstacles: board.Obstacles, Blocked: board.Blocked, News: board.News, Ahead: board.Ahead, Priorities: board.Priorities, Praised: board.Praised,
		},
		Units: board.Units, Mine: board.Mine, Wait: board.Wait, Who: who, Entry: f.entry(lines),
	}))
}

// basisOf reads which deadline figures are measured against.
func basisOf(f *form) reform.DueBasis {
	if reform.DueBasis(f.Line("tinh_theo")) == reform.DueOriginal {
		return reform.DueOriginal
	}
	return reform.DueNow
}
