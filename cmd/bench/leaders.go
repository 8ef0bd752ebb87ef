package main

import (
	"context"
	"fmt"
	"time"

	"cchc/internal/app"
	"cchc/internal/calendar"
	"cchc/internal/paths"
	"cchc/internal/policy"
	"cchc/internal/postgres"
)

// What leaders read.
const (
	dashboardNow  = "dashboard"
	dashboardPast = "dashboard of a past day"
	dashboardSQL  = "dashboard read anew, SQL alone"
	bareDashboard = "bare dashboard"
	briefShown    = "brief"
	bareBrief     = "bare brief"
)

// pastDays is how far back the past day lies that is asked for.
const pastDays = 40

// leaderSubjects are the pages of leaders, and the bare ones beside them.
func (s *stage) leaderSubjects() []subject {
	past := paths.Dashboard + "?ngay=" + calendar.DateOf(time.Now()).AddDays(-pastDays).Vietnamese()
	return []subject{
		s.page(dashboardNow, middle, s.portal, look(paths.Dashboard, s.clerk)), s.page(bareDashboard, middle, s.bare, look("/dashboard", "")),
		s.page(dashboardPast, middle, s.portal, look(past, s.clerk)), s.statements(dashboardSQL),
		s.page(briefShown, middle, s.portal, look(paths.ToSnapshot(s.brief), s.clerk)), s.page(bareBrief, middle, s.bare, look("/brief/"+s.brief, "")),
	}
}

// freeze sees that a brief was frozen over the filled register, and notes its code: the newest meeting's, whose brief the sample leaves
// to be frozen.
func (s *stage) freeze(ctx context.Context) error {
	db, err := postgres.Open(ctx, s.database, 4, time.Now)
	if err != nil {
		return err
	}
	defer db.Close()
	who, err := actor(ctx, db, clerk)
	if err != nil {
		return err
	}
	meetings, err := db.Meetings(ctx, policy.See(who, policy.MeetingRead), 0, 1)
	if err != nil || len(meetings) == 0 {
		return fmt.Errorf("find a meeting: %w", err)
	}
	if s.brief = meetings[0].Snapshot; s.brief != "" {
		return nil
	}
	start := time.Now()
	s.brief, err = freezeNow(ctx, app.New(db, time.Now, nil), who, meetings[0].Code)
	say("  the figures of %d tasks frozen in %v", s.size, time.Since(start).Round(time.Millisecond))
	return err
}

// freezeNow moves out of the meeting's brief what two pages do not hold, freezes it and returns its code.
func freezeNow(ctx context.Context, a *app.App, who policy.Actor, meeting string) (string, error) {
	preview, err := a.BriefPreview(ctx, who, meeting)
	if err != nil {
		return "", err
	}
	seen := preview.Meeting.Version
	if len(preview.Proposed) > 0 {
		in := app.PrepareBrief{
			Code: meeting, Seen: seen, LeftOut: append(preview.Meeting.LeftOut, preview.Proposed...), Questions: preview.Meeting.Questions,
		}
		if err := a.PrepareBrief(ctx, who, in); err != nil {
			return "", err
		}
		seen++
	}
	return a.FreezeMeeting(ctx, who, app.FreezeMeeting{Code: meeting, Seen: seen})
}

// writeDashboardScript writes down what the portal asks of the database for the dashboard when it remembers nothing.
func (s *stage) writeDashboardScript(ctx context.Context, who policy.Actor) error {
	seen, err := recorded(ctx, s.database, func(a *app.App) error { _, err := a.Dashboard(ctx, who, app.DashboardQuery{}); return err })
	s.scripts[dashboardSQL] = []script{scriptOf("dashboard", seen, nil)}
	return err
}
