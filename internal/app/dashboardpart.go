package app

import (
	"context"

	"cchc/internal/fault"
	"cchc/internal/policy"
	"cchc/internal/postgres"
	"cchc/internal/reform"
)

// How much of what else there is a unit's or an area's page shows.
const (
	partNudges    = 6
	partDocuments = 10
)

// UnitBoard is what leaders read of one unit.
type UnitBoard struct {
	Dashboard
	Unit     reform.Unit
	Late     []reform.LateTask
	Nudges   []reform.Nudge
	Promises reform.PromiseCounts // of the year
	MayNudge bool
	MayTell  bool // instruct the unit
}

// UnitBoard reads the figures of one unit, why it is late, how it was urged and what it promised.
func (a *App) UnitBoard(ctx context.Context, who policy.Actor, unit int64, q DashboardQuery) (UnitBoard, error) {
	page := UnitBoard{}
	var err error
	if page.Unit, err = a.DB.Unit(ctx, unit); err != nil {
		return page, err
	}
	q.Unit, q.Own = unit, false
	if page.Dashboard, err = a.Dashboard(ctx, who, q); err != nil {
		return page, err
	}
	page.MayNudge, page.MayTell = who.Reach(policy.NudgeSend) == policy.All && page.Live, who.Reach(policy.TaskInstruct) > policy.Nothing && page.Live
	scope, nudges := policy.See(who, policy.BoardRead), policy.See(who, policy.NudgeRead)
	return page, a.DB.Together(ctx,
		func(r postgres.Reader) (err error) {
			page.Late, err = r.LateTasks(ctx, scope, reform.LateFilter{At: page.Now.At, Unit: unit, Live: page.Live})
			return
		},
		func(r postgres.Reader) error {
			sent, err := r.Nudges(ctx, nudges, reform.NudgeFilter{Unit: unit, State: reform.NudgeSent, Now: page.Now.At})
			page.Nudges = sent[:min(partNudges, len(sent))]
			return err
		},
		func(r postgres.Reader) error {
			counts, err := r.CountPromises(ctx, nudges, reform.PromiseFilter{Unit: unit, Year: page.On.Year(), Today: page.On})
			if len(counts) > 0 {
				page.Promises = counts[0]
			}
			return err
		},
	)
}

// UnitBoardTurn names what the unit's page says and no write changes: it turns when an hour passes by which a nudge had to be answered.
func (a *App) UnitBoardTurn(ctx context.Context, who policy.Actor, unit int64) (int, error) {
	return a.DB.OverdueAnswers(ctx, policy.See(who, policy.NudgeRead), unit, a.Clock(), partNudges)
}

// AreaBoard is what leaders read of one area.
type AreaBoard struct {
	Dashboard
	Area       reform.Area
	Late       []reform.LateTask
	Indicators []reform.IndicatorLine
	Documents  []reform.DocumentLine
}

// AreaBoard reads the figures of one area, what is late in it, and the indicators and documents that are about it.
func (a *App) AreaBoard(ctx context.Context, who policy.Actor, area reform.Area, q DashboardQuery) (AreaBoard, error) {
	page := AreaBoard{Area: area}
	if !area.Valid() {
		return page, fault.New(fault.NotFound, "Không có lĩnh vực này.")
	}
	q.Area, q.Own = &area, false
	var err error
	if page.Dashboard, err = a.Dashboard(ctx, who, q); err != nil {
		return page, err
	}
	scope := policy.See(who, policy.BoardRead)
	return page, a.DB.Together(ctx,
		func(r postgres.Reader) (err error) {
			page.Late, err = r.LateTasks(ctx, scope, reform.LateFilter{At: page.Now.At, Area: &area, Live: page.Live})
			return
		},
		func(r postgres.Reader) (err error) {
			page.Indicators, err = r.Indicators(ctx, policy.See(who, policy.IndicatorRead), policy.See(who, policy.TaskRead), reform.IndicatorFilter{Area: &area})
			return
		},
		func(r postgres.Reader) (err error) {
			page.Documents, err = r.AreaDocuments(ctx, policy.See(who, policy.DocumentRead), area, partDocuments)
			return
		},
	)
}
