package reform_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"cchc/internal/calendar"
	"cchc/internal/reform"
)

// part is what a task was from noon of a day on, up to noon of another; 0 for what it is now.
func part(state reform.TaskState, unit int64, from, to int) reform.TaskPast {
	p := reform.TaskPast{State: state, LeadUnitID: unit, LeadUnit: string(rune('A' + unit - 1)), ValidFrom: on(from).Start().Add(12 * time.Hour)}
	if to != 0 {
		end := on(to).Start().Add(12 * time.Hour)
		p.ValidTo = &end
	}
	return p
}

func TestLatenessCountsForWhoeverHeldTheTask(t *testing.T) {
	t.Parallel()
	past := []reform.TaskPast{
		part(reform.TaskDraft, 0, 1, 2), part(reform.TaskAssigned, 1, 2, 3), part(reform.TaskInProgress, 1, 3, 14),
		part(reform.TaskSuspended, 1, 14, 16), part(reform.TaskAssigned, 2, 16, 17), part(reform.TaskDeclined, 2, 17, 18),
		part(reform.TaskAssigned, 3, 18, 19), part(reform.TaskInProgress, 3, 19, 0),
	}
	want := []reform.Holding{
		{UnitID: 1, Unit: "A", Days: 14, Late: 3}, {UnitID: 2, Unit: "B", Days: 1, Late: 1},
		{UnitID: 0, Unit: "Văn phòng Sở (chờ giao lại)", Days: 1, Late: 1}, {UnitID: 3, Unit: "C", Days: 6, Late: 6},
	}
	got := reform.Holdings(past, on(10), on(23))
	if len(got) != len(want) {
		t.Fatalf("%+v", got)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("%+v, want %+v", got[i], want[i])
		}
	}
}

func TestCompletedTaskIsHeldUpToTheDayOfItsCompletion(t *testing.T) {
	t.Parallel()
	done := part(reform.TaskCompleted, 1, 20, 0)
	done.CompletedOn = on(12)
	past := []reform.TaskPast{part(reform.TaskInProgress, 1, 5, 12), part(reform.TaskSubmitted, 1, 12, 20), done}
	if got := reform.Holdings(past, on(10), on(23)); len(got) != 1 || got[0].Days != 8 || got[0].Late != 2 {
		t.Errorf("%+v", got)
	}
}

// history draws a task's past: states and units that change at random hours over two months.
func history(t *rapid.T) []reform.TaskPast {
	at := on(1).Start()
	states := rapid.SampledFrom(reform.TaskStates())
	var past []reform.TaskPast
	for range rapid.IntRange(1, 12).Draw(t, "parts") {
		p := reform.TaskPast{State: states.Draw(t, "state"), LeadUnitID: rapid.Int64Range(1, 3).Draw(t, "unit"), ValidFrom: at}
		at = at.Add(time.Duration(rapid.IntRange(1, 200).Draw(t, "hours")) * time.Hour)
		end := at
		p.ValidTo = &end
		past = append(past, p)
	}
	last := &past[len(past)-1]
	last.ValidTo = nil
	if last.State == reform.TaskCompleted {
		last.CompletedOn = calendar.DateOf(last.ValidFrom).AddDays(-rapid.IntRange(0, 5).Draw(t, "before"))
	}
	return past
}

// lateDays counts the task's late days one by one, without asking whose they are.
func lateDays(past []reform.TaskPast, due, today calendar.Date) (days, late int) {
	end := today
	if last := past[len(past)-1]; last.State == reform.TaskCompleted && last.CompletedOn.Before(today) {
		end = last.CompletedOn
	}
	for day := calendar.DateOf(past[0].ValidFrom); !day.After(end); day = day.AddDays(1) {
		midnight := day.AddDays(1).Start()
		state := reform.TaskDraft
		for _, p := range past {
			if p.ValidFrom.Before(midnight) {
				state = p.State
			}
		}
		if state == reform.TaskDraft || !state.Open() {
			continue
		}
		days++
		if state != reform.TaskSuspended && day.After(due) {
			late++
		}
	}
	return days, late
}

func TestLateDaysOfTheHoldersSumToTheTasks(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		past := history(t)
		due := on(rapid.IntRange(1, 60).Draw(t, "due"))
		today := calendar.DateOf(past[len(past)-1].ValidFrom).AddDays(rapid.IntRange(0, 30).Draw(t, "since"))
		days, late := 0, 0
		for _, h := range reform.Holdings(past, due, today) {
			if h.Late > h.Days || h.Days <= 0 {
				t.Fatalf("%+v", h)
			}
			days, late = days+h.Days, late+h.Late
		}
		if wantDays, wantLate := lateDays(past, due, today); days != wantDays || late != wantLate {
			t.Fatalf("held %d days, %d late; the task has %d, %d late", days, late, wantDays, wantLate)
		}
	})
}

func TestTaskInTimeHasNoLateDayAndAnOverdueOneHas(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		due := on(rapid.IntRange(5, 40).Draw(t, "due"))
		today := on(rapid.IntRange(2, 60).Draw(t, "today"))
		past := []reform.TaskPast{part(reform.TaskAssigned, 1, 1, 2), part(reform.TaskInProgress, 2, 2, 0)}
		late := 0
		for _, h := range reform.Holdings(past, due, today) {
			late += h.Late
		}
		overdue := reform.TimelinessOf(reform.TaskInProgress, due, calendar.Date{}, today) == reform.OpenOverdue
		if overdue != (late > 0) {
			t.Fatalf("due %s, today %s: overdue %v with %d late days", due, today, overdue, late)
		}
	})
}
