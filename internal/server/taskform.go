package server

import (
	"net/http"

	"cchc/internal/app"
	"cchc/internal/paths"
	"cchc/internal/policy"
	"cchc/internal/reform"
	"cchc/web/pages/tasks"
	"cchc/web/ui"
)

func (s *Server) newTaskPage(w http.ResponseWriter, r *http.Request) error {
	typed, err := s.typedBefore(r)
	if err != nil {
		return err
	}
	clauses := queried(r).IDs("khoan")
	if typed != nil {
		clauses = adoptClauses(typed)
	}
	return s.renderNewTask(w, r, http.StatusOK, clauses, nil)
}

// renderNewTask shows the form for a new task; without an entry it holds what the clauses suggest.
func (s *Server) renderNewTask(w http.ResponseWriter, r *http.Request, status int, clauses []int64, entry *ui.Entry) error {
	who, _ := actorOf(r)
	content, err := s.App.NewTask(r.Context(), who, clauses)
	if err != nil {
		return err
	}
	return s.renderContent(w, r, status, content, entry)
}

func (s *Server) renderContent(w http.ResponseWriter, r *http.Request, status int, content app.TaskContent, entry *ui.Entry) error {
	view := tasks.Content{
		Task: content.Task, Chosen: content.Chosen, Choices: content.Choices, Entry: tasks.ContentEntry(content.Task, content.Chosen),
	}
	if entry != nil {
		view.Entry = *entry
	}
	crumbs := []ui.Crumb{{Label: "Nhiệm vụ", Href: paths.Tasks}, {Label: view.Title()}}
	if content.Task.Code != "" {
		crumbs = taskCrumbs(content.Task.Code, "Sửa nội dung")
	}
	return s.render(w, r, status, s.page(r, view.Title(), paths.Tasks, crumbs...), tasks.ContentPage(view))
}

// typedContent returns the content of a task as typed.
func typedContent(f *form) reform.Task {
	return reform.Task{
		Title: f.Line("ten"), Description: f.Text("mo_ta"), Deliverable: f.Text("san_pham"),
		Area: typedArea(f), PlanYear: f.Number("nam"),
	}
}

// typedArea returns the area chosen; −1, which is none, where nothing was.
func typedArea(f *form) reform.Area {
	if !f.On("linh_vuc") {
		return -1
	}
	return reform.Area(f.Number("linh_vuc"))
}

// typedClauses returns the clauses kept and the one added; never nil.
func typedClauses(f *form) []int64 {
	return append(append([]int64{}, f.IDs("khoan")...), f.IDs("them_khoan")...)
}

// adoptClauses returns the clauses of a draft; the one that was being added becomes one of those kept, since the form that
// comes back lists it among them.
func adoptClauses(typed *form) []int64 {
	typed.values["khoan"] = append(typed.values["khoan"], typed.values["them_khoan"]...)
	delete(typed.values, "them_khoan")
	return typedClauses(typed)
}

func (s *Server) createTask(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	f, err := readForm(w, r)
	if err != nil {
		return err
	}
	in := app.CreateTask{Task: typedContent(f), Clauses: typedClauses(f)}
	var task reform.Task
	err = f.first(func() (err error) { task, err = s.App.CreateTask(r.Context(), who, in); return })
	if lines, status, ok := entryErrors(err); ok {
		entry := f.entry(lines)
		return s.renderNewTask(w, r, status, in.Clauses, &entry)
	}
	if err != nil {
		return err
	}
	next := paths.ToTask(task.Code)
	if f.Raw("tiep") == "giao" {
		next = paths.ToTaskGive(task.Code)
	}
	return s.done(w, r, next, "Đã lưu dự thảo "+task.Code+".")
}

func (s *Server) editTaskPage(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	typed, err := s.typedBefore(r)
	if err != nil {
		return err
	}
	var clauses []int64
	if typed != nil {
		clauses = adoptClauses(typed)
	}
	content, err := s.App.TaskContent(r.Context(), who, code(r), clauses)
	if err != nil {
		return err
	}
	return s.renderContent(w, r, http.StatusOK, content, nil)
}

func (s *Server) editTask(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	f, err := readForm(w, r)
	if err != nil {
		return err
	}
	f.values["khoan"] = append(f.values["khoan"], f.values["them_khoan"]...)
	return s.edit(w, r, edit{
		form: f, fields: tasks.Content{}.Fields(), next: paths.ToTask(code(r)), done: "Đã lưu nội dung nhiệm vụ.",
		deed: func() error {
			in := app.EditTask{Code: code(r), Seen: f.Number(ui.VersionField), Task: typedContent(f), Clauses: f.IDs("khoan")}
			return f.first(func() error { return s.App.EditTask(r.Context(), who, in) })
		},
		stored: func() (record, error) { return s.storedContent(r) },
		again: func(status int, lines []ui.FieldError) error {
			content, err := s.App.TaskContent(r.Context(), who, code(r), append([]int64{}, f.IDs("khoan")...))
			if err != nil {
				return err
			}
			entry := f.entry(lines)
			return s.renderContent(w, r, status, content, &entry)
		},
	})
}

func (s *Server) storedContent(r *http.Request) (record, error) {
	who, _ := actorOf(r)
	content, err := s.App.TaskContent(r.Context(), who, code(r), nil)
	return record{
		entry: tasks.ContentEntry(content.Task, content.Chosen), fields: tasks.Content{}.Fields(), action: policy.TaskEdit,
		subject: content.Task.Subject(),
	}, err
}
