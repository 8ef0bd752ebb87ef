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
	"cchc/web/pages/signoffs"
	"cchc/web/pages/tasks"
	"cchc/web/ui"
)

// signOffRoutes are sending a task as complete and signing that off. Which step of signing off needs which action stands in
// the flow, and app asks for it.
func (s *Server) signOffRoutes() []Route {
	return []Route{
		get(paths.Completion, policy.ReportSubmit, s.completionForm),
		post(paths.Completion, policy.ReportSubmit, s.submitCompletion),
		get(paths.SignOff, policy.TaskRead, s.completionPage),
		get(paths.SignOffAct, policy.TaskRead, s.signOffPage),
		post(paths.SignOffAct, policy.TaskRead, s.signOff),
		get(paths.ToApprove, policy.ReportApprove, s.approvePage),
		post(paths.ToApprove, policy.ReportApprove, s.approveEach),
		get(paths.ToVerify, policy.ReportAccept, s.verifyPage),
		post(paths.ToVerify, policy.ReportAccept, s.verifyEach),
	}
}

func (s *Server) completionForm(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	form, err := s.App.CompletionForm(r.Context(), who, code(r))
	if err != nil {
		return err
	}
	if form.Closed != "" {
		return fault.New(fault.Conflict, form.Closed)
	}
	return s.renderCompletion(w, r, http.StatusOK, form, signoffs.Form{Entry: signoffs.NewEntry(form.Returned, form.Evidence)})
}

// renderCompletion shows the form; view holds what was typed.
func (s *Server) renderCompletion(w http.ResponseWriter, r *http.Request, status int, form app.CompletionForm, view signoffs.Form) error {
	view.Task, view.Files, view.Before, view.Today = form.Task, form.Files, form.Before, s.App.Today()
	view.Returned, view.Return = form.Returned, form.Return
	var err error
	if view.Entry, err = s.named(r, view.Entry); err != nil {
		return err
	}
	page := s.page(r, "Gửi hoàn thành "+form.Task.Code, paths.Tasks, taskCrumbs(form.Task.Code, "Gửi hoàn thành")...)
	return s.render(w, r, status, page, signoffs.FormPage(view))
}

func (s *Server) submitCompletion(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	up, err := s.readUploads(w, r)
	if err != nil {
		return err
	}
	defer up.close()
	in := typedCompletion(up, code(r))
	var sent reform.Report
	err = up.first(func() (err error) { sent, err = s.App.SubmitCompletion(r.Context(), who, in); return })
	if err != nil {
		return s.completionAgain(w, r, up, err)
	}
	return s.done(w, r, paths.ToSignOff(sent.ID), "Đã gửi hoàn thành lúc "+calendar.Clock(sent.ReportedAt)+", chờ lãnh đạo đơn vị duyệt.")
}

func typedCompletion(up *uploads, code string) app.SubmitCompletion {
	in := app.SubmitCompletion{Code: code, Seen: up.Number("phien_ban"), Report: reform.Report{
		Done: up.Text("ket_qua"), LateReason: up.Text("ly_do_qua_han"), Token: up.Raw(ui.TokenField),
	}}
	for position := 1; position <= reform.DeliverablesMost; position++ {
		in.Proofs = append(in.Proofs, app.Proof{
			Number: up.Line(reform.NumberField(position)), Files: up.Files(reform.FilesField(position)), Kept: up.IDs(reform.KeptField(position)),
		})
	}
	return in
}

// completionAgain shows the form with what was typed and what is wrong with it. Where the task is no longer the reader's to
// send, what was typed is shown to be copied.
func (s *Server) completionAgain(w http.ResponseWriter, r *http.Request, up *uploads, cause error) error {
	if kind := fault.KindOf(cause); kind == fault.Unavailable || kind == fault.Internal {
		return cause
	}
	who, _ := actorOf(r)
	form, err := s.App.CompletionForm(r.Context(), who, code(r))
	f, _ := fault.As(err)
	if f != nil && (f.Kind == fault.Forbidden || f.Kind == fault.NotFound) {
		return s.keep(w, r, f, notices.Kept{
			Title: "Không gửi được báo cáo", Sentence: f.Message + " Nhiệm vụ có thể vừa được giao cho người hoặc đơn vị khác.",
			Texts: notices.Texts(up.entry(nil), signoffs.Texts()), Back: paths.Tasks,
		})
	}
	if err != nil {
		return err
	}
	lines, status, ok := entryErrors(cause)
	if !ok {
		return cause
	}
	lines = append(lines, s.hold(r, up)...)
	form.Task.Version = shownVersion(&up.form, status, form.Task.Version)
	return s.renderCompletion(w, r, status, form, signoffs.Form{Entry: up.entry(lines)})
}

// completionOf is where the newest completion report stands, and what the reader may do with it.
func completionOf(who policy.Actor, page app.TaskPage) tasks.Completion {
	report, offers, sent := page.Completion(who)
	if !sent {
		return tasks.Completion{}
	}
	completion := tasks.Completion{Report: &report, Evidence: page.Evidence}
	for _, offer := range offers {
		if offer.Act != reform.CompletionSubmit { // offered among the steps of the task
			completion.Offers = append(completion.Offers, tasks.SignOffer{Act: offer.Act, Reason: offer.Reason})
		}
	}
	return completion
}
