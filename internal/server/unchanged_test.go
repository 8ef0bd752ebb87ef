package server_test

import (
	"net/http"
	"testing"
	"time"

	"cchc/internal/app"
	"cchc/internal/paths"
	"cchc/internal/reform"
)

// again asks for the page as a browser does that still has it under the name.
func (v *visitor) again(path, tag string) int {
	v.portal.t.Helper()
	v.header.Set("If-None-Match", tag)
	defer v.header.Del("If-None-Match")
	return v.get(path).StatusCode
}

// named asks for the page until it comes under a name: it has none while anybody writes, be it into another database of the tests.
func (v *visitor) named(path string) string {
	for range 100 {
		if tag := v.get(path).Header.Get("ETag"); tag != "" {
			return tag
		}
	}
	return ""
}

// kept reports whether the page is not sent again to whoever has it under the name.
func (v *visitor) kept(path, tag string) bool {
	for range 100 {
		if v.again(path, tag) == http.StatusNotModified {
			return true
		}
	}
	return false
}

func TestTheDashboardIsNotSentAgainWhileNothingChanged(t *testing.T) {
	t.Parallel()
	p := open(t)
	task := p.InProgress(p.Science)
	leader, clerk := p.as(p.Leader), p.as(p.Clerk)
	for _, part := range []string{paths.ToDashboardUnit(p.Units.Science.ID), paths.ToDashboardArea(int(reform.AreaInstitutions))} {
		if tag := leader.named(part); tag == "" || !leader.kept(part, tag) || leader.again(part, "") != http.StatusOK {
			t.Errorf("%s under %q is sent again", part, tag)
		}
	}
	tag := leader.named(paths.Dashboard)
	if tag == "" || !leader.kept(paths.Dashboard, `"other", `+tag) {
		t.Fatalf("the same page under %q is sent again", tag)
	}
	for what, got := range map[string]int{
		"no name": leader.again(paths.Dashboard, ""), "another name": leader.again(paths.Dashboard, `W/"x"`), "a star": leader.again(paths.Dashboard, "*"),
		"another day": leader.again(paths.Dashboard+"?ngay=01/11/2026", tag), "another reader": clerk.again(paths.Dashboard, tag),
	} {
		if got != http.StatusOK {
			t.Errorf("%s: %d", what, got)
		}
	}
	elsewhere := app.New(p.DB, p.Clock.Now, nil) // another program on the same database
	if err := elsewhere.FlagTask(t.Context(), p.Leader.Actor, app.FlagTask{Code: task.Code, Seen: task.Version, Priority: true}); err != nil {
		t.Fatal(err)
	}
	if got := leader.again(paths.Dashboard, tag); got != http.StatusOK {
		t.Errorf("after a deed: %d", got)
	}
	tag = leader.named(paths.Dashboard)
	p.Obstacle(reform.ObstacleSubmitted, p.Read(task.Code), p.Science)
	if got := leader.again(paths.Dashboard, tag); got != http.StatusOK {
		t.Errorf("after an obstacle: %d", got)
	}
	tag = leader.named(paths.Dashboard)
	p.Clock.Advance(14 * time.Hour)
	if got := p.as(p.ViceLeader).again(paths.Dashboard, tag); got != http.StatusOK {
		t.Errorf("the day after: %d", got)
	}
	p.Nudged(reform.RungRemind, p.InProgress(p.Science))
	for _, turned := range []int{0, 1} { // the hour by which the unit was to answer passes without a write
		if got, err := p.App.UnitBoardTurn(t.Context(), p.Leader.Actor, p.Units.Science.ID); err != nil || got != turned {
			t.Errorf("the turn is %d, want %d (%v)", got, turned, err)
		}
		p.Clock.Advance(48 * time.Hour)
	}
}
