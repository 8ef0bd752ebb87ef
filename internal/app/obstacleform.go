package app

import (
	"context"
	"unicode/utf8"

	"cchc/internal/fault"
	"cchc/internal/policy"
	"cchc/internal/postgres"
	"cchc/internal/reform"
	"cchc/internal/viet"
)

// ObstacleForm is what stands around the form that raises an obstacle or mends one that was returned.
type ObstacleForm struct {
	Task     reform.Task
	Obstacle reform.Obstacle     // the one returned; the zero value for a new one
	Return   reform.ObstacleStep // who returned it, and why
	Files    []reform.Attachment // that it has
	Closed   string              // why it cannot be sent now; "" when it can
}

// RaiseForm reads the form for a task on which the actor may raise obstacles; a forbidden fault says so otherwise.
func (a *App) RaiseForm(ctx context.Context, who policy.Actor, code string) (ObstacleForm, error) {
	task, err := a.DB.Task(ctx, policy.See(who, policy.TaskRead), code)
	if err != nil {
		return ObstacleForm{}, err
	}
	if _, err := policy.Allow(who, policy.ObstacleRaise, raisedOn(task)); err != nil {
		return ObstacleForm{}, err
	}
	return ObstacleForm{Task: task, Closed: fault.Sentence(task.Blockable())}, nil
}

// raisedOn is an obstacle about to be raised on the task as policy sees it.
func raisedOn(task reform.Task) policy.Subject {
	return reform.Obstacle{OfficerID: task.OfficerID, UnitID: task.LeadUnitID, TaskArea: task.Area}.Subject()
}

// MendForm reads the form for an obstacle that the actor may mend; a forbidden fault says so otherwise.
func (a *App) MendForm(ctx context.Context, who policy.Actor, code string) (ObstacleForm, error) {
	scope := policy.See(who, policy.TaskRead)
	obstacle, err := a.DB.Obstacle(ctx, scope, code)
	if err != nil {
		return ObstacleForm{}, err
	}
	if _, err := policy.Allow(who, policy.ObstacleRaise, obstacle.Subject()); err != nil {
		return ObstacleForm{}, err
	}
	form := ObstacleForm{Obstacle: obstacle}
	var steps []reform.ObstacleStep
	err = a.DB.Together(ctx,
		func(r postgres.Reader) (err error) { form.Task, err = r.TaskByID(ctx, scope, obstacle.TaskID); return },
		func(r postgres.Reader) (err error) {
			form.Files, err = r.ObstacleFiles(ctx, scope, obstacle.ID)
			return
		},
		func(r postgres.Reader) (err error) {
			steps, err = r.ObstacleSteps(ctx, scope, obstacle.ID, TimelineLength)
			return
		},
	)
	for _, step := range steps {
		if step.Act == reform.ObstacleReturn {
			form.Return = step
		}
	}
	form.Closed = fault.Sentence(mendable(form.Task, obstacle))
	return form, err
}

// mendable returns a conflict fault that says why the obstacle on the task cannot be mended now; nil when it can.
func mendable(task reform.Task, obstacle reform.Obstacle) error {
	if obstacle.State != reform.ObstacleReturned {
		return fault.New(fault.Conflict, "Chỉ sửa được vướng mắc bị trả lại. Trạng thái hiện tại: "+obstacle.State.Label()+".")
	}
	return task.Blockable()
}

// SimilarObstacles returns the outlines of obstacles like what is being typed, whoever's they are, other than the one with the
// code except; none while too little is typed.
func (a *App) SimilarObstacles(ctx context.Context, who policy.Actor, typed, except string) ([]reform.SimilarObstacle, error) {
	text := viet.Fold(typed)
	if utf8.RuneCountInString(text) < reform.SimilarFrom {
		return nil, nil
	}
	return a.DB.SimilarObstacles(ctx, policy.See(who, policy.ObstacleCompare), policy.See(who, policy.TaskRead), text, except)
}
