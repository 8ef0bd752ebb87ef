package server

import (
	"net/http"

	"cchc/internal/app"
	"cchc/internal/paths"
	"cchc/internal/reform"
	"cchc/web/pages/tasks"
	"cchc/web/ui"
)

func (s *Server) assignPage(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	step, err := s.App.TaskStep(r.Context(), who, code(r), reform.TaskAssign)
	if err != nil {
		return err
	}
	if step.Gone {
		return s.renderAct(w, r, http.StatusConflict, step, ui.Entry{})
	}
	return s.renderAssign(w, r, http.StatusOK, step, tasks.AssignEntry(step.Task, step.Beside))
}

func (s *Server) renderAssign(w http.ResponseWriter, r *http.Request, status int, step app.TaskStep, entry ui.Entry) error {
	view := tasks.Assign{Task: step.Task, Clauses: step.Clauses, Units: step.Units, Entry: entry, Today: s.App.Today()}
	page := s.page(r, "Giao nhiệm vụ "+step.Task.Code, paths.Tasks, taskCrumbs(step.Task.Code, "Giao nhiệm vụ")...)
	return s.render(w, r, status, page, tasks.AssignPage(view))
}

func (s *Server) assignTask(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	f, err := readForm(w, r)
	if err != nil {
		return err
	}
	in := s.typedAssignment(f, code(r))
	err = f.first(func() error { return s.App.AssignTask(r.Context(), who, in) })
	if lines, status, ok := entryErrors(err); ok {
		return s.assignAgain(w, r, status, f, lines)
	}
	if err != nil {
		return err
	}
	sentence := "Đã giao nhiệm vụ " + in.Code + "."
	if in.EveryUnit {
		sentence = "Đã giao nhiệm vụ " + in.Code + " cho mọi phòng, đơn vị."
	}
	return s.done(w, r, paths.ToTask(in.Code), sentence)
}

// assignAgain shows the form with what was typed and what is wrong with it.
func (s *Server) assignAgain(w http.ResponseWriter, r *http.Request, status int, f *form, lines []ui.FieldError) error {
	who, _ := actorOf(r)
	step, err := s.App.TaskStep(r.Context(), who, code(r), reform.TaskAssign)
	if err != nil {
		return err
	}
	if step.Gone {
		return s.renderAct(w, r, status, step, f.entry(lines))
	}
	step.Task.Version = shownVersion(f, status, step.Task.Version)
	return s.renderAssign(w, r, status, step, f.entry(lines))
}

func (s *Server) typedAssignment(f *form, code string) app.AssignTask {
	year := s.App.Today().Year()
	in := app.AssignTask{
		Code: code, Seen: f.Number("phien_ban"), LeadUnit: f.ID("chu_tri"), Deadline: reform.DeadlineKind(f.Line("kieu_han")),
		DueOn: f.Date("han", year), Deliverable: f.Text("san_pham"), EveryUnit: f.On("moi_don_vi"),
	}
	for _, unit := range f.IDs("phoi_hop") {
		in.Units = append(in.Units, reform.TaskUnit{
			UnitID: unit, Part: reform.Cooperating, Share: f.Line(tasks.ShareField(unit)), DueOn: f.Date(tasks.ShareDueField(unit), year),
		})
	}
	for _, unit := range f.IDs("theo_doi") {
		in.Units = append(in.Units, reform.TaskUnit{UnitID: unit, Part: reform.Monitoring})
	}
	return in
}
