package postgres

import (
	"context"
	"crypto/rand"

	"github.com/jackc/pgx/v5"
)

// processPrefix begins the names of the portal's processes.
const processPrefix = "cchc-"

// processName makes up a name under which this process is known to the database: each of its connections bears it, and each job
// that it works on.
func processName() string { return processPrefix + rand.Text() }

// Process returns the name of this process among those on the database; "" where somebody else opened its connections.
func (db *DB) Process() string { return db.name }

// A process that has just lost its connections, since the database began anew, is given a moment to come back.
const sqlTakeUpJobs = `
update river.river_job j set state = 'available', scheduled_at = now(), errors = array_append(j.errors,
	jsonb_build_object('at', now(), 'attempt', j.attempt, 'error', 'the process that worked on it has ended', 'trace', ''))
where j.state = 'running' and j.attempt < j.max_attempts and j.attempted_by[array_upper(j.attempted_by, 1)] like @prefix || '%'
	and pg_postmaster_start_time() < now() - interval '5 seconds'
	and not exists (select from pg_stat_activity a
		where a.datname = current_database() and a.application_name = j.attempted_by[array_upper(j.attempted_by, 1)])`

// TakeUpJobs puts the jobs back into the queue on which processes worked that have ended without a word: none of their connections
// is left. Where the last attempt ended so, the job stays as it is until the queue itself gives it up.
func (db *DB) TakeUpJobs(ctx context.Context) error {
	_, err := db.pool.Exec(ctx, sqlTakeUpJobs, pgx.NamedArgs{"prefix": processPrefix})
	return asFault(err)
}
