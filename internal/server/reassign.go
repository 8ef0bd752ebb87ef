package server

import (
	"net/http"
	"slices"

	"cchc/internal/app"
	"cchc/internal/paths"
	"cchc/internal/policy"
	"cchc/internal/reform"
	"cchc/web/pages/answers"
	"cchc/web/pages/tasks"
	"cchc/web/ui"
)

// deadlineRoutes are the pages that move deadlines and tasks, and what deadlines are reckoned with.
func (s *Server) deadlineRoutes() []Route {
	return slices.Concat(s.holidayRoutes(), s.reassignRoutes(), s.extensionRoutes(), s.settingRoutes())
}

func (s *Server) reassignRoutes() []Route {
	return []Route{
		get(paths.TaskReassign, policy.TaskReassign, s.reassignPage),
		post(paths.TaskReassign, policy.TaskReassign, s.reassignTask),
	}
}

func (s *Server) reassignPage(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	step, err := s.App.TaskStep(r.Context(), who, code(r), reform.TaskReassign)
	if err != nil {
		return err
	}
	if step.Gone {
		return s.renderAct(w, r, http.StatusConflict, step, ui.Entry{})
	}
	entry := tasks.ReassignEntry()
	asked, err := s.follows(r, step.Task.Code)
	if asked != nil && asked.Answer == reform.AnswerNotOurs {
		entry.Values["ly_do"] = []string{answers.ReassignReason(*asked)}
	}
	if err != nil {
		return err
	}
	return s.renderReassign(w, r, http.StatusOK, step, entry)
}

func (s *Server) renderReassign(w http.ResponseWriter, r *http.Request, status int, step app.TaskStep, entry ui.Entry) error {
	view := tasks.Reassign{Task: step.Task, Units: step.Units, Entry: entry, Today: s.App.Today()}
	page := s.page(r, "Chuyển nhiệm vụ "+step.Task.Code, paths.Tasks, taskCrumbs(step.Task.Code, "Chuyển đơn vị khác")...)
	return s.render(w, r, status, page, tasks.ReassignPage(view))
}

func (s *Server) reassignTask(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	f, err := readForm(w, r)
	if err != nil {
		return err
	}
	in := app.ReassignTask{Code: code(r), Seen: f.Number("phien_ban"), To: reform.Reassignment{
		LeadUnit: f.ID("chu_tri"), DueOn: f.Date("han", s.App.Today().Year()), KeepOld: f.On("giu_phoi_hop"), Note: f.Text("ly_do"),
	}}
	err = f.first(func() error { return s.App.ReassignTask(r.Context(), who, in) })
	if lines, status, ok := entryErrors(err); ok {
		return s.reassignAgain(w, r, status, f, lines)
	}
	if err != nil {
		return err
	}
	return s.done(w, r, paths.ToTask(in.Code), "Đã chuyển nhiệm vụ "+in.Code+" cho đơn vị khác; chờ đơn vị tiếp nhận.")
}

// reassignAgain shows the form with what was typed and what is wrong with it.
func (s *Server) reassignAgain(w http.ResponseWriter, r *http.Request, status int, f *form, lines []ui.FieldError) error {
	who, _ := actorOf(r)
	step, err := s.App.TaskStep(r.Context(), who, code(r), reform.TaskReassign)
	if err != nil {
		return err
	}
	if step.Gone {
		return s.renderAct(w, r, status, step, f.entry(lines))
	}
	step.Task.Version = shownVersion(f, status, step.Task.Version)
	return s.renderReassign(w, r, status, step, f.entry(lines))
}
