package server

import (
	"net/http"

	"cchc/internal/paths"
	"cchc/internal/reform"
	"cchc/web/pages/answers"
	"cchc/web/ui"
)

func (s *Server) promisePage(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	f := queried(r)
	page, err := s.App.PromisePage(r.Context(), who, promiseFilter(f))
	if err != nil {
		return err
	}
	view := answers.Promises{
		Filter: page.Filter, Units: page.Units, All: page.All, Lines: page.Lines, Choices: page.Choices, May: page.May, Today: s.App.Today(),
		Pages: pagesOf(paths.Promises, f, page.Filter.Page, page.Total, "lời hẹn"),
	}
	crumbs := []ui.Crumb{{Label: "Nhắc việc", Href: paths.Nudges}, {Label: "Lời hẹn"}}
	return s.render(w, r, http.StatusOK, s.page(r, "Lời hẹn", paths.Nudges, crumbs...), answers.PromisesPage(view))
}

// promiseFilter reads the filter that answers.Promises writes; what is no filter's value asks nothing.
func promiseFilter(f *form) reform.PromiseFilter {
	filter := reform.PromiseFilter{Unit: f.ID("don_vi"), Page: f.Page()}
	if year := f.Number("nam"); year >= 2000 && year <= 2200 {
		filter.Year = year
	}
	if state := reform.PromiseState(f.Line("ket_qua")); state.Label() != "" {
		filter.State = state
	}
	return filter
}
