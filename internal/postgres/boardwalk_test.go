package postgres_test

import (
	"cmp"
	"slices"
	"testing"

	"cchc/internal/fixture/small"
	"cchc/internal/policy"
	"cchc/internal/reform"
)

// listCodes reads every row of the list of tasks, page by page.
func listCodes(t *testing.T, d *small.Department, f reform.TaskFilter) []string {
	t.Helper()
	var all []string
	for f.Page = 1; ; f.Page++ {
		lines, err := d.DB.Tasks(t.Context(), policy.See(d.Clerk.Actor, policy.TaskRead), f)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, codes(lines)...)
		if len(lines) < reform.PageSize {
			return all
		}
	}
}

var boardSorts = []reform.TaskSort{reform.SortDue, reform.SortCode, reform.SortPercent, reform.SortReport, reform.SortUnit}

func TestTheBoardIsWalkedInTheOrderOfTheList(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	scatter(t, d, 160)
	for _, group := range []reform.BoardGroup{reform.BoardOpen, reform.BoardOverdue, reform.BoardSilent, reform.BoardSubmitted} {
		for _, sort := range boardSorts {
			for _, descending := range []bool{false, true} {
				narrow := reform.TaskFilter{Sort: sort, Descending: descending, Today: d.App.Today()}
				list := group.Filter()
				list.Sort, list.Descending, list.Today = sort, descending, d.App.Today()
				got, want := boardCodes(t, d, reform.BoardFilter{Group: group, TaskFilter: narrow}), listCodes(t, d, list)
				want = slices.DeleteFunc(want, func(code string) bool { return group == reform.BoardOpen && !slices.Contains(got, code) }) // drafts
				if len(got) < 3 || !slices.Equal(got, want) {
					t.Errorf("%q by %s, descending %v: %v, want %v", group.Label(), sort, descending, got, want)
				}
			}
		}
	}
}

func TestATextThatManyTasksHaveFindsThemAllOnTheBoard(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	scatter(t, d, 160)
	for _, group := range []reform.BoardGroup{reform.BoardOpen, reform.BoardAll, reform.BoardToVerify} {
		for _, text := range []string{"việc thứ", "viec thu 1", "thú 1", "khong co"} {
			f := reform.BoardFilter{Group: group, TaskFilter: reform.TaskFilter{Text: text, Today: d.App.Today()}}
			few := boardCodes(t, d, f)
			many := boardCodes(t, d, f.Found(reform.OftenFrom+1))
			slices.Sort(few)
			slices.Sort(many)
			if !slices.Equal(few, many) {
				t.Errorf("%q of %q: %v gathered, %v walked", text, group.Label(), few, many)
			}
		}
	}
}

func TestTonesRankOnTheBoardWhatFewTasksHave(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	scatter(t, d, 40)
	if _, err := d.DB.Pool().Exec(t.Context(), `update task set title = 'Việc thú ' || id where id = (
		select max(id) from task where code like 'CCHC-2026-50%' and state = 'in_progress' and children = 0 and deadline_kind <> 'periodic')`); err != nil {
		t.Fatal(err)
	}
	f := reform.BoardFilter{TaskFilter: reform.TaskFilter{Text: "việc thú", Sort: reform.SortCode, Today: d.App.Today()}}
	few, many := boardCodes(t, d, f), boardCodes(t, d, f.Found(reform.OftenFrom+1))
	if len(few) < 5 || cmp.Compare(few[0], few[1]) < 0 {
		t.Errorf("the title with the tones does not come first: %v", few)
	}
	if !slices.IsSorted(many) {
		t.Errorf("walked in another order than the list's own: %v", many)
	}
}
