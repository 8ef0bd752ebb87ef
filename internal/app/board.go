package app

import (
	"context"

	"cchc/internal/policy"
	"cchc/internal/reform"
)

// BoardTasks reads what a nudge needs to know of the tasks that the board shows the actor by the filter, in its order, at most
// limit of them.
func (a *App) BoardTasks(ctx context.Context, who policy.Actor, f reform.BoardFilter, limit int) ([]reform.BoardTask, error) {
	f.Today = a.Today()
	return a.DB.BoardTasks(ctx, policy.See(who, policy.BoardRead), f, limit)
}
