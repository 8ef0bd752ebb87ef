package server

import (
	"net/http"

	"cchc/internal/paths"
	"cchc/internal/reform"
	"cchc/web/pages/audits"
	"cchc/web/ui"
)

func (s *Server) auditLog(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	f := queried(r)
	log, err := s.App.AuditLog(r.Context(), who, auditFilter(f, s.App.Today().Year()))
	if err != nil {
		return err
	}
	entry, status := f.entry(nil), http.StatusOK
	if lines, wrong, ok := entryErrors(f.Err()); ok {
		entry, status = f.entry(lines), wrong
	}
	view := audits.List{
		Events: log.Events, Query: entry, Pages: pagesOf(paths.Audit, f, log.Page, log.Total, "sự kiện"),
		Names: ui.ChangeNames{Units: log.Units, People: log.People}, LinkTasks: log.MayReadTasks, LinkDocuments: log.MayReadPapers,
	}
	return s.render(w, r, status, s.page(r, "Nhật ký", paths.Audit, ui.Crumb{Label: "Nhật ký"}), audits.ListPage(view))
}

func auditFilter(f *form, year int) reform.AuditFilter {
	return reform.AuditFilter{
		Name: f.Line("nguoi"), ObjectKind: f.Line("loai"), Action: f.Line("viec"), From: f.Date("tu_ngay", year),
		To: f.Date("den_ngay", year), Page: f.Page(),
	}
}
