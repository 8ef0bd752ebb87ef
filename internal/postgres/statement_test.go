package postgres_test

import (
	"slices"
	"testing"

	"github.com/jackc/pgx/v5"

	"cchc/internal/fixture/small"
	"cchc/internal/pgtest"
	"cchc/internal/policy"
	"cchc/internal/reform"
)

func TestEveryStatementPrepares(t *testing.T) {
	t.Parallel()
	statements := readSource(t).statements()
	if len(statements) < 40 {
		t.Fatalf("only %d statements were found", len(statements))
	}
	conn, err := pgtest.New(t).Acquire(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Release()
	for name, statement := range statements {
		positional, _, err := pgx.NamedArgs{}.RewriteQuery(t.Context(), conn.Conn(), statement, nil)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if _, err := conn.Conn().Prepare(t.Context(), name, positional); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// filters returns the list's filters one at a time, and then all at once.
func filters(d *small.Department) []reform.TaskFilter {
	area := reform.AreaInstitutions
	out := []reform.TaskFilter{
		{}, {Area: &area}, {Unit: d.Units.Science.ID}, {Document: 1}, {Officer: d.Science.Officer.Person}, {Priority: true}, {Blocked: true}, {Open: true},
		{Text: "ra soat"}, {Text: "rà soát"}, {Page: 3},
	}
	for _, state := range reform.TaskStates() {
		out = append(out, reform.TaskFilter{State: state})
	}
	for _, class := range append(reform.Timelinesses(), reform.FilterSoon, reform.FilterStale) {
		out = append(out, reform.TaskFilter{Timeliness: class}, reform.TaskFilter{Timeliness: class, Basis: reform.DueOriginal})
	}
	return append(out, reform.TaskFilter{
		Area: &area, Unit: d.Units.Science.ID, State: reform.TaskInProgress, Timeliness: reform.OpenInTime, Document: 1,
		Officer: d.Science.Officer.Person, Priority: true, Blocked: true, Open: true, Text: "rà soát", Page: 2,
	})
}

func TestEveryListCanBeReadInEveryOrder(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	d.InProgress(d.Science)
	scope := policy.See(d.Clerk.Actor, policy.TaskRead)
	for _, f := range filters(d) {
		f.Today = d.App.Today()
		count, err := d.DB.CountTasks(t.Context(), scope, f)
		if err != nil {
			t.Errorf("count of %+v: %v", f, err)
		}
		for _, sort := range []reform.TaskSort{"", reform.SortDue, reform.SortCode, reform.SortPercent, reform.SortReport, "lost"} {
			for _, f.Descending = range []bool{false, true} {
				f.Sort = sort
				lines, err := d.DB.Tasks(t.Context(), scope, f)
				if err != nil || f.Page == 0 && len(lines) != count {
					t.Errorf("%+v: %d lines of %d, %v", f, len(lines), count, err)
				}
			}
		}
	}
}

func TestListsAreInTheOrderAskedFor(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	first, second, third := d.Reported(d.Science, 30), d.Reported(d.Science, 90), d.TaskIn(reform.TaskCompleted, d.Science)
	scope := policy.See(d.Clerk.Actor, policy.TaskRead)
	for _, c := range []struct {
		sort       reform.TaskSort
		descending bool
		want       []string
	}{
		{reform.SortCode, false, []string{first.Code, second.Code, third.Code}},
		{reform.SortCode, true, []string{third.Code, second.Code, first.Code}},
		{reform.SortPercent, false, []string{first.Code, second.Code, third.Code}},
		{reform.SortPercent, true, []string{third.Code, second.Code, first.Code}},
		{reform.SortDue, false, []string{first.Code, second.Code, third.Code}},
	} {
		lines, err := d.DB.Tasks(t.Context(), scope, reform.TaskFilter{Sort: c.sort, Descending: c.descending, Today: d.App.Today()})
		if got := codes(lines); err != nil || !slices.Equal(got, c.want) {
			t.Errorf("by %s, descending %v: %v (%v)", c.sort, c.descending, got, err)
		}
	}
}

func codes(lines []reform.TaskLine) []string {
	var out []string
	for _, line := range lines {
		out = append(out, line.Code)
	}
	return out
}
