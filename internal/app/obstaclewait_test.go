package app_test

import (
	"fmt"
	"slices"
	"testing"

	"cchc/internal/app"
	"cchc/internal/calendar"
	"cchc/internal/fixture/small"
	"cchc/internal/policy"
	"cchc/internal/postgres"
	"cchc/internal/reform"
)

// onDay puts the clock at noon so many days after the first Monday.
func onDay(d *small.Department, days int) { d.Clock.Set(small.Noon.AddDate(0, 0, days)) }

// takes writes the step of the obstacle as its deed would, whichever page the step has.
func takes(t *testing.T, d *small.Department, code string, by small.Member, act reform.ObstacleAct) {
	t.Helper()
	err := d.DB.Write(t.Context(), func(tx *postgres.Tx) error {
		o, err := tx.LockObstacle(t.Context(), policy.See(d.Clerk.Actor, policy.TaskRead), code)
		if err != nil {
			return err
		}
		step, err := reform.ObstacleFlow.Next(o.State, act)
		if err != nil {
			return err
		}
		grant, err := policy.Allow(by.Actor, step.Needs, o.Subject())
		if err != nil {
			return err
		}
		settings, err := tx.Settings(t.Context())
		if err != nil {
			return err
		}
		days, err := tx.WorkingDays(t.Context(), calendar.DateOf(tx.Now).AddMonths(-12), calendar.DateOf(tx.Now).AddMonths(12))
		if err != nil {
			return err
		}
		move, err := o.Take(step, o.Version, "Nội dung.", reform.ObstacleTime{Now: tx.Now, Days: days, Clocks: reform.ClocksOf(settings)})
		if err != nil {
			return err
		}
		if step.To == reform.ObstacleEscalated {
			move.WaitsFor = d.ViceLeader.Person
		}
		return tx.MoveObstacle(t.Context(), grant, move)
	})
	if err != nil {
		t.Fatalf("%s of %s by %s: %v", act, code, by.Username, err)
	}
}

func waits(t *testing.T, d *small.Department, who small.Member, key string) app.ObstacleWaits {
	t.Helper()
	all, err := d.App.ObstacleWaits(t.Context(), who.Actor, key)
	if err != nil || len(all.Steps) != 4 {
		t.Fatalf("%+v (%v)", all, err)
	}
	return all
}

func stepWords(all app.ObstacleWaits) []string {
	var words []string
	for _, s := range all.Steps {
		words = append(words, fmt.Sprintf("%s: %d, %d open, %d late, median %g, longest %d", s.State, s.Waits, s.Waiting, s.Late, s.Median, s.Longest))
	}
	return words
}

func personWords(all app.ObstacleWaits) []string {
	var words []string
	for _, p := range all.People {
		words = append(words, fmt.Sprintf("%s %s/%s: %d, %d open up to %d, %d late, median %g, longest %d",
			p.Part, p.Person, p.Unit, p.Waits, p.Waiting, p.LongestOpen, p.Late, p.Median, p.Longest))
	}
	return words
}

// manyWaits are three obstacles up to day 29: one of the science division goes all the way to a leader, with a question of the
// Office, a question of the leader and a meeting's agenda between; one is withdrawn from its head and one still waits for its own.
// Day 22 is a day off.
func manyWaits(t *testing.T, d *small.Department) {
	t.Helper()
	off := reform.Holiday{Day: calendar.DateOf(small.Noon).AddDays(22), Kind: reform.HolidayOff, Name: "Nghỉ bù"}
	if _, err := d.App.AddHolidays(t.Context(), d.Clerk.Actor, app.AddHolidays{Holiday: off}); err != nil {
		t.Fatal(err)
	}
	_, o := d.Blocked(d.Science)
	onDay(d, 1)
	takes(t, d, o.Code, d.Clerk, reform.ObstacleAsk) // one working day of the Office
	onDay(d, 4)
	takes(t, d, o.Code, d.Science.Officer, reform.ObstacleAnswer)
	onDay(d, 8)
	d.Escalated(small.Options(reform.Effect{Kind: reform.EffectRefuse}), d.ReadObstacle(o.Code)) // two more
	onDay(d, 10)
	takes(t, d, o.Code, d.Leader, reform.ObstacleQuery) // two of the leader
	onDay(d, 14)
	takes(t, d, o.Code, d.Clerk, reform.ObstacleAnswer)
	onDay(d, 16)
	takes(t, d, o.Code, d.Leader, reform.ObstacleTable) // the wait goes on
	onDay(d, 21)
	takes(t, d, o.Code, d.Leader, reform.ObstacleDecide) // five more
	withdrawn := d.Obstacle(reform.ObstacleSubmitted, d.InProgress(d.Digital), d.Digital)
	d.Obstacle(reform.ObstacleSubmitted, d.InProgress(d.Centre), d.Centre)
	onDay(d, 25)
	d.StepObstacle(withdrawn.Code, d.Digital.Officer, reform.ObstacleWithdraw)
	onDay(d, 29)
}

func TestWaitsAreSummedByStepAndByWhoLetThemWait(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	manyWaits(t, d)
	all := waits(t, d, d.Leader, "")
	if got, want := stepWords(all), []string{
		"submitted: 3, 1 open, 2 late, median 3, longest 5", "confirmed: 1, 0 open, 0 late, median 0, longest 0",
		"received: 1, 0 open, 0 late, median 3, longest 3", "escalated: 1, 0 open, 1 late, median 7, longest 7",
	}; !slices.Equal(got, want) {
		t.Errorf("by step %q, want %q", got, want)
	}
	if got, want := personWords(all), []string{
		"head /Trung tâm Kỹ thuật: 1, 1 open up to 5, 1 late, median 5, longest 5",
		"leader Lương Thị Hoa/Ban Giám đốc: 1, 0 open up to 0, 1 late, median 7, longest 7",
		"head /Phòng Chuyển đổi số: 1, 0 open up to 0, 1 late, median 3, longest 3",
		"office Nguyễn Thị Mai/Văn phòng Sở: 2, 0 open up to 0, 0 late, median 1.5, longest 3",
		"head Đặng Văn Khánh/Phòng Quản lý Khoa học: 1, 0 open up to 0, 0 late, median 0, longest 0",
	}; !slices.Equal(got, want) {
		t.Errorf("by person %q, want %q", got, want)
	}
}

func TestAgendaOfAMeetingEndsNoWait(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	_, o := d.Blocked(d.Science)
	d.Escalated(small.Options(reform.Effect{Kind: reform.EffectRefuse}), o)
	before := d.ReadObstacle(o.Code)
	onDay(d, 3)
	takes(t, d, o.Code, d.Leader, reform.ObstacleTable)
	now := d.ReadObstacle(o.Code)
	if !now.EnteredAt.Equal(before.EnteredAt) || now.DueOn != before.DueOn || now.Version != before.Version+1 {
		t.Errorf("waiting since %s until %s, it waits since %s until %s", before.EnteredAt, before.DueOn, now.EnteredAt, now.DueOn)
	}
	onDay(d, 4)
	if got := stepWords(waits(t, d, d.Leader, ""))[3]; got != "escalated: 1, 1 open, 0 late, median 4, longest 4" {
		t.Errorf("%s", got)
	}
	takes(t, d, o.Code, d.Leader, reform.ObstacleDecide)
	steps, err := d.DB.ObstacleSteps(t.Context(), policy.See(d.Clerk.Actor, policy.TaskRead), o.ID, 10)
	if err != nil {
		t.Fatal(err)
	}
	for _, step := range steps {
		want := map[reform.ObstacleAct]int{reform.ObstacleEscalate: 4}[step.Act]
		if step.Act != reform.ObstacleDecide && *step.Days != want {
			t.Errorf("after %s it waited %d days, want %d", step.Act, *step.Days, want)
		}
	}
}

func TestWaitsAreThoseThatBeganInThePeriodInTheReadersUnits(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	manyWaits(t, d)
	for _, c := range []struct {
		who  small.Member
		key  string
		want [4]int
	}{
		{d.Observer, "", [4]int{3, 1, 1, 1}}, {d.Clerk, "2026", [4]int{3, 1, 1, 1}}, {d.Chief, "2026-q4", [4]int{3, 1, 1, 1}},
		{d.Leader, "2026-12", [4]int{2, 0, 0, 1}}, {d.Leader, "2026-q3", [4]int{}}, {d.Leader, "2025", [4]int{}}, {d.Leader, "năm nào", [4]int{3, 1, 1, 1}},
		{d.Science.Head, "", [4]int{1, 1, 1, 1}}, {d.Digital.Head, "", [4]int{1}}, {d.Branch.Head, "", [4]int{1}}, {d.Science.Officer, "", [4]int{}},
	} {
		all := waits(t, d, c.who, c.key)
		var got [4]int
		people := 0
		for i, step := range all.Steps {
			got[i] = step.Waits
		}
		for _, person := range all.People {
			people += person.Waits
		}
		if got != c.want || people != got[0]+got[1]+got[2]+got[3] {
			t.Errorf("%s sees %v of %q, %d by person, want %v", c.who.Username, got, c.key, people, c.want)
		}
	}
}
