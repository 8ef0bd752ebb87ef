package app

import (
	"context"
	"fmt"

	"cchc/internal/policy"
	"cchc/internal/postgres"
	"cchc/internal/reform"
)

// tellStep tells those whom the step of an obstacle concerns: whoever it now waits for, and its author.
func tellStep(ctx context.Context, tx *postgres.Tx, grant policy.Grant, move reform.ObstacleMove) error {
	o := move.Becomes
	notice := reform.Notice{
		Kind: reform.NoticeObstacle, Title: o.Code + ": " + o.State.Label(), Body: o.Title, Object: policy.Obstacle, Name: o.Code,
	}
	key := fmt.Sprintf("%s.%d.%d", notice.Kind, o.ID, move.Seen)
	return tx.Tell(ctx, grant, o.ID, o.Concerns(move.WaitsFor), notice, key)
}
