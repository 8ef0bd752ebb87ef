package tasks_test

import (
	"strings"
	"testing"

	"cchc/internal/paths"
	"cchc/internal/reform"
	"cchc/web/pages/tasks"
	"cchc/web/ui"
)

func listing(f reform.TaskFilter, total int) tasks.Listing {
	return tasks.Listing{Path: paths.Tasks, Query: tasks.Query(f), Filter: f, Total: total}
}

func TestHeadTurnsTheOrderRoundAndLeavesThePage(t *testing.T) {
	for _, c := range []struct {
		filter reform.TaskFilter
		sort   ui.Sort
		want   string
	}{
		{reform.TaskFilter{Page: 3}, ui.Ascending, "chieu=giam&sx=han"},
		{reform.TaskFilter{Sort: reform.SortDue, Descending: true}, ui.Descending, "chieu=tang&sx=han"},
		{reform.TaskFilter{Sort: reform.SortCode}, "", "chieu=tang&sx=han"},
		{reform.TaskFilter{State: reform.TaskDraft}, ui.Ascending, "chieu=giam&sx=han&trang_thai=draft"},
	} {
		got := listing(c.filter, 1).Column("Hạn", reform.SortDue)
		if got.Sort != c.sort || got.Href != "/nhiem-vu?"+c.want {
			t.Errorf("%+v: %q %s, want %q %s", c.filter, got.Sort, got.Href, c.sort, c.want)
		}
	}
}

func TestLongListSaysMoreThanAndEndsAtTheLimit(t *testing.T) {
	l := listing(reform.TaskFilter{Page: 1}, reform.CountLimit+1)
	pages := l.Pages()
	if l.Count() != "Hơn 2.000 nhiệm vụ" || !pages.More || pages.Pages != reform.CountLimit/reform.PageSize {
		t.Errorf("%q, %d pages, more: %v", l.Count(), pages.Pages, pages.More)
	}
	l = listing(reform.TaskFilter{Page: 1}, 312)
	if l.Count() != "312 nhiệm vụ" || l.Pages().Pages != 7 || l.Pages().More {
		t.Errorf("%q, %d pages, more: %v", l.Count(), l.Pages().Pages, l.Pages().More)
	}
}

func TestPagerKeepsTheFilter(t *testing.T) {
	href := listing(reform.TaskFilter{Text: "thủ tục", Unit: 4}, 80).Pages().Href(2)
	for _, part := range []string{"don_vi=4", "q=th%E1%BB%A7+t%E1%BB%A5c", "trang=2"} {
		if !strings.Contains(href, part) {
			t.Errorf("%s lacks %s", href, part)
		}
	}
}
