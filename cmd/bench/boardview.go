package main

import (
	"context"
	"time"

	"cchc/internal/app"
	"cchc/internal/calendar"
	"cchc/internal/paths"
	"cchc/internal/policy"
	"cchc/internal/reform"
)

// boardView is a narrow view of the board. Its page has more rows in a large register than in a small one; what it asks of the
// database is therefore measured over as many rows in both.
type boardView struct {
	name   string
	filter reform.BoardFilter
}

// viewRows is how many rows of each view are read; the smallest register has as many of each.
const viewRows = 10

var boardViews = []boardView{
	{"what is overdue", reform.BoardFilter{Group: reform.BoardOverdue}},
	{"what is silent", reform.BoardFilter{Group: reform.BoardSilent}},
	{"what is silent, by last report", reform.BoardFilter{Group: reform.BoardSilent, TaskFilter: reform.TaskFilter{Sort: reform.SortReport}}},
	{"what is to verify", reform.BoardFilter{Group: reform.BoardToVerify}},
	{"by a text that many have", reform.BoardFilter{TaskFilter: reform.TaskFilter{Text: "thủ tục"}}},
}

func (v boardView) page() string { return "board, " + v.name }

func (v boardView) sql() string { return "ten rows of the board, " + v.name + ", SQL alone" }

// The counts over the board as they are kept, and as they are counted before the day was.
const (
	boardCountsSQL  = "counts over the board, SQL alone"
	boardCountedSQL = "counts over the board before the day is counted, SQL alone"
)

// boardSubjects are the views of the board: their pages, and what ten rows of each and the counts ask of the database.
func (s *stage) boardSubjects() []subject {
	all := []subject{s.statements(boardCountsSQL), s.statements(boardCountedSQL)}
	for _, v := range boardViews {
		all = append(all, s.page(v.page(), middle, s.portal, look(paths.ToBoard(v.filter.Query()), s.clerk)), s.statements(v.sql()))
	}
	return all
}

// writeBoardScripts writes down what the portal asks of the database for ten rows of each view, and for the counts.
func (s *stage) writeBoardScripts(ctx context.Context, who policy.Actor) error {
	scope, today := policy.See(who, policy.BoardRead), calendar.DateOf(time.Now())
	record := func(what string, ask func(*app.App) error) error {
		seen, err := recorded(ctx, s.database, ask)
		s.scripts[what] = []script{scriptOf("board", seen, nil)}
		return err
	}
	for _, v := range boardViews {
		v.filter.Today = today
		err := s.see(ctx, &v, scope)
		if err == nil {
			err = record(v.sql(), func(a *app.App) error { _, err := a.DB.Board(ctx, scope, v.filter, viewRows, 0); return err })
		}
		if err != nil {
			return err
		}
	}
	err := record(boardCountsSQL, func(a *app.App) error { _, err := a.DB.KeptOpenTallies(ctx, scope, today); return err })
	if err != nil {
		return err
	}
	return record(boardCountedSQL, func(a *app.App) error { _, err := a.DB.OpenTallies(ctx, scope, today); return err })
}

// countDay has the board's figures kept, as the portal does when a day begins.
func (s *stage) countDay(ctx context.Context) error {
	_, err := recorded(ctx, s.database, func(a *app.App) error { return a.TallyBoard(ctx) })
	return err
}

// see notes on the view's filter what the portal learns of its text when it counts.
func (s *stage) see(ctx context.Context, v *boardView, scope policy.Scope) error {
	_, err := recorded(ctx, s.database, func(a *app.App) error {
		found, err := a.DB.CountBoard(ctx, scope, v.filter)
		v.filter = v.filter.Found(found)
		return err
	})
	return err
}

// boardNames lists what is measured of the board's views, as the tables name it.
func boardNames() []string {
	names := []string{boardCountsSQL, boardCountedSQL}
	for _, v := range boardViews {
		names = append(names, v.page(), v.sql())
	}
	return names
}
