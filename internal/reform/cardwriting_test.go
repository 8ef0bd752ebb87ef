package reform_test

import (
	"strings"
	"testing"
	"time"

	"cchc/internal/calendar"
	"cchc/internal/fault"
	"cchc/internal/reform"
)

var writtenOn = calendar.NewDate(2026, 11, 23)

func ground() reform.CardGround {
	task := reform.Task{ID: 14, Code: "CCHC-2026-014", State: reform.TaskInProgress, Area: reform.AreaProcedures}
	task.DeadlineKind, task.DueOn, task.LeadUnitID = reform.DeadlineFixed, writtenOn.AddDays(3), 3
	return reform.CardGround{
		Obstacles: []reform.Obstacle{{Code: "VM-034", TaskArea: reform.AreaProcedures}}, Tasks: []reform.Task{task}, Today: writtenOn,
		Leaders: []reform.Leader{{ID: 1, Every: true}, {ID: 2, Areas: []int{2, 6}}, {ID: 3, Areas: []int{1}}},
		Units:   []reform.Unit{{ID: 5, Name: "Phòng Chuyển đổi số", ValidFrom: writtenOn.AddDays(-900)}},
	}
}

func writing() reform.CardWriting {
	return reform.CardWriting{
		Question: "Cho phép lùi hạn?", Summary: "Một\nHai\nBa", LeaderID: 2, Proposed: 2, Options: []reform.Option{
			{Position: 1, Title: "Lùi hạn", Consequence: "Chậm", Effect: reform.Effect{Kind: reform.EffectDeadline, DueOn: writtenOn.AddDays(30)}},
			{Position: 2, Title: "Giữ hạn", Consequence: "Khó kịp", Effect: reform.Effect{Kind: reform.EffectRefuse}},
		},
	}
}

func TestSoundCardIsSent(t *testing.T) {
	t.Parallel()
	if err := writing().Check(ground(), true); err != nil {
		t.Error(err)
	}
	draft := writing()
	draft.Options, draft.Proposed = draft.Options[:1], 0
	if err := draft.Check(ground(), false); err != nil {
		t.Errorf("a draft with one option: %v", err)
	}
}

func TestWhatIsWrongWithACardIsSaidBesideItsField(t *testing.T) {
	t.Parallel()
	for claim, c := range map[string]struct {
		change       func(*reform.CardWriting, *reform.CardGround)
		field, words string
	}{
		"nothing asked":        {func(w *reform.CardWriting, _ *reform.CardGround) { w.Question = "" }, "noi_dung_trinh", "Nêu nội dung trình"},
		"asked at length":      {func(w *reform.CardWriting, _ *reform.CardGround) { w.Question = strings.Repeat("a", 1001) }, "noi_dung_trinh", "1.000 ký tự"},
		"four lines":           {func(w *reform.CardWriting, _ *reform.CardGround) { w.Summary = "1\n2\n3\n4" }, "tom_tat", "ba dòng"},
		"one option":           {func(w *reform.CardWriting, _ *reform.CardGround) { w.Options, w.Proposed = w.Options[:1], 1 }, "pa2_ten", "ít nhất hai phương án"},
		"no option":            {func(w *reform.CardWriting, _ *reform.CardGround) { w.Options, w.Proposed = nil, 0 }, "pa1_ten", "ít nhất hai phương án"},
		"an option left out":   {func(w *reform.CardWriting, _ *reform.CardGround) { w.Options[1].Position, w.Proposed = 3, 3 }, "pa2_ten", "Ghi phương án 2 trước"},
		"no title":             {func(w *reform.CardWriting, _ *reform.CardGround) { w.Options[0].Title = "" }, "pa1_ten", "Nêu phương án 1"},
		"no consequence":       {func(w *reform.CardWriting, _ *reform.CardGround) { w.Options[1].Consequence = "" }, "pa2_he_qua", "Nêu hệ quả của phương án 2"},
		"no effect":            {func(w *reform.CardWriting, _ *reform.CardGround) { w.Options[0].Effect = reform.Effect{} }, "pa1_tac_dong", "Chọn việc sẽ làm"},
		"a deadline of no day": {func(w *reform.CardWriting, _ *reform.CardGround) { w.Options[0].DueOn = calendar.Date{} }, "pa1_han_moi", "Nhập hạn mới"},
		"a unit that is closed": {func(w *reform.CardWriting, _ *reform.CardGround) {
			w.Options[1].Effect = reform.Effect{Kind: reform.EffectLeadUnit, UnitID: 9}
		}, "pa2_don_vi", "Chọn đơn vị chủ trì mới"},
		"content of two tasks": {func(w *reform.CardWriting, g *reform.CardGround) {
			w.Options[1].Effect = reform.Effect{Kind: reform.EffectContent, Body: "Mới"}
			g.Tasks = append(g.Tasks, reform.Task{ID: 15, State: reform.TaskInProgress})
		}, "pa2_tac_dong", "đúng một nhiệm vụ"},
		"an option that is not there proposed": {func(w *reform.CardWriting, _ *reform.CardGround) { w.Proposed = 3 }, "de_xuat", "phương án đã ghi"},
		"nobody to decide":                     {func(w *reform.CardWriting, _ *reform.CardGround) { w.LeaderID = 0 }, "lanh_dao", "Chọn lãnh đạo"},
		"a leader of other areas":              {func(w *reform.CardWriting, _ *reform.CardGround) { w.LeaderID = 3 }, "lanh_dao", "không phụ trách: Thủ tục hành chính"},
		"a leader of one area of two": {func(w *reform.CardWriting, g *reform.CardGround) {
			g.Obstacles = append(g.Obstacles, reform.Obstacle{TaskArea: reform.AreaInstitutions})
		}, "lanh_dao", "không phụ trách: Thể chế, Thủ tục hành chính"},
		"nobody in charge": {func(_ *reform.CardWriting, g *reform.CardGround) { g.Leaders = g.Leaders[2:] }, "lanh_dao", "mục Quản lý, Phụ trách lĩnh vực"},
	} {
		w, g := writing(), ground()
		c.change(&w, &g)
		f, wrong := fault.As(w.Check(g, true))
		if !wrong || len(f.Fields) != 1 || f.Fields[0].Name != c.field || !strings.Contains(f.Fields[0].Message, c.words) {
			t.Errorf("%s: %+v, want %s with %q", claim, f, c.field, c.words)
		}
	}
}

func TestDirectorIsInChargeOfEveryCard(t *testing.T) {
	t.Parallel()
	g := ground()
	g.Obstacles = append(g.Obstacles, reform.Obstacle{TaskArea: reform.AreaSteering}, reform.Obstacle{TaskArea: reform.AreaProcedures})
	able := g.InCharge()
	if len(able) != 1 || able[0].ID != 1 || len(g.Areas()) != 2 {
		t.Errorf("%+v are in charge of %v", able, g.Areas())
	}
	if text := (reform.Leader{Areas: []int{2, 6}}).FieldsText(); text != "Thủ tục hành chính, Chính phủ số" {
		t.Errorf("the fields are %q", text)
	}
}

func TestCostCountsWorkingDaysAndNamesDeadlinesThatPass(t *testing.T) {
	t.Parallel()
	when := reform.ObstacleTime{Now: writtenOn.Start().Add(9 * time.Hour), Clocks: reform.ObstacleClocks{reform.ObstacleEscalated: 5}}
	raised := func(days int) reform.Obstacle {
		return reform.Obstacle{RaisedAt: writtenOn.AddDays(-days).Start().Add(8 * time.Hour)}
	}
	tasks := []reform.HeldTask{
		{Code: "late", DueOn: writtenOn.AddDays(-1)}, {Code: "soon", DueOn: writtenOn.AddDays(3), Below: 2}, {Code: "that day", DueOn: writtenOn.AddDays(7)},
		{Code: "below", Below: 1, BelowDue: writtenOn},
	}
	cost := reform.CostOf([]reform.Obstacle{raised(3), raised(10)}, tasks, nil, when)
	passing := cost.Passing(writtenOn)
	if cost.Waited != 6 || cost.DecideBy != writtenOn.AddDays(7) || cost.Below() != 3 || len(passing) != 2 || passing[0].Code != "soon" || passing[1].Code != "below" {
		t.Errorf("%+v, passing %+v", cost, passing)
	}
	sent := raised(10)
	sent.State, sent.DueOn = reform.ObstacleEscalated, writtenOn.AddDays(2)
	if cost := reform.CostOf([]reform.Obstacle{sent}, tasks, nil, when); cost.DecideBy != sent.DueOn || len(cost.Passing(writtenOn)) != 1 {
		t.Errorf("%+v", cost)
	}
}
