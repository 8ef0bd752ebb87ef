package server

import (
	"net/http"

	"cchc/internal/calendar"
	"cchc/internal/paths"
	"cchc/internal/reform"
	"cchc/web/pages/dashboards"
	"cchc/web/ui"
)

// news lists what changed between two instants; a day that does not exist is told, with the changes up to now.
func (s *Server) news(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	f := queried(r)
	filter := s.newsFilter(f)
	lines, status, _ := entryErrors(f.Err())
	if f.Err() == nil {
		status = http.StatusOK
	}
	news, err := s.App.NewsPage(r.Context(), who, filter)
	if err != nil {
		return err
	}
	page := s.page(r, dashboards.NewsTitle, paths.Dashboard, ui.Crumb{Label: dashboards.Title, Href: paths.Dashboard}, ui.Crumb{Label: dashboards.NewsTitle})
	view := dashboards.News{Filter: news.Filter, Frozen: news.Frozen, Counts: news.Counts, Lines: news.News, Units: news.Units, Total: news.Total(), Entry: f.entry(lines)}
	view.Pages = pagesOf(paths.DashboardNews, &form{values: dashboards.NewsQuery(news.Filter)}, news.Filter.Page, news.Total(), "thay đổi")
	page.Print = &ui.PrintInfo{Unit: who.InUnit, Title: dashboards.NewsTitle + " " + view.Span(), Stamp: "In lúc " + calendar.Stamp(s.Clock())}
	return s.render(w, r, status, page, dashboards.NewsPage(view))
}

// newsFilter reads what dashboards.NewsQuery and the page's form write; what is no filter's value asks nothing.
func (s *Server) newsFilter(f *form) reform.NewsFilter {
	filter := reform.NewsFilter{Unit: f.ID("don_vi"), Area: areaOf(f), Page: f.Page()}
	filter.Since, filter.At = s.instantOf(f, dashboards.FromField, "tu"), s.instantOf(f, dashboards.ToField, "den")
	filter.Areas = dashboards.SplitAreas(f.Line(dashboards.AreasField))
	for _, kind := range reform.NewsKinds() {
		if string(kind) == f.Line("loai") {
			filter.Kind = kind
		}
	}
	return filter
}
