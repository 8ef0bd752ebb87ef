package app

import (
	"context"
	"slices"

	"cchc/internal/fault"
	"cchc/internal/policy"
	"cchc/internal/postgres"
	"cchc/internal/reform"
)

// MeetingList is one page of the register of meetings.
type MeetingList struct {
	ToCome     []reform.Meeting // the next one first; on the first page of all series
	Meetings   []reform.Meeting
	Total      int // one past reform.CountLimit: more
	Page       int
	Series     []reform.MeetingSeries
	MayPrepare bool
}

// toComeMost is how many meetings to come stand over the register.
const toComeMost = 3

// MeetingList reads a page of the meetings; series is 0 for all of them.
func (a *App) MeetingList(ctx context.Context, who policy.Actor, series int64, page int) (MeetingList, error) {
	scope := policy.See(who, policy.MeetingRead)
	list := MeetingList{Page: page, MayPrepare: allowed(who, policy.MeetingPrepare, reform.Meeting{}.Subject())}
	err := a.DB.Together(ctx,
		func(r postgres.Reader) (err error) { list.Total, err = r.CountMeetings(ctx, scope, series); return },
		func(r postgres.Reader) (err error) {
			list.Meetings, err = r.Meetings(ctx, scope, series, page)
			return
		},
		func(r postgres.Reader) (err error) {
			list.ToCome, err = r.MeetingsToCome(ctx, scope, toComeMost)
			return
		},
		func(r postgres.Reader) (err error) {
			list.Series, err = r.MeetingSeries(ctx, scope, seriesMost)
			return
		},
	)
	if last := reform.LastPage(list.Total); err == nil && page > last {
		list.Page = last
		list.Meetings, err = a.DB.Meetings(ctx, scope, series, last)
	}
	return list, err
}

// MeetingPage is everything on the page of one meeting.
type MeetingPage struct {
	Meeting  reform.Meeting
	Before   reform.Meeting      // the sitting before, whose brief stood; the zero value for none
	Promised []reform.Conclusion // what was concluded then
	Items    []reform.AgendaItem
	Noted    []reform.Conclusion
	Frozen   []reform.SnapshotLine // the newest first, at most SnapshotsMost
	Proposed []reform.WaitingCard  // cards that leaders put off to a meeting by this day and that are not on the agenda
	Offers   []reform.MeetingAct   // the steps that the actor may take
	MayPrepare, MayConclude,
	MayDecide bool // cards, those of the leader's own fields
	MayNote bool // type in what the leader in the chair decides, today
}

// MeetingPage reads the meeting with this code.
func (a *App) MeetingPage(ctx context.Context, who policy.Actor, code string) (MeetingPage, error) {
	scope := policy.See(who, policy.MeetingRead)
	meeting, err := a.DB.MeetingByCode(ctx, scope, code)
	if err != nil {
		return MeetingPage{}, err
	}
	page := MeetingPage{Meeting: meeting, MayDecide: who.Reach(policy.ObstacleDecide) > policy.Nothing}
	open := meeting.State.Open()
	page.MayPrepare = open && allowed(who, policy.MeetingPrepare, meeting.Subject())
	page.MayNote = !page.MayDecide && allowed(who, policy.ObstacleNote, policy.Subject{Kind: policy.Card}) && meeting.CheckSitting(a.Today()) == nil
	page.MayConclude = open && allowed(who, policy.MeetingConclude, policy.Subject{Kind: policy.Conclusion})
	for _, step := range reform.MeetingFlow.Out(meeting.State) {
		if allowed(who, step.Needs, meeting.Subject()) {
			page.Offers = append(page.Offers, step.Act)
		}
	}
	reads := []func(postgres.Reader) error{
		func(r postgres.Reader) error { return page.readBefore(ctx, r, scope) },
		func(r postgres.Reader) (err error) { page.Items, err = r.Agenda(ctx, scope, meeting.ID); return },
		func(r postgres.Reader) (err error) { page.Noted, err = r.Conclusions(ctx, scope, meeting.ID); return },
	}
	if meeting.Snapshot != "" {
		reads = append(reads, func(r postgres.Reader) (err error) {
			page.Frozen, err = r.MeetingSnapshots(ctx, scope, code, reform.SnapshotsMost)
			return
		})
	}
	if page.MayPrepare {
		reads = append(reads, func(r postgres.Reader) (err error) {
			page.Proposed, err = r.WaitingCards(ctx, policy.See(who, policy.TaskRead), meeting.ID, waitingCardsMost)
			return
		})
	}
	if err := a.DB.Together(ctx, reads...); err != nil {
		return page, err
	}
	page.Proposed = slices.DeleteFunc(page.Proposed, func(c reform.WaitingCard) bool { return !c.Proposed(calendarOf(meeting)) })
	if page.Before.ID != 0 {
		page.Promised, err = a.DB.Conclusions(ctx, scope, page.Before.ID)
	}
	return page, err
}

// readBefore reads the sitting before, where there was one.
func (p *MeetingPage) readBefore(ctx context.Context, r postgres.Reader, scope policy.Scope) error {
	before, err := r.MeetingBefore(ctx, scope, p.Meeting)
	switch {
	case err == nil:
		p.Before = before
	case fault.KindOf(err) == fault.NotFound:
		err = nil
	}
	return err
}

// MeetingForm is what stands behind the form of a meeting.
type MeetingForm struct {
	Meeting reform.Meeting // the zero value for one about to be called
	Series  []reform.MeetingSeries
	Chairs  []reform.Person
	Plan    reform.MeetingPlan // what the form begins with
}

// MeetingForm reads the form that calls the next sitting of a series, 0 for the first, with what the portal proposes.
func (a *App) MeetingForm(ctx context.Context, who policy.Actor, series int64) (MeetingForm, error) {
	form, err := a.meetingForm(ctx, who, reform.Meeting{})
	if err != nil {
		return form, err
	}
	form.Series = slices.DeleteFunc(form.Series, func(s reform.MeetingSeries) bool { return !s.Active })
	at := max(0, slices.IndexFunc(form.Series, func(s reform.MeetingSeries) bool { return s.ID == series }))
	if at >= len(form.Series) {
		return form, nil
	}
	last, err := a.DB.LastOfSeries(ctx, policy.See(who, policy.MeetingRead), form.Series[at].ID)
	if err != nil && fault.KindOf(err) != fault.NotFound {
		return form, err
	}
	days, err := a.Days(ctx)
	form.Plan = form.Series[at].Propose(last, a.Today(), days)
	return form, err
}

// MeetingEditForm reads the form that edits the meeting; a conflict fault says why it cannot be edited.
func (a *App) MeetingEditForm(ctx context.Context, who policy.Actor, code string) (MeetingForm, error) {
	meeting, err := a.DB.MeetingByCode(ctx, policy.See(who, policy.MeetingRead), code)
	if err != nil {
		return MeetingForm{}, err
	}
	if err := meeting.CheckOpen(); err != nil {
		return MeetingForm{}, err
	}
	return a.meetingForm(ctx, who, meeting)
}

func (a *App) meetingForm(ctx context.Context, who policy.Actor, meeting reform.Meeting) (MeetingForm, error) {
	form := MeetingForm{Meeting: meeting}
	if meeting.ID != 0 {
		form.Plan = meeting.Plan()
	}
	if _, err := policy.Allow(who, policy.MeetingPrepare, meeting.Subject()); err != nil {
		return form, err
	}
	return form, inOrder(
		func() (err error) {
			form.Series, err = a.DB.MeetingSeries(ctx, policy.See(who, policy.MeetingRead), seriesMost)
			return
		},
		func() (err error) { form.Chairs, err = meetingChairs(ctx, a.DB.Reader); return },
	)
}

// MeetingSeriesForm is what stands behind the form of a series.
type MeetingSeriesForm struct {
	Series reform.MeetingSeries // the zero value for a new one
	Chairs []reform.Person
}

// MeetingSeriesForm reads the form of the series with this number; 0 for a new one.
func (a *App) MeetingSeriesForm(ctx context.Context, who policy.Actor, id int64) (MeetingSeriesForm, error) {
	var form MeetingSeriesForm
	if _, err := policy.Allow(who, policy.MeetingPrepare, policy.Subject{Kind: policy.MeetingSeries, ID: id}); err != nil {
		return form, err
	}
	var err error
	if id != 0 {
		if form.Series, err = a.DB.MeetingSeriesByID(ctx, policy.See(who, policy.MeetingRead), id); err != nil {
			return form, err
		}
	}
	form.Chairs, err = meetingChairs(ctx, a.DB.Reader)
	return form, err
}

// AllMeetingSeries reads the series of meetings, those still held first.
func (a *App) AllMeetingSeries(ctx context.Context, who policy.Actor) ([]reform.MeetingSeries, error) {
	return a.DB.MeetingSeries(ctx, policy.See(who, policy.MeetingRead), seriesMost)
}
