package app

import (
	"context"

	"cchc/internal/fault"
	"cchc/internal/policy"
	"cchc/internal/postgres"
	"cchc/internal/reform"
)

// ReassignTask asks to move a task from the unit that leads it to another.
type ReassignTask struct {
	Code string
	Seen int
	To   reform.Reassignment
}

// ReassignTask gives the task to the other unit, which has to accept it; the old one goes on beside it where that is asked.
func (a *App) ReassignTask(ctx context.Context, who policy.Actor, in ReassignTask) error {
	return a.DB.Write(ctx, func(tx *postgres.Tx) error {
		task, err := tx.LockTask(ctx, policy.See(who, policy.TaskRead), in.Code)
		if err != nil {
			return err
		}
		step, err := reform.TaskFlow.Next(task.State, reform.TaskReassign)
		if err != nil {
			return err
		}
		grant, err := policy.Allow(who, step.Needs, task.Subject())
		if err != nil {
			return err
		}
		move, err := task.Reassign(step, in.To, who.Person, in.Seen, calendarDay(tx))
		if err != nil {
			return err
		}
		if err := checkLead(ctx, tx, in.To.LeadUnit); err != nil {
			return err
		}
		if err := moveTask(ctx, tx, grant, move); err != nil {
			return err
		}
		return swapBeside(ctx, tx, grant, task, in.To)
	})
}

// checkLead returns an invalid fault where the unit does not stand today or lies outside the department.
func checkLead(ctx context.Context, tx *postgres.Tx, lead int64) error {
	unit, err := tx.Unit(ctx, lead)
	if err == nil && unit.Stands(calendarDay(tx)) && unit.Kind != reform.UnitOutside {
		return nil
	}
	if err != nil && fault.KindOf(err) != fault.NotFound {
		return err
	}
	return fault.InvalidFields(fault.Field{Name: "chu_tri", Message: "Chọn đơn vị đang hoạt động của Sở."})
}

// swapBeside takes the new lead from beside the task and puts the old one there where it is to go on.
func swapBeside(ctx context.Context, tx *postgres.Tx, grant policy.Grant, task reform.Task, to reform.Reassignment) error {
	given := func(unit int64) (cooperates, said bool) {
		return unit != to.LeadUnit, unit == to.LeadUnit || to.KeepOld && unit == task.LeadUnitID
	}
	if err := giveShares(ctx, tx, grant, task, given); err != nil {
		return err
	}
	if err := tx.TakeFromBeside(ctx, grant, task.ID, to.LeadUnit); err != nil || !to.KeepOld {
		return err
	}
	old := reform.TaskUnit{UnitID: task.LeadUnitID, Part: reform.Cooperating, Share: reform.OldLeadShare}
	return tx.PutBeside(ctx, grant, task.ID, old)
}
