package postgres

import (
	"context"
	"fmt"
	"log/slog"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"

	"cchc/internal/policy"
	"cchc/internal/reform"
	"cchc/migrations"
)

// Job is something to be done after the transaction that asks for it, by whichever portal process comes to it first.
type Job = river.JobArgs

// DeliverJob sends one delivery out.
type DeliverJob struct {
	Delivery int64 `json:"delivery"`
}

// Kind returns the job's name in the queue.
func (DeliverJob) Kind() string { return "deliver" }

// InsertOpts says how often it is tried: over half a day, with growing pauses.
func (DeliverJob) InsertOpts() river.InsertOpts { return river.InsertOpts{MaxAttempts: 8} }

// SendNudgesJob sends the nudges of one batch out, those apart that were recalled.
type SendNudgesJob struct {
	Batch int64 `json:"batch"`
}

// Kind returns the job's name in the queue.
func (SendNudgesJob) Kind() string { return "send_nudges" }

// InsertOpts says how often it is tried: what is left then a sweep finds.
func (SendNudgesJob) InsertOpts() river.InsertOpts { return river.InsertOpts{MaxAttempts: 5} }

// queue puts jobs beside the deed that asks for them; it works none itself.
type queue struct {
	client   *river.Client[pgx.Tx]
	channels []reform.Channel // that lead somewhere from this portal
}

// unannounced puts jobs in without a word: a transaction that announces something waits, at its commit, for every other that
// does. Who works the queue looks often enough.
type unannounced struct{ *riverpgxv5.Driver }

// SupportsListenNotify says no, so that nothing is announced.
func (unannounced) SupportsListenNotify() bool { return false }

func newQueue(pool *pgxpool.Pool) queue {
	client, err := river.NewClient(unannounced{riverpgxv5.New(pool)}, &river.Config{Schema: migrations.QueueSchema, Logger: slog.New(slog.DiscardHandler)})
	if err != nil {
		panic("a client that only inserts has nothing to be refused for: " + err.Error())
	}
	return queue{client: client}
}

// DeliverBy says which channels lead somewhere from this portal; until then notices stay in the portal. To be called before
// the first deed.
func (db *DB) DeliverBy(channels ...reform.Channel) { db.queue.channels = slices.Clone(channels) }

// Channels returns the channels that lead somewhere from this portal.
func (db *DB) Channels() []reform.Channel { return slices.Clone(db.queue.channels) }

// way is a channel that carries notices of a kind, and at which pace where a person chose none.
type way struct {
	kind    reform.NoticeKind
	channel reform.Channel
	preset  reform.Pace
	formal  bool // whatever a person chose
}

// ways returns the ways that notices of the kind go.
func (q queue) ways(kind reform.NoticeKind) []way {
	ways := make([]way, 0, len(q.channels))
	for _, channel := range q.channels {
		ways = append(ways, way{kind, channel, kind.Preset(channel), len(kind.Choosable(channel)) == 1})
	}
	return ways
}

// deliver puts a job for each delivery beside the deed that set it off.
func (tx *Tx) deliver(ctx context.Context, deliveries []int64) error {
	jobs := make([]Job, len(deliveries))
	for i, id := range deliveries {
		jobs[i] = DeliverJob{Delivery: id}
	}
	return tx.enqueue(ctx, tx.Now, jobs)
}

// Later puts the jobs beside the deed that asks for them, to be done at the instant or soon after, under the Grant of the deed;
// of is the record that the deed wrote. They are there if the transaction commits, and not otherwise.
func (tx *Tx) Later(ctx context.Context, grant policy.Grant, of int64, at time.Time, jobs ...Job) error {
	if err := tx.further(grant, of); err != nil {
		return err
	}
	return tx.enqueue(ctx, at, jobs)
}

func (tx *Tx) enqueue(ctx context.Context, at time.Time, jobs []Job) error {
	if len(jobs) == 0 {
		return nil
	}
	many := make([]river.InsertManyParams, len(jobs))
	for i, job := range jobs {
		many[i] = river.InsertManyParams{Args: job, InsertOpts: &river.InsertOpts{}}
		if at.After(tx.Now) {
			many[i].InsertOpts.ScheduledAt = at
		}
	}
	if _, err := tx.queue.client.InsertManyTx(ctx, tx.tx, many); err != nil {
		return fmt.Errorf("put %d jobs into the queue: %w", len(jobs), err)
	}
	return nil
}
