package server

import (
	"net/http"

	"cchc/internal/paths"
	"cchc/internal/policy"
	"cchc/web/pages/jobs"
	"cchc/web/ui"
)

func (s *Server) jobRoutes() []Route {
	return []Route{
		get(paths.Running, policy.PortalWatch, s.healthPage),
		post(paths.JobTry, policy.PortalWatch, s.retryJob),
	}
}

func (s *Server) healthPage(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	f := queried(r)
	health, err := s.App.Health(r.Context(), who, f.Page())
	if err != nil {
		return err
	}
	view := jobs.Page{
		Vitals: health.Vitals, Rounds: health.Rounds, Counts: health.Counts, Failed: health.Failed, Channels: health.Channels, Version: s.Version,
		Now: s.Clock(), Pages: pagesOf(paths.Running, f, health.Page, health.Total, "việc lỗi"),
	}
	return s.render(w, r, http.StatusOK, s.page(r, "Vận hành", paths.Running, ui.Crumb{Label: "Vận hành"}), jobs.ShowPage(view))
}

func (s *Server) retryJob(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	number, err := id(r, "id")
	if err != nil {
		return err
	}
	if _, err := readForm(w, r); err != nil {
		return err
	}
	if err := s.App.RetryJob(r.Context(), who, number); err != nil {
		return err
	}
	return s.done(w, r, paths.Running, "Đã xếp việc vào hàng chờ chạy lại.")
}
