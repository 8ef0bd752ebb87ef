package app

import (
	"context"
	"math"

	"cchc/internal/fault"
	"cchc/internal/policy"
	"cchc/internal/postgres"
	"cchc/internal/reform"
)

// NoticeList is one page of what a person was told, with how much of it they have not read.
type NoticeList struct {
	Notices []reform.Notice
	Unread  int // one past reform.UnreadMost: more
	Total   int // one past reform.CountLimit: more
	Page    int // the page shown: the last one where a later one was asked for
}

// Notices reads a page of what the actor was told: what they have not read first.
func (a *App) Notices(ctx context.Context, who policy.Actor, page int) (NoticeList, error) {
	scope := policy.See(who, policy.NoticeRead)
	list := NoticeList{Page: max(page, 1)}
	err := a.DB.Together(ctx,
		func(r postgres.Reader) (err error) { list.Unread, err = r.UnreadNotices(ctx, scope.Person()); return },
		func(r postgres.Reader) (err error) { list.Total, err = r.CountNotices(ctx, scope); return },
		func(r postgres.Reader) (err error) { list.Notices, err = r.Notices(ctx, scope, list.Page); return },
	)
	if last := reform.LastPage(list.Total); err == nil && list.Page > last {
		list.Page = last
		list.Notices, err = a.DB.Notices(ctx, scope, last)
	}
	return list, err
}

// OpenedNotice is a notice that its reader opens, and whether the record it leads to is in their reach.
type OpenedNotice struct {
	Notice reform.Notice
	Leads  bool
}

// OpenNotice marks the actor's own notice as read and returns it; not found when it is another's.
func (a *App) OpenNotice(ctx context.Context, who policy.Actor, id int64) (OpenedNotice, error) {
	notice, err := a.DB.Notice(ctx, policy.See(who, policy.NoticeRead), id)
	if err != nil {
		return OpenedNotice{}, err
	}
	opened := OpenedNotice{Notice: notice}
	if opened.Leads, err = a.inReach(ctx, who, notice); err != nil || notice.ReadAt != nil {
		return opened, err
	}
	return opened, a.readNotices(ctx, who, math.MaxInt64, id)
}

// inReach reports whether the actor may still see the record that the notice leads to.
func (a *App) inReach(ctx context.Context, who policy.Actor, notice reform.Notice) (bool, error) {
	scope := policy.See(who, policy.TaskRead)
	var err error
	switch notice.Object {
	case policy.Obstacle:
		_, err = a.DB.Obstacle(ctx, scope, notice.Name)
	case policy.Task:
		_, err = a.DB.Task(ctx, scope, notice.Name)
	case policy.Nudge:
		_, err = a.DB.Nudge(ctx, policy.See(who, policy.NudgeRead), notice.Name)
	case policy.AgendaItem:
		code, item, _ := reform.AskOf(notice.Name)
		_, err = a.DB.MeetingAsk(ctx, policy.See(who, policy.MeetingAnswer), code, item)
	default:
		return false, nil
	}
	if err != nil && fault.KindOf(err) == fault.NotFound {
		return false, nil
	}
	return err == nil, err
}

// ReadNotice marks one of the actor's own notices as read; not found when it is another's.
func (a *App) ReadNotice(ctx context.Context, who policy.Actor, id int64) error {
	if _, err := a.DB.Notice(ctx, policy.See(who, policy.NoticeRead), id); err != nil {
		return err
	}
	return a.readNotices(ctx, who, math.MaxInt64, id)
}

// ReadNotices marks the actor's own notices up to last as read: what came after the page was shown stays unread.
func (a *App) ReadNotices(ctx context.Context, who policy.Actor, last int64) error {
	return a.readNotices(ctx, who, last, 0)
}

func (a *App) readNotices(ctx context.Context, who policy.Actor, last, only int64) error {
	grant, err := policy.Allow(who, policy.NoticeRead, policy.Subject{Kind: policy.Notice, Officer: who.Person})
	if err != nil {
		return err
	}
	return a.DB.Write(ctx, func(tx *postgres.Tx) error { return tx.ReadNotices(ctx, grant, last, only) })
}
