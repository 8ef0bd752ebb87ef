package jobs_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"strings"
	"testing"
	"time"

	"cchc/internal/jobs"
)

// run starts the jobs and returns their ticks, what they log, and what ends them and waits for their end.
func run(t *testing.T, all ...jobs.Job) (ticks chan time.Time, said *bytes.Buffer, end func()) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	ticks, said, over := make(chan time.Time), &bytes.Buffer{}, make(chan struct{})
	go func() {
		defer close(over)
		jobs.Run(ctx, slog.New(slog.NewTextHandler(said, nil)), ticks, all...)
	}()
	return ticks, said, func() { cancel(); <-over }
}

func TestJobsAreDoneAtOnceAndAtEachTick(t *testing.T) {
	t.Parallel()
	done := make(chan string, 10)
	job := func(name string) jobs.Job {
		return jobs.Job{Name: name, Do: func(context.Context) error { done <- name; return nil }}
	}
	ticks, _, end := run(t, job("a"), job("b"))
	for range 2 {
		ticks <- time.Time{}
	}
	end()
	close(done)
	var order string
	for name := range done {
		order += name
	}
	if len(order) < 4 || !strings.HasPrefix("ababab", order) { // the last round may be cut short by the end
		t.Errorf("done in the order %q", order)
	}
}

func TestFailureIsLoggedAndTriedAgainAndNeverStopsTheOthers(t *testing.T) {
	t.Parallel()
	other := make(chan struct{}, 10)
	ticks, said, end := run(t,
		jobs.Job{Name: "fails", Do: func(context.Context) error { return errors.New("no database") }},
		jobs.Job{Name: "panics", Do: func(context.Context) error { panic("out of range") }},
		jobs.Job{Name: "other", Do: func(context.Context) error { other <- struct{}{}; return nil }},
	)
	<-other
	ticks <- time.Time{}
	<-other
	end()
	for _, words := range []string{"no database", "job=fails", "out of range", "job=panics"} {
		if strings.Count(said.String(), words) < 2 {
			t.Errorf("the log says %q less than twice: %s", words, said)
		}
	}
}

func TestEndGivesUpTheJobUnderWayWithoutAWord(t *testing.T) {
	t.Parallel()
	begun := make(chan struct{})
	_, said, end := run(t, jobs.Job{Name: "waits", Do: func(ctx context.Context) error {
		close(begun)
		<-ctx.Done()
		return ctx.Err()
	}}, jobs.Job{Name: "never", Do: func(context.Context) error { panic("begun after the end") }})
	<-begun
	end()
	if said.Len() > 0 {
		t.Errorf("the end is logged as a failure: %s", said)
	}
}
