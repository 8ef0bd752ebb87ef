package server

import (
	"net/http"

	"github.com/go-chi/chi/v5"

	"cchc/internal/app"
	"cchc/internal/paths"
	"cchc/internal/policy"
	"cchc/internal/reform"
	"cchc/web/pages/cards"
	"cchc/web/ui"
)

// cardStepRoutes lead to the steps of a card that are no decision, each under a pattern of its own.
func (s *Server) cardStepRoutes() []Route {
	var routes []Route
	for _, step := range []struct {
		pattern string
		act     reform.ObstacleAct
	}{{paths.CardQuery, reform.ObstacleQuery}, {paths.CardSendBack, reform.ObstacleSendBack}, {paths.CardTable, reform.ObstacleTable}} {
		routes = append(routes,
			get(step.pattern, policy.ObstacleDecide, func(w http.ResponseWriter, r *http.Request) error {
				return s.renderCardStep(w, r, http.StatusOK, step.act, ui.Entry{})
			}),
			post(step.pattern, policy.ObstacleDecide, func(w http.ResponseWriter, r *http.Request) error { return s.stepCard(w, r, step.act) }))
	}
	return routes
}

func (s *Server) renderCardStep(w http.ResponseWriter, r *http.Request, status int, act reform.ObstacleAct, entry ui.Entry) error {
	who, _ := actorOf(r)
	data, err := s.App.CardStep(r.Context(), who, chi.URLParam(r, "vuong_mac"), act)
	if err != nil {
		return err
	}
	view := cards.Step{Obstacle: data.Obstacle, Card: data.Card, Obstacles: data.Obstacles, Act: act, Entry: entry, Today: data.Today}
	page := s.page(r, view.Title(), paths.Obstacles, cardCrumbs(data.Obstacle.Code, act.Label())...)
	return s.render(w, r, status, page, cards.StepPage(view))
}

func (s *Server) stepCard(w http.ResponseWriter, r *http.Request, act reform.ObstacleAct) error {
	f, err := readForm(w, r)
	if err != nil {
		return err
	}
	code := chi.URLParam(r, "vuong_mac")
	done, err := s.takeCardStep(r, f, code, act)
	if lines, status, ok := entryErrors(err); ok {
		return s.renderCardStep(w, r, status, act, f.entry(lines))
	}
	if err != nil {
		return err
	}
	return s.done(w, r, paths.ToObstacle(code), done)
}

// takeCardStep takes the step and returns what was done in a sentence.
func (s *Server) takeCardStep(r *http.Request, f *form, code string, act reform.ObstacleAct) (string, error) {
	who, _ := actorOf(r)
	ctx, in := r.Context(), app.StepCard{Code: code, Seen: f.Number(ui.VersionField), Note: f.Text("ly_do")}
	switch act {
	case reform.ObstacleTable:
		on := f.Date("giao_ban", s.App.Today().Year())
		err := f.first(func() error { return s.App.TableCard(ctx, who, app.TableCard{Code: code, Seen: in.Seen, On: on}) })
		return "Đã đưa ra giao ban " + on.Vietnamese() + ".", err
	case reform.ObstacleQuery:
		return "Đã yêu cầu thêm thông tin. Thời gian chờ quyết định tạm dừng.", s.App.QueryCard(ctx, who, in)
	default:
		return "Đã trả lại Văn phòng.", s.App.SendCardBack(ctx, who, in)
	}
}
