package app

import (
	"context"

	"cchc/internal/fault"
	"cchc/internal/policy"
	"cchc/internal/reform"
)

// CompletionForm is what stands beside the form that sends a task as complete.
type CompletionForm struct {
	Task     reform.Task
	Files    []reform.Attachment // of the task's reports so far
	Before   *reform.Report      // the newest report of progress
	Returned *reform.Report      // what was sent back and is to be sent again
	Return   reform.AuditEvent   // who sent it back, and why
	Evidence []reform.Evidence   // of what was sent back
	Closed   string              // why the task cannot be sent as complete now; "" when it can
}

// CompletionForm reads the form for a task that the actor may send as complete; a forbidden fault says so otherwise.
func (a *App) CompletionForm(ctx context.Context, who policy.Actor, code string) (CompletionForm, error) {
	scope := policy.See(who, policy.TaskRead)
	task, err := a.DB.Task(ctx, scope, code)
	if err != nil {
		return CompletionForm{}, err
	}
	step, flow := reform.TaskFlow.Next(task.State, reform.TaskSubmit)
	if flow != nil {
		step.Needs = policy.ReportSubmit
	}
	if _, err := policy.Allow(who, step.Needs, task.Subject()); err != nil {
		return CompletionForm{}, err
	}
	form := CompletionForm{Task: task, Closed: fault.Sentence(flow)}
	err = inOrder(
		func() (err error) { form.Files, err = a.DB.TaskFiles(ctx, scope, task.ID); return },
		func() (err error) { form.Before, err = a.reportBefore(ctx, scope, task.ID); return },
		func() error { return a.returned(ctx, scope, &form) },
	)
	return form, err
}

// reportBefore returns the task's newest report of progress; nil where there is none.
func (a *App) reportBefore(ctx context.Context, scope policy.Scope, task int64) (*reform.Report, error) {
	return found(a.DB.ReportBefore(ctx, scope, reform.Report{TaskID: task, ReportedAt: a.Clock()}))
}

// found returns what was read, or nil where there is nothing of the sort.
func found(report reform.Report, err error) (*reform.Report, error) {
	if err != nil && fault.KindOf(err) == fault.NotFound {
		return nil, nil
	}
	return &report, err
}

// returned reads what was sent back, where something was.
func (a *App) returned(ctx context.Context, scope policy.Scope, form *CompletionForm) error {
	if !form.Task.Sent {
		return nil
	}
	report, err := found(a.DB.UnderWay(ctx, scope, form.Task.ID))
	if err != nil || report == nil || report.State != reform.ReportReturned {
		return err
	}
	form.Returned = report
	if form.Evidence, err = a.DB.Evidence(ctx, scope, []int64{report.ID}); err != nil {
		return err
	}
	acts, err := a.DB.SignOffs(ctx, scope, form.Task.ID, TimelineLength)
	for _, act := range acts {
		if act.ObjectID == report.ID && act.Note != "" {
			form.Return = act
			break
		}
	}
	return err
}

// CompletionPage is everything the page of a completion report shows.
type CompletionPage struct {
	Task     reform.Task
	Report   reform.Report
	Before   *reform.Report // the report of progress before it
	Evidence []reform.Evidence
	Acts     []reform.AuditEvent // on this report, the newest first
	Offers   []CompletionOffer
}

// CompletionPage reads a completion report; one whose task is out of reach is not found.
func (a *App) CompletionPage(ctx context.Context, who policy.Actor, id int64) (CompletionPage, error) {
	scope := policy.See(who, policy.TaskRead)
	report, err := a.DB.Completion(ctx, scope, id)
	if err != nil {
		return CompletionPage{}, err
	}
	page := CompletionPage{Report: report}
	var acts []reform.AuditEvent
	err = inOrder(
		func() (err error) { page.Task, err = a.DB.TaskByID(ctx, scope, report.TaskID); return },
		func() (err error) { page.Evidence, err = a.DB.Evidence(ctx, scope, []int64{id}); return },
		func() (err error) { page.Before, err = found(a.DB.ReportBefore(ctx, scope, report)); return },
		func() (err error) { acts, err = a.DB.SignOffs(ctx, scope, report.TaskID, TimelineLength); return },
	)
	for _, act := range acts {
		if act.ObjectID == id {
			page.Acts = append(page.Acts, act)
		}
	}
	page.Offers = CompletionOffers(who, page.Task, report)
	return page, err
}

// SignOffStep is the question before one step of signing off.
type SignOffStep struct {
	Task   reform.Task
	Report reform.Report
	Act    reform.CompletionAct
	Note   bool // a reason is required
	Gone   bool // the report has moved on and takes this step no longer
}

// SignOffStep reads the report for the page that confirms the step; a forbidden fault says when the actor may not take it.
func (a *App) SignOffStep(ctx context.Context, who policy.Actor, id int64, act reform.CompletionAct) (SignOffStep, error) {
	scope := policy.See(who, policy.TaskRead)
	report, err := a.DB.Completion(ctx, scope, id)
	if err != nil {
		return SignOffStep{}, err
	}
	task, err := a.DB.TaskByID(ctx, scope, report.TaskID)
	if err != nil {
		return SignOffStep{}, err
	}
	if act.Label() == "" || act == reform.CompletionSubmit { // that has a form of its own
		return SignOffStep{}, fault.New(fault.NotFound, "Không có trang ở địa chỉ này.")
	}
	step, err := reform.CompletionFlow.Next(report.State, act)
	if err != nil {
		return SignOffStep{Task: task, Report: report, Act: act, Gone: true}, nil
	}
	_, err = policy.Allow(who, step.Needs, report.Subject(task))
	return SignOffStep{Task: task, Report: report, Act: act, Note: step.Note}, err
}
