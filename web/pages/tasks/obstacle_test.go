package tasks

import (
	"strings"
	"testing"

	"cchc/internal/calendar"
	"cchc/internal/policy"
	"cchc/internal/reform"
	"cchc/web/ui"
)

// Each step of the flow is told in words of its own, and names the obstacle.
func TestEveryStepOfAnObstacleIsTold(t *testing.T) {
	seen := map[string]reform.ObstacleAct{}
	for _, step := range reform.ObstacleFlow.Steps {
		from := step.From
		if from == reform.ObstacleDraft {
			from = "" // nothing is kept before it is sent
		}
		e := event(on(20, 9), step.Needs, reform.Change{Field: "obstacle_state", From: string(from), To: string(step.To)})
		if from == step.To {
			e.Changes = nil
		}
		e.ObjectKind, e.ObjectName, e.Note = string(policy.Obstacle), "VM-031", "Lời dặn."
		moment := Moments(Past{Steps: []reform.AuditEvent{e}})[0]
		if !strings.Contains(moment.What, " VM-031") || strings.HasPrefix(moment.What, "thay đổi") || len(moment.Said) != 1 {
			t.Errorf("%s from %s: %q %v", step.Act, step.From, moment.What, moment.Said)
		}
		if other, known := seen[moment.What]; known && other != step.Act {
			t.Errorf("%s and %s are both told as %q", other, step.Act, moment.What)
		}
		seen[moment.What] = step.Act
	}
	raised := event(on(20, 9), policy.ObstacleRaise, reform.Change{Field: "obstacle_state", To: "submitted"}, reform.Change{Field: "title", To: "Chờ ý kiến Sở Tư pháp"})
	raised.ObjectKind, raised.ObjectName = string(policy.Obstacle), "VM-031"
	if got := whats(Moments(Past{Steps: []reform.AuditEvent{raised}})); got != "báo vướng mắc VM-031: Chờ ý kiến Sở Tư pháp" {
		t.Errorf("%q", got)
	}
}

func TestObstacleSaysSinceWhenItWaits(t *testing.T) {
	v := Show{Today: calendar.NewDate(2026, 11, 23)}
	for state, want := range map[reform.ObstacleState]string{
		reform.ObstacleEscalated: "từ 18/11/2026 · 5 ngày", reform.ObstacleClosed: "18/11/2026",
	} {
		o := reform.Obstacle{ObstacleStage: reform.ObstacleStage{State: state, EnteredAt: on(18, 10)}}
		if got := v.waited(o); got != want {
			t.Errorf("%s: %q, want %q", state, got, want)
		}
		v.Obstacles = []reform.Obstacle{o}
		if badged := v.chips()[len(v.chips())-1] == ui.BlockedChip(); badged != state.Blocks() {
			t.Errorf("%s: badge %v", state, badged)
		}
	}
}
