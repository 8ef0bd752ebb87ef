package jobs

import (
	"context"
	"errors"
	"time"

	"github.com/riverqueue/river"

	"cchc/internal/app"
)

// periodic is one deed that the portal does again and again. It must be safe to do twice: what day it is, and what is to be done
// on it, the deed finds out for itself.
type periodic struct {
	name  string
	every time.Duration
	do    func(context.Context) error
}

// deedsOf lists what the portal does by itself.
func deedsOf(a *app.App) []periodic {
	return []periodic{
		{"tally_board", time.Minute, a.TallyBoard},
		{"take_up_jobs", time.Minute, a.TakeUpJobs},
		{"reorganise_units", 5 * time.Minute, a.ReorganiseUnits},
		{"open_periods", 5 * time.Minute, a.OpenPeriods},
		{"tell_late_obstacles", 5 * time.Minute, a.TellLateObstacles},
		{"forget_staged", 5 * time.Minute, a.ForgetStaged},
		{"sweep_nudges", time.Minute, a.SweepNudges},
		{"prepare_meetings", 5 * time.Minute, a.PrepareMeetings},
		{"remind_people", 5 * time.Minute, inTurn(a.RemindPeople, a.MakeDigests)}, // so that the morning's digest holds its reminders
		{"forget_old", 6 * time.Hour, a.ForgetOld},
	}
}

// inTurn does the deeds one after another, also where one fails; the failures come back joined.
func inTurn(deeds ...func(context.Context) error) func(context.Context) error {
	return func(ctx context.Context) error {
		var failed []error
		for _, deed := range deeds {
			failed = append(failed, deed(ctx))
		}
		return errors.Join(failed...)
	}
}

// turn is one round of a periodic deed, in the queue.
type turn struct {
	Deed  string `json:"deed"`
	Every int    `json:"every"` // seconds, so that whoever looks at the queue knows when the next one is due
}

// Kind returns the job's name in the queue.
func (turn) Kind() string { return "periodic" }

// turn returns the round of the deed that is due in the stretch of time that at lies in: one for all processes, and also where
// one was made in that stretch already and is done.
func (p periodic) turn() (river.JobArgs, *river.InsertOpts) {
	return turn{Deed: p.name, Every: int(p.every.Seconds())}, &river.InsertOpts{
		MaxAttempts: 3, UniqueOpts: river.UniqueOpts{ByArgs: true, ByPeriod: p.every},
	}
}

// Next returns when the stretch after the one of now begins.
func (p periodic) Next(now time.Time) time.Time { return now.Truncate(p.every).Add(p.every) }
