package app

import (
	"context"
	"slices"

	"cchc/internal/fault"
	"cchc/internal/policy"
	"cchc/internal/postgres"
	"cchc/internal/reform"
)

// AnswerMay says what the actor may do about one task of a nudge.
type AnswerMay struct {
	Answer bool // or answer anew
	Settle bool // say what becomes of "not ours"
}

// MayAnswer returns what the actor may do about the task of the nudge as it stands.
func MayAnswer(who policy.Actor, t reform.NudgeTask) AnswerMay {
	if t.Answerable() != nil {
		return AnswerMay{}
	}
	may := func(act reform.AnswerAct) bool {
		step, err := reform.AnswerFlow.Next(t.AnswerState(), act)
		return err == nil && allowed(who, step.Needs, t.Subject())
	}
	return AnswerMay{Answer: may(reform.AnswerGive), Settle: may(reform.AnswerKeep)}
}

// AnswerForm is what stands around the form that answers about one task of a nudge, or that settles the answer.
type AnswerForm struct {
	Asked  reform.NudgeTask
	Closed string // why nothing can be said now; "" when something can
}

// AnswerForm reads the form for whoever may take the act, once it can be taken; a forbidden fault says so otherwise.
func (a *App) AnswerForm(ctx context.Context, who policy.Actor, code string, id int64, act reform.AnswerAct) (AnswerForm, error) {
	asked, err := a.DB.NudgeTask(ctx, policy.See(who, policy.NudgeRead), code, id)
	if err != nil {
		return AnswerForm{}, err
	}
	needs := policy.NudgeAnswer
	if act == reform.AnswerKeep {
		needs = policy.NudgeSend
	}
	if _, err := policy.Allow(who, needs, asked.Subject()); err != nil {
		return AnswerForm{}, err
	}
	form := AnswerForm{Asked: asked, Closed: fault.Sentence(asked.Answerable())}
	if _, err := reform.AnswerFlow.Next(asked.AnswerState(), act); err != nil && form.Closed == "" {
		form.Closed = "Trạng thái hiện tại: " + asked.AnswerState().Label() + "."
	}
	return form, nil
}

// NudgeOf reads what the nudge says of the task, for a form that follows the answer to it; a not-found fault says that it says
// nothing that the actor may read.
func (a *App) NudgeOf(ctx context.Context, who policy.Actor, nudge, task string) (reform.NudgeTask, error) {
	return a.DB.NudgeOfTask(ctx, policy.See(who, policy.NudgeRead), nudge, task)
}

// TogetherForm is a nudge with those of its tasks about which the actor may promise a day.
type TogetherForm struct {
	Nudge reform.Nudge
	Tasks []reform.NudgeTask
}

// TogetherForm reads the form that promises one day for several tasks of the nudge.
func (a *App) TogetherForm(ctx context.Context, who policy.Actor, code string) (TogetherForm, error) {
	scope := policy.See(who, policy.NudgeRead)
	nudge, err := a.DB.Nudge(ctx, scope, code)
	if err != nil {
		return TogetherForm{}, err
	}
	tasks, err := a.DB.NudgeTasks(ctx, scope, nudge.ID, reform.NudgeMost)
	tasks = slices.DeleteFunc(tasks, func(t reform.NudgeTask) bool { return t.TaskState == reform.TaskSubmitted || !MayAnswer(who, t).Answer })
	return TogetherForm{Nudge: nudge, Tasks: tasks}, err
}

// PromisePage is what the units in the actor's reach promised in a year, and what came of it.
type PromisePage struct {
	Filter  reform.PromiseFilter // its page is the one shown
	Units   []reform.PromiseCounts
	All     reform.PromiseCounts // of the units that the filter asks for
	Lines   []reform.Promise
	Total   int
	Choices []reform.Unit // to filter by; none for who reads those of one unit
	May     []bool        // promise another day in place of each line
}

// PromisePage reads a page of the promises; this year's where the filter names none.
func (a *App) PromisePage(ctx context.Context, who policy.Actor, f reform.PromiseFilter) (PromisePage, error) {
	if f.Today = a.Today(); f.Year == 0 {
		f.Year = f.Today.Year()
	}
	scope := policy.See(who, policy.NudgeRead)
	var page PromisePage
	err := inOrder(
		func() (err error) { page.Units, err = a.DB.CountPromises(ctx, scope, f); return },
		func() error { return a.promising(ctx, who, &page) },
	)
	if err != nil {
		return page, err
	}
	for _, unit := range page.Units {
		page.All = page.All.Plus(unit)
	}
	if page.Total = page.All.Total(); f.State != "" {
		page.Total = page.All.Of(f.State)
	}
	page.Filter = f.Within(page.Total)
	page.Lines, err = a.DB.Promises(ctx, scope, page.Filter)
	for _, p := range page.Lines {
		page.May = append(page.May, p.Movable() && allowed(who, policy.NudgeAnswer, p.Subject()))
	}
	return page, err
}

// promising reads the units whose promises the actor may choose among, where they read those of several.
func (a *App) promising(ctx context.Context, who policy.Actor, page *PromisePage) error {
	if who.Reach(policy.NudgeRead) <= policy.Unit {
		return nil
	}
	units, err := a.DB.Units(ctx)
	page.Choices = slices.DeleteFunc(units, func(u reform.Unit) bool {
		return !u.TakesTasks() || !allowed(who, policy.NudgeRead, policy.Subject{Kind: policy.Nudge, Unit: u.ID})
	})
	return err
}

// UnsettledPage is one page of the tasks that units say are not their own and the Office has said nothing to.
type UnsettledPage struct {
	Tasks []reform.NudgeTask // the longest waiting first
	Total int                // one past reform.CountLimit: more
	Page  int
}

// Unsettled reads a page of those tasks, the last one where there are fewer; nothing for who settles nothing.
func (a *App) Unsettled(ctx context.Context, who policy.Actor, page int) (UnsettledPage, error) {
	if who.Reach(policy.NudgeSend) == policy.Nothing {
		return UnsettledPage{Page: 1}, nil
	}
	scope := policy.See(who, policy.NudgeSend)
	read := UnsettledPage{Page: page}
	err := a.DB.Together(ctx,
		func(r postgres.Reader) (err error) { read.Tasks, err = r.Unsettled(ctx, scope, page); return },
		func(r postgres.Reader) (err error) { read.Total, err = r.CountUnsettled(ctx, scope); return },
	)
	if last := reform.LastPage(read.Total); err == nil && page > last {
		read.Page = last
		read.Tasks, err = a.DB.Unsettled(ctx, scope, last)
	}
	return read, err
}

// waitingNudgesMost is how many nudges a note leads to.
const waitingNudgesMost = 3

// waitingNudges reads nudges that wait to be answered, by the unit or about the officer's tasks as read says, one past waitingNudgesMost at
// most; nothing for who answers none.
func waitingNudges(ctx context.Context, who policy.Actor, read waitingRead, of int64, into *[]reform.WaitingNudge) []func(postgres.Reader) error {
	if who.Reach(policy.NudgeAnswer) == policy.Nothing {
		return nil
	}
	return []func(postgres.Reader) error{func(r postgres.Reader) (err error) {
		*into, err = read(r, ctx, policy.See(who, policy.NudgeRead), of, waitingNudgesMost+1)
		return
	}}
}

// waitingRead is one of the ways to ask a Reader for the nudges that wait.
type waitingRead func(r postgres.Reader, ctx context.Context, scope policy.Scope, of int64, limit int) ([]reform.WaitingNudge, error)
