package reform

import (
	"time"

	"cchc/internal/calendar"
	"cchc/internal/policy"
)

// Promise is a day by which a unit said that a task will be done. It is never taken back: another day follows it, and both stand.
type Promise struct {
	ID         int64
	AnswerID   int64  // the task of the nudge that it answers
	Nudge      string // that nudge's code
	Task       string
	Title      string
	UnitID     int64
	Unit       string
	MadeAt     time.Time
	By         string
	For        string // whom they stood in for
	Note       string
	On         calendar.Date
	DoneOn     calendar.Date // the day the task was, or is claimed to be, done; none while it is neither
	NextOn     calendar.Date // the day of the promise that came after it, none where there is no later one
	NextAt     *time.Time    // when that was made
	ReleasedAt *time.Time    // when the unit was let off: the task went to another unit, was put off or stopped
	OfficerID  int64         // of the task now
	Area       Area
	Led        bool // the unit still leads the task
	Held       bool // and has still to do it
}

// MendTime is how long after a promise its maker can still mend the day: until then another day takes its place, and none was moved.
const MendTime = RecallTime

// Subject returns what policy needs to know to let somebody promise another day.
func (p Promise) Subject() policy.Subject {
	return policy.Subject{Kind: policy.NudgeTask, ID: p.AnswerID, Officer: p.OfficerID, Unit: p.UnitID, Area: int(p.Area)}
}

// PromiseState is what has become of a promise; it is computed, never stored.
type PromiseState string

// The states of a promise.
const (
	PromiseOpen     PromiseState = "open"
	PromiseKept     PromiseState = "kept"
	PromiseMoved    PromiseState = "moved"
	PromiseBroken   PromiseState = "broken"
	PromiseReleased PromiseState = "released"
)

// PromiseStates lists the states in the order a unit's record shows them.
func PromiseStates() []PromiseState {
	return []PromiseState{PromiseKept, PromiseOpen, PromiseMoved, PromiseBroken, PromiseReleased}
}

// Label returns the state as people read it; "" for an unknown one.
func (s PromiseState) Label() string {
	return map[PromiseState]string{
		PromiseOpen: "Chưa đến ngày hẹn", PromiseKept: "Đúng hẹn", PromiseMoved: "Đổi hẹn", PromiseBroken: "Lỡ hẹn", PromiseReleased: "Không tính",
	}[s]
}

// State returns what has become of the promise on the day today: released when the unit was let off no later than the promised day,
// kept when the task was done by then, moved when another day was promised by then, broken when the day has passed with none of
// these. Done is what figures call done: a completion that was sent back was none, so a promise that seemed kept may be broken.
func (p Promise) State(today calendar.Date) PromiseState {
	by := func(at *time.Time) bool { return at != nil && !calendar.DateOf(*at).After(p.On) }
	switch {
	case by(p.ReleasedAt):
		return PromiseReleased
	case !p.DoneOn.IsZero() && !p.DoneOn.After(p.On):
		return PromiseKept
	case by(p.NextAt):
		return PromiseMoved
	case today.After(p.On):
		return PromiseBroken
	default:
		return PromiseOpen
	}
}

// Movable reports whether the unit can promise another day in its place.
func (p Promise) Movable() bool { return p.Held && p.NextAt == nil }

// PromiseCounts are how many promises of one unit, or of all, came to what.
type PromiseCounts struct {
	UnitID   int64
	Unit     string
	Kept     int
	Open     int
	Moved    int
	Broken   int
	Released int
}

// Of returns how many are in the state.
func (c PromiseCounts) Of(state PromiseState) int {
	return map[PromiseState]int{
		PromiseKept: c.Kept, PromiseOpen: c.Open, PromiseMoved: c.Moved, PromiseBroken: c.Broken, PromiseReleased: c.Released,
	}[state]
}

// Total returns how many there are.
func (c PromiseCounts) Total() int { return c.Kept + c.Open + c.Moved + c.Broken + c.Released }

// Plus returns both together, under the name of the first.
func (c PromiseCounts) Plus(d PromiseCounts) PromiseCounts {
	c.Kept, c.Open, c.Moved, c.Broken, c.Released = c.Kept+d.Kept, c.Open+d.Open, c.Moved+d.Moved, c.Broken+d.Broken, c.Released+d.Released
	return c
}

// PromiseFilter says which promises a record shows.
type PromiseFilter struct {
	Unit  int64 // 0 for every unit in reach
	State PromiseState
	Year  int // in which the promised day lies
	Page  int
	Today calendar.Date
}

// Within returns the filter with a page that exists among so many promises.
func (f PromiseFilter) Within(total int) PromiseFilter {
	f.Page = min(max(f.Page, 1), LastPage(total))
	return f
}
