package server

import (
	"net/http"

	"cchc/internal/app"
	"cchc/internal/fault"
	"cchc/internal/paths"
	"cchc/internal/policy"
	"cchc/web/pages/tasks"
	"cchc/web/ui"
)

func (s *Server) splitRoutes() []Route {
	return []Route{
		get(paths.TaskSplit, policy.TaskSplit, s.splitPage),
		post(paths.TaskSplit, policy.TaskSplit, s.splitTask),
	}
}

func (s *Server) splitPage(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	form, err := s.App.SplitForm(r.Context(), who, code(r))
	if err != nil {
		return err
	}
	if form.Closed != "" {
		return fault.New(fault.Conflict, form.Closed)
	}
	return s.renderSplit(w, r, http.StatusOK, form, tasks.SplitEntry(form.Task))
}

func (s *Server) renderSplit(w http.ResponseWriter, r *http.Request, status int, form app.SplitForm, entry ui.Entry) error {
	view := tasks.Split{Task: form.Task, Units: form.Units, Children: form.Children, Closed: form.Closed, Entry: entry, Today: s.App.Today()}
	page := s.page(r, "Chia nhiệm vụ "+form.Task.Code, paths.Tasks, taskCrumbs(form.Task.Code, "Chia cho đơn vị")...)
	return s.render(w, r, status, page, tasks.SplitPage(view))
}

func (s *Server) splitTask(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	f, err := readForm(w, r)
	if err != nil {
		return err
	}
	in := app.SplitTask{
		Code: code(r), Seen: f.Number("phien_ban"), Every: f.On("moi_don_vi"), Units: f.IDs("don_vi"), DueOn: f.Date("han", s.App.Today().Year()),
	}
	err = f.first(func() error { return s.App.SplitTask(r.Context(), who, in) })
	if lines, status, ok := entryErrors(err); ok {
		form, err := s.App.SplitForm(r.Context(), who, in.Code)
		if err != nil {
			return err
		}
		form.Task.Version = shownVersion(f, status, form.Task.Version)
		return s.renderSplit(w, r, status, form, f.entry(lines))
	}
	if err != nil {
		return err
	}
	return s.done(w, r, paths.ToTask(in.Code), "Đã chia nhiệm vụ "+in.Code+" cho các đơn vị.")
}
