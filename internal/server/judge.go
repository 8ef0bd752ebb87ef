package server

import (
	"net/http"

	"cchc/internal/app"
	"cchc/internal/calendar"
	"cchc/internal/paths"
	"cchc/internal/policy"
	"cchc/internal/reform"
	"cchc/web/pages/dashboards"
	"cchc/web/ui"
)

func (s *Server) judgeRoutes() []Route {
	return []Route{
		get(paths.Judgements, policy.BoardRead, s.priorities), get(paths.Judge, policy.TaskJudge, s.judgePage), post(paths.Judge, policy.TaskJudge, s.judge),
	}
}

// priorities shows the priority tasks of the day asked for, or of now.
func (s *Server) priorities(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	f := queried(r)
	page, err := s.App.PriorityPage(r.Context(), who, f.Date(dashboards.OnField, s.App.Today().Year()))
	if err != nil {
		return err
	}
	view := prioritiesOf(page)
	crumbs := []ui.Crumb{{Label: dashboards.Title, Href: paths.Dashboard}, {Label: dashboards.PrioritiesTitle}}
	return s.render(w, r, http.StatusOK, s.page(r, dashboards.PrioritiesTitle, paths.Dashboard, crumbs...), dashboards.PrioritiesPage(view))
}

func prioritiesOf(page app.PriorityPage) dashboards.Priorities {
	at := page.Figures.At
	return dashboards.Priorities{All: page.All, At: calendar.DateOf(at), Live: page.Live, May: page.May, Stamp: dashboards.Stamp(at, page.Live)}
}

func (s *Server) judgePage(w http.ResponseWriter, r *http.Request) error {
	return s.renderJudge(w, r, http.StatusOK, nil, nil)
}

// renderJudge sends the form, with what was typed where there is any.
func (s *Server) renderJudge(w http.ResponseWriter, r *http.Request, status int, typed *form, lines []ui.FieldError) error {
	who, _ := actorOf(r)
	form, err := s.App.JudgeForm(r.Context(), who, code(r))
	if err != nil {
		return err
	}
	view := dashboards.Judging{Task: form.Task, Said: form.Said, Closed: form.Closed, Today: s.App.Today(), Entry: dashboards.JudgeEntry(s.App.Today())}
	if len(form.Said) > 0 {
		view.Seen = form.Said[0].ID
	}
	if typed != nil {
		view.Entry = typed.entry(lines)
		if status != http.StatusConflict {
			view.Seen = typed.ID(ui.VersionField)
		}
	}
	page := s.page(r, dashboards.JudgeTitle, paths.Tasks, taskCrumbs(form.Task.Code, dashboards.JudgeTitle)...)
	return s.render(w, r, status, page, dashboards.JudgePage(view))
}

func (s *Server) judge(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	f, err := readForm(w, r)
	if err != nil {
		return err
	}
	in := app.Judge{
		Code: code(r), Seen: f.ID(ui.VersionField), Reading: reform.Course(f.Line(dashboards.ReadingField)), Sentence: f.Line(dashboards.SentenceField),
		UntilOn: f.Date(dashboards.UntilField, s.App.Today().Year()),
	}
	err = f.first(func() error { return s.App.Judge(r.Context(), who, in) })
	if lines, status, ok := entryErrors(err); ok {
		return s.renderJudge(w, r, status, f, lines)
	}
	if err != nil {
		return err
	}
	return s.done(w, r, paths.Judgements, "Đã lưu nhận định về "+in.Code+".")
}
