package app_test

import (
	"testing"

	"cchc/internal/fixture/small"
	"cchc/internal/reform"
)

// days is how many days after the first day the lists are looked at: nothing is late, some is nearly due, all is late.
var days = []int{0, 24, 40}

// everyState gives the team one task in each state.
func everyState(d *small.Department, team small.Team) {
	for _, state := range reform.TaskStates() {
		d.TaskIn(state, team)
	}
}

func TestEachGroupOfOnesWorkListsAsManyAsItCounts(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	everyState(d, d.Science)
	groups := append(reform.WorkTabs(), reform.WorkFigures()...)
	for _, after := range days {
		d.Clock.Set(small.Noon.AddDate(0, 0, after))
		for _, group := range groups {
			page, err := d.App.WorkPage(t.Context(), d.Science.Officer.Actor, group.Filter())
			if err != nil {
				t.Fatal(err)
			}
			if page.Total != page.Counts.Of(group) || len(page.Lines) != page.Total {
				t.Errorf("after %d days %s lists %d rows of %d, its figure says %d", after, group, len(page.Lines), page.Total, page.Counts.Of(group))
			}
		}
	}
}

func TestOnesWorkIsOnesOwn(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	d.InProgress(d.Science)
	page, err := d.App.WorkPage(t.Context(), d.Colleague.Actor, reform.WorkToDo.Filter())
	if err != nil || page.Total != 0 {
		t.Errorf("a colleague has %d tasks to do (%v), want none", page.Total, err)
	}
}

func TestPagePastTheEndShowsTheLastOne(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	d.Draft()
	list, err := d.App.TaskList(t.Context(), d.Clerk.Actor, reform.TaskFilter{Page: 9})
	if err != nil || list.Page != 1 || len(list.Lines) != 1 {
		t.Errorf("page %d with %d rows (%v), want page 1 with its row", list.Page, len(list.Lines), err)
	}
}
