package policy_test

import (
	"strings"
	"testing"

	"cchc/internal/fault"
	"cchc/internal/policy"
)

// The places of these tests: 10 is the division, 11 stands below it, 20 is another division.
const (
	me, other             = 1, 2
	division, below, away = 10, 11, 20
)

func actor(roles ...policy.Role) policy.Actor {
	return policy.Actor{Person: me, Unit: division, Branch: []int64{division, below}, Roles: roles}
}

func task(officer, unit int64, also ...int64) policy.Subject {
	return policy.Subject{Kind: policy.Task, ID: 5, Officer: officer, Unit: unit, Also: also}
}

func TestReachDecidesWhatIsAllowed(t *testing.T) {
	t.Parallel()
	draft := task(0, 0)
	draft.Draft = true
	for _, c := range []struct {
		claim   string
		role    policy.Role
		action  policy.Action
		subject policy.Subject
		want    bool
	}{
		{"an officer reports on their own task", policy.Staff, policy.ReportPost, task(me, division), true},
		{"even when another unit leads it", policy.Staff, policy.ReportPost, task(me, away), true},
		{"but not on a colleague's", policy.Staff, policy.ReportPost, task(other, division), false},
		{"an officer sees the unit's tasks", policy.Staff, policy.TaskRead, task(other, division), true},
		{"but not those below the unit", policy.Staff, policy.TaskRead, task(other, below), false},
		{"nor another unit's", policy.Staff, policy.TaskRead, task(other, away), false},
		{"a head accepts the unit's tasks", policy.Head, policy.TaskAccept, task(0, division), true},
		{"and those of the units below", policy.Head, policy.TaskAccept, task(0, below), true},
		{"but not another unit's", policy.Head, policy.TaskAccept, task(0, away), false},
		{"nor a task that no unit leads", policy.Head, policy.TaskAccept, task(0, 0), false},
		{"a cooperating unit looks", policy.Head, policy.TaskRead, task(other, away, division), true},
		{"its officers look", policy.Staff, policy.TaskRead, task(other, away, division), true},
		{"and read the files", policy.Staff, policy.FileRead, task(other, away, division), true},
		{"but it does not accept", policy.Head, policy.TaskAccept, task(0, away, division), false},
		{"nor report", policy.Head, policy.ReportPost, task(other, away, division), false},
		{"nor send it as complete", policy.Head, policy.ReportSubmit, task(other, away, division), false},
		{"the Office assigns anything", policy.Office, policy.TaskAssign, task(0, away), true},
		{"the Office reads drafts", policy.Office, policy.TaskRead, draft, true},
		{"so does its chief", policy.Chief, policy.TaskRead, draft, true},
		{"a leader does not", policy.Leader, policy.TaskRead, draft, false},
		{"nor the observer", policy.Observer, policy.TaskRead, draft, false},
		{"nor the files of drafts", policy.Leader, policy.FileRead, draft, false},
		{"the Office does not reopen", policy.Office, policy.TaskReopen, task(other, away), false},
		{"its chief does", policy.Chief, policy.TaskReopen, task(other, away), true},
		{"a leader flags", policy.Leader, policy.TaskFlag, task(other, away), true},
		{"a leader does not assign", policy.Leader, policy.TaskAssign, task(other, away), false},
		{"the observer only looks", policy.Observer, policy.TaskRead, task(other, away), true},
		{"an administrator sees no task", policy.Admin, policy.TaskRead, task(other, division), false},
	} {
		grant, err := policy.Allow(actor(c.role), c.action, c.subject)
		if got := err == nil; got != c.want {
			t.Errorf("%s: allowed %v (%v)", c.claim, got, err)
		}
		if err != nil && fault.KindOf(err) != fault.Forbidden {
			t.Errorf("%s: refused as %s", c.claim, fault.KindOf(err))
		}
		if got := grant.Covers(policy.Task, 5, c.action); got != c.want {
			t.Errorf("%s: the grant covers it: %v", c.claim, got)
		}
	}
}

func TestNobodyConfirmsWhatTheySent(t *testing.T) {
	t.Parallel()
	subject := task(other, away)
	subject.Author = me
	for _, role := range []policy.Role{policy.Office, policy.Chief} {
		_, err := policy.Allow(actor(role), policy.ReportAccept, subject)
		if fault.KindOf(err) != fault.Forbidden || !strings.Contains(fault.Sentence(err), "không tự xác nhận") {
			t.Errorf("%s: %v", role, err)
		}
		if _, err := policy.Allow(actor(role), policy.ReportSendBack, subject); err != nil {
			t.Errorf("%s may not even return it: %v", role, err)
		}
	}
	subject.Author = other
	if _, err := policy.Allow(actor(policy.Office), policy.ReportAccept, subject); err != nil {
		t.Errorf("somebody else's work is not confirmed: %v", err)
	}
}

func TestNobodySignsOffWhatWasWrittenInTheirName(t *testing.T) {
	t.Parallel()
	byDeputy := task(other, division)
	byDeputy.Author, byDeputy.WrittenFor = other, me
	deputy := actor(policy.Head)
	deputy.Person, deputy.For = other, me
	byHead := task(other, division)
	byHead.Author = me
	for claim, err := range map[string]error{
		"a head, what a deputy wrote for them": allowed(actor(policy.Head), byDeputy),
		"a deputy, what the absent head wrote": allowed(deputy, byHead),
		"a deputy, what they wrote as deputy":  allowed(deputy, byDeputy),
	} {
		if fault.KindOf(err) != fault.Forbidden {
			t.Errorf("%s: %v", claim, err)
		}
	}
	if err := allowed(actor(policy.Head), task(other, division)); err != nil {
		t.Errorf("what nobody is named for: %v", err)
	}
}

func allowed(who policy.Actor, subject policy.Subject) error {
	_, err := policy.Allow(who, policy.ReportApprove, subject)
	return err
}

func TestZeroGrantCoversNothing(t *testing.T) {
	t.Parallel()
	var zero policy.Grant
	if zero.Covers("", 0, "") || zero.Covers(policy.Task, 0, policy.Actions()...) {
		t.Error("a grant that nobody gave covers something")
	}
}

func TestGrantCoversOnlyItsRecordAndItsAction(t *testing.T) {
	t.Parallel()
	grant, err := policy.Allow(actor(policy.Office), policy.TaskEdit, task(0, away))
	if err != nil {
		t.Fatal(err)
	}
	if !grant.Covers(policy.Task, 5, policy.TaskAssign, policy.TaskEdit) {
		t.Error("it does not cover what it was given for")
	}
	if grant.Covers(policy.Task, 6, policy.TaskEdit) {
		t.Error("it covers another task")
	}
	if grant.Covers(policy.Task, 0, policy.TaskEdit) {
		t.Error("it covers a task about to be made")
	}
	if grant.Covers(policy.Document, 5, policy.TaskEdit) {
		t.Error("it covers a document of the same number")
	}
	if grant.Covers(policy.Task, 5, policy.TaskAssign) || grant.Covers(policy.Task, 5) {
		t.Error("it covers another action")
	}
	kind, id := grant.Object()
	if kind != policy.Task || id != 5 || grant.Action() != policy.TaskEdit || grant.Actor().Person != me {
		t.Errorf("it says %s %d, %s, %+v", kind, id, grant.Action(), grant.Actor())
	}
}

func TestActorWithoutPersonOwnsNothing(t *testing.T) {
	t.Parallel()
	nobody := policy.Actor{Roles: []policy.Role{policy.Staff}}
	if _, err := policy.Allow(nobody, policy.ReportPost, policy.Subject{Kind: policy.Task, ID: 5}); err == nil {
		t.Error("nobody owns the task that has no officer")
	}
	if _, err := policy.Allow(nobody, policy.TaskRead, policy.Subject{Kind: policy.Task, ID: 5}); err == nil {
		t.Error("nobody's unit is the unit that leads nothing")
	}
}

func TestWidestRoleWins(t *testing.T) {
	t.Parallel()
	both := actor(policy.Staff, policy.Head)
	if _, err := policy.Allow(both, policy.ReportPost, task(other, below)); err != nil {
		t.Errorf("a head who is also staff: %v", err)
	}
	if got := actor(policy.Staff, policy.Observer).Reach(policy.TaskRead); got != policy.All {
		t.Errorf("an observer who is also staff reaches %s", got)
	}
}
