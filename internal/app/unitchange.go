package app

import (
	"context"

	"cchc/internal/fault"
	"cchc/internal/policy"
	"cchc/internal/postgres"
	"cchc/internal/reform"
)

// ChangeUnit asks to close, merge or split a unit on a day.
type ChangeUnit struct {
	Change reform.UnitChange // what the form says; the rest is ignored
	Parts  reform.UnitParts
	Seen   int // the version of the unit that was seen
}

// ChangeUnit plans the change and reports whether it was carried out at once: a change of today or of an earlier day is, a
// later one waits for ReorganiseUnits.
func (a *App) ChangeUnit(ctx context.Context, who policy.Actor, in ChangeUnit) (bool, error) {
	var now bool
	err := a.DB.Write(ctx, func(tx *postgres.Tx) error {
		unit, err := tx.LockUnit(ctx, in.Change.UnitID)
		if err != nil {
			return err
		}
		grant, err := policy.Allow(who, policy.UnitReorganise, policy.Subject{Kind: policy.UnitChange, Unit: unit.ID})
		if err != nil {
			return err
		}
		change, err := in.plan(ctx, tx, who, unit)
		if err != nil {
			return err
		}
		if change.ID, err = tx.CreateUnitChange(ctx, grant, change, in.Parts, unit.Name); err != nil {
			return err
		}
		if now = !change.TakesEffectOn.After(calendarDay(tx)); !now {
			return nil
		}
		return carryOut(ctx, tx, who, change)
	})
	return now, err
}

// plan returns the change as it will be kept, or a fault that says what keeps it from being planned.
func (in ChangeUnit) plan(ctx context.Context, tx *postgres.Tx, who policy.Actor, unit reform.Unit) (reform.UnitChange, error) {
	change := in.Change
	change.Version = 1
	if in.Seen != unit.Version {
		return change, reform.StalePage()
	}
	units, err := tx.Units(ctx)
	if err != nil {
		return change, err
	}
	ahead, err := tx.OpenUnitChanges(ctx, policy.See(who, policy.UnitReorganise))
	if err != nil {
		return change, err
	}
	return change, change.Check(unit, in.Parts, units, ahead)
}

// DropUnitChange asks to give up a change that is still to come.
type DropUnitChange struct {
	Unit int64
	Seen int
}

// DropUnitChange gives up the change; the unit stays as it is.
func (a *App) DropUnitChange(ctx context.Context, who policy.Actor, in DropUnitChange) error {
	return a.DB.Write(ctx, func(tx *postgres.Tx) error {
		unit, err := tx.Unit(ctx, in.Unit)
		if err != nil {
			return err
		}
		change, err := tx.LockOpenUnitChange(ctx, policy.See(who, policy.UnitReadChange), in.Unit)
		if err != nil && fault.KindOf(err) == fault.NotFound && who.Reach(policy.UnitReadChange) > policy.Nothing {
			return fault.New(fault.Conflict, "Kế hoạch này không còn chờ thực hiện nên không bỏ được.")
		}
		if err != nil {
			return err
		}
		grant, err := policy.Allow(who, policy.UnitReorganise, change.Subject())
		if err != nil {
			return err
		}
		change.Version = in.Seen
		return tx.DropUnitChange(ctx, grant, change, unit.Name)
	})
}

// UnitChangePage is the changes of one unit, and what a new one has to place.
type UnitChangePage struct {
	Unit    reform.Unit
	Units   []reform.Unit // that can take over
	Names   map[int64]string
	Changes []reform.UnitChange
	Parts   reform.UnitParts // of the change that is still to come
	Tasks   []reform.Task
	People  []reform.Person
	May     bool // plan and give up
}

// UnitChangePage reads the page for whoever may see the changes of units; the unit's tasks and people only for whoever may
// reorganise it.
func (a *App) UnitChangePage(ctx context.Context, who policy.Actor, id int64) (UnitChangePage, error) {
	page := UnitChangePage{Names: map[int64]string{}}
	unit, err := a.DB.Unit(ctx, id)
	if err != nil {
		return page, err
	}
	if _, err := policy.Allow(who, policy.UnitReadChange, unit.Subject()); err != nil {
		return page, err
	}
	page.Unit, page.May = unit, allowed(who, policy.UnitReorganise, unit.Subject())
	scope := policy.See(who, policy.UnitReorganise)
	err = inOrder(
		func() (err error) {
			page.Changes, err = a.DB.UnitChanges(ctx, policy.See(who, policy.UnitReadChange), id)
			return
		},
		func() error { return a.fillSuccessors(ctx, &page) },
		func() (err error) { page.Tasks, err = a.DB.UnitTasks(ctx, scope, id, reform.SplitMost); return },
	)
	if err == nil && page.May {
		page.People, err = a.DB.UnitPeople(ctx, id)
	}
	return page, err
}

func (a *App) fillSuccessors(ctx context.Context, page *UnitChangePage) error {
	units, err := a.DB.Units(ctx)
	if err != nil {
		return err
	}
	for _, unit := range units {
		page.Names[unit.ID] = unit.Name
		if unit.ID != page.Unit.ID && unit.Kind != reform.UnitOutside && unit.Stands(a.Today()) {
			page.Units = append(page.Units, unit)
		}
	}
	for _, change := range page.Changes {
		if change.Open() {
			page.Parts, err = a.DB.UnitParts(ctx, change.ID)
		}
	}
	return err
}
