package app

import (
	"context"
	"sync"

	"cchc/internal/calendar"
	"cchc/internal/policy"
	"cchc/internal/postgres"
	"cchc/internal/reform"
)

// tallies are what was counted over the tasks of every unit. Whoever watches over everything shares them for as long as app.kept
// remembers; whoever finds them forgotten counts, and those who come meanwhile wait for what comes of it (ADR 20).
type tallies struct {
	counting sync.Mutex
	open     kept[calendar.Date, []reform.OpenTally]
	done     kept[calendar.Date, []reform.DoneTally]
	totals   kept[totalKey, int]
}

// totalKey is what the number of rows of the board depends on.
type totalKey struct {
	query string
	today calendar.Date
}

// TallyBoard has the board's figures kept from today on as tasks change, so that nobody counts to read them (ADR 31).
func (a *App) TallyBoard(ctx context.Context) error {
	return a.DB.Write(ctx, func(tx *postgres.Tx) error { return tx.TallyDay(ctx, a.Today()) })
}

// openTallies returns how many tasks that are not over each unit has where the board looks: what is kept, or, before the day was
// counted or for whoever does not see everything, what a count gives.
func (a *App) openTallies(ctx context.Context, scope policy.Scope, today calendar.Date) ([]reform.OpenTally, error) {
	if kept, err := a.DB.KeptOpenTallies(ctx, scope, today); err != nil || len(kept) > 0 {
		return kept, err
	}
	return shared(a, scope, &a.open, today, func() ([]reform.OpenTally, error) { return a.DB.OpenTallies(ctx, scope, today) })
}

// doneTallies returns how many tasks of each unit are completed.
func (a *App) doneTallies(ctx context.Context, scope policy.Scope, today calendar.Date) ([]reform.DoneTally, error) {
	if kept, err := a.DB.KeptDoneTallies(ctx, scope, today); err != nil || len(kept) > 0 {
		return kept, err
	}
	return shared(a, scope, &a.done, today, func() ([]reform.DoneTally, error) { return a.DB.DoneTallies(ctx, scope) })
}

// boardTotal returns how many rows the board has by the filter, counting no further than one past reform.CountLimit.
func (a *App) boardTotal(ctx context.Context, scope policy.Scope, f reform.BoardFilter) (int, error) {
	f.Sort, f.Descending = "", false // the order changes no number
	key := totalKey{f.Query().Encode(), f.Today}
	return shared(a, scope, &a.totals, key, func() (int, error) { return a.DB.CountBoard(ctx, scope, f) })
}

// shared returns what was counted for the key, from memory where the scope covers everything.
func shared[K comparable, V any](a *App, scope policy.Scope, memory *kept[K, V], key K, count func() (V, error)) (V, error) {
	if !scope.All() {
		return count()
	}
	a.counting.Lock()
	defer a.counting.Unlock()
	return memory.get(a, key, count)
}
