package app_test

import (
	"testing"

	"cchc/internal/app"
	"cchc/internal/fault"
	"cchc/internal/fixture/small"
	"cchc/internal/reform"
)

func unitPage(t *testing.T, d *small.Department, who small.Member, unit int64) app.UnitPage {
	t.Helper()
	page, err := d.App.UnitPage(t.Context(), who.Actor, unit, reform.DueNow)
	if err != nil {
		t.Fatal(err)
	}
	return page
}

func TestUnitsFiguresAreTheirRows(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	everyState(d, d.Science)
	everyState(d, d.Digital)
	for _, after := range days {
		d.Clock.Set(small.Noon.AddDate(0, 0, after))
		page := unitPage(t, d, d.Science.Head, d.Units.Science.ID)
		got := [3]int{len(page.ToAccept), len(page.Overdue), len(page.Waiting)}
		want := [3]int{page.Counts.ToAccept, page.Counts.Overdue, page.Counts.Waiting}
		if got != want || got[0] == 0 || got[2] == 0 {
			t.Errorf("after %d days the unit lists %v, its figures say %v", after, got, want)
		}
	}
}

func TestOfficersLoadIsWhatTheTaskListShows(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	everyState(d, d.Science)
	for _, after := range days {
		d.Clock.Set(small.Noon.AddDate(0, 0, after))
		for _, load := range unitPage(t, d, d.Science.Head, 0).Loads {
			for n, filter := range map[*int]reform.TaskFilter{
				&load.Open: {Open: true}, &load.Overdue: {Timeliness: reform.OpenOverdue}, &load.DueSoon: {Timeliness: reform.FilterSoon},
			} {
				filter.Unit, filter.Officer = d.Units.Science.ID, load.PersonID
				list, err := d.App.TaskList(t.Context(), d.Science.Head.Actor, filter)
				if err != nil || list.Total != *n {
					t.Errorf("after %d days %s has %d, the list shows %d (%v)", after, load.Name, *n, list.Total, err)
				}
			}
		}
	}
}

func TestOnlyAHeadAboveTheUnitAnswersForIt(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	for _, c := range []struct {
		who  small.Member
		unit reform.Unit
		may  bool
	}{
		{d.Science.Head, d.Units.Science, true},
		{d.Branch.Head, d.Units.Centre, true},
		{d.Clerk, d.Units.Science, false},
		{d.Leader, d.Units.Science, false},
		{d.Observer, d.Units.Science, false},
	} {
		page := unitPage(t, d, c.who, c.unit.ID)
		if page.MayAccept != c.may || page.MayDecline != c.may {
			t.Errorf("%s on %s: accept %v, decline %v, want %v", c.who.Username, c.unit.ShortName, page.MayAccept, page.MayDecline, c.may)
		}
	}
}

func TestUnitOutOfWatchIsNotFound(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	for _, who := range []small.Member{d.Science.Head, d.Science.Officer, d.Centre.Head} {
		if _, err := d.App.UnitPage(t.Context(), who.Actor, d.Units.Digital.ID, reform.DueNow); fault.KindOf(err) != fault.NotFound {
			t.Errorf("%s on another unit: %v, want not found", who.Username, err)
		}
	}
}

func TestWhoseUnitTakesNoTasksStartsAtTheFirstThatDoes(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	for _, who := range []small.Member{d.Leader, d.Observer} {
		page := unitPage(t, d, who, 0)
		if page.Unit != page.Units[0] || !page.Unit.TakesTasks() {
			t.Errorf("%s starts at %s, want %s", who.Username, page.Unit.Name, page.Units[0].Name)
		}
	}
	if page := unitPage(t, d, d.Digital.Head, 0); page.Unit.ID != d.Units.Digital.ID {
		t.Errorf("a head starts at %s, want the own unit", page.Unit.Name)
	}
}
