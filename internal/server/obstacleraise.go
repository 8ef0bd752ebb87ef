package server

import (
	"net/http"

	"cchc/internal/app"
	"cchc/internal/calendar"
	"cchc/internal/fault"
	"cchc/internal/paths"
	"cchc/internal/policy"
	"cchc/internal/reform"
	"cchc/web/pages/notices"
	"cchc/web/pages/obstacles"
	"cchc/web/ui"
)

// obstacleRaiseRoutes are saying what blocks a task, once and again, and finding out whether others met the same.
func (s *Server) obstacleRaiseRoutes() []Route {
	return []Route{
		get(paths.ObstacleRaise, policy.ObstacleRaise, s.raisePage),
		post(paths.ObstacleRaise, policy.ObstacleRaise, s.raiseObstacle),
		get(paths.ObstacleEdit, policy.ObstacleRaise, s.mendPage),
		post(paths.ObstacleEdit, policy.ObstacleRaise, s.mendObstacle),
		get(paths.ObstacleSimilar, policy.ObstacleCompare, s.similarObstacles),
	}
}

func (s *Server) raisePage(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	form, err := s.App.RaiseForm(r.Context(), who, code(r))
	if err != nil {
		return err
	}
	status := http.StatusOK
	if form.Closed != "" {
		status = http.StatusConflict
	}
	entry := obstacles.NewEntry(s.App.Today())
	asked, err := s.follows(r, form.Task.Code)
	if asked != nil {
		entry = obstacles.NudgedEntry(*asked)
	}
	if err != nil {
		return err
	}
	return s.renderRaise(w, r, status, form, entry)
}

func (s *Server) renderRaise(w http.ResponseWriter, r *http.Request, status int, form app.ObstacleForm, entry ui.Entry) error {
	fields, err := s.obstacleFields(r, entry, "")
	if err != nil {
		return err
	}
	fields.DueOn = form.Task.DueOn
	view := obstacles.Raise{Fields: fields, Task: form.Task, Closed: form.Closed}
	page := s.page(r, "Báo vướng mắc "+form.Task.Code, paths.Tasks, taskCrumbs(form.Task.Code, "Báo vướng mắc")...)
	return s.render(w, r, status, page, obstacles.RaisePage(view))
}

// obstacleFields are the fields of a form about the obstacle with the code ("" for a new one), with the obstacles that are like what
// was typed.
func (s *Server) obstacleFields(r *http.Request, entry ui.Entry, code string) (obstacles.Fields, error) {
	fields := obstacles.Fields{Code: code, FileField: fileField, Today: s.App.Today()}
	var err error
	if fields.Entry, err = s.named(r, entry); err != nil {
		return fields, err
	}
	fields.Similar, err = s.similarTyped(r, entry, code)
	return fields, err
}

// similarTyped are the obstacles like the one in the form that is shown.
func (s *Server) similarTyped(r *http.Request, entry ui.Entry, except string) ([]reform.SimilarObstacle, error) {
	who, _ := actorOf(r)
	return s.App.SimilarObstacles(r.Context(), who, entry.Value("vuong_mac"), except)
}

func typedBlocking(f *form, today calendar.Date) reform.Blocking {
	return reform.Blocking{
		Title: f.Line("vuong_mac"), Cause: reform.Cause(f.Line("loai")), Detail: f.Text("mo_ta"), SinceOn: f.Date("tu_ngay", today.Year()),
		Tried: f.Text("da_lam"), Request: f.Text("de_nghi"), NeededBy: f.Date("can_truoc", today.Year()),
	}
}

func (s *Server) raiseObstacle(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	up, err := s.readUploads(w, r)
	if err != nil {
		return err
	}
	defer up.close()
	if up.On("tim") {
		return s.raiseAgain(w, r, up, nil)
	}
	in := app.RaiseObstacle{Code: code(r), Blocking: typedBlocking(&up.form, s.App.Today()), Files: up.Files(fileField)}
	var raised reform.Obstacle
	err = up.first(func() (err error) { raised, err = s.App.RaiseObstacle(r.Context(), who, in); return })
	if err != nil {
		return s.raiseAgain(w, r, up, err)
	}
	return s.done(w, r, paths.ToObstacle(raised.Code), "Đã gửi vướng mắc "+raised.Code+" tới lãnh đạo đơn vị.")
}

// raiseAgain shows the form with what was typed and what is wrong with it; without a cause, with the obstacles that are like it.
// Where none can be raised on the task any more, what was typed is shown to be copied.
func (s *Server) raiseAgain(w http.ResponseWriter, r *http.Request, up *uploads, cause error) error {
	if kind := fault.KindOf(cause); cause != nil && (kind == fault.Unavailable || kind == fault.Internal) {
		return cause
	}
	who, _ := actorOf(r)
	form, err := s.App.RaiseForm(r.Context(), who, code(r))
	if err == nil && form.Closed != "" {
		err = fault.New(fault.Conflict, form.Closed)
	}
	if f, gone := fault.As(err); gone && f.Kind != fault.Unavailable {
		return s.keep(w, r, f, notices.Kept{
			Title: "Không gửi được vướng mắc", Sentence: f.Message, Texts: notices.Texts(up.entry(nil), obstacles.EditFields()), Back: paths.Tasks,
		})
	}
	if err != nil {
		return err
	}
	lines, status, ok := entryErrors(cause)
	switch {
	case cause == nil:
		status = http.StatusOK
	case !ok:
		return cause
	}
	return s.renderRaise(w, r, status, form, up.entry(append(lines, s.hold(r, up)...)))
}

func (s *Server) similarObstacles(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	f := queried(r)
	view := obstacles.Similar{Text: searched(f)}
	if view.Text == "" {
		view.Text = f.Line("vuong_mac")
	}
	var err error
	if view.Lines, err = s.App.SimilarObstacles(r.Context(), who, view.Text, f.Line("tru")); err != nil {
		return err
	}
	w.Header().Set("Vary", "HX-Request")
	if r.Header.Get("HX-Request") == "true" {
		return s.fragment(w, r, obstacles.SimilarParts(view.Lines))
	}
	page := s.page(r, "Vướng mắc tương tự", paths.Obstacles, ui.Crumb{Label: "Vướng mắc"}, ui.Crumb{Label: "Tương tự"})
	return s.render(w, r, http.StatusOK, page, obstacles.SimilarPage(view))
}
