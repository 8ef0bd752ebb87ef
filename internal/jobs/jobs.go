// Package jobs does what the portal does later or by itself: jobs that deeds put into the queue, and deeds that come round at
// set intervals. It calls app as the system and knows no SQL; the queue's library keeps its tables.
//
// Any process may do any job, and one may be done twice: a process can die between the doing and the saying so. Every deed here
// is safe to do twice, and the queue sees to it that it is done at least once.
package jobs

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"

	"cchc/internal/app"
	"cchc/migrations"
)

const (
	workers  = 4           // on two cores, most of them waiting for a mail server
	lookEach = time.Second // for new jobs: nothing announces them, so that no deed waits for the announcements of others
	restEach = 50 * time.Millisecond
	longest  = time.Minute      // a job takes, unless it says otherwise
	lost     = 15 * time.Minute // after which a job is taken from whoever has it, as the last resort
	finish   = 5 * time.Second  // what is under way may take to end by itself
	keptFor  = 30 * 24 * time.Hour
)

// Send hands a message over to whoever carries it on.
type Send func(context.Context, app.Message) error

// Options are what a Runner needs to know of its surroundings.
type Options struct {
	App  *app.App
	Log  *slog.Logger
	Send Send
}

// Runner does jobs until it is stopped.
type Runner struct {
	client *river.Client[pgx.Tx]
}

// Start begins to do jobs; they end soon after ctx does. What fell due while no process ran is done at once.
func Start(ctx context.Context, o Options) (*Runner, error) {
	return start(ctx, o, deedsOf(o.App), finish)
}

func start(ctx context.Context, o Options, deeds []periodic, finish time.Duration) (*Runner, error) {
	a, log, all := o.App, o.Log, river.NewWorkers()
	err := errors.Join(river.AddWorkerSafely(all, newTurns(deeds)),
		river.AddWorkerSafely(all, &deliver{app: a, send: o.Send, log: log}), river.AddWorkerSafely(all, &nudges{app: a}))
	if err != nil {
		return nil, fmt.Errorf("name what works the queue: %w", err)
	}
	client, err := river.NewClient(riverpgxv5.New(a.DB.Pool()), &river.Config{
		ID: a.DB.Process(), Schema: migrations.QueueSchema, Workers: all, PeriodicJobs: schedule(deeds),
		Queues: map[string]river.QueueConfig{river.QueueDefault: {MaxWorkers: workers}}, PollOnly: true,
		FetchCooldown: restEach, FetchPollInterval: lookEach, JobTimeout: longest, RescueStuckJobsAfter: lost, SoftStopTimeout: finish,
		DiscardedJobRetentionPeriod: keptFor, Logger: slog.New(quieter{log.Handler()}), ErrorHandler: teller{log},
	})
	if err != nil {
		return nil, fmt.Errorf("make what works the queue: %w", err)
	}
	if err := a.TakeUpJobs(ctx); err != nil {
		return nil, err
	}
	if err := begin(ctx, client, deeds); err != nil {
		return nil, err
	}
	return &Runner{client: client}, nil
}

// begin starts the client and puts the first turns into the queue, which would come otherwise only at the next full stretch.
func begin(ctx context.Context, client *river.Client[pgx.Tx], deeds []periodic) error {
	first := make([]river.InsertManyParams, len(deeds))
	for i, deed := range deeds {
		first[i].Args, first[i].InsertOpts = deed.turn()
	}
	if _, err := client.InsertMany(ctx, first); err != nil {
		return fmt.Errorf("put the first turns into the queue: %w", err)
	}
	if err := client.Start(ctx); err != nil {
		return fmt.Errorf("begin to work the queue: %w", err)
	}
	return nil
}

func schedule(deeds []periodic) []*river.PeriodicJob {
	var jobs []*river.PeriodicJob
	for _, deed := range deeds {
		jobs = append(jobs, river.NewPeriodicJob(deed, deed.turn, &river.PeriodicJobOpts{ID: deed.name}))
	}
	return jobs
}

// Stopped is closed once the context that the runner was started with has ended and every job under way has, too: those that
// take long are given up and done again later.
func (r *Runner) Stopped() <-chan struct{} { return r.client.Stopped() }
