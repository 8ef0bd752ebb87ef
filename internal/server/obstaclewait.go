package server

import (
	"net/http"

	"cchc/internal/calendar"
	"cchc/internal/paths"
	"cchc/internal/policy"
	"cchc/internal/reform"
	"cchc/web/pages/obstacles"
	"cchc/web/ui"
)

func (s *Server) waitRoutes() []Route {
	return []Route{get(paths.ObstacleWaits, policy.UnitWatch, s.obstacleWaits)}
}

func (s *Server) obstacleWaits(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	waits, err := s.App.ObstacleWaits(r.Context(), who, queried(r).Line(obstacles.PeriodField))
	if err != nil {
		return err
	}
	today := s.App.Today()
	page := s.page(r, obstacles.WaitsTitle, paths.Obstacles, obstacleCrumbs("Thời gian chờ")...)
	page.Print = &ui.PrintInfo{Unit: who.InUnit, Title: obstacles.WaitsTitle, Stamp: "In lúc " + calendar.Stamp(s.Clock())}
	view := obstacles.Waits{
		Period: waits.Period, Periods: reform.WaitPeriods(today), Steps: waits.Steps, People: waits.People, Today: today,
	}
	return s.render(w, r, http.StatusOK, page, obstacles.WaitsPage(view))
}
