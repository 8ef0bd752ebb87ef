package app

import (
	"context"
	"time"

	"cchc/internal/postgres"
)

// attemptsKept is how long the record of sign-in attempts is kept: longer than the three months a level-2 system keeps
// its logs (Circular 12/2022/TT-BTTTT).
const attemptsKept = 100 * 24 * time.Hour

// ForgetOld drops what is kept for a time only: drafts, kept posts, numbers of sent forms and sign-in attempts.
func (a *App) ForgetOld(ctx context.Context) error {
	return a.DB.Write(ctx, func(tx *postgres.Tx) error {
		if err := tx.ForgetTyped(ctx); err != nil {
			return err
		}
		return tx.ForgetSignIns(ctx, tx.Now.Add(-attemptsKept))
	})
}

// TakeUpJobs puts jobs back into the queue on which processes worked that have ended without a word.
func (a *App) TakeUpJobs(ctx context.Context) error { return a.DB.TakeUpJobs(ctx) }
