package jobs

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"cchc/internal/app"
	"cchc/internal/fixture/small"
)

// book collects a log.
type book struct {
	mu    sync.Mutex
	lines bytes.Buffer
}

func (b *book) Write(line []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.lines.Write(line)
}

func (b *book) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.lines.String()
}

// run starts a runner of the deeds and returns its log and what ends it.
func run(t *testing.T, a *app.App, deeds ...periodic) (*book, func()) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	log := &book{}
	runner, err := start(ctx, Options{App: a, Log: slog.New(slog.NewTextHandler(log, nil))}, deeds, 50*time.Millisecond)
	if err != nil {
		t.Fatal(err)
	}
	end := sync.OnceFunc(func() {
		cancel()
		select {
		case <-runner.Stopped():
		case <-time.After(10 * time.Second):
			t.Error("the runner does not end")
		}
	})
	t.Cleanup(end)
	return log, end
}

// await fails unless the channel says something soon.
func await(t *testing.T, what string, said <-chan struct{}) {
	t.Helper()
	select {
	case <-said:
	case <-time.After(10 * time.Second):
		t.Fatalf("%s never happens", what)
	}
}

// each returns a deed that says when it is done.
func each(name string, done chan struct{}) periodic {
	return periodic{name, 6 * time.Hour, func(context.Context) error { done <- struct{}{}; return nil }}
}

func TestATurnIsDoneAtTheStartOnceForAllProcessesAndNotAgainByTheNext(t *testing.T) {
	t.Parallel()
	d, first, second := small.Build(t), make(chan struct{}, 9), make(chan struct{}, 9)
	_, end := run(t, d.App, each("first", first))
	await(t, "the first turn", first)
	run(t, d.App, each("first", first), each("second", second))
	await(t, "the turn that only the other process knows", second)
	end()
	_, end = run(t, d.App, each("first", first), each("third", second))
	await(t, "the turn of a third process", second)
	end()
	if len(first) > 0 {
		t.Error("the first turn was done again in the same stretch of time")
	}
}

func TestFailureIsLoggedAndTriedAgainAndNeverStopsTheOthers(t *testing.T) {
	t.Parallel()
	d, other, again := small.Build(t), make(chan struct{}, 9), make(chan struct{}, 9)
	stumble := func(how func() error) func(context.Context) error {
		first := make(chan struct{}, 1)
		first <- struct{}{}
		return func(context.Context) error {
			select {
			case <-first:
				return how()
			default:
				again <- struct{}{}
				return nil
			}
		}
	}
	log, _ := run(t, d.App, each("other", other),
		periodic{"fails", time.Hour, stumble(func() error { return errors.New("no database") })},
		periodic{"panics", time.Hour, stumble(func() error { panic("out of range") })})
	await(t, "the other deed", other)
	await(t, "another try", again)
	await(t, "another try of the other that failed", again)
	for _, words := range []string{"no database", "fails", "out of range", "panics"} {
		if !strings.Contains(log.String(), words) {
			t.Errorf("the log does not say %q: %s", words, log)
		}
	}
}

func TestEndGivesUpTheDeedUnderWayWithoutAWordAndTheNextProcessDoesIt(t *testing.T) {
	t.Parallel()
	d, begun, done := small.Build(t), make(chan struct{}, 9), make(chan struct{}, 9)
	log, end := run(t, d.App, periodic{"waits", time.Hour, func(ctx context.Context) error {
		begun <- struct{}{}
		<-ctx.Done()
		return ctx.Err()
	}})
	await(t, "the deed", begun)
	end()
	if said := log.String(); strings.Contains(said, "job failed") {
		t.Errorf("the end is logged as a failure: %s", said)
	}
	run(t, d.App, periodic{"waits", time.Hour, func(context.Context) error { done <- struct{}{}; return nil }})
	await(t, "the deed by the next process", done)
}

func TestConnectionsThatBreakDoNotEndTheRunner(t *testing.T) {
	t.Parallel()
	d, first, second := small.Build(t), make(chan struct{}, 9), make(chan struct{}, 9)
	run(t, d.App, each("first", first), periodic{"second", time.Second, func(context.Context) error { second <- struct{}{}; return nil }})
	await(t, "the first turn", first)
	if _, err := d.DB.Pool().Exec(t.Context(), `select pg_terminate_backend(pid) from pg_stat_activity
		where datname = current_database() and pid <> pg_backend_pid()`); err != nil {
		t.Fatal(err)
	}
	for len(second) > 0 {
		<-second
	}
	await(t, "a turn after the connections broke", second)
}
