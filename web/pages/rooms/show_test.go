package rooms_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"cchc/internal/calendar"
	"cchc/internal/reform"
	"cchc/web/pages/rooms"
)

func aBrief() reform.Brief {
	b := reform.Brief{
		Code: "CS-2026-004", At: time.Date(2026, 11, 23, 7, 30, 0, 0, calendar.Zone), Since: time.Date(2026, 11, 16, 7, 30, 0, 0, calendar.Zone), SinceCode: "CS-2026-003",
		Numbers: reform.BriefNumbers{Now: reform.Classes{OnTime: 12, Overdue: 5}, Before: reform.Classes{OnTime: 10, Overdue: 6}},
		Decide: []reform.BriefDecision{
			{Obstacle: "VM-031", Question: "Có lùi hạn không?", Proposed: "Lùi đến 15/12", Unit: "Phòng A", Waited: 3, HeldTasks: 2}, {Obstacle: "VM-034", Question: "Giao ai?"},
		},
		Silent:    []reform.BriefSilence{{Unit: "Chi cục TĐC", Asked: "Vì sao chậm?"}},
		Questions: []string{"Khi nào xong?"},
	}
	for n := range 8 {
		b.Promised = append(b.Promised, reform.BriefPromise{Text: fmt.Sprintf("Việc hứa %d", n), Task: "CCHC-2026-001", DoneOn: calendar.NewDate(2026, 11, 20)})
		b.Changes = append(b.Changes, reform.BriefChange{Kind: reform.NewsOverdue, Code: "CCHC-2026-002", Title: fmt.Sprintf("Thay đổi %d", n)})
	}
	for n := range 10 {
		b.Units = append(b.Units, reform.BriefRow{Name: fmt.Sprintf("Đơn vị %d", n), Now: reform.Classes{Overdue: n}})
	}
	return b
}

func shown(t *testing.T, screen int, noted ...reform.Conclusion) string {
	t.Helper()
	var page strings.Builder
	view := rooms.Show{Meeting: reform.Meeting{Code: "GB-2026-004", Series: "Giao ban"}, Brief: aBrief(), Noted: noted, Screen: screen, Now: time.Now()}
	if err := rooms.ShowPage(view).Render(t.Context(), &page); err != nil {
		t.Fatal(err)
	}
	return page.String()
}

func TestEachScreenHasOneTopicAndTheWayToTheNext(t *testing.T) {
	t.Parallel()
	for i, said := range []string{
		"giảm 1", "Việc hứa 5", "Việc hứa 7", "Thay đổi 0", "Thay đổi 7", "Có lùi hạn không?", "Giao ai?", "Đơn vị 8", "Đơn vị 9", "Vì sao chậm?", "Khi nào xong?", "Chưa ghi kết luận nào.",
	} {
		page := shown(t, i+1)
		if !strings.Contains(page, said) || strings.Count(page, "<h1>") != 1 || !strings.Contains(page, fmt.Sprintf("Màn %d/12", i+1)) {
			t.Errorf("screen %d does not say %q:\n%s", i+1, said, page)
		}
		if next := fmt.Sprintf("man=%d\"", i+2); strings.Contains(page, next) != (i < 11) || !strings.Contains(page, `data-chieu="thoat"`) {
			t.Errorf("screen %d: the way on or out is wrong", i+1)
		}
	}
	if page := shown(t, 99, reform.Conclusion{Text: "Giao rà soát.", Task: "CCHC-2026-059", Unit: "Phòng A", DueOn: calendar.NewDate(2026, 12, 5)}); !strings.Contains(page, "Giao rà soát.") || !strings.Contains(page, "hạn 05/12/2026") {
		t.Errorf("past the end is not the last screen, or what was just concluded is not on it:\n%s", page)
	}
}

func TestNothingIsProjectedBeforeTheBriefIsFrozen(t *testing.T) {
	t.Parallel()
	var page strings.Builder
	err := rooms.ShowPage(rooms.Show{Meeting: reform.Meeting{Code: "GB-2026-004"}, Screen: 1}).Render(t.Context(), &page)
	if err != nil || !strings.Contains(page.String(), "Chưa chốt bản tóm tắt") || !strings.Contains(page.String(), "/giao-ban/GB-2026-004") {
		t.Errorf("%v: %s", err, page.String())
	}
}
