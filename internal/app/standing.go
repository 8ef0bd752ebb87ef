package app

import (
	"context"
	"fmt"
	"sync"
	"time"

	"cchc/internal/calendar"
	"cchc/internal/policy"
	"cchc/internal/reform"
)

// standingBoards remembers the dashboards over all units for as long as they stand: what they show turns with the day and with what is
// written, never in between (ADR 27), so that between two writes each is read once however many leaders open it.
type standingBoards struct {
	mu    sync.Mutex
	mark  int64
	today calendar.Date
	known map[boardKey]Dashboard
}

// boardKey is all that the dashboards over all units differ by, beside what was written and the day.
type boardKey struct {
	on, since calendar.Date
	own       bool
	unit      int64
	areas     string
}

// standingMost is how many dashboards are remembered; more begin anew.
const standingMost = 100

// get returns the dashboard as of now, from memory or from read. One from memory is shared but for its own fields: nobody may change
// what they hold.
func (s *standingBoards) get(ctx context.Context, a *App, scope policy.Scope, q DashboardQuery, areas []reform.Area,
	read func(now time.Time) (Dashboard, error),
) (Dashboard, error) {
	if !scope.All() {
		return read(a.Clock())
	}
	mark, ok, err := a.Mark(ctx) // before the reading, which then holds at least what the mark names
	if err != nil {
		return Dashboard{}, err
	}
	now := a.Clock()
	if !ok {
		return read(now)
	}
	key := boardKey{on: q.On, since: q.Since, own: q.Own, unit: q.Unit, areas: fmt.Sprint(areas)}
	board, found := s.find(key, mark, calendar.DateOf(now))
	if !found {
		if board, err = read(now); err != nil {
			return board, err
		}
		s.keep(key, mark, calendar.DateOf(now), board)
	}
	board.Basis, board.DashboardQuery.Area = q.Basis, q.Area
	if board.Live { // nothing was written since it was read: it is as of now, too
		board.Now.At, board.Ahead.At = now, now
	}
	return board, nil
}

func (s *standingBoards) find(key boardKey, mark int64, today calendar.Date) (Dashboard, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.mark != mark || s.today != today {
		return Dashboard{}, false
	}
	board, ok := s.known[key]
	return board, ok
}

func (s *standingBoards) keep(key boardKey, mark int64, today calendar.Date, board Dashboard) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.known == nil || s.mark != mark || s.today != today || len(s.known) >= standingMost {
		s.mark, s.today, s.known = mark, today, map[boardKey]Dashboard{}
	}
	s.known[key] = board
}
