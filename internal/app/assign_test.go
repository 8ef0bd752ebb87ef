package app_test

import (
	"slices"
	"testing"
	"time"

	"cchc/internal/app"
	"cchc/internal/calendar"
	"cchc/internal/fault"
	"cchc/internal/fixture/small"
	"cchc/internal/policy"
	"cchc/internal/reform"
)

func TestAssignmentGivesTheTaskToItsUnits(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	task := d.Assigned(d.Science,
		reform.TaskUnit{UnitID: d.Units.Digital.ID, Part: reform.Cooperating, Share: "Phần mềm"},
		reform.TaskUnit{UnitID: d.Units.Metrology.ID, Part: reform.Monitoring})
	want := reform.Assignment{
		LeadUnitID: d.Units.Science.ID, LeadUnit: d.Units.Science.Name, AssignedOn: d.App.Today(),
		OtherUnits: []int64{d.Units.Digital.ID, d.Units.Metrology.ID},
	}
	if task.LeadUnitID != want.LeadUnitID || task.LeadUnit != want.LeadUnit || task.AssignedOn != want.AssignedOn || !slices.Equal(task.OtherUnits, want.OtherUnits) {
		t.Errorf("%+v", task.Assignment)
	}
	if task.DueOn != task.OriginalDueOn || task.DueOn != d.App.Today().AddDays(30) {
		t.Errorf("due on %s, first on %s", task.DueOn, task.OriginalDueOn)
	}
	units, err := d.DB.TaskUnits(t.Context(), policy.See(d.Clerk.Actor, policy.TaskRead), task.ID)
	if err != nil || len(units) != 2 || units[0].Part != reform.Cooperating || units[0].Share != "Phần mềm" {
		t.Errorf("%+v (%v)", units, err)
	}
}

func TestTaskThatCannotBeAssignedStaysADraft(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	task := d.Draft()
	for _, c := range []struct {
		claim  string
		change func(*app.AssignTask)
		kind   fault.Kind
		words  string
	}{
		{"no lead", func(in *app.AssignTask) { in.LeadUnit = 0 }, fault.Invalid, "chu_tri"},
		{"a lead that is not", func(in *app.AssignTask) { in.LeadUnit = 99999 }, fault.Invalid, "chu_tri"},
		{"the body outside", func(in *app.AssignTask) { in.LeadUnit = d.Units.Outside.ID }, fault.Invalid, "chu_tri"},
		{"a partner that is not", func(in *app.AssignTask) {
			in.Units = []reform.TaskUnit{{UnitID: 99999, Part: reform.Cooperating}}
		}, fault.Invalid, "phoi_hop"},
		{"due yesterday", func(in *app.AssignTask) { in.DueOn = d.App.Today().AddDays(-1) }, fault.Invalid, "han"},
		{"no day", func(in *app.AssignTask) { in.DueOn = calendar.Date{} }, fault.Invalid, "han"},
		{"the lead beside itself", func(in *app.AssignTask) {
			in.Units = []reform.TaskUnit{{UnitID: in.LeadUnit, Part: reform.Cooperating}}
		}, fault.Invalid, "phoi_hop"},
		{"a stale page", func(in *app.AssignTask) { in.Seen = 0 }, fault.Conflict, "vừa được người khác thay đổi"},
	} {
		in := d.Assignment(task, d.Science)
		c.change(&in)
		refused(t, c.claim, d.App.AssignTask(t.Context(), d.Clerk.Actor, in), c.kind, c.words)
	}
	if now := d.Read(task.Code); now.State != reform.TaskDraft || now.Version != task.Version || len(now.OtherUnits) != 0 {
		t.Errorf("it is %s at version %d", now.State, now.Version)
	}
}

func TestUnitThatHasClosedTakesNoTask(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	shut(t, d, d.Units.Digital)
	refused(t, "a closed unit", d.App.AssignTask(t.Context(), d.Clerk.Actor, d.Assignment(d.Draft(), d.Digital)), fault.Invalid, "chu_tri")
}

// shut ends the unit yesterday.
func shut(t *testing.T, d *small.Department, unit reform.Unit) {
	t.Helper()
	unit.ValidTo = d.App.Today().AddDays(-1)
	if err := d.App.EditUnit(t.Context(), d.Admin.Actor, unit); err != nil {
		t.Fatal(err)
	}
}

func TestEveryUnitThatStandsGetsOneChild(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	shut(t, d, d.Units.Digital)
	clause := d.Clause(d.Directive("12"), "1")
	parent, err := d.App.CreateTask(t.Context(), d.Clerk.Actor, app.CreateTask{
		Task: reform.Task{Title: "Tuyên truyền cải cách", Area: reform.AreaSteering, PlanYear: 2026}, Clauses: []int64{clause.ID},
	})
	if err != nil {
		t.Fatal(err)
	}
	in := d.Assignment(d.Read(parent.Code), small.Team{Unit: d.Units.Office})
	in.EveryUnit = true
	if err := d.App.AssignTask(t.Context(), d.Clerk.Actor, in); err != nil {
		t.Fatal(err)
	}
	page, err := d.App.TaskPage(t.Context(), d.Clerk.Actor, parent.Code)
	var got []string
	for _, child := range page.Children {
		got = append(got, child.LeadUnit)
		task := d.Read(child.Code)
		if task.State != reform.TaskAssigned || task.ParentID != parent.ID || task.DueOn != in.DueOn || task.Title != "Tuyên truyền cải cách" || child.Documents != "12/CT-UBND" {
			t.Errorf("%s: %+v", child.LeadUnit, task)
		}
	}
	slices.Sort(got)
	if want := []string{d.Units.Metrology.Name, d.Units.Science.Name, d.Units.Centre.Name, d.Units.Office.Name}; err != nil || !slices.Equal(got, want) {
		t.Errorf("children of %v, want %v (%v)", got, want, err)
	}
	mine, err := d.App.TaskList(t.Context(), d.Science.Head.Actor, reform.TaskFilter{})
	if err != nil || mine.Total != 1 || mine.Lines[0].LeadUnit != d.Units.Science.Name {
		t.Errorf("the science division sees %+v (%v)", mine.Lines, err)
	}
	if child, err := d.App.TaskPage(t.Context(), d.Science.Head.Actor, mine.Lines[0].Code); err != nil || child.Parent != nil || len(child.Clauses) != 1 {
		t.Errorf("its page has the parent %v and %d clauses (%v)", child.Parent, len(child.Clauses), err)
	}
}

func TestDeclinedTaskReturnsToTheOffice(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	task := d.TaskIn(reform.TaskDeclined, d.Science)
	if event := newest(t, d, 1)[0]; event.Note == "" || event.ActorID != d.Science.Head.Person {
		t.Errorf("%+v", event)
	}
	refused(t, "the unit takes it back", d.App.MoveTask(t.Context(), d.Science.Head.Actor,
		app.MoveTask{Code: task.Code, Act: reform.TaskAccept, Seen: task.Version}), fault.Conflict, "trạng thái")
	d.Clock.Advance(48 * time.Hour)
	task = d.Assign(task, d.Digital)
	if task.State != reform.TaskAssigned || task.LeadUnitID != d.Units.Digital.ID || task.AssignedOn != d.App.Today() || task.OfficerID != 0 {
		t.Errorf("%+v", task)
	}
	if _, err := d.App.TaskPage(t.Context(), d.Science.Head.Actor, task.Code); fault.KindOf(err) != fault.NotFound {
		t.Errorf("the unit that declined it still sees it: %v", err)
	}
}

func TestNumbersOfTasksNeverRepeat(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	codes := make(chan string, 12)
	for range cap(codes) {
		go func() {
			task, err := d.App.CreateTask(t.Context(), d.Clerk.Actor, app.CreateTask{Task: reform.Task{Title: "Việc", PlanYear: 2026}})
			if err != nil {
				t.Error(err)
			}
			codes <- task.Code
		}()
	}
	seen := map[string]bool{}
	for range cap(codes) {
		seen[<-codes] = true
	}
	for n := 1; n <= cap(codes); n++ {
		if !seen[reform.TaskCode(2026, n)] {
			t.Errorf("number %d is missing from %v", n, seen)
		}
	}
}
