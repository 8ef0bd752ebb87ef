package jobs

import (
	"context"

	"github.com/riverqueue/river"

	"cchc/internal/app"
	"cchc/internal/postgres"
)

// nudges sends batches of nudges out once they can no longer be recalled.
type nudges struct {
	river.WorkerDefaults[postgres.SendNudgesJob]
	app *app.App
}

// Work sends what of the batch is due. What it fails to send the sweep finds.
func (w *nudges) Work(ctx context.Context, job *river.Job[postgres.SendNudgesJob]) error {
	return w.app.SendNudges(ctx, job.Args.Batch)
}
