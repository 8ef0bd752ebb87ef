package app_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"cchc/internal/app"
	"cchc/internal/fault"
	"cchc/internal/fixture/small"
	"cchc/internal/policy"
	"cchc/internal/reform"
)

// situation is a task of a team in a state, as one claim needs it.
type situation struct {
	name string
	team small.Team
	make func(reform.TaskState) reform.Task
}

// situations are the places a task can have for those who act below: the science division's, another division's with
// science beside it, and that of the centre below the sub-department.
func situations(d *small.Department) []situation {
	beside := reform.TaskUnit{UnitID: d.Units.Science.ID, Part: reform.Cooperating}
	in := func(name string, team small.Team, others ...reform.TaskUnit) situation {
		return situation{name, team, func(state reform.TaskState) reform.Task { return d.TaskIn(state, team, others...) }}
	}
	return []situation{in("science's", d.Science), in("digital's with science beside", d.Digital, beside), in("the centre's", d.Centre)}
}

func cast(d *small.Department) []small.Member {
	return []small.Member{d.Science.Officer, d.Colleague, d.Science.Head, d.Branch.Head, d.Clerk, d.Chief, d.Leader, d.Observer, d.Admin}
}

// attempt tries the act on the task and returns what came of it.
func attempt(t *testing.T, d *small.Department, who small.Member, s situation, task reform.Task, act reform.TaskAct) error {
	t.Helper()
	switch act {
	case reform.TaskAssign:
		return d.App.AssignTask(t.Context(), who.Actor, d.Assignment(task, s.team))
	case reform.TaskSubmit:
		_, err := d.App.SubmitCompletion(t.Context(), who.Actor, small.Completion(task))
		return err
	}
	if act == reform.TaskReassign {
		return d.App.ReassignTask(t.Context(), who.Actor, app.ReassignTask{
			Code: task.Code, Seen: task.Version, To: reform.Reassignment{LeadUnit: d.Units.Metrology.ID, Note: "Theo chỉ đạo."},
		})
	}
	return d.App.MoveTask(t.Context(), who.Actor, app.MoveTask{Code: task.Code, Act: act, Seen: task.Version, Note: "Theo chỉ đạo."})
}

// refusals returns the kinds of fault that policy and the flow give as answers; none when the act is to be taken.
func refusals(who small.Member, task reform.Task, act reform.TaskAct) []fault.Kind {
	if _, err := policy.Allow(who.Actor, policy.TaskRead, task.Subject()); err != nil {
		return []fault.Kind{fault.NotFound}
	}
	var kinds []fault.Kind
	if _, err := reform.TaskFlow.Next(task.State, act); err != nil {
		kinds = append(kinds, fault.Conflict)
	}
	if _, err := policy.Allow(who.Actor, needs(act), task.Subject()); err != nil {
		kinds = append(kinds, fault.Forbidden)
	}
	return kinds
}

func needs(act reform.TaskAct) policy.Action {
	for _, step := range reform.TaskFlow.Steps {
		if step.Act == act {
			return step.Needs
		}
	}
	return ""
}

// offered returns the acts whose buttons work on the task's page; nobody is offered what they cannot see.
func offered(t *testing.T, d *small.Department, who small.Member, task reform.Task) []reform.TaskAct {
	t.Helper()
	page, err := d.App.TaskPage(t.Context(), who.Actor, task.Code)
	if err != nil && fault.KindOf(err) != fault.NotFound {
		t.Fatal(err)
	}
	var acts []reform.TaskAct
	for _, offer := range page.Offers {
		if offer.Reason == "" {
			acts = append(acts, offer.Act)
		}
	}
	return acts
}

// Each act, by each role, on each kind of task in each state: it is taken exactly when policy and the flow say so, and the
// task's page offers exactly what can be taken.
func TestButtonsAreTheTruth(t *testing.T) {
	t.Parallel()
	for _, state := range reform.TaskStates() {
		t.Run(string(state), func(t *testing.T) {
			t.Parallel()
			d := small.Build(t)
			for _, s := range situations(d) {
				tryFlow(t, d, s, state)
				tryBeside(t, d, s, s.make(state).Code)
			}
		})
	}
}

func tryFlow(t *testing.T, d *small.Department, s situation, state reform.TaskState) {
	t.Helper()
	task := s.make(state)
	for _, who := range cast(d) {
		buttons := offered(t, d, who, task)
		for _, act := range reform.TaskActs() {
			if act == reform.TaskReturn || act == reform.TaskComplete {
				continue // taken by signing off a report, which has claims of its own
			}
			if tryAct(t, d, who, s, task, act, slices.Contains(buttons, act)) {
				task = s.make(state)
			}
		}
	}
}

// tryAct plays one claim and reports whether the task has moved.
func tryAct(t *testing.T, d *small.Department, who small.Member, s situation, task reform.Task, act reform.TaskAct, shown bool) bool {
	t.Helper()
	claim := fmt.Sprintf("%s (%v), %s on %s task", who.Username, who.Roles, act, s.name)
	wanted := refusals(who, task, act)
	err := attempt(t, d, who, s, task, act)
	if shown != (err == nil) {
		t.Errorf("%s: offered %v, answered %v", claim, shown, err)
	}
	now := d.Read(task.Code)
	if len(wanted) > 0 {
		if err == nil || !slices.Contains(wanted, fault.KindOf(err)) {
			t.Errorf("%s: %v, want one of %v", claim, err, wanted)
		}
		return now.Version != task.Version
	}
	step, _ := reform.TaskFlow.Next(task.State, act)
	if err != nil || now.State != step.To || now.Version != task.Version+1 {
		t.Errorf("%s: %s at version %d (%v)", claim, now.State, now.Version, err)
	}
	return true
}

// beside are the deeds outside the flow, with the word of the page on each.
var beside = map[string]func(app.TaskMay) bool{
	"report":       func(m app.TaskMay) bool { return m.Report },
	"name officer": func(m app.TaskMay) bool { return m.NameOfficer },
	"edit":         func(m app.TaskMay) bool { return m.Edit },
	"flag":         func(m app.TaskMay) bool { return m.Flag },
}

func tryBeside(t *testing.T, d *small.Department, s situation, code string) {
	t.Helper()
	for _, who := range cast(d) {
		page, _ := d.App.TaskPage(t.Context(), who.Actor, code)
		for name, may := range beside {
			if shown, err := may(page.May), deed(t, d, who, s, code, name); shown != (err == nil) {
				t.Errorf("%s, %s on %s task: offered %v, answered %v", who.Username, name, s.name, shown, err)
			}
		}
	}
}

func deed(t *testing.T, d *small.Department, who small.Member, s situation, code, name string) error {
	t.Helper()
	task := d.Read(code)
	switch name {
	case "report":
		_, err := d.App.PostReport(t.Context(), who.Actor, app.PostReport{Code: code, Report: small.Statement(100)})
		return err
	case "name officer":
		return d.App.NameOfficer(t.Context(), who.Actor, app.NameOfficer{Code: code, Seen: task.Version, Officer: s.team.Officer.Person})
	case "edit":
		return d.App.EditTask(t.Context(), who.Actor, app.EditTask{Code: code, Seen: task.Version, Task: task})
	case "flag":
		return d.App.FlagTask(t.Context(), who.Actor, app.FlagTask{Code: code, Seen: task.Version, Priority: !task.Priority})
	}
	return errors.New("there is no such deed")
}
