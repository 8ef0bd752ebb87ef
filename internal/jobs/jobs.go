// Package jobs carries out the portal's own deeds at set intervals, inside the program that serves the pages. It knows no
// database and no clock: what to do are functions, and when comes through a channel.
//
// A job must be safe to do twice and by two programs at once, for that is what happens when two of them run.
package jobs

import (
	"context"
	"fmt"
	"log/slog"
	"runtime/debug"
	"time"
)

// Job is one deed of the portal itself.
type Job struct {
	Name string
	Do   func(context.Context) error
}

// Run does each job in turn, at once and again at each tick, until ctx ends. What fails is logged and tried again at the next
// tick; the other jobs and the portal go on. A job under way when ctx ends is given up.
func Run(ctx context.Context, log *slog.Logger, ticks <-chan time.Time, all ...Job) {
	for {
		for _, job := range all {
			if ctx.Err() != nil {
				return
			}
			if err := done(ctx, job); err != nil && ctx.Err() == nil {
				log.Error("job failed, to be tried again", "job", job.Name, "error", err)
			}
		}
		select {
		case <-ctx.Done():
			return
		case <-ticks:
		}
	}
}

// done does the job; a panic comes back as an error, so that it never ends the portal.
func done(ctx context.Context, job Job) (err error) {
	defer func() {
		if cause := recover(); cause != nil {
			err = fmt.Errorf("panic: %v\n%s", cause, debug.Stack())
		}
	}()
	return job.Do(ctx)
}
