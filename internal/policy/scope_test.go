package policy_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"cchc/internal/policy"
)

func TestZeroScopeCoversNothing(t *testing.T) {
	t.Parallel()
	var zero policy.Scope
	if zero.All() || zero.Drafts() || zero.Person() != 0 || zero.Units() == nil || len(zero.Units()) != 0 {
		t.Errorf("%+v", zero)
	}
}

func TestScopeReachesAsFarAsItsRule(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		role   policy.Role
		action policy.Action
		all    bool
		drafts bool
		person int64
		units  []int64
	}{
		{policy.Staff, policy.TaskRead, false, false, me, []int64{division}},
		{policy.Staff, policy.TaskWork, false, false, me, nil},
		{policy.Staff, policy.AuditRead, false, false, 0, nil},
		{policy.Head, policy.TaskRead, false, false, me, []int64{division, below}},
		{policy.Office, policy.TaskRead, true, true, me, nil},
		{policy.Office, policy.FileRead, true, true, me, nil},
		{policy.Office, policy.DocumentRead, true, false, me, nil},
		{policy.Leader, policy.TaskRead, true, false, me, nil},
		{policy.Admin, policy.TaskRead, false, false, 0, nil},
		{policy.Admin, policy.AuditRead, true, false, me, nil},
	} {
		s := policy.See(actor(c.role), c.action)
		if s.All() != c.all || s.Drafts() != c.drafts || s.Person() != c.person || !slices.Equal(s.Units(), c.units) {
			t.Errorf("%s, %s: %+v", c.role, c.action, s)
		}
	}
}

// covers is what every read's predicate says of a task, in Go.
func covers(s policy.Scope, subject policy.Subject) bool {
	if subject.Draft && !s.Drafts() {
		return false
	}
	within := func(unit int64) bool { return unit != 0 && slices.Contains(s.Units(), unit) }
	return s.All() || s.Person() != 0 && s.Person() == subject.Officer || within(subject.Unit) || slices.ContainsFunc(subject.Also, within)
}

func TestSeeAgreesWithAllowForAnyRolesOnAnyTask(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		who := actor(rapid.SliceOfNDistinct(rapid.SampledFrom(policy.Roles()), 0, 3, rapid.ID).Draw(t, "roles")...)
		unit := rapid.SampledFrom([]int64{0, division, below, away})
		subject := policy.Subject{
			Kind: policy.Task, ID: 5, Officer: rapid.SampledFrom([]int64{0, me, other}).Draw(t, "officer"), Unit: unit.Draw(t, "lead"),
			Also: rapid.SliceOfN(unit, 0, 2).Draw(t, "also"), Draft: rapid.Bool().Draw(t, "draft"),
		}
		action := rapid.SampledFrom([]policy.Action{policy.TaskRead, policy.FileRead}).Draw(t, "action")
		_, err := policy.Allow(who, action, subject)
		if seen := covers(policy.See(who, action), subject); seen != (err == nil) {
			t.Fatalf("%s: seen %v, allowed %v", action, seen, err)
		}
	})
}
