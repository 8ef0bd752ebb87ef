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

// TaskList is one page of tasks, with how many there are (one past reform.CountLimit: more) and the choices of its filters.
type TaskList struct {
	Lines     []reform.TaskLine
	Total     int
	Page      int // the page shown: the last one where a later one was asked for
	MayCreate bool
	Drafts    bool // the actor sees drafts
	filterChoices
}

// TaskList reads a page of the tasks in the actor's reach.
func (a *App) TaskList(ctx context.Context, who policy.Actor, f reform.TaskFilter) (TaskList, error) {
	f = f.Within(reform.CountLimit)
	f.Today = a.Today()
	scope := policy.See(who, policy.TaskRead)
	list := TaskList{MayCreate: who.Reach(policy.TaskCreate) > policy.Nothing, Drafts: scope.Drafts()}
	choices, err := a.filterChoices(ctx, who)
	if err != nil {
		return list, err
	}
	list.filterChoices = choices
	err = a.DB.Together(ctx,
		func(r postgres.Reader) (err error) { list.Total, err = r.CountTasks(ctx, scope, f); return },
		func(r postgres.Reader) (err error) { list.Lines, err = r.Tasks(ctx, scope, f); return },
	)
	if err != nil {
		return list, err
	}
	list.Page = f.Within(list.Total).Page
	if list.Page != f.Page { // a page past the end: the last one is shown instead
		list.Lines, err = a.DB.Tasks(ctx, scope, f.Within(list.Total))
	}
	return list, err
}

// filterChoices are what the filters of a list of tasks offer.
type filterChoices struct {
	Units     []reform.Unit
	Documents []reform.DocumentLine
	Officers  []reform.Person
	Followers []reform.Person // who of the Office may follow tasks, for whoever watches over everything
}

// choicesKey is what the choices depend on: how far the actor sees, and from where.
type choicesKey struct {
	tasks     policy.Reach
	documents policy.Reach
	unit      int64
}

func (a *App) filterChoices(ctx context.Context, who policy.Actor) (filterChoices, error) {
	key := choicesKey{tasks: who.Reach(policy.TaskRead), documents: who.Reach(policy.DocumentRead), unit: who.Unit}
	return a.choices.get(a, key, func() (c filterChoices, err error) {
		err = a.DB.Together(ctx,
			func(r postgres.Reader) (err error) { c.Units, err = r.Units(ctx); return },
			func(r postgres.Reader) (err error) {
				c.Documents, err = r.TaskDocuments(ctx, policy.See(who, policy.DocumentRead))
				return
			},
			func(r postgres.Reader) (err error) { c.Officers, err = officersInReach(ctx, r, who); return },
			func(r postgres.Reader) (err error) { c.Followers, err = followers(ctx, r); return },
		)
		return c, err
	})
}

// officersInReach reads the officers the actor may filter by.
func officersInReach(ctx context.Context, r postgres.Reader, who policy.Actor) ([]reform.Person, error) {
	switch who.Reach(policy.TaskRead) {
	case policy.All:
		return r.EveryOfficer(ctx)
	case policy.Branch:
		return r.Officers(ctx, who.Branch)
	default:
		return r.Officers(ctx, []int64{who.Unit})
	}
}

// WorkPage is what one person has to do.
type WorkPage struct {
	Counts    reform.WorkCounts
	Lines     []reform.TaskLine
	Total     int
	Page      int  // the page shown: the last one where a later one was asked for
	MayReport bool // on what is under way
	Drafts    int  // typed into forms and not sent

	Parents []reform.TaskLine     // the actor's tasks that others carry out
	Owed    OwedShares            // of the actor's unit, where the actor may answer for it
	Nudged  []reform.WaitingNudge // that wait for an answer about the actor's tasks
	Asks    []reform.MeetingAsk   // what meetings ask of the actor's units
}

// WorkPage reads the actor's own tasks.
func (a *App) WorkPage(ctx context.Context, who policy.Actor, f reform.TaskFilter) (WorkPage, error) {
	f.Today, f.Officer, f.Unit = a.Today(), who.Person, 0
	scope := policy.See(who, policy.TaskRead)
	page := WorkPage{MayReport: who.Reach(policy.ReportPost) > policy.Nothing}
	err := a.DB.Together(ctx, append(a.besideWork(ctx, who, &page),
		func(r postgres.Reader) (err error) { page.Counts, err = r.WorkCounts(ctx, scope, f); return },
		func(r postgres.Reader) (err error) { page.Total, err = r.CountTasks(ctx, scope, f); return },
		func(r postgres.Reader) (err error) { page.Drafts, err = r.CountDrafts(ctx, who.Person); return },
	)...)
	if err != nil {
		return page, err
	}
	f = f.Within(page.Total)
	page.Page = f.Page
	page.Lines, err = a.DB.Tasks(ctx, scope, f)
	return page, err
}

// besideWork reads what stands beside the actor's own tasks: those that others carry out, and what the actor's unit owes others.
func (a *App) besideWork(ctx context.Context, who policy.Actor, page *WorkPage) []func(postgres.Reader) error {
	parents := reform.OpenParents
	parents.Officer, parents.Today = who.Person, a.Today()
	reads := []func(postgres.Reader) error{func(r postgres.Reader) (err error) {
		page.Parents, err = r.Tasks(ctx, policy.See(who, policy.TaskRead), parents)
		return
	}}
	reads = append(reads, waitingNudges(ctx, who, postgres.Reader.OfficerWaitingNudges, who.Person, &page.Nudged)...)
	reads = append(reads, openAsks(ctx, who, 0, &page.Asks)...)
	if !allowed(who, policy.ShareAnswer, policy.Subject{Kind: policy.Share, Unit: who.Unit}) {
		return reads
	}
	return append(reads, func(r postgres.Reader) (err error) { page.Owed, err = owedShares(ctx, r, who, who.Unit); return })
}

// ReportForm is what stands beside the form that reports progress.
type ReportForm struct {
	Task    reform.Task
	Reports []reform.Report // the newest few
	Closed  string          // why the task takes no report now; "" when it does
	Block   bool            // the actor may say what blocks the task in the same form
}

// ReportForm reads the form for a task the actor may report on; a forbidden fault says so otherwise.
func (a *App) ReportForm(ctx context.Context, who policy.Actor, code string) (ReportForm, error) {
	scope := policy.See(who, policy.TaskRead)
	task, err := a.DB.Task(ctx, scope, code)
	if err != nil {
		return ReportForm{}, err
	}
	if _, err := policy.Allow(who, policy.ReportPost, task.Subject()); err != nil {
		return ReportForm{}, err
	}
	form := ReportForm{
		Task: task, Closed: fault.Sentence(reportable(task)), Block: task.Blockable() == nil && allowed(who, policy.ObstacleRaise, raisedOn(task)),
	}
	if form.Reports, err = a.DB.Reports(ctx, scope, task.ID, 3); err != nil {
		return form, err
	}
	var n nameless
	n.reports(form.Reports)
	return form, a.name(ctx, n)
}

// TaskForm is a task the actor is about to act on, with the choices a form about it offers.
type TaskForm struct {
	Task     reform.Task
	Units    []reform.Unit // those that stand today
	Beside   []reform.TaskUnit
	Clauses  []reform.SourceClause
	Officers []reform.Person
	Series   reform.Series // where the task is periodic
}

// TaskForm reads the task for a form that needs the action; a forbidden fault says when the actor may not take it.
func (a *App) TaskForm(ctx context.Context, who policy.Actor, code string, action policy.Action) (TaskForm, error) {
	scope := policy.See(who, policy.TaskRead)
	task, err := a.DB.Task(ctx, scope, code)
	if err != nil {
		return TaskForm{}, err
	}
	if _, err := policy.Allow(who, action, task.Subject()); err != nil {
		return TaskForm{}, err
	}
	form := TaskForm{Task: task}
	err = inOrder(
		func() (err error) { form.Units, err = a.standingUnits(ctx); return },
		func() (err error) { form.Beside, err = a.DB.TaskUnits(ctx, scope, task.ID); return },
		func() (err error) { form.Clauses, err = a.DB.SourceClauses(ctx, scope, task.ID); return },
		func() (err error) { form.Officers, err = a.DB.Officers(ctx, officerUnits(who, task)); return },
		func() (err error) { form.Series, err = a.seriesOf(ctx, scope, task); return },
	)
	return form, err
}

func (a *App) standingUnits(ctx context.Context) ([]reform.Unit, error) {
	units, err := a.DB.Units(ctx)
	return standing(units, a.Today()), err
}

// standing leaves the department's own units that stand on the day.
func standing(units []reform.Unit, on calendar.Date) []reform.Unit {
	return slices.DeleteFunc(slices.Clone(units), func(u reform.Unit) bool { return !u.Stands(on) || u.Kind == reform.UnitOutside })
}
