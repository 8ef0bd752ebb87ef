package app

import (
	"context"
	"slices"

	"cchc/internal/policy"
	"cchc/internal/reform"
)

// PeopleList is one page of the accounts.
type PeopleList struct {
	People []reform.Person
	Total  int
	Page   int // the page shown: the last one where a later one was asked for
	Units  []reform.Unit
}

// PeopleList reads a page of the accounts for an administrator.
func (a *App) PeopleList(ctx context.Context, who policy.Actor, f reform.PeopleFilter) (PeopleList, error) {
	var list PeopleList
	if _, err := policy.Allow(who, policy.PersonManage, policy.Subject{Kind: policy.Person}); err != nil {
		return list, err
	}
	err := inOrder(
		func() (err error) { list.Total, err = a.DB.CountPeople(ctx, f); return },
		func() (err error) {
			f.Page = min(f.Page, reform.LastPage(list.Total))
			list.Page = f.Page
			list.People, err = a.DB.People(ctx, f)
			return
		},
		func() (err error) { list.Units, err = a.DB.Units(ctx); return },
	)
	return list, err
}

// Person reads one account for an administrator, or one's own.
func (a *App) Person(ctx context.Context, who policy.Actor, id int64) (reform.Person, error) {
	person, err := a.DB.Person(ctx, id)
	if err != nil || id == who.Person {
		return person, err
	}
	_, err = policy.Allow(who, policy.PersonManage, person.Subject())
	return person, err
}

// PersonForm is an account about to be written, with the units it can belong to.
type PersonForm struct {
	Person      reform.Person // the zero value for a new one
	Units       []reform.Unit
	Held        int  // open tasks whose officer the person is
	Followed    int  // open tasks that the person follows
	MayHandOver bool // the actor may hand them over
}

// PersonForm reads the form of one account, or of a new one where id is 0.
func (a *App) PersonForm(ctx context.Context, who policy.Actor, id int64) (PersonForm, error) {
	var form PersonForm
	subject := policy.Subject{Kind: policy.Person}
	if id != 0 {
		person, err := a.DB.Person(ctx, id)
		if err != nil {
			return form, err
		}
		form.Person, subject = person, person.Subject()
	}
	if _, err := policy.Allow(who, policy.PersonManage, subject); err != nil {
		return form, err
	}
	form.MayHandOver = allowed(who, policy.WorkHandOver, subject)
	err := inOrder(
		func() (err error) { form.Units, err = a.unitsFor(ctx, form.Person.UnitID); return },
		func() (err error) { form.Held, err = a.DB.HeldTasks(ctx, id); return },
		func() (err error) { // how many, whoever asks
			form.Followed, err = a.DB.CountFollowed(ctx, policy.See(policy.SystemActor(), policy.TaskRead), id)
			return
		},
	)
	return form, err
}

// unitsFor returns the units that stand today, outside bodies included, and the one chosen already even when it no longer does.
func (a *App) unitsFor(ctx context.Context, chosen int64) ([]reform.Unit, error) {
	units, err := a.DB.Units(ctx)
	return slices.DeleteFunc(units, func(u reform.Unit) bool { return u.ID != chosen && !u.Stands(a.Today()) }), err
}

// UnitForm is a unit about to be written, with every unit it can stand under.
type UnitForm struct {
	Unit  reform.Unit // the zero value for a new one
	Units []reform.Unit
}

// UnitForm reads the form of one unit, or of a new one where id is 0.
func (a *App) UnitForm(ctx context.Context, who policy.Actor, id int64) (UnitForm, error) {
	form := UnitForm{}
	subject := policy.Subject{Kind: policy.UnitRecord}
	if id != 0 {
		unit, err := a.DB.Unit(ctx, id)
		if err != nil {
			return form, err
		}
		form.Unit, subject = unit, unit.Subject()
	}
	if _, err := policy.Allow(who, policy.UnitManage, subject); err != nil {
		return form, err
	}
	var err error
	form.Units, err = a.unitsFor(ctx, form.Unit.ParentID)
	return form, err
}

// UnitTree reads every unit there is or was for an administrator, in the department's own order.
func (a *App) UnitTree(ctx context.Context, who policy.Actor) ([]reform.Unit, error) {
	if _, err := policy.Allow(who, policy.UnitManage, policy.Subject{Kind: policy.UnitRecord}); err != nil {
		return nil, err
	}
	return a.DB.Units(ctx)
}
