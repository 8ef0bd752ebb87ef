package app

import (
	"context"
	"sync"
	"time"

	"cchc/internal/policy"
	"cchc/internal/reform"
)

// settledFigures remembers the figures of instants that lie so far back that no transaction under way can still write into them:
// the past only grows at its end (ADR 23), so what was read of them stays true.
type settledFigures struct {
	mu    sync.Mutex
	known map[int64]reform.Figures // by microseconds since 1970
}

const (
	settledAfter = time.Hour
	settledMost  = 200 // instants; more begin anew
)

// figures returns the figures of the instants in their order, those of the settled past from memory.
func (a *App) figures(ctx context.Context, scope policy.Scope, instants ...time.Time) ([]reform.Figures, error) {
	if !scope.All() {
		return a.DB.Figures(ctx, scope, instants...)
	}
	now := a.Clock()
	found, missing := a.settled.find(instants, now)
	if len(missing) == 0 {
		return found, nil
	}
	var left []time.Time
	for _, i := range missing {
		left = append(left, instants[i])
	}
	read, err := a.DB.Figures(ctx, scope, left...)
	if err != nil {
		return nil, err
	}
	for k, i := range missing {
		found[i] = read[k]
	}
	a.settled.keep(read, now)
	return found, nil
}

// find returns what is known of the instants, in their order, and the places of those that are not.
func (s *settledFigures) find(instants []time.Time, now time.Time) (found []reform.Figures, missing []int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	found = make([]reform.Figures, len(instants))
	for i, at := range instants {
		figures, ok := s.known[at.UnixMicro()]
		if ok && isSettled(at, now) {
			found[i] = figures
		} else {
			missing = append(missing, i)
		}
	}
	return found, missing
}

func (s *settledFigures) keep(read []reform.Figures, now time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.known == nil || len(s.known) > settledMost {
		s.known = map[int64]reform.Figures{}
	}
	for _, figures := range read {
		if isSettled(figures.At, now) {
			s.known[figures.At.UnixMicro()] = figures
		}
	}
}

func isSettled(at, now time.Time) bool { return now.Sub(at) > settledAfter }
