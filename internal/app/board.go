package app

import (
	"context"

	"cchc/internal/policy"
	"cchc/internal/postgres"
	"cchc/internal/reform"
)

// BoardPage is one page of the monitoring board, with the figures over it and what its controls offer.
type BoardPage struct {
	Lines     []reform.BoardLine
	Total     int              // one past reform.CountLimit: more
	Page      int              // the page shown: the last one where a later one was asked for
	Figures   reform.OpenTally // of every unit
	Saved     []reform.SavedFilter
	MayNudge  bool
	MayFollow bool // say who follows the tasks
	Left      int  // open tasks that wait for another follower, for who may name one
	MaySave   bool
	filterChoices
}

// BoardPage reads a page of the board by the filter.
func (a *App) BoardPage(ctx context.Context, who policy.Actor, f reform.BoardFilter) (BoardPage, error) {
	f = f.Within(reform.CountLimit)
	f = f.By(who.Person)
	f.Today = a.Today()
	scope := policy.See(who, policy.BoardRead)
	page, err := a.readBoard(ctx, who, f, reform.PageSize)
	if err != nil {
		return page, err
	}
	page.Page = f.Within(page.Total).Page
	if page.Page != f.Page { // a page past the end: the last one is shown instead
		page.Lines, err = a.DB.Board(ctx, scope, f.Found(page.Total), reform.PageSize, (page.Page-1)*reform.PageSize)
	}
	return page, err
}

// BoardToPrint reads the board by the filter from its first row on, as many rows as are printed at once.
func (a *App) BoardToPrint(ctx context.Context, who policy.Actor, f reform.BoardFilter) (BoardPage, error) {
	f = f.By(who.Person)
	f.Page, f.Today = 1, a.Today()
	page, err := a.readBoard(ctx, who, f, reform.BookPrintMost)
	page.Page = 1
	return page, err
}

// readBoard reads the rows of the filter's page and all that stands beside them.
func (a *App) readBoard(ctx context.Context, who policy.Actor, f reform.BoardFilter, limit int) (BoardPage, error) {
	scope := policy.See(who, policy.BoardRead)
	page := BoardPage{MayNudge: who.Reach(policy.NudgeSend) == policy.All, MayFollow: who.Reach(policy.TaskFollow) == policy.All, MaySave: who.Reach(policy.FilterSave) > policy.Nothing}
	err := inOrder(
		func() (err error) { page.filterChoices, err = a.filterChoices(ctx, who); return },
		func() (err error) { page.Figures, page.Total, err = a.boardCounts(ctx, scope, f); return },
	)
	if err != nil {
		return page, err
	}
	f = f.Found(page.Total)
	reads := []func(postgres.Reader) error{
		func(r postgres.Reader) (err error) {
			page.Lines, err = r.Board(ctx, scope, f, limit, (f.Page-1)*reform.PageSize)
			return
		},
		func(r postgres.Reader) (err error) {
			page.Saved, err = r.SavedFilters(ctx, policy.See(who, policy.FilterSave))
			return
		},
	}
	if page.MayFollow {
		reads = append(reads, func(r postgres.Reader) (err error) { page.Left, err = r.CountLeft(ctx, scope); return })
	}
	return page, a.DB.Together(ctx, reads...)
}

// boardCounts returns the figures over the board and how many rows it has by the filter.
func (a *App) boardCounts(ctx context.Context, scope policy.Scope, f reform.BoardFilter) (figures reform.OpenTally, total int, err error) {
	open, err := a.openTallies(ctx, scope, f.Today)
	for _, tally := range open {
		figures = figures.Plus(tally)
	}
	total, known := reform.OpenTotal(open, f)
	if err == nil && !known {
		total, err = a.boardTotal(ctx, scope, f)
	}
	return figures, total, err
}

// BoardTasks reads what a nudge needs to know of the tasks that the board shows the actor by the filter, in its order, at most
// limit of them.
func (a *App) BoardTasks(ctx context.Context, who policy.Actor, f reform.BoardFilter, limit int) ([]reform.BoardTask, error) {
	f = f.By(who.Person)
	f.Today = a.Today()
	return a.DB.BoardTasks(ctx, policy.See(who, policy.BoardRead), f, limit)
}

// Matrix is how many tasks every unit has in each class and state, and the sum of them.
type Matrix struct {
	Rows []reform.MatrixRow
	Sum  reform.MatrixRow
}

// Matrix reads the matrix of units and states, the units in the department's own order: those that take tasks today, and any other
// that still has some.
func (a *App) Matrix(ctx context.Context, who policy.Actor) (Matrix, error) {
	scope, today := policy.See(who, policy.BoardRead), a.Today()
	var matrix Matrix
	choices, err := a.filterChoices(ctx, who)
	if err != nil {
		return matrix, err
	}
	open, err := a.openTallies(ctx, scope, today)
	if err != nil {
		return matrix, err
	}
	done, err := a.doneTallies(ctx, scope, today)
	if err != nil {
		return matrix, err
	}
	rows := matrixRows(open, done)
	for _, unit := range choices.Units {
		row, counted := rows[unit.ID]
		if row.Unit = unit; counted || unit.TakesTasks() && unit.Stands(today) {
			matrix.Rows = append(matrix.Rows, row)
			matrix.Sum.Open, matrix.Sum.Done = matrix.Sum.Open.Plus(row.Open), matrix.Sum.Done.Plus(row.Done)
		}
	}
	return matrix, nil
}

// matrixRows puts together what is open and what is done of each unit.
func matrixRows(open []reform.OpenTally, done []reform.DoneTally) map[int64]reform.MatrixRow {
	rows := map[int64]reform.MatrixRow{}
	for _, tally := range open {
		rows[tally.UnitID] = reform.MatrixRow{Open: tally}
	}
	for _, tally := range done {
		rows[tally.UnitID] = reform.MatrixRow{Open: rows[tally.UnitID].Open, Done: tally}
	}
	return rows
}
