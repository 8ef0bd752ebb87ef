package app

import (
	"context"
	"errors"
	"fmt"

	"cchc/internal/policy"
	"cchc/internal/postgres"
	"cchc/internal/reform"
)

// SendNudges sends out, as the portal itself, what of the batch is due: each nudge to the heads of its unit and the officers of its
// tasks, once to each. Tasks no longer to be done are dropped; a nudge that has none left does not go out. It may run twice and in
// several programs at once: what went out or was recalled stays as it is.
func (a *App) SendNudges(ctx context.Context, batch int64) error {
	who := policy.SystemActor()
	scope := policy.See(who, policy.NudgeDeliver)
	return a.DB.Write(ctx, func(tx *postgres.Tx) error {
		if err := tx.LockBatchTasks(ctx, scope, batch); err != nil {
			return err
		}
		nudges, err := tx.LockBatch(ctx, scope, batch)
		if err != nil {
			return err
		}
		tasks, err := tx.BatchTasks(ctx, scope, batch)
		if err != nil {
			return err
		}
		for _, nudge := range nudges {
			if !nudge.Due(tx.Now) {
				continue
			}
			if err := sendNudge(ctx, tx, who, nudge, nudge.Left(tasks)); err != nil {
				return fmt.Errorf("send %s: %w", nudge.Code, err)
			}
		}
		return nil
	})
}

// sendNudge sends one nudge about the tasks that are left, or voids it where none is.
func sendNudge(ctx context.Context, tx *postgres.Tx, who policy.Actor, nudge reform.Nudge, left []reform.NudgeTask) error {
	act := reform.NudgeDeliver
	if len(left) == 0 {
		act = reform.NudgeVoid
	}
	step, err := reform.NudgeFlow.Next(nudge.State, act)
	if err != nil {
		return err
	}
	grant, err := policy.Allow(who, step.Needs, nudge.Subject())
	if err != nil {
		return err
	}
	move, err := nudge.Take(step, nudge.Version, tx.Now)
	if err != nil {
		return err
	}
	if err := tx.MoveNudge(ctx, grant, move); err != nil {
		return err
	}
	if err := tx.SendNudgeTasks(ctx, grant, nudge.ID, left); err != nil || len(left) == 0 {
		return err
	}
	return tx.Tell(ctx, grant, nudge.ID, nudge.Hears(left), nudge.Notice(len(left)), nudge.NoticeKey())
}

// batchesAtOnce is how many batches one sweep sends at most; the rest waits for the next.
const batchesAtOnce = 100

// SweepNudges sends what was to go out by now and did not, because its job was lost. One batch that fails keeps no other from
// being sent; what failed comes back joined.
func (a *App) SweepNudges(ctx context.Context) error {
	due, err := a.DB.DueBatches(ctx, policy.See(policy.SystemActor(), policy.NudgeDeliver), a.Clock(), batchesAtOnce)
	if err != nil {
		return err
	}
	var failed []error
	for _, batch := range due {
		failed = append(failed, a.SendNudges(ctx, batch))
	}
	return errors.Join(failed...)
}
