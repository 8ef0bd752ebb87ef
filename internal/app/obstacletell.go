package app

import (
	"context"
	"fmt"
	"strings"

	"cchc/internal/policy"
	"cchc/internal/postgres"
	"cchc/internal/reform"
)

// tellStep tells those whom the step of an obstacle concerns, each once: whoever now has to do something, and those who are to
// know.
func tellStep(ctx context.Context, tx *postgres.Tx, grant policy.Grant, move reform.ObstacleMove) error {
	o, leader := move.Becomes, move.WaitsFor
	if leader == 0 && move.ByLeader() {
		var err error
		if leader, err = tx.ObstacleLeader(ctx, grant, o.ID); err != nil {
			return err
		}
	}
	notice := reform.Notice{Kind: reform.NoticeObstacle, Body: said(o.Title, move.Note), Object: policy.Obstacle, Name: o.Code}
	key := fmt.Sprintf("%s.%d.%d", notice.Kind, o.ID, move.Seen)
	return tellWords(ctx, tx, grant, o.ID, move.Tells(leader, grant.Actor().Has(policy.Head)), notice, key)
}

// tellWords leaves the notice under each title with those whom it is for; who is of two audiences gets the first.
func tellWords(ctx context.Context, tx *postgres.Tx, grant policy.Grant, of int64, words []reform.Word, notice reform.Notice, key string) error {
	for _, word := range words {
		notice.Title = word.Title
		if err := tx.Tell(ctx, grant, of, word.To, notice, key); err != nil {
			return err
		}
	}
	return nil
}

// noteMost is how much of what was written at a step its notice repeats.
const noteMost = 500

// said is what the obstacle is called, and below it what was written at the step.
func said(title, note string) string {
	if note == "" {
		return title
	}
	runes := []rune(note)
	if len(runes) > noteMost {
		note = strings.TrimSpace(string(runes[:noteMost])) + "…"
	}
	return title + "\n“" + note + "”"
}
