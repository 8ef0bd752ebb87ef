package reform_test

import (
	"slices"
	"strings"
	"testing"

	"cchc/internal/policy"
	"cchc/internal/reform"
)

func TestCompletionFlowIsWhole(t *testing.T) {
	t.Parallel()
	for _, wrong := range reform.CompletionFlow.Check() {
		t.Error(wrong)
	}
	for _, state := range append(reform.CompletionStates(), reform.ReportPosted) {
		if state.Label() == "" {
			t.Errorf("%s has no words", state)
		}
	}
	for _, act := range reform.CompletionActs() {
		if act.Label() == "" {
			t.Errorf("%s has no words", act)
		}
	}
	if reform.ReportState("lost").Label()+reform.CompletionAct("burn").Label() != "" {
		t.Error("there are words for what does not exist")
	}
}

func TestOnlySendingBackGivesAReason(t *testing.T) {
	t.Parallel()
	for _, step := range reform.CompletionFlow.Steps {
		if step.Note != (step.Act == reform.CompletionReturn) {
			t.Errorf("%s from %s asks for a reason: %v", step.Act, step.From, step.Note)
		}
		report := reform.Report{ID: 5, Signing: reform.Signing{State: step.From, Version: 3}}
		_, err := report.SignOff(step, 9, 3, "", on(23).Start())
		if got := complains(t, err); step.Note != slices.Equal(got, []string{"ly_do"}) {
			t.Errorf("%s from %s without a reason: %v", step.Act, step.From, err)
		}
		if _, err := report.SignOff(step, 9, 2, "Thiếu.", on(23).Start()); err == nil {
			t.Errorf("%s from %s on a stale page", step.Act, step.From)
		}
	}
}

func TestSignersAreKeptUntilItComesBack(t *testing.T) {
	t.Parallel()
	report := reform.Report{Signing: reform.Signing{State: reform.ReportSubmitted}}
	take := func(act reform.CompletionAct, who int64) {
		step, err := reform.CompletionFlow.Next(report.State, act)
		if err != nil {
			t.Fatal(err)
		}
		move, err := report.SignOff(step, who, report.Version, "Theo hồ sơ.", on(23).Start())
		if err != nil {
			t.Fatal(err)
		}
		report = move.Becomes
	}
	take(reform.CompletionApprove, 3)
	if report.ApprovedBy != 3 || report.ApprovedAt == nil {
		t.Errorf("approved, it says %+v", report.Signing)
	}
	take(reform.CompletionReturn, 9)
	if report.ApprovedBy != 0 || report.ApprovedAt != nil || report.State != reform.ReportReturned {
		t.Errorf("sent back, it says %+v", report.Signing)
	}
}

func TestReportIsAsNearAsItsTaskButHasItsOwnAuthor(t *testing.T) {
	t.Parallel()
	task := atWork()
	task.SubmittedBy = 3
	got := reform.Report{ID: 8, AuthorID: 4, ForID: 6}.Subject(task)
	if got.Kind != policy.Report || got.ID != 8 || got.Author != 4 || got.WrittenFor != 6 || got.Officer != task.OfficerID || got.Unit != task.LeadUnitID {
		t.Errorf("%+v", got)
	}
}

func TestEachLineIsADeliverable(t *testing.T) {
	t.Parallel()
	for text, want := range map[string][]string{
		"": {"Sản phẩm, tài liệu kiểm chứng"}, " \n\n": {"Sản phẩm, tài liệu kiểm chứng"}, "Tờ trình": {"Tờ trình"},
		"Tờ trình\n\n  Danh mục \r\nBáo cáo": {"Tờ trình", "Danh mục", "Báo cáo"},
	} {
		if got := (reform.Task{Deliverable: text}).Deliverables(); !slices.Equal(got, want) {
			t.Errorf("%q names %v", text, got)
		}
	}
	task := atWork()
	task.Deliverable = strings.Repeat("Báo cáo\n", 11)
	if got := complains(t, task.Check()); !slices.Contains(got, "san_pham") {
		t.Errorf("eleven deliverables: %v", got)
	}
}

func TestEveryDeliverableIsAskedFor(t *testing.T) {
	t.Parallel()
	task := atWork()
	task.Deliverable = "Tờ trình\nDanh mục"
	report := reform.Report{Done: "Đã xong.", LateReason: "Chờ."}
	for claim, c := range map[string]struct {
		proofs []reform.Proof
		want   []string
	}{
		"nothing":             {nil, []string{"so_1", "so_2"}},
		"a number, no second": {[]reform.Proof{{Number: "12/TTr"}}, []string{"so_2"}},
		"a file, a number":    {[]reform.Proof{{Files: 1}, {Number: "12/TTr"}}, nil},
		"a number too long":   {[]reform.Proof{{Number: strings.Repeat("1", 101)}, {Files: 2}}, []string{"so_1"}},
	} {
		if got := complains(t, report.CheckCompletion(task, c.proofs, on(23))); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", claim, got, c.want)
		}
	}
}
