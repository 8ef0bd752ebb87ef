package server

import (
	"net/http"

	"github.com/a-h/templ"

	"cchc/internal/paths"
	"cchc/internal/policy"
	"cchc/web/ui"
)

// styleRoutes show every component in every state; they are left out of production.
func (s *Server) styleRoutes() []Route {
	return []Route{
		get(paths.Style, policy.AccountEdit, s.stylePage(ui.StylePage)),
		get(paths.StyleList, policy.AccountEdit, s.stylePage(ui.StyleListPage)),
		get(paths.StyleForm, policy.AccountEdit, s.stylePage(ui.StyleFormPage)),
	}
}

func (s *Server) stylePage(body func() templ.Component) handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		return s.render(w, r, http.StatusOK, s.page(r, "Trang mẫu giao diện", "", ui.Crumb{Label: "Trang mẫu giao diện"}), body())
	}
}
