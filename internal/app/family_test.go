package app_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"cchc/internal/app"
	"cchc/internal/calendar"
	"cchc/internal/fault"
	"cchc/internal/fixture/small"
	"cchc/internal/policy"
	"cchc/internal/reform"
)

// family is a task of the digital division with a child for each of the teams.
type family struct {
	parent   reform.Task
	children []reform.Task
	teams    []small.Team
}

func (f *family) read(d *small.Department) {
	f.parent = d.Read(f.parent.Code)
	for i, child := range f.children {
		f.children[i] = d.Read(child.Code)
	}
}

// split divides a task under way among the teams.
func split(t *testing.T, d *small.Department, teams ...small.Team) *family {
	t.Helper()
	task := d.InProgress(d.Digital)
	in := app.SplitTask{Code: task.Code, Seen: task.Version, DueOn: task.DueOn}
	for _, team := range teams {
		in.Units = append(in.Units, team.Unit.ID)
	}
	must(t, d.App.SplitTask(t.Context(), d.Clerk.Actor, in))
	f := &family{parent: d.Read(task.Code), teams: teams}
	for _, team := range teams {
		f.children = append(f.children, childOf(t, d, task, team))
	}
	return f
}

func childOf(t *testing.T, d *small.Department, parent reform.Task, team small.Team) reform.Task {
	t.Helper()
	lines, err := d.DB.ChildTasks(t.Context(), policy.See(d.Clerk.Actor, policy.TaskRead), parent.ID)
	at := slices.IndexFunc(lines, func(l reform.TaskLine) bool { return l.LeadUnitID == team.Unit.ID })
	if err != nil || at < 0 {
		t.Fatalf("%s has no task below %s (%v)", team.Unit.Name, parent.Code, err)
	}
	return d.Read(lines[at].Code)
}

// approved brings the nth child to where only the Office has to accept it.
func (f *family) approved(d *small.Department, n int) reform.Task {
	team := f.teams[n]
	task := d.Read(f.children[n].Code)
	if task.State == reform.TaskAssigned {
		task = d.Move(task, team.Head, app.MoveTask{Act: reform.TaskAccept, Officer: team.Officer.Person})
	}
	return d.Sign(d.Complete(task, team.Officer), team.Head, reform.CompletionApprove)
}

func (f *family) complete(d *small.Department, n int) {
	d.Sign(f.approved(d, n), d.Clerk, reform.CompletionAccept)
	f.read(d)
}

func (f *family) cancel(d *small.Department, n int) {
	d.Move(d.Read(f.children[n].Code), d.Clerk, app.MoveTask{Act: reform.TaskCancel, Note: "Không còn cần."})
	f.read(d)
}

func TestParentStandsAtTheMeanOfItsChildrenRoundedDown(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	f := split(t, d, d.Science, d.Branch, d.Centre)
	report := func(n, percent int) {
		team := f.teams[n]
		task := d.Read(f.children[n].Code)
		if task.State == reform.TaskAssigned {
			task = d.Move(task, team.Head, app.MoveTask{Act: reform.TaskAccept, Officer: team.Officer.Person})
		}
		d.Report(task, team.Officer, percent)
		f.read(d)
	}
	for _, c := range []struct{ child, percent, want int }{{0, 50, 16}, {1, 30, 26}, {2, 21, 33}, {0, 99, 50}} {
		report(c.child, c.percent)
		if f.parent.Percent != c.want || f.parent.Children != 3 {
			t.Errorf("child %d at %d%%: the parent of %d stands at %d%%, want %d%%", c.child, c.percent, f.parent.Children, f.parent.Percent, c.want)
		}
	}
	f.cancel(d, 0)
	if f.parent.Percent != 25 {
		t.Errorf("without the child that was stopped the parent stands at %d%%", f.parent.Percent)
	}
}

func TestParentTakesNoReportAndNoCompletionOfItsOwn(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	f := split(t, d, d.Science)
	_, err := post(t, d, d.Digital.Officer, f.parent, small.Statement(100), small.PDF("a.pdf", "x"))
	refused(t, "a report", err, fault.Conflict, "việc con")
	_, err = send(t, d, d.Digital.Officer, small.Completion(f.parent))
	refused(t, "sending it", err, fault.Conflict, "việc con")
	refused(t, "finishing it by hand", d.App.MoveTask(t.Context(), d.Chief.Actor,
		app.MoveTask{Code: f.parent.Code, Act: reform.TaskFinish, Seen: f.parent.Version}), fault.Forbidden, "không có quyền")
	page, err := d.App.TaskPage(t.Context(), d.Digital.Officer.Actor, f.parent.Code)
	if err != nil || len(page.Offers) != 0 || page.May.Report {
		t.Errorf("its officer is offered %+v, a report %v (%v)", page.Offers, page.May.Report, err)
	}
	f.complete(d, 0)
	refused(t, "opening it by hand", d.App.MoveTask(t.Context(), d.Chief.Actor,
		app.MoveTask{Code: f.parent.Code, Act: reform.TaskReopen, Seen: f.parent.Version, Note: "Làm lại."}), fault.Conflict, "Mở lại việc con")
}

func TestParentIsCompletedWithItsLastChild(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	f := split(t, d, d.Science, d.Branch, d.Centre)
	f.complete(d, 0)
	d.Clock.Advance(48 * time.Hour)
	last := d.App.Today()
	f.complete(d, 2)
	if f.parent.State != reform.TaskInProgress {
		t.Fatalf("with one child open it is %s", f.parent.State)
	}
	d.Clock.Advance(24 * time.Hour)
	f.cancel(d, 1)
	if f.parent.State != reform.TaskCompleted || f.parent.CompletedOn != last || f.parent.Percent != 100 {
		t.Errorf("with all over it is %s on %s at %d%%, the last child was completed on %s", f.parent.State, f.parent.CompletedOn, f.parent.Percent, last)
	}
	events := newest(t, d, 2)
	if events[0].Action != "task.finish" || events[0].ActorID != 0 || events[0].ObjectID != f.parent.ID || events[1].ObjectID != f.children[1].ID {
		t.Errorf("the log tells %+v", events)
	}
}

func TestParentWhoseChildrenWereAllStoppedStaysOpen(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	f := split(t, d, d.Science, d.Centre)
	f.cancel(d, 0)
	f.cancel(d, 1)
	if f.parent.State != reform.TaskInProgress {
		t.Errorf("it is %s", f.parent.State)
	}
}

func TestChildOpenedAgainOpensItsParent(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	f := split(t, d, d.Science, d.Centre)
	f.complete(d, 0)
	f.complete(d, 1)
	d.Move(f.children[1], d.Chief, app.MoveTask{Act: reform.TaskReopen, Note: "Có khiếu nại."})
	f.read(d)
	event := newest(t, d, 1)[0]
	if f.parent.State != reform.TaskInProgress || !f.parent.CompletedOn.IsZero() || event.Action != "task.reopen" || event.ActorID != 0 ||
		!strings.Contains(event.Note, f.children[1].Code) {
		t.Errorf("the parent is %s, completed on %s; the log tells %+v", f.parent.State, f.parent.CompletedOn, event)
	}
	if f.complete(d, 1); f.parent.State != reform.TaskCompleted {
		t.Errorf("completed once more the parent is %s", f.parent.State)
	}
}

func TestSuspendedParentIsCompletedWhenItGoesOn(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	f := split(t, d, d.Science)
	f.parent = d.Move(f.parent, d.Clerk, app.MoveTask{Act: reform.TaskSuspend, Note: "Chờ văn bản."})
	f.complete(d, 0)
	if f.parent.State != reform.TaskSuspended {
		t.Fatalf("suspended it became %s", f.parent.State)
	}
	if done := d.Move(f.parent, d.Clerk, app.MoveTask{Act: reform.TaskResume}); done.State != reform.TaskCompleted {
		t.Errorf("resumed with all its children done it is %s", done.State)
	}
}

func TestLastTwoChildrenAtOnceFinishTheirParentOnce(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	for range 5 {
		f := split(t, d, d.Science, d.Centre)
		each := []app.SignOff{
			d.SigningOff(f.approved(d, 0), reform.CompletionAccept), d.SigningOff(f.approved(d, 1), reform.CompletionAccept),
		}
		done := make(chan error, len(each))
		for _, in := range each {
			go func() {
				_, err := d.App.SignOff(t.Context(), d.Clerk.Actor, in)
				done <- err
			}()
		}
		for range each {
			if err := <-done; err != nil {
				t.Fatal(err)
			}
		}
		f.read(d)
		finished := 0
		for _, event := range newest(t, d, 6) {
			if event.Action == "task.finish" && event.ObjectID == f.parent.ID {
				finished++
			}
		}
		if f.parent.State != reform.TaskCompleted || finished != 1 {
			t.Errorf("the parent is %s and was finished %d times", f.parent.State, finished)
		}
	}
}

func TestSeriesNeverFinishesWithItsChildren(t *testing.T) {
	t.Parallel()
	for _, state := range reform.TaskStates() {
		task := reform.Task{State: state, Deadline: reform.Deadline{DeadlineKind: reform.DeadlinePeriodic}}
		if act, _ := task.Follows(reform.Children{Units: 2, Done: 2}, "CCHC-2026-002"); act != "" {
			t.Errorf("%s: %s", state, act)
		}
	}
}

// Every deed that moves a task lets its parent follow: none writes the move by itself.
func TestNoDeedMovesATaskPastItsParent(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("*.go")
	must(t, err)
	for _, path := range files {
		source, err := os.ReadFile(path)
		must(t, err)
		if n := strings.Count(string(source), "tx.MoveTask("); n > 0 && path != "family.go" && !strings.HasSuffix(path, "_test.go") {
			t.Errorf("%s writes %d moves of tasks itself: moveTask lets the parent follow", path, n)
		}
	}
}

func TestSplitGivesEachUnitTheSameTask(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	clause := d.Clause(d.Directive("12"), "1")
	draft, err := d.App.CreateTask(t.Context(), d.Clerk.Actor, app.CreateTask{
		Task: reform.Task{Title: "Tuyên truyền", Description: "Mô tả", Deliverable: "Báo cáo", Area: reform.AreaSteering, PlanYear: 2026}, Clauses: []int64{clause.ID},
	})
	must(t, err)
	task := d.Assign(d.Read(draft.Code), d.Digital)
	task = d.Move(task, d.Digital.Head, app.MoveTask{Act: reform.TaskAccept, Officer: d.Digital.Officer.Person})
	d.Report(task, d.Digital.Officer, 40)
	task = d.Read(task.Code)
	due := task.DueOn.AddDays(-3)
	must(t, d.App.SplitTask(t.Context(), d.Clerk.Actor, app.SplitTask{
		Code: task.Code, Seen: task.Version, DueOn: due, Units: []int64{d.Units.Science.ID, d.Units.Centre.ID},
	}))
	for _, team := range []small.Team{d.Science, d.Centre} {
		child := childOf(t, d, task, team)
		if child.Title != "Tuyên truyền" || child.Description != "Mô tả" || child.Deliverable != "Báo cáo" || child.DueOn != due || child.OriginalDueOn != due ||
			child.State != reform.TaskAssigned || child.OfficerID != 0 || child.Percent != 0 || child.AssignedOn != d.App.Today() || child.ParentID != task.ID {
			t.Errorf("%s got %+v", team.Unit.Name, child)
		}
		page, err := d.App.TaskPage(t.Context(), team.Head.Actor, child.Code)
		if err != nil || len(page.Clauses) != 1 {
			t.Errorf("%s sees %d clauses (%v)", team.Head.Username, len(page.Clauses), err)
		}
	}
	parent := d.Read(task.Code)
	if parent.Children != 2 || parent.Percent != 0 || parent.Version != task.Version+1 || parent.DueOn != task.DueOn {
		t.Errorf("the parent is %+v", parent)
	}
	refused(t, "the same page again", d.App.SplitTask(t.Context(), d.Clerk.Actor, app.SplitTask{
		Code: task.Code, Seen: task.Version, DueOn: due, Units: []int64{d.Units.Office.ID},
	}), fault.Conflict, "vừa được người khác thay đổi")
	must(t, d.App.SplitTask(t.Context(), d.SecondClerk.Actor, app.SplitTask{Code: task.Code, Seen: parent.Version, DueOn: due, Every: true}))
	form, err := d.App.SplitForm(t.Context(), d.Clerk.Actor, task.Code)
	if err != nil || len(form.Units) != 0 || len(form.Children) != 5 || d.Read(task.Code).Children != 5 {
		t.Errorf("afterwards %d units are left and %d have a task (%v)", len(form.Units), len(form.Children), err)
	}
}

func TestSplitIsRefusedWithItsReason(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	f := split(t, d, d.Science)
	closed := d.Units.Metrology
	shut(t, d, closed)
	try := func(who small.Member, task reform.Task, change func(*app.SplitTask)) error {
		in := app.SplitTask{Code: task.Code, Seen: task.Version, DueOn: d.App.Today().AddDays(9), Units: []int64{d.Units.Centre.ID}}
		change(&in)
		return d.App.SplitTask(t.Context(), who.Actor, in)
	}
	same := func(*app.SplitTask) {}
	refused(t, "nobody chosen", try(d.Clerk, f.parent, func(in *app.SplitTask) { in.Units = nil }), fault.Invalid, "don_vi")
	refused(t, "a unit that has one", try(d.Clerk, f.parent, func(in *app.SplitTask) { in.Units = append(in.Units, d.Units.Science.ID) }), fault.Invalid, "don_vi")
	refused(t, "a unit that closed", try(d.Clerk, f.parent, func(in *app.SplitTask) { in.Units = []int64{closed.ID} }), fault.Invalid, "don_vi")
	refused(t, "a day that is past", try(d.Clerk, f.parent, func(in *app.SplitTask) { in.DueOn = d.App.Today().AddDays(-1) }), fault.Invalid, "han")
	refused(t, "no day", try(d.Clerk, f.parent, func(in *app.SplitTask) { in.DueOn = calendar.Date{} }), fault.Invalid, "han")
	refused(t, "a child", try(d.Clerk, f.children[0], same), fault.Conflict, "việc con")
	for _, state := range reform.TaskStates() {
		task := d.TaskIn(state, d.Digital)
		err := try(d.Clerk, task, same)
		if may := slices.Contains([]reform.TaskState{reform.TaskAssigned, reform.TaskInProgress, reform.TaskDeclined}, state); may != (err == nil) ||
			err != nil && (fault.KindOf(err) != fault.Conflict || !strings.Contains(err.Error(), state.Label())) {
			t.Errorf("%s: %v", state, err)
		}
	}
	for _, who := range []small.Member{d.Digital.Head, d.Digital.Officer, d.Leader, d.Observer} {
		refused(t, who.Username, try(who, f.parent, same), fault.Forbidden, "không có quyền")
	}
}
