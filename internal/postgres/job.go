package postgres

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"cchc/internal/policy"
	"cchc/internal/reform"
)

// fragJobName is what a job is called: a turn by its deed.
const fragJobName = `coalesce(j.args ->> 'deed', j.kind)`

const sqlJobCounts = `
select ` + fragJobName + ` as name, count(*) filter (where j.state = 'available') as waiting, count(*) filter (where j.state in ('scheduled', 'pending')) as scheduled,
	count(*) filter (where j.state = 'running') as running, count(*) filter (where j.state in ('retryable', 'discarded')) as failed,
	count(*) filter (where j.state = 'completed') as completed
from river.river_job j where @scope_all group by 1 order by 1`

// JobCounts returns how many jobs of each name are in each state.
func (r Reader) JobCounts(ctx context.Context, scope policy.Scope) ([]reform.JobCount, error) {
	return many[reform.JobCount](ctx, r.q, sqlJobCounts, scoped(scope, nil))
}

const sqlRounds = `
select j.args ->> 'deed' as name, max((j.args ->> 'every')::int) as every, max(j.finalized_at) filter (where j.state = 'completed') as last_at,
	max(j.scheduled_at) as turn_at, (array_agg(j.state::text order by j.id desc))[1] in ('retryable', 'discarded') as failed
from river.river_job j where @scope_all and j.kind = 'periodic' group by 1 order by 1`

// Rounds returns what comes round, with its last turn.
func (r Reader) Rounds(ctx context.Context, scope policy.Scope) ([]reform.Round, error) {
	return many[reform.Round](ctx, r.q, sqlRounds, scoped(scope, nil))
}

const fragFailedJobs = `
from river.river_job j where @scope_all and j.state in ('retryable', 'discarded') and (@id::bigint = 0 or j.id = @id)`

const sqlFailedJobs = `
select j.id, ` + fragJobName + ` as name, j.state::text as state, j.attempt, j.max_attempts, coalesce(j.errors[array_upper(j.errors, 1)] ->> 'error', '') as error,
	(j.errors[array_upper(j.errors, 1)] ->> 'at')::timestamptz as failed_at, case j.state when 'retryable' then j.scheduled_at end as next_at` + fragFailedJobs + `
order by j.id desc limit @limit offset @offset`

// FailedJobs returns one page of the jobs that failed and are not done since, the newest first.
func (r Reader) FailedJobs(ctx context.Context, scope policy.Scope, page int) ([]reform.FailedJob, error) {
	return many[reform.FailedJob](ctx, r.q, sqlFailedJobs, jobArgs(scope, 0, page))
}

// FailedJob returns the failed job with this number, or a not-found fault when it is none.
func (r Reader) FailedJob(ctx context.Context, scope policy.Scope, id int64) (reform.FailedJob, error) {
	return one[reform.FailedJob](ctx, r.q, sqlFailedJobs, jobArgs(scope, id, 1))
}

const sqlCountFailedJobs = `select count(*) from (select` + fragFailedJobs + ` limit @counted) counted`

// CountFailedJobs returns how many jobs failed and are not done since, counting no further than one past reform.CountLimit.
func (r Reader) CountFailedJobs(ctx context.Context, scope policy.Scope) (int, error) {
	return scalar[int](ctx, r.q, sqlCountFailedJobs, jobArgs(scope, 0, 1))
}

func jobArgs(scope policy.Scope, id int64, page int) pgx.NamedArgs {
	return scoped(scope, pgx.NamedArgs{"id": id, "limit": reform.PageSize, "offset": offset(page), "counted": reform.CountLimit + 1})
}

const sqlVitals = `
select pg_database_size(current_database()) as size, (select coalesce(max(version), 0)::bigint from schema_migrations) as schema,
	(select coalesce(max(version), 0) from river.river_migration where line = 'main') as queue,
	(select count(distinct a.application_name) from pg_stat_activity a where a.datname = current_database() and a.application_name like @prefix || '%') as processes,
	(select count(*) from river.river_job where state = 'available') as waiting,
	(select coalesce(extract(epoch from now() - min(scheduled_at)), 0)::float8 from river.river_job where state = 'available' and scheduled_at <= now()) as lag,
	(select count(*) from delivery where state = 'dead') as dead
where @scope_all`

// Vitals returns what keeps the portal going; not found for who may not know.
func (r Reader) Vitals(ctx context.Context, scope policy.Scope) (reform.Vitals, error) {
	return one[reform.Vitals](ctx, r.q, sqlVitals, scoped(scope, pgx.NamedArgs{"prefix": processPrefix}))
}

// RetryJob puts a failed job back into the queue, under a Grant to watch over the portal, and writes the audit line.
func (tx *Tx) RetryJob(ctx context.Context, grant policy.Grant, job reform.FailedJob) error {
	if !grant.Covers(policy.Job, job.ID, policy.PortalWatch) {
		return fmt.Errorf("a grant for %s tries no job again", grant.Action())
	}
	if err := tx.sendOnce(ctx, grant.Actor()); err != nil {
		return err
	}
	if _, err := tx.queue.client.JobRetryTx(ctx, tx.tx, job.ID); err != nil {
		return fmt.Errorf("try job %d again: %w", job.ID, err)
	}
	return tx.record(ctx, grant, entry{kind: policy.Job, name: reform.JobLabel(job.Name), note: job.Plainly()}, job.ID)
}
