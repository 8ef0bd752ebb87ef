package postgres_test

import (
	"context"
	"maps"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"

	"cchc/internal/app"
	"cchc/internal/calendar"
	"cchc/internal/fault"
	"cchc/internal/fixture/small"
	"cchc/internal/policy"
	"cchc/internal/reform"
)

// cell is which tasks are counted together.
type cell struct {
	year int
	unit int64
	area reform.Area
}

// counted counts the whole register anew from the past of every task, by the one definition of timeliness.
func counted(t fatal, d *small.Department, at time.Time) map[cell][2]reform.Classes {
	rows, err := d.DB.Pool().Query(t.Context(), `select plan_year, coalesce(lead_unit_id, 0), area, state, due_on, original_due_on, completed_on
		from task_history where leaf and deadline_kind <> 'periodic' and valid_from <= $1 and coalesce(valid_to > $1, true)`, at)
	if err != nil {
		t.Fatalf("read the past: %v", err)
	}
	defer rows.Close()
	counts := map[cell][2]reform.Classes{}
	for rows.Next() {
		var c cell
		var state reform.TaskState
		var due, first, completed calendar.Date
		if err := rows.Scan(&c.year, &c.unit, &c.area, &state, &due, &first, &completed); err != nil {
			t.Fatalf("read the past: %v", err)
		}
		both := counts[c]
		for i, deadline := range []calendar.Date{due, first} {
			both[i] = both[i].Plus(single(reform.TimelinessOf(state, deadline, completed, calendar.DateOf(at))))
		}
		if both != ([2]reform.Classes{}) {
			counts[c] = both
		}
	}
	if rows.Err() != nil {
		t.Fatalf("read the past: %v", rows.Err())
	}
	return counts
}

// single is one task of the class.
func single(class reform.Timeliness) reform.Classes {
	var c reform.Classes
	if n := map[reform.Timeliness]*int{
		reform.DoneOnTime: &c.OnTime, reform.DoneLate: &c.Late, reform.OpenInTime: &c.InTime, reform.OpenOverdue: &c.Overdue, reform.NoDeadline: &c.Undated,
	}[class]; n != nil {
		*n = 1
	}
	return c
}

// kept is what the tallies say of the instant.
func kept(t fatal, d *small.Department, at time.Time) map[cell][2]reform.Classes {
	figures, err := d.DB.Figures(t.Context(), policy.See(d.Clerk.Actor, policy.BoardRead), at)
	if err != nil {
		t.Fatalf("read the figures: %v", err)
	}
	counts := map[cell][2]reform.Classes{}
	for _, c := range figures[0].Cells {
		counts[cell{c.PlanYear, c.UnitID, c.Area}] = [2]reform.Classes{c.Now, c.First}
	}
	return counts
}

func agree(t fatal, d *small.Department, at time.Time) {
	if got, want := kept(t, d, at), counted(t, d, at); !maps.Equal(got, want) {
		t.Fatalf("at %s the tallies say %v, a full count %v", at, got, want)
	}
}

// turns are what may happen to a task, beside the acts of the past, that moves it from one class, unit or area to another.
var turns = append(slices.Clone(acts),
	act(reform.TaskCancel, func(d *small.Department) small.Member { return d.Clerk }),
	func(d *small.Department, t fatal, task reform.Task, n int) error {
		in := app.ReassignTask{Code: task.Code, Seen: task.Version, To: reform.Reassignment{LeadUnit: d.Units.Digital.ID, Note: "Đúng chức năng."}}
		return d.App.ReassignTask(t.Context(), d.Clerk.Actor, in)
	},
	change(`due_on = $2`), change(`original_due_on = $2`), change(`area = extract(day from $2::date)::int % 7`),
	change(`deadline_kind = case when deadline_kind = 'fixed' then 'standing' else 'fixed' end, due_on = case when deadline_kind = 'standing' then $2::date end`),
	change(`children = 1 - least(children, 1), area = extract(day from $2::date)::int % 7`),
)

// change is a change of the row that no deed stands for; its day is a few days before or after today. What the schema refuses
// changes nothing.
func change(set string) func(*small.Department, fatal, reform.Task, int) error {
	return func(d *small.Department, t fatal, task reform.Task, n int) error {
		_ = alone(t, d, `update task set `+set+` where id = $1`, task.ID, d.App.Today().AddDays(n%20-10))
		return nil
	}
}

// alone runs the statement in a transaction of its own at the clock's instant.
func alone(t fatal, d *small.Department, sql string, args ...any) error {
	tx, err := d.DB.Pool().Begin(t.Context())
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback(context.WithoutCancel(t.Context())) }()
	if _, err := tx.Exec(t.Context(), `select set_config('cchc.now', $1, true)`, d.Clock.Now().Format(time.RFC3339Nano)); err != nil {
		return err
	}
	if _, err := tx.Exec(t.Context(), sql, args...); err != nil {
		return err
	}
	return tx.Commit(t.Context())
}

// Whatever happens to tasks, and whenever, the tallies say of each instant what a full count of the past says.
func TestTalliesAreAFullCountAtEveryInstant(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	rapid.Check(t, func(r *rapid.T) {
		d.Clock.Set(small.Noon)
		task := d.Draft()
		agree(r, d, small.Noon)
		for range rapid.IntRange(1, 8).Draw(r, "turns") {
			d.Clock.Advance(time.Duration(rapid.IntRange(0, 40).Draw(r, "hours")) * time.Hour)
			if err := rapid.SampledFrom(turns).Draw(r, "turn")(d, r, task, rapid.IntRange(0, 100).Draw(r, "n")); err != nil && fault.KindOf(err) == fault.Internal {
				r.Fatalf("a turn failed: %v", err)
			}
			task = d.Read(task.Code)
		}
		for range 5 {
			agree(r, d, small.Noon.Add(time.Duration(rapid.IntRange(-1, 60*24*60).Draw(r, "minute"))*time.Minute))
		}
	})
}

// Many deeds at once, some of them in one transaction on many tasks and in any order, leave no task uncounted or counted twice.
func TestTalliesHoldUnderWritersAtOnce(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	var tasks []reform.Task
	for range 6 {
		tasks = append(tasks, d.InProgress(d.Science), d.InProgress(d.Digital))
	}
	d.Clock.Advance(time.Hour)
	if err := alone(t, d, `insert into task_number values ($1 - 1, 1), ($1 + 1, 1)`, tasks[0].PlanYear); err != nil {
		t.Fatal(err)
	}
	var writers sync.WaitGroup
	for range 6 {
		writers.Go(func() {
			for range 15 {
				task := tasks[rand.N(len(tasks))]
				for _, sql := range []string{
					`update task set due_on = $2 where id = $1`,
					`update task set state = case when state = 'completed' then 'in_progress' else 'completed' end, completed_on = $2 where id = $1`,
					`update task set area = (area + 1) % 7, plan_year = 2025 + extract(day from $2::date)::int % 3 where id = $1`,
				} {
					if err := alone(t, d, sql, task.ID, d.App.Today().AddDays(rand.N(21)-10)); err != nil {
						t.Error(err)
					}
				}
			}
		})
	}
	writers.Wait()
	for n := range 40 {
		agree(t, d, d.Clock.Now().Add(time.Duration(n-8)*24*time.Hour))
	}
	for n := range 10 {
		rowsAreTheFigure(t, d, d.Clock.Now().Add(time.Duration(n-5)*48*time.Hour))
	}
	before := kept(t, d, d.Clock.Now())
	if err := alone(t, d, `select tally_anew()`); err != nil {
		t.Fatal(err)
	}
	if after := kept(t, d, d.Clock.Now()); !maps.Equal(before, after) {
		t.Errorf("counted anew %v, kept %v", after, before)
	}
}

// rowsAreTheFigure holds each figure of the instant against the tasks that it opens.
func rowsAreTheFigure(t *testing.T, d *small.Department, at time.Time) {
	t.Helper()
	scope := policy.See(d.Leader.Actor, policy.BoardRead)
	figures, err := d.DB.Figures(t.Context(), scope, at)
	if err != nil {
		t.Fatal(err)
	}
	area := reform.Area(2)
	for _, f := range []reform.FigureFilter{{}, {Unit: d.Units.Science.ID}, {Area: &area}, {Unit: d.Units.Digital.ID, Area: &area}} {
		for _, f.Basis = range []reform.DueBasis{reform.DueNow, reform.DueOriginal} {
			for _, f.Class = range append(reform.Timelinesses(), "") {
				f.At, f.Page = at, 1
				lines, err := d.DB.FigureLines(t.Context(), scope, f)
				if err != nil || len(lines) != f.Counts(figures[0]) {
					t.Errorf("at %s %+v opens %d tasks, and says %d (%v)", at, f, len(lines), f.Counts(figures[0]), err)
				}
			}
		}
	}
}

func TestUnitSeesNoFiguresOfOthers(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	d.InProgress(d.Science)
	for who, want := range map[*small.Member]int{&d.Leader: 1, &d.Clerk: 1, &d.Science.Head: 0, &d.Science.Officer: 0, &d.Digital.Head: 0} {
		scope := policy.See(who.Actor, policy.BoardRead)
		figures, err := d.DB.Figures(t.Context(), scope, d.Clock.Now())
		lines, err2 := d.DB.FigureLines(t.Context(), scope, reform.FigureFilter{At: d.Clock.Now(), Page: 1})
		if err != nil || err2 != nil || figures[0].Sum(reform.DueNow, nil).Total() != want || len(lines) != want {
			t.Errorf("%s counts %+v and lists %d (%v, %v)", who.Name, figures[0].Cells, len(lines), err, err2)
		}
	}
}
