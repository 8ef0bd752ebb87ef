package postgres_test

import (
	"slices"
	"testing"
	"time"

	"cchc/internal/app"
	"cchc/internal/calendar"
	"cchc/internal/fixture/small"
	"cchc/internal/policy"
	"cchc/internal/reform"
)

// spread makes one task of each state and kind of deadline, and returns how many there are.
func spread(t *testing.T, d *small.Department) []reform.Task {
	t.Helper()
	var tasks []reform.Task
	for _, state := range reform.TaskStates() {
		for range 2 {
			tasks = append(tasks, d.TaskIn(state, d.Science))
		}
		d.Clock.Advance(5 * 24 * time.Hour)
	}
	standing := d.Assignment(d.Draft(), d.Science)
	standing.Deadline, standing.DueOn = reform.DeadlineStanding, calendar.Date{}
	if err := d.App.AssignTask(t.Context(), d.Clerk.Actor, standing); err != nil {
		t.Fatal(err)
	}
	late := d.Assigned(d.Science)
	d.Clock.Advance(32 * 24 * time.Hour)
	late = d.Move(late, d.Science.Head, app.MoveTask{Act: reform.TaskAccept})
	d.Report(late, d.Science.Head, 100, small.PDF("a.pdf", "x"))
	late = d.Complete(d.Read(late.Code), d.Science.Head)
	late = d.Sign(d.Sign(late, d.Leader, reform.CompletionApprove), d.Clerk, reform.CompletionAccept)
	soon := d.Assigned(d.Science)
	return append(tasks, d.Read(standing.Code), late, soon)
}

// soonOrStale is what the working filters say of a task, in Go.
func soonOrStale(task reform.Task, today calendar.Date) map[reform.Timeliness]bool {
	class := task.Timeliness(today)
	return map[reform.Timeliness]bool{
		reform.FilterSoon:  class == reform.OpenInTime && task.DueOn.Sub(today) <= reform.SoonDays,
		reform.FilterStale: task.Stale(today),
	}
}

func TestFilteredListsHoldTheClassesTheyName(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	tasks := spread(t, d)
	scope := policy.See(d.Clerk.Actor, policy.TaskRead)
	for range 5 {
		today := d.App.Today()
		for _, class := range append(reform.Timelinesses(), reform.FilterSoon, reform.FilterStale) {
			var want []string
			for _, task := range tasks {
				if task.Timeliness(today) == class || soonOrStale(task, today)[class] {
					want = append(want, task.Code)
				}
			}
			lines, err := d.DB.Tasks(t.Context(), scope, reform.TaskFilter{Timeliness: class, Sort: reform.SortCode, Today: today})
			if got := codes(lines); err != nil || !slices.Equal(got, want) {
				t.Errorf("%s on %s: %v, want %v (%v)", class, today, got, want, err)
			}
		}
		d.Clock.Advance(8 * 24 * time.Hour)
	}
}

func TestCountsAgreeWithTheTasksThemselves(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	tasks := spread(t, d)
	today := d.App.Today()
	var want reform.WorkCounts
	for _, task := range tasks {
		class := task.Timeliness(today)
		open := task.State.Open() && task.State != reform.TaskDraft
		add := func(n *int, yes bool) {
			if yes {
				*n++
			}
		}
		add(&want.Overdue, class == reform.OpenOverdue)
		add(&want.DueSoon, soonOrStale(task, today)[reform.FilterSoon])
		add(&want.Waiting, task.State == reform.TaskSubmitted)
		add(&want.ToAccept, task.State == reform.TaskAssigned)
		add(&want.Stale, task.Stale(today))
		add(&want.Open, open && !task.DueOn.IsZero())
		add(&want.Standing, open && task.DueOn.IsZero())
		add(&want.Completed, task.State == reform.TaskCompleted)
	}
	for _, f := range []reform.TaskFilter{{Today: today}, {Today: today, Unit: d.Units.Science.ID}} {
		got, err := d.DB.WorkCounts(t.Context(), policy.See(d.Clerk.Actor, policy.TaskRead), f)
		if err != nil || got != want {
			t.Errorf("%+v, want %+v (%v)", got, want, err)
		}
	}
	none, err := d.DB.WorkCounts(t.Context(), policy.See(d.Digital.Head.Actor, policy.TaskRead), reform.TaskFilter{Today: today})
	if err != nil || none != (reform.WorkCounts{}) {
		t.Errorf("another division counts %+v (%v)", none, err)
	}
}

func TestLoadsCountWhatIsOpenForEachOfficer(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	d.InProgress(d.Science)
	d.Clock.Advance(25 * 24 * time.Hour)
	d.InProgress(d.Science)
	d.TaskIn(reform.TaskCompleted, d.Science)
	loads := func() []reform.OfficerLoad {
		got, err := d.DB.OfficerLoads(t.Context(), policy.See(d.Science.Head.Actor, policy.TaskRead),
			reform.TaskFilter{Unit: d.Units.Science.ID, Today: d.App.Today()})
		if err != nil || len(got) != 3 {
			t.Fatalf("%+v (%v)", got, err)
		}
		return got
	}
	if an := loads()[0]; an.Name != "Nguyễn Văn An" || an.Open != 2 || an.DueSoon != 1 || an.Overdue != 0 {
		t.Errorf("%+v", an)
	}
	d.Clock.Advance(6 * 24 * time.Hour)
	if an := loads()[0]; an.Open != 2 || an.DueSoon != 0 || an.Overdue != 1 {
		t.Errorf("a week later %+v", an)
	}
	if bich := loads()[1]; bich.Name != "Trần Thị Bích" || bich.Open != 0 {
		t.Errorf("%+v", bich)
	}
}
