package server

import (
	"net/http"

	"cchc/internal/app"
	"cchc/internal/paths"
	"cchc/internal/policy"
	"cchc/web/pages/account"
	"cchc/web/ui"
)

func (s *Server) accountRoutes() []Route {
	return []Route{
		get(paths.Home, policy.AccountEdit, s.home),
		get(paths.SignIn, Public, s.signInPage),
		post(paths.SignIn, Public, s.signIn),
		post(paths.SignOut, Public, s.signOut),
		get(paths.Account, policy.AccountEdit, s.accountPage),
		post(paths.Password, policy.AccountEdit, s.changePassword),
	}
}

// home goes on to the page each role starts its day with.
func (s *Server) home(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	http.Redirect(w, r, homeOf(who), http.StatusSeeOther)
	return nil
}

func homeOf(who policy.Actor) string {
	switch {
	case who.Has(policy.Office), who.Has(policy.Chief):
		return paths.Board
	case who.Has(policy.Leader):
		return paths.Dashboard
	case who.Has(policy.Observer):
		return paths.Tasks
	case who.Has(policy.Head):
		return paths.OwnUnit
	case who.Has(policy.Staff):
		return paths.Work
	case who.Has(policy.Admin):
		return paths.AdminPeople
	default:
		return paths.Account
	}
}

func (s *Server) signInPage(w http.ResponseWriter, r *http.Request) error {
	if who, ok := actorOf(r); ok {
		http.Redirect(w, r, homeOf(who), http.StatusSeeOther)
		return nil
	}
	return s.renderSignIn(w, r, http.StatusOK, queried(r).entry(nil))
}

func (s *Server) renderSignIn(w http.ResponseWriter, r *http.Request, status int, entry ui.Entry) error {
	_, kept := keptKey(r)
	view := account.SignIn{Entry: entry, Next: entry.Value("tiep"), Kept: kept, Shared: sharedComputer(r) || entry.Value("dung_chung") != ""}
	return s.render(w, r, status, s.page(r, "Đăng nhập", ""), account.SignInPage(view))
}

func (s *Server) signIn(w http.ResponseWriter, r *http.Request) error {
	f, err := readForm(w, r)
	if err != nil {
		return err
	}
	session, err := s.App.SignIn(r.Context(), app.SignIn{
		Username: f.Line("ten_dang_nhap"), Password: f.Raw("mat_khau"), Address: s.address(r), Request: requestID(r),
	})
	if lines, status, ok := entryErrors(err); ok {
		return s.renderSignIn(w, r, status, f.entry(lines))
	}
	if err != nil {
		return err
	}
	if err := s.begin(r.Context(), session); err != nil {
		return err
	}
	s.markComputer(w, f.On("dung_chung"))
	next := ownPath(f.Raw("tiep"))
	if form := s.resume(w, r, session.Person); form != "" {
		next = form
	}
	http.Redirect(w, r, next, http.StatusSeeOther)
	return nil
}

func (s *Server) signOut(w http.ResponseWriter, r *http.Request) error {
	if err := s.sessions.Destroy(r.Context()); err != nil {
		return err
	}
	http.Redirect(w, r, paths.SignIn, http.StatusSeeOther)
	return nil
}

func (s *Server) accountPage(w http.ResponseWriter, r *http.Request) error {
	return s.renderAccount(w, r, http.StatusOK, ui.Entry{})
}

func (s *Server) renderAccount(w http.ResponseWriter, r *http.Request, status int, entry ui.Entry) error {
	who, _ := actorOf(r)
	person, err := s.App.Person(r.Context(), who, who.Person)
	if err != nil {
		return err
	}
	view := account.Account{Person: person, Entry: entry, MustChange: mustChange(r), Shared: sharedComputer(r)}
	return s.render(w, r, status, s.page(r, "Tài khoản", "", ui.Crumb{Label: "Tài khoản"}), account.Show(view))
}

func (s *Server) changePassword(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	f, err := readForm(w, r)
	if err != nil {
		return err
	}
	session, err := s.App.ChangePassword(r.Context(), who, app.ChangePassword{
		Current: f.Raw("hien_tai"), New: f.Raw("moi"), Again: f.Raw("nhap_lai"),
	})
	if lines, status, ok := entryErrors(err); ok {
		return s.renderAccount(w, r, status, ui.Entry{Errors: lines})
	}
	if err != nil {
		return err
	}
	if err := s.begin(r.Context(), session); err != nil {
		return err
	}
	return s.done(w, r, paths.Account, "Đã đổi mật khẩu. Các phiên làm việc khác của bạn đã kết thúc.")
}
