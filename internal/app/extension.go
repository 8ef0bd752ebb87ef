package app

import (
	"context"
	"slices"

	"cchc/internal/calendar"
	"cchc/internal/fault"
	"cchc/internal/policy"
	"cchc/internal/postgres"
	"cchc/internal/reform"
)

// RequestExtension asks to move a task's deadline.
type RequestExtension struct {
	Code       string
	ProposedOn calendar.Date
	Reason     string
}

const sentenceAsked = "Nhiệm vụ đang có một đề nghị gia hạn chưa được quyết định."

// RequestExtension adds the request and returns its number; of a task one request is open at a time.
func (a *App) RequestExtension(ctx context.Context, who policy.Actor, in RequestExtension) (int64, error) {
	var id int64
	return id, a.DB.Write(ctx, func(tx *postgres.Tx) error {
		scope := policy.See(who, policy.TaskRead)
		task, err := tx.LockTask(ctx, scope, in.Code)
		if err != nil {
			return err
		}
		grant, err := policy.Allow(who, policy.ExtensionRequest, reform.Extension{}.Subject(task))
		if err != nil {
			return err
		}
		past, err := tx.Extensions(ctx, scope, task.ID, extensionsMost)
		if err != nil {
			return err
		}
		if err := askable(task, past); err != nil {
			return err
		}
		request := reform.Extension{Reason: in.Reason, FromOn: task.DueOn, ProposedOn: in.ProposedOn, State: reform.ExtensionRequested}
		if err := request.Check(task, calendarDay(tx)); err != nil {
			return err
		}
		id, err = tx.RequestExtension(ctx, grant, task, request)
		return err
	})
}

// extensionsMost is how many requests of one task a page reads.
const extensionsMost = 100

// askable returns a conflict fault that says why no extension can be asked for now.
func askable(task reform.Task, past []reform.Extension) error {
	if err := task.Extendable(); err != nil {
		return err
	}
	if slices.ContainsFunc(past, func(e reform.Extension) bool { return e.State.Open() }) {
		return fault.New(fault.Conflict, sentenceAsked)
	}
	return nil
}

// DecideExtension asks for one step of a request: signing, granting or refusing it.
type DecideExtension struct {
	ID  int64
	Act reform.ExtensionAct
	reform.ExtensionDecision
}

// DecideExtension takes the step; granting moves the task's deadline in the same transaction.
func (a *App) DecideExtension(ctx context.Context, who policy.Actor, in DecideExtension) error {
	return a.DB.Write(ctx, func(tx *postgres.Tx) error {
		scope := policy.See(who, policy.TaskRead)
		request, err := tx.LockExtension(ctx, scope, in.ID)
		if err != nil {
			return err
		}
		task, err := tx.TaskByID(ctx, scope, request.TaskID)
		if err != nil {
			return err
		}
		step, err := reform.ExtensionFlow.Next(request.State, in.Act)
		if err != nil {
			return err
		}
		use, err := extensionUse(ctx, tx.Reader, scope, task)
		if err != nil {
			return err
		}
		grant, err := allowExtension(who, in.Act, step.Needs, request.Subject(task), use)
		if err != nil {
			return err
		}
		move, err := request.Take(step, task, in.ExtensionDecision, calendarDay(tx))
		if err != nil {
			return err
		}
		if err := tx.MoveExtension(ctx, grant, task, move); err != nil || in.Act != reform.ExtensionGrant {
			return err
		}
		return extend(ctx, tx, who, task, move.Becomes)
	})
}

// extend moves the deadline of the task to the day that the request was granted, for the reason the unit gave.
func extend(ctx context.Context, tx *postgres.Tx, who policy.Actor, task reform.Task, granted reform.Extension) error {
	grant, err := policy.Allow(who, policy.TaskExtend, task.Subject())
	if err != nil {
		return err
	}
	next := task
	next.DueOn = granted.GrantedOn
	move, err := task.Edit(next, task.Version)
	if err != nil {
		return err
	}
	move.Note = granted.Reason
	return moveTask(ctx, tx, grant, move)
}

// extensionUse reads how many extensions the task has had, of how many it may have without a leader.
func extensionUse(ctx context.Context, r postgres.Reader, scope policy.Scope, task reform.Task) (reform.ExtensionUse, error) {
	setting, err := r.Setting(ctx, reform.SettingExtensions)
	if err != nil {
		return reform.ExtensionUse{}, err
	}
	past, err := r.Extensions(ctx, scope, task.ID, extensionsMost)
	return reform.UseOf(past, setting.Number()), err
}

// allowExtension returns the Grant for the step; what is used up only a leader grants.
func allowExtension(who policy.Actor, act reform.ExtensionAct, needs policy.Action, subject policy.Subject, use reform.ExtensionUse) (policy.Grant, error) {
	if act != reform.ExtensionGrant || !use.Up() {
		return policy.Allow(who, needs, subject)
	}
	grant, err := policy.Allow(who, policy.ExtensionGrantMore, subject)
	if err != nil && who.Reach(policy.ExtensionGrantMore) == policy.Nothing && who.Reach(needs) > policy.Nothing {
		return grant, fault.New(fault.Forbidden, "Nhiệm vụ "+use.Text()+" gia hạn. Lần này do lãnh đạo Sở quyết định.")
	}
	return grant, err
}
