package app_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"cchc/internal/app"
	"cchc/internal/fault"
	"cchc/internal/fixture/small"
	"cchc/internal/policy"
	"cchc/internal/reform"
)

var silent = reform.BoardFilter{Group: reform.BoardSilent}

func saveFilter(d *small.Department, who small.Member, name string, f reform.BoardFilter) error {
	return d.App.SaveFilter(context.Background(), who.Actor, app.SaveFilter{Name: name, Filter: f})
}

// savedFilters returns what the member keeps.
func savedFilters(t *testing.T, d *small.Department, who small.Member) []reform.SavedFilter {
	t.Helper()
	saved, err := d.App.SavedFilters(t.Context(), who.Actor)
	if err != nil {
		t.Fatal(err)
	}
	return saved.Filters
}

func TestWhoeverWatchesKeepsFiltersOfTheirOwn(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	for _, who := range d.Everybody() {
		err := saveFilter(d, who, "Im lặng", silent)
		if watches := who.Reach(policy.BoardRead) > policy.Nothing; watches != (err == nil) {
			t.Errorf("%s: %v", who.Username, err)
		} else if err != nil {
			refused(t, who.Username, err, fault.Forbidden, "không có quyền")
		}
	}
	mine := savedFilters(t, d, d.Clerk)
	if len(mine) != 1 || mine[0].PersonID != d.Clerk.Person || mine[0].Filter().Group != reform.BoardSilent {
		t.Fatalf("%+v", mine)
	}
	for _, err := range []error{
		d.App.RenameFilter(t.Context(), d.SecondClerk.Actor, app.RenameFilter{ID: mine[0].ID, Seen: 1, Name: "Khác"}),
		dropFilter(d, d.Leader, mine[0], 1),
	} {
		refused(t, "another's filter", err, fault.NotFound, "Không có bộ lọc này")
	}
}

func dropFilter(d *small.Department, who small.Member, f reform.SavedFilter, seen int) error {
	_, err := d.App.DropFilter(context.Background(), who.Actor, app.DropFilter{ID: f.ID, Seen: seen})
	return err
}

func TestSavedFiltersAreRenamedAndDroppedAtTheVersionSeen(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	for i, name := range []string{"Trước giao ban", "Im lặng", "Vướng mắc"} {
		if err := saveFilter(d, d.Clerk, name, reform.BoardFilter{NotNudged: i + 1}); err != nil {
			t.Fatal(err)
		}
	}
	kept := savedFilters(t, d, d.Clerk)
	rename := app.RenameFilter{ID: kept[1].ID, Seen: 1, Name: "Im lặng lâu"}
	if err := d.App.RenameFilter(t.Context(), d.Clerk.Actor, rename); err != nil {
		t.Fatal(err)
	}
	refused(t, "a stale name", d.App.RenameFilter(t.Context(), d.Clerk.Actor, rename), fault.Conflict, "vừa được người khác thay đổi")
	refused(t, "a stale drop", dropFilter(d, d.Clerk, kept[1], 1), fault.Conflict, "vừa được người khác thay đổi")
	if err := dropFilter(d, d.Clerk, kept[0], 1); err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, f := range savedFilters(t, d, d.Clerk) {
		names = append(names, f.Name)
	}
	if want := []string{"Im lặng lâu", "Vướng mắc"}; !slices.Equal(names, want) {
		t.Errorf("%v are kept, want %v", names, want)
	}
	acts := auditOf(t, d, policy.FilterSave)
	if len(acts) != 5 || acts[0].ObjectKind != string(policy.Filter) {
		t.Errorf("%d acts were recorded: %+v", len(acts), acts)
	}
}

// auditOf returns the lines of the action, the newest first.
func auditOf(t *testing.T, d *small.Department, action policy.Action) []reform.AuditEvent {
	t.Helper()
	events, err := d.DB.AuditEvents(t.Context(), policy.See(d.Chief.Actor, policy.AuditRead), reform.AuditFilter{Action: string(action)})
	if err != nil {
		t.Fatal(err)
	}
	return events
}

func TestAFilterThatCannotBeKeptSaysWhy(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	for i := range reform.SavedFiltersMost {
		if err := saveFilter(d, d.Clerk, fmt.Sprint("Bộ lọc ", i), silent); err != nil {
			t.Fatal(err)
		}
	}
	long := reform.BoardFilter{TaskFilter: reform.TaskFilter{Text: strings.Repeat("ộ", 200)}}
	for _, c := range []struct {
		who    small.Member
		name   string
		filter reform.BoardFilter
		words  string
	}{
		{d.Clerk, "Thêm một", silent, "tối đa 20 bộ lọc"}, {d.Chief, "", silent, "Nhập tên bộ lọc"}, {d.Chief, strings.Repeat("ộ", 61), silent, "tối đa 60 ký tự"},
		{d.Chief, "Trống", reform.BoardFilter{}, "Chưa chọn gì"}, {d.Chief, "Dài", long, "quá dài"},
	} {
		refused(t, c.name, saveFilter(d, c.who, c.name, c.filter), fault.Invalid, c.words)
	}
	if err := saveFilter(d, d.Chief, "Im lặng", silent); err != nil {
		t.Fatal(err)
	}
	refused(t, "a name twice", saveFilter(d, d.Chief, "Im lặng", reform.BoardFilter{NotNudged: 3}), fault.Invalid, "đã có bộ lọc tên này")
	kept := savedFilters(t, d, d.Clerk)
	err := d.App.RenameFilter(t.Context(), d.Clerk.Actor, app.RenameFilter{ID: kept[0].ID, Seen: 1, Name: kept[1].Name})
	refused(t, "a name of another filter", err, fault.Invalid, "đã có bộ lọc tên này")
	if err := d.App.RenameFilter(t.Context(), d.Clerk.Actor, app.RenameFilter{ID: kept[0].ID, Seen: 1, Name: kept[0].Name}); err != nil {
		t.Errorf("a filter cannot keep its own name: %v", err)
	}
}
