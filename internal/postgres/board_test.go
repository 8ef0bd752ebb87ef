package postgres_test

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"cchc/internal/calendar"
	"cchc/internal/fixture/small"
	"cchc/internal/policy"
	"cchc/internal/reform"
)

// sqlScatter adds tasks of random units, states and days, some of them parents, some periodic and some silent.
const sqlScatter = `
insert into task (code, title, area, plan_year, state, deadline_kind, due_on, original_due_on, lead_unit_id, percent, assigned_on, completed_on,
	last_report_at, search_fold, created_by, created_at, children)
select 'CCHC-2026-' || 5000 + i, 'Việc thứ ' || i, i % 7, 2026, s.state, s.kind, s.due, s.due, ($1::bigint[])[1 + i % 4], i % 100, $2::date - 30,
	case when s.state = 'completed' then $2::date - (i % 200) end, case when i % 3 = 0 then $2::date::timestamptz - (i % 40) * interval '1 day' end,
	'viec thu ' || i, $3, now(), case when i % 11 = 0 then 2 else 0 end
from generate_series(1, $4) i cross join lateral (select
	(array['draft', 'assigned', 'declined', 'in_progress', 'submitted', 'completed', 'suspended', 'cancelled', 'in_progress', 'completed'])[1 + (i * 7 + $5::int) % 10] as state,
	case when i % 13 = 0 then 'standing' when i % 17 = 0 then 'periodic' else 'fixed' end as kind,
	case when i % 13 = 0 or i % 17 = 0 then null else $2::date + 20 - (i * 31 + $5::int) % 260 end as due) s`

// scatter adds n such tasks, with some that obstacles hold up and some that wait for the Office.
func scatter(t *testing.T, d *small.Department, n int) {
	t.Helper()
	units := []int64{d.Units.Science.ID, d.Units.Digital.ID, d.Units.Metrology.ID, d.Units.Centre.ID}
	_, err := d.DB.Pool().Exec(t.Context(), sqlScatter, units, d.App.Today(), d.Clerk.Person, n, rand.IntN(1000))
	if err != nil {
		t.Fatal(err)
	}
	d.Obstacle(reform.ObstacleConfirmed, d.InProgress(d.Science), d.Science)
	d.Obstacle(reform.ObstacleReceived, d.InProgress(d.Centre), d.Centre)
	d.Obstacle(reform.ObstacleResolved, d.InProgress(d.Digital), d.Digital)
	d.Approved(d.Science)
	d.Submitted(d.Science)
	d.Approved(d.Branch)
}

// boardCodes reads every row of the board, page by page.
func boardCodes(t *testing.T, d *small.Department, f reform.BoardFilter) []string {
	t.Helper()
	var all []string
	for page := 0; ; page++ {
		lines, err := d.DB.Board(t.Context(), policy.See(d.Clerk.Actor, policy.BoardRead), f, reform.PageSize, page*reform.PageSize)
		if err != nil {
			t.Fatal(err)
		}
		for _, line := range lines {
			all = append(all, line.Code)
		}
		if len(lines) < reform.PageSize {
			return all
		}
	}
}

// tallied returns what the board counts of each unit.
func tallied(t *testing.T, d *small.Department) map[int64]reform.MatrixRow {
	t.Helper()
	scope := policy.See(d.Clerk.Actor, policy.BoardRead)
	open, err := d.DB.OpenTallies(t.Context(), scope, d.App.Today())
	if err != nil {
		t.Fatal(err)
	}
	done, err := d.DB.DoneTallies(t.Context(), scope)
	if err != nil {
		t.Fatal(err)
	}
	rows := map[int64]reform.MatrixRow{}
	for _, tally := range open {
		rows[tally.UnitID] = reform.MatrixRow{Unit: reform.Unit{ID: tally.UnitID}, Open: tally}
	}
	for _, tally := range done {
		rows[tally.UnitID] = reform.MatrixRow{Unit: reform.Unit{ID: tally.UnitID}, Open: rows[tally.UnitID].Open, Done: tally}
	}
	return rows
}

func TestEveryCountOnTheBoardIsThatOfItsRows(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	scatter(t, d, 400)
	scope := policy.See(d.Clerk.Actor, policy.BoardRead)
	same := func(what string, f reform.BoardFilter, want int) {
		f.Today = d.App.Today()
		rows := boardCodes(t, d, f)
		count, err := d.DB.CountBoard(t.Context(), scope, f)
		if err != nil || len(rows) != want || count != want {
			t.Errorf("%s: counted %d beside the rows and %d over them, %d rows (%v)", what, count, want, len(rows), err)
		}
	}
	var sum reform.MatrixRow
	for unit, row := range tallied(t, d) {
		sum.Open, sum.Done = sum.Open.Plus(row.Open), sum.Done.Plus(row.Done)
		classes := 0
		for _, g := range reform.BoardGroups() {
			same(g.Label(), reform.BoardFilter{Group: g, TaskFilter: reform.TaskFilter{Unit: unit}}, row.Of(g))
		}
		for _, g := range reform.MatrixClasses() {
			classes += row.Of(g)
		}
		if classes != row.Of(reform.BoardAll) || classes == 0 {
			t.Errorf("the classes of unit %d make %d of %d", unit, classes, row.Of(reform.BoardAll))
		}
	}
	late := 0
	for _, a := range reform.Ageings() {
		late += sum.Open.Aged(a)
		same("overdue "+a.Label(), reform.BoardFilter{Ageing: a}, sum.Open.Aged(a))
	}
	if late != sum.Of(reform.BoardOverdue) || late == 0 {
		t.Errorf("the buckets hold %d of %d overdue", late, sum.Of(reform.BoardOverdue))
	}
	for _, g := range reform.BoardGroups() {
		same(g.Label()+" of all", reform.BoardFilter{Group: g}, sum.Of(g))
		if sum.Of(g) == 0 {
			t.Errorf("nothing shows what %q counts", g.Label())
		}
	}
}

func TestTheBoardHoldsWhatItsGroupsNameByTheRulesOfTasks(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	tasks := spread(t, d)
	for range 3 {
		today := d.App.Today()
		for group, holds := range map[reform.BoardGroup]func(reform.Task) bool{
			reform.BoardOverdue:   func(task reform.Task) bool { return task.Timeliness(today) == reform.OpenOverdue },
			reform.BoardSoon:      func(task reform.Task) bool { return soonOrStale(task, today)[reform.FilterSoon] },
			reform.BoardSilent:    func(task reform.Task) bool { return task.Stale(today) },
			reform.BoardToAccept:  func(task reform.Task) bool { return task.State == reform.TaskAssigned },
			reform.BoardSubmitted: func(task reform.Task) bool { return task.State == reform.TaskSubmitted },
			reform.BoardOpen:      func(task reform.Task) bool { return task.State.Open() && task.State != reform.TaskDraft },
			reform.BoardAll:       func(task reform.Task) bool { return task.Timeliness(today) != reform.NotCounted },
		} {
			var want []string
			for _, task := range tasks {
				if holds(task) {
					want = append(want, task.Code)
				}
			}
			got := boardCodes(t, d, reform.BoardFilter{Group: group, TaskFilter: reform.TaskFilter{Sort: reform.SortCode, Today: today}})
			if !slices.Equal(got, want) {
				t.Errorf("%q on %s: %v, want %v", group.Label(), today, got, want)
			}
		}
		d.Clock.Advance(9 * 24 * time.Hour)
	}
}

func TestAgeingTurnsAtItsBoundaries(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	task := d.InProgress(d.Science)
	for late, want := range map[int]reform.Ageing{0: "", 1: "1-7", 7: "1-7", 8: "8-30", 30: "8-30", 31: "31-120", 120: "31-120", 121: "tren-120"} {
		_, err := d.DB.Pool().Exec(t.Context(), `update task set due_on = $1 where id = $2`, d.App.Today().AddDays(-late), task.ID)
		if err != nil {
			t.Fatal(err)
		}
		tally := tallied(t, d)[d.Units.Science.ID].Open
		for _, a := range reform.Ageings() {
			rows := boardCodes(t, d, reform.BoardFilter{Ageing: a, TaskFilter: reform.TaskFilter{Today: d.App.Today()}})
			if in := a == want; (len(rows) == 1) != in || (tally.Aged(a) == 1) != in {
				t.Errorf("%d days late: %d rows and %d counted in %q, want it in %q", late, len(rows), tally.Aged(a), a, want)
			}
		}
	}
}

// nudgeOnce writes down that a nudge of the rung in the state was made, and sent, on the day.
func nudgeOnce(t *testing.T, d *small.Department, task reform.Task, state reform.NudgeState, rung reform.Rung, on calendar.Date) {
	t.Helper()
	_, err := d.DB.Pool().Exec(t.Context(), `
		with b as (insert into nudge_batch (author_id, at, text, answer_by) values ($1, $2::date, 'Báo cáo.', $2::date + 2) returning id),
		n as (insert into nudge (code, batch_id, unit_id, rung, state, text, answer_by, author_id, made_at, send_at, sent_at, ended_at)
			select 'DD-2026-' || 100 + b.id, b.id, $3, $4, $5, 'Báo cáo.', $2::date + 2, $1, $2::date, $2::date, case when $5 = 'sent' then $2::date end,
				case when $5 in ('recalled', 'dropped') then $2::date end from b returning id, sent_at)
		insert into nudge_task (nudge_id, task_id, percent, sent_at) select n.id, $6, 0, n.sent_at from n`,
		d.Clerk.Person, on, task.LeadUnitID, rung, state, task.ID)
	if err != nil {
		t.Fatal(err)
	}
}

func TestTheBoardTellsHowOftenAndWhenATaskWasUrged(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	task, quiet := d.InProgress(d.Science), d.InProgress(d.Digital)
	today := d.App.Today()
	nudgeOnce(t, d, task, reform.NudgeSent, reform.RungRemind, today.AddDays(-9))
	nudgeOnce(t, d, task, reform.NudgeSent, reform.RungUrge, today.AddDays(-4))
	nudgeOnce(t, d, task, reform.NudgeRecalled, reform.RungUrge, today.AddDays(-1))
	nudgeOnce(t, d, quiet, reform.NudgePrepared, reform.RungLetter, today)
	shown := func(days int) []string {
		return boardCodes(t, d, reform.BoardFilter{NotNudged: days, TaskFilter: reform.TaskFilter{Sort: reform.SortCode, Today: today}})
	}
	for days, want := range map[int][]string{0: {task.Code, quiet.Code}, 3: {task.Code, quiet.Code}, 4: {task.Code, quiet.Code}, 5: {quiet.Code}} {
		if got := shown(days); !slices.Equal(got, want) {
			t.Errorf("not urged for %d days: %v, want %v", days, got, want)
		}
	}
	lines, err := d.DB.Board(t.Context(), policy.See(d.Clerk.Actor, policy.BoardRead), reform.BoardFilter{TaskFilter: reform.TaskFilter{Sort: reform.SortCode, Today: today}}, 9, 0)
	if err != nil || len(lines) != 2 {
		t.Fatalf("%d lines (%v)", len(lines), err)
	}
	if l := lines[0]; l.Nudges != 2 || l.Rung != reform.RungUrge || l.NudgedOn != today.AddDays(-4) || l.Queued {
		t.Errorf("%d nudges, the last on rung %d on %s, one more to come: %v", l.Nudges, l.Rung, l.NudgedOn, l.Queued)
	}
	if l := lines[1]; l.Nudges != 0 || l.Rung != 0 || !l.NudgedOn.IsZero() || l.Queued {
		t.Errorf("a task that nobody urged: %+v", l)
	}
	nudgeOnce(t, d, quiet, reform.NudgeQueued, reform.RungRemind, today)
	if got := shown(1); !slices.Equal(got, []string{task.Code}) {
		t.Errorf("one about to go out does not count: %v", got)
	}
}

func TestTheBoardIsForThoseWhoWatch(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	d.InProgress(d.Science)
	d.Draft()
	for _, m := range d.Everybody() {
		scope := policy.See(m.Actor, policy.BoardRead)
		f := reform.BoardFilter{Group: reform.BoardAll, TaskFilter: reform.TaskFilter{Today: d.App.Today()}}
		lines, err := d.DB.Board(t.Context(), scope, f, 9, 0)
		count, countErr := d.DB.CountBoard(t.Context(), scope, f)
		tallies, tallyErr := d.DB.OpenTallies(t.Context(), scope, f.Today)
		tasks, tasksErr := d.DB.BoardTasks(t.Context(), scope, f, 9)
		if err != nil || countErr != nil || tallyErr != nil || tasksErr != nil {
			t.Fatal(err, countErr, tallyErr, tasksErr)
		}
		want := 0
		if m.Has(policy.Office) || m.Has(policy.Chief) || m.Has(policy.Leader) || m.Has(policy.Observer) {
			want = 1
		}
		if len(lines) != want || count != want || len(tallies) != want || len(tasks) != want {
			t.Errorf("%s: %d lines, count %d, %d units, %d tasks, want %d of each", m.Username, len(lines), count, len(tallies), len(tasks), want)
		}
	}
}

func TestTheBoardCanBeReadInEveryOrderByEveryFilter(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	scatter(t, d, 60)
	area := reform.AreaInstitutions
	scope := policy.See(d.Clerk.Actor, policy.BoardRead)
	for _, narrow := range []reform.TaskFilter{{}, {Area: &area}, {Unit: d.Units.Science.ID}, {Document: 1}, {Text: "viec thu"}, {Text: "việc thứ"}} {
		for _, sort := range []reform.TaskSort{"", reform.SortDue, reform.SortCode, reform.SortPercent, reform.SortReport, reform.SortUnit} {
			for _, narrow.Descending = range []bool{false, true} {
				narrow.Sort, narrow.Today = sort, d.App.Today()
				f := reform.BoardFilter{Group: reform.BoardAll, NotNudged: 3, TaskFilter: narrow}
				rows := boardCodes(t, d, f)
				tasks, err := d.DB.BoardTasks(t.Context(), scope, f, 500)
				if count, countErr := d.DB.CountBoard(t.Context(), scope, f); err != nil || countErr != nil || len(rows) != count || len(tasks) != count {
					t.Errorf("%+v: %d rows, %d tasks of %d (%v, %v)", narrow, len(rows), len(tasks), count, err, countErr)
				}
			}
		}
	}
}

func TestANudgeTakesTheTasksThatTheBoardShowsInItsOrder(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	task := d.Reported(d.Science, 40)
	later := d.InProgress(d.Digital)
	f := reform.BoardFilter{TaskFilter: reform.TaskFilter{Today: d.App.Today()}}
	tasks, err := d.DB.BoardTasks(t.Context(), policy.See(d.Clerk.Actor, policy.BoardRead), f, 1)
	if err != nil || len(tasks) != 1 {
		t.Fatalf("%d tasks (%v)", len(tasks), err)
	}
	want := reform.BoardTask{
		ID: task.ID, Code: task.Code, Title: task.Title, Area: task.Area, UnitID: d.Science.Unit.ID, Unit: d.Science.Unit.Name,
		OfficerID: d.Science.Officer.Person, Officer: d.Science.Officer.Name, DueOn: task.DueOn, Percent: 40, State: reform.TaskInProgress,
	}
	if tasks[0] != want || later.ID == task.ID {
		t.Errorf("%+v, want %+v", tasks[0], want)
	}
}
