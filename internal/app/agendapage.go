package app

import (
	"context"
	"slices"

	"cchc/internal/fault"
	"cchc/internal/policy"
	"cchc/internal/postgres"
	"cchc/internal/reform"
)

// AgendaForm is what stands behind the form of an item of the agenda.
type AgendaForm struct {
	Meeting reform.Meeting
	Item    reform.AgendaItem // the zero value for a new one
	Cards   []reform.WaitingCard
	Units   []reform.Unit
}

// AgendaForm reads the form of the item with this number, 0 for a new one; a conflict fault says why the agenda cannot be changed.
func (a *App) AgendaForm(ctx context.Context, who policy.Actor, code string, item int64) (AgendaForm, error) {
	form := AgendaForm{}
	var items []reform.AgendaItem
	var err error
	if form.Meeting, items, err = a.preparing(ctx, who, code, policy.MeetingPrepare); err != nil {
		return form, err
	}
	if item != 0 {
		at := slices.IndexFunc(items, func(i reform.AgendaItem) bool { return i.ID == item })
		if at < 0 {
			return form, fault.New(fault.NotFound, sentenceNoItem)
		}
		form.Item = items[at]
		return form, nil
	}
	return form, inOrder(
		func() (err error) {
			form.Cards, err = a.DB.WaitingCards(ctx, policy.See(who, policy.TaskRead), form.Meeting.ID, waitingCardsMost)
			return
		},
		func() (err error) { form.Units, err = a.standingUnits(ctx); return },
	)
}

// preparing reads the meeting with its agenda for whoever may take the action on it while it is not over.
func (a *App) preparing(ctx context.Context, who policy.Actor, code string, action policy.Action) (reform.Meeting, []reform.AgendaItem, error) {
	scope := policy.See(who, policy.MeetingRead)
	meeting, err := a.DB.MeetingByCode(ctx, scope, code)
	if err != nil {
		return meeting, nil, err
	}
	if _, err := policy.Allow(who, action, meeting.Subject()); err != nil {
		return meeting, nil, err
	}
	if err := meeting.CheckOpen(); err != nil {
		return meeting, nil, err
	}
	items, err := a.DB.Agenda(ctx, scope, meeting.ID)
	return meeting, items, err
}

// ConclusionForm is what stands behind the form that notes a conclusion.
type ConclusionForm struct {
	Meeting reform.Meeting
	Items   []reform.AgendaItem
	Units   []reform.Unit
	Noted   []reform.Conclusion
	Areas   []reform.Area // those in which the actor may give work
}

// ConclusionForm reads the form; a conflict fault says why nothing can be noted any more.
func (a *App) ConclusionForm(ctx context.Context, who policy.Actor, code string) (ConclusionForm, error) {
	var form ConclusionForm
	var err error
	if form.Meeting, form.Items, err = a.preparing(ctx, who, code, policy.MeetingConclude); err != nil {
		return form, err
	}
	for _, area := range reform.Areas() {
		if allowed(who, policy.TaskInstruct, policy.Subject{Kind: policy.Task, Area: int(area)}) {
			form.Areas = append(form.Areas, area)
		}
	}
	return form, inOrder(
		func() (err error) { form.Units, err = a.standingUnits(ctx); return },
		func() (err error) {
			form.Noted, err = a.DB.Conclusions(ctx, policy.See(who, policy.MeetingRead), form.Meeting.ID)
			return
		},
	)
}

// ConclusionOf reads one conclusion of the form, or a not-found fault.
func (f ConclusionForm) ConclusionOf(id int64) (reform.Conclusion, error) {
	at := slices.IndexFunc(f.Noted, func(c reform.Conclusion) bool { return c.ID == id })
	if at < 0 {
		return reform.Conclusion{}, fault.New(fault.NotFound, "Không tìm thấy kết luận này.")
	}
	return f.Noted[at], nil
}

// MeetingAsk reads what the meeting asks of a unit of the actor's.
func (a *App) MeetingAsk(ctx context.Context, who policy.Actor, code string, item int64) (reform.MeetingAsk, error) {
	return a.DB.MeetingAsk(ctx, policy.See(who, policy.MeetingAnswer), code, item)
}

// asksMost is how many questions of meetings a page shows.
const asksMost = 10

// openAsks reads what meetings ask of the unit, 0 for all of the actor's units, for whoever answers for it.
func openAsks(ctx context.Context, who policy.Actor, unit int64, into *[]reform.MeetingAsk) []func(postgres.Reader) error {
	if who.Reach(policy.MeetingAnswer) == policy.Nothing || unit != 0 && !allowed(who, policy.MeetingAnswer, policy.Subject{Kind: policy.AgendaItem, Unit: unit}) {
		return nil
	}
	return []func(postgres.Reader) error{func(r postgres.Reader) error {
		asks, err := r.OpenAsks(ctx, policy.See(who, policy.MeetingAnswer), asksMost)
		*into = slices.DeleteFunc(asks, func(a reform.MeetingAsk) bool { return unit != 0 && a.UnitID != unit })
		return err
	}}
}

// concluded reads the meeting whose conclusion gave the task, where one did.
func (p *TaskPage) concluded(ctx context.Context, scope policy.Scope) []func(postgres.Reader) error {
	if !p.Task.Concluded {
		return nil
	}
	return []func(postgres.Reader) error{
		func(r postgres.Reader) (err error) { p.Meeting, err = r.TaskMeeting(ctx, scope, p.Task.ID); return },
	}
}
