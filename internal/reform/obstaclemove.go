package reform

import (
	"time"

	"cchc/internal/calendar"
	"cchc/internal/fault"
	"cchc/internal/workflow"
)

// ObstacleStep is one step of an obstacle's way, and how long it waited after it.
type ObstacleStep struct {
	ID         int64
	ObstacleID int64
	Act        ObstacleAct
	State      ObstacleState // that it came to
	At         time.Time
	Actor      string
	For        string // whom a deputy acted for
	Note       string
	DueOn      calendar.Date
	WaitsFor   string // the leader it waited for; "" where it waited for a unit or the Office
	LeftAt     *time.Time
	Days       *int // working days until it went on; nil while it waits
}

// ObstacleClocks are how many working days each state of an obstacle may take (settings obstacle_…_days).
type ObstacleClocks map[ObstacleState]int

// clockSettings names the setting that holds the clock of a state; a state without one has no clock.
var clockSettings = map[ObstacleState]SettingKey{
	ObstacleSubmitted: SettingConfirmDays, ObstacleConfirmed: SettingReceiveDays,
	ObstacleReceived: SettingResolveDays, ObstacleEscalated: SettingDecideDays,
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

// ObstacleMove is one step of an obstacle, ready to be written.
type ObstacleMove struct {
	Becomes  Obstacle
	Act      ObstacleAct
	Seen     int // the version the decision was made on
	Note     string
	WaitsFor int64 // the leader it now waits for; 0 where it waits for nobody in particular
	Waited   int   // working days in the state it leaves
	Changes  []Change
}

// ObstacleTime is what a step needs to know of time.
type ObstacleTime struct {
	Now    time.Time
	Days   calendar.Days
	Clocks ObstacleClocks
}

// today returns the day of the step.
func (t ObstacleTime) today() calendar.Date { return calendar.DateOf(t.Now) }

// Take returns the move that the step makes of the obstacle, or a fault when the page was stale or a reason is missing. The
// clock of the state it comes to starts, stops or goes on.
func (o Obstacle) Take(step workflow.Step[ObstacleState, ObstacleAct], seen int, note string, when ObstacleTime) (ObstacleMove, error) {
	if seen != o.Version {
		return ObstacleMove{}, StalePage()
	}
	var check fault.Check
	check.That(!step.Note || note != "", "ly_do", "Nhập nội dung.")
	check.That(fits(note, 0, 2000), "ly_do", "Nội dung này dài tối đa 2.000 ký tự.")
	if err := check.Err(); err != nil {
		return ObstacleMove{}, err
	}
	next := o
	next.State, next.EnteredAt = step.To, when.Now
	next.DueOn, next.DaysLeft = o.clock(step, when)
	switch step.Act {
	case ObstacleResolve:
		next.Resolution = note
	case ObstacleReopen:
		next.Resolution = ""
	}
	if step.Act == ObstacleResolve || step.To == ObstacleReturned || step.To == ObstacleWithdrawn {
		next.CardID = 0 // no card asks for it any more
	}
	if !step.To.Live() {
		next.ClosedAt = &when.Now
	}
	return ObstacleMove{
		Becomes: next, Act: step.Act, Seen: seen, Note: note, Changes: o.ChangesTo(next),
		Waited: when.Days.WorkingBetween(calendar.DateOf(o.EnteredAt), when.today()),
	}, nil
}

// clock returns when the clock of the state that the step leads to runs out, and what it has left where it is stopped. A
// question stops it, and the answer lets it go on with the days it had left; what had run out before stays run out.
func (o Obstacle) clock(step workflow.Step[ObstacleState, ObstacleAct], when ObstacleTime) (calendar.Date, *int) {
	switch step.Act {
	case ObstacleAsk, ObstacleQuery:
		left := when.Days.WorkingBetween(when.today(), o.DueOn)
		return calendar.Date{}, &left
	case ObstacleAnswer:
		if o.DaysLeft != nil {
			return when.Days.AddWorking(when.today(), *o.DaysLeft), nil
		}
	case ObstacleTable:
		return o.DueOn, nil
	}
	days, has := when.Clocks[step.To]
	if !has {
		return calendar.Date{}, nil
	}
	return when.Days.AddWorking(when.today(), days), nil
}

// Late reports whether the clock of the obstacle has run out by the day.
func (s ObstacleStage) Late(today calendar.Date) bool {
	return !s.DueOn.IsZero() && today.After(s.DueOn)
}

// Concerns returns who is to be told that the obstacle came to its state: whoever has to do something about it, and those who
// wait for it.
func (o Obstacle) Concerns(leader int64) Audience {
	unit := Audience{People: []int64{o.AuthorID, o.OfficerID}, HeadsOf: []int64{o.UnitID}}
	switch o.State {
	case ObstacleSubmitted:
		return Audience{HeadsOf: []int64{o.UnitID}}
	case ObstacleConfirmed, ObstacleReceived, ObstacleEscalated, ObstacleQueried, ObstacleWithdrawn:
		unit.Office = true
	}
	if leader != 0 {
		unit.People = append(unit.People, leader)
	}
	return unit
}
