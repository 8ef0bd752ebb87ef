package app

import (
	"context"
	"errors"
	"fmt"

	"cchc/internal/calendar"
	"cchc/internal/fault"
	"cchc/internal/policy"
	"cchc/internal/postgres"
	"cchc/internal/reform"
)

// OpenPeriods opens, as the portal itself, each period of a series at work that has begun and is not open yet, also those that
// began while the portal was off. It may run twice and in several programs at once. A series that fails keeps no other from
// opening; what failed comes back joined.
func (a *App) OpenPeriods(ctx context.Context) error {
	who := policy.SystemActor()
	running, err := a.DB.RunningSeries(ctx, policy.See(who, policy.TaskRead), a.Today())
	if err != nil || len(running) == 0 {
		return err
	}
	table, err := timetable(ctx, a.DB.Reader, a.Today())
	if err != nil {
		return err
	}
	var failed []error
	for _, series := range running {
		if len(series.ToOpen(table, a.Today())) == 0 {
			continue
		}
		if err := a.openSeries(ctx, who, series.Code); err != nil {
			failed = append(failed, fmt.Errorf("open the periods of %s: %w", series.Code, err))
		}
	}
	return errors.Join(failed...)
}

// openSeries opens the periods of one series with its row locked: of two programs the second finds them open.
func (a *App) openSeries(ctx context.Context, who policy.Actor, code string) error {
	return a.DB.Write(ctx, func(tx *postgres.Tx) error {
		scope := policy.See(who, policy.TaskRead)
		task, err := tx.LockTask(ctx, scope, code)
		if err != nil || !task.Opens() {
			return err
		}
		series, err := tx.RunningSeriesOf(ctx, scope, task.ID)
		if err != nil {
			return err
		}
		table, err := timetable(ctx, tx.Reader, calendarDay(tx))
		if err != nil {
			return err
		}
		for _, period := range series.ToOpen(table, calendarDay(tx)) {
			if err := openPeriod(ctx, tx, who, task, period); err != nil {
				return err
			}
		}
		return nil
	})
}

// openPeriod makes the task that does the series' work in the period, drawn from the same clauses, with the same units
// beside its lead.
func openPeriod(ctx context.Context, tx *postgres.Tx, who policy.Actor, series reform.Task, period reform.SeriesPeriod) error {
	scope := policy.See(who, policy.TaskRead)
	grant, err := policy.Allow(who, policy.TaskCreate, policy.Subject{Kind: policy.Task})
	if err != nil {
		return err
	}
	made, err := tx.CreateTask(ctx, grant, series.Occur(period, calendarDay(tx)))
	if err != nil {
		return err
	}
	units, err := tx.TaskUnits(ctx, scope, series.ID)
	if err != nil {
		return err
	}
	if err := tx.SetTaskUnits(ctx, grant, made.ID, units); err != nil {
		return err
	}
	clauses, err := tx.SourceClauses(ctx, scope, series.ID)
	if err != nil {
		return err
	}
	return tx.SetTaskClauses(ctx, grant, made.ID, clauseIDs(clauses))
}

// timetable reads what the days of periods around today depend on.
func timetable(ctx context.Context, r postgres.Reader, today calendar.Date) (reform.Timetable, error) {
	windows, err := r.ReportingWindows(ctx)
	if err != nil {
		return reform.Timetable{}, err
	}
	days, err := r.WorkingDays(ctx, today.AddMonths(-24), today.AddMonths(24))
	return reform.Timetable{Windows: windows, Days: days}, err
}

// ScheduleTask asks to change when a periodic task is done anew.
type ScheduleTask struct {
	Code   string
	Seen   int
	Series reform.Series // its schedule stays what it was
}

// ScheduleTask writes another day, beginning or end of a series that has not ended. Periods already open stay as they are.
func (a *App) ScheduleTask(ctx context.Context, who policy.Actor, in ScheduleTask) error {
	return a.onTask(ctx, who, in.Code, policy.TaskSchedule, func(tx *postgres.Tx, grant policy.Grant, task reform.Task) error {
		before, err := tx.Series(ctx, policy.See(who, policy.TaskRead), task.ID)
		if err != nil {
			return err
		}
		if !task.State.Open() {
			return fault.New(fault.Conflict, sentenceSeriesEnded)
		}
		next := in.Series
		next.Schedule = before.Schedule
		next = next.Settled()
		if err := next.CheckChange(); err != nil {
			return err
		}
		return tx.ScheduleTask(ctx, grant, task, in.Seen, next, before.ChangesTo(next))
	})
}
