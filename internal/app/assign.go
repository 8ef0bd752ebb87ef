package app

import (
	"context"

	"cchc/internal/calendar"
	"cchc/internal/policy"
	"cchc/internal/postgres"
	"cchc/internal/reform"
)

// AssignTask asks to give a task to the unit that leads it and to those beside it.
type AssignTask struct {
	Code        string
	Seen        int
	LeadUnit    int64
	Units       []reform.TaskUnit
	Deadline    reform.DeadlineKind
	DueOn       calendar.Date
	Deliverable string
	EveryUnit   bool // also one child task for every unit of the department
}

// AssignTask gives a drafted or declined task to its lead unit; with EveryUnit the task becomes the parent of one child per unit.
func (a *App) AssignTask(ctx context.Context, who policy.Actor, in AssignTask) error {
	return a.DB.Write(ctx, func(tx *postgres.Tx) error {
		task, err := tx.LockTask(ctx, policy.See(who, policy.TaskRead), in.Code)
		if err != nil {
			return err
		}
		step, err := reform.TaskFlow.Next(task.State, reform.TaskAssign)
		if err != nil {
			return err
		}
		grant, err := policy.Allow(who, step.Needs, task.Subject())
		if err != nil {
			return err
		}
		today := calendarDay(tx)
		given := in.apply(task, today)
		if err := given.CheckAssignment(in.Units, today); err != nil {
			return err
		}
		move, err := given.Take(step, who.Person, in.Seen, "", today)
		if err != nil {
			return err
		}
		move.Changes = task.ChangesTo(move.Becomes)
		if err := tx.MoveTask(ctx, grant, move); err != nil {
			return err
		}
		if err := tx.SetTaskUnits(ctx, grant, task.ID, in.Units); err != nil {
			return err
		}
		if !in.EveryUnit {
			return nil
		}
		return addChildren(ctx, tx, who, move.Becomes, today)
	})
}

// apply returns the task as assigned today; the first deadline is the original one.
func (in AssignTask) apply(task reform.Task, today calendar.Date) reform.Task {
	task.LeadUnitID, task.DeadlineKind, task.DueOn, task.OriginalDueOn = in.LeadUnit, in.Deadline, in.DueOn, in.DueOn
	task.Deliverable, task.AssignedOn, task.OfficerID = in.Deliverable, today, 0
	return task
}

func addChildren(ctx context.Context, tx *postgres.Tx, who policy.Actor, parent reform.Task, today calendar.Date) error {
	clauses, err := tx.SourceClauses(ctx, policy.See(who, policy.TaskRead), parent.ID)
	if err != nil {
		return err
	}
	units, err := tx.Units(ctx)
	if err != nil {
		return err
	}
	for _, unit := range units {
		if !unit.TakesTasks() || !unit.Stands(today) {
			continue
		}
		if err := addChild(ctx, tx, who, parent, unit, clauses); err != nil {
			return err
		}
	}
	return nil
}

func addChild(ctx context.Context, tx *postgres.Tx, who policy.Actor, parent reform.Task, unit reform.Unit, clauses []reform.SourceClause) error {
	grant, err := policy.Allow(who, policy.TaskCreate, policy.Subject{Kind: policy.Task})
	if err != nil {
		return err
	}
	child := parent
	child.ParentID, child.LeadUnitID, child.Priority = parent.ID, unit.ID, false
	child, err = tx.CreateTask(ctx, grant, child)
	if err != nil {
		return err
	}
	ids := make([]int64, 0, len(clauses))
	for _, clause := range clauses {
		ids = append(ids, clause.ID)
	}
	return tx.SetTaskClauses(ctx, grant, child.ID, ids)
}

// calendarDay returns the day of the transaction's instant.
func calendarDay(tx *postgres.Tx) calendar.Date { return calendar.DateOf(tx.Now) }
