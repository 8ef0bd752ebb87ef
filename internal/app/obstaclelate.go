package app

import (
	"context"
	"errors"
	"fmt"

	"cchc/internal/calendar"
	"cchc/internal/fault"
	"cchc/internal/policy"
	"cchc/internal/postgres"
	"cchc/internal/reform"
)

// lateAtOnce is how many clocks that ran out are told of in one go; the rest waits for the next.
const lateAtOnce = 200

// TellLateObstacles tells, as the portal itself, of each obstacle whose clock has run out, once for each clock: whoever it
// waits for and, where that is a leader, the Office too. On a day off it tells nobody. It may run twice and in several programs
// at once. One that fails keeps no other from being told of; what failed comes back joined.
func (a *App) TellLateObstacles(ctx context.Context) error {
	who, today := policy.SystemActor(), a.Today()
	late, err := a.DB.LateObstacles(ctx, policy.See(who, policy.ObstacleRemind), today, lateAtOnce)
	if err != nil || len(late) == 0 {
		return err
	}
	days, err := a.Days(ctx)
	if err != nil || !days.IsWorking(today) {
		return err
	}
	var failed []error
	for _, obstacle := range late {
		if err := a.tellLate(ctx, who, obstacle.ID, today); err != nil {
			failed = append(failed, fmt.Errorf("tell of %s: %w", obstacle.Code, err))
		}
	}
	return errors.Join(failed...)
}

// tellLate tells of one obstacle with its row locked: of two programs the second finds that people were told.
func (a *App) tellLate(ctx context.Context, who policy.Actor, id int64, today calendar.Date) error {
	return a.DB.Write(ctx, func(tx *postgres.Tx) error {
		o, err := tx.LockLateObstacle(ctx, policy.See(who, policy.ObstacleRemind), today, id)
		if err != nil && fault.KindOf(err) == fault.NotFound {
			return nil // it went on meanwhile, or another run was faster
		}
		if err != nil {
			return err
		}
		grant, err := policy.Allow(who, policy.ObstacleRemind, o.Subject())
		if err != nil {
			return err
		}
		if err := tx.RemindObstacle(ctx, grant, o); err != nil {
			return err
		}
		notice := reform.Notice{Kind: reform.NoticeClock, Body: o.Title, Object: policy.Obstacle, Name: o.Code}
		key := fmt.Sprintf("%s.%d.%s", notice.Kind, o.ID, o.DueOn)
		return tellWords(ctx, tx, grant, o.ID, o.Tells(), notice, key)
	})
}
