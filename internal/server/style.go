package server

import (
	"net/http"

	"cchc/web/ui"
)

// stylePage shows every component in every state; it is left out of production.
func (s *Server) stylePage(w http.ResponseWriter, r *http.Request) error {
	return s.render(w, r, http.StatusOK, s.page(r, "Trang mẫu giao diện", "", ui.Crumb{Label: "Trang mẫu giao diện"}), ui.StylePage())
}
