package server

import (
	"net/http"

	"cchc/internal/app"
	"cchc/internal/fault"
	"cchc/internal/paths"
	"cchc/internal/policy"
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
	return s.renderAssign(w, r, http.StatusOK, step, tasks.AssignEntry(step.Task, step.Beside, step.Series, s.App.Today()))
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
	sentence := "Đã giao nhiệm vụ " + code(r) + "."
	if f.On("moi_don_vi") {
		sentence = "Đã giao nhiệm vụ " + code(r) + " cho mọi phòng, đơn vị."
	}
	return s.edit(w, r, edit{
		form: f, fields: tasks.Assign{}.Fields(), next: paths.ToTask(code(r)), done: sentence,
		deed: func() error {
			in := s.typedAssignment(f, code(r))
			return f.first(func() error { return s.App.AssignTask(r.Context(), who, in) })
		},
		stored: func() (record, error) { return s.storedAssignment(r) },
		again: func(status int, lines []ui.FieldError) error {
			step, err := s.App.TaskStep(r.Context(), who, code(r), reform.TaskAssign)
			if err != nil {
				return err
			}
			return s.renderAssign(w, r, status, step, f.entry(lines))
		},
	})
}

// storedAssignment returns the task as the form has it; a conflict fault where it has been given meanwhile.
func (s *Server) storedAssignment(r *http.Request) (record, error) {
	who, _ := actorOf(r)
	step, err := s.App.TaskStep(r.Context(), who, code(r), reform.TaskAssign)
	if err == nil && step.Gone {
		err = fault.New(fault.Conflict, "Nhiệm vụ "+step.Task.Code+" hiện ở trạng thái "+step.Task.State.Label()+" nên không giao lại được.")
	}
	view := tasks.Assign{Task: step.Task, Units: step.Units}
	return record{
		entry: tasks.AssignEntry(step.Task, step.Beside, step.Series, s.App.Today()), fields: view.Fields(), action: policy.TaskAssign, subject: step.Task.Subject(),
	}, err
}

func (s *Server) typedAssignment(f *form, code string) app.AssignTask {
	year := s.App.Today().Year()
	in := app.AssignTask{
		Code: code, Seen: f.Number("phien_ban"), LeadUnit: f.ID("chu_tri"), Deadline: reform.DeadlineKind(f.Line("kieu_han")),
		DueOn: f.Date("han", year), Deliverable: f.Text("san_pham"), EveryUnit: f.On("moi_don_vi"),
	}
	if in.Deadline == reform.DeadlinePeriodic {
		in.Series = typedSeries(f, year)
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
