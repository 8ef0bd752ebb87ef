package server

import (
	"net/http"

	"cchc/internal/app"
	"cchc/internal/calendar"
	"cchc/internal/fault"
	"cchc/internal/paths"
	"cchc/internal/policy"
	"cchc/internal/reform"
	"cchc/web/pages/deputies"
	"cchc/web/ui"
)

func (s *Server) deputyRoutes() []Route {
	return []Route{
		get(paths.Deputies, policy.DeputyName, s.deputyList),
		post(paths.Deputies, policy.DeputyName, s.nameDeputy),
		get(paths.DeputyNew, policy.DeputyName, s.newDeputy),
		get(paths.DeputyEnd, policy.DeputyName, s.askEndDeputy),
		post(paths.DeputyEnd, policy.DeputyName, s.endDeputy),
		post(paths.StandIn, policy.AccountEdit, s.standIn),
		post(paths.StandInStop, policy.AccountEdit, s.standInStop),
	}
}

func (s *Server) deputyList(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	f := queried(r)
	over := f.Line("xem") == deputies.Over
	list, err := s.App.DeputyList(r.Context(), who, reform.DeputyFilter{Over: over, Page: f.Page()})
	if err != nil {
		return err
	}
	view := deputies.List{
		Deputies: list.Deputies, Over: over, Today: s.App.Today(), Pages: pagesOf(paths.Deputies, f, list.Page, list.Total, "lượt làm thay"),
	}
	return s.render(w, r, http.StatusOK, s.page(r, "Ủy quyền", paths.Deputies, ui.Crumb{Label: "Ủy quyền"}), deputies.ListPage(view))
}

func (s *Server) newDeputy(w http.ResponseWriter, r *http.Request) error {
	return s.renderDeputyForm(w, r, http.StatusOK, queried(r).entry(nil))
}

func (s *Server) renderDeputyForm(w http.ResponseWriter, r *http.Request, status int, entry ui.Entry) error {
	who, _ := actorOf(r)
	data, err := s.App.DeputyForm(r.Context(), who)
	if err != nil {
		return err
	}
	view := deputies.Form{Absent: data.Absent, Deputies: data.Deputies, Today: s.App.Today(), Entry: entry}
	page := s.page(r, "Cử người làm thay", paths.Deputies, deputyCrumbs("Cử người làm thay")...)
	return s.render(w, r, status, page, deputies.FormPage(view))
}

func deputyCrumbs(label string) []ui.Crumb {
	return []ui.Crumb{{Label: "Ủy quyền", Href: paths.Deputies}, {Label: label}}
}

func (s *Server) nameDeputy(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	f, err := readForm(w, r)
	if err != nil {
		return err
	}
	year := s.App.Today().Year()
	d := reform.Deputy{
		AbsentID: f.ID("vang_mat"), DeputyID: f.ID("lam_thay"), FromOn: f.Date("tu_ngay", year), ToOn: f.Date("den_ngay", year), Reason: f.Text("ly_do"),
	}
	err = f.first(func() error { _, err := s.App.NameDeputy(r.Context(), who, d); return err })
	if lines, status, ok := entryErrors(err); ok {
		return s.renderDeputyForm(w, r, status, f.entry(lines))
	}
	if err != nil {
		return err
	}
	return s.done(w, r, paths.Deputies, "Đã cử người làm thay từ "+d.FromOn.Vietnamese()+" đến hết "+d.ToOn.Vietnamese()+".")
}

func (s *Server) askEndDeputy(w http.ResponseWriter, r *http.Request) error {
	return s.renderEndDeputy(w, r, http.StatusOK, nil)
}

func (s *Server) renderEndDeputy(w http.ResponseWriter, r *http.Request, status int, lines []ui.FieldError) error {
	who, _ := actorOf(r)
	number, err := id(r, "id")
	if err != nil {
		return err
	}
	d, err := s.App.Deputy(r.Context(), who, number)
	if err != nil {
		return err
	}
	view := deputies.End{Deputy: d, Today: s.App.Today(), Errors: lines}
	return s.render(w, r, status, s.page(r, "Kết thúc việc làm thay", paths.Deputies, deputyCrumbs("Kết thúc")...), deputies.EndPage(view))
}

func (s *Server) endDeputy(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	number, err := id(r, "id")
	if err != nil {
		return err
	}
	f, err := readForm(w, r)
	if err != nil {
		return err
	}
	err = s.App.EndDeputy(r.Context(), who, app.EndDeputy{ID: number, Seen: f.Number("phien_ban")})
	if lines, status, ok := entryErrors(err); ok {
		return s.renderEndDeputy(w, r, status, lines)
	}
	if err != nil {
		return err
	}
	return s.done(w, r, paths.Deputies, "Đã kết thúc việc làm thay.")
}

// standIn goes on under the deputyship that was chosen; the session gets a new id with what it may then do.
func (s *Server) standIn(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	f, err := readForm(w, r)
	if err != nil {
		return err
	}
	session := s.session(r.Context())
	session.Deputyship = f.ID("uy_quyen")
	acting, err := s.App.StandIn(r.Context(), who, session)
	if err != nil {
		return err
	}
	if err := s.sessions.RenewToken(r.Context()); err != nil {
		return err
	}
	s.sessions.Put(r.Context(), deputyKey, acting.ID)
	return s.done(w, r, paths.Home, "Bạn đang làm thay "+acting.Name+". Mọi việc bạn làm từ giờ ghi cả hai tên.")
}

func (s *Server) standInStop(w http.ResponseWriter, r *http.Request) error {
	s.sessions.Remove(r.Context(), deputyKey)
	return s.done(w, r, paths.Home, "Bạn đã trở lại công việc của mình.")
}

// standInEnded lets the visitor go on as themselves after a deputyship is over. What they sent while they thought to act
// for somebody else is not done in their own name.
func (s *Server) standInEnded(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.sessions.Remove(r.Context(), deputyKey)
		if r.Method == http.MethodGet || r.Method == http.MethodHead || r.URL.Path == paths.SignOut || r.URL.Path == paths.StandInStop {
			s.sessions.Put(r.Context(), flashKey, "Việc làm thay đã kết thúc "+calendar.Stamp(s.Clock())+" hoặc trước đó. Bạn đang làm việc của chính mình.")
			next.ServeHTTP(w, r)
			return
		}
		s.fail(w, r, fault.New(fault.Conflict, "Việc làm thay đã kết thúc nên thao tác vừa rồi chưa được thực hiện. Bạn đang làm việc của chính mình."))
	})
}
