package server_test

import (
	"net/http"
	"strconv"
	"strings"
	"testing"

	"cchc/internal/app"
	"cchc/internal/paths"
	"cchc/internal/reform"
)

const targetName = "Tỷ lệ hồ sơ giải quyết đúng hạn"

// setIndicator sets a target that the tasks serve.
func (p *portal) setIndicator(tasks ...reform.Task) int64 {
	p.t.Helper()
	in := app.SetIndicator{Indicator: reform.Indicator{
		Name: targetName, Area: reform.AreaProcedures, Measure: "%", Direction: reform.AtLeast, Target: 84_4600,
	}}
	for _, task := range tasks {
		in.Tasks = append(in.Tasks, task.Code)
	}
	id, err := p.App.SetIndicator(p.t.Context(), p.Clerk.Actor, in)
	if err != nil {
		p.t.Fatal(err)
	}
	return id
}

func TestIndicatorIsTypedListedAndShownOnItsTasks(t *testing.T) {
	t.Parallel()
	p := open(t)
	task := p.InProgress(p.Science)
	clause := p.Clause(p.Directive("07"), "2.1")
	v := p.as(p.Clerk)
	sent := v.get(paths.IndicatorNew).page(t).form(paths.Indicators).values
	for name, value := range map[string]string{
		"ten": targetName, "linh_vuc": "2", "don_vi_tinh": "%", "huong": "at_least", "diem_xuat_phat": "1.084,4", "chi_tieu": "84,46",
		"ngay_dat": "31/12/2026", "khoan": strconv.FormatInt(clause.ID, 10), "nhiem_vu": strings.ToLower(task.Code),
	} {
		sent.Set(name, value)
	}
	got := v.post(paths.Indicators, sent)
	if want(t, "a new indicator", got, http.StatusSeeOther); got.to() != paths.ToIndicators(2) {
		t.Fatalf("it leads to %q", got.to())
	}
	list := p.as(p.Observer).get(paths.Indicators).page(t)
	for _, words := range []string{targetName, "≥ 84,46%", "1.084,4%", "31/12/2026", "mục 2.1, Chỉ thị 07/CT-UBND ngày 02/03/2026", task.Code} {
		if !strings.Contains(text(list.root), words) {
			t.Errorf("the list does not tell %q", words)
		}
	}
	document := squeezed(text(p.as(p.Observer).get(paths.ToDocument(clause.DocumentID)).page(t).root))
	if !strings.Contains(document, "Chỉ tiêu: "+targetName+" (≥ 84,46%)") {
		t.Error("the clause does not say what it sets")
	}
	shown := text(p.as(p.Science.Officer).get(paths.ToTask(task.Code)).page(t).root)
	if !strings.Contains(strings.Join(strings.Fields(shown), " "), "Góp phần vào chỉ tiêu: "+targetName+" (≥ 84,46%)") {
		t.Error("the task does not say what it serves")
	}
}

func TestIndicatorOfAnotherUnitsTaskDoesNotNameIt(t *testing.T) {
	t.Parallel()
	p := open(t)
	task := p.InProgress(p.Digital)
	p.setIndicator(task)
	page := p.as(p.Science.Officer).get(paths.Indicators).page(t)
	if said := text(page.root); strings.Contains(said, task.Code) || !strings.Contains(said, "1 nhiệm vụ của đơn vị khác") {
		t.Error("the list names a task out of reach, or hides that there is one")
	}
}
