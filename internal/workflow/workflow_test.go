package workflow_test

import (
	"slices"
	"testing"

	"cchc/internal/fault"
	"cchc/internal/workflow"
)

type (
	state string
	act   string
	step  = workflow.Step[state, act]
	flow  = workflow.Flow[state, act]
)

var report = flow{
	Name:  "report",
	Start: "draft",
	Steps: []step{
		{From: "draft", Act: "submit", To: "submitted", Needs: "report.submit"},
		{From: "submitted", Act: "return", To: "draft", Needs: "report.review", Note: true},
		{From: "submitted", Act: "approve", To: "approved", Needs: "report.review"},
	},
}

func TestActTakesItsStep(t *testing.T) {
	t.Parallel()
	got, err := report.Next("submitted", "return")
	if err != nil || got != report.Steps[1] {
		t.Errorf("got %v (%v)", got, err)
	}
}

func TestActOutOfPlaceIsAConflict(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		from state
		act  act
	}{{"approved", "approve"}, {"draft", "approve"}, {"draft", "burn"}, {"lost", "submit"}, {"", ""}} {
		got, err := report.Next(c.from, c.act)
		f, ok := fault.As(err)
		if !ok || f.Kind != fault.Conflict || got != (step{}) {
			t.Errorf("%s from %s gives %v and %v", c.act, c.from, got, err)
			continue
		}
		if want := "Việc này không còn thực hiện được ở trạng thái hiện tại. Tải lại trang để xem diễn biến mới."; f.Message != want {
			t.Errorf("the reader is told %q", f.Message)
		}
	}
}

func TestOutListsTheStepsInTableOrder(t *testing.T) {
	t.Parallel()
	if got := report.Out("submitted"); !slices.Equal(got, report.Steps[1:]) {
		t.Errorf("out of submitted: %v", got)
	}
	if got := report.Out("approved"); len(got) != 0 {
		t.Errorf("out of approved: %v", got)
	}
}

func TestStatesBeginWithTheStartAndFollowTheTable(t *testing.T) {
	t.Parallel()
	if got := report.States(); !slices.Equal(got, []state{"draft", "submitted", "approved"}) {
		t.Errorf("states %v", got)
	}
	if got := (flow{Start: "alone"}).States(); !slices.Equal(got, []state{"alone"}) {
		t.Errorf("states of a flow without steps: %v", got)
	}
}

func TestCheckFindsWhatIsWrongWithATable(t *testing.T) {
	t.Parallel()
	good := step{From: "draft", Act: "submit", To: "submitted", Needs: "report.submit"}
	cases := map[string]struct {
		steps []step
		want  []string
	}{
		"a sound table": {report.Steps, nil},
		"an ambiguous arrow": {
			[]step{good, {From: "draft", Act: "submit", To: "draft", Needs: "report.submit"}},
			[]string{"report: submit from draft leads to more than one place"},
		},
		"an ungoverned arrow": {
			[]step{{From: "draft", Act: "submit", To: "submitted"}},
			[]string{"report: submit from draft needs no permission"},
		},
		"an island": {
			[]step{good, {From: "lost", Act: "find", To: "found", Needs: "report.find"}, {From: "found", Act: "lose", To: "lost", Needs: "report.find"}},
			[]string{"report: nothing leads to lost", "report: nothing leads to found"},
		},
	}
	for name, c := range cases {
		var got []string
		for _, err := range (flow{Name: "report", Start: "draft", Steps: c.steps}).Check() {
			got = append(got, err.Error())
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestMermaidDrawsEveryArrow(t *testing.T) {
	t.Parallel()
	const want = `stateDiagram-v2
    [*] --> draft
    draft --> submitted: submit (report.submit)
    submitted --> draft: return (report.review, note)
    submitted --> approved: approve (report.review)
    approved --> [*]
`
	if got := report.Mermaid(); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}
