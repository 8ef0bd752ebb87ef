package app

import (
	"context"

	"cchc/internal/fault"
	"cchc/internal/policy"
	"cchc/internal/postgres"
	"cchc/internal/reform"
)

// RaiseObstacle asks to take what blocks a task to whoever can lift it.
type RaiseObstacle struct {
	Code     string // of the task
	Blocking reform.Blocking
	Files    []Upload

	report int64 // the progress report it comes with; 0 for none
}

// RaiseObstacle keeps the obstacle with its files and sends it to the unit's head; it comes back with its code.
func (a *App) RaiseObstacle(ctx context.Context, who policy.Actor, in RaiseObstacle) (reform.Obstacle, error) {
	var obstacle reform.Obstacle
	if err := checkFiles(in.Files, "tep"); err != nil {
		return obstacle, err
	}
	return obstacle, a.DB.Write(ctx, func(tx *postgres.Tx) error {
		task, err := tx.LockTask(ctx, policy.See(who, policy.TaskRead), in.Code)
		if err != nil {
			return err
		}
		obstacle, err = raise(ctx, tx, who, task, in)
		return err
	})
}

// raise keeps the obstacle of a task that is locked.
func raise(ctx context.Context, tx *postgres.Tx, who policy.Actor, task reform.Task, in RaiseObstacle) (reform.Obstacle, error) {
	obstacle := obstacleOf(task, who, in.Blocking, tx)
	obstacle.ReportID = in.report
	step, err := reform.ObstacleFlow.Next(obstacle.State, reform.ObstacleSubmit)
	if err != nil {
		return obstacle, err
	}
	grant, err := policy.Allow(who, step.Needs, obstacle.Subject())
	if err != nil {
		return obstacle, err
	}
	if err := task.Blockable(); err != nil {
		return obstacle, err
	}
	if err := in.Blocking.Check(calendarDay(tx)); err != nil {
		return obstacle, err
	}
	when, err := obstacleTime(ctx, tx)
	if err != nil {
		return obstacle, err
	}
	move, err := obstacle.Take(step, obstacle.Version, "", when)
	if err != nil {
		return obstacle, err
	}
	move.Changes = reform.Obstacle{}.ChangesTo(move.Becomes)
	if obstacle, err = tx.RaiseObstacle(ctx, grant, move); err != nil {
		return obstacle, err
	}
	for _, file := range in.Files {
		if err := tx.Attach(ctx, grant, file, reform.Attachment{ObstacleID: obstacle.ID}); err != nil {
			return obstacle, err
		}
	}
	move.Becomes = obstacle
	if err := answerByDeed(ctx, tx, grant, obstacle.ID, task, reform.AnswerBlocked); err != nil {
		return obstacle, err
	}
	return obstacle, tellStep(ctx, tx, grant, move)
}

// obstacleOf returns what the actor is about to raise on the task.
func obstacleOf(task reform.Task, who policy.Actor, blocking reform.Blocking, tx *postgres.Tx) reform.Obstacle {
	return reform.Obstacle{
		TaskID: task.ID, TaskCode: task.Code, TaskTitle: task.Title, TaskArea: task.Area, OfficerID: task.OfficerID,
		UnitID: task.LeadUnitID, Unit: task.LeadUnit, AuthorID: who.Person, Author: who.Name, ForID: who.For, For: who.ForName,
		RaisedAt: tx.Now, Blocking: blocking, ObstacleStage: reform.ObstacleStage{State: reform.ObstacleFlow.Start, EnteredAt: tx.Now},
	}
}

// obstacleTime reads what a step needs to know of time.
func obstacleTime(ctx context.Context, tx *postgres.Tx) (reform.ObstacleTime, error) {
	when := reform.ObstacleTime{Now: tx.Now}
	settings, err := tx.Settings(ctx)
	if err != nil {
		return when, err
	}
	when.Clocks = reform.ClocksOf(settings)
	today := calendarDay(tx)
	when.Days, err = tx.WorkingDays(ctx, today.AddMonths(-12), today.AddMonths(24))
	return when, err
}

// MoveObstacle asks for one step of an obstacle's way that is not a step of a decision card.
type MoveObstacle struct {
	Code string
	Act  reform.ObstacleAct
	Seen int
	Note string
}

// MoveObstacle takes the step and tells whom it concerns.
func (a *App) MoveObstacle(ctx context.Context, who policy.Actor, in MoveObstacle) error {
	if ownPage(in.Act) {
		return fault.New(fault.Invalid, "Bước này có trang riêng.")
	}
	if a.answersLeader(ctx, who, in) {
		return a.AnswerQuery(ctx, who, AnswerQuery{Code: in.Code, Seen: in.Seen, Note: in.Note})
	}
	return a.DB.Write(ctx, func(tx *postgres.Tx) error {
		obstacle, err := tx.LockObstacle(ctx, policy.See(who, policy.TaskRead), in.Code)
		if err != nil {
			return err
		}
		step, err := reform.ObstacleFlow.Next(obstacle.State, in.Act)
		if err != nil {
			return err
		}
		grant, err := policy.Allow(who, step.Needs, obstacle.Subject())
		if err != nil {
			return err
		}
		if err := checkStep(ctx, tx, who, step, obstacle); err != nil {
			return err
		}
		when, err := obstacleTime(ctx, tx)
		if err != nil {
			return err
		}
		move, err := obstacle.Take(step, in.Seen, in.Note, when)
		if err != nil {
			return err
		}
		if err := leaveCard(ctx, tx, who, obstacle, move, step.Needs); err != nil {
			return err
		}
		return moveObstacle(ctx, tx, grant, move)
	})
}

// moveObstacle writes the move and tells whom it concerns: every deed that moves an obstacle goes through here, but for a
// decision, which is told as one for all it decides.
func moveObstacle(ctx context.Context, tx *postgres.Tx, grant policy.Grant, move reform.ObstacleMove) error {
	if err := tx.MoveObstacle(ctx, grant, move); err != nil {
		return err
	}
	return tellStep(ctx, tx, grant, move)
}
