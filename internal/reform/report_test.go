package reform_test

import (
	"slices"
	"strings"
	"testing"

	"cchc/internal/reform"
)

func TestReportIsChecked(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		claim  string
		change func(*reform.Report, *reform.Task)
		want   []string
	}{
		{"a plain report", func(*reform.Report, *reform.Task) {}, nil},
		{"done by today", func(r *reform.Report, _ *reform.Task) { r.ExpectedOn = on(23) }, nil},
		{"done by yesterday", func(r *reform.Report, _ *reform.Task) { r.ExpectedOn = on(22) }, []string{"du_kien"}},
		{"nothing done", func(r *reform.Report, _ *reform.Task) { r.Done = "" }, []string{"ket_qua"}},
		{"too much done", func(r *reform.Report, _ *reform.Task) { r.Done = strings.Repeat("ộ", 3001) }, []string{"ket_qua"}},
		{"too much to do", func(r *reform.Report, _ *reform.Task) { r.Next = strings.Repeat("ộ", 3001) }, []string{"viec_tiep"}},
		{"more than all", func(r *reform.Report, _ *reform.Task) { r.Percent = 101 }, []string{"tien_do"}},
		{"less than nothing", func(r *reform.Report, _ *reform.Task) { r.Percent = -1 }, []string{"tien_do"}},
		{"back to nothing", func(r *reform.Report, _ *reform.Task) { r.Percent = 0 }, nil},
		{"on the due day", func(_ *reform.Report, t *reform.Task) { t.DueOn = on(23) }, nil},
		{"late without a reason", func(_ *reform.Report, t *reform.Task) { t.DueOn = on(22) }, []string{"ly_do_qua_han"}},
		{"late with one", func(r *reform.Report, t *reform.Task) { t.DueOn, r.LateReason = on(22), "Chờ ý kiến." }, nil},
		{"a reason without end", func(r *reform.Report, _ *reform.Task) { r.LateReason = strings.Repeat("a", 1001) }, []string{"ly_do_qua_han"}},
	} {
		report, task := reform.Report{Percent: 70, Done: "Đã rà soát."}, atWork()
		c.change(&report, &task)
		if got := complains(t, report.Check(task, on(23))); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.claim, got, c.want)
		}
	}
}
