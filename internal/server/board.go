package server

import (
	"net/http"

	"cchc/internal/app"
	"cchc/internal/calendar"
	"cchc/internal/paths"
	"cchc/internal/policy"
	"cchc/internal/reform"
	"cchc/web/layout"
	"cchc/web/pages/boards"
	"cchc/web/ui"
)

func (s *Server) boardRoutes() []Route {
	return []Route{
		get(paths.Board, policy.BoardRead, s.board),
		get(paths.BoardMatrix, policy.BoardRead, s.matrix),
		get(paths.BoardFile, policy.BoardRead, s.boardFile),
		get(paths.Follow, policy.TaskFollow, s.followPage),
		post(paths.Follow, policy.TaskFollow, s.followTasks),
		get(paths.BoardFilters, policy.FilterSave, s.savedFilters),
		post(paths.BoardFilters, policy.FilterSave, s.saveFilter),
		post(paths.BoardFilter, policy.FilterSave, s.changeFilter),
	}
}

func (s *Server) board(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	f := queried(r)
	filter := reform.ParseBoardFilter(f.values)
	read := s.App.BoardPage
	if f.On("in") {
		read = s.App.BoardToPrint
	}
	board, err := read(r.Context(), who, filter)
	if err != nil {
		return err
	}
	filter.Page = board.Page
	page := s.page(r, "Bảng theo dõi", paths.Board, ui.Crumb{Label: "Theo dõi"})
	page.Print = s.printHead(reform.BoardTitle)
	return s.render(w, r, http.StatusOK, page, boards.BoardPage(s.showBoard(f, filter, board)))
}

func (s *Server) showBoard(f *form, filter reform.BoardFilter, board app.BoardPage) boards.Board {
	return boards.Board{
		Lines: board.Lines, Filter: filter, Total: board.Total, Figures: board.Figures, Saved: board.Saved, Units: board.Units, Documents: board.Documents,
		Followers: board.Followers, Left: board.Left, MayFollow: board.MayFollow,
		MayNudge: board.MayNudge, MaySave: board.MaySave, Picked: f.On(boards.Pick), Printing: f.On("in"), Today: s.App.Today(), At: calendar.Clock(s.Clock()),
	}
}

// printHead heads what is printed of the Office's watch.
func (s *Server) printHead(title string) *ui.PrintInfo {
	return &ui.PrintInfo{Unit: layout.Department, Title: title, Stamp: "In lúc " + calendar.Stamp(s.Clock())}
}

func (s *Server) matrix(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	matrix, err := s.App.Matrix(r.Context(), who)
	if err != nil {
		return err
	}
	page := s.page(r, "Ma trận đơn vị", paths.BoardMatrix, ui.Crumb{Label: "Theo dõi", Href: paths.Board}, ui.Crumb{Label: "Ma trận đơn vị"})
	page.Print = s.printHead(reform.MatrixTitle)
	view := boards.Matrix{Rows: matrix.Rows, Sum: matrix.Sum, Printing: queried(r).On("in"), At: calendar.Clock(s.Clock())}
	return s.render(w, r, http.StatusOK, page, boards.MatrixPage(view))
}

// boardFile sends the board as a workbook of every row that the filter asks for.
func (s *Server) boardFile(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	board, err := s.App.ExportBoard(r.Context(), who, reform.ParseBoardFilter(queried(r).values), layout.Department)
	if err != nil {
		return err
	}
	defer func() { _ = board.Close() }()
	return sendWorkbook(w, r, board, reform.BoardFileName)
}
