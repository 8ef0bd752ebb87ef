package app

import (
	"context"
	"slices"

	"cchc/internal/calendar"
	"cchc/internal/policy"
	"cchc/internal/postgres"
	"cchc/internal/reform"
)

// PutInCharge puts a leader in charge of an area, or of all of them, and returns the charge's number; its person's name is
// ignored.
func (a *App) PutInCharge(ctx context.Context, who policy.Actor, c reform.Charge) (int64, error) {
	var id int64
	return id, a.DB.Write(ctx, func(tx *postgres.Tx) error {
		grant, err := policy.Allow(who, policy.ChargeManage, policy.Subject{Kind: policy.Charge})
		if err != nil {
			return err
		}
		if err := c.Check(); err != nil {
			return err
		}
		person, err := tx.Person(ctx, c.PersonID)
		if err != nil {
			return err
		}
		if err := c.CheckLeader(person); err != nil {
			return err
		}
		c.Person = person.Name
		id, err = tx.PutInCharge(ctx, grant, c)
		return err
	})
}

// EndCharge asks to end a charge that is in force, with its last day.
type EndCharge struct {
	ID   int64
	Seen int
	Last calendar.Date
}

// EndCharge writes the last day; who is in charge changes with the day.
func (a *App) EndCharge(ctx context.Context, who policy.Actor, in EndCharge) error {
	return a.onCharge(ctx, who, in.ID, func(tx *postgres.Tx, grant policy.Grant, charge reform.Charge) error {
		next, err := charge.End(in.Last, in.Seen, calendarDay(tx))
		if err != nil {
			return err
		}
		return tx.EndCharge(ctx, grant, charge, next)
	})
}

// DropCharge takes away a charge that has not begun.
func (a *App) DropCharge(ctx context.Context, who policy.Actor, id int64, seen int) error {
	return a.onCharge(ctx, who, id, func(tx *postgres.Tx, grant policy.Grant, charge reform.Charge) error {
		if err := charge.CheckDrop(seen, calendarDay(tx)); err != nil {
			return err
		}
		return tx.DropCharge(ctx, grant, charge)
	})
}

func (a *App) onCharge(ctx context.Context, who policy.Actor, id int64, deed func(*postgres.Tx, policy.Grant, reform.Charge) error) error {
	return a.DB.Write(ctx, func(tx *postgres.Tx) error {
		charge, err := tx.LockCharge(ctx, policy.See(who, policy.ChargeManage), id)
		if err != nil {
			return err
		}
		grant, err := policy.Allow(who, policy.ChargeManage, charge.Subject())
		if err != nil {
			return err
		}
		return deed(tx, grant, charge)
	})
}

// ChargeList is one page of who is in charge of what.
type ChargeList struct {
	Charges []reform.Charge
	Total   int
	Page    int // the page shown: the last one where a later one was asked for
}

// ChargeList reads a page of the charges for whoever keeps them.
func (a *App) ChargeList(ctx context.Context, who policy.Actor, f reform.ChargeFilter) (ChargeList, error) {
	var list ChargeList
	scope := policy.See(who, policy.ChargeManage)
	f.Today = a.Today()
	err := inOrder(
		func() (err error) { list.Total, err = a.DB.CountCharges(ctx, scope, f); return },
		func() (err error) {
			f.Page = max(min(f.Page, reform.LastPage(list.Total)), 1)
			list.Page = f.Page
			list.Charges, err = a.DB.Charges(ctx, scope, f)
			return
		},
	)
	return list, err
}

// Charge reads one charge for whoever keeps them.
func (a *App) Charge(ctx context.Context, who policy.Actor, id int64) (reform.Charge, error) {
	return a.DB.Charge(ctx, policy.See(who, policy.ChargeManage), id)
}

// ChargeForm returns the leaders who can be put in charge.
func (a *App) ChargeForm(ctx context.Context, who policy.Actor) ([]reform.Person, error) {
	if _, err := policy.Allow(who, policy.ChargeManage, policy.Subject{Kind: policy.Charge}); err != nil {
		return nil, err
	}
	people, err := a.DB.ActivePeople(ctx)
	return slices.DeleteFunc(people, func(p reform.Person) bool { return !p.Leads() }), err
}
