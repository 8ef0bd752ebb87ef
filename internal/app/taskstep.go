package app

import (
	"context"

	"cchc/internal/fault"
	"cchc/internal/policy"
	"cchc/internal/reform"
	"cchc/internal/workflow"
)

// TaskStep is the question before one step of a task's life.
type TaskStep struct {
	TaskForm
	Step workflow.Step[reform.TaskState, reform.TaskAct]
	Gone bool // the task has moved on and takes this step no longer
}

// TaskStep reads the task for the page that confirms the step; a forbidden fault says when the actor may not take it.
func (a *App) TaskStep(ctx context.Context, who policy.Actor, code string, act reform.TaskAct) (TaskStep, error) {
	task, err := a.DB.Task(ctx, policy.See(who, policy.TaskRead), code)
	if err != nil {
		return TaskStep{}, err
	}
	if act.Label() == "" || act.SignsOff() { // those have pages of their own
		return TaskStep{}, fault.New(fault.NotFound, "Không có trang ở địa chỉ này.")
	}
	step, err := reform.TaskFlow.Next(task.State, act)
	if err != nil {
		step.Act = act
		return TaskStep{TaskForm: TaskForm{Task: task}, Step: step, Gone: true}, nil
	}
	form, err := a.TaskForm(ctx, who, code, step.Needs)
	return TaskStep{TaskForm: form, Step: step}, err
}
