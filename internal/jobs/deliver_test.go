package jobs

import (
	"context"
	"errors"
	"log/slog"
	"testing"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"

	"cchc/internal/app"
	"cchc/internal/fixture/small"
	"cchc/internal/postgres"
	"cchc/internal/reform"
)

// told is a department in which a notice is to leave by mail, and its job may be tried so often.
func told(t *testing.T, attempts int) *small.Department {
	t.Helper()
	d := small.Build(t)
	d.DB.DeliverBy(reform.ChannelMail)
	exec := func(sql string, args ...any) {
		if _, err := d.DB.Pool().Exec(t.Context(), sql, args...); err != nil {
			t.Fatal(err)
		}
	}
	exec(`update person set email = username || '@hungyen.gov.vn'`)
	exec(`insert into channel_choice (person_id, kind, channel, pace) values ($1, 'obstacle', 'mail', 'at_once')`, d.Science.Head.Person)
	d.Obstacle(reform.ObstacleSubmitted, d.InProgress(d.Science), d.Science)
	exec(`update river.river_job set max_attempts = $1`, attempts)
	return d
}

// until waits for the query to say yes.
func until(t *testing.T, d *small.Department, what, sql string) {
	t.Helper()
	for deadline := time.Now().Add(10 * time.Second); time.Now().Before(deadline); time.Sleep(10 * time.Millisecond) {
		var yes bool
		if err := d.DB.Pool().QueryRow(t.Context(), sql).Scan(&yes); err != nil {
			t.Fatal(err)
		}
		if yes {
			return
		}
	}
	t.Errorf("never: %s", what)
}

func TestDeliveryIsHandedOverOnceAndItsJobIsDone(t *testing.T) {
	t.Parallel()
	d, sent := told(t, 8), make(chan app.Message, 9)
	work(t, d, func(_ context.Context, m app.Message) error { sent <- m; return nil })
	until(t, d, "the job is done", `select bool_and(state = 'completed') from river.river_job where kind = 'deliver'`)
	until(t, d, "the delivery is sent", `select bool_and(state = 'sent') from delivery`)
	if n := len(sent); n != 1 {
		t.Errorf("%d messages were handed over", n)
	}
}

func TestDeliveryThatFailsToTheLastIsGivenUpAndItsJobIsDone(t *testing.T) {
	t.Parallel()
	d := told(t, 1)
	work(t, d, func(context.Context, app.Message) error { return errors.New("no route to host") })
	until(t, d, "the delivery is dead", `select bool_and(state = 'dead') from delivery`)
	until(t, d, "the job is done", `select bool_and(state = 'completed') from river.river_job where kind = 'deliver'`)
}

func TestDeliveryThatFailsIsTriedAgainLaterAndLater(t *testing.T) {
	t.Parallel()
	d := told(t, 8)
	work(t, d, func(context.Context, app.Message) error { return errors.New("no route to host") })
	until(t, d, "it waits half a minute", `select bool_and(state = 'retryable' and scheduled_at - attempted_at = interval '30 seconds')
		from river.river_job where kind = 'deliver'`)
	at := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	last := time.Duration(0)
	for attempt := 1; attempt < 8; attempt++ {
		job := &river.Job[postgres.DeliverJob]{JobRow: &rivertype.JobRow{Attempt: attempt, AttemptedAt: &at}}
		wait := (&deliver{}).NextRetry(job).Sub(at)
		if wait < last || wait > 4*time.Hour {
			t.Errorf("after %d attempts it waits %v, before that %v", attempt, wait, last)
		}
		last = wait
	}
}

// work starts a runner that knows no deed but those in the queue.
func work(t *testing.T, d *small.Department, send Send) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	runner, err := start(ctx, Options{App: d.App, Log: slog.New(slog.DiscardHandler), Send: send}, []periodic{each("nothing", make(chan struct{}, 1))}, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { cancel(); <-runner.Stopped() })
}
