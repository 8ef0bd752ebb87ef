package policy_test

import (
	"slices"
	"strings"
	"testing"

	"cchc/internal/policy"
)

func TestEveryActionHasARule(t *testing.T) {
	t.Parallel()
	for _, action := range policy.Actions() {
		if !slices.ContainsFunc(policy.Rules, func(r policy.Rule) bool { return r.Action == action }) {
			t.Errorf("nobody may ever take %s", action)
		}
	}
}

func TestEveryRoleHasARule(t *testing.T) {
	t.Parallel()
	for _, role := range policy.Roles() {
		if !slices.ContainsFunc(policy.Rules, func(r policy.Rule) bool { return r.Role == role }) {
			t.Errorf("%s may do nothing at all", role)
		}
	}
}

func TestRulesNameOnlyKnownThings(t *testing.T) {
	t.Parallel()
	type pair struct {
		role   policy.Role
		action policy.Action
	}
	seen := map[pair]bool{}
	for _, rule := range policy.Rules {
		if !slices.Contains(policy.Roles(), rule.Role) {
			t.Errorf("rule for an unknown role: %+v", rule)
		}
		if !slices.Contains(policy.Actions(), rule.Action) {
			t.Errorf("rule for an unknown action: %+v", rule)
		}
		if rule.Reach <= policy.Nothing || rule.Reach > policy.All {
			t.Errorf("rule that reaches nothing, or beyond everything: %+v", rule)
		}
		if at := (pair{rule.Role, rule.Action}); seen[at] {
			t.Errorf("%s has two rules for %s", rule.Role, rule.Action)
		} else {
			seen[at] = true
		}
	}
}

func TestActionsAreNounDotVerb(t *testing.T) {
	t.Parallel()
	seen := map[policy.Action]bool{}
	for _, action := range policy.Actions() {
		noun, verb, ok := strings.Cut(string(action), ".")
		if !ok || noun == "" || verb == "" || strings.Contains(verb, ".") {
			t.Errorf("%q is not noun.verb", action)
		}
		if seen[action] {
			t.Errorf("%s is listed twice", action)
		}
		seen[action] = true
		if verb == "read" && !action.Looks() {
			t.Errorf("%s is said to change something", action)
		}
	}
}

func TestOnlyTheSystemPreparesThePortal(t *testing.T) {
	t.Parallel()
	for _, rule := range policy.Rules {
		if rule.Action == policy.PortalPrepare && rule.Role != policy.System {
			t.Errorf("%s prepares the portal", rule.Role)
		}
	}
}

func TestObserverChangesNothingButWhatIsTheirOwn(t *testing.T) {
	t.Parallel()
	own := []policy.Action{policy.SessionStart, policy.AccountEdit, policy.ChannelChoose, policy.FeedManage, policy.FilterSave}
	for _, rule := range policy.Rules {
		if rule.Role == policy.Observer && !rule.Action.Looks() && (rule.Reach != policy.Own || !slices.Contains(own, rule.Action)) {
			t.Errorf("the observer may %s", rule.Action)
		}
	}
}

func TestAdministratorSeesNoWork(t *testing.T) {
	t.Parallel()
	admin := policy.Actor{Person: 1, Unit: 1, Branch: []int64{1}, Roles: []policy.Role{policy.Admin}}
	for _, action := range []policy.Action{policy.TaskRead, policy.DocumentRead, policy.FileRead, policy.ReportPost} {
		if reach := admin.Reach(action); reach != policy.Nothing {
			t.Errorf("an administrator reaches %s as far as %s", action, reach)
		}
	}
}

func TestReachesAreNamedForPrint(t *testing.T) {
	t.Parallel()
	var names []string
	for reach := policy.Nothing; reach <= policy.All; reach++ {
		names = append(names, reach.String())
	}
	if want := []string{"nothing", "own", "unit", "branch", "field", "all"}; !slices.Equal(names, want) {
		t.Errorf("reaches are called %v", names)
	}
}
