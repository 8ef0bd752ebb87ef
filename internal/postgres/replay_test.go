package postgres_test

import (
	"maps"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"cchc/internal/calendar"
	"cchc/internal/fixture/small"
	"cchc/internal/reform"
)

// replay makes the past anew from the audit log alone.
type replay struct {
	past
	above map[int64]string // the code of each task by its number
}

// replayed reads the audit log from its first line on.
func replayed(t *testing.T, d *small.Department) past {
	t.Helper()
	rows, err := d.DB.Pool().Query(t.Context(), `select at, object_kind, object_id, object_name, changes from audit_event
		where object_kind in ('task', 'obstacle') order by id`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	r := replay{past{map[string][]stand{}, map[string][]step{}, map[string]string{}, map[string]int64{}}, map[int64]string{}}
	for rows.Next() {
		var at time.Time
		var kind, code string
		var id int64
		var changes []reform.Change
		if err := rows.Scan(&at, &kind, &id, &code, &changes); err != nil {
			t.Fatal(err)
		}
		if kind == "task" {
			r.taskLine(at, id, code, changes)
		} else {
			r.obstacleLine(at, code, changes)
		}
	}
	if rows.Err() != nil {
		t.Fatal(rows.Err())
	}
	return r.past
}

// taskLine plays one line about a task: what it changed is so from then on.
func (r replay) taskLine(at time.Time, id int64, code string, changes []reform.Change) {
	r.above[id] = code
	now := stand{state: reform.TaskDraft, leaf: true}
	if all := r.tasks[code]; len(all) > 0 {
		now = all[len(all)-1]
	}
	now.from = at
	for _, c := range changes {
		number, _ := strconv.ParseInt(c.To, 10, 64)
		date, _ := calendar.Parse(c.To)
		switch c.Field {
		case "state":
			now.state = reform.TaskState(c.To)
		case "deadline_kind":
			now.kind = reform.DeadlineKind(c.To)
		case "due_on":
			now.due = date
		case "original_due_on":
			now.first = date
		case "completed_on":
			now.done = date
		case "lead_unit":
			now.unit = number
		case "area":
			now.area = reform.Area(number)
		case "plan_year":
			now.year = int(number)
		case "parent_task":
			r.grow(at, r.above[number])
		}
	}
	r.tasks[code] = append(r.tasks[code], now)
}

// grow makes the task one with others below it.
func (r replay) grow(at time.Time, code string) {
	now := r.tasks[code][len(r.tasks[code])-1]
	now.from, now.leaf = at, false
	r.tasks[code] = append(r.tasks[code], now)
}

// obstacleLine plays one line about an obstacle.
func (r replay) obstacleLine(at time.Time, code string, changes []reform.Change) {
	var now step
	if all := r.obstacles[code]; len(all) > 0 {
		now = all[len(all)-1]
	}
	now.from = at
	for _, c := range changes {
		switch c.Field {
		case "obstacle_state":
			now.state = reform.ObstacleState(c.To)
		case "cause":
			now.cause = reform.Cause(c.To)
		case "task":
			r.of[code] = c.To
		case "unit":
			r.unit[code], _ = strconv.ParseInt(c.To, 10, 64)
		}
	}
	r.obstacles[code] = append(r.obstacles[code], now)
}

// figures counts the tasks of the instant, against both deadlines.
func (p past) figures(at time.Time) map[cell][2]reform.Classes {
	counts := map[cell][2]reform.Classes{}
	for code := range p.tasks {
		is := p.task(code, at)
		if !is.counted() {
			continue
		}
		key := cell{is.year, is.unit, is.area}
		both := counts[key]
		for i, deadline := range []calendar.Date{is.due, is.first} {
			both[i] = both[i].Plus(single(reform.TimelinessOf(is.state, deadline, is.done, calendar.DateOf(at))))
		}
		counts[key] = both
	}
	return counts
}

// asOf is every task at the instant as the readers tell it.
func tasksAsOf(t *testing.T, d *small.Department, p past, at time.Time) {
	t.Helper()
	rows, err := d.DB.Pool().Query(t.Context(), `select t.code, h.state, h.deadline_kind, h.due_on, h.completed_on, coalesce(h.lead_unit_id, 0), h.area, h.leaf,
		h.original_due_on, h.plan_year from task_history h join task t on t.id = h.task_id where h.valid_from <= $1 and coalesce(h.valid_to > $1, true)`, at)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	n := 0
	for rows.Next() {
		var code string
		var s stand
		if err := rows.Scan(&code, &s.state, &s.kind, &s.due, &s.done, &s.unit, &s.area, &s.leaf, &s.first, &s.year); err != nil {
			t.Fatal(err)
		}
		want := p.task(code, at)
		want.from = time.Time{}
		if n++; s != want {
			t.Fatalf("at %s %s was %+v, by the log %+v", at, code, s, want)
		}
	}
	for code := range p.tasks {
		if p.task(code, at).state != "" {
			n--
		}
	}
	if rows.Err() != nil || n != 0 {
		t.Fatalf("at %s the log knows %d tasks fewer (%v)", at, n, rows.Err())
	}
}

// What the portal says of any past instant, and of what changed between two, is what the audit log alone tells.
func TestAsOfIsAReplayOfTheAuditLog(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	random := rand.New(rand.NewPCG(2026, 11))
	instants := liveThrough(t, d, random, func() {})
	p := replayed(t, d)
	met := map[reform.NewsKind]bool{}
	for len(instants) < 200 {
		instants = append(instants, small.Noon.Add(time.Duration(random.Int64N(int64(d.Clock.Now().Sub(small.Noon)+500*time.Hour)))).Truncate(time.Microsecond))
	}
	for _, at := range instants {
		tasksAsOf(t, d, p, at)
		if got, want := kept(t, d, at), p.figures(at); !maps.Equal(got, want) {
			t.Fatalf("at %s the figures are %v, by the log %v", at, got, want)
		}
		cellsAgree(t, d, p, at)
		f := reform.NewsFilter{Since: instants[random.IntN(len(instants))], At: at}
		if f.Since.After(f.At) {
			f.Since, f.At = f.At, f.Since
		}
		want, got := p.news(f), readNews(t, d, f)
		if !slices.Equal(got, want) {
			t.Fatalf("from %s to %s it says\n%q\nand the log\n%q", f.Since, f.At, got, want)
		}
		for _, line := range want {
			kind, _, _ := strings.Cut(line, " ")
			met[reform.NewsKind(kind)] = true
		}
	}
	for _, kind := range reform.NewsKinds() {
		if !met[kind] {
			t.Errorf("nothing became %s in all that time", kind)
		}
	}
}
