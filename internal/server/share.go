package server

import (
	"net/http"

	"cchc/internal/app"
	"cchc/internal/fault"
	"cchc/internal/paths"
	"cchc/internal/policy"
	"cchc/internal/reform"
	"cchc/web/layout"
	"cchc/web/pages/notices"
	"cchc/web/pages/shares"
	"cchc/web/pages/tasks"
	"cchc/web/ui"
)

func (s *Server) shareRoutes() []Route {
	return []Route{
		get(paths.Share, policy.ShareAnswer, s.answerPage),
		post(paths.Share, policy.ShareAnswer, s.answerShare),
		get(paths.ShareAgain, policy.ShareAskAgain, s.askAgainPage),
		post(paths.ShareAgain, policy.ShareAskAgain, s.askShareAgain),
	}
}

// shareForm reads the share of the URL for a form about the act.
func (s *Server) shareForm(r *http.Request, act reform.ShareAct) (app.ShareForm, error) {
	who, _ := actorOf(r)
	number, err := id(r, "id")
	if err != nil {
		return app.ShareForm{}, err
	}
	return s.App.ShareForm(r.Context(), who, code(r), number, act)
}

func (s *Server) answerPage(w http.ResponseWriter, r *http.Request) error {
	form, err := s.shareForm(r, reform.ShareAnswer)
	if err != nil {
		return err
	}
	if form.Closed != "" {
		return fault.New(fault.Conflict, form.Closed)
	}
	return s.renderAnswer(w, r, http.StatusOK, form, shares.Answer{Entry: shares.AnswerEntry(form.Share)})
}

// renderAnswer shows the form; view holds what was typed.
func (s *Server) renderAnswer(w http.ResponseWriter, r *http.Request, status int, form app.ShareForm, view shares.Answer) error {
	view.Task, view.Share, view.Today = form.Task, form.Share, s.App.Today()
	var err error
	if view.Entry, err = s.named(r, view.Entry); err != nil {
		return err
	}
	return s.render(w, r, status, s.sharePage(r, "Trả lời phần việc "+form.Task.Code), shares.AnswerPage(view))
}

func (s *Server) sharePage(r *http.Request, title string) layout.Page {
	return s.page(r, title, paths.Tasks, taskCrumbs(code(r), "Phần việc phối hợp")...)
}

func (s *Server) answerShare(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	up, err := s.readUploads(w, r)
	if err != nil {
		return err
	}
	defer up.close()
	number, err := id(r, "id")
	if err != nil {
		return err
	}
	in := app.AnswerShare{Code: code(r), Share: number, Seen: up.Number("phien_ban"), Answer: up.Text("tra_loi"), Files: up.Files(fileField)}
	if err := up.first(func() error { return s.App.AnswerShare(r.Context(), who, in) }); err != nil {
		return s.answerAgain(w, r, up, err)
	}
	return s.done(w, r, paths.ToTask(in.Code), "Đã gửi trả lời phần việc phối hợp.")
}

// answerAgain shows the form with what was typed and what is wrong with it. Where the share takes no answer any more, what
// was typed is shown to be copied.
func (s *Server) answerAgain(w http.ResponseWriter, r *http.Request, up *uploads, cause error) error {
	lines, status, ok := entryErrors(cause)
	if !ok {
		return s.shareKept(w, r, cause, "Không gửi được trả lời", up.Text("tra_loi"))
	}
	form, err := s.shareForm(r, reform.ShareAnswer)
	if err != nil {
		return s.shareKept(w, r, err, "Không gửi được trả lời", up.Text("tra_loi"))
	}
	if form.Closed != "" {
		return s.shareKept(w, r, cause, "Không gửi được trả lời", up.Text("tra_loi"))
	}
	form.Share.Version = shownVersion(&up.form, status, form.Share.Version)
	lines = append(lines, s.hold(r, up)...)
	return s.renderAnswer(w, r, status, form, shares.Answer{Entry: up.entry(lines)})
}

// shareKept says why a share did not take what was typed, and gives it back; a fault that says nothing to its reader is
// passed on.
func (s *Server) shareKept(w http.ResponseWriter, r *http.Request, cause error, title, typed string) error {
	f, told := fault.As(cause)
	if !told || f.Kind == fault.NotFound || f.Kind == fault.Unavailable {
		return cause
	}
	return s.keep(w, r, f, notices.Kept{
		Title: title, Sentence: f.Message, Texts: []notices.Text{{Label: "Nội dung đã nhập", Text: typed}}, Back: paths.ToTask(code(r)),
	})
}

func (s *Server) askAgainPage(w http.ResponseWriter, r *http.Request) error {
	form, err := s.shareForm(r, reform.ShareAskAgain)
	if err != nil {
		return err
	}
	if form.Closed != "" {
		return fault.New(fault.Conflict, form.Closed)
	}
	return s.renderAskAgain(w, r, http.StatusOK, form, ui.Entry{})
}

func (s *Server) renderAskAgain(w http.ResponseWriter, r *http.Request, status int, form app.ShareForm, entry ui.Entry) error {
	view := shares.Again{Task: form.Task, Share: form.Share, Entry: entry}
	return s.render(w, r, status, s.sharePage(r, "Yêu cầu trả lời lại "+form.Task.Code), shares.AgainPage(view))
}

func (s *Server) askShareAgain(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	f, err := readForm(w, r)
	if err != nil {
		return err
	}
	number, err := id(r, "id")
	if err != nil {
		return err
	}
	in := app.AskShareAgain{Code: code(r), Share: number, Seen: f.Number("phien_ban"), Note: f.Text("ly_do")}
	err = s.App.AskShareAgain(r.Context(), who, in)
	if lines, status, ok := entryErrors(err); ok {
		return s.askAgain(w, r, status, f, lines, err)
	}
	if err != nil {
		return err
	}
	return s.done(w, r, paths.ToTask(in.Code), "Đã yêu cầu đơn vị trả lời lại.")
}

// askAgain shows the question with what was typed and what is wrong with it.
func (s *Server) askAgain(w http.ResponseWriter, r *http.Request, status int, f *form, lines []ui.FieldError, cause error) error {
	form, err := s.shareForm(r, reform.ShareAskAgain)
	if err != nil {
		return err
	}
	if form.Closed != "" {
		return s.shareKept(w, r, cause, "Không gửi được yêu cầu", f.Text("ly_do"))
	}
	form.Share.Version = shownVersion(f, status, form.Share.Version)
	return s.renderAskAgain(w, r, status, form, f.entry(lines))
}

// sharesOf are the shares as the task's page shows them.
func sharesOf(all []app.ShareMay) []tasks.Share {
	list := make([]tasks.Share, 0, len(all))
	for _, share := range all {
		list = append(list, tasks.Share{TaskUnit: share.TaskUnit, MayAnswer: share.MayAnswer, MayAskAgain: share.MayAskAgain})
	}
	return list
}

// owed are the shares that a unit has yet to answer as pages show them.
func owed(o app.OwedShares) shares.Owed { return shares.Owed{Lines: o.Lines, More: o.More, May: o.May} }
