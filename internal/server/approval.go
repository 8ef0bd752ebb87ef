package server

import (
	"net/http"

	"cchc/internal/paths"
	"cchc/internal/policy"
	"cchc/web/pages/approvals"
	"cchc/web/ui"
)

func (s *Server) approvalRoutes() []Route {
	return []Route{get(paths.Approvals, policy.ApprovalRead, s.approvalList)}
}

func (s *Server) approvalList(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	list, err := s.App.ApprovalList(r.Context(), who)
	if err != nil {
		return err
	}
	view := approvals.List{Waiting: list.Waiting, Total: list.Total, Days: list.Days, Today: s.App.Today(), MayApprove: list.MayApprove}
	return s.render(w, r, http.StatusOK, s.page(r, approvals.Title, paths.Approvals, ui.Crumb{Label: approvals.Title}), approvals.ListPage(view))
}
