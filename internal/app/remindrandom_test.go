package app_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"

	"cchc/internal/app"
	"cchc/internal/calendar"
	"cchc/internal/fixture/small"
	"cchc/internal/postgres"
	"cchc/internal/reform"
)

// randomWork is a department whose officer has tasks due on random days around Tết.
func randomWork(t *testing.T, seed uint64, tasks int) (*small.Department, *rand.Rand, []reform.Task) {
	t.Helper()
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewPCG(seed, seed))
	d := small.Build(t)
	clockAt(d, on(20, 1), 9, 0)
	tet2027(t, d)
	var all []reform.Task
	for range tasks {
		all = append(all, due(t, d, d.Science, on(21, 1).AddDays(r.IntN(40)), true))
	}
	return d, r, all
}

// workedIn counts, one by one, the days worked after from up to to.
func workedIn(days calendar.Days, from, to calendar.Date) int {
	n := 0
	for from != to {
		if from = from.AddDays(1); days.IsWorking(from) {
			n++
		}
	}
	return n
}

// spoken says what the rules have to say on the working day of a task due on the due day, told anew and one day at a time: the
// key's end, or "" for nothing.
func spoken(days calendar.Days, day, due calendar.Date) string {
	yesterday := day.AddDays(-1)
	for !days.IsWorking(yesterday) {
		yesterday = yesterday.AddDays(-1)
	}
	_, week := day.Start().ISOWeek()
	_, before := yesterday.Start().ISOWeek()
	switch {
	case !due.Before(day):
		if n := workedIn(days, day, due); slices.Contains([]int{7, 3, 1}, n) {
			return fmt.Sprint(n)
		}
	case !due.Before(yesterday):
		return "1"
	case week != before:
		return "week." + day.AddDays(-(int(day.Weekday())+6)%7).String()
	}
	return ""
}

// expected is every reminder that the officer should get from the first to the last day, the portal always on.
func expected(days calendar.Days, tasks []reform.Task, first, last calendar.Date) []string {
	var all []string
	for day := first; !day.After(last); day = day.AddDays(1) {
		if !days.IsWorking(day) {
			continue
		}
		for _, task := range tasks {
			if what := spoken(days, day, task.DueOn); what != "" {
				kind := map[bool]reform.NoticeKind{true: reform.NoticeOverdue, false: reform.NoticeDue}[task.DueOn.Before(day)]
				all = append(all, fmt.Sprintf("%s %s.%d.%s.%s", day, kind, task.ID, task.DueOn, what))
			}
		}
	}
	slices.Sort(all)
	return all
}

// heardBy are the reminders that the member got, each with its day.
func heardBy(t *testing.T, d *small.Department, who small.Member) []string {
	t.Helper()
	var all []string
	for _, r := range remindedAll(t, d) {
		if r.Username == who.Username {
			all = append(all, r.on().String()+" "+r.Key)
		}
	}
	slices.Sort(all)
	return all
}

func TestEachTaskIsRemindedOfOnceByEachRule(t *testing.T) {
	t.Parallel()
	d, r, tasks := randomWork(t, rand.Uint64(), 12)
	days, err := d.DB.WorkingDays(t.Context(), on(1, 1), on(31, 3))
	if err != nil {
		t.Fatal(err)
	}
	for day := on(21, 1); !day.After(on(9, 3)); day = day.AddDays(1) {
		clockAt(d, day, 6+r.IntN(18), r.IntN(60))
		remind(t, d)
	}
	equal(t, "what the officer hears", heardBy(t, d, d.Science.Officer), expected(days, tasks, on(21, 1), on(9, 3)))
}

func TestPortalThatIsOffAtRandomMakesUpForItOnce(t *testing.T) {
	t.Parallel()
	d, r, tasks := randomWork(t, rand.Uint64(), 12)
	days, err := d.DB.WorkingDays(t.Context(), on(1, 1), on(31, 3))
	if err != nil {
		t.Fatal(err)
	}
	clockAt(d, on(21, 1), 6, 0)
	remind(t, d)
	said := map[calendar.Date]map[int64]string{}
	since := map[int64]string{} // what was left unsaid, the last for each task
	for day := on(22, 1); !day.After(on(9, 3)); day = day.AddDays(1) {
		if !days.IsWorking(day) {
			clockAt(d, day, 12, 0)
			remind(t, d)
			continue
		}
		owed(days, day, tasks, since)
		if r.IntN(3) == 0 {
			continue // the portal is off
		}
		clockAt(d, day, 6+r.IntN(18), r.IntN(60))
		manyAtOnce(t, d, 1+r.IntN(4))
		said[day], since = since, map[int64]string{}
	}
	var want []string
	for day, matters := range said {
		for _, task := range tasks {
			if key, ok := matters[task.ID]; ok {
				want = append(want, day.String()+" "+key)
			}
		}
	}
	slices.Sort(want)
	got := slices.DeleteFunc(heardBy(t, d, d.Science.Officer), func(line string) bool { return line < on(22, 1).String() })
	equal(t, "what the officer hears", got, want)
}

// owed adds what is to be said on the day to what was left unsaid. Of one task the last word is said, but that it became overdue
// comes before that it still is.
func owed(days calendar.Days, day calendar.Date, tasks []reform.Task, since map[int64]string) {
	for _, task := range tasks {
		what := spoken(days, day, task.DueOn)
		first := fmt.Sprintf("%s.%d.%s.1", reform.NoticeOverdue, task.ID, task.DueOn)
		switch late := task.DueOn.Before(day); {
		case late && since[task.ID] == first:
		case late && what != "":
			since[task.ID] = fmt.Sprintf("%s.%d.%s.%s", reform.NoticeOverdue, task.ID, task.DueOn, what)
		case what != "":
			since[task.ID] = fmt.Sprintf("%s.%d.%s.%s", reform.NoticeDue, task.ID, task.DueOn, what)
		}
	}
}

// manyAtOnce runs the engine in so many programs at once.
func manyAtOnce(t *testing.T, d *small.Department, programs int) {
	t.Helper()
	var group sync.WaitGroup
	for range programs {
		program := app.New(postgres.New(d.DB.Pool(), d.Clock.Now), d.Clock.Now, nil)
		group.Go(func() {
			if err := program.RemindPeople(t.Context()); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
}
