package app

import (
	"cmp"
	"context"
	"slices"

	"cchc/internal/fault"
	"cchc/internal/policy"
	"cchc/internal/postgres"
	"cchc/internal/reform"
)

// TaskPage is everything the page of one task shows.
type TaskPage struct {
	Task     reform.Task
	Parent   *reform.Task    // nil when there is none or it lies out of reach
	Below    reform.Children // the tasks below this one, or below its parent where it has one
	Units    []reform.TaskUnit
	Shares   []ShareMay // of the units that cooperate
	Clauses  []reform.SourceClause
	Children []reform.TaskLine
	Reports  []reform.Report
	Files    []reform.Attachment
	Events   []reform.AuditEvent
	SignOffs []reform.AuditEvent // the acts on its completion reports
	Evidence []reform.Evidence   // of the newest completion report
	Past     []reform.TaskPast
	Serves   []reform.Indicator
	Origin   reform.Origin        // of a task that a decision gave
	Meeting  reform.MeetingOrigin // of one that a meeting concluded
	Meets    bool                 // the actor may open that meeting
	Repetition
	Moving
	Blocked
	Nudges []reform.NudgeTask // how the task was urged, the newest first
	Judged reform.Judgement   // what the Office last said of a priority task; its ID is 0 where it said nothing
	Offers []Offer
	May    TaskMay
}

// Offer is a step of the flow that the actor may take now, or would but for the reason.
type Offer struct {
	Act    reform.TaskAct
	Note   bool
	Reason string // why not now; "" when the button works
}

// TaskMay says which acts outside the flow are open to the actor.
type TaskMay struct {
	Report      bool
	NameOfficer bool
	Edit        bool
	Flag        bool
	Schedule    bool
	Extend      bool // ask for an extension, where none is open
	Split       bool
	Raise       bool   // say what blocks the task, now or but for the reason
	RaiseBarred string // why not now; "" when the button works
	Judge       bool
}

// TimelineLength is how many reports, and how many acts, a task page shows.
const TimelineLength = 100

// TaskPage reads the task's page; a task out of reach is not found.
func (a *App) TaskPage(ctx context.Context, who policy.Actor, code string) (TaskPage, error) {
	scope := policy.See(who, policy.TaskRead)
	task, err := a.DB.Task(ctx, scope, code)
	if err != nil {
		return TaskPage{}, err
	}
	page := TaskPage{Task: task, Offers: Offers(who, task), May: mayOn(who, task), Meets: who.Reach(policy.MeetingRead) > policy.Nothing}
	sometimes := slices.Concat(page.family(ctx, scope), page.repetition(ctx, scope, a.Today()), page.deadlines(ctx, scope),
		page.completion(ctx, scope), page.beside(ctx, scope), page.serves(ctx, scope), page.obstacles(ctx, scope), page.origin(ctx, scope),
		page.nudged(ctx, scope), page.judged(ctx, scope), page.concluded(ctx, scope))
	err = a.DB.Together(ctx, append(sometimes,
		func(r postgres.Reader) (err error) { page.Clauses, err = r.SourceClauses(ctx, scope, task.ID); return },
		func(r postgres.Reader) (err error) {
			page.Reports, err = r.Reports(ctx, scope, task.ID, TimelineLength)
			return
		},
		func(r postgres.Reader) (err error) { page.Files, err = r.TaskFiles(ctx, scope, task.ID); return },
		func(r postgres.Reader) error {
			events, err := r.TaskAudit(ctx, scope, task.ID, TimelineLength)
			page.divide(events)
			return err
		},
		func(r postgres.Reader) (err error) { page.Past, err = r.TaskHistory(ctx, scope, task.ID); return },
	)...)
	if err != nil {
		return page, err
	}
	page.Shares = sharesOf(who, task, page.Units)
	page.Use = reform.UseOf(page.Asked, page.Use.Allowed)
	return page, a.name(ctx, page.nameless())
}

// nameless are what of the page was read without names.
func (p *TaskPage) nameless() nameless {
	var n nameless
	n.reports(p.Reports)
	n.acts(p.Events)
	n.acts(p.SignOffs)
	n.past(p.Past)
	return n
}

// beside reads the units beside the lead, where the task has any.
func (p *TaskPage) beside(ctx context.Context, scope policy.Scope) []func(postgres.Reader) error {
	if len(p.Task.OtherUnits) == 0 {
		return nil
	}
	return []func(postgres.Reader) error{
		func(r postgres.Reader) (err error) { p.Units, err = r.TaskUnits(ctx, scope, p.Task.ID); return },
	}
}

// family reads the tasks below this one or, where it is itself below another, that one as far as it is in reach.
func (p *TaskPage) family(ctx context.Context, scope policy.Scope) []func(postgres.Reader) error {
	of := cmp.Or(p.Task.ParentID, p.Task.ID)
	reads := []func(postgres.Reader) error{
		func(r postgres.Reader) (err error) { p.Below, err = r.TaskChildren(ctx, scope, of); return },
	}
	switch {
	case p.Task.Repeats() || p.Task.Children == 0 && p.Task.ParentID == 0:
		return nil
	case p.Task.Children > 0:
		return append(reads, func(r postgres.Reader) (err error) { p.Children, err = r.ChildTasks(ctx, scope, of); return })
	}
	return append(reads, func(r postgres.Reader) error {
		parent, err := r.TaskByID(ctx, scope, of)
		switch {
		case err == nil:
			p.Parent = &parent
		case fault.KindOf(err) == fault.NotFound:
			err = nil
		}
		return err
	})
}

// Offers returns the steps out of the task's state that the actor may take by themselves; sending it as complete is one, and
// signing that off belongs to the report.
func Offers(who policy.Actor, task reform.Task) []Offer {
	var offers []Offer
	for _, step := range reform.TaskFlow.Out(task.State) {
		if childless(task, step.Act) != nil || task.State == reform.TaskSubmitted && step.Act.SignsOff() {
			continue
		}
		if reason, offered := barred(who, step.Needs, task.Subject()); offered {
			offers = append(offers, Offer{Act: step.Act, Note: step.Note, Reason: reason})
		}
	}
	return offers
}

func mayOn(who policy.Actor, task reform.Task) TaskMay {
	may := func(action policy.Action) bool {
		_, err := policy.Allow(who, action, task.Subject())
		return err == nil
	}
	raise, barred := mayRaise(who, task)
	return TaskMay{
		Raise: raise, RaiseBarred: barred,
		Report:      reportable(task) == nil && may(policy.ReportPost),
		NameOfficer: task.TakesOfficer() && may(policy.TaskNameOfficer),
		Edit:        task.State.Open() && may(policy.TaskEdit),
		Flag:        task.State.Open() && may(policy.TaskFlag),
		Split:       task.CheckSplit() == nil && may(policy.TaskSplit),
		Schedule:    task.Repeats() && task.State.Open() && may(policy.TaskSchedule),
		Judge:       task.CheckJudge() == nil && allowed(who, policy.TaskJudge, reform.Judgement{}.Subject(task)),
		Extend:      task.Extendable() == nil && allowed(who, policy.ExtensionRequest, reform.Extension{}.Subject(task)),
	}
}

// inOrder runs the reads until one fails.
func inOrder(reads ...func() error) error {
	for _, read := range reads {
		if err := read(); err != nil {
			return err
		}
	}
	return nil
}
