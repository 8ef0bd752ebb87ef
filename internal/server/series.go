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

func (s *Server) seriesRoutes() []Route {
	return []Route{
		get(paths.Series, policy.TaskRead, s.seriesPage),
		get(paths.Schedule, policy.TaskSchedule, s.schedulePage),
		post(paths.Schedule, policy.TaskSchedule, s.scheduleTask),
	}
}

func (s *Server) seriesPage(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	page, err := s.App.SeriesPage(r.Context(), who, code(r), queried(r).Page())
	if err != nil {
		return err
	}
	view := tasks.Series{
		Task: page.Task, Series: page.Series, Occurrences: page.Occurrences, Tally: page.Tally, Page: page.Page, Next: page.Next,
		MaySchedule: page.May.Schedule, Today: s.App.Today(),
	}
	return s.render(w, r, http.StatusOK, s.page(r, "Các kỳ của "+page.Task.Code, paths.Tasks, taskCrumbs(page.Task.Code, "Các kỳ")...), tasks.SeriesPage(view))
}

func (s *Server) schedulePage(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	form, err := s.App.ScheduleForm(r.Context(), who, code(r))
	if err != nil {
		return err
	}
	return s.renderSchedule(w, r, http.StatusOK, form, tasks.ScheduleEntry(form.Task, form.Series))
}

func (s *Server) renderSchedule(w http.ResponseWriter, r *http.Request, status int, form app.TaskForm, entry ui.Entry) error {
	view := tasks.Schedule{Task: form.Task, Series: form.Series, Entry: entry}
	page := s.page(r, "Sửa lịch "+form.Task.Code, paths.Tasks, taskCrumbs(form.Task.Code, "Sửa lịch")...)
	return s.render(w, r, status, page, tasks.SchedulePage(view))
}

func (s *Server) scheduleTask(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	f, err := readForm(w, r)
	if err != nil {
		return err
	}
	return s.edit(w, r, edit{
		form: f, fields: tasks.Schedule{}.Fields(), next: paths.ToSeries(code(r)), done: "Đã lưu lịch của nhiệm vụ định kỳ.",
		deed: func() error {
			in := app.ScheduleTask{Code: code(r), Seen: f.Number(ui.VersionField), Series: typedSeries(f, s.App.Today().Year())}
			return f.first(func() error { return s.App.ScheduleTask(r.Context(), who, in) })
		},
		stored: func() (record, error) {
			form, err := s.App.ScheduleForm(r.Context(), who, code(r))
			return record{
				entry: tasks.ScheduleEntry(form.Task, form.Series), fields: tasks.Schedule{}.Fields(), action: policy.TaskSchedule, subject: form.Task.Subject(),
			}, err
		},
		again: func(status int, lines []ui.FieldError) error {
			form, err := s.App.ScheduleForm(r.Context(), who, code(r))
			if err != nil {
				return err
			}
			return s.renderSchedule(w, r, status, form, f.entry(lines))
		},
	})
}

func typedSeries(f *form, year int) reform.Series {
	return reform.Series{
		Schedule: reform.Schedule(f.Line("lich")), DueDay: f.Number("ngay_han"), StartsOn: f.Date("bat_dau", year), EndsOn: f.Date("ket_thuc", year),
	}
}
