package app

import (
	"context"

	"cchc/internal/calendar"
	"cchc/internal/fault"
	"cchc/internal/policy"
	"cchc/internal/postgres"
	"cchc/internal/reform"
)

// Judge asks to say how a priority task goes.
type Judge struct {
	Code     string
	Seen     int64 // the judgement that was shown; 0 for none
	Reading  reform.Course
	Sentence string
	UntilOn  calendar.Date
}

// Judge keeps the Office's own reading of a priority task, which takes the place of the one before it; that stays in the record.
func (a *App) Judge(ctx context.Context, who policy.Actor, in Judge) error {
	return a.DB.Write(ctx, func(tx *postgres.Tx) error {
		scope := policy.See(who, policy.TaskRead)
		task, err := tx.LockTask(ctx, scope, in.Code)
		if err != nil {
			return err
		}
		next := reform.Judgement{Reading: in.Reading, Sentence: in.Sentence, UntilOn: in.UntilOn}
		grant, err := policy.Allow(who, policy.TaskJudge, next.Subject(task))
		if err != nil {
			return err
		}
		if err := next.Check(task, calendarDay(tx)); err != nil {
			return err
		}
		last, err := lastJudged(ctx, tx.Reader, scope, task.ID)
		if err != nil {
			return err
		}
		if last.ID != in.Seen {
			return reform.StalePage()
		}
		return tx.Judge(ctx, grant, task, last, next)
	})
}

func lastJudged(ctx context.Context, r postgres.Reader, scope policy.Scope, task int64) (reform.Judgement, error) {
	all, err := r.Judgements(ctx, scope, task, 1)
	if err != nil || len(all) == 0 {
		return reform.Judgement{}, err
	}
	return all[0], nil
}

// JudgeForm is what stands around the form that judges a task.
type JudgeForm struct {
	Task   reform.Task
	Said   []reform.Judgement // the newest first
	Closed string             // why the task is not judged; "" when it can be
}

// judgementsShown is how many earlier judgements a form shows.
const judgementsShown = 6

// JudgeForm reads the form; a forbidden fault says when the actor may not judge.
func (a *App) JudgeForm(ctx context.Context, who policy.Actor, code string) (JudgeForm, error) {
	scope := policy.See(who, policy.TaskRead)
	task, err := a.DB.Task(ctx, scope, code)
	if err != nil {
		return JudgeForm{}, err
	}
	if _, err := policy.Allow(who, policy.TaskJudge, reform.Judgement{}.Subject(task)); err != nil {
		return JudgeForm{}, err
	}
	form := JudgeForm{Task: task, Closed: fault.Sentence(task.CheckJudge())}
	form.Said, err = a.DB.Judgements(ctx, scope, task.ID, judgementsShown)
	return form, err
}

// judged reads the Office's reading of the task, where it is a priority; an ordinary task costs nothing more.
func (p *TaskPage) judged(ctx context.Context, scope policy.Scope) []func(postgres.Reader) error {
	if !p.Task.Priority {
		return nil
	}
	return []func(postgres.Reader) error{func(r postgres.Reader) (err error) { p.Judged, err = lastJudged(ctx, r, scope, p.Task.ID); return }}
}

// PriorityPage is every priority task with its three readings.
type PriorityPage struct {
	Figures reform.AheadFilter
	Live    bool
	All     []reform.Priority
	May     bool // the actor may judge them
}

// PriorityPage reads the priority tasks as they stood at the end of the day, or as they stand now.
func (a *App) PriorityPage(ctx context.Context, who policy.Actor, on calendar.Date) (PriorityPage, error) {
	now := a.Clock()
	at := reform.Instant(on, now)
	page := PriorityPage{Figures: reform.AheadFilter{At: at}, Live: at.Equal(now)}
	page.May = page.Live && who.Reach(policy.TaskJudge) == policy.All
	var err error
	page.All, err = a.DB.Priorities(ctx, policy.See(who, policy.BoardRead), page.Figures)
	return page, err
}
