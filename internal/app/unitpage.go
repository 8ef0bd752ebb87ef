package app

import (
	"context"
	"slices"

	"cchc/internal/policy"
	"cchc/internal/postgres"
	"cchc/internal/reform"
)

// UnitPage is what a unit's head, or one who watches it, sees of the unit.
type UnitPage struct {
	Unit       reform.Unit
	Units      []reform.Unit // those the actor may watch that take tasks and stand today
	Counts     reform.WorkCounts
	ToAccept   []reform.TaskLine
	Overdue    []reform.TaskLine
	Waiting    []reform.TaskLine
	Loads      []reform.OfficerLoad
	MayAccept  bool // the tasks in ToAccept
	MayDecline bool

	MayHandOver   bool // what one of its people holds
	MayReorganise bool
	Parents       []reform.TaskLine // tasks that the unit leads and that others carry out
	ParentsTotal  int
	Owed          OwedShares
	Nudged        []reform.WaitingNudge // that wait for the unit's answer
	Asks          []reform.MeetingAsk   // what meetings ask of the unit, for whoever answers for it
	Blocked       []reform.Obstacle     // what holds up tasks that the unit leads, one past UnitObstaclesMost at most
}

// UnitObstaclesMost is how many of the obstacles of a unit its page shows.
const UnitObstaclesMost = 5

// UnitPage reads the page of a unit that the actor may watch; any other is not found. 0 is the actor's own unit or,
// where that takes no tasks, the first that does. Its figures are measured against the deadline of the basis.
func (a *App) UnitPage(ctx context.Context, who policy.Actor, id int64, basis reform.DueBasis) (UnitPage, error) {
	all, err := a.DB.Units(ctx)
	if err != nil {
		return UnitPage{}, err
	}
	var page UnitPage
	for _, unit := range all {
		if _, err := policy.Allow(who, policy.UnitWatch, unit.Subject()); err != nil {
			continue
		}
		if unit.TakesTasks() && unit.Stands(a.Today()) {
			page.Units = append(page.Units, unit)
		}
		if unit.ID == id {
			page.Unit = unit
		}
	}
	if id == 0 {
		page.Unit = ownOrFirst(who, page.Units)
	}
	if page.Unit.ID == 0 {
		_, err := a.DB.Unit(ctx, 0)
		return page, err
	}
	given := policy.Subject{Kind: policy.Task, Unit: page.Unit.ID}
	page.MayAccept, page.MayDecline = allowed(who, policy.TaskAccept, given), allowed(who, policy.TaskDecline, given)
	page.MayHandOver = allowed(who, policy.WorkHandOver, policy.Subject{Kind: policy.Person, Unit: page.Unit.ID})
	page.MayReorganise = allowed(who, policy.UnitReorganise, page.Unit.Subject())
	return page, a.fillUnitPage(ctx, who, &page, basis)
}

func ownOrFirst(who policy.Actor, units []reform.Unit) reform.Unit {
	for _, unit := range units {
		if unit.ID == who.Unit {
			return unit
		}
	}
	if len(units) > 0 {
		return units[0]
	}
	return reform.Unit{}
}

func allowed(who policy.Actor, action policy.Action, subject policy.Subject) bool {
	_, err := policy.Allow(who, action, subject)
	return err == nil
}

func (a *App) fillUnitPage(ctx context.Context, who policy.Actor, page *UnitPage, basis reform.DueBasis) error {
	scope := policy.See(who, policy.TaskRead)
	of := func(f reform.TaskFilter) reform.TaskFilter {
		f.Unit, f.Today, f.Basis = page.Unit.ID, a.Today(), basis
		return f
	}
	list := func(into *[]reform.TaskLine, f reform.TaskFilter) func(postgres.Reader) error {
		return func(r postgres.Reader) (err error) { *into, err = r.Tasks(ctx, scope, of(f)); return }
	}
	asked := slices.Concat(waitingNudges(ctx, who, postgres.Reader.UnitWaitingNudges, page.Unit.ID, &page.Nudged), openAsks(ctx, who, page.Unit.ID, &page.Asks))
	return a.DB.Together(ctx, append(asked,
		func(r postgres.Reader) (err error) {
			page.Counts, err = r.WorkCounts(ctx, scope, of(reform.TaskFilter{}))
			return
		},
		list(&page.ToAccept, reform.TaskFilter{State: reform.TaskAssigned}),
		list(&page.Overdue, reform.TaskFilter{Timeliness: reform.OpenOverdue}),
		list(&page.Waiting, reform.TaskFilter{State: reform.TaskSubmitted, Kin: reform.KinCounted}),
		list(&page.Parents, reform.OpenParents),
		func(r postgres.Reader) (err error) {
			page.ParentsTotal, err = r.CountTasks(ctx, scope, of(reform.OpenParents))
			return
		},
		func(r postgres.Reader) (err error) {
			page.Loads, err = r.OfficerLoads(ctx, scope, of(reform.TaskFilter{}))
			return
		},
		func(r postgres.Reader) (err error) {
			page.Blocked, err = r.UnitObstacles(ctx, scope, page.Unit.ID, UnitObstaclesMost+1)
			return
		},
		func(r postgres.Reader) (err error) { page.Owed, err = owedShares(ctx, r, who, page.Unit.ID); return },
	)...)
}
