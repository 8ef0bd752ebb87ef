package app_test

import (
	"testing"
	"time"

	"cchc/internal/app"
	"cchc/internal/fixture/small"
	"cchc/internal/policy"
	"cchc/internal/reform"
)

// promises are this year's in the member's reach, the latest day first.
func promises(t *testing.T, d *small.Department, who small.Member) []reform.Promise {
	t.Helper()
	f := reform.PromiseFilter{Year: d.App.Today().Year(), Today: d.App.Today(), Page: 1}
	all, err := d.DB.Promises(t.Context(), policy.See(who.Actor, policy.NudgeRead), f)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestPromisesAreKeptAsHistory(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	task := d.InProgress(d.Science)
	first := d.Nudged(reform.RungRemind, task)[0]
	today := d.App.Today()
	d.Promise(first, task, d.Science.Officer, today.AddDays(5))
	d.Clock.Advance(reform.MendTime)
	d.Promise(first, task, d.Science.Officer, today.AddDays(9))
	d.Promise(first, task, d.Science.Officer, today.AddDays(10)) // mended at once
	d.Clock.Advance(11 * 24 * time.Hour)
	second := d.Nudged(reform.RungUrge, task)[0]
	d.Promise(second, task, d.Science.Head, today.AddDays(14))
	d.Promise(second, task, d.Science.Head, today.AddDays(14)) // the same day once more is no other promise
	d.Clock.Advance(reform.MendTime)
	d.Promise(second, task, d.Science.Head, today.AddDays(16))
	d.Promise(second, task, d.Science.Head, today.AddDays(14)) // nor is one that was taken back at once
	d.Clock.Advance(2 * 24 * time.Hour)
	d.Report(d.Read(task.Code), d.Science.Officer, 100, small.PDF("bao-cao.pdf", "xong"))
	d.Complete(d.Read(task.Code), d.Science.Officer)
	want := []reform.PromiseState{reform.PromiseKept, reform.PromiseBroken, reform.PromiseMoved}
	all := promises(t, d, d.Science.Officer)
	if len(all) != len(want) {
		t.Fatalf("%d promises", len(all))
	}
	for i, p := range all {
		if p.State(d.App.Today()) != want[i] {
			t.Errorf("promised for %s: %s, want %s", p.On, p.State(d.App.Today()), want[i])
		}
	}
	if all[2].NextOn != today.AddDays(10) {
		t.Errorf("the first was moved to %s", all[2].NextOn)
	}
}

// What was claimed to be done and sent back was not done; done again too late, the promise stays broken.
func TestCompletionThatWasSentBackKeepsNoPromise(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	task := d.Reported(d.Science, 100)
	nudge := d.Nudged(reform.RungRemind, task)[0]
	d.Promise(nudge, task, d.Science.Officer, d.App.Today().AddDays(2))
	is := func(claim string, want reform.PromiseState) {
		t.Helper()
		if got := promises(t, d, d.Clerk)[0].State(d.App.Today()); got != want {
			t.Errorf("%s: %s, want %s", claim, got, want)
		}
	}
	is("before the day", reform.PromiseOpen)
	sent := d.Complete(d.Read(task.Code), d.Science.Officer)
	is("sent as complete", reform.PromiseKept)
	d.Clock.Advance(3 * 24 * time.Hour)
	is("with the head for three days", reform.PromiseKept)
	back := d.Sign(sent, d.Science.Head, reform.CompletionReturn)
	is("sent back", reform.PromiseBroken)
	d.Complete(back, d.Science.Officer)
	is("sent again, too late", reform.PromiseBroken)
}

// The list, the counts and the page's own reckoning agree on every promise, on each day.
func TestDatabaseAndProgramAgreeOnEveryPromise(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	today := d.App.Today()
	for i, team := range []small.Team{d.Science, d.Digital, d.Centre} {
		for n := range 5 {
			task := d.Reported(team, 100)
			nudge := d.Nudged(reform.RungRemind, task)[0]
			d.Promise(nudge, task, team.Officer, today.AddDays(3+i))
			leaveOff(d, team, nudge, d.Read(task.Code), n)
		}
	}
	for ahead := range 9 {
		f := reform.PromiseFilter{Year: today.Year(), Today: today.AddDays(ahead), Page: 1}
		scope := policy.See(d.Clerk.Actor, policy.NudgeRead)
		counts, err := d.DB.CountPromises(t.Context(), scope, f)
		if err != nil || len(counts) != 3 {
			t.Fatalf("%d units (%v)", len(counts), err)
		}
		all := counts[0].Plus(counts[1]).Plus(counts[2])
		for _, state := range reform.PromiseStates() {
			f.State = state
			lines, err := d.DB.Promises(t.Context(), scope, f)
			if err != nil || len(lines) != all.Of(state) {
				t.Errorf("%d days on, %d are %s and %d counted (%v)", ahead, len(lines), state, all.Of(state), err)
			}
			for _, p := range lines {
				if got := p.State(f.Today); got != state {
					t.Errorf("%d days on, the list has %s as %s and the program as %s", ahead, p.Task, state, got)
				}
			}
		}
	}
}

// leaveOff does one of the things that can come after a promise.
func leaveOff(d *small.Department, team small.Team, nudge reform.Nudge, task reform.Task, n int) {
	switch n {
	case 0:
		d.Complete(task, team.Officer)
	case 1:
		d.Sign(d.Complete(task, team.Officer), team.Head, reform.CompletionReturn)
	case 2:
		d.Clock.Advance(reform.MendTime)
		d.Promise(nudge, task, team.Officer, d.App.Today().AddDays(8))
	case 3:
		d.Move(task, d.Clerk, app.MoveTask{Act: reform.TaskSuspend, Note: "Chờ hướng dẫn."})
	}
}

func TestEachSeesThePromisesOfTheirUnits(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	for _, team := range []small.Team{d.Science, d.Digital, d.Branch, d.Centre} {
		task := d.InProgress(team)
		d.Promise(d.Nudged(reform.RungRemind, task)[0], task, team.Officer, d.App.Today().AddDays(3))
	}
	for _, c := range []struct {
		who  small.Member
		want int
	}{{d.Science.Officer, 1}, {d.Digital.Head, 1}, {d.Branch.Head, 2}, {d.Branch.Officer, 1}, {d.Clerk, 4}, {d.Leader, 4}, {d.Observer, 4}, {d.Admin, 0}} {
		if got := promises(t, d, c.who); len(got) != c.want {
			t.Errorf("%s sees %d promises, want %d", c.who.Username, len(got), c.want)
		}
	}
}
