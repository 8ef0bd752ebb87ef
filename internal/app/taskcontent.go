package app

import (
	"context"

	"cchc/internal/fault"
	"cchc/internal/policy"
	"cchc/internal/reform"
)

// TaskContent is a task's content as the form about it needs it.
type TaskContent struct {
	Task    reform.Task
	Chosen  []reform.SourceClause // the clauses it is drawn from so far
	Choices []reform.SourceClause // those it could be drawn from
}

// choicesMost is how many clauses a form offers: those of the newest documents.
const choicesMost = 500

// NewTask reads the form for a new task drawn from the clauses; the plan year is this year, the area that of the first clause.
func (a *App) NewTask(ctx context.Context, who policy.Actor, clauses []int64) (TaskContent, error) {
	if _, err := policy.Allow(who, policy.TaskCreate, policy.Subject{Kind: policy.Task}); err != nil {
		return TaskContent{}, err
	}
	content := TaskContent{Task: reform.Task{Area: -1, PlanYear: a.Today().Year(), State: reform.TaskDraft}}
	if len(clauses) > 0 {
		clause, err := a.DB.Clause(ctx, policy.See(who, policy.DocumentRead), clauses[0])
		if err != nil {
			return content, err
		}
		content.Task.Area = reform.Area(clause.Area)
	}
	return content, a.fillSources(ctx, who, &content, clauses)
}

// TaskContent reads the form that edits the task, with the clauses chosen so far; nil means those the task has.
func (a *App) TaskContent(ctx context.Context, who policy.Actor, code string, clauses []int64) (TaskContent, error) {
	form, err := a.TaskForm(ctx, who, code, policy.TaskEdit)
	if err != nil {
		return TaskContent{}, err
	}
	if !form.Task.State.Open() {
		return TaskContent{}, fault.New(fault.Conflict, sentenceEnded)
	}
	content := TaskContent{Task: form.Task}
	if clauses == nil {
		for _, clause := range form.Clauses {
			clauses = append(clauses, clause.ID)
		}
	}
	return content, a.fillSources(ctx, who, &content, clauses)
}

func (a *App) fillSources(ctx context.Context, who policy.Actor, content *TaskContent, clauses []int64) error {
	scope := policy.See(who, policy.DocumentRead)
	return inOrder(
		func() (err error) { content.Chosen, err = a.DB.SourcesNamed(ctx, scope, clauses); return },
		func() (err error) { content.Choices, err = a.DB.SourceChoices(ctx, scope, choicesMost); return },
	)
}
