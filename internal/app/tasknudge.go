package app

import (
	"context"

	"cchc/internal/policy"
	"cchc/internal/postgres"
	"cchc/internal/reform"
)

// nudgesMost is how many nudges of one task a page reads.
const nudgesMost = 30

// nudged reads how the task was urged, where it ever was; an ordinary task costs nothing more.
func (p *TaskPage) nudged(ctx context.Context, scope policy.Scope) []func(postgres.Reader) error {
	if !p.Task.Nudged {
		return nil
	}
	return []func(postgres.Reader) error{
		func(r postgres.Reader) (err error) {
			p.Nudges, err = r.TaskNudges(ctx, scope, p.Task.ID, nudgesMost)
			return
		},
	}
}

// MayAnswerLast reports whether the actor may answer the newest nudge of the task.
func (p *TaskPage) MayAnswerLast(who policy.Actor) bool {
	return len(p.Nudges) > 0 && MayAnswer(who, p.Nudges[0]).Answer
}

// LastPromise returns the newest nudge that its unit, which still has the task to do, answered with a day; nil where there is none.
func LastPromise(nudges []reform.NudgeTask) *reform.NudgeTask {
	for i, t := range nudges {
		if t.Answer == reform.AnswerPromised && t.Answerable() == nil && t.TaskState != reform.TaskSubmitted {
			return &nudges[i]
		}
	}
	return nil
}
