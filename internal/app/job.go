package app

import (
	"context"

	"cchc/internal/fault"
	"cchc/internal/policy"
	"cchc/internal/postgres"
	"cchc/internal/reform"
)

// Health is how the portal fares.
type Health struct {
	reform.Vitals
	Rounds   []reform.Round
	Counts   []reform.JobCount
	Failed   []reform.FailedJob
	Channels []reform.Channel // that lead somewhere from this portal
	Total    int              // failed jobs; one past reform.CountLimit: more
	Page     int              // of the failed jobs; the last one where a later one was asked for
}

// Health reads how the portal fares, for whoever watches over it.
func (a *App) Health(ctx context.Context, who policy.Actor, page int) (Health, error) {
	scope := policy.See(who, policy.PortalWatch)
	h := Health{Channels: a.DB.Channels(), Page: max(page, 1)}
	err := a.DB.Together(ctx,
		func(r postgres.Reader) (err error) { h.Vitals, err = r.Vitals(ctx, scope); return },
		func(r postgres.Reader) (err error) { h.Rounds, err = r.Rounds(ctx, scope); return },
		func(r postgres.Reader) (err error) { h.Counts, err = r.JobCounts(ctx, scope); return },
		func(r postgres.Reader) (err error) { h.Total, err = r.CountFailedJobs(ctx, scope); return },
		func(r postgres.Reader) (err error) { h.Failed, err = r.FailedJobs(ctx, scope, h.Page); return },
	)
	if last := reform.LastPage(h.Total); err == nil && h.Page > last {
		h.Page = last
		h.Failed, err = a.DB.FailedJobs(ctx, scope, last)
	}
	return h, err
}

// RetryJob has a job that failed tried again soon; a conflict where it does not wait for that any more.
func (a *App) RetryJob(ctx context.Context, who policy.Actor, id int64) error {
	return a.DB.Write(ctx, func(tx *postgres.Tx) error {
		job, err := tx.FailedJob(ctx, policy.See(who, policy.PortalWatch), id)
		if fault.KindOf(err) == fault.NotFound && err != nil {
			return fault.Wrap(fault.NotFound, "Việc này đã xong, đang chạy lại hoặc không còn.", err)
		}
		if err != nil {
			return err
		}
		grant, err := policy.Allow(who, policy.PortalWatch, job.Subject())
		if err != nil {
			return err
		}
		return tx.RetryJob(ctx, grant, job)
	})
}
