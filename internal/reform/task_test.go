package reform_test

import (
	"slices"
	"strings"
	"testing"

	"cchc/internal/calendar"
	"cchc/internal/fault"
	"cchc/internal/policy"
	"cchc/internal/reform"
)

// atWork is a task that a unit works on, read at version 7.
func atWork() reform.Task {
	task := reform.Task{ID: 5, Code: "CCHC-2026-014", Title: "Rà soát văn bản", PlanYear: 2026, State: reform.TaskInProgress, Version: 7}
	task.LeadUnitID, task.OfficerID, task.Percent = 10, 3, 60
	task.DeadlineKind, task.DueOn, task.OriginalDueOn = reform.DeadlineFixed, on(30), on(30)
	return task
}

func take(t *testing.T, task reform.Task, act reform.TaskAct, note string) (reform.TaskMove, error) {
	t.Helper()
	step, err := reform.TaskFlow.Next(task.State, act)
	if err != nil {
		t.Fatal(err)
	}
	return task.Take(step, 3, task.Version, note, on(23))
}

func complains(t *testing.T, err error) []string {
	t.Helper()
	if err == nil {
		return nil
	}
	f, ok := fault.As(err)
	if !ok || f.Kind != fault.Invalid {
		t.Fatalf("not an invalid fault: %v", err)
	}
	var names []string
	for _, field := range f.Fields {
		names = append(names, field.Name)
	}
	return names
}

func TestStalePageCannotDecide(t *testing.T) {
	t.Parallel()
	task := atWork()
	step, _ := reform.TaskFlow.Next(task.State, reform.TaskSuspend)
	for _, seen := range []int{0, 6, 8} {
		if _, err := task.Take(step, 3, seen, "lý do", on(23)); fault.KindOf(err) != fault.Conflict {
			t.Errorf("a page of version %d: %v", seen, err)
		}
		if _, err := task.Edit(task, seen); fault.KindOf(err) != fault.Conflict {
			t.Errorf("an edit of version %d: %v", seen, err)
		}
	}
}

func TestStepThatAsksForAReasonGetsOne(t *testing.T) {
	t.Parallel()
	for _, step := range reform.TaskFlow.Steps {
		task := atWork()
		task.State = step.From
		_, err := task.Take(step, 3, task.Version, "", on(23))
		if got := complains(t, err); step.Note != slices.Equal(got, []string{"ly_do"}) {
			t.Errorf("%s from %s without a reason: %v", step.Act, step.From, err)
		}
		if move, err := task.Take(step, 3, task.Version, "Theo chỉ đạo.", on(23)); err != nil || move.Becomes.State != step.To {
			t.Errorf("%s from %s with one: %s, %v", step.Act, step.From, move.Becomes.State, err)
		}
	}
}

func TestCompletionTakesTheDayOfSubmission(t *testing.T) {
	t.Parallel()
	task := atWork()
	task.Percent = 100
	sent, err := take(t, task, reform.TaskSubmit, "")
	if err != nil || sent.Becomes.SubmittedOn != on(23) || sent.Becomes.SubmittedBy != 3 {
		t.Fatalf("sent on %s by %d (%v)", sent.Becomes.SubmittedOn, sent.Becomes.SubmittedBy, err)
	}
	step, _ := reform.TaskFlow.Next(reform.TaskSubmitted, reform.TaskComplete)
	done, err := sent.Becomes.Take(step, 9, 7, "", on(29))
	if err != nil || done.Becomes.CompletedOn != on(23) || done.Becomes.Percent != 100 {
		t.Errorf("completed on %s at %d%% (%v)", done.Becomes.CompletedOn, done.Becomes.Percent, err)
	}
	if done.Becomes.SubmittedBy != 3 {
		t.Error("who sent it is forgotten")
	}
}

func TestReturnAndReopeningClearTheSubmission(t *testing.T) {
	t.Parallel()
	for from, act := range map[reform.TaskState]reform.TaskAct{
		reform.TaskSubmitted: reform.TaskReturn, reform.TaskCompleted: reform.TaskReopen,
	} {
		task := atWork()
		task.State, task.SubmittedOn, task.SubmittedBy, task.CompletedOn = from, on(20), 3, on(20)
		move, err := take(t, task, act, "Chưa đủ tài liệu.")
		got := move.Becomes
		if err != nil || !got.SubmittedOn.IsZero() || got.SubmittedBy != 0 || !got.CompletedOn.IsZero() {
			t.Errorf("after %s: sent on %s by %d, completed on %s (%v)", act, got.SubmittedOn, got.SubmittedBy, got.CompletedOn, err)
		}
		if move.Note != "Chưa đủ tài liệu." {
			t.Errorf("the reason is %q", move.Note)
		}
	}
}

func TestMoveListsWhatChanged(t *testing.T) {
	t.Parallel()
	move, err := take(t, atWork(), reform.TaskSuspend, "Chờ văn bản.")
	want := []reform.Change{{Field: "state", From: "in_progress", To: "suspended"}}
	if err != nil || !slices.Equal(move.Changes, want) {
		t.Errorf("%v (%v)", move.Changes, err)
	}
	task := atWork()
	task.State, task.OfficerID = reform.TaskAssigned, 0
	move, err = take(t, task, reform.TaskAccept, "")
	move = move.WithOfficer(task, 4)
	want = []reform.Change{{Field: "state", From: "assigned", To: "in_progress"}, {Field: "officer", To: "4"}}
	if err != nil || !slices.Equal(move.Changes, want) || move.Becomes.OfficerID != 4 {
		t.Errorf("%v (%v)", move.Changes, err)
	}
}

func TestContentOfATaskIsChecked(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		change func(*reform.Task)
		want   []string
	}{
		{func(*reform.Task) {}, nil},
		{func(t *reform.Task) { t.Title = "" }, []string{"ten"}},
		{func(t *reform.Task) { t.Title = strings.Repeat("ộ", 500) }, nil},
		{func(t *reform.Task) { t.Title = strings.Repeat("ộ", 501) }, []string{"ten"}},
		{func(t *reform.Task) { t.Description = strings.Repeat("a", 5001) }, []string{"mo_ta"}},
		{func(t *reform.Task) { t.Area = 7 }, []string{"linh_vuc"}},
		{func(t *reform.Task) { t.Area = -1 }, []string{"linh_vuc"}},
		{func(t *reform.Task) { t.PlanYear = 26 }, []string{"nam"}},
		{func(t *reform.Task) { t.Deliverable = strings.Repeat("a", 1001) }, []string{"san_pham"}},
		{func(t *reform.Task) { t.Title, t.Area = "", 9 }, []string{"ten", "linh_vuc"}},
	} {
		task := atWork()
		c.change(&task)
		if got := complains(t, task.Check()); !slices.Equal(got, c.want) {
			t.Errorf("%v, want %v", got, c.want)
		}
	}
}

func TestAssignmentIsChecked(t *testing.T) {
	t.Parallel()
	beside := func(units ...int64) []reform.TaskUnit {
		var out []reform.TaskUnit
		for _, unit := range units {
			out = append(out, reform.TaskUnit{UnitID: unit, Part: reform.Cooperating})
		}
		return out
	}
	var none calendar.Date
	for _, c := range []struct {
		claim  string
		lead   int64
		kind   reform.DeadlineKind
		due    calendar.Date
		others []reform.TaskUnit
		want   []string
	}{
		{"due today", 10, reform.DeadlineFixed, on(23), beside(11, 12), nil},
		{"standing, without a day", 10, reform.DeadlineStanding, none, nil, nil},
		{"no lead", 0, reform.DeadlineFixed, on(30), nil, []string{"chu_tri"}},
		{"no kind", 10, "", on(30), nil, []string{"kieu_han"}},
		{"fixed, without a day", 10, reform.DeadlineFixed, none, nil, []string{"han"}},
		{"periodic, with a schedule", 10, reform.DeadlinePeriodic, none, beside(11), nil},
		{"periodic, with a day", 10, reform.DeadlinePeriodic, on(30), nil, []string{"han"}},
		{"standing, with a day", 10, reform.DeadlineStanding, on(30), nil, []string{"han"}},
		{"due yesterday", 10, reform.DeadlineFixed, on(22), nil, []string{"han"}},
		{"the lead also cooperates", 10, reform.DeadlineFixed, on(30), beside(10), []string{"phoi_hop"}},
		{"one unit twice", 10, reform.DeadlineFixed, on(30), beside(11, 11), []string{"phoi_hop"}},
		{"nothing at all", 0, "", none, nil, []string{"chu_tri", "kieu_han", "han"}},
	} {
		task := atWork()
		task.LeadUnitID, task.DeadlineKind, task.DueOn = c.lead, c.kind, c.due
		if got := complains(t, task.CheckAssignment(c.others, reform.Series{Schedule: reform.ScheduleMonthly, DueDay: 25, StartsOn: on(1)}, on(23))); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.claim, got, c.want)
		}
	}
}

func TestTaskCodesSortWithinTheirYear(t *testing.T) {
	t.Parallel()
	for n, want := range map[int]string{1: "CCHC-2026-001", 14: "CCHC-2026-014", 999: "CCHC-2026-999", 1000: "CCHC-2026-1000"} {
		if got := reform.TaskCode(2026, n); got != want {
			t.Errorf("task %d is %s", n, got)
		}
	}
}

func TestTaskIsFoundByItsCodeHoweverTyped(t *testing.T) {
	t.Parallel()
	task := atWork()
	fold := task.SearchFold()
	for _, typed := range []string{"cchc-2026-014", "cchc2026014", "ra soat van ban"} {
		if !strings.Contains(fold, typed) {
			t.Errorf("%q is not in %q", typed, fold)
		}
	}
}

func TestPolicySeesWhoStandsBesideATask(t *testing.T) {
	t.Parallel()
	task := atWork()
	task.OtherUnits, task.SubmittedBy = []int64{11}, 3
	s := task.Subject()
	if s.Kind != policy.Task || s.ID != 5 || s.Officer != 3 || s.Author != 3 || s.Unit != 10 || !slices.Equal(s.Also, []int64{11}) || s.Draft {
		t.Errorf("%+v", s)
	}
	task.State = reform.TaskDraft
	if !task.Subject().Draft {
		t.Error("a draft is not seen as one")
	}
}

func TestOfficerIsNamedOnlyWhileWorkGoesOn(t *testing.T) {
	t.Parallel()
	for _, state := range reform.TaskStates() {
		want := state == reform.TaskInProgress || state == reform.TaskSuspended
		if got := (reform.Task{State: state}).TakesOfficer(); got != want {
			t.Errorf("%s takes an officer: %v", state, got)
		}
	}
}
