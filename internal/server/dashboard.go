package server

import (
	"net/http"
	"strconv"

	"github.com/go-chi/chi/v5"

	"cchc/internal/app"
	"cchc/internal/calendar"
	"cchc/internal/paths"
	"cchc/internal/policy"
	"cchc/internal/reform"
	"cchc/web/layout"
	"cchc/web/pages/dashboards"
	"cchc/web/ui"
)

func (s *Server) dashboardRoutes() []Route {
	return []Route{
		get(paths.Dashboard, policy.BoardRead, s.dashboard), get(paths.DashboardRows, policy.BoardRead, s.figureRows),
		get(paths.DashboardUnit, policy.BoardRead, s.unitBoard), get(paths.DashboardArea, policy.BoardRead, s.areaBoard),
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
	query, lines, status := s.dashboardQuery(f)
	board, err := s.App.Dashboard(r.Context(), who, query)
	if err != nil {
		return err
	}
	page := s.dashboardPage(r, dashboards.Title, ui.Crumb{Label: dashboards.Title})
	return s.render(w, r, status, page, dashboards.ShowPage(showOf(who, board, paths.Dashboard, f.entry(lines))))
}

func (s *Server) unitBoard(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	number, err := id(r, "id")
	if err != nil {
		return err
	}
	turn, err := s.App.UnitBoardTurn(r.Context(), who, number)
	if err != nil {
		return err
	}
	if same, err := s.unchanged(w, r, turn); same || err != nil {
		return err
	}
	f := queried(r)
	query, lines, status := s.dashboardQuery(f)
	board, err := s.App.UnitBoard(r.Context(), who, number, query)
	if err != nil {
		return err
	}
	view := dashboards.Unit{
		Show: showOf(who, board.Dashboard, paths.ToDashboardUnit(number), f.entry(lines)), Of: board.Unit, Late: board.Late, Nudges: board.Nudges,
		Promises: board.Promises, MayNudge: board.MayNudge, MayTell: board.MayTell,
	}
	page := s.dashboardPage(r, board.Unit.Name, ui.Crumb{Label: dashboards.Title, Href: paths.Dashboard}, ui.Crumb{Label: board.Unit.Name})
	return s.render(w, r, status, page, dashboards.UnitPage(view))
}

func (s *Server) areaBoard(w http.ResponseWriter, r *http.Request) error {
	if same, err := s.unchanged(w, r); same || err != nil {
		return err
	}
	who, _ := actorOf(r)
	code, err := strconv.Atoi(chi.URLParam(r, "so"))
	if err != nil {
		code = -1
	}
	f := queried(r)
	query, lines, status := s.dashboardQuery(f)
	board, err := s.App.AreaBoard(r.Context(), who, reform.Area(code), query)
	if err != nil {
		return err
	}
	view := dashboards.Area{
		Show: showOf(who, board.Dashboard, paths.ToDashboardArea(code), f.entry(lines)), Of: board.Area, Late: board.Late, Indicators: board.Indicators,
		Documents: board.Documents,
	}
	page := s.dashboardPage(r, board.Area.Name(), ui.Crumb{Label: dashboards.Title, Href: paths.Dashboard}, ui.Crumb{Label: board.Area.Name()})
	return s.render(w, r, status, page, dashboards.AreaPage(view))
}

// dashboardQuery reads the days and the deadlines that a dashboard goes by.
func (s *Server) dashboardQuery(f *form) (query app.DashboardQuery, lines []ui.FieldError, status int) {
	year := s.App.Today().Year()
	query = app.DashboardQuery{On: f.Date(dashboards.OnField, year), Since: f.Date(dashboards.SinceField, year), Basis: basisOf(f), Own: f.On(dashboards.OwnField)}
	if f.Err() == nil {
		return query, nil, http.StatusOK
	}
	lines, status, _ = entryErrors(f.Err())
	return query, lines, status
}

func (s *Server) dashboardPage(r *http.Request, title string, crumbs ...ui.Crumb) layout.Page {
	who, _ := actorOf(r)
	page := s.page(r, title, paths.Dashboard, crumbs...)
	page.Print = &ui.PrintInfo{Unit: who.InUnit, Title: title, Stamp: "In lúc " + calendar.Stamp(s.Clock())}
	return page
}

func showOf(who policy.Actor, board app.Dashboard, path string, entry ui.Entry) dashboards.Show {
	return dashboards.Show{
		On: board.On, Since: board.Since, Basis: board.Basis, Live: board.Live, Frozen: board.Frozen, Own: board.Own, Areas: board.Areas, Unit: board.Unit,
		Path: path, Now: board.Now, Before: board.Before, Weeks: board.Weeks, Around: dashboards.Around{
			Obstacles: board.Obstacles, Blocked: board.Blocked, News: board.News, Ahead: board.Ahead, Priorities: board.Priorities, Praised: board.Praised,
		},
		Units: board.Units, Mine: board.Mine, Wait: board.Wait, More: board.More, AllRisks: entry.Value(dashboards.RisksField) != "", Who: who, Entry: entry,
	}
}

// basisOf reads which deadline figures are measured against.
func basisOf(f *form) reform.DueBasis {
	if reform.DueBasis(f.Line("tinh_theo")) == reform.DueOriginal {
		return reform.DueOriginal
	}
	return reform.DueNow
}
