package app

import (
	"context"
	"slices"

	"cchc/internal/policy"
	"cchc/internal/postgres"
	"cchc/internal/reform"
)

// seriesMost is how many series of meetings are read; a department holds a handful.
const seriesMost = 100

// MakeMeetingSeries adds a series of meetings and returns its number.
func (a *App) MakeMeetingSeries(ctx context.Context, who policy.Actor, series reform.MeetingSeries) (int64, error) {
	series.ID, series.Active = 0, true
	grant, err := policy.Allow(who, policy.MeetingPrepare, series.Subject())
	if err != nil {
		return 0, err
	}
	var id int64
	return id, a.DB.Write(ctx, func(tx *postgres.Tx) error {
		chairs, err := meetingChairs(ctx, tx.Reader)
		if err != nil {
			return err
		}
		if err := series.Check(chairs); err != nil {
			return err
		}
		id, err = tx.MakeMeetingSeries(ctx, grant, series)
		return err
	})
}

// EditMeetingSeries asks to change a series, or to hold it no longer; its meetings stay as they are.
type EditMeetingSeries struct {
	Series reform.MeetingSeries
	Seen   int
}

// EditMeetingSeries writes the series over the version that was seen.
func (a *App) EditMeetingSeries(ctx context.Context, who policy.Actor, in EditMeetingSeries) error {
	return a.DB.Write(ctx, func(tx *postgres.Tx) error {
		before, err := tx.MeetingSeriesByID(ctx, policy.See(who, policy.MeetingRead), in.Series.ID)
		if err != nil {
			return err
		}
		grant, err := policy.Allow(who, policy.MeetingPrepare, before.Subject())
		if err != nil {
			return err
		}
		chairs, err := meetingChairs(ctx, tx.Reader)
		if err != nil {
			return err
		}
		if err := in.Series.Check(chairs); err != nil {
			return err
		}
		in.Series.Version = in.Seen
		return tx.EditMeetingSeries(ctx, grant, before, in.Series)
	})
}

// meetingChairs reads who may lead a meeting, unit by unit.
func meetingChairs(ctx context.Context, r postgres.Reader) ([]reform.Person, error) {
	people, err := r.ActivePeople(ctx)
	return slices.DeleteFunc(people, func(p reform.Person) bool { return !p.Chairs() }), err
}
