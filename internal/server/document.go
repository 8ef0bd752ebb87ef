package server

import (
	"net/http"

	"cchc/internal/paths"
	"cchc/internal/policy"
	"cchc/internal/reform"
	"cchc/web/pages/documents"
	"cchc/web/ui"
)

func (s *Server) documentRoutes() []Route {
	return []Route{
		get(paths.Documents, policy.DocumentRead, s.documentList),
		post(paths.Documents, policy.DocumentRegister, s.registerDocument),
		get(paths.DocumentNew, policy.DocumentRegister, s.newDocument),
		get(paths.Document, policy.DocumentRead, s.documentPage),
		get(paths.DocumentMod, policy.DocumentEdit, s.documentForm),
		post(paths.DocumentMod, policy.DocumentEdit, s.editDocument),
		get(paths.ClauseNew, policy.DocumentEdit, s.newClause),
		post(paths.ClauseNew, policy.DocumentEdit, s.addClause),
		get(paths.ClauseMod, policy.DocumentEdit, s.clauseForm),
		post(paths.ClauseMod, policy.DocumentEdit, s.editClause),
	}
}

func (s *Server) documentList(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	f := queried(r)
	list, err := s.App.DocumentList(r.Context(), who, documentFilter(f))
	if err != nil {
		return err
	}
	view := documents.List{
		Lines: list.Lines, Years: list.Years, MayRegister: list.MayRegister, Query: f.entry(nil),
		Pages: pagesOf(paths.Documents, f, list.Page, list.Total, "văn bản"),
	}
	return s.render(w, r, http.StatusOK, s.page(r, "Văn bản", paths.Documents, ui.Crumb{Label: "Văn bản"}), documents.ListPage(view))
}

func documentFilter(f *form) reform.DocumentFilter {
	filter := reform.DocumentFilter{Year: f.Number("nam"), Text: f.Line("q"), Page: f.Page()}
	if kind := reform.DocumentKind(f.Line("loai")); kind.Label() != "" {
		filter.Kind = kind
	}
	return filter
}

func (s *Server) documentPage(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	number, err := id(r, "id")
	if err != nil {
		return err
	}
	page, err := s.App.DocumentPage(r.Context(), who, number)
	if err != nil {
		return err
	}
	view := documents.Show{
		Document: page.Document, Links: page.Links, Files: page.Files, Clauses: documents.Grow(page.Clauses, page.Tasks),
		Sets: page.Sets, Today: s.App.Today(), OnlyBare: page.EveryTask && queried(r).Line("loc") == documents.OnlyBare, EveryTask: page.EveryTask,
		MayEdit: page.MayEdit, MayDraw: page.MayDraw,
	}
	name := documents.Name(page.Document)
	return s.render(w, r, http.StatusOK, s.page(r, name, paths.Documents, documentCrumbs(ui.Crumb{Label: name})...), documents.ShowPage(view))
}

func documentCrumbs(further ...ui.Crumb) []ui.Crumb {
	return append([]ui.Crumb{{Label: "Văn bản", Href: paths.Documents}}, further...)
}
