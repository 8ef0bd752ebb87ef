package reform_test

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"cchc/internal/calendar"
	"cchc/internal/reform"
)

func on(day int) calendar.Date { return calendar.NewDate(2026, time.November, day) }

func TestTimelinessFollowsTheDueDay(t *testing.T) {
	t.Parallel()
	var none calendar.Date
	for _, c := range []struct {
		claim          string
		state          reform.TaskState
		due, completed calendar.Date
		want           reform.Timeliness
	}{
		{"work due tomorrow is in time", reform.TaskInProgress, on(24), none, reform.OpenInTime},
		{"the due day itself is in time", reform.TaskInProgress, on(23), none, reform.OpenInTime},
		{"the day after is overdue", reform.TaskInProgress, on(22), none, reform.OpenOverdue},
		{"waiting to be accepted, it is late all the same", reform.TaskAssigned, on(22), none, reform.OpenOverdue},
		{"so is what the unit declined", reform.TaskDeclined, on(22), none, reform.OpenOverdue},
		{"so is what was put off", reform.TaskSuspended, on(22), none, reform.OpenOverdue},
		{"so is what waits for confirmation", reform.TaskSubmitted, on(22), none, reform.OpenOverdue},
		{"done on the due day is on time", reform.TaskCompleted, on(20), on(20), reform.DoneOnTime},
		{"done before is on time, however long ago", reform.TaskCompleted, on(20), on(2), reform.DoneOnTime},
		{"done the day after is late", reform.TaskCompleted, on(20), on(21), reform.DoneLate},
		{"a standing duty has no deadline", reform.TaskInProgress, none, none, reform.NoDeadline},
		{"done or not", reform.TaskCompleted, none, on(21), reform.NoDeadline},
		{"a draft is not counted", reform.TaskDraft, on(1), none, reform.NotCounted},
		{"nor is what was stopped", reform.TaskCancelled, on(1), none, reform.NotCounted},
	} {
		if got := reform.TimelinessOf(c.state, c.due, c.completed, on(23)); got != c.want {
			t.Errorf("%s: %s", c.claim, got)
		}
	}
}

func TestTaskAndRowAgreeOnTimeliness(t *testing.T) {
	t.Parallel()
	task := reform.Task{State: reform.TaskCompleted}
	task.DueOn, task.CompletedOn = on(20), on(21)
	line := reform.TaskLine{State: task.State, DueOn: task.DueOn, CompletedOn: task.CompletedOn}
	if task.Timeliness(on(23)) != reform.DoneLate || line.Timeliness(on(23)) != reform.DoneLate {
		t.Errorf("%s and %s", task.Timeliness(on(23)), line.Timeliness(on(23)))
	}
}

// A task that is counted is in exactly one class that adds up to the total, and grows worse with time only.
func TestClassesPartitionWhatIsCounted(t *testing.T) {
	t.Parallel()
	classes := reform.Timelinesses()
	rapid.Check(t, func(t *rapid.T) {
		day := rapid.Custom(func(t *rapid.T) calendar.Date { return on(rapid.IntRange(1, 60).Draw(t, "day")) })
		state := rapid.SampledFrom(reform.TaskStates()).Draw(t, "state")
		var due, completed calendar.Date
		if rapid.Bool().Draw(t, "dated") {
			due = day.Draw(t, "due")
		}
		if state == reform.TaskCompleted {
			completed = day.Draw(t, "completed")
		}
		today := day.Draw(t, "today")
		got := reform.TimelinessOf(state, due, completed, today)
		counted := state != reform.TaskDraft && state != reform.TaskCancelled
		if counted != slices.Contains(classes, got) || !counted && got != reform.NotCounted {
			t.Fatalf("%s due %s, completed %s, is %s", state, due, completed, got)
		}
		if done := got == reform.DoneOnTime || got == reform.DoneLate; done && state != reform.TaskCompleted {
			t.Fatalf("%s counts as done", state)
		}
		later := reform.TimelinessOf(state, due, completed, today.AddDays(rapid.IntRange(1, 99).Draw(t, "days")))
		if later != got && (got != reform.OpenInTime || later != reform.OpenOverdue) {
			t.Fatalf("time alone turned %s into %s", got, later)
		}
	})
}

func TestTaskIsStaleAfterTwoWeeksOfSilence(t *testing.T) {
	t.Parallel()
	said := func(day int) *time.Time {
		at := on(day).Start().Add(23 * time.Hour)
		return &at
	}
	for _, c := range []struct {
		claim    string
		state    reform.TaskState
		assigned calendar.Date
		last     *time.Time
		want     bool
	}{
		{"thirteen days are not yet long", reform.TaskInProgress, on(1), said(10), false},
		{"fourteen are", reform.TaskInProgress, on(1), said(9), true},
		{"without a report the assignment counts", reform.TaskInProgress, on(9), nil, true},
		{"and a fresh one is not stale", reform.TaskInProgress, on(10), nil, false},
		{"only work under way goes stale", reform.TaskSubmitted, on(1), said(1), false},
		{"nor does what was never assigned", reform.TaskInProgress, calendar.Date{}, nil, false},
	} {
		task := reform.Task{State: c.state}
		task.AssignedOn, task.LastReportAt = c.assigned, c.last
		if got := task.Stale(on(23)); got != c.want {
			t.Errorf("%s: %v", c.claim, got)
		}
	}
}
