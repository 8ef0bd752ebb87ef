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
	"cchc/web/pages/reports"
	"cchc/web/ui"
)

func (s *Server) reportRoutes() []Route {
	return []Route{
		get(paths.Report, policy.ReportPost, s.reportPage),
		post(paths.Report, policy.ReportPost, s.postReport),
		// Whoever may read documents may also read files: every role that has the one action has the other. Which file
		// is decided further in, by the scopes of both.
		get(paths.File, policy.FileRead, s.file),
		post(paths.StageFile, policy.FileStage, s.stageFile),
	}
}

func (s *Server) reportPage(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	form, err := s.App.ReportForm(r.Context(), who, code(r))
	if err != nil {
		return err
	}
	if form.Closed != "" {
		return fault.New(fault.Conflict, form.Closed)
	}
	return s.renderReport(w, r, http.StatusOK, form, reports.Form{Entry: reports.NewEntry(form.Task, s.App.Today())})
}

// renderReport shows the form; view holds what was typed.
func (s *Server) renderReport(w http.ResponseWriter, r *http.Request, status int, form app.ReportForm, view reports.Form) error {
	view.Task, view.Reports, view.Block, view.Today = form.Task, form.Reports, form.Block, s.App.Today()
	var err error
	if view.Entry, err = s.named(r, view.Entry); err != nil {
		return err
	}
	if view.Similar, err = s.similarTyped(r, view.Entry, ""); err != nil {
		return err
	}
	page := s.page(r, "Báo cáo tiến độ "+form.Task.Code, paths.Tasks, taskCrumbs(form.Task.Code, "Báo cáo tiến độ")...)
	return s.render(w, r, status, page, reports.FormPage(view))
}

func (s *Server) postReport(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	up, err := s.readUploads(w, r)
	if err != nil {
		return err
	}
	defer up.close()
	if up.On("tim") {
		return s.reportAgain(w, r, up, nil)
	}
	in := app.PostReport{Code: code(r), Report: typedReport(&up.form, s.App.Today()), Files: up.Files(fileField), Obstacle: s.reportedObstacle(up)}
	var sent reform.Report
	err = up.first(func() (err error) { sent, err = s.App.PostReport(r.Context(), who, in); return })
	if err != nil {
		return s.reportAgain(w, r, up, err)
	}
	sentence := "Đã gửi báo cáo lúc " + calendar.Clock(sent.ReportedAt) + "."
	if in.Obstacle != nil {
		sentence += " Đã gửi vướng mắc tới lãnh đạo đơn vị."
	}
	return s.done(w, r, paths.ToTask(in.Code), sentence)
}

func typedReport(f *form, today calendar.Date) reform.Report {
	return reform.Report{
		Done: f.Text("ket_qua"), Next: f.Text("viec_tiep"), LateReason: f.Text("ly_do_qua_han"),
		Percent:    f.Int("tien_do", "Nhập tiến độ là số nguyên từ 0 đến 100, ví dụ 45."),
		ExpectedOn: f.Date("du_kien", today.Year()), Token: f.Raw(ui.TokenField),
	}
}

// reportAgain shows the form with what was typed and what is wrong with it; without a cause, with the obstacles that are like the
// one in it. Where the task is no longer the reader's to
// report on, what was typed is shown to be copied.
func (s *Server) reportAgain(w http.ResponseWriter, r *http.Request, up *uploads, cause error) error {
	if kind := fault.KindOf(cause); cause != nil && (kind == fault.Unavailable || kind == fault.Internal) {
		return cause
	}
	who, _ := actorOf(r)
	form, err := s.App.ReportForm(r.Context(), who, code(r))
	f, _ := fault.As(err)
	if f != nil && (f.Kind == fault.Forbidden || f.Kind == fault.NotFound) {
		return s.keep(w, r, f, notices.Kept{
			Title: "Không gửi được báo cáo", Sentence: f.Message + " Nhiệm vụ có thể vừa được giao cho người hoặc đơn vị khác.",
			Texts: notices.Texts(up.entry(nil), reports.Texts()), Back: paths.Tasks,
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
	lines = append(lines, s.hold(r, up)...)
	return s.renderReport(w, r, status, form, reports.Form{Entry: up.entry(lines)})
}
