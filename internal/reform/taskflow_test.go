package reform_test

import (
	"slices"
	"testing"

	"cchc/internal/policy"
	"cchc/internal/reform"
)

func TestTaskFlowIsSound(t *testing.T) {
	t.Parallel()
	for _, wrong := range reform.TaskFlow.Check() {
		t.Error(wrong)
	}
	for _, step := range reform.TaskFlow.Steps {
		if !slices.Contains(policy.Actions(), step.Needs) {
			t.Errorf("%s from %s needs %s, which no rule can give", step.Act, step.From, step.Needs)
		}
	}
}

func TestEveryActOfTheFlowHasAButton(t *testing.T) {
	t.Parallel()
	acts := reform.TaskActs()
	for _, step := range reform.TaskFlow.Steps {
		if !slices.Contains(acts, step.Act) {
			t.Errorf("%s has no place among the buttons", step.Act)
		}
	}
	for i, act := range acts {
		if act.Label() == "" || slices.Contains(acts[:i], act) {
			t.Errorf("%s has no words, or stands twice", act)
		}
	}
}

func TestOneActTakesOnePermission(t *testing.T) {
	t.Parallel()
	needs := map[reform.TaskAct]policy.Action{}
	for _, step := range reform.TaskFlow.Steps {
		if before, known := needs[step.Act]; known && before != step.Needs {
			t.Errorf("%s needs %s in one state and %s in another", step.Act, before, step.Needs)
		}
		needs[step.Act] = step.Needs
	}
}

func TestWhatTakesWorkFromAUnitGivesAReason(t *testing.T) {
	t.Parallel()
	reasoned := []reform.TaskAct{reform.TaskDecline, reform.TaskReturn, reform.TaskSuspend, reform.TaskCancel, reform.TaskReopen, reform.TaskReassign}
	for _, step := range reform.TaskFlow.Steps {
		if step.Note != slices.Contains(reasoned, step.Act) {
			t.Errorf("%s from %s asks for a reason: %v", step.Act, step.From, step.Note)
		}
	}
}

func TestOnlyCompletedAndCancelledTasksAreClosed(t *testing.T) {
	t.Parallel()
	for _, state := range reform.TaskStates() {
		closed := state == reform.TaskCompleted || state == reform.TaskCancelled
		if state.Open() == closed {
			t.Errorf("%s is open: %v", state, state.Open())
		}
	}
}

func TestEverythingShownHasWords(t *testing.T) {
	t.Parallel()
	words := map[string]string{}
	for _, v := range reform.TaskStates() {
		words["state "+string(v)] = v.Label()
	}
	for _, v := range reform.DeadlineKinds() {
		words["deadline "+string(v)] = v.Label()
	}
	for _, v := range append(reform.Timelinesses(), reform.NotCounted) {
		words["class "+string(v)] = v.Label()
	}
	for _, v := range reform.UnitKinds() {
		words["unit "+string(v)] = v.Label()
	}
	for _, v := range reform.Relations() {
		words["relation "+string(v)] = v.Label()
	}
	for _, v := range reform.DocumentKinds() {
		words["document "+string(v)] = v.Label()
	}
	for _, v := range reform.GivableRoles() {
		words["role "+string(v)] = reform.RoleLabel(v)
	}
	for _, v := range reform.Areas() {
		words["area "+v.Name()] = v.Short()
	}
	for what, label := range words {
		if label == "" {
			t.Errorf("%s has no words", what)
		}
	}
	if reform.TaskState("lost").Label() != "" || reform.TaskAct("burn").Label() != "" || reform.RoleLabel(policy.System) != "" {
		t.Error("there are words for what does not exist")
	}
}

func TestEveryRoleButTheSystemCanBeGiven(t *testing.T) {
	t.Parallel()
	for _, role := range policy.Roles() {
		if given := slices.Contains(reform.GivableRoles(), role); given != (role != policy.System) {
			t.Errorf("%s can be given: %v", role, given)
		}
	}
}

func TestAreasKeepTheDirectivesLetters(t *testing.T) {
	t.Parallel()
	var letters string
	for i, area := range reform.Areas() {
		if int(area) != i || !area.Valid() {
			t.Errorf("area %d stands at %d", area, i)
		}
		letters += area.Letter()
	}
	if letters != "abcdđe" {
		t.Errorf("the letters are %s", letters)
	}
	for _, wrong := range []reform.Area{-1, 7} {
		if wrong.Valid() || wrong.Name()+wrong.Short()+wrong.Letter() != "" {
			t.Errorf("area %d exists", wrong)
		}
	}
}
