package reform_test

import (
	"testing"
	"time"

	"cchc/internal/calendar"
	"cchc/internal/policy"
	"cchc/internal/reform"
)

func TestShareFlowIsSound(t *testing.T) {
	t.Parallel()
	for _, wrong := range reform.ShareFlow.Check() {
		t.Error(wrong)
	}
	for _, state := range reform.ShareFlow.States() {
		if state.Label() == "" {
			t.Errorf("%s has no words", state)
		}
	}
}

func TestOnlyTheCooperatingUnitAnswers(t *testing.T) {
	t.Parallel()
	task := reform.Task{Assignment: reform.Assignment{LeadUnitID: 1, OfficerID: 7}}
	share := reform.TaskUnit{ID: 3, UnitID: 2}
	if got := share.Subject(reform.ShareAnswer, task); got.Unit != 2 || got.Officer != 0 || got.Kind != policy.Share || got.ID != 3 {
		t.Errorf("answering it is %+v", got)
	}
	if got := share.Subject(reform.ShareAskAgain, task); got.Unit != 1 || got.Officer != 7 {
		t.Errorf("asking again is %+v", got)
	}
}

func TestShareWithoutADayOfItsOwnIsDueWithItsTask(t *testing.T) {
	t.Parallel()
	due, own := calendar.NewDate(2026, time.December, 5), calendar.NewDate(2026, time.December, 1)
	task := reform.Task{Deadline: reform.Deadline{DueOn: due}}
	if got := (reform.TaskUnit{}).Due(task); got != due {
		t.Errorf("due on %s", got)
	}
	if got := (reform.TaskUnit{DueOn: own}).Due(task); got != own {
		t.Errorf("due on %s", got)
	}
}

func TestGivingATaskAnewTouchesOnlySharesThatWereAnswered(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		share      reform.TaskUnit
		cooperates bool
		want       reform.ShareAct
	}{
		{reform.TaskUnit{State: reform.ShareAsked}, true, ""},
		{reform.TaskUnit{State: reform.ShareAsked}, false, ""},
		{reform.TaskUnit{State: reform.ShareAsked, AnsweredAt: &at}, false, reform.ShareWithdraw},
		{reform.TaskUnit{State: reform.ShareAnswered, AnsweredAt: &at}, true, ""},
		{reform.TaskUnit{State: reform.ShareAnswered, AnsweredAt: &at}, false, reform.ShareWithdraw},
		{reform.TaskUnit{State: reform.ShareWithdrawn, AnsweredAt: &at}, true, reform.ShareAsk},
		{reform.TaskUnit{State: reform.ShareWithdrawn, AnsweredAt: &at}, false, ""},
	} {
		if got := c.share.Given(c.cooperates); got != c.want {
			t.Errorf("%s, cooperating from now on %v: %q, want %q", c.share.State, c.cooperates, got, c.want)
		}
	}
}

func TestParentFollowsItsChildren(t *testing.T) {
	t.Parallel()
	done, half, stopped := reform.Children{Units: 3, Done: 2, Stopped: 1}, reform.Children{Units: 3, Done: 2}, reform.Children{Units: 2, Stopped: 2}
	for _, c := range []struct {
		state reform.TaskState
		below reform.Children
		want  reform.TaskAct
	}{
		{reform.TaskAssigned, done, reform.TaskFinish}, {reform.TaskInProgress, done, reform.TaskFinish},
		{reform.TaskSuspended, done, ""}, {reform.TaskDeclined, done, ""}, {reform.TaskCancelled, done, ""}, {reform.TaskCompleted, done, ""},
		{reform.TaskInProgress, half, ""}, {reform.TaskInProgress, stopped, ""}, {reform.TaskCompleted, half, reform.TaskReopen},
	} {
		if got, _ := (reform.Task{State: c.state}).Follows(c.below, "CCHC-2026-002"); got != c.want {
			t.Errorf("%s above %+v: %q, want %q", c.state, c.below, got, c.want)
		}
	}
}
