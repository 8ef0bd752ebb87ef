package reform_test

import (
	"slices"
	"strings"
	"testing"

	"cchc/internal/fault"
	"cchc/internal/reform"
)

func anIndicator() reform.Indicator {
	return reform.Indicator{Name: "Tỷ lệ hồ sơ đúng hạn", Area: reform.AreaProcedures, Measure: "%", Direction: reform.AtLeast, Target: 100_0000}
}

func TestIndicatorSaysEveryFieldThatIsWrong(t *testing.T) {
	t.Parallel()
	for field, spoil := range map[string]func(*reform.Indicator){
		"ten": func(i *reform.Indicator) { i.Name = strings.Repeat("ă", 301) }, "linh_vuc": func(i *reform.Indicator) { i.Area = -1 },
		"don_vi_tinh": func(i *reform.Indicator) { i.Measure = "" }, "huong": func(i *reform.Indicator) { i.Direction = "up" },
	} {
		var check fault.Check
		i := anIndicator()
		spoil(&i)
		i.Check(&check)
		f, _ := fault.As(check.Err())
		if f == nil || len(f.Fields) != 1 || f.Fields[0].Name != field {
			t.Errorf("%s: %v", field, check.Err())
		}
	}
	var check fault.Check
	if anIndicator().Check(&check); check.Err() != nil {
		t.Error(check.Err())
	}
}

func TestTargetIsReadWithItsMeasureAndItsDirection(t *testing.T) {
	t.Parallel()
	i := anIndicator()
	if i.Aim() != "≥ 100%" {
		t.Error(i.Aim())
	}
	i.Measure, i.Direction, i.Target = "thủ tục", reform.AtMost, 84_4600
	if i.Aim() != "≤ 84,46 thủ tục" {
		t.Error(i.Aim())
	}
}

func TestCodesStandApartInAnyWay(t *testing.T) {
	t.Parallel()
	got := reform.TaskCodes(" cchc-2026-001, CCHC-2026-002;CCHC-2026-001\nCCHC-2026-010 ")
	if !slices.Equal(got, []string{"CCHC-2026-001", "CCHC-2026-002", "CCHC-2026-010"}) {
		t.Error(got)
	}
	if got := reform.TaskCodes(" , "); len(got) != 0 {
		t.Error(got)
	}
}

func TestUnknownCodesAreNamed(t *testing.T) {
	t.Parallel()
	var check fault.Check
	reform.CheckTasks(&check, []string{"CCHC-2026-001", "CCHC-2026-999"}, []reform.IndicatorTask{{Code: "CCHC-2026-001"}})
	f, _ := fault.As(check.Err())
	if f == nil || f.Fields[0].Name != "nhiem_vu" || !strings.Contains(f.Fields[0].Message, "CCHC-2026-999") || strings.Contains(f.Fields[0].Message, "001") {
		t.Error(check.Err())
	}
}
