package server

import (
	"net/http"
	"time"

	"cchc/internal/calendar"
	"cchc/internal/paths"
	"cchc/internal/reform"
	"cchc/web/layout"
	"cchc/web/pages/dashboards"
	"cchc/web/ui"
)

// figureRows lists the tasks behind a figure as they stood; a day that does not exist is told, with the tasks of now.
func (s *Server) figureRows(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	f := queried(r)
	filter := s.figureFilter(f)
	lines, status, _ := entryErrors(f.Err())
	if f.Err() == nil {
		status = http.StatusOK
	}
	rows, err := s.App.FigureRows(r.Context(), who, filter)
	if err != nil {
		return err
	}
	page := s.page(r, dashboards.RowsTitle, paths.Dashboard, ui.Crumb{Label: dashboards.Title, Href: paths.Dashboard}, ui.Crumb{Label: dashboards.RowsTitle})
	view := dashboards.Rows{Filter: rows.Filter, Total: rows.Total, Lines: rows.Lines, Units: rows.Units, Entry: f.entry(lines)}
	view.Pages = pagesOf(paths.DashboardRows, &form{values: dashboards.Query(rows.Filter)}, rows.Filter.Page, rows.Total, "nhiệm vụ")
	page.Print = &ui.PrintInfo{Unit: who.InUnit, Title: dashboards.RowsTitle + ": " + view.Under(), Stamp: "In lúc " + calendar.Stamp(s.Clock())}
	return s.render(w, r, status, page, dashboards.RowsPage(view))
}

// figureFile sends the tasks as a workbook.
func (s *Server) figureFile(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	book, err := s.App.ExportFigureRows(r.Context(), who, s.figureFilter(queried(r)), layout.Department)
	if err != nil {
		return err
	}
	defer func() { _ = book.Close() }()
	return sendWorkbook(w, r, book, reform.FigureFileName)
}

// figureFilter reads what dashboards.Query and the page's form write; what is no filter's value asks nothing, and no instant is now.
func (s *Server) figureFilter(f *form) reform.FigureFilter {
	filter := reform.FigureFilter{Basis: basisOf(f), Unit: f.ID("don_vi"), Area: areaOf(f), Page: f.Page()}
	filter.At = s.instantOf(f, dashboards.AtField, "luc")
	filter.Areas = dashboards.SplitAreas(f.Line(dashboards.AreasField))
	filter.Until = f.Date(dashboards.UntilDueField, s.App.Today().Year())
	for _, class := range append(reform.Timelinesses(), reform.FigureDone) {
		if string(class) == f.Line("thoi_han") {
			filter.Class = class
		}
	}
	return filter
}

// areaOf reads the area that a list is narrowed to; nil for none.
func areaOf(f *form) *reform.Area {
	if area := reform.Area(f.Number("linh_vuc")); f.On("linh_vuc") && area.Valid() {
		return &area
	}
	return nil
}

// instantOf reads the instant of the field exact, or where the day typed is another one, the end of that day; the zero time for
// neither, and for a day that was emptied.
func (s *Server) instantOf(f *form, day, exact string) time.Time {
	typed := f.Date(day, s.App.Today().Year())
	at, err := time.Parse(time.RFC3339Nano, f.Line(exact))
	switch {
	case err == nil && (!f.values.Has(day) || calendar.DateOf(at) == typed):
		return at
	case typed.IsZero():
		return time.Time{}
	default:
		return reform.Instant(typed, s.Clock())
	}
}
