package jobs

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"github.com/riverqueue/river"

	"cchc/internal/app"
	"cchc/internal/postgres"
)

// deliver hands over what leaves the portal.
type deliver struct {
	river.WorkerDefaults[postgres.DeliverJob]
	app  *app.App
	send Send
	log  *slog.Logger
}

// NextRetry waits four times as long after each attempt, from half a minute up to four hours.
func (w *deliver) NextRetry(job *river.Job[postgres.DeliverJob]) time.Time {
	wait := 30 * time.Second << (2 * min(job.Attempt-1, 5))
	return job.AttemptedAt.Add(min(wait, 4*time.Hour))
}

// Work hands the delivery over, or comes back when it may. After the last attempt the delivery is given up and the job is done:
// from there on somebody has to look, who finds it among what could not be delivered.
func (w *deliver) Work(ctx context.Context, job *river.Job[postgres.DeliverJob]) error {
	again, err := w.app.Deliver(ctx, job.Args.Delivery, w.send)
	switch {
	case err != nil && job.Attempt >= job.MaxAttempts && !errors.Is(ctx.Err(), context.Canceled):
		w.log.ErrorContext(ctx, "delivery given up", "delivery", job.Args.Delivery, "error", err)
		return w.giveUp(ctx, job.Args.Delivery, err)
	case err != nil:
		return err
	case !again.IsZero():
		return river.JobSnooze(max(again.Sub(w.app.Clock()), time.Second))
	}
	return nil
}

// giveUp has a time of its own: the job's may have run out.
func (w *deliver) giveUp(ctx context.Context, delivery int64, why error) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
	defer cancel()
	return w.app.GiveUpDelivery(ctx, delivery, why.Error())
}
