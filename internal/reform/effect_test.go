package reform_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"cchc/internal/calendar"
	"cchc/internal/fault"
	"cchc/internal/reform"
)

var decidedOn = calendar.NewDate(2026, 11, 23)

func blockedTask(state reform.TaskState) reform.Task {
	task := reform.Task{
		ID: 14, Code: "CCHC-2026-014", Title: "Rà soát thủ tục", Description: "Rà soát 42 thủ tục.", Deliverable: "Danh mục", Area: reform.AreaProcedures,
		PlanYear: 2026, State: state, Version: 7,
		Assignment: reform.Assignment{LeadUnitID: 3, LeadUnit: "Phòng Quản lý Khoa học", OtherUnits: []int64{5}},
	}
	task.DeadlineKind, task.DueOn, task.OriginalDueOn = reform.DeadlineFixed, calendar.NewDate(2026, 11, 17), calendar.NewDate(2026, 10, 31)
	if state == reform.TaskInProgress || state == reform.TaskSuspended || state == reform.TaskSubmitted {
		task.OfficerID, task.Officer = 31, "Nguyễn Thị Ánh"
	}
	return task
}

func told(e reform.Effect, tasks ...reform.Task) []string {
	return e.Plan(tasks, reform.Ruling{By: 1, Reason: "Đồng ý.", On: decidedOn}).Told
}

func TestEffectIsSaidInPlainSentences(t *testing.T) {
	t.Parallel()
	day := calendar.NewDate(2026, 12, 15)
	cases := map[string]struct {
		effect reform.Effect
		want   []string
	}{
		"deadline": {reform.Effect{Kind: reform.EffectDeadline, DueOn: day}, []string{"Hạn của CCHC-2026-014 đổi từ 17/11/2026 thành 15/12/2026."}},
		"lead unit": {reform.Effect{Kind: reform.EffectLeadUnit, UnitID: 5, Unit: "Phòng Chuyển đổi số"}, []string{
			"Chủ trì CCHC-2026-014 chuyển từ Phòng Quản lý Khoa học sang Phòng Chuyển đổi số; đơn vị mới phải tiếp nhận.",
			"Nguyễn Thị Ánh thôi là người xử lý CCHC-2026-014.",
			"Phòng Chuyển đổi số thôi phối hợp, theo dõi CCHC-2026-014 vì chuyển sang chủ trì.",
			"Phòng Quản lý Khoa học bàn giao hồ sơ và phối hợp với đơn vị chủ trì mới.",
		}},
		"content": {reform.Effect{Kind: reform.EffectContent, Body: "Chỉ rà soát\n12 thủ tục.", Deliverable: "Danh mục\nTờ trình"}, []string{
			"Nội dung của CCHC-2026-014 đổi thành: “Chỉ rà soát 12 thủ tục.”.", "Sản phẩm của CCHC-2026-014 đổi thành: Danh mục; Tờ trình.",
		}},
		"instruction": {reform.Effect{Kind: reform.EffectInstruction, UnitID: 5, Unit: "Phòng Chuyển đổi số", Body: "Làm việc với Sở Tư pháp", DueOn: day}, []string{
			"Giao Phòng Chuyển đổi số: “Làm việc với Sở Tư pháp”, chậm nhất ngày 15/12/2026; thành một nhiệm vụ mới.",
		}},
		"refer": {reform.Effect{Kind: reform.EffectRefer, Body: "Cho phép lùi hạn", DueOn: day}, []string{
			"Báo cáo UBND tỉnh Hưng Yên: “Cho phép lùi hạn”; cần trả lời trước ngày 15/12/2026, theo dõi đến khi có trả lời.",
		}},
		"refuse": {reform.Effect{Kind: reform.EffectRefuse}, []string{"Không thay đổi nhiệm vụ."}},
	}
	for name, c := range cases {
		if got := told(c.effect, blockedTask(reform.TaskInProgress)); !slices.Equal(got, c.want) {
			t.Errorf("%s: told\n%s\nwant\n%s", name, strings.Join(got, "\n"), strings.Join(c.want, "\n"))
		}
	}
}

func TestWrongEffectIsSaidBesideItsField(t *testing.T) {
	t.Parallel()
	today, later := decidedOn, calendar.NewDate(2026, 12, 15)
	cases := map[string]struct {
		effect reform.Effect
		state  reform.TaskState
		field  string
	}{
		"no effect":                     {reform.Effect{}, reform.TaskInProgress, "pa1_tac_dong"},
		"no day":                        {reform.Effect{Kind: reform.EffectDeadline}, reform.TaskInProgress, "pa1_han_moi"},
		"today":                         {reform.Effect{Kind: reform.EffectDeadline, DueOn: today}, reform.TaskInProgress, "pa1_han_moi"},
		"the day it has":                {reform.Effect{Kind: reform.EffectDeadline, DueOn: later.AddDays(1)}, reform.TaskAssigned, "pa1_han_moi"},
		"a deadline of what is over":    {reform.Effect{Kind: reform.EffectDeadline, DueOn: later}, reform.TaskCompleted, "pa1_tac_dong"},
		"no unit":                       {reform.Effect{Kind: reform.EffectLeadUnit}, reform.TaskInProgress, "pa1_don_vi"},
		"the unit it has":               {reform.Effect{Kind: reform.EffectLeadUnit, UnitID: 3}, reform.TaskInProgress, "pa1_don_vi"},
		"a lead while it is signed off": {reform.Effect{Kind: reform.EffectLeadUnit, UnitID: 5}, reform.TaskSubmitted, "pa1_tac_dong"},
		"no content":                    {reform.Effect{Kind: reform.EffectContent}, reform.TaskInProgress, "pa1_noi_dung"},
		"long content":                  {reform.Effect{Kind: reform.EffectContent, Body: strings.Repeat("x", 5001)}, reform.TaskInProgress, "pa1_noi_dung"},
		"too many deliverables":         {reform.Effect{Kind: reform.EffectContent, Deliverable: strings.Repeat("x\n", 11)}, reform.TaskInProgress, "pa1_san_pham"},
		"content of what is over":       {reform.Effect{Kind: reform.EffectContent, Body: "Mới"}, reform.TaskCancelled, "pa1_tac_dong"},
		"an instruction to nobody":      {reform.Effect{Kind: reform.EffectInstruction, Body: "Làm", DueOn: later}, reform.TaskInProgress, "pa1_don_vi"},
		"an instruction to do nothing":  {reform.Effect{Kind: reform.EffectInstruction, UnitID: 5, DueOn: later}, reform.TaskInProgress, "pa1_noi_dung"},
		"an instruction for no day":     {reform.Effect{Kind: reform.EffectInstruction, UnitID: 5, Body: "Làm"}, reform.TaskInProgress, "pa1_han_moi"},
		"an instruction too late":       {reform.Effect{Kind: reform.EffectInstruction, UnitID: 5, Body: "Làm", DueOn: today.AddDays(-1)}, reform.TaskInProgress, "pa1_han_moi"},
		"a letter that asks nothing":    {reform.Effect{Kind: reform.EffectRefer, DueOn: later}, reform.TaskInProgress, "pa1_noi_dung"},
		"a letter with no answer's day": {reform.Effect{Kind: reform.EffectRefer, Body: "Cho phép"}, reform.TaskInProgress, "pa1_han_moi"},
	}
	for name, c := range cases {
		task := blockedTask(c.state)
		if c.state == reform.TaskAssigned {
			task.DueOn = later.AddDays(1)
		}
		var check fault.Check
		c.effect.Check(&check, "pa1_", []reform.Task{task}, today)
		f, wrong := fault.As(check.Err())
		if !wrong || len(f.Fields) != 1 || f.Fields[0].Name != c.field {
			t.Errorf("%s: %v, want something about %s", name, check.Err(), c.field)
		}
		if got := told(c.effect, task); len(got) != 0 {
			t.Errorf("%s: told %v", name, got)
		}
	}
}

func TestJoinedTasksAreEachToldOf(t *testing.T) {
	t.Parallel()
	open, over, timeless := blockedTask(reform.TaskInProgress), blockedTask(reform.TaskCompleted), blockedTask(reform.TaskAssigned)
	over.ID, over.Code = 15, "CCHC-2026-015"
	timeless.ID, timeless.Code, timeless.DueOn = 16, "CCHC-2026-016", calendar.Date{}
	plan := reform.Effect{Kind: reform.EffectDeadline, DueOn: calendar.NewDate(2026, 12, 15)}.Plan([]reform.Task{open, over, timeless}, reform.Ruling{On: decidedOn})
	want := []string{
		"Hạn của CCHC-2026-014 đổi từ 17/11/2026 thành 15/12/2026.", "CCHC-2026-015 giữ nguyên: đã kết thúc (Hoàn thành).",
		"CCHC-2026-016 giữ nguyên: không có thời hạn.",
	}
	if len(plan.Moves) != 1 || !slices.Equal(plan.Told, want) {
		t.Errorf("%d moves, told %q", len(plan.Moves), plan.Told)
	}
}

func TestInstructionBecomesATaskOfTheSameArea(t *testing.T) {
	t.Parallel()
	body := "Làm việc với Sở Tư pháp\nBáo cáo kết quả bằng văn bản."
	effect := reform.Effect{Kind: reform.EffectInstruction, UnitID: 5, Unit: "Phòng Chuyển đổi số", Body: body, DueOn: decidedOn.AddDays(5), Deliverable: "Biên bản"}
	given := effect.Plan([]reform.Task{blockedTask(reform.TaskInProgress)}, reform.Ruling{On: decidedOn}).Given
	if len(given) != 1 || given[0].Title != "Làm việc với Sở Tư pháp" || given[0].Description != body || given[0].Area != reform.AreaProcedures ||
		given[0].LeadUnitID != 5 || given[0].State != reform.TaskAssigned || given[0].DueOn != effect.DueOn || given[0].Check() != nil {
		t.Errorf("the task is %+v", given)
	}
}

func TestUnitThatDoesNotStandIsNotNamed(t *testing.T) {
	t.Parallel()
	units := []reform.Unit{
		{ID: 5, Name: "Phòng Chuyển đổi số", ValidFrom: decidedOn.AddDays(-9)}, {ID: 6, Name: "Đã đóng", ValidFrom: decidedOn.AddDays(-9), ValidTo: decidedOn},
		{ID: 7, Name: "Văn phòng UBND tỉnh", Kind: reform.UnitOutside, ValidFrom: decidedOn.AddDays(-9)},
	}
	for id, name := range map[int64]string{5: "Phòng Chuyển đổi số", 6: "", 7: "", 8: "", 0: ""} {
		if got := (reform.Effect{UnitID: id}).Named(units, decidedOn); got.Unit != name || (got.UnitID == 0) != (name == "") {
			t.Errorf("unit %d is named %q as %d", id, got.Unit, got.UnitID)
		}
	}
}

// plannedFields are the changes that a plan has words for; the state is told with the lead unit.
var plannedFields = []string{"due_on", "lead_unit", "officer", "description", "deliverable", "state"}

// Whatever the effect and the tasks: nothing panics, silence has its reason, and no change goes untold.
func TestPlanSaysAllItDoesOrWhyItDoesNothing(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		effect, tasks := anyEffect(t), rapid.SliceOfN(rapid.Custom(anyTask), 0, 4).Draw(t, "tasks")
		var check fault.Check
		effect.Check(&check, "", tasks, decidedOn)
		plan := effect.Plan(tasks, reform.Ruling{By: 1, Reason: rapid.SampledFrom([]string{"", "Đồng ý.", strings.Repeat("ý ", 900)}).Draw(t, "reason"), On: decidedOn})
		if (len(plan.Told) == 0) != (check.Err() != nil) {
			t.Fatalf("%+v: told %q although Check says %v", effect, plan.Told, check.Err())
		}
		for _, line := range plan.Told {
			if strings.Contains(line, "\n") || !strings.HasSuffix(line, ".") {
				t.Fatalf("no sentence of one line: %q", line)
			}
		}
		for _, move := range plan.Moves {
			checkTold(t, plan, move)
		}
	})
}

func checkTold(t *rapid.T, plan reform.EffectPlan, move reform.PlannedMove) {
	if move.Seen != move.From.Version || len(move.Changes) == 0 || !slices.Equal(move.Changes, move.From.ChangesTo(move.Becomes)) {
		t.Fatalf("the move's changes are not those it makes: %+v", move.Changes)
	}
	for _, change := range move.Changes {
		if !slices.Contains(plannedFields, change.Field) {
			t.Fatalf("%s changes and nobody is told", change.Field)
		}
	}
	if !slices.ContainsFunc(plan.Told, func(line string) bool { return strings.Contains(line, move.From.Code) }) {
		t.Fatalf("%s is changed and not named in %q", move.From.Code, plan.Told)
	}
	lead := move.From.LeadUnitID != move.Becomes.LeadUnitID
	if stateMoves := move.From.State != move.Becomes.State; stateMoves && !lead {
		t.Fatalf("the state changes untold in %q", plan.Told)
	}
}

func anyEffect(t *rapid.T) reform.Effect {
	text := rapid.SampledFrom([]string{"", "Một", "Hai\ndòng", strings.Repeat("dài ", 400), strings.Repeat("x", 5001)})
	return reform.Effect{
		Kind:  rapid.SampledFrom(append(reform.EffectKinds(), "", "other")).Draw(t, "kind"),
		DueOn: anyDay(t, "due"), UnitID: rapid.Int64Range(0, 5).Draw(t, "unit"), Unit: "Phòng Chuyển đổi số",
		Body: text.Draw(t, "body"), Deliverable: text.Draw(t, "deliverable"),
	}
}

func anyDay(t *rapid.T, label string) calendar.Date {
	if rapid.Bool().Draw(t, label+" is none") {
		return calendar.Date{}
	}
	return decidedOn.AddDays(rapid.IntRange(-3, 3).Draw(t, label))
}

func anyTask(t *rapid.T) reform.Task {
	task := blockedTask(rapid.SampledFrom(reform.TaskStates()).Draw(t, "state"))
	task.ID = rapid.Int64Range(1, 900).Draw(t, "id")
	task.Code = fmt.Sprintf("CCHC-2026-%03d", task.ID)
	task.DueOn, task.LeadUnitID = anyDay(t, "task due"), rapid.Int64Range(0, 5).Draw(t, "lead")
	task.DeadlineKind = rapid.SampledFrom([]reform.DeadlineKind{reform.DeadlineFixed, reform.DeadlineStanding, reform.DeadlinePeriodic}).Draw(t, "deadline")
	task.Children, task.Version = rapid.IntRange(0, 2).Draw(t, "children"), rapid.IntRange(1, 9).Draw(t, "version")
	return task
}
