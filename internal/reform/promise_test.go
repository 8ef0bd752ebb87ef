package reform_test

import (
	"math/rand/v2"
	"testing"
	"time"

	"cchc/internal/calendar"
	"cchc/internal/reform"
)

// nov returns the day so many days after the first of November, and at an instant of it.
func nov(n int) calendar.Date {
	if n == 0 {
		return calendar.Date{}
	}
	return calendar.NewDate(2026, time.November, n)
}

func at(n int) *time.Time {
	if n == 0 {
		return nil
	}
	instant := time.Date(2026, time.November, n, 23, 30, 0, 0, calendar.Zone)
	return &instant
}

func TestWhatBecameOfAPromise(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		today, done, next, released int
		want                        reform.PromiseState
	}{
		"its day is to come":                        {today: 15, want: reform.PromiseOpen},
		"its day is today":                          {today: 20, want: reform.PromiseOpen},
		"its day is over":                           {today: 21, want: reform.PromiseBroken},
		"done before the day":                       {today: 18, done: 17, want: reform.PromiseKept},
		"done on the day":                           {today: 28, done: 20, want: reform.PromiseKept},
		"done the day after":                        {today: 28, done: 21, want: reform.PromiseBroken},
		"another day was promised before it":        {today: 18, next: 15, want: reform.PromiseMoved},
		"another day was promised late on the day":  {today: 28, next: 20, want: reform.PromiseMoved},
		"another day was promised too late":         {today: 28, next: 21, want: reform.PromiseBroken},
		"another day was promised, yet done by now": {today: 28, next: 15, done: 20, want: reform.PromiseKept},
		"the task went elsewhere before it":         {today: 28, released: 15, want: reform.PromiseReleased},
		"the task went elsewhere on the day":        {today: 28, released: 20, want: reform.PromiseReleased},
		"the task went elsewhere too late":          {today: 28, released: 21, want: reform.PromiseBroken},
		"others did it once it was theirs":          {today: 28, released: 15, done: 18, want: reform.PromiseReleased},
	} {
		p := reform.Promise{On: nov(20), DoneOn: nov(c.done), NextAt: at(c.next), ReleasedAt: at(c.released)}
		if got := p.State(nov(c.today)); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

// A promise has one state on every day, is open until its day is over unless something happened, and what its unit did later than
// promised never mends it.
func TestPromisesAreJudgedOnce(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(1, 2))
	maybe := func() int { return max(random.IntN(45)-15, 0) }
	for range 5000 {
		p := reform.Promise{On: nov(1 + random.IntN(30)), DoneOn: nov(maybe()), NextAt: at(maybe()), ReleasedAt: at(maybe())}
		early, late := p.State(p.On), p.State(p.On.AddDays(1+random.IntN(100)))
		if early != late && (early != reform.PromiseOpen || late != reform.PromiseBroken) {
			t.Fatalf("%+v is %s on its day and %s afterwards", p, early, late)
		}
		if early == reform.PromiseBroken || late == reform.PromiseOpen || early.Label() == "" {
			t.Fatalf("%+v is %s on its day and %s afterwards", p, early, late)
		}
		after := p
		after.DoneOn, after.NextAt = p.On.AddDays(3), at(0)
		kept := p
		kept.DoneOn, kept.ReleasedAt = p.On, nil
		if after.ReleasedAt == nil && after.State(p.On.AddDays(5)) != reform.PromiseBroken || kept.State(p.On.AddDays(5)) != reform.PromiseKept {
			t.Fatalf("%+v: late %s, in time %s", p, after.State(p.On.AddDays(5)), kept.State(p.On.AddDays(5)))
		}
	}
}

func TestCountsOfPromisesAddUp(t *testing.T) {
	t.Parallel()
	counts := reform.PromiseCounts{Kept: 1, Open: 2, Moved: 3, Broken: 4, Released: 5}.Plus(reform.PromiseCounts{Broken: 10})
	sum := 0
	for _, state := range reform.PromiseStates() {
		sum += counts.Of(state)
	}
	if sum != counts.Total() || sum != 25 || counts.Of(reform.PromiseBroken) != 14 {
		t.Errorf("%+v adds up to %d", counts, sum)
	}
}
