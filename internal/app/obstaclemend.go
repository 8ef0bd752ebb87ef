package app

import (
	"context"

	"cchc/internal/policy"
	"cchc/internal/postgres"
	"cchc/internal/reform"
)

// MendObstacle asks to say a returned obstacle anew and to send it again.
type MendObstacle struct {
	Code     string
	Seen     int
	Blocking reform.Blocking
	Files    []Upload // further ones; those it has stay
}

// MendObstacle puts what was typed in the place of what was returned, adds the files and sends it to the unit's head once more.
func (a *App) MendObstacle(ctx context.Context, who policy.Actor, in MendObstacle) error {
	if err := checkFiles(in.Files, "tep"); err != nil {
		return err
	}
	return a.DB.Write(ctx, func(tx *postgres.Tx) error {
		scope := policy.See(who, policy.TaskRead)
		obstacle, err := tx.LockObstacle(ctx, scope, in.Code)
		if err != nil {
			return err
		}
		task, err := tx.TaskByID(ctx, scope, obstacle.TaskID)
		if err != nil {
			return err
		}
		return in.mend(ctx, tx, who, task, obstacle)
	})
}

// mend sends the obstacle of a task; both are locked.
func (in MendObstacle) mend(ctx context.Context, tx *postgres.Tx, who policy.Actor, task reform.Task, obstacle reform.Obstacle) error {
	step, err := reform.ObstacleFlow.Next(obstacle.State, reform.ObstacleSubmit)
	if err != nil {
		return err
	}
	grant, err := policy.Allow(who, step.Needs, obstacle.Subject())
	if err != nil {
		return err
	}
	if err := task.Blockable(); err != nil {
		return err
	}
	when, err := obstacleTime(ctx, tx)
	if err != nil {
		return err
	}
	move, err := obstacle.Mend(step, in.Seen, in.Blocking, who, when)
	if err != nil {
		return err
	}
	if err := tx.MendObstacle(ctx, grant, move); err != nil {
		return err
	}
	for _, file := range in.Files {
		if err := tx.Attach(ctx, grant, file, reform.Attachment{ObstacleID: obstacle.ID}); err != nil {
			return err
		}
	}
	return tellStep(ctx, tx, grant, move)
}
