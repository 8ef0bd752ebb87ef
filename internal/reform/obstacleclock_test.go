package reform_test

import (
	"slices"
	"testing"
	"time"

	"cchc/internal/calendar"
	"cchc/internal/reform"

	"pgregory.net/rapid"
)

// fixedClocks are clocks unlike each other, so that one taken for another shows.
var fixedClocks = reform.ObstacleClocks{
	reform.ObstacleSubmitted: 1, reform.ObstacleConfirmed: 2, reform.ObstacleReceived: 3, reform.ObstacleEscalated: 5,
}

// tet2027 is the lunar new year of 2027, with the Saturday after the next week worked in exchange.
func tet2027() calendar.Days {
	days := calendar.Days{Off: map[calendar.Date]string{}, MakeUp: map[calendar.Date]string{}}
	for _, d := range []int{5, 8, 9, 10, 11} {
		days.Off[calendar.NewDate(2027, time.February, d)] = "Tết Nguyên đán"
	}
	days.MakeUp[calendar.NewDate(2027, time.February, 20)] = "Làm bù Tết"
	return days
}

// way is an obstacle going its way, day by day.
type way struct {
	t    *testing.T
	days calendar.Days
	o    reform.Obstacle
}

// on takes the act at noon of the day in February 2027.
func (w *way) on(day int, act reform.ObstacleAct) *way {
	w.t.Helper()
	step, err := reform.ObstacleFlow.Next(w.o.State, act)
	if err != nil {
		w.t.Fatalf("%s out of %s: %v", act, w.o.State, err)
	}
	move, err := w.o.Take(step, w.o.Version, "Nội dung.", w.at(day))
	if err != nil {
		w.t.Fatalf("%s out of %s: %v", act, w.o.State, err)
	}
	w.o = move.Becomes
	return w
}

func (w *way) at(day int) reform.ObstacleTime {
	return reform.ObstacleTime{Now: february(day).Start().Add(12 * time.Hour), Days: w.days, Clocks: fixedClocks}
}

// due fails unless the clock runs out on the day of February 2027; 0 for no such day.
func (w *way) due(claim string, day int) *way {
	w.t.Helper()
	want := calendar.Date{}
	if day > 0 {
		want = february(day)
	}
	if w.o.DueOn != want {
		w.t.Errorf("%s: it runs out on %s, want %s", claim, w.o.DueOn, want)
	}
	return w
}

// says fails unless the clock reads so on the day.
func (w *way) says(day int, want string) *way {
	w.t.Helper()
	if got := w.o.Clock(february(day), w.days).Text(); got != want {
		w.t.Errorf("on %s it reads %q, want %q", february(day), got, want)
	}
	return w
}

func february(day int) calendar.Date {
	return calendar.NewDate(2027, time.February, 1).AddDays(day - 1)
}

// raised is an obstacle sent to its head on the day, by the calendar.
func raised(t *testing.T, days calendar.Days, day int) *way {
	t.Helper()
	w := &way{t: t, days: days, o: reform.Obstacle{ObstacleStage: reform.ObstacleStage{State: reform.ObstacleDraft}}}
	w.o.EnteredAt = w.at(day).Now
	return w.on(day, reform.ObstacleSubmit)
}

func TestClocksStepOverTetTheWeekendAndCountMadeUpDays(t *testing.T) {
	t.Parallel()
	// Thursday the 4th is the last day worked before Tết, Friday the 12th the first after it; Saturday the 20th is made up.
	raised(t, tet2027(), 4).due("one day from the eve", 12).says(4, "Còn 1 ngày làm việc").says(7, "Còn 1 ngày làm việc").
		says(12, "Hạn xử lý hôm nay").says(13, "Quá hạn xử lý").says(15, "Quá hạn xử lý 1 ngày làm việc")
	w := raised(t, tet2027(), 6).due("one day from within Tết", 12).on(12, reform.ObstacleConfirm).due("two days", 16).says(12, "Còn 2 ngày làm việc")
	w.on(17, reform.ObstacleReceive).due("three days with one made up", 20).says(18, "Còn 2 ngày làm việc").says(20, "Hạn xử lý hôm nay").
		says(22, "Quá hạn xử lý 1 ngày làm việc")
}

func TestQuestionStopsTheClockAndTheAnswerLetsItGoOnWithWhatWasLeft(t *testing.T) {
	t.Parallel()
	days := calendar.Days{}
	received := func() *way {
		return raised(t, days, 1).on(1, reform.ObstacleConfirm).on(1, reform.ObstacleReceive).due("three days from Monday", 4)
	}
	received().on(2, reform.ObstacleAsk).due("stopped", 0).says(26, "Đồng hồ dừng: chờ bổ sung").
		on(22, reform.ObstacleAnswer).due("two were left", 24).says(22, "Còn 2 ngày làm việc")
	received().on(4, reform.ObstacleAsk).on(9, reform.ObstacleAnswer).due("its last day was left", 9).says(9, "Hạn xử lý hôm nay")
	received().on(4, reform.ObstacleAsk).on(6, reform.ObstacleAnswer).due("its last day, answered on a Saturday", 8)
	received().on(2, reform.ObstacleAsk).on(7, reform.ObstacleAnswer).due("two left, answered on a Sunday", 9)
	received().on(8, reform.ObstacleAsk).on(15, reform.ObstacleAnswer).due("two days over", 11).says(15, "Quá hạn xử lý 2 ngày làm việc")
	received().on(8, reform.ObstacleAsk).on(14, reform.ObstacleAnswer).says(14, "Quá hạn xử lý 2 ngày làm việc")
	w := raised(t, days, 1).on(1, reform.ObstacleConfirm).on(1, reform.ObstacleReceive).on(1, reform.ObstacleEscalate)
	w.due("five days", 8).on(3, reform.ObstacleQuery).due("stopped by the leader", 0).says(4, "Đồng hồ dừng: chờ thêm thông tin")
	w.on(12, reform.ObstacleAnswer).due("three were left", 17).on(16, reform.ObstacleTable).due("on a meeting's agenda", 17)
}

func TestClockThatRanOutOverAWeekendStaysRunOut(t *testing.T) {
	t.Parallel()
	// It ran out with Friday the 5th; the question came on the Saturday, before anybody worked again.
	w := raised(t, calendar.Days{}, 2).on(2, reform.ObstacleConfirm).on(2, reform.ObstacleReceive).due("three days", 5).
		says(6, "Quá hạn xử lý").on(6, reform.ObstacleAsk)
	if left := w.o.DaysLeft; left == nil || *left != -1 {
		t.Errorf("it kept %v days", left)
	}
	w.on(8, reform.ObstacleAnswer).says(8, "Quá hạn xử lý 1 ngày làm việc")
}

func TestStatesWithoutAClockHaveNone(t *testing.T) {
	t.Parallel()
	for _, w := range []*way{
		raised(t, calendar.Days{}, 1).on(2, reform.ObstacleReturn), raised(t, calendar.Days{}, 1).on(2, reform.ObstacleWithdraw),
		raised(t, calendar.Days{}, 1).on(1, reform.ObstacleConfirm).on(1, reform.ObstacleReceive).on(2, reform.ObstacleResolve),
	} {
		if w.due(string(w.o.State), 0).says(28, ""); w.o.DaysLeft != nil || w.o.Late(february(28)) {
			t.Errorf("%s: %v left", w.o.State, *w.o.DaysLeft)
		}
	}
	if got, want := reform.ClockedStates(), []reform.ObstacleState{
		reform.ObstacleSubmitted, reform.ObstacleConfirmed, reform.ObstacleReceived, reform.ObstacleEscalated,
	}; !slices.Equal(got, want) {
		t.Errorf("clocks run in %v", got)
	}
}

func TestHolidayEnteredLaterMovesNoClockThatRuns(t *testing.T) {
	t.Parallel()
	w := raised(t, calendar.Days{}, 1).on(1, reform.ObstacleConfirm).on(2, reform.ObstacleReceive).due("three days", 5)
	w.days = calendar.Days{Off: map[calendar.Date]string{february(5): "Nghỉ thêm"}}
	w.due("the day promised", 5).says(4, "Hạn xử lý 05/02/2027").says(5, "Hạn xử lý hôm nay").says(8, "Quá hạn xử lý 1 ngày làm việc")
	// What is counted from now on goes by the table as it stands: one of the three days was used on the 3rd, one on the 4th.
	w.on(4, reform.ObstacleAsk).on(10, reform.ObstacleAnswer).due("none was left to work", 10)
}

// aRun is the model of one clock: what it has left and how long its obstacle has waited on it.
type aRun struct{ left, used, given int }

// Over any way at all: what the steps waited adds up to the time since the obstacle was raised, and what a clock has used is
// what its own steps waited, never the time it stood still.
func TestWaitsAddUpAndAStoppedClockCountsNothing(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		day := calendar.NewDate(2026, time.January, 1).AddDays(rapid.IntRange(0, 600).Draw(t, "raised"))
		days := calendarAround(day).Draw(t, "calendar")
		clocks := reform.ObstacleClocks{}
		for _, state := range reform.ClockedStates() {
			clocks[state] = rapid.IntRange(1, 8).Draw(t, string(state))
		}
		o := reform.Obstacle{ObstacleStage: reform.ObstacleStage{State: reform.ObstacleDraft, EnteredAt: day.Start()}}
		begun, waited, run := day, 0, aRun{}
		for range rapid.IntRange(1, 14).Draw(t, "steps") {
			out := reform.ObstacleFlow.Out(o.State)
			if len(out) == 0 {
				break
			}
			step := rapid.SampledFrom(out).Draw(t, "step")
			if o.State != reform.ObstacleDraft {
				day = day.AddDays(rapid.IntRange(0, 11).Draw(t, "days later"))
			}
			if stopsOrGoesOn(step.Act) {
				day = days.NextWorking(day)
			}
			move, err := o.Take(step, o.Version, "Nội dung.", reform.ObstacleTime{Now: day.Start().Add(9 * time.Hour), Days: days, Clocks: clocks})
			if err != nil {
				t.Fatal(err)
			}
			waited += move.Waited
			if _, clocked := clocks[o.State]; clocked {
				run.used, run.left = run.used+move.Waited, run.left-move.Waited
			}
			o = move.Becomes
			given, clocked := clocks[o.State]
			if clocked && step.Act != reform.ObstacleAnswer && step.Act != reform.ObstacleTable {
				run = aRun{left: given, given: given}
				if o.DueOn != days.AddWorking(day, given) {
					t.Fatalf("%s on %s with %d days runs out on %s", step.Act, day, given, o.DueOn)
				}
			}
			left := run.left - days.WorkingBetween(calendar.DateOf(o.EnteredAt), day) // on an agenda it waits on
			if clocked && (days.WorkingBetween(day, o.DueOn) != left || run.left != run.given-run.used) {
				t.Fatalf("%s on %s: %d of %d days were used, yet it runs out on %s", step.Act, day, run.used, run.given, o.DueOn)
			}
		}
		waited += days.WorkingBetween(calendar.DateOf(o.EnteredAt), day)
		if total := days.WorkingBetween(begun, day); waited != total {
			t.Fatalf("from %s to %s are %d working days, the steps waited %d", begun, day, total, waited)
		}
	})
}

func stopsOrGoesOn(act reform.ObstacleAct) bool {
	return act == reform.ObstacleAsk || act == reform.ObstacleQuery || act == reform.ObstacleAnswer
}

// Whenever a clock is stopped and goes on, also on days off: one that ran out has, one that had not has not, and no day is won
// but the last one where it would fall on a day off.
func TestStoppingAClockNeitherSavesNorSpoilsIt(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		begun := calendar.NewDate(2026, time.January, 1).AddDays(rapid.IntRange(0, 600).Draw(t, "begun"))
		days := calendarAround(begun).Draw(t, "calendar")
		stopped := begun.AddDays(rapid.IntRange(0, 20).Draw(t, "stopped after"))
		answered := stopped.AddDays(rapid.IntRange(0, 20).Draw(t, "answered after"))
		clocks := reform.ObstacleClocks{reform.ObstacleReceived: rapid.IntRange(1, 8).Draw(t, "clock")}
		o := reform.Obstacle{ObstacleStage: reform.ObstacleStage{State: reform.ObstacleConfirmed, EnteredAt: begun.Start()}}
		step := func(act reform.ObstacleAct, on calendar.Date) {
			next, err := reform.ObstacleFlow.Next(o.State, act)
			if err != nil {
				t.Fatal(err)
			}
			move, err := o.Take(next, o.Version, "Nội dung.", reform.ObstacleTime{Now: on.Start(), Days: days, Clocks: clocks})
			if err != nil {
				t.Fatal(err)
			}
			o = move.Becomes
		}
		step(reform.ObstacleReceive, begun)
		late := o.Late(stopped)
		step(reform.ObstacleAsk, stopped)
		kept := *o.DaysLeft
		step(reform.ObstacleAnswer, answered)
		if o.Late(answered) != late {
			t.Fatalf("stopped on %s late %v, it went on late %v, due %s", stopped, late, o.Late(answered), o.DueOn)
		}
		if left := days.WorkingBetween(answered, o.DueOn); left != kept && (kept != 0 || days.IsWorking(answered)) {
			t.Fatalf("it kept %d days and went on with %d", kept, left)
		}
	})
}

// calendarAround draws holidays and made-up days after the day.
func calendarAround(day calendar.Date) *rapid.Generator[calendar.Days] {
	near := rapid.MapOf(rapid.Map(rapid.IntRange(-5, 120), day.AddDays), rapid.Just("lý do"))
	return rapid.Custom(func(t *rapid.T) calendar.Days {
		return calendar.Days{Off: near.Draw(t, "off"), MakeUp: near.Draw(t, "made up")}
	})
}

func TestClocksOfTheSettingsFallBackOnTheirDefaults(t *testing.T) {
	t.Parallel()
	clocks := reform.ClocksOf([]reform.Setting{{Key: reform.SettingDecideDays, Value: "7"}, {Key: reform.SettingResolveDays, Value: "không"}})
	for state, want := range map[reform.ObstacleState]int{
		reform.ObstacleSubmitted: 1, reform.ObstacleConfirmed: 1, reform.ObstacleReceived: 3, reform.ObstacleEscalated: 7,
	} {
		if clocks[state] != want {
			t.Errorf("%s: %d days, want %d", state, clocks[state], want)
		}
	}
	if len(clocks) != 4 {
		t.Errorf("%v", clocks)
	}
}
