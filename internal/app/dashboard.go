package app

import (
	"context"
	"time"

	"cchc/internal/calendar"
	"cchc/internal/policy"
	"cchc/internal/postgres"
	"cchc/internal/reform"
)

// DashboardQuery says which instants a dashboard compares and which deadlines it goes by. A day that is none is today, and the
// day to compare with one week before it.
type DashboardQuery struct {
	On    calendar.Date
	Since calendar.Date
	Basis reform.DueBasis
}

// Dashboard is what leaders read before a meeting: figures as of one instant, all from one reading, beside those of an earlier one.
type Dashboard struct {
	DashboardQuery
	Live   bool // as of now, not of a past day
	Now    reform.Figures
	Before reform.Figures
	Weeks  []reform.Figures // the trend up to Now, a week apart, the earliest first
	Units  []reform.Unit
	Mine   []reform.ObstacleLine // what waits for the actor's decision now, the first of it
	Wait   int                   // how many do
}

// DecisionsShown is how many obstacles that wait for a decision a dashboard shows.
const DecisionsShown = 5

// Dashboard reads the figures of everything the actor watches over, and what waits for the actor's decision.
func (a *App) Dashboard(ctx context.Context, who policy.Actor, q DashboardQuery) (Dashboard, error) {
	now := a.Clock()
	board := Dashboard{DashboardQuery: q}
	at := reform.Instant(q.On, now)
	board.Live, board.On = at.Equal(now), calendar.DateOf(at)
	if board.Since.IsZero() || !board.Since.Before(board.On) {
		board.Since = board.On.AddDays(-7)
	}
	instants := []time.Time{at, reform.Instant(board.Since, now)}
	for _, day := range reform.TrendDays(board.On) {
		instants = append(instants, reform.Instant(day, at))
	}
	figures, err := a.figures(ctx, policy.See(who, policy.BoardRead), instants...)
	if err != nil {
		return board, err
	}
	board.Now, board.Before, board.Weeks = figures[0], figures[1], figures[2:]
	return board, inOrder(
		func() (err error) { board.Units, err = a.DB.Units(ctx); return },
		func() error { return a.toDecide(ctx, who, &board) },
	)
}

// toDecide reads what waits for the actor, where they decide anything at all.
func (a *App) toDecide(ctx context.Context, who policy.Actor, board *Dashboard) error {
	if who.Reach(policy.ObstacleDecide) == policy.Nothing {
		return nil
	}
	list, err := a.ObstacleList(ctx, who, reform.ObstacleFilter{Group: reform.ObstaclesToDecide}, "")
	if err != nil || list.Filter.Group != reform.ObstaclesToDecide {
		return err
	}
	board.Mine, board.Wait = list.Lines, list.Counts[reform.ObstaclesToDecide]
	board.Mine = board.Mine[:min(len(board.Mine), DecisionsShown)]
	return nil
}

// FigureRows are the tasks behind one figure, as they stood at its instant.
type FigureRows struct {
	Filter reform.FigureFilter // its page is the one shown
	Total  int
	Lines  []reform.FigureLine
	Units  []reform.Unit
}

// FigureRows reads a page of the tasks behind a figure; their number is the figure itself.
func (a *App) FigureRows(ctx context.Context, who policy.Actor, f reform.FigureFilter) (FigureRows, error) {
	if now := a.Clock(); f.At.IsZero() || f.At.After(now) {
		f.At = now
	}
	scope := policy.See(who, policy.BoardRead)
	rows := FigureRows{}
	err := a.DB.Together(ctx,
		func(r postgres.Reader) error {
			figures, err := r.Figures(ctx, scope, f.At)
			if err == nil {
				rows.Total = f.Counts(figures[0])
			}
			return err
		},
		func(r postgres.Reader) (err error) { rows.Units, err = r.Units(ctx); return },
	)
	if err != nil {
		return rows, err
	}
	f.Page = max(min(f.Page, reform.LastPage(rows.Total)), 1)
	rows.Filter = f
	rows.Lines, err = a.DB.FigureLines(ctx, scope, f)
	return rows, err
}
