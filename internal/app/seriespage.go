package app

import (
	"context"

	"cchc/internal/calendar"
	"cchc/internal/fault"
	"cchc/internal/policy"
	"cchc/internal/postgres"
	"cchc/internal/reform"
)

// seriesOf reads when the task is done anew; the zero value for one that is not periodic.
func (a *App) seriesOf(ctx context.Context, scope policy.Scope, task reform.Task) (reform.Series, error) {
	if !task.Repeats() {
		return reform.Series{}, nil
	}
	return a.DB.Series(ctx, scope, task.ID)
}

// newestOccurrences is how many periods the page of a series' task shows; the others are on its own page.
const newestOccurrences = 3

// SeriesPage is everything the page of a periodic task's periods shows.
type SeriesPage struct {
	Task        reform.Task
	Series      reform.Series
	Occurrences []reform.OccurrenceLine
	Tally       reform.Tally
	Page        int
	Next        *reform.SeriesPeriod // nil when none is opened any more
	May         TaskMay
}

// SeriesPage reads one page of the periods of the periodic task; a task that is none, or out of reach, is not found.
func (a *App) SeriesPage(ctx context.Context, who policy.Actor, code string, page int) (SeriesPage, error) {
	scope := policy.See(who, policy.TaskRead)
	task, err := a.DB.Task(ctx, scope, code)
	if err != nil {
		return SeriesPage{}, err
	}
	if !task.Repeats() {
		return SeriesPage{}, fault.New(fault.NotFound, sentenceNotPeriodic)
	}
	found := SeriesPage{Task: task, May: mayOn(who, task)}
	err = inOrder(
		func() (err error) { found.Series, err = a.DB.Series(ctx, scope, task.ID); return },
		func() (err error) { found.Tally, err = a.DB.Tally(ctx, scope, task.ID, a.Today()); return },
		func() (err error) {
			found.Page = min(page, reform.LastPage(found.Tally.Opened))
			found.Occurrences, err = a.DB.Occurrences(ctx, scope, task.ID, reform.PageSize, (found.Page-1)*reform.PageSize)
			return
		},
		func() error { return a.findNext(ctx, &found) },
	)
	return found, err
}

// findNext works out which period a series at work opens next.
func (a *App) findNext(ctx context.Context, page *SeriesPage) error {
	if !page.Task.Opens() {
		return nil
	}
	table, err := timetable(ctx, a.DB.Reader, a.Today())
	if next, ok := page.Series.Next(table, a.Today()); ok {
		page.Next = &next
	}
	return err
}

// Repetition is what the page of a task shows of the series it is, or of the one it stands in.
type Repetition struct {
	Series     reform.Series // of a series
	Newest     []reform.OccurrenceLine
	Tally      reform.Tally
	Neighbours []reform.Neighbour // of an occurrence
}

// repetition returns the reads that the page of a series, or of an occurrence, needs more than any other.
func (p *TaskPage) repetition(ctx context.Context, scope policy.Scope, today calendar.Date) []func(postgres.Reader) error {
	r := &p.Repetition
	switch {
	case p.Task.Repeats():
		return []func(postgres.Reader) error{
			func(db postgres.Reader) (err error) { r.Series, err = db.Series(ctx, scope, p.Task.ID); return },
			func(db postgres.Reader) (err error) { r.Tally, err = db.Tally(ctx, scope, p.Task.ID, today); return },
			func(db postgres.Reader) (err error) {
				r.Newest, err = db.Occurrences(ctx, scope, p.Task.ID, newestOccurrences, 0)
				return
			},
		}
	case p.Task.Period != "":
		return []func(postgres.Reader) error{
			func(db postgres.Reader) (err error) { r.Neighbours, err = db.Neighbours(ctx, scope, p.Task); return },
		}
	default:
		return nil
	}
}

// ScheduleForm reads the form that changes the schedule of a periodic task that has not ended; a task that is none is not found.
func (a *App) ScheduleForm(ctx context.Context, who policy.Actor, code string) (TaskForm, error) {
	form, err := a.TaskForm(ctx, who, code, policy.TaskSchedule)
	switch {
	case err != nil:
		return form, err
	case !form.Task.Repeats():
		return form, fault.New(fault.NotFound, sentenceNotPeriodic)
	case !form.Task.State.Open():
		return form, fault.New(fault.Conflict, sentenceSeriesEnded)
	default:
		return form, nil
	}
}

const (
	sentenceNotPeriodic = "Nhiệm vụ này không phải việc định kỳ."
	sentenceSeriesEnded = "Nhiệm vụ định kỳ đã dừng nên không sửa được lịch."
)
