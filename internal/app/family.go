package app

import (
	"context"
	"slices"

	"cchc/internal/fault"
	"cchc/internal/policy"
	"cchc/internal/postgres"
	"cchc/internal/reform"
)

// moveTask writes the move and then lets the task's parent follow: every deed that moves a task goes through here, so that
// no parent is forgotten. The child is locked before its parent, always in that order.
func moveTask(ctx context.Context, tx *postgres.Tx, grant policy.Grant, move reform.TaskMove) error {
	if err := tx.MoveTask(ctx, grant, move); err != nil {
		return err
	}
	if err := followNudges(ctx, tx, grant, move); err != nil {
		return err
	}
	if !move.ChangesState() {
		return nil
	}
	if move.Becomes.Children > 0 {
		return settle(ctx, tx, move.Becomes.ID, move.Becomes.Code)
	}
	return settleParent(ctx, tx, move.Becomes)
}

// settleParent completes the task's parent once every task below it is over and at least one is completed, and opens a
// completed parent again when one below it is no longer over. The portal itself does both.
func settleParent(ctx context.Context, tx *postgres.Tx, child reform.Task) error {
	if child.ParentID == 0 {
		return nil
	}
	return settle(ctx, tx, child.ParentID, child.Code)
}

// settle brings the parent to where the tasks below it stand; because names the task that made it so.
func settle(ctx context.Context, tx *postgres.Tx, id int64, because string) error {
	who := policy.SystemActor()
	scope := policy.See(who, policy.TaskRead)
	parent, err := tx.LockTaskByID(ctx, scope, id)
	if err != nil {
		return err
	}
	below, err := tx.TaskChildren(ctx, scope, parent.ID)
	if err != nil {
		return err
	}
	act, note := parent.Follows(below, because)
	if act == "" {
		return nil
	}
	step, err := reform.TaskFlow.Next(parent.State, act)
	if err != nil {
		return err
	}
	grant, err := policy.Allow(who, step.Needs, parent.Subject())
	if err != nil {
		return err
	}
	move, err := parent.Take(step, who.Person, parent.Version, note, calendarDay(tx))
	if err != nil {
		return err
	}
	return tx.MoveTask(ctx, grant, move.FinishedOn(parent, below.LastOn))
}

const (
	sentenceParent = "Nhiệm vụ này đã chia thành các việc con. Tiến độ và kết quả được báo cáo ở từng việc con; " +
		"nhiệm vụ tự hoàn thành khi mọi việc con đã xong."
	sentenceParentReopen = "Nhiệm vụ này hoàn thành theo các việc con. Mở lại việc con cần làm lại; nhiệm vụ chung tự mở theo."
)

// bySelf are the acts that a parent does not take: the tasks below it take them.
var bySelf = []reform.TaskAct{reform.TaskSubmit, reform.TaskComplete, reform.TaskReopen}

// childless returns a conflict fault when the act belongs to the tasks below the task, of a parent or of a series.
func childless(task reform.Task, act reform.TaskAct) error {
	if err := task.SeriesAct(act); err != nil {
		return err
	}
	switch {
	case task.Children == 0 || !slices.Contains(bySelf, act):
		return nil
	case act == reform.TaskReopen:
		return fault.New(fault.Conflict, sentenceParentReopen)
	default:
		return fault.New(fault.Conflict, sentenceParent)
	}
}
