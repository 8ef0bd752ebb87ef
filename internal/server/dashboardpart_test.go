package server_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"cchc/internal/paths"
	"cchc/internal/reform"
)

func TestAUnitAndAnAreaHaveFiguresOfTheirOwnAndSayWhyTheyAreLate(t *testing.T) {
	t.Parallel()
	p := open(t)
	late, other := p.InArea(p.InProgress(p.Science), reform.AreaProcedures), p.InProgress(p.Digital)
	p.Clock.Advance(40 * 24 * time.Hour)
	p.Report(late, p.Science.Officer, 30)
	p.Nudged(reform.RungRemind, late)
	unit, area := paths.ToDashboardUnit(p.Units.Science.ID), paths.ToDashboardArea(int(reform.AreaProcedures))
	for path, words := range map[string][]string{
		unit: {late.Code, "Chờ ý kiến.", "1 lần", "Tổng nhiệm vụ", "Năm 2027 đơn vị chưa hẹn ngày nào", "Diễn biến 8 tuần"},
		area: {late.Code, "Chờ ý kiến.", "Theo đơn vị", "Chỉ tiêu (0)"}, unit + "?ngay=25/11/2026": {"Không có nhiệm vụ quá hạn. Số liệu cuối ngày 25/11/2026"},
	} {
		page := p.as(p.Leader).get(path)
		page.page(t).sound()
		shows(t, page, words...)
		if strings.Contains(page.body, other.Code) {
			t.Errorf("%s tells of %s, which is another's", path, other.Code)
		}
		for link, number := range numberedLinks(page.page(t).byID("noi-dung")) {
			if got := strings.Count(p.as(p.Leader).get(link).body, `data-l="Trạng thái khi đó"`); got != number {
				t.Errorf("%s: %s says %d and lists %d", path, link, number, got)
			}
		}
	}
	if body := p.as(p.Clerk).get(unit).body; !strings.Contains(body, paths.NudgePreview+"?loc=") || !strings.Contains(body, "Yêu cầu giải trình") {
		t.Error("the Office is not led to a nudge")
	}
	if body := p.as(p.Leader).get(unit).body; !strings.Contains(body, paths.InstructionNew) {
		t.Error("a leader is not led to an instruction")
	}
	if body := p.as(p.Observer).get(unit).body; strings.Contains(body, "Yêu cầu giải trình") {
		t.Error("an observer is offered to ask")
	}
	want(t, "a unit that is none", p.as(p.Leader).get(paths.ToDashboardUnit(99999)), http.StatusNotFound)
	want(t, "an area that is none", p.as(p.Leader).get(paths.ToDashboardArea(77)), http.StatusNotFound)
	want(t, "a head", p.as(p.Science.Head).get(unit), http.StatusForbidden)
}
