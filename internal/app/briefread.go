package app

import (
	"context"
	"strings"
	"time"

	"cchc/internal/calendar"
	"cchc/internal/fault"
	"cchc/internal/policy"
	"cchc/internal/postgres"
	"cchc/internal/reform"
)

// How many lines of each kind a brief has at most before the Office moves any out.
const (
	briefCards   = 12
	briefNudges  = 10
	briefAtRisk  = 8
	silenceReach = 28 * 24 * time.Hour // how far back a nudge without an answer is told of
)

// composeBrief makes the whole brief of the meeting as of the instant, with what the Office moves out still in it. In a transaction
// that stands still all of it is of one moment.
func (a *App) composeBrief(ctx context.Context, r postgres.Reader, who policy.Actor, meeting reform.Meeting, at time.Time) (reform.Brief, error) {
	scope := policy.See(who, policy.MeetingRead)
	ground := reform.BriefGround{Meeting: meeting, At: at, Author: who.Name}
	err := inOrder(
		func() error { return readBefore(ctx, r, scope, &ground) },
		func() error { return readFigures(ctx, r, scope, &ground) },
		func() (err error) { ground.Units, err = r.Units(ctx); return },
		func() (err error) {
			ground.Days, err = r.WorkingDays(ctx, calendar.DateOf(at).AddMonths(-12), calendar.DateOf(at).AddMonths(14))
			return
		},
		func() (err error) {
			ground.Changes, err = r.News(ctx, scope, reform.NewsFilter{Since: ground.Since, At: at, Page: 1})
			return
		},
		func() (err error) { ground.Counts, err = r.NewsCounts(ctx, scope, ground.Since, at); return },
		func() (err error) { ground.Cards, err = r.WaitedCards(ctx, scope, meeting.ID, briefCards); return },
		func() (err error) { ground.Agenda, err = r.Agenda(ctx, scope, meeting.ID); return },
		func() (err error) {
			ground.Nudges, err = r.SilentNudges(ctx, scope, at.Add(-silenceReach), at, briefNudges)
			return
		},
		func() error { return readAhead(ctx, r, scope, &ground) },
	)
	return ground.Compose(), err
}

// readBefore reads what was frozen for the meeting before and what it concluded. Where there is none the brief compares with a week
// before.
func readBefore(ctx context.Context, r postgres.Reader, scope policy.Scope, ground *reform.BriefGround) error {
	ground.Since = ground.At.AddDate(0, 0, -7)
	before, err := r.MeetingBefore(ctx, scope, ground.Meeting)
	if fault.KindOf(err) == fault.NotFound {
		return nil
	}
	if err != nil {
		return err
	}
	if ground.Concluded, err = r.Conclusions(ctx, scope, before.ID); err != nil || before.Snapshot == "" {
		return err
	}
	snapshot, err := r.Snapshot(ctx, scope, before.Snapshot)
	if err == nil && snapshot.At.Before(ground.At) {
		ground.Before, ground.Since = &snapshot.Brief, snapshot.At
	}
	return err
}

func readFigures(ctx context.Context, r postgres.Reader, scope policy.Scope, ground *reform.BriefGround) error {
	figures, err := r.Figures(ctx, scope, ground.At, ground.Since)
	if err != nil {
		return err
	}
	ground.Now, ground.Then = figures[0], figures[1]
	held, err := r.ObstacleFigures(ctx, scope, ground.At, ground.Since)
	if err == nil {
		ground.Held = [2]reform.ObstacleFigures{held[0], held[1]}
	}
	return err
}

// readAhead reads what falls due until the next sitting of the series, or within a week of this one where it has no rhythm.
func readAhead(ctx context.Context, r postgres.Reader, scope policy.Scope, ground *reform.BriefGround) error {
	series, err := r.MeetingSeriesByID(ctx, scope, ground.Meeting.SeriesID)
	if err != nil {
		return err
	}
	today, sits := calendar.DateOf(ground.At), calendar.DateOf(ground.Meeting.SitsAt)
	until := sits.AddDays(7)
	if series.Rhythm != reform.RhythmIrregular {
		until = series.Propose(ground.Meeting, today, ground.Days).On
	}
	ahead, err := r.Ahead(ctx, scope, ground.At, until)
	if err != nil {
		return err
	}
	ground.Ahead = reform.BriefAhead{Until: until, N: ahead.N, AtRisk: len(ahead.Risks)}
	for _, task := range ahead.Risks[:min(len(ahead.Risks), briefAtRisk)] {
		ground.Ahead.Lines = append(ground.Ahead.Lines, reform.BriefChange{
			Key: "ahead:" + task.Code, Code: task.Code, Title: task.Title, Unit: task.Unit, Detail: strings.TrimSuffix(task.Why(today), "."),
		})
	}
	return nil
}
