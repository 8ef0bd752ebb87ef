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

// Visitor is the person of a session as each request needs them.
type Visitor struct {
	Who        policy.Actor
	MustChange bool // the password, before anything else
	StandIns   []reform.StandIn
	Acting     reform.StandIn // under which deputyship; the zero value for oneself
	Unread     int            // notices; one past reform.UnreadMost: more
}

// visit is a session on a day: a deputyship begins and ends with the day.
type visit struct {
	session Session
	on      calendar.Date
}

// Visitor returns the person of a session; not found when it was ended. A deputyship that is not in force today leaves
// them themselves.
func (a *App) Visitor(ctx context.Context, s Session) (Visitor, error) {
	today := a.Today()
	return a.visitors.get(a, visit{s, today}, func() (v Visitor, err error) {
		err = a.DB.Together(ctx,
			func(r postgres.Reader) (err error) {
				v.Who, v.MustChange, err = r.Actor(ctx, s.Person, s.Epoch, today)
				return
			},
			func(r postgres.Reader) (err error) { v.StandIns, err = r.StandIns(ctx, s.Person, today); return },
			func(r postgres.Reader) (err error) { v.Unread, err = r.UnreadNotices(ctx, s.Person); return },
		)
		if err != nil || s.Deputyship == 0 {
			return v, err
		}
		return v.acting(ctx, a.DB.Reader, s.Deputyship, today)
	})
}

// Actor returns the person of a session, and whether they must change their password first; not found when it was ended.
func (a *App) Actor(ctx context.Context, s Session) (policy.Actor, bool, error) {
	v, err := a.Visitor(ctx, s)
	return v.Who, v.MustChange, err
}

// acting returns the visitor under the deputyship, or as themselves where it is none of theirs today.
func (v Visitor) acting(ctx context.Context, r postgres.Reader, deputyship int64, today calendar.Date) (Visitor, error) {
	place := slices.IndexFunc(v.StandIns, func(s reform.StandIn) bool { return s.ID == deputyship })
	if place < 0 {
		return v, nil
	}
	who, err := r.ActingFor(ctx, v.Who, v.StandIns[place].Absent, today)
	if fault.KindOf(err) == fault.NotFound && err != nil {
		return v, nil
	}
	v.Who, v.Acting = who, v.StandIns[place]
	return v, err
}

// StandIn records that the session begins to act under its deputyship, and returns for whom; a conflict fault when the
// deputyship is not in force for its person today.
func (a *App) StandIn(ctx context.Context, who policy.Actor, s Session) (reform.StandIn, error) {
	v, err := a.Visitor(ctx, s)
	if err != nil {
		return v.Acting, err
	}
	if v.Acting.ID == 0 {
		return v.Acting, fault.New(fault.Conflict, "Việc làm thay này không có hiệu lực hôm nay.")
	}
	v.Who.Address, v.Who.Request, v.Who.Form = who.Address, who.Request, who.Form
	return v.Acting, a.DB.Write(ctx, func(tx *postgres.Tx) error {
		grant, err := policy.Allow(v.Who, policy.SessionStart, policy.Subject{Kind: policy.Person, ID: who.Person, Officer: who.Person})
		if err != nil {
			return err
		}
		return tx.RecordAct(ctx, grant, v.Who.Name, "Bắt đầu làm thay "+v.Who.ForName)
	})
}
