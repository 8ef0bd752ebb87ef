package server

import (
	"net/http"

	"cchc/internal/app"
	"cchc/internal/paths"
	"cchc/internal/policy"
	"cchc/web/pages/handovers"
	"cchc/web/ui"
)

func (s *Server) handOverRoutes() []Route {
	return []Route{
		get(paths.HandOver, policy.WorkHandOver, s.handOverPage),
		post(paths.HandOver, policy.WorkHandOver, s.handOverWork),
	}
}

func (s *Server) handOverPage(w http.ResponseWriter, r *http.Request) error {
	return s.renderHandOver(w, r, http.StatusOK, nil, nil)
}

// renderHandOver sends the form as typed, or with everything ticked where typed is nil.
func (s *Server) renderHandOver(w http.ResponseWriter, r *http.Request, status int, typed *form, lines []ui.FieldError) error {
	who, _ := actorOf(r)
	number, err := id(r, "id")
	if err != nil {
		return err
	}
	page, err := s.App.HandOverPage(r.Context(), who, number)
	if err != nil {
		return err
	}
	view := handovers.Form{
		Person: page.Person, Tasks: page.Tasks, Total: page.Total, Elsewhere: page.Elsewhere, Followed: page.Followed, Drafts: page.Drafts, Deputies: page.Deputies,
		Waiting: page.Waiting, Successors: page.Successors, MayName: page.MayName, Today: s.App.Today(),
		Entry: handovers.Ticked(page.Tasks, page.Followed, page.Drafts, page.Deputies),
	}
	if typed != nil {
		view.Entry = typed.entry(lines)
	}
	crumbs := []ui.Crumb{{Label: "Đơn vị", Href: paths.OwnUnit}, {Label: page.Person.UnitName, Href: paths.ToUnit(page.Person.UnitID)}, {Label: "Bàn giao"}}
	return s.render(w, r, status, s.page(r, "Bàn giao công việc", paths.OwnUnit, crumbs...), handovers.FormPage(view))
}

func (s *Server) handOverWork(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	number, err := id(r, "id")
	if err != nil {
		return err
	}
	f, err := readForm(w, r)
	if err != nil {
		return err
	}
	in := app.HandOver{Person: number, Successor: f.ID("nguoi_nhan"), Drafts: f.values["ban_nhap"], Followed: f.On("theo_doi"), EndDeputies: f.On("ket_thuc_uy_quyen")}
	for _, code := range f.values["nhiem_vu"] {
		in.Tasks = append(in.Tasks, app.HeldTask{Code: code, Seen: f.Number(handovers.SeenField(code))})
	}
	done, to, err := s.App.HandOver(r.Context(), who, in)
	if lines, status, ok := entryErrors(err); ok {
		return s.renderHandOver(w, r, status, f, lines)
	}
	if err != nil {
		return err
	}
	return s.done(w, r, paths.ToHandOver(number), done.Sentence(to))
}
