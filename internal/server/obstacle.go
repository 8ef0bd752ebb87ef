package server

import (
	"net/http"

	"github.com/go-chi/chi/v5"

	"cchc/internal/app"
	"cchc/internal/paths"
	"cchc/internal/policy"
	"cchc/internal/reform"
	"cchc/web/pages/obstacles"
	"cchc/web/ui"
)

// obstacleRoutes need only that the task can be read where a step is taken: which step needs which action stands in the flow.
func (s *Server) obstacleRoutes() []Route {
	return []Route{
		get(paths.Obstacles, policy.TaskRead, s.obstacleList),
		get(paths.Obstacle, policy.TaskRead, s.obstaclePage),
		get(paths.ObstacleAct, policy.TaskRead, s.obstacleStepPage),
		post(paths.ObstacleAct, policy.TaskRead, s.moveObstacle),
	}
}

// obstacleCode returns the code of the obstacle that the URL names.
func obstacleCode(r *http.Request) string { return chi.URLParam(r, "vuong_mac") }

func (s *Server) obstacleList(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	f := queried(r)
	list, err := s.App.ObstacleList(r.Context(), who, obstacleFilter(f), f.Line("chon"))
	if err != nil {
		return err
	}
	view := obstacles.List{
		Groups: list.Groups, Counts: list.Counts, Filter: list.Filter, Lines: list.Lines, Remainders: list.Remainders, Last: list.Last,
		Units: list.Units, Days: list.Days, MayWatch: list.MayWatch, Today: s.App.Today(),
	}
	f.values.Del("chon")
	view.Pages = pagesOf(paths.Obstacles, f, list.Filter.Page, list.Counts[list.Filter.Group], "vướng mắc")
	if list.Chosen != nil {
		chosen := s.showObstacle(*list.Chosen)
		view.Chosen = &chosen
	}
	return s.render(w, r, http.StatusOK, s.page(r, "Vướng mắc", paths.Obstacles, ui.Crumb{Label: "Vướng mắc"}), obstacles.ListPage(view))
}

// obstacleFilter reads the filter that obstacles.Query wrote; what is no filter's value asks nothing.
func obstacleFilter(f *form) reform.ObstacleFilter {
	filter := reform.ObstacleFilter{Group: reform.ObstacleGroup(f.Line("nhom")), Unit: f.ID("don_vi"), Text: searched(f), Page: f.Page()}
	if cause := reform.Cause(f.Line("loai")); cause.Label() != "" {
		filter.Cause = cause
	}
	return filter
}

func (s *Server) obstaclePage(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	page, err := s.App.ObstaclePage(r.Context(), who, obstacleCode(r))
	if err != nil {
		return err
	}
	title := page.Obstacle.Code + ": " + page.Obstacle.Title
	return s.render(w, r, http.StatusOK, s.page(r, title, paths.Obstacles, obstacleCrumbs(page.Obstacle.Code)...), obstacles.ShowPage(s.showObstacle(page)))
}

func (s *Server) showObstacle(page app.ObstaclePage) obstacles.Show {
	view := obstacles.Show{
		Obstacle: page.Obstacle, Task: page.Task, Steps: page.Steps, Files: page.Files, Days: page.Days, Cost: page.Cost, Write: page.Write, Today: s.App.Today(),
	}
	if page.Card != nil {
		view.Card = &obstacles.Card{
			Card: page.Card.Card, Options: page.Card.Options, Obstacles: page.Card.Obstacles, Effects: page.Card.Effects, Remainders: page.Card.Remainders,
		}
	}
	for _, offer := range page.Offers {
		view.Offers = append(view.Offers, obstacles.Offer{Act: offer.Act, Reason: offer.Reason})
	}
	return view
}

// obstacleCrumbs is the way to an obstacle's page, or with further steps to a page about the obstacle.
func obstacleCrumbs(code string, further ...string) []ui.Crumb {
	crumbs := []ui.Crumb{{Label: "Vướng mắc", Href: paths.Obstacles}, {Label: code}}
	for _, label := range further {
		crumbs[len(crumbs)-1].Href = paths.ToObstacle(code)
		crumbs = append(crumbs, ui.Crumb{Label: label})
	}
	return crumbs
}
