package server

import (
	"net/http"

	"cchc/internal/app"
	"cchc/internal/paths"
	"cchc/internal/policy"
	"cchc/internal/reform"
	"cchc/web/pages/people"
	"cchc/web/ui"
)

func (s *Server) adminRoutes() []Route {
	return []Route{
		get(paths.AdminPeople, policy.PersonManage, s.peopleList),
		post(paths.AdminPeople, policy.PersonManage, s.createPerson),
		get(paths.AdminNew, policy.PersonManage, s.newPerson),
		get(paths.AdminPerson, policy.PersonManage, s.personForm),
		post(paths.AdminPerson, policy.PersonManage, s.editPerson),
		get(paths.AdminReset, policy.PersonReset, s.askReset),
		post(paths.AdminReset, policy.PersonReset, s.resetPassword),
		get(paths.AdminSessions, policy.SessionEnd, s.askEndSessions),
		post(paths.AdminSessions, policy.SessionEnd, s.endSessions),
		get(paths.AdminUnits, policy.UnitManage, s.unitTree),
		post(paths.AdminUnits, policy.UnitManage, s.createUnit),
		get(paths.AdminUnitNew, policy.UnitManage, s.newUnit),
		get(paths.AdminUnit, policy.UnitManage, s.unitForm),
		post(paths.AdminUnit, policy.UnitManage, s.editUnit),
		get(paths.Audit, policy.AuditRead, s.auditLog),
	}
}

func (s *Server) peopleList(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	f := queried(r)
	list, err := s.App.PeopleList(r.Context(), who, reform.PeopleFilter{Unit: f.ID("don_vi"), Text: f.Line("q"), Page: f.Page()})
	if err != nil {
		return err
	}
	view := people.List{
		People: list.People, Units: list.Units, Query: f.entry(nil),
		Pages: pagesOf(paths.AdminPeople, f, list.Page, list.Total, "người dùng"),
	}
	return s.render(w, r, http.StatusOK, s.page(r, "Người dùng", paths.AdminPeople, ui.Crumb{Label: "Người dùng"}), people.ListPage(view))
}

func peopleCrumbs(label string) []ui.Crumb {
	return []ui.Crumb{{Label: "Người dùng", Href: paths.AdminPeople}, {Label: label}}
}

// personCrumbs is the way to a page about one account.
func personCrumbs(person reform.Person, label string) []ui.Crumb {
	return []ui.Crumb{
		{Label: "Người dùng", Href: paths.AdminPeople}, {Label: person.Name, Href: paths.ToAdminPerson(person.ID)}, {Label: label},
	}
}

func (s *Server) newPerson(w http.ResponseWriter, r *http.Request) error {
	return s.renderPersonForm(w, r, http.StatusOK, 0, nil, nil)
}

func (s *Server) personForm(w http.ResponseWriter, r *http.Request) error {
	number, err := id(r, "id")
	if err != nil {
		return err
	}
	return s.renderPersonForm(w, r, http.StatusOK, number, nil, nil)
}

// renderPersonForm sends the form as typed, or as the account is kept where typed is nil.
func (s *Server) renderPersonForm(w http.ResponseWriter, r *http.Request, status int, number int64, typed *form, lines []ui.FieldError) error {
	who, _ := actorOf(r)
	data, err := s.App.PersonForm(r.Context(), who, number)
	if err != nil {
		return err
	}
	view := people.Form{
		Person: data.Person, Units: data.Units, Entry: people.Typed(data.Person), Held: data.Held, Followed: data.Followed, MayHandOver: data.MayHandOver,
	}
	if typed != nil {
		view.Entry = typed.entry(lines)
	}
	return s.render(w, r, status, s.page(r, view.Title(), paths.AdminPeople, peopleCrumbs(view.Title())...), people.FormPage(view))
}

func readPerson(f *form, number int64) reform.Person {
	p := reform.Person{
		ID: number, Username: f.Line("ten_dang_nhap"), Name: f.Line("ho_ten"), Position: f.Line("chuc_vu"), Email: f.Line("thu_dien_tu"),
		UnitID: f.ID("don_vi"), Active: f.On("dang_dung"), Version: f.Number("phien_ban"),
	}
	for _, role := range f.values["vai_tro"] {
		p.Roles = append(p.Roles, policy.Role(role))
	}
	return p
}

// createPerson adds the account and shows the made-up password in its answer: it is kept nowhere, so there is no page to go on to.
func (s *Server) createPerson(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	f, err := readForm(w, r)
	if err != nil {
		return err
	}
	person := readPerson(f, 0)
	number, password, err := s.App.CreatePerson(r.Context(), who, app.CreatePerson{Person: person})
	if lines, status, ok := entryErrors(err); ok {
		return s.renderPersonForm(w, r, status, 0, f, lines)
	}
	if err != nil {
		return err
	}
	person.ID = number
	return s.handOver(w, r, person, password)
}

func (s *Server) editPerson(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	number, err := id(r, "id")
	if err != nil {
		return err
	}
	f, err := readForm(w, r)
	if err != nil {
		return err
	}
	return s.edit(w, r, edit{
		form: f, fields: people.Form{}.Fields(), next: paths.ToAdminPerson(number), done: "Đã lưu người dùng.",
		deed:   func() error { return s.App.EditPerson(r.Context(), who, readPerson(f, number)) },
		stored: func() (record, error) { return s.storedPerson(r, number) },
		again: func(status int, lines []ui.FieldError) error {
			return s.renderPersonForm(w, r, status, number, f, lines)
		},
	})
}

func (s *Server) storedPerson(r *http.Request, number int64) (record, error) {
	who, _ := actorOf(r)
	data, err := s.App.PersonForm(r.Context(), who, number)
	view := people.Form{Person: data.Person, Units: data.Units}
	return record{
		entry: people.Typed(data.Person), fields: view.Fields(), action: policy.PersonManage, subject: data.Person.Subject(),
	}, err
}

// handOver shows a made-up password this once.
func (s *Server) handOver(w http.ResponseWriter, r *http.Request, person reform.Person, password string) error {
	view := people.HandOver{ID: person.ID, Name: person.Name, Username: person.Username, Password: password}
	return s.render(w, r, http.StatusOK, s.page(r, "Mật khẩu mới", paths.AdminPeople, peopleCrumbs("Mật khẩu mới")...), people.HandOverPage(view))
}
