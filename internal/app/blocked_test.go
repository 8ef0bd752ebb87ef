package app_test

import (
	"slices"
	"testing"

	"cchc/internal/app"
	"cchc/internal/fixture/small"
	"cchc/internal/policy"
	"cchc/internal/reform"
)

// put brings an obstacle to a state that only a decision card leads to, past the deeds.
func put(t *testing.T, d *small.Department, o reform.Obstacle, state reform.ObstacleState) {
	t.Helper()
	_, err := d.DB.Pool().Exec(t.Context(), `with card as (
		insert into decision_card (question, leader_id, written_by, written_at) values ('Hỏi.', $1, $1, now()) returning id)
		update obstacle set state = $2, card_id = card.id from card where obstacle.id = $3`, d.Leader.Person, string(state), o.ID)
	if err != nil {
		t.Fatal(err)
	}
}

// blockedIn returns a task of the team with an obstacle in the state.
func blockedIn(t *testing.T, d *small.Department, team small.Team, state reform.ObstacleState) reform.Task {
	t.Helper()
	task := d.InProgress(team)
	switch state {
	case reform.ObstacleEscalated, reform.ObstacleQueried, reform.ObstacleDecided:
		put(t, d, d.Obstacle(reform.ObstacleReceived, task, team), state)
	default:
		d.Obstacle(state, task, team)
	}
	return d.Read(task.Code)
}

// A task bears the badge exactly while an obstacle of it blocks; the filter, the figures of its officer and of its unit, and the
// list that each figure leads to say the same.
func TestFilterBadgeAndFiguresOfObstaclesAgree(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	var blocked, all []string
	for _, state := range reform.ObstacleStates() {
		if state == reform.ObstacleDraft {
			continue
		}
		task := blockedIn(t, d, d.Science, state)
		all = append(all, task.Code)
		if state.Blocks() {
			blocked = append(blocked, task.Code)
		}
	}
	twice := blockedIn(t, d, d.Science, reform.ObstacleClosed)
	d.Obstacle(reform.ObstacleSubmitted, twice, d.Science)
	d.Obstacle(reform.ObstacleSubmitted, twice, d.Science)
	all, blocked = append(all, twice.Code), append(blocked, twice.Code)
	over := blockedIn(t, d, d.Science, reform.ObstacleSubmitted) // what is over is held up by nothing
	d.Move(over, d.Clerk, app.MoveTask{Act: reform.TaskCancel, Note: "Không còn cần."})
	all = append(all, over.Code)
	blockedIn(t, d, d.Digital, reform.ObstacleSubmitted)
	for _, who := range []small.Member{d.Science.Officer, d.Science.Head, d.Clerk, d.Leader, d.Observer} {
		f := reform.TaskFilter{Unit: d.Units.Science.ID, Sort: reform.SortCode}
		every, err := d.App.TaskList(t.Context(), who.Actor, f)
		f.Blocked = true
		only, err2 := d.App.TaskList(t.Context(), who.Actor, f)
		if err != nil || err2 != nil || !slices.Equal(lineCodes(every.Lines, false), all) {
			t.Fatalf("%s: %v, %v, %v", who.Username, lineCodes(every.Lines, false), err, err2)
		}
		if badged := lineCodes(every.Lines, true); !slices.Equal(badged, blocked) || !slices.Equal(lineCodes(only.Lines, false), blocked) || only.Total != len(blocked) {
			t.Errorf("%s: badges on %v, the filter finds %v of %d, want %v", who.Username, badged, lineCodes(only.Lines, false), only.Total, blocked)
		}
	}
	work, err := d.App.WorkPage(t.Context(), d.Science.Officer.Actor, reform.WorkBlocked.Filter())
	if err != nil || work.Counts.Blocked != len(blocked) || work.Total != len(blocked) {
		t.Errorf("the officer's figure is %d, the list has %d (%v)", work.Counts.Blocked, work.Total, err)
	}
	unit, err := d.App.UnitPage(t.Context(), d.Science.Head.Actor, d.Units.Science.ID, reform.DueNow)
	if err != nil || unit.Counts.Blocked != len(blocked) || len(unit.Blocked) == 0 || slices.ContainsFunc(unit.Blocked, func(o reform.Obstacle) bool {
		return !o.State.Blocks() || o.UnitID != d.Units.Science.ID
	}) {
		t.Errorf("the unit's figure is %d, its list %v (%v)", unit.Counts.Blocked, unit.Blocked, err)
	}
}

func lineCodes(lines []reform.TaskLine, blocked bool) []string {
	var codes []string
	for _, line := range lines {
		if line.Blocked || !blocked {
			codes = append(codes, line.Code)
		}
	}
	return codes
}

// A task whose work was divided is counted through its children, also where it was blocked before.
func TestDividedTaskIsNotCountedAmongTheBlocked(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	task := blockedIn(t, d, d.Science, reform.ObstacleSubmitted)
	if _, err := d.DB.Pool().Exec(t.Context(), `update task set children = 1 where id = $1`, task.ID); err != nil {
		t.Fatal(err)
	}
	f := reform.TaskFilter{Officer: d.Science.Officer.Person, Today: d.App.Today()}
	counts, err := d.DB.WorkCounts(t.Context(), policy.See(d.Clerk.Actor, policy.TaskRead), f)
	if err != nil || counts.Blocked != 0 {
		t.Errorf("%d are counted (%v)", counts.Blocked, err)
	}
}
