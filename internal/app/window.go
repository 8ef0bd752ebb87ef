package app

import (
	"context"

	"cchc/internal/policy"
	"cchc/internal/postgres"
	"cchc/internal/reform"
)

// ReportingWindows reads every version of every window for those who may change them.
func (a *App) ReportingWindows(ctx context.Context, who policy.Actor) ([]reform.ReportingWindow, error) {
	if _, err := policy.Allow(who, policy.CalendarManage, policy.Subject{Kind: policy.Window}); err != nil {
		return nil, err
	}
	return a.DB.ReportingWindows(ctx)
}

// ReportingWindow reads one version for those who may change it.
func (a *App) ReportingWindow(ctx context.Context, who policy.Actor, id int64) (reform.ReportingWindow, error) {
	window, err := a.DB.ReportingWindow(ctx, id)
	if err != nil {
		return window, err
	}
	_, err = policy.Allow(who, policy.CalendarManage, window.Subject())
	return window, err
}

// EditWindow asks to change a reporting window: the version itself or, from a day on, by a new version after it.
type EditWindow struct {
	Window reform.ReportingWindow // what stands from Window.ValidFrom on; its version is the one seen
	Anew   bool
}

// EditWindow corrects the version over what was seen or, anew, ends it on the day on which the new one begins. Periods
// already open keep their days.
func (a *App) EditWindow(ctx context.Context, who policy.Actor, in EditWindow) error {
	return a.DB.Write(ctx, func(tx *postgres.Tx) error {
		before, err := tx.ReportingWindow(ctx, in.Window.ID)
		if err != nil {
			return err
		}
		grant, err := policy.Allow(who, policy.CalendarManage, before.Subject())
		if err != nil {
			return err
		}
		next := in.Window
		next.Schedule, next.Position = before.Schedule, before.Position
		if !in.Anew {
			next.ValidFrom, next.ValidTo = before.ValidFrom, before.ValidTo
		}
		if err := next.Check(); err != nil {
			return err
		}
		if in.Anew {
			return succeed(ctx, tx, who, grant, before, next)
		}
		return tx.EditWindow(ctx, grant, next, before.ChangesTo(next))
	})
}

// succeed ends the version on the day on which the next one begins, and adds that.
func succeed(ctx context.Context, tx *postgres.Tx, who policy.Actor, grant policy.Grant, before, next reform.ReportingWindow) error {
	ended, err := before.Ended(next.ValidFrom)
	if err != nil {
		return err
	}
	ended.Version = next.Version
	if err := tx.EditWindow(ctx, grant, ended, before.ChangesTo(ended)); err != nil {
		return err
	}
	grant, err = policy.Allow(who, policy.CalendarManage, policy.Subject{Kind: policy.Window})
	if err != nil {
		return err
	}
	_, err = tx.CreateWindow(ctx, grant, next)
	return err
}
