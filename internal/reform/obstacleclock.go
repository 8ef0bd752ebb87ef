package reform

import (
	"strconv"
	"time"

	"cchc/internal/calendar"
	"cchc/internal/workflow"
)

// ObstacleClocks are how many working days each state of an obstacle may take (settings obstacle_…_days).
type ObstacleClocks map[ObstacleState]int

// clockSettings names the setting that holds the clock of a state; a state without one has no clock.
var clockSettings = map[ObstacleState]SettingKey{
	ObstacleSubmitted: SettingConfirmDays, ObstacleConfirmed: SettingReceiveDays,
	ObstacleReceived: SettingResolveDays, ObstacleEscalated: SettingDecideDays,
}

// ClockedStates lists the states in which a clock runs, in the order an obstacle goes through them.
func ClockedStates() []ObstacleState {
	var clocked []ObstacleState
	for _, state := range ObstacleStates() {
		if _, has := clockSettings[state]; has {
			clocked = append(clocked, state)
		}
	}
	return clocked
}

// ClocksOf returns the clocks that the settings say, with the rules' own days where one is missing.
func ClocksOf(settings []Setting) ObstacleClocks {
	values := map[SettingKey]Setting{}
	for _, setting := range settings {
		values[setting.Key] = setting
	}
	clocks := ObstacleClocks{}
	for state, key := range clockSettings {
		clocks[state] = Setting{Key: key, Value: values[key].Value}.Number()
	}
	return clocks
}

// ObstacleTime is what a step needs to know of time.
type ObstacleTime struct {
	Now    time.Time
	Days   calendar.Days
	Clocks ObstacleClocks
}

// today returns the day of the step.
func (t ObstacleTime) today() calendar.Date { return calendar.DateOf(t.Now) }

// turn returns the day on which the clock runs out after the step, or what it has left where the step stops it. A question
// stops it and the answer lets it go on with what it had left; a meeting's agenda leaves it as it was. The day is a promise:
// a holiday table edited later moves no clock that runs.
func (s ObstacleStage) turn(step workflow.Step[ObstacleState, ObstacleAct], when ObstacleTime) (calendar.Date, *int) {
	switch {
	case step.Act == ObstacleAsk, step.Act == ObstacleQuery:
		return calendar.Date{}, s.left(when.today(), when.Days)
	case step.Act == ObstacleAnswer && s.DaysLeft != nil:
		return goOn(when.today(), *s.DaysLeft, when.Days), nil
	case step.Act == ObstacleTable:
		return s.DueOn, nil
	}
	days, has := when.Clocks[step.To]
	if !has {
		return calendar.Date{}, nil
	}
	return when.Days.AddWorking(when.today(), days), nil
}

// left returns the working days that the clock has left: 0 on its last day, below 0 once it has run out, on a day off too; nil
// where no clock runs.
func (s ObstacleStage) left(today calendar.Date, days calendar.Days) *int {
	if s.DueOn.IsZero() {
		return nil
	}
	left := days.WorkingBetween(today, s.DueOn)
	if s.Late(today) {
		left = min(left, -1)
	}
	return &left
}

// goOn returns the day on which a clock that had so many days left runs out when it goes on today. What had run out before
// stays as far past its day; a last day that would fall on a day off is the next day worked.
func goOn(today calendar.Date, left int, days calendar.Days) calendar.Date {
	if left < 0 && !days.IsWorking(today) {
		today = days.AddWorking(today, -1)
	}
	if left == 0 {
		return days.NextWorking(today)
	}
	return days.AddWorking(today, left)
}

// Late reports whether the clock of the obstacle has run out by the day; on its last day it has not.
func (s ObstacleStage) Late(today calendar.Date) bool {
	return !s.DueOn.IsZero() && today.After(s.DueOn)
}

// ClockKind says how the clock of an obstacle stands.
type ClockKind string

// The ways a clock can stand. In a state without a clock there is none.
const (
	ClockNone    ClockKind = ""
	ClockRuns    ClockKind = "runs"
	ClockLastDay ClockKind = "last_day" // it runs out with today
	ClockStopped ClockKind = "stopped"
	ClockOut     ClockKind = "out"
)

// Clock is how the clock of an obstacle stands on a day.
type Clock struct {
	Kind  ClockKind
	Days  int           // working days still to go or, once it ran out, those gone by since; 0 where it stands still
	DueOn calendar.Date // none where it stands still
	State ObstacleState
}

// Clock returns how the clock stands today by the calendar of working days.
func (s ObstacleStage) Clock(today calendar.Date, days calendar.Days) Clock {
	clock := Clock{DueOn: s.DueOn, State: s.State}
	switch {
	case s.DueOn.IsZero() && s.DaysLeft != nil:
		clock.Kind = ClockStopped
	case s.DueOn.IsZero():
		clock.Kind = ClockNone
	case s.Late(today):
		clock.Kind, clock.Days = ClockOut, days.WorkingBetween(s.DueOn, today)
	case s.DueOn == today:
		clock.Kind = ClockLastDay
	default:
		clock.Kind, clock.Days = ClockRuns, days.WorkingBetween(today, s.DueOn)
	}
	return clock
}

// Text returns the clock as people read it; "" where there is none.
func (c Clock) Text() string {
	switch {
	case c.Kind == ClockRuns && c.Days == 0: // its last day has become a day off
		return "Hạn xử lý " + c.DueOn.Vietnamese()
	case c.Kind == ClockRuns:
		return "Còn " + strconv.Itoa(c.Days) + " ngày làm việc"
	case c.Kind == ClockLastDay:
		return "Hạn xử lý hôm nay"
	case c.Kind == ClockStopped && c.State == ObstacleQueried:
		return "Đồng hồ dừng: chờ thêm thông tin"
	case c.Kind == ClockStopped:
		return "Đồng hồ dừng: chờ bổ sung"
	case c.Kind == ClockOut && c.Days == 0: // nobody has worked since
		return "Quá hạn xử lý"
	case c.Kind == ClockOut:
		return "Quá hạn xử lý " + strconv.Itoa(c.Days) + " ngày làm việc"
	default:
		return ""
	}
}
