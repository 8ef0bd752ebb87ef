package app

import (
	"context"
	"slices"

	"cchc/internal/policy"
	"cchc/internal/postgres"
	"cchc/internal/reform"
)

// NameDeputy keeps who acts for an absent person and returns the deputyship's number; the naming is ignored.
func (a *App) NameDeputy(ctx context.Context, who policy.Actor, d reform.Deputy) (int64, error) {
	var id int64
	err := a.DB.Write(ctx, func(tx *postgres.Tx) error {
		grant, err := policy.Allow(who, policy.DeputyName, policy.Subject{Kind: policy.Deputy})
		if err != nil {
			return err
		}
		if err := d.Check(calendarDay(tx)); err != nil {
			return err
		}
		if err := checkPair(ctx, tx, &d); err != nil {
			return err
		}
		id, err = tx.CreateDeputy(ctx, grant, d)
		return err
	})
	return id, err
}

// checkPair reads the two people, whose names the deputyship then has, and refuses those who cannot play the part.
func checkPair(ctx context.Context, tx *postgres.Tx, d *reform.Deputy) error {
	absent, err := tx.Person(ctx, d.AbsentID)
	if err != nil {
		return err
	}
	deputy, err := tx.Person(ctx, d.DeputyID)
	if err != nil {
		return err
	}
	d.Absent, d.Deputy = absent.Name, deputy.Name
	return d.CheckPeople(absent, deputy)
}

// EndDeputy asks to end a deputyship before its last day, or before its first.
type EndDeputy struct {
	ID   int64
	Seen int
}

// EndDeputy ends the deputyship at once.
func (a *App) EndDeputy(ctx context.Context, who policy.Actor, in EndDeputy) error {
	return a.DB.Write(ctx, func(tx *postgres.Tx) error {
		d, err := tx.LockDeputy(ctx, policy.See(who, policy.DeputyName), in.ID)
		if err != nil {
			return err
		}
		grant, err := policy.Allow(who, policy.DeputyName, d.Subject(0))
		if err != nil {
			return err
		}
		if err := d.CheckEnd(in.Seen, calendarDay(tx)); err != nil {
			return err
		}
		return tx.EndDeputy(ctx, grant, d, "")
	})
}

// DeputyList is one page of the deputyships.
type DeputyList struct {
	Deputies []reform.Deputy
	Total    int
	Page     int // the page shown: the last one where a later one was asked for
}

// DeputyList reads a page of the deputyships for whoever may name deputies.
func (a *App) DeputyList(ctx context.Context, who policy.Actor, f reform.DeputyFilter) (DeputyList, error) {
	var list DeputyList
	scope := policy.See(who, policy.DeputyName)
	f.Today = a.Today()
	err := inOrder(
		func() (err error) { list.Total, err = a.DB.CountDeputies(ctx, scope, f); return },
		func() (err error) {
			f.Page = max(min(f.Page, reform.LastPage(list.Total)), 1)
			list.Page = f.Page
			list.Deputies, err = a.DB.Deputies(ctx, scope, f)
			return
		},
	)
	return list, err
}

// Deputy reads one deputyship for whoever may name deputies.
func (a *App) Deputy(ctx context.Context, who policy.Actor, id int64) (reform.Deputy, error) {
	return a.DB.Deputy(ctx, policy.See(who, policy.DeputyName), id)
}

// DeputyForm is whom a deputy may be named for, and who may be one.
type DeputyForm struct {
	Absent   []reform.Person
	Deputies []reform.Person
}

// DeputyForm reads the choices of a new deputyship.
func (a *App) DeputyForm(ctx context.Context, who policy.Actor) (DeputyForm, error) {
	var form DeputyForm
	if _, err := policy.Allow(who, policy.DeputyName, policy.Subject{Kind: policy.Deputy}); err != nil {
		return form, err
	}
	people, err := a.DB.ActivePeople(ctx)
	form.Absent = slices.DeleteFunc(slices.Clone(people), func(p reform.Person) bool { return !p.CanBeStoodInFor() })
	form.Deputies = slices.DeleteFunc(people, func(p reform.Person) bool { return !p.CanStandIn() })
	return form, err
}
