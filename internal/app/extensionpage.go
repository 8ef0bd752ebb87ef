package app

import (
	"context"

	"cchc/internal/calendar"
	"cchc/internal/fault"
	"cchc/internal/policy"
	"cchc/internal/postgres"
	"cchc/internal/reform"
)

// ExtensionForm is what stands beside the form that asks for an extension.
type ExtensionForm struct {
	Task   reform.Task
	Past   []reform.Extension
	Use    reform.ExtensionUse
	Days   calendar.Days
	Closed string // why none can be asked for now; "" when one can
}

// ExtensionForm reads the form for a task whose extension the actor may ask for; a forbidden fault says so otherwise.
func (a *App) ExtensionForm(ctx context.Context, who policy.Actor, code string) (ExtensionForm, error) {
	scope := policy.See(who, policy.TaskRead)
	task, err := a.DB.Task(ctx, scope, code)
	if err != nil {
		return ExtensionForm{}, err
	}
	if _, err := policy.Allow(who, policy.ExtensionRequest, reform.Extension{}.Subject(task)); err != nil {
		return ExtensionForm{}, err
	}
	form := ExtensionForm{Task: task}
	err = a.readExtensions(ctx, scope, &form)
	form.Closed = fault.Sentence(askable(task, form.Past))
	return form, err
}

func (a *App) readExtensions(ctx context.Context, scope policy.Scope, form *ExtensionForm) error {
	var setting reform.Setting
	today := a.Today()
	err := a.DB.Together(ctx,
		func(r postgres.Reader) (err error) {
			form.Past, err = r.Extensions(ctx, scope, form.Task.ID, extensionsMost)
			return
		},
		func(r postgres.Reader) (err error) { setting, err = r.Setting(ctx, reform.SettingExtensions); return },
		func(r postgres.Reader) (err error) {
			form.Days, err = r.WorkingDays(ctx, today.AddMonths(-12), today.AddMonths(24))
			return
		},
	)
	form.Use = reform.UseOf(form.Past, setting.Number())
	return err
}

// ExtensionPage is one request with what the actor may do with it.
type ExtensionPage struct {
	ExtensionForm
	Extension reform.Extension
	Offers    []ExtensionOffer
}

// ExtensionOffer is a step of the request that the actor may take now, or would but for the reason.
type ExtensionOffer struct {
	Act    reform.ExtensionAct
	Reason string // why not now; "" when the button works
}

// ExtensionPage reads one request; one on a task out of reach is not found.
func (a *App) ExtensionPage(ctx context.Context, who policy.Actor, id int64) (ExtensionPage, error) {
	scope := policy.See(who, policy.TaskRead)
	request, err := a.DB.Extension(ctx, scope, id)
	if err != nil {
		return ExtensionPage{}, err
	}
	page := ExtensionPage{Extension: request}
	if page.Task, err = a.DB.TaskByID(ctx, scope, request.TaskID); err != nil {
		return page, err
	}
	if err := a.readExtensions(ctx, scope, &page.ExtensionForm); err != nil {
		return page, err
	}
	page.Offers = ExtensionOffers(who, page.Task, request, page.Use)
	return page, nil
}

// ExtensionOffers returns the steps of the request that the actor may take; one barred only because the actor wrote the
// request, because it is a leader's to grant or because the task takes no extension now is offered with the reason.
func ExtensionOffers(who policy.Actor, task reform.Task, request reform.Extension, use reform.ExtensionUse) []ExtensionOffer {
	var offers []ExtensionOffer
	for _, step := range reform.ExtensionFlow.Out(request.State) {
		subject := request.Subject(task)
		written := subject
		written.Author = 0
		if _, err := policy.Allow(who, step.Needs, written); err != nil {
			continue
		}
		_, err := allowExtension(who, step.Act, step.Needs, subject, use)
		if err == nil && step.Act == reform.ExtensionGrant {
			err = task.Extendable()
		}
		offers = append(offers, ExtensionOffer{Act: step.Act, Reason: fault.Sentence(err)})
	}
	return offers
}

// Moving is what is known of how a task's deadline moved.
type Moving struct {
	Ledger []reform.DeadlineChange // nothing while the task has its first deadline
	Asked  []reform.Extension
	Use    reform.ExtensionUse
}

// deadlines reads the ledger and the requests of a task that has any; an ordinary task costs nothing more.
func (p *TaskPage) deadlines(ctx context.Context, scope policy.Scope) []func(postgres.Reader) error {
	var reads []func(postgres.Reader) error
	if p.Task.Moved {
		reads = append(reads, func(r postgres.Reader) (err error) {
			p.Ledger, err = r.DeadlineChanges(ctx, scope, p.Task.ID, TimelineLength)
			return
		})
	}
	if p.Task.Asked {
		reads = append(reads,
			func(r postgres.Reader) (err error) {
				p.Asked, err = r.Extensions(ctx, scope, p.Task.ID, extensionsMost)
				return
			},
			func(r postgres.Reader) error {
				setting, err := r.Setting(ctx, reform.SettingExtensions)
				p.Use.Allowed = setting.Number()
				return err
			})
	}
	return reads
}

// ExtensionList is one page of a group of requests, with how many there are (one past reform.CountLimit: more).
type ExtensionList struct {
	Group  reform.ExtensionGroup
	Counts reform.ExtensionCounts
	Lines  []reform.ExtensionLine
	Total  int
	Page   int // the page shown: the last one where a later one was asked for
}

// ExtensionList reads a page of the group's requests in the actor's reach.
func (a *App) ExtensionList(ctx context.Context, who policy.Actor, group reform.ExtensionGroup, page int) (ExtensionList, error) {
	scope := policy.See(who, policy.TaskRead)
	list := ExtensionList{Group: group.Known()}
	err := a.DB.Together(ctx,
		func(r postgres.Reader) (err error) {
			list.Counts.ToSign, err = r.CountExtensions(ctx, scope, reform.ExtensionsToSign)
			return
		},
		func(r postgres.Reader) (err error) {
			list.Counts.ToDecide, err = r.CountExtensions(ctx, scope, reform.ExtensionsToDecide)
			return
		},
		func(r postgres.Reader) (err error) {
			list.Total, err = r.CountExtensions(ctx, scope, list.Group)
			return
		},
	)
	if err != nil {
		return list, err
	}
	list.Page = max(min(page, reform.LastPage(list.Total)), 1)
	list.Lines, err = a.DB.ExtensionLines(ctx, scope, list.Group, list.Page)
	return list, err
}
