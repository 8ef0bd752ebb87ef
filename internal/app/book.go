package app

import (
	"context"
	"slices"
	"time"

	"cchc/internal/calendar"
	"cchc/internal/document"
	"cchc/internal/policy"
	"cchc/internal/postgres"
	"cchc/internal/reform"
	"cchc/internal/viet"
)

// ObstacleBook is rows of the register of obstacles, with what its filters offer.
type ObstacleBook struct {
	Lines     []reform.BookLine
	Total     int
	Page      int // the page shown: the last one where a later one was asked for
	Working   calendar.Days
	Units     []reform.Unit // those the filter offers
	FirstYear int           // of the first obstacle; this year while there is none
	MayExport bool
}

// ObstacleBook reads a page of the register, as far as the actor reaches its tasks.
func (a *App) ObstacleBook(ctx context.Context, who policy.Actor, f reform.BookFilter) (ObstacleBook, error) {
	f.Page = max(min(f.Page, reform.LastPage(reform.CountLimit)), 1)
	book, err := a.readBook(ctx, who, f, reform.PageSize, (f.Page-1)*reform.PageSize)
	if err != nil {
		return book, err
	}
	if book.Page = min(f.Page, reform.LastPage(book.Total)); book.Page != f.Page { // a page past the end: the last one is shown instead
		book.Lines, err = a.DB.Book(ctx, policy.See(who, policy.TaskRead), f, reform.PageSize, (book.Page-1)*reform.PageSize)
	}
	return book, err
}

// ObstacleBookToPrint reads the register from its first row on, as many rows as are printed at once.
func (a *App) ObstacleBookToPrint(ctx context.Context, who policy.Actor, f reform.BookFilter) (ObstacleBook, error) {
	return a.readBook(ctx, who, f, reform.BookPrintMost, 0)
}

// readBook reads the rows and all that stands beside them in one round trip.
func (a *App) readBook(ctx context.Context, who policy.Actor, f reform.BookFilter, limit, skip int) (ObstacleBook, error) {
	scope := policy.See(who, policy.TaskRead)
	book := ObstacleBook{MayExport: who.Reach(policy.ObstacleExport) > policy.Nothing}
	err := a.DB.Together(ctx,
		func(r postgres.Reader) (err error) { book.Total, err = r.CountBook(ctx, scope, f); return },
		func(r postgres.Reader) (err error) { book.Lines, err = r.Book(ctx, scope, f, limit, skip); return },
		func(r postgres.Reader) (err error) { book.Working, err = a.bookDays(ctx, r); return },
		func(r postgres.Reader) (err error) { book.Units, err = r.Units(ctx); return },
		func(r postgres.Reader) (err error) { book.FirstYear, err = r.FirstBookYear(ctx); return },
	)
	if this := a.Today().Year(); book.FirstYear == 0 || book.FirstYear > this {
		book.FirstYear = this
	}
	book.Units = watched(who, book.Units)
	return book, err
}

// bookDays reads the working days as far back as the register can reach.
func (a *App) bookDays(ctx context.Context, r postgres.Reader) (calendar.Days, error) {
	return r.WorkingDays(ctx, calendar.NewDate(firstYear, time.January, 1), a.Today())
}

// watched leaves the units whose obstacles the actor can reach by their tasks: all of them, or those of the actor's branch.
func watched(who policy.Actor, units []reform.Unit) []reform.Unit {
	scope := policy.See(who, policy.TaskRead)
	var out []reform.Unit
	for _, unit := range units {
		if unit.Kind != reform.UnitOutside && (scope.All() || slices.Contains(scope.Units(), unit.ID)) {
			out = append(out, unit)
		}
	}
	return out
}

// ExportObstacles makes a workbook of every row of the register that the filter asks for, and records that it was taken out; the
// department stands at its head. Close what comes back.
func (a *App) ExportObstacles(ctx context.Context, who policy.Actor, f reform.BookFilter, department string) (*document.ObstacleBook, error) {
	grant, err := policy.Allow(who, policy.ObstacleExport, policy.Subject{Kind: policy.Obstacle, Officer: who.Person, Unit: who.Unit})
	if err != nil {
		return nil, err
	}
	var book *document.ObstacleBook
	err = a.DB.Write(ctx, func(tx *postgres.Tx) error {
		asked, err := askedBook(ctx, tx, f)
		if err != nil {
			return err
		}
		working, err := a.bookDays(ctx, tx.Reader)
		if err != nil {
			return err
		}
		stamp := "Xuất lúc " + calendar.Stamp(tx.Now) + ", người xuất: " + who.Name
		head := document.Head{Department: department, Title: reform.BookTitle, Period: asked, Stamp: stamp}
		if book, err = document.NewObstacleBook(head, working, a.Today()); err != nil {
			return err
		}
		if err := tx.EachBookLine(ctx, policy.See(who, policy.TaskRead), f, book.Add); err != nil {
			return err
		}
		return tx.RecordAct(ctx, grant, f.FileName(), asked+"; "+viet.Int(book.Rows())+" vướng mắc")
	})
	if err != nil && book != nil {
		_ = book.Close() // the first error is the one to tell
	}
	return book, err
}

// askedBook says in words what the filter asks for.
func askedBook(ctx context.Context, tx *postgres.Tx, f reform.BookFilter) (string, error) {
	units, err := tx.Units(ctx)
	return f.Words(UnitNamed(units, f.Unit)), err
}

// UnitNamed returns the name of the unit with this number; "" where there is none.
func UnitNamed(units []reform.Unit, id int64) string {
	for _, unit := range units {
		if unit.ID == id {
			return unit.Name
		}
	}
	return ""
}
