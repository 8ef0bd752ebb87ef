package server

import (
	"net/http"

	"github.com/go-chi/chi/v5"

	"cchc/internal/app"
	"cchc/internal/paths"
	"cchc/internal/policy"
	"cchc/internal/reform"
	"cchc/web/pages/tasks"
	"cchc/web/ui"
)

// act returns the step that the URL names.
func act(r *http.Request) reform.TaskAct { return reform.TaskAct(chi.URLParam(r, "viec")) }

// formOf returns the form of its own that a step has; false for one that a question is enough for.
func formOf(act reform.TaskAct, code string) (string, bool) {
	switch act {
	case reform.TaskAssign:
		return paths.ToTaskGive(code), true
	case reform.TaskReassign:
		return paths.ToTaskReassign(code), true
	default:
		return "", false
	}
}

// actPage asks before a step; giving a task, or moving it to another unit, has a form of its own.
func (s *Server) actPage(w http.ResponseWriter, r *http.Request) error {
	if to, ok := formOf(act(r), code(r)); ok {
		http.Redirect(w, r, to, http.StatusSeeOther)
		return nil
	}
	who, _ := actorOf(r)
	step, err := s.App.TaskStep(r.Context(), who, code(r), act(r))
	if err != nil {
		return err
	}
	status := http.StatusOK
	if step.Gone {
		status = http.StatusConflict
	}
	return s.renderAct(w, r, status, step, ui.Entry{})
}

func (s *Server) renderAct(w http.ResponseWriter, r *http.Request, status int, step app.TaskStep, entry ui.Entry) error {
	view := tasks.Act{Task: step.Task, Act: step.Step.Act, Note: step.Step.Note, Gone: step.Gone, Officers: step.Officers, Entry: entry}
	page := s.page(r, view.Title(), paths.Tasks, taskCrumbs(step.Task.Code, step.Step.Act.Label())...)
	return s.render(w, r, status, page, tasks.ActPage(view))
}

// actDone is what each step says once it is taken.
var actDone = map[reform.TaskAct]string{
	reform.TaskAccept: "Đã tiếp nhận nhiệm vụ.", reform.TaskDecline: "Đã trả lại Văn phòng.",
	reform.TaskSuspend: "Đã tạm hoãn nhiệm vụ.",
	reform.TaskResume:  "Nhiệm vụ được tiếp tục thực hiện.", reform.TaskCancel: "Đã dừng thực hiện nhiệm vụ.",
	reform.TaskReopen: "Đã mở lại nhiệm vụ.",
}

func (s *Server) moveTask(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	f, err := readForm(w, r)
	if err != nil {
		return err
	}
	in := app.MoveTask{Code: code(r), Act: act(r), Seen: f.Number("phien_ban"), Note: f.Text("ly_do"), Officer: f.ID("nguoi_xu_ly")}
	in.DueOn = f.Date("han", s.App.Today().Year())
	err = f.first(func() error { return s.App.MoveTask(r.Context(), who, in) })
	if lines, status, ok := entryErrors(err); ok {
		step, err := s.App.TaskStep(r.Context(), who, in.Code, in.Act)
		if err != nil {
			return err
		}
		step.Task.Version = shownVersion(f, status, step.Task.Version)
		return s.renderAct(w, r, status, step, f.entry(lines))
	}
	if err != nil {
		return err
	}
	return s.done(w, r, paths.ToTask(in.Code), actDone[in.Act])
}

func (s *Server) officerPage(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	staffing, err := s.App.TaskForm(r.Context(), who, code(r), policy.TaskNameOfficer)
	if err != nil {
		return err
	}
	return s.renderOfficer(w, r, http.StatusOK, staffing, tasks.OfficerEntry(staffing.Task))
}

func (s *Server) renderOfficer(w http.ResponseWriter, r *http.Request, status int, staffing app.TaskForm, entry ui.Entry) error {
	view := tasks.Officer{Task: staffing.Task, Officers: staffing.Officers, Entry: entry}
	page := s.page(r, "Phân công người xử lý", paths.Tasks, taskCrumbs(staffing.Task.Code, "Phân công người xử lý")...)
	return s.render(w, r, status, page, tasks.OfficerPage(view))
}

func (s *Server) nameOfficer(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	f, err := readForm(w, r)
	if err != nil {
		return err
	}
	in := app.NameOfficer{Code: code(r), Seen: f.Number("phien_ban"), Officer: f.ID("nguoi_xu_ly")}
	err = s.App.NameOfficer(r.Context(), who, in)
	if lines, status, ok := entryErrors(err); ok {
		staffing, err := s.App.TaskForm(r.Context(), who, in.Code, policy.TaskNameOfficer)
		if err != nil {
			return err
		}
		staffing.Task.Version = shownVersion(f, status, staffing.Task.Version)
		return s.renderOfficer(w, r, status, staffing, f.entry(lines))
	}
	if err != nil {
		return err
	}
	return s.done(w, r, paths.ToTask(in.Code), "Đã phân công người xử lý.")
}

// shownVersion is the version that a form coming back was filled in on. Only after a conflict, where the page shows what
// is stored now, is that the stored one: a form sent back for another fault must still be found stale.
func shownVersion(f *form, status, stored int) int {
	if status == http.StatusConflict {
		return stored
	}
	return f.Number(ui.VersionField)
}
