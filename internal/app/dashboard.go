package app

import (
	"context"
	"slices"
	"time"

	"cchc/internal/calendar"
	"cchc/internal/fault"
	"cchc/internal/policy"
	"cchc/internal/postgres"
	"cchc/internal/reform"
)

// DashboardQuery says which instants a dashboard compares and which deadlines it goes by. A day that is none is today, and the
// one to compare with the last time figures were frozen for a meeting, or one week before.
type DashboardQuery struct {
	On    calendar.Date
	Since calendar.Date
	Basis reform.DueBasis
	Own   bool         // only the areas that the actor is in charge of, where they are in charge of some
	Unit  int64        // only this unit; 0 for all
	Area  *reform.Area // only this area; nil for all
}

// Dashboard is what leaders read before a meeting: figures as of one instant beside those of an earlier one.
type Dashboard struct {
	DashboardQuery
	Live       bool // as of now, not of a past day
	Frozen     bool // it is compared with when figures were last frozen for a meeting
	Areas      []reform.Area
	Now        reform.Figures
	Before     reform.Figures
	Weeks      []reform.Figures // the trend up to Now, a week apart, the earliest first
	Obstacles  reform.ObstacleFigures
	Blocked    reform.ObstacleFigures // at the earlier instant
	News       []reform.NewsCount
	Ahead      reform.Ahead
	Priorities []reform.Priority
	Praised    []reform.Praise
	Units      []reform.Unit
	Mine       []reform.ObstacleLine // what waits for the actor's decision at the instant, the first of it
	Wait       int                   // how many do
	More       bool                  // Wait is a floor
}

// DecisionsShown is how many obstacles that wait for a decision a dashboard shows.
const DecisionsShown = 5

// DecisionsThenMost is how many a dashboard of a past day shows: no other page lists them.
const DecisionsThenMost = 50

// Dashboard reads the figures of everything the actor watches over, and what waits for the actor's decision.
func (a *App) Dashboard(ctx context.Context, who policy.Actor, q DashboardQuery) (Dashboard, error) {
	scope, areas := policy.See(who, policy.BoardRead), ownAreas(who, q.Own)
	q.Own = len(areas) > 0
	if q.Area != nil {
		areas = []reform.Area{*q.Area}
	}
	board, err := a.standing.get(ctx, a, scope, q, areas, func(now time.Time) (Dashboard, error) { return a.readDashboard(ctx, scope, q, areas, now) })
	if err != nil || q.Unit != 0 || q.Area != nil {
		return board, err // what one has to decide is of the whole alone
	}
	err = a.toDecide(ctx, who, &board)
	return board, err
}

// readDashboard reads what the dashboard shows to everybody with the scope.
func (a *App) readDashboard(ctx context.Context, scope policy.Scope, q DashboardQuery, areas []reform.Area, now time.Time) (Dashboard, error) {
	at := reform.Instant(q.On, now)
	board := Dashboard{DashboardQuery: q, Live: at.Equal(now), Areas: areas}
	board.On = calendar.DateOf(at)
	since, err := a.comparedWith(ctx, at, now, &board)
	if err != nil {
		return board, err
	}
	instants := []time.Time{at, since, reform.Instant(board.On.AddDays(-reform.PraiseDays), at)}
	for _, day := range reform.TrendDays(board.On) {
		instants = append(instants, reform.Instant(day, at))
	}
	figures, err := a.figures(ctx, scope, instants...)
	if err != nil {
		return board, err
	}
	for i := range figures {
		figures[i] = figures[i].Within(board.Areas).OfUnit(q.Unit)
	}
	board.Now, board.Before, board.Weeks = figures[0], figures[1], figures[3:]
	if err := a.DB.Together(ctx, board.around(ctx, scope, since)...); err != nil || q.Unit != 0 || q.Area != nil {
		return board, err // thanks are of the whole alone
	}
	err = a.praise(ctx, scope, figures[2], &board)
	return board, err
}

// ownAreas are the areas that a dashboard narrowed to one's own shows; none for whoever is in charge of all, or of none.
func ownAreas(who policy.Actor, own bool) []reform.Area {
	var areas []reform.Area
	if !own || who.Fields.Every {
		return nil
	}
	for _, area := range who.Fields.Areas {
		areas = append(areas, reform.Area(area))
	}
	return areas
}

// comparedWith returns the instant that the dashboard is compared with, and reads the units beside it.
func (a *App) comparedWith(ctx context.Context, at, now time.Time, board *Dashboard) (time.Time, error) {
	var frozen time.Time
	err := a.DB.Together(ctx,
		func(r postgres.Reader) (err error) {
			frozen, err = r.LastFrozen(ctx, at)
			if err != nil && fault.KindOf(err) == fault.NotFound {
				return nil
			}
			return err
		},
		func(r postgres.Reader) (err error) { board.Units, err = r.Units(ctx); return },
	)
	switch {
	case err != nil:
		return at, err
	case !board.Since.IsZero() && board.Since.Before(board.On):
		return reform.Instant(board.Since, now), nil
	case !frozen.IsZero():
		board.Since, board.Frozen = calendar.DateOf(frozen), true
		return frozen, nil
	}
	board.Since = board.On.AddDays(-NewsDays)
	return reform.Instant(board.Since, now), nil
}

// around reads what stands around the figures, at the same instants.
func (d *Dashboard) around(ctx context.Context, scope policy.Scope, since time.Time) []func(postgres.Reader) error {
	f := reform.AheadFilter{At: d.Now.At, Until: d.On.AddDays(reform.AheadDays), Areas: d.Areas, Unit: d.Unit}
	reads := []func(postgres.Reader) error{
		func(r postgres.Reader) error {
			figures, err := r.ObstacleFigures(ctx, scope, f.At, since)
			if err == nil {
				d.Obstacles, d.Blocked = figures[0].Within(d.Areas).OfUnit(d.Unit), figures[1].Within(d.Areas).OfUnit(d.Unit)
			}
			return err
		},
		func(r postgres.Reader) (err error) { d.Ahead, err = r.AheadIn(ctx, scope, f); return },
		func(r postgres.Reader) (err error) { d.Priorities, err = r.Priorities(ctx, scope, f); return },
	}
	return append(reads, func(r postgres.Reader) (err error) {
		d.News, err = r.NewsCountsOf(ctx, scope, reform.NewsFilter{Since: since, At: f.At, Unit: d.Unit, Areas: d.Areas})
		return
	})
}

// praise reads which units deserve thanks: those that figures show, less those that left a task without a report.
func (a *App) praise(ctx context.Context, scope policy.Scope, before reform.Figures, board *Dashboard) error {
	board.Praised = reform.PraiseOf(board.Now, before)
	if len(board.Praised) == 0 {
		return nil
	}
	units := make([]int64, len(board.Praised))
	for i, p := range board.Praised {
		units[i] = p.UnitID
	}
	silent, err := a.DB.SilentUnits(ctx, scope, board.Now.At, units)
	board.Praised = slices.DeleteFunc(board.Praised, func(p reform.Praise) bool { return slices.Contains(silent, p.UnitID) })
	return err
}

// toDecide reads what waits for the actor, where they decide anything at all.
func (a *App) toDecide(ctx context.Context, who policy.Actor, board *Dashboard) error {
	if who.Reach(policy.ObstacleDecide) == policy.Nothing {
		return nil
	}
	if !board.Live {
		return a.toDecideThen(ctx, who, board)
	}
	list, err := a.ObstacleList(ctx, who, reform.ObstacleFilter{Group: reform.ObstaclesToDecide}, "")
	if err != nil || list.Filter.Group != reform.ObstaclesToDecide {
		return err
	}
	board.Mine, board.Wait = list.Lines, list.Counts[reform.ObstaclesToDecide]
	board.Mine = board.Mine[:min(len(board.Mine), DecisionsShown)]
	return nil
}

// toDecideThen reads what waited for a decision in the actor's areas at the instant of a past day.
func (a *App) toDecideThen(ctx context.Context, who policy.Actor, board *Dashboard) error {
	then, err := a.DB.DecisionsThen(ctx, policy.See(who, policy.TaskRead), who.Fields, board.Now.At, DecisionsThenMost+1)
	board.Wait, board.Mine = min(len(then), DecisionsThenMost), then[:min(len(then), DecisionsThenMost)]
	board.More = len(then) > DecisionsThenMost
	return err
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
			if err == nil && f.Until.IsZero() {
				rows.Total = f.Counts(figures[0])
			}
			return err
		},
		func(r postgres.Reader) (err error) { rows.Units, err = r.Units(ctx); return },
	)
	if err != nil {
		return rows, err
	}
	if !f.Until.IsZero() {
		if rows.Total, err = a.DB.CountFigureLines(ctx, scope, f); err != nil {
			return rows, err
		}
	}
	f.Page = max(min(f.Page, reform.LastPage(rows.Total)), 1)
	rows.Filter = f
	rows.Lines, err = a.DB.FigureLines(ctx, scope, f)
	return rows, err
}
