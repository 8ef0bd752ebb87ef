package reform_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"cchc/internal/calendar"
	"cchc/internal/fault"
	"cchc/internal/policy"
	"cchc/internal/reform"
)

func TestExtensionFlowIsSound(t *testing.T) {
	t.Parallel()
	for _, wrong := range reform.ExtensionFlow.Check() {
		t.Error(wrong)
	}
	for _, step := range reform.ExtensionFlow.Steps {
		if !slices.Contains(policy.Actions(), step.Needs) || !slices.Contains(reform.ExtensionActs(), step.Act) || step.Act.Label() == "" {
			t.Errorf("%+v", step)
		}
		if step.Note != (step.Act == reform.ExtensionRefuse) {
			t.Errorf("%s asks for a reason: %v", step.Act, step.Note)
		}
	}
	if got := reform.ExtensionFlow.States(); len(got) != len(reform.ExtensionStates()) {
		t.Errorf("%v", got)
	}
	for _, state := range reform.ExtensionStates() {
		if state.Label() == "" || state.Open() != (len(reform.ExtensionFlow.Out(state)) > 0) {
			t.Errorf("%s is called %q, open %v", state, state.Label(), state.Open())
		}
	}
}

func working(due calendar.Date) reform.Task {
	return reform.Task{State: reform.TaskInProgress, Deadline: reform.Deadline{DeadlineKind: reform.DeadlineFixed, DueOn: due, OriginalDueOn: due}}
}

func TestRequestAsksForALaterDayWithAReason(t *testing.T) {
	t.Parallel()
	for claim, c := range map[string]struct {
		due, proposed calendar.Date
		reason, says  string
	}{
		"no day":             {on(25), calendar.Date{}, "Lý do", "Nhập ngày"},
		"the same day":       {on(25), on(25), "Lý do", "phải sau hạn hiện hành 25/11/2026"},
		"an earlier day":     {on(25), on(24), "Lý do", "phải sau hạn hiện hành"},
		"a day gone by":      {on(10), on(20), "Lý do", "không được trước hôm nay 23/11/2026"},
		"no reason":          {on(25), on(30), "", "Nhập lý do"},
		"a whole essay":      {on(25), on(30), strings.Repeat("a", 1001), "tối đa 1.000"},
		"today, when late":   {on(10), on(23), "Lý do", ""},
		"the day after next": {on(25), on(27), "Lý do", ""},
	} {
		err := reform.Extension{ProposedOn: c.proposed, Reason: c.reason}.Check(working(c.due), on(23))
		f, _ := fault.As(err)
		if c.says == "" && err != nil || c.says != "" && (f == nil || len(f.Fields) == 0 || !strings.Contains(f.Fields[0].Message, c.says)) {
			t.Errorf("%s: %v", claim, err)
		}
	}
}

func TestOnlyWorkUnderWayWithADeadlineIsExtended(t *testing.T) {
	t.Parallel()
	for _, state := range reform.TaskStates() {
		task := working(on(25))
		task.State = state
		if err := task.Extendable(); (err == nil) != (state == reform.TaskInProgress) {
			t.Errorf("%s: %v", state, err)
		}
	}
	if working(calendar.Date{}).Extendable() == nil {
		t.Error("a standing duty has a deadline to extend")
	}
}

func TestWhatIsUsedUpOnlyALeaderGrants(t *testing.T) {
	t.Parallel()
	past := []reform.Extension{{State: reform.ExtensionGranted}, {State: reform.ExtensionRefused}, {State: reform.ExtensionSigned}}
	for _, c := range []struct {
		allowed int
		needs   policy.Action
		text    string
	}{{2, policy.ExtensionGrant, "đã dùng 1/2 lần"}, {1, policy.ExtensionGrantMore, "đã dùng 1/1 lần"}, {0, policy.ExtensionGrantMore, "đã dùng 1/0 lần"}} {
		if use := reform.UseOf(past, c.allowed); use.Grants() != c.needs || use.Text() != c.text {
			t.Errorf("of %d: %s, %q", c.allowed, use.Grants(), use.Text())
		}
	}
}

func TestSettingsTakeOnlyWhatTheirRuleAllows(t *testing.T) {
	t.Parallel()
	for _, rule := range reform.SettingRules() {
		least, most := strconv.Itoa(rule.Least), strconv.Itoa(rule.Most)
		less, more := strconv.Itoa(rule.Least-1), strconv.Itoa(rule.Most+1)
		for text, ok := range map[string]bool{least: true, most: true, less: false, more: false, "-1": false, "": false, "hai": false, "1,5": false} {
			if _, err := rule.Read(text); (err == nil) != ok {
				t.Errorf("%s takes %q: %v", rule.Key, text, err)
			}
		}
		if n := (reform.Setting{Key: rule.Key, Value: "lạc"}).Number(); n != rule.Default {
			t.Errorf("%s falls back to %d", rule.Key, n)
		}
	}
	if _, ok := reform.RuleOf("lost"); ok {
		t.Error("there is a rule for what does not exist")
	}
}
