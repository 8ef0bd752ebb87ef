package server

import (
	"bytes"
	"io"
	"net/http"
	"strconv"

	"cchc/internal/calendar"
	"cchc/internal/paths"
	"cchc/internal/policy"
	"cchc/internal/reform"
	"cchc/web/layout"
	"cchc/web/pages/books"
	"cchc/web/ui"
)

func (s *Server) bookRoutes() []Route {
	return []Route{
		get(paths.ObstacleBook, policy.TaskRead, s.obstacleBook),
		get(paths.ObstacleBookFile, policy.ObstacleExport, s.obstacleBookFile),
	}
}

func (s *Server) obstacleBook(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	f := queried(r)
	filter := bookFilter(f, s.App.Today().Year())
	read := s.App.ObstacleBook
	if f.On("in") {
		read = s.App.ObstacleBookToPrint
	}
	book, err := read(r.Context(), who, filter)
	if err != nil {
		return err
	}
	view := books.Obstacles{
		Lines: book.Lines, Filter: filter, Total: book.Total, Units: book.Units, FirstYear: book.FirstYear, Working: book.Working, Today: s.App.Today(),
		Printing: f.On("in"), MayExport: book.MayExport, Pages: pagesOf(paths.ObstacleBook, f, book.Page, book.Total, "vướng mắc"),
	}
	page := s.page(r, "Sổ vướng mắc", paths.Obstacles, ui.Crumb{Label: "Vướng mắc", Href: paths.Obstacles}, ui.Crumb{Label: "Sổ vướng mắc"})
	page.Print = view.Head(layout.Department, "In lúc "+calendar.Stamp(s.Clock()))
	return s.render(w, r, http.StatusOK, page, books.ObstaclesPage(view))
}

// bookFilter reads the filter that books.Query wrote; without a year it asks for this one.
func bookFilter(f *form, year int) reform.BookFilter {
	filter := reform.BookFilter{Year: year, Unit: f.ID("don_vi"), Page: f.Page()}
	if asked := f.Number("nam"); asked > 0 && asked <= year {
		filter.Year = asked
	} else if f.Line("nam") == books.AllYears {
		filter.Year = 0
	}
	if cause := reform.Cause(f.Line("loai")); cause.Label() != "" {
		filter.Cause = cause
	}
	state := f.Line("trang_thai")
	filter.Live = state == books.LiveStates
	if asked := reform.ObstacleState(state); asked.Label() != "" {
		filter.State = asked
	}
	return filter
}

const spreadsheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

// obstacleBookFile sends the register as a workbook.
func (s *Server) obstacleBookFile(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	filter := bookFilter(queried(r), s.App.Today().Year())
	book, err := s.App.ExportObstacles(r.Context(), who, filter, layout.Department)
	if err != nil {
		return err
	}
	defer func() { _ = book.Close() }()
	return sendWorkbook(w, r, book, filter.FileName())
}

// sendWorkbook sends the workbook, which is put together before the first byte, so that a failure has a page.
func sendWorkbook(w http.ResponseWriter, r *http.Request, book io.WriterTo, name string) error {
	var whole bytes.Buffer
	if _, err := book.WriteTo(&whole); err != nil {
		return err
	}
	w.Header().Set("Content-Type", spreadsheet)
	w.Header().Set("Content-Disposition", disposition("attachment", name))
	w.Header().Set("Content-Length", strconv.Itoa(whole.Len()))
	_, err := whole.WriteTo(w)
	traceOf(r).err = err // the page could no longer follow
	return nil
}
