package server

import (
	"net/http"
	"slices"

	"github.com/a-h/templ"

	"cchc/internal/app"
	"cchc/internal/fault"
	"cchc/internal/paths"
	"cchc/internal/policy"
	"cchc/internal/reform"
	"cchc/web/pages/answers"
	"cchc/web/pages/tasks"
	"cchc/web/ui"
)

func (s *Server) answerRoutes() []Route {
	return []Route{
		get(paths.NudgeAnswer, policy.NudgeAnswer, s.replyPage),
		post(paths.NudgeAnswer, policy.NudgeAnswer, s.answerNudge),
		get(paths.NudgeTogether, policy.NudgeAnswer, s.togetherPage),
		post(paths.NudgeTogether, policy.NudgeAnswer, s.promiseTogether),
		get(paths.Unsettled, policy.NudgeSend, s.unsettledPage),
		get(paths.NudgeSettle, policy.NudgeSend, s.settlePage),
		post(paths.NudgeSettle, policy.NudgeSend, s.settleAnswer),
		get(paths.Promises, policy.NudgeRead, s.promisePage),
	}
}

// answerCrumbs is the way to a page about an answer to the nudge.
func answerCrumbs(code, label string) []ui.Crumb {
	return []ui.Crumb{{Label: "Nhắc việc", Href: paths.Nudges}, {Label: code, Href: paths.ToNudge(code)}, {Label: label}}
}

func (s *Server) replyPage(w http.ResponseWriter, r *http.Request) error {
	return s.renderReply(w, r, http.StatusOK, queried(r), nil)
}

// renderReply sends the form with what was typed and what is wrong with it.
func (s *Server) renderReply(w http.ResponseWriter, r *http.Request, status int, f *form, lines []ui.FieldError) error {
	who, _ := actorOf(r)
	number, err := id(r, "id")
	if err != nil {
		return err
	}
	form, err := s.App.AnswerForm(r.Context(), who, nudgeCode(r), number, reform.AnswerGive)
	if err != nil {
		return err
	}
	view := answers.Form{Asked: form.Asked, Closed: form.Closed, Entry: f.entry(lines), Today: s.App.Today()}
	if chosen := reform.NudgeAnswer(f.Line("tra_loi")); slices.Contains(reform.NudgeAnswers(), chosen) {
		view.Chosen = chosen
	}
	if form.Closed != "" && status == http.StatusOK {
		status = http.StatusConflict
	}
	if r.Method == http.MethodPost {
		view.Asked.Version = shownVersion(f, status, view.Asked.Version)
	}
	page := s.page(r, "Trả lời nhắc việc "+form.Asked.Task, paths.Nudges, answerCrumbs(form.Asked.Nudge, "Trả lời "+form.Asked.Task)...)
	return s.render(w, r, status, page, answers.FormPage(view))
}

func (s *Server) answerNudge(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	number, err := id(r, "id")
	if err != nil {
		return err
	}
	f, err := readForm(w, r)
	if err != nil {
		return err
	}
	in := app.AnswerNudge{Nudge: nudgeCode(r), ID: number, Seen: f.Number("phien_ban"), Answering: reform.Answering{
		Answer: reform.NudgeAnswer(f.Line("tra_loi")), Note: f.Text("noi_dung"),
	}}
	if in.Answer == reform.AnswerPromised {
		in.On = f.Date("ngay_hen", s.App.Today().Year())
	}
	var answered reform.NudgeTask
	err = f.first(func() (err error) { answered, err = s.App.AnswerNudge(r.Context(), who, in); return })
	if lines, status, ok := entryErrors(err); ok {
		return s.renderReply(w, r, status, f, lines)
	}
	if err != nil {
		return err
	}
	to, sentence := afterAnswer(answered)
	return s.done(w, r, to, sentence)
}

// afterAnswer is where an answer leads: what is done is sent as complete next, and what is blocked is told as an obstacle.
func afterAnswer(t reform.NudgeTask) (to, sentence string) {
	switch {
	case t.Answer == reform.AnswerDone && t.TaskState != reform.TaskSubmitted:
		return paths.ToCompletion(t.Task), "Đã ghi trả lời “Đã xong”. Gửi hoàn thành nhiệm vụ ở biểu mẫu này."
	case t.Answer == reform.AnswerBlocked:
		return paths.ToObstacleRaise(t.Task) + "?" + answers.NudgeField + "=" + t.Nudge, "Đã ghi trả lời “Đang vướng”. Nêu vướng mắc ở biểu mẫu này."
	case t.Answer == reform.AnswerNotOurs:
		return paths.ToNudge(t.Nudge), "Đã gửi Văn phòng xem xét: " + t.Task + " không phải việc của đơn vị."
	default:
		return paths.ToNudge(t.Nudge), "Đã ghi trả lời cho " + t.Task + ": " + t.Says() + "."
	}
}

func (s *Server) togetherPage(w http.ResponseWriter, r *http.Request) error {
	return s.renderTogether(w, r, http.StatusOK, ui.Entry{})
}

func (s *Server) renderTogether(w http.ResponseWriter, r *http.Request, status int, entry ui.Entry) error {
	who, _ := actorOf(r)
	form, err := s.App.TogetherForm(r.Context(), who, nudgeCode(r))
	if err != nil {
		return err
	}
	view := answers.Together{Nudge: form.Nudge, Tasks: form.Tasks, Entry: entry, Today: s.App.Today()}
	page := s.page(r, "Hẹn chung một ngày", paths.Nudges, answerCrumbs(form.Nudge.Code, "Hẹn chung một ngày")...)
	return s.render(w, r, status, page, answers.TogetherPage(view))
}

func (s *Server) promiseTogether(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	f, err := readForm(w, r)
	if err != nil {
		return err
	}
	in := app.PromiseTogether{Nudge: nudgeCode(r), On: f.Date("ngay_hen", s.App.Today().Year()), Note: f.Text("noi_dung")}
	for _, value := range f.values["viec"] {
		if task, seen, ok := answers.Chosen(value); ok {
			in.Tasks = append(in.Tasks, app.SeenTask{ID: task, Seen: seen})
		}
	}
	err = f.first(func() error { return s.App.PromiseTogether(r.Context(), who, in) })
	if lines, status, ok := entryErrors(err); ok {
		return s.renderTogether(w, r, status, f.entry(lines))
	}
	if err != nil {
		return err
	}
	return s.done(w, r, paths.ToNudge(in.Nudge), "Đã ghi ngày hẹn "+in.On.Vietnamese()+" cho các nhiệm vụ đã chọn.")
}

// unsettledPage lists all that waits for the Office to say whose it is.
func (s *Server) unsettledPage(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	f := queried(r)
	page, err := s.App.Unsettled(r.Context(), who, f.Page())
	if err != nil {
		return err
	}
	view := answers.Unsettled{Tasks: page.Tasks, Total: page.Total, Pages: pagesOf(paths.Unsettled, f, page.Page, page.Total, "nhiệm vụ")}
	crumbs := []ui.Crumb{{Label: "Nhắc việc", Href: paths.Nudges}, {Label: "Chờ xem xét"}}
	return s.render(w, r, http.StatusOK, s.page(r, answers.UnsettledTitle, paths.Nudges, crumbs...), answers.UnsettledPage(view))
}

func (s *Server) settlePage(w http.ResponseWriter, r *http.Request) error {
	return s.renderSettle(w, r, http.StatusOK, queried(r), nil)
}

func (s *Server) renderSettle(w http.ResponseWriter, r *http.Request, status int, f *form, lines []ui.FieldError) error {
	who, _ := actorOf(r)
	number, err := id(r, "id")
	if err != nil {
		return err
	}
	form, err := s.App.AnswerForm(r.Context(), who, nudgeCode(r), number, reform.AnswerKeep)
	if err != nil {
		return err
	}
	view := answers.Settle{Asked: form.Asked, Closed: form.Closed, Entry: f.entry(lines)}
	if form.Closed != "" && status == http.StatusOK {
		status = http.StatusConflict
	}
	if r.Method == http.MethodPost {
		view.Asked.Version = shownVersion(f, status, view.Asked.Version)
	}
	page := s.page(r, "Không phải việc của đơn vị: "+form.Asked.Task, paths.Nudges, answerCrumbs(form.Asked.Nudge, "Xem xét "+form.Asked.Task)...)
	return s.render(w, r, status, page, answers.SettlePage(view))
}

func (s *Server) settleAnswer(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	number, err := id(r, "id")
	if err != nil {
		return err
	}
	f, err := readForm(w, r)
	if err != nil {
		return err
	}
	in := app.SettleAnswer{Nudge: nudgeCode(r), ID: number, Seen: f.Number("phien_ban"), Note: f.Text("ly_do")}
	if reform.Settlement(f.Line("ket_qua")) == reform.SettledMoved {
		return s.goToReassign(w, r, number)
	}
	err = f.first(func() error { return s.App.SettleAnswer(r.Context(), who, in) })
	if lines, status, ok := entryErrors(err); ok {
		return s.renderSettle(w, r, status, f, lines)
	}
	if err != nil {
		return err
	}
	return s.done(w, r, paths.ToNudge(in.Nudge), "Đã giữ nhiệm vụ ở đơn vị và báo cho đơn vị.")
}

// goToReassign leads to the form that moves the task, which settles the answer when it is sent.
func (s *Server) goToReassign(w http.ResponseWriter, r *http.Request, number int64) error {
	who, _ := actorOf(r)
	form, err := s.App.AnswerForm(r.Context(), who, nudgeCode(r), number, reform.AnswerKeep)
	if err != nil {
		return err
	}
	http.Redirect(w, r, answers.Reassign(form.Asked), http.StatusSeeOther)
	return nil
}

// follows is what the nudge says of the task that a form is opened about, where its URL names one; nil otherwise.
func (s *Server) follows(r *http.Request, task string) (*reform.NudgeTask, error) {
	code := queried(r).Line(answers.NudgeField)
	if code == "" || r.Method != http.MethodGet {
		return nil, nil
	}
	who, _ := actorOf(r)
	asked, err := s.App.NudgeOf(r.Context(), who, code, task)
	if err != nil && fault.KindOf(err) == fault.NotFound {
		return nil, nil
	}
	return &asked, err
}

// nudged is how the task of the page was urged, and what its reader may still say to that.
func (s *Server) nudged(who policy.Actor, page app.TaskPage) tasks.Nudged {
	if len(page.Nudges) == 0 {
		return tasks.Nudged{}
	}
	return tasks.Nudged{Last: &page.Nudges[0], Promise: app.LastPromise(page.Nudges), Answer: page.MayAnswerLast(who), Now: s.Clock()}
}

// answerParts are what stands below each task on the page of a nudge: what was answered, and what its reader can say to that.
func (s *Server) answerParts(who policy.Actor, asked []reform.NudgeTask) map[int64]templ.Component {
	parts := map[int64]templ.Component{}
	for _, t := range asked {
		may := app.MayAnswer(who, t)
		parts[t.ID] = answers.Below(answers.Part{Asked: t, Answer: may.Answer, Settle: may.Settle, Now: s.Clock()})
	}
	return parts
}

// answerTogether leads to one day for several tasks of the nudge, for who may promise it for more than one of those shown.
func answerTogether(who policy.Actor, nudge reform.Nudge, asked []reform.NudgeTask) templ.Component {
	waiting := 0
	for _, t := range asked {
		if t.Answer == "" && app.MayAnswer(who, t).Answer {
			waiting++
		}
	}
	if waiting == 0 {
		return nil
	}
	return answers.Ask(nudge, waiting)
}
