package server

import (
	"net/http"

	"github.com/a-h/templ"

	"cchc/internal/paths"
	"cchc/internal/reform"
	"cchc/web/pages/people"
)

func (s *Server) askReset(w http.ResponseWriter, r *http.Request) error {
	return s.askAboutPerson(w, r, "Đặt lại mật khẩu", people.ResetPage)
}

func (s *Server) askEndSessions(w http.ResponseWriter, r *http.Request) error {
	return s.askAboutPerson(w, r, "Kết thúc mọi phiên", people.SessionsPage)
}

func (s *Server) askAboutPerson(w http.ResponseWriter, r *http.Request, title string, question func(reform.Person) templ.Component) error {
	person, err := s.personOf(r)
	if err != nil {
		return err
	}
	return s.render(w, r, http.StatusOK, s.page(r, title, paths.AdminPeople, personCrumbs(person, title)...), question(person))
}

// personOf reads the account the URL names.
func (s *Server) personOf(r *http.Request) (reform.Person, error) {
	who, _ := actorOf(r)
	number, err := id(r, "id")
	if err != nil {
		return reform.Person{}, err
	}
	return s.App.Person(r.Context(), who, number)
}

func (s *Server) resetPassword(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	person, err := s.personOf(r)
	if err != nil {
		return err
	}
	password, err := s.App.ResetPassword(r.Context(), who, person.ID)
	if err != nil {
		return err
	}
	return s.handOver(w, r, person, password)
}

func (s *Server) endSessions(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	number, err := id(r, "id")
	if err != nil {
		return err
	}
	if err := s.App.EndSessions(r.Context(), who, number); err != nil {
		return err
	}
	return s.done(w, r, paths.ToAdminPerson(number), "Đã kết thúc mọi phiên làm việc của người này.")
}
