package server

import (
	"net/http"

	"github.com/go-chi/chi/v5"

	"cchc/internal/app"
	"cchc/internal/calendar"
	"cchc/internal/fault"
	"cchc/internal/paths"
	"cchc/internal/policy"
	"cchc/internal/reform"
	"cchc/web/pages/extensions"
	"cchc/web/ui"
)

// extensionRoutes need only that the task can be read where a step is taken: which step needs which action stands in the flow.
func (s *Server) extensionRoutes() []Route {
	return []Route{
		get(paths.ExtensionAsk, policy.ExtensionRequest, s.askExtensionPage),
		post(paths.ExtensionAsk, policy.ExtensionRequest, s.askExtension),
		get(paths.Extensions, policy.TaskRead, s.extensionList),
		get(paths.Extension, policy.TaskRead, s.extensionPage),
		post(paths.ExtensionAct, policy.TaskRead, s.decideExtension),
	}
}

func (s *Server) extensionList(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	f := queried(r)
	list, err := s.App.ExtensionList(r.Context(), who, reform.ExtensionGroup(f.Line("nhom")), f.Page())
	if err != nil {
		return err
	}
	view := extensions.List{
		Group: list.Group, Counts: list.Counts, Lines: list.Lines, Today: s.App.Today(),
		Pages: pagesOf(paths.Extensions, f, list.Page, list.Total, "đề nghị"),
	}
	return s.render(w, r, http.StatusOK, s.page(r, "Gia hạn", paths.Extensions, ui.Crumb{Label: "Gia hạn"}), extensions.ListPage(view))
}

func (s *Server) askExtensionPage(w http.ResponseWriter, r *http.Request) error {
	return s.renderAskExtension(w, r, http.StatusOK, ui.Entry{})
}

func (s *Server) renderAskExtension(w http.ResponseWriter, r *http.Request, status int, entry ui.Entry) error {
	who, _ := actorOf(r)
	form, err := s.App.ExtensionForm(r.Context(), who, code(r))
	if err != nil {
		return err
	}
	if form.Closed != "" {
		status = http.StatusConflict
	}
	view := extensions.Ask{Task: form.Task, Past: form.Past, Use: form.Use, Closed: form.Closed, Entry: entry, Today: s.App.Today()}
	page := s.page(r, "Xin gia hạn "+form.Task.Code, paths.Tasks, taskCrumbs(form.Task.Code, "Xin gia hạn")...)
	return s.render(w, r, status, page, extensions.AskPage(view))
}

func (s *Server) askExtension(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	f, err := readForm(w, r)
	if err != nil {
		return err
	}
	in := app.RequestExtension{Code: code(r), ProposedOn: f.Date("han", s.App.Today().Year()), Reason: f.Text("ly_do")}
	err = f.first(func() error { _, err := s.App.RequestExtension(r.Context(), who, in); return err })
	if lines, status, ok := entryErrors(err); ok {
		return s.renderAskExtension(w, r, status, f.entry(lines))
	}
	if err != nil {
		return err
	}
	return s.done(w, r, paths.ToTask(in.Code), "Đã gửi đề nghị gia hạn, chờ trưởng đơn vị ký."+s.notWorked(r, in.ProposedOn))
}

// notWorked is the remark that the day is no working day, to stand after another sentence; nothing when it is one.
func (s *Server) notWorked(r *http.Request, day calendar.Date) string {
	days, err := s.App.Days(r.Context())
	if remark := extensions.NotWorked(days, day); err == nil && remark != "" {
		return " Lưu ý: " + remark
	}
	return ""
}

func (s *Server) extensionPage(w http.ResponseWriter, r *http.Request) error {
	return s.renderExtension(w, r, http.StatusOK, "", nil, nil)
}

// renderExtension sends the request's page; typed is what came for the act and was refused, nil for nothing.
func (s *Server) renderExtension(w http.ResponseWriter, r *http.Request, status int, act reform.ExtensionAct, typed *form, lines []ui.FieldError) error {
	who, _ := actorOf(r)
	number, err := id(r, "id")
	if err != nil {
		return err
	}
	page, err := s.App.ExtensionPage(r.Context(), who, number)
	if err != nil {
		return err
	}
	view := extensions.Show{
		Task: page.Task, Extension: page.Extension, Past: page.Past, Use: page.Use, Days: page.Days, Typed: act, Today: s.App.Today(),
	}
	for _, offer := range page.Offers {
		view.Offers = append(view.Offers, extensions.Offer{Act: offer.Act, Reason: offer.Reason})
	}
	if typed != nil {
		view.Entry = typed.entry(lines)
		view.Extension.Version = shownVersion(typed, status, view.Extension.Version)
	}
	title := "Đề nghị gia hạn " + page.Task.Code
	crumbs := []ui.Crumb{{Label: "Gia hạn", Href: paths.Extensions}, {Label: page.Task.Code}}
	return s.render(w, r, status, s.page(r, title, paths.Extensions, crumbs...), extensions.ShowPage(view))
}

// extensionDone is what each step says once it is taken.
var extensionDone = map[reform.ExtensionAct]string{
	reform.ExtensionSign:  "Đã ký đề nghị gia hạn, chuyển Chánh Văn phòng, lãnh đạo Sở quyết định.",
	reform.ExtensionGrant: "Đã cho gia hạn.", reform.ExtensionRefuse: "Đã ghi không cho gia hạn.",
}

func (s *Server) decideExtension(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	number, err := id(r, "id")
	if err != nil {
		return err
	}
	f, err := readForm(w, r)
	if err != nil {
		return err
	}
	in, err := s.typedDecision(f, number, reform.ExtensionAct(chi.URLParam(r, "viec")))
	if err != nil {
		return err
	}
	err = f.first(func() error { return s.App.DecideExtension(r.Context(), who, in) })
	if lines, status, ok := entryErrors(err); ok {
		return s.renderExtension(w, r, status, in.Act, f, lines)
	}
	if err != nil {
		return err
	}
	return s.done(w, r, paths.ToExtension(number), extensionDone[in.Act]+s.notWorked(r, in.On))
}

func (s *Server) typedDecision(f *form, number int64, act reform.ExtensionAct) (app.DecideExtension, error) {
	if act.Label() == "" {
		return app.DecideExtension{}, fault.New(fault.NotFound, "Không có trang ở địa chỉ này.")
	}
	in := app.DecideExtension{ID: number, Act: act}
	in.Seen = f.Number("phien_ban")
	if act != reform.ExtensionSign {
		in.Note = f.Text("ly_do")
	}
	if act == reform.ExtensionGrant {
		in.On = f.Date("han", s.App.Today().Year())
	}
	return in, nil
}
