package app

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

	"cchc/internal/calendar"
	"cchc/internal/fault"
	"cchc/internal/policy"
	"cchc/internal/postgres"
	"cchc/internal/reform"
)

// ReorganiseUnits carries out every change of a unit whose day has come, each in a transaction of its own, and moves what
// was given to a unit while it was being closed. It can be run any number of times; one change that fails leaves the others.
func (a *App) ReorganiseUnits(ctx context.Context) error {
	who := policy.SystemActor()
	scope := policy.See(who, policy.UnitReorganise)
	left, err := a.DB.LeftTasks(ctx, scope, a.Today())
	if err != nil {
		return err
	}
	due, err := a.DB.OpenUnitChanges(ctx, scope)
	failed := []error{err}
	for _, unit := range left {
		failed = append(failed, a.sweep(ctx, who, unit))
	}
	for _, change := range due {
		if change.TakesEffectOn.After(a.Today()) {
			continue
		}
		if err := a.reorganise(ctx, who, change); err != nil {
			failed = append(failed, fmt.Errorf("reorganise unit %d: %w", change.UnitID, err))
		}
	}
	return errors.Join(failed...)
}

func (a *App) reorganise(ctx context.Context, who policy.Actor, due reform.UnitChange) error {
	return a.DB.Write(ctx, func(tx *postgres.Tx) error {
		change, err := tx.LockUnitChange(ctx, policy.See(who, policy.UnitReorganise), due.ID)
		if err != nil || !change.Open() {
			return err // another run was faster
		}
		return carryOut(ctx, tx, who, change)
	})
}

// sweep moves the open tasks that a reorganised unit still leads to where it went.
func (a *App) sweep(ctx context.Context, who policy.Actor, unit int64) error {
	return a.DB.Write(ctx, func(tx *postgres.Tx) error {
		m, err := readMove(ctx, tx, who, reform.UnitChange{UnitID: unit, SuccessorID: unit})
		if err != nil {
			return err
		}
		return m.moveTasks(ctx, tx)
	})
}

// unitMove is a change as it is being carried out.
type unitMove struct {
	who       policy.Actor
	change    reform.UnitChange
	parts     reform.UnitParts
	unit      reform.Unit
	units     []reform.Unit
	done      []reform.UnitChange
	today     calendar.Date
	successor int64
}

// readMove reads what the change needs, with the units as they stand now.
func readMove(ctx context.Context, tx *postgres.Tx, who policy.Actor, change reform.UnitChange) (unitMove, error) {
	m := unitMove{who: who, change: change, today: calendarDay(tx)}
	err := inOrder(
		func() (err error) { m.unit, err = tx.LockUnit(ctx, change.UnitID); return },
		func() (err error) { m.units, err = tx.Units(ctx); return },
		func() (err error) { m.parts, err = tx.UnitParts(ctx, change.ID); return },
		func() (err error) {
			m.done, err = tx.DoneUnitChanges(ctx, policy.See(who, policy.UnitReorganise))
			return
		},
	)
	if m.successor = m.standing(change.SuccessorID); err == nil && (m.successor == 0 || m.successor == m.unit.ID) {
		err = fault.New(fault.Conflict, "Đơn vị nhận không còn hoạt động nên chưa thực hiện được. Bỏ kế hoạch này và lập kế hoạch khác.")
	}
	return m, err
}

// standing returns the unit that stands today for the one that was to take over; 0 when there is none.
func (m unitMove) standing(id int64) int64 { return reform.StandingFor(id, m.today, m.units, m.done) }

// place returns where a part goes: to the unit named for it where one stands, to the successor otherwise.
func (m unitMove) place(named map[int64]int64, id int64) int64 {
	to := m.standing(named[id])
	if to == m.unit.ID {
		to = 0
	}
	return cmp.Or(to, m.successor)
}

// carryOut closes the unit on the day of the change and moves its units, people, tasks and shares, all in the transaction.
func carryOut(ctx context.Context, tx *postgres.Tx, who policy.Actor, change reform.UnitChange) error {
	m, err := readMove(ctx, tx, who, change)
	if err != nil {
		return err
	}
	grant, err := policy.Allow(who, policy.UnitReorganise, change.Subject())
	if err != nil {
		return err
	}
	return inOrder(
		func() error { return m.moveChildren(ctx, tx) },
		func() error { return m.closeUnit(ctx, tx) },
		func() error { return m.movePeople(ctx, tx) },
		func() error { return m.moveTasks(ctx, tx) },
		func() error { return tx.FinishUnitChange(ctx, grant, change, m.unit.Name) },
	)
}

// closeUnit ends the unit on the day of the change and gives its shares to the successor.
func (m unitMove) closeUnit(ctx context.Context, tx *postgres.Tx) error {
	grant, err := policy.Allow(m.who, policy.UnitReorganise, m.unit.Subject())
	if err != nil {
		return err
	}
	closed := m.unit
	closed.ValidTo = m.change.TakesEffectOn
	if err := tx.EditUnit(ctx, grant, closed, m.unit.ChangesTo(closed)); err != nil {
		return err
	}
	for _, successor := range m.change.Successors(m.parts) {
		if err := tx.LinkUnit(ctx, grant, m.unit.ID, cmp.Or(m.standing(successor), m.successor)); err != nil {
			return err
		}
	}
	return tx.MoveShares(ctx, grant, m.unit.ID, m.successor)
}

// moveChildren puts the units below under the successor; where that stands below itself, under the unit above.
func (m *unitMove) moveChildren(ctx context.Context, tx *postgres.Tx) error {
	parent := m.successor
	if slices.Contains(reform.BranchOf(m.unit.ID, m.units), m.successor) {
		parent = m.unit.ParentID
	}
	for i, child := range m.units {
		if child.ParentID != m.unit.ID || !child.Stands(m.today) {
			continue
		}
		grant, err := policy.Allow(m.who, policy.UnitReorganise, child.Subject())
		if err != nil {
			return err
		}
		moved := child
		moved.ParentID = parent
		if err := tx.EditUnit(ctx, grant, moved, child.ChangesTo(moved)); err != nil {
			return err
		}
		m.units[i].ParentID = parent
	}
	return nil
}

func (m unitMove) movePeople(ctx context.Context, tx *postgres.Tx) error {
	people, err := tx.UnitPeople(ctx, m.unit.ID)
	if err != nil {
		return err
	}
	for _, person := range people {
		grant, err := policy.Allow(m.who, policy.UnitReorganise, person.Subject())
		if err != nil {
			return err
		}
		if err := tx.MovePerson(ctx, grant, person, m.place(m.parts.People, person.ID)); err != nil {
			return err
		}
	}
	return nil
}

// moveTasks gives every open task of the unit to the unit that takes it over; its officer stays where they belong to that
// unit or one below it.
func (m unitMove) moveTasks(ctx context.Context, tx *postgres.Tx) error {
	tasks, err := tx.LockUnitTasks(ctx, policy.See(m.who, policy.UnitReorganise), m.unit.ID)
	if err != nil {
		return err
	}
	for _, task := range tasks {
		if err := m.moveTask(ctx, tx, task); err != nil {
			return err
		}
	}
	return nil
}

func (m unitMove) moveTask(ctx context.Context, tx *postgres.Tx, task reform.Task) error {
	grant, err := policy.Allow(m.who, policy.UnitReorganise, task.Subject())
	if err != nil {
		return err
	}
	to := m.place(m.parts.Tasks, task.ID)
	officers, err := tx.Officers(ctx, reform.BranchOf(to, m.units))
	if err != nil {
		return err
	}
	comes := slices.ContainsFunc(officers, func(p reform.Person) bool { return p.ID == task.OfficerID })
	if err := moveTask(ctx, tx, grant, task.MoveTo(to, comes, "Sắp xếp lại đơn vị "+m.unit.Name)); err != nil {
		return err
	}
	return tx.FollowTask(ctx, grant, task.ID, to)
}
