package server

import (
	"net/http"
	"slices"

	"github.com/go-chi/chi/v5"

	"cchc/internal/fault"
	"cchc/internal/paths"
	"cchc/internal/policy"
)

// handler answers a request or returns why it could not.
type handler func(w http.ResponseWriter, r *http.Request) error

// Public marks a route that needs no session.
const Public policy.Action = ""

// Route is one URL of the portal and the action without which it is refused.
type Route struct {
	Method  string
	Pattern string
	Action  policy.Action
	handle  handler
}

func get(pattern string, action policy.Action, h handler) Route {
	return Route{Method: http.MethodGet, Pattern: pattern, Action: action, handle: h}
}

func post(pattern string, action policy.Action, h handler) Route {
	return Route{Method: http.MethodPost, Pattern: pattern, Action: action, handle: h}
}

// Routes lists every route behind a session or the sign-in page, for the printed documentation and the tests.
func (s *Server) Routes() []Route { return s.routes() }

func (s *Server) routes() []Route {
	all := slices.Concat(s.accountRoutes(), s.taskListRoutes(), s.taskRoutes(), s.shareRoutes(), s.splitRoutes(), s.reportRoutes(), s.unitRoutes(), s.documentRoutes(), s.adminRoutes(),
		s.deadlineRoutes(), s.deputyRoutes(), s.handOverRoutes(), s.unitChangeRoutes(), s.seriesRoutes(), s.windowRoutes())
	all = append(all, slices.Concat(s.draftRoutes(), s.signOffRoutes(), s.indicatorRoutes(), s.bookRoutes())...)
	all = append(all, slices.Concat(s.chargeRoutes(), s.cardRoutes())...)
	all = append(all, s.noticeRoutes()...)
	all = append(all, s.channelRoutes()...)
	all = append(all, s.reminderRoutes()...)
	all = append(all, s.obstacleRoutes()...)
	all = append(all, s.obstacleRaiseRoutes()...)
	all = append(all, s.waitRoutes()...)
	all = append(all, s.decisionRoutes()...)
	all = append(all, slices.Concat(s.feedRoutes(), s.letterRoutes())...)
	all = append(all, s.nudgeRoutes()...)
	all = append(all, slices.Concat(s.dashboardRoutes(), s.judgeRoutes())...)
	all = append(all, s.dashboardRoutes()...)
	all = append(all, s.snapshotRoutes()...)
	all = append(all, slices.Concat(s.liveRoutes(), s.jobRoutes())...)
	all = append(all, s.boardRoutes()...)
	all = append(all, s.answerRoutes()...)
	all = append(all, slices.Concat(s.instructionRoutes(), s.roomRoutes(), s.approvalRoutes())...)
	all = append(all, slices.Concat(s.meetingRoutes(), s.agendaRoutes())...)
	if !s.Production {
		all = append(all, s.styleRoutes()...)
	}
	return all
}

// gate refuses the route to whoever has no reach at all for its action; what record it may touch is decided further in.
func (s *Server) gate(route Route) http.HandlerFunc {
	return s.public(func(w http.ResponseWriter, r *http.Request) error {
		if route.Action == Public {
			return route.handle(w, r)
		}
		who, ok := actorOf(r)
		if !ok {
			return s.askToSignIn(w, r)
		}
		if mustChange(r) && route.Pattern != paths.Account && route.Pattern != paths.Password && route.Pattern != paths.SignOut {
			http.Redirect(w, r, paths.Account, http.StatusSeeOther)
			return nil
		}
		if who.Reach(route.Action) == policy.Nothing {
			_, err := policy.Allow(who, route.Action, policy.Subject{})
			return err
		}
		return route.handle(w, r)
	})
}

// public turns a handler's error into its page.
func (s *Server) public(h handler) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if err := h(w, r); err != nil {
			s.fail(w, r, err)
		}
	}
}

// code returns the task code of the URL.
func code(r *http.Request) string { return chi.URLParam(r, "ma") }

// id returns a number of the URL; a not-found fault when it is none.
func id(r *http.Request, name string) (int64, error) {
	n, err := parseID(chi.URLParam(r, name))
	if err != nil || n <= 0 {
		return 0, fault.New(fault.NotFound, "Không có trang ở địa chỉ này.")
	}
	return n, nil
}
