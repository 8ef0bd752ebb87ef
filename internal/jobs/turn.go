package jobs

import (
	"context"
	"fmt"
	"time"

	"github.com/riverqueue/river"
)

// turns does the periodic deeds.
type turns struct {
	river.WorkerDefaults[turn]
	deeds map[string]func(context.Context) error
}

func newTurns(deeds []periodic) *turns {
	w := &turns{deeds: map[string]func(context.Context) error{}}
	for _, deed := range deeds {
		w.deeds[deed.name] = deed.do
	}
	return w
}

// Timeout returns how long one turn may take.
func (w *turns) Timeout(*river.Job[turn]) time.Duration { return 5 * time.Minute }

// Work does the deed once.
func (w *turns) Work(ctx context.Context, job *river.Job[turn]) error {
	do, known := w.deeds[job.Args.Deed]
	if !known {
		return river.JobCancel(fmt.Errorf("this program knows no deed %q", job.Args.Deed))
	}
	return do(ctx)
}
