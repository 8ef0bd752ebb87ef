package postgres_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"cchc/internal/app"
	"cchc/internal/calendar"
	"cchc/internal/fault"
	"cchc/internal/fixture/small"
	"cchc/internal/policy"
	"cchc/internal/reform"
)

// stand is what a task was from an instant on.
type stand struct {
	from      time.Time
	state     reform.TaskState
	kind      reform.DeadlineKind
	due, done calendar.Date
	first     calendar.Date // the first deadline
	unit      int64
	area      reform.Area
	year      int
	leaf      bool
}

func (s stand) counted() bool {
	return s.leaf && s.kind != reform.DeadlinePeriodic && s.state != reform.TaskDraft && s.state != reform.TaskCancelled && s.unit != 0
}

func (s stand) overdue(at time.Time) bool {
	return s.counted() && reform.TimelinessOf(s.state, s.due, s.done, calendar.DateOf(at)) == reform.OpenOverdue
}

// step is where an obstacle was from an instant on.
type step struct {
	from  time.Time
	state reform.ObstacleState
	cause reform.Cause
}

// past is everything that tasks and obstacles ever were, the first first; an obstacle knows its task and its unit.
type past struct {
	tasks     map[string][]stand
	obstacles map[string][]step
	of        map[string]string
	unit      map[string]int64
}

// last returns the last of what was no later than the instant; the zero value for nothing.
func last[T any](all []T, at time.Time, from func(T) time.Time) T {
	var found T
	for _, one := range all {
		if !from(one).After(at) {
			found = one
		}
	}
	return found
}

func (p past) task(code string, at time.Time) stand {
	return last(p.tasks[code], at, func(s stand) time.Time { return s.from })
}

func (p past) obstacle(code string, at time.Time) step {
	return last(p.obstacles[code], at, func(s step) time.Time { return s.from })
}

func readPast(t *testing.T, d *small.Department) past {
	t.Helper()
	p := past{map[string][]stand{}, map[string][]step{}, map[string]string{}, map[string]int64{}}
	rows, err := d.DB.Pool().Query(t.Context(), `select t.code, h.valid_from, h.state, h.deadline_kind, h.due_on, h.completed_on, coalesce(h.lead_unit_id, 0),
		h.area, h.leaf, h.original_due_on, h.plan_year from task_history h join task t on t.id = h.task_id order by h.valid_from`)
	if err != nil {
		t.Fatal(err)
	}
	for rows.Next() {
		var code string
		var s stand
		if err := rows.Scan(&code, &s.from, &s.state, &s.kind, &s.due, &s.done, &s.unit, &s.area, &s.leaf, &s.first, &s.year); err != nil {
			t.Fatal(err)
		}
		p.tasks[code] = append(p.tasks[code], s)
	}
	rows, err = d.DB.Pool().Query(t.Context(), `select o.code, t.code, o.unit_id, s.at, s.state, s.cause
		from obstacle_step s join obstacle o on o.id = s.obstacle_id join task t on t.id = o.task_id order by s.id`)
	if err != nil {
		t.Fatal(err)
	}
	for rows.Next() {
		var code, task string
		var unit int64
		var s step
		if err := rows.Scan(&code, &task, &unit, &s.from, &s.state, &s.cause); err != nil {
			t.Fatal(err)
		}
		p.obstacles[code], p.of[code], p.unit[code] = append(p.obstacles[code], s), task, unit
	}
	return p
}

// turned are the kinds of news of a task that was so and is so.
func turned(was, is stand, f reform.NewsFilter) []reform.NewsKind {
	var kinds []reform.NewsKind
	for kind, yes := range map[reform.NewsKind]bool{
		reform.NewsOverdue:    is.overdue(f.At) && !was.overdue(f.Since),
		reform.NewsDeadline:   was.counted() && is.counted() && was.due != is.due,
		reform.NewsReassigned: was.counted() && is.counted() && was.unit != is.unit,
		reform.NewsDone:       is.counted() && is.state == reform.TaskCompleted && was.state != reform.TaskCompleted,
		reform.NewsGiven:      is.counted() && (was.state == "" || was.state == reform.TaskDraft),
		reform.NewsReopened:   is.counted() && is.state != reform.TaskCompleted && (was.state == reform.TaskCompleted || was.state == reform.TaskCancelled),
		reform.NewsStopped:    was.counted() && is.state == reform.TaskCancelled,
	} {
		if yes {
			kinds = append(kinds, kind)
		}
	}
	return kinds
}

// told puts into words what a page of news says of one, so that two tellings can be compared.
func told(kind reform.NewsKind, code string, was, is stand, unit int64, stage reform.ObstacleState) string {
	said := fmt.Sprint(kind, " ", code, " area ", is.area, " unit ", unit, " ", is.state, " was ", was.state, " due ", is.due, " ", stage)
	if was.counted() {
		said += fmt.Sprint(" due then ", was.due)
	}
	return said
}

// news tells what the past says of the filter, in any order.
func (p past) news(f reform.NewsFilter) []string {
	var all []string
	tell := func(kind reform.NewsKind, code string, was, is stand, unit int64, stage reform.ObstacleState) {
		if (f.Kind == "" || f.Kind == kind) && (f.Unit == 0 || f.Unit == unit) && (f.Area == nil || *f.Area == is.area) {
			all = append(all, told(kind, code, was, is, unit, stage))
		}
	}
	for code := range p.tasks {
		was, is := p.task(code, f.Since), p.task(code, f.At)
		for _, kind := range turned(was, is, f) {
			tell(kind, code, was, is, is.unit, "")
		}
	}
	for code, task := range p.of {
		was, is := p.obstacle(code, f.Since), p.obstacle(code, f.At)
		if is.state != "" && is.state.Live() && was.state == "" {
			tell(reform.NewsBlocked, code, p.task(task, f.Since), p.task(task, f.At), p.unit[code], is.state)
		}
		if is.state == reform.ObstacleClosed && was.state != "" && was.state.Live() {
			tell(reform.NewsLifted, code, p.task(task, f.Since), p.task(task, f.At), p.unit[code], is.state)
		}
	}
	slices.Sort(all)
	return all
}

// obstacleCells counts the open obstacles of the instant.
func (p past) obstacleCells(at time.Time) map[reform.ObstacleCell][2]int {
	cells := map[reform.ObstacleCell][2]int{}
	for code, task := range p.of {
		if is := p.obstacle(code, at); is.state != "" && is.state.Live() {
			key := reform.ObstacleCell{UnitID: p.unit[code], Area: p.task(task, at).area, Cause: is.cause}
			n := cells[key]
			n[0]++
			if is.state == reform.ObstacleEscalated {
				n[1]++
			}
			cells[key] = n
		}
	}
	return cells
}

// readNews reads every page of the filter, and holds the counts against what they show.
func readNews(t *testing.T, d *small.Department, f reform.NewsFilter) []string {
	t.Helper()
	scope := policy.See(d.Leader.Actor, policy.BoardRead)
	var all []string
	seen := map[reform.NewsKind]int{}
	for f.Page = 1; ; f.Page++ {
		page, err := d.DB.News(t.Context(), scope, f)
		if err != nil {
			t.Fatal(err)
		}
		for _, n := range page {
			was := stand{state: n.WasState, due: n.WasDueOn, leaf: true, unit: 1}
			if n.WasUnit == "" {
				was.leaf = false
			}
			seen[n.Kind]++
			all = append(all, told(n.Kind, n.Code, was, stand{area: n.Area, state: n.State, due: n.DueOn}, n.UnitID, n.Stage))
		}
		if len(page) < reform.PageSize {
			break
		}
	}
	counts, err := d.DB.NewsCountsOf(t.Context(), scope, f)
	if err != nil {
		t.Fatal(err)
	}
	for _, count := range counts {
		if (f.Kind == "" || f.Kind == count.Kind) && count.N != seen[count.Kind] {
			t.Errorf("%s: %d are counted and %d listed", count.Kind, count.N, seen[count.Kind])
		}
	}
	slices.Sort(all)
	return all
}

// obstacleTurn does something to an obstacle of the task, or raises one; what its state does not take is refused and changes nothing.
func obstacleTurn(t *testing.T, d *small.Department, random *rand.Rand, task reform.Task) error {
	obstacles, err := d.DB.TaskObstacles(t.Context(), policy.See(d.Clerk.Actor, policy.TaskRead), task.ID, 20)
	if err != nil {
		return err
	}
	if len(obstacles) == 0 || random.IntN(4) == 0 {
		blocking := d.Blocking()
		blocking.Cause = reform.Causes()[random.IntN(len(reform.Causes()))]
		_, err := d.App.RaiseObstacle(t.Context(), d.Science.Officer.Actor, app.RaiseObstacle{Code: task.Code, Blocking: blocking})
		return err
	}
	o := obstacles[random.IntN(len(obstacles))]
	if o.State == reform.ObstacleReturned {
		o.Cause = reform.Causes()[random.IntN(len(reform.Causes()))]
		return d.App.MendObstacle(t.Context(), d.Science.Officer.Actor, app.MendObstacle{Code: o.Code, Seen: o.Version, Blocking: o.Blocking})
	}
	out := reform.ObstacleFlow.Out(o.State)
	if len(out) == 0 {
		return nil
	}
	act := out[random.IntN(len(out))].Act
	by := d.Science.Officer
	switch act {
	case reform.ObstacleConfirm:
		by = d.Science.Head
	case reform.ObstacleReceive, reform.ObstacleResolve, reform.ObstacleAsk, reform.ObstacleReturn:
		by = d.Clerk
	}
	return d.App.MoveObstacle(t.Context(), by.Actor, app.MoveObstacle{Code: o.Code, Act: act, Seen: o.Version, Note: "Theo trao đổi."})
}

// live plays so many turns on the tasks, some hours after each other, and now and then a whole way of another task.
func live(t *testing.T, d *small.Department, random *rand.Rand, tasks []string, n int) {
	t.Helper()
	ways := []func() reform.Task{
		func() reform.Task { return d.TaskIn(reform.TaskCompleted, d.Science) },
		func() reform.Task { return d.Reassigned(d.InProgress(d.Science), d.Units.Digital.ID) },
		func() reform.Task {
			task := d.InProgress(d.Science)
			o := d.Obstacle(reform.ObstacleResolved, task, d.Science)
			d.Clock.Advance(50 * time.Hour)
			d.StepObstacle(o.Code, d.Science.Officer, reform.ObstacleClose)
			return d.Reassigned(d.Read(task.Code), d.Units.Digital.ID)
		},
		func() reform.Task {
			task := d.TaskIn(reform.TaskCompleted, d.Science)
			d.Clock.Advance(50 * time.Hour)
			return d.Move(task, d.Chief, app.MoveTask{Act: reform.TaskReopen, Note: "Sản phẩm chưa đạt."})
		},
		d.Draft,
	}
	for n := range n {
		d.Clock.Advance(time.Duration(random.IntN(12)) * time.Hour)
		if n%12 == 0 {
			tasks = append(tasks, ways[n/12%len(ways)]().Code)
		}
		task := d.Read(tasks[random.IntN(len(tasks))])
		var err error
		if random.IntN(3) == 0 {
			err = obstacleTurn(t, d, random, task)
		} else {
			err = turns[random.IntN(len(turns))](d, t, task, random.IntN(100))
		}
		if err != nil && fault.KindOf(err) == fault.Internal {
			t.Fatalf("a turn failed: %v", err)
		}
	}
}

// Whatever happened, and whenever, what changed between two instants is what a look at the whole past finds.
func TestNewsAreWhatThePastSays(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	random := rand.New(rand.NewPCG(6, 26))
	var tasks []string
	for range 6 {
		tasks = append(tasks, d.InProgress(d.Science).Code, d.Draft().Code)
	}
	live(t, d, random, tasks, 180)
	span := d.Clock.Now().Sub(small.Noon)
	instant := func() time.Time {
		return small.Noon.Add(time.Duration(random.Int64N(int64(span + 200*time.Hour)))).Add(-100 * time.Hour)
	}
	p := readPast(t, d)
	met := map[string]bool{}
	for n := range 40 {
		f := reform.NewsFilter{Since: instant(), At: instant()}
		if f.Since.After(f.At) {
			f.Since, f.At = f.At, f.Since
		}
		if n%4 == 1 {
			f.Unit = d.Units.Science.ID
		}
		if area := reform.Area(n % 7); n%4 == 2 {
			f.Area = &area
		}
		if n%4 == 3 {
			f.Kind = reform.NewsKinds()[n%len(reform.NewsKinds())]
		}
		want, got := p.news(f), readNews(t, d, f)
		if !slices.Equal(got, want) {
			t.Fatalf("%+v says\n%q\nand the past\n%q", f, got, want)
		}
		for _, line := range want {
			met[line[:4]] = true
		}
		cellsAgree(t, d, p, f.At)
	}
	if len(met) != len(reform.NewsKinds()) {
		t.Errorf("of the kinds of news only %v happened", slices.Collect(maps.Keys(met)))
	}
	if err := alone(t, d, `select turns_anew()`); err != nil {
		t.Fatal(err)
	}
	f := reform.NewsFilter{Since: small.Noon.Add(span / 3), At: d.Clock.Now()}
	if want, got := p.news(f), readNews(t, d, f); !slices.Equal(got, want) {
		t.Errorf("noted anew it says\n%q\nand the past\n%q", got, want)
	}
}

func cellsAgree(t *testing.T, d *small.Department, p past, at time.Time) {
	t.Helper()
	figures, err := d.DB.ObstacleFigures(t.Context(), policy.See(d.Leader.Actor, policy.BoardRead), at)
	if err != nil {
		t.Fatal(err)
	}
	got := map[reform.ObstacleCell][2]int{}
	for _, cell := range figures[0].Cells {
		got[reform.ObstacleCell{UnitID: cell.UnitID, Area: cell.Area, Cause: cell.Cause}] = [2]int{cell.Open, cell.Waiting}
	}
	if want := p.obstacleCells(at); !maps.Equal(got, want) {
		t.Fatalf("at %s the obstacles are %v, by the past %v", at, got, want)
	}
}

func TestNewsAreCountedToALimit(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	since := d.Clock.Now()
	task := d.InProgress(d.Science)
	d.Clock.Advance(time.Hour)
	if err := alone(t, d, `insert into task (code, title, area, plan_year, state, deadline_kind, due_on, original_due_on, lead_unit_id, search_fold, created_by, created_at)
		select 'CCHC-2026-' || 9000 + n, title, area, plan_year, state, deadline_kind, due_on, original_due_on, lead_unit_id, search_fold, created_by, created_at
		from task cross join generate_series(1, 2100) n where id = $1`, task.ID); err != nil {
		t.Fatal(err)
	}
	counts, err := d.DB.NewsCounts(t.Context(), policy.See(d.Leader.Actor, policy.BoardRead), since, d.Clock.Now())
	if err != nil {
		t.Fatal(err)
	}
	for _, count := range counts {
		want := reform.NewsCount{Kind: count.Kind}
		if count.Kind == reform.NewsGiven {
			want.N, want.More = reform.CountLimit, true
		}
		if count != want {
			t.Errorf("%+v, want %+v", count, want)
		}
	}
}

func TestUnitReadsNoNewsOfOthers(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	since := d.Clock.Now().Add(-time.Hour)
	d.Obstacle(reform.ObstacleConfirmed, d.InProgress(d.Science), d.Science)
	for who, want := range map[*small.Member]int{&d.Leader: 2, &d.Clerk: 2, &d.Science.Head: 0, &d.Science.Officer: 0, &d.Digital.Head: 0} {
		scope := policy.See(who.Actor, policy.BoardRead)
		f := reform.NewsFilter{Since: since, At: d.Clock.Now()}
		news, err := d.DB.News(t.Context(), scope, f)
		counts, err2 := d.DB.NewsCounts(t.Context(), scope, f.Since, f.At)
		figures, err3 := d.DB.ObstacleFigures(t.Context(), scope, f.At)
		n := 0
		for _, count := range counts {
			n += count.N
		}
		open, _ := figures[0].Sum(nil)
		if err != nil || err2 != nil || err3 != nil || len(news) != want || n != want || open != want/2 {
			t.Errorf("%s reads %+v, counts %d and %d obstacles (%v, %v, %v)", who.Name, news, n, open, err, err2, err3)
		}
	}
}
