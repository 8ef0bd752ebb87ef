package postgres_test

import (
	"cmp"
	"errors"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgconn"

	"cchc/internal/calendar"
	"cchc/internal/fixture/small"
	"cchc/internal/policy"
	"cchc/internal/reform"
)

// keptBoard is what is kept of the board for the day, and countedBoard what a count of every task gives; both by unit.
func keptBoard(t fatal, d *small.Department, day calendar.Date) ([]reform.OpenTally, []reform.DoneTally) {
	scope := policy.See(d.Clerk.Actor, policy.BoardRead)
	open, err := d.DB.KeptOpenTallies(t.Context(), scope, day)
	if err != nil {
		t.Fatalf("read what is kept: %v", err)
	}
	done, err := d.DB.KeptDoneTallies(t.Context(), scope, day)
	if err != nil {
		t.Fatalf("read what is kept: %v", err)
	}
	return byUnit(open, done)
}

func countedBoard(t fatal, d *small.Department, day calendar.Date) ([]reform.OpenTally, []reform.DoneTally) {
	scope := policy.See(d.Clerk.Actor, policy.BoardRead)
	open, err := d.DB.OpenTallies(t.Context(), scope, day)
	if err != nil {
		t.Fatalf("count what is open: %v", err)
	}
	done, err := d.DB.DoneTallies(t.Context(), scope)
	if err != nil {
		t.Fatalf("count what is done: %v", err)
	}
	return byUnit(open, done)
}

func byUnit(open []reform.OpenTally, done []reform.DoneTally) ([]reform.OpenTally, []reform.DoneTally) {
	slices.SortFunc(open, func(a, b reform.OpenTally) int { return cmp.Compare(a.UnitID, b.UnitID) })
	slices.SortFunc(done, func(a, b reform.DoneTally) int { return cmp.Compare(a.UnitID, b.UnitID) })
	return open, done
}

// boardAgrees holds what is kept of the day against a count.
func boardAgrees(t fatal, d *small.Department, day calendar.Date) {
	open, done := keptBoard(t, d, day)
	wantOpen, wantDone := countedBoard(t, d, day)
	if !slices.Equal(open, wantOpen) || !slices.Equal(done, wantDone) {
		t.Fatalf("on %s kept\n%+v\n%+v\ncounted\n%+v\n%+v", day, open, done, wantOpen, wantDone)
	}
}

// sqlMarks counts the tasks whose row does not keep what the records beside it come to.
const sqlMarks = `
select count(*) from task t where (t.held_up, t.verifying, t.nudges, t.nudged_at, t.nudge_rung) is distinct from (
	(select count(*)::integer from obstacle ob where ob.task_id = t.id and ob.live and ob.state not in ('resolved', 'decided')),
	(select count(*)::integer from report r where r.task_id = t.id and r.state = 'approved'),
	(select count(*)::integer from nudge_task k where k.task_id = t.id and k.sent_at is not null and not k.dropped),
	(select max(k.sent_at) from nudge_task k where k.task_id = t.id and k.sent_at is not null and not k.dropped),
	coalesce((select n.rung from nudge_task k join nudge n on n.id = k.nudge_id where k.task_id = t.id and k.sent_at is not null and not k.dropped
		order by k.sent_at desc, k.id desc limit 1), 0::smallint))`

func marksAgree(t *testing.T, d *small.Department) {
	t.Helper()
	var wrong int
	if err := d.DB.Pool().QueryRow(t.Context(), sqlMarks).Scan(&wrong); err != nil || wrong != 0 {
		t.Fatalf("%d tasks do not keep what stands beside them (%v)", wrong, err)
	}
}

func TestATaskKeepsHowItWasUrgedOn(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	task, other := d.InProgress(d.Science), d.InProgress(d.Digital)
	kept := func() (nudges, rung int) {
		marksAgree(t, d)
		if err := d.DB.Pool().QueryRow(t.Context(), `select nudges, nudge_rung from task where id = $1`, task.ID).Scan(&nudges, &rung); err != nil {
			t.Fatal(err)
		}
		return nudges, rung
	}
	for n, c := range []struct {
		do           func()
		nudges, rung int
	}{
		{func() { nudgeOnce(t, d, task, reform.NudgeQueued, reform.RungUrge, d.App.Today()) }, 0, 0},
		{func() { nudgeOnce(t, d, task, reform.NudgeSent, reform.RungUrge, d.App.Today().AddDays(-9)) }, 1, 2},
		{func() { nudgeOnce(t, d, task, reform.NudgeSent, reform.RungLetter, d.App.Today().AddDays(-3)) }, 2, 3},
		{func() { nudgeOnce(t, d, other, reform.NudgeSent, reform.RungLetter, d.App.Today()) }, 2, 3},
		{func() { drop(t, d, task, reform.RungLetter) }, 1, 2},
		{func() { drop(t, d, task, reform.RungUrge) }, 0, 0},
	} {
		c.do()
		if nudges, rung := kept(); nudges != c.nudges || rung != c.rung {
			t.Errorf("step %d: %d nudges, the last on rung %d; want %d, %d", n, nudges, rung, c.nudges, c.rung)
		}
	}
}

// drop takes the task out of the nudges of the rung that went out.
func drop(t *testing.T, d *small.Department, task reform.Task, rung reform.Rung) {
	t.Helper()
	if err := alone(t, d, `update nudge_task set dropped = true where task_id = $1 and nudge_id in (select id from nudge where rung = $2)`, task.ID, rung); err != nil {
		t.Fatal(err)
	}
}

// countedDays are the days that the board is kept of.
func countedDays(t *testing.T, d *small.Department) int {
	t.Helper()
	var n int
	if err := d.DB.Pool().QueryRow(t.Context(), `select count(*) from board_day`).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

func tallyBoard(t fatal, d *small.Department) {
	if err := d.App.TallyBoard(t.Context()); err != nil {
		t.Fatalf("count the board: %v", err)
	}
}

// The constants of the schema and those of the program draw the same lines: every task of every state, deadline and silence.
func TestADayIsCountedAsTheProgramCounts(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	scatter(t, d, 400)
	for range 5 {
		if open, done := keptBoard(t, d, d.App.Today()); len(open)+len(done) > 0 {
			t.Fatalf("kept before the day was counted: %v, %v", open, done)
		}
		tallyBoard(t, d)
		boardAgrees(t, d, d.App.Today())
		d.Clock.Advance(time.Duration(1+rand.N(20)) * 24 * time.Hour)
	}
	if n := countedDays(t, d); n != 1 {
		t.Errorf("%d days are kept", n)
	}
}

func TestWhatIsKeptOfTheBoardFollowsEveryDeed(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	followed := 0
	met := map[reform.BoardGroup]bool{}
	liveThrough(t, d, rand.New(rand.NewPCG(rand.Uint64(), 1)), func() {
		if open, done := keptBoard(t, d, d.App.Today()); len(open)+len(done) > 0 {
			boardAgrees(t, d, d.App.Today())
			followed++
			for _, group := range reform.BoardGroups() {
				for _, tally := range open {
					met[group] = met[group] || tally.Of(group) > 0
				}
			}
		}
		marksAgree(t, d)
		tallyBoard(t, d)
	})
	if followed < 20 {
		t.Errorf("only %d deeds were followed", followed)
	}
	for _, group := range []reform.BoardGroup{reform.BoardBlocked, reform.BoardToVerify, reform.BoardToAccept, reform.BoardSubmitted, reform.BoardInTime} {
		if !met[group] {
			t.Errorf("nothing was ever %q", group.Label())
		}
	}
}

// shifts are changes of a task's row, its obstacles and its completions that take it from one part of the board to another.
var shifts = []string{
	`update task set due_on = $2, deadline_kind = 'fixed' where id = $1`,
	`update task set state = case when state = 'completed' then 'in_progress' else 'completed' end, completed_on = $2 where id = $1`,
	`update task set state = (array['assigned', 'submitted', 'in_progress'])[1 + extract(day from $2::date)::int % 3] where id = $1 and lead_unit_id is not null`,
	`update task set last_report_at = $2::date - interval '15 days' + interval '20 hours' * (extract(day from $2::date)::int % 3) where id = $1`,
	`update task set children = 1 - least(children, 1), due_on = $2, deadline_kind = 'fixed' where id = $1`,
	`update obstacle set state = case when state = 'confirmed' then 'resolved' else 'confirmed' end, due_on = $2
		where id = (select o.id from obstacle o where o.task_id = (select id from task where id = $1 for no key update) order by o.id limit 1)`,
	`update report set state = case when state = 'approved' then 'returned' else 'approved' end, submitted_on = $2
		where kind = 'completion' and task_id = (select id from task where id = $1 for no key update)`,
}

// Writers at once, on tasks of several units in any order, while the day is counted again and again: what is kept is the truth in the end.
func TestWhatIsKeptOfTheBoardHoldsUnderWritersAtOnce(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	scatter(t, d, 30)
	ids := taskIDs(t, d)
	var writers, counter sync.WaitGroup
	for range 6 {
		writers.Go(func() {
			for n := range 10 * len(shifts) {
				err := alone(t, d, shifts[n%len(shifts)], ids[rand.N(len(ids))], d.App.Today().AddDays(rand.N(300)-150))
				if refused := new(pgconn.PgError); err != nil && (!errors.As(err, &refused) || refused.Code != "23514") { // what the schema refuses changes nothing
					t.Errorf("%s: %v", shifts[n%len(shifts)], err)
				}
			}
		})
	}
	over := make(chan struct{})
	counter.Go(func() { countAgainAndAgain(t, d, over) })
	writers.Wait()
	close(over)
	counter.Wait()
	marksAgree(t, d)
	if n := countedDays(t, d); n != 1 {
		t.Fatalf("%d days are kept", n)
	}
	for n := range 2 {
		day := d.App.Today().AddDays(n)
		if open, done := keptBoard(t, d, day); len(open)+len(done) > 0 {
			boardAgrees(t, d, day)
		}
	}
}

// countAgainAndAgain counts the board for two days in turn, until it is over.
func countAgainAndAgain(t *testing.T, d *small.Department, over <-chan struct{}) {
	for n := 0; ; n++ {
		if err := alone(t, d, `select count_board($1)`, d.App.Today().AddDays(n%2)); err != nil {
			t.Errorf("count the board: %v", err)
		}
		select {
		case <-over:
			return
		case <-time.After(5 * time.Millisecond):
		}
	}
}

func taskIDs(t *testing.T, d *small.Department) []int64 {
	t.Helper()
	var ids []int64
	if err := d.DB.Pool().QueryRow(t.Context(), `select array_agg(id) from task`).Scan(&ids); err != nil {
		t.Fatal(err)
	}
	return ids
}

func TestWhatIsKeptOfTheBoardIsForThoseWhoWatchOverEverything(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	d.InProgress(d.Science)
	d.TaskIn(reform.TaskCompleted, d.Digital)
	tallyBoard(t, d)
	for _, m := range d.Everybody() {
		scope := policy.See(m.Actor, policy.BoardRead)
		open, err := d.DB.KeptOpenTallies(t.Context(), scope, d.App.Today())
		done, doneErr := d.DB.KeptDoneTallies(t.Context(), scope, d.App.Today())
		if err != nil || doneErr != nil || (len(open) == 1) != scope.All() || (len(done) == 1) != scope.All() {
			t.Errorf("%s is told %v and %v (%v, %v)", m.Username, open, done, err, doneErr)
		}
	}
}
