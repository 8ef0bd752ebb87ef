package app

import "context"

// Mark names all that was written so far, by whichever program; ok is false while a write is under way, when nothing can be said of
// what it will have changed. Whoever reads after taking a mark reads at least what the mark names.
func (a *App) Mark(ctx context.Context) (mark int64, ok bool, err error) { return a.DB.Mark(ctx) }
