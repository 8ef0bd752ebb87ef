package reform

import (
	"time"

	"cchc/internal/calendar"
)

// Promise is a day by which a unit said that a task will be done.
type Promise struct {
	Nudge  string // the code of the nudge it answers
	Task   string
	Title  string
	Unit   string
	MadeAt time.Time
	By     string
	On     calendar.Date
	DoneOn calendar.Date // the day the task was, or is claimed to be, done; none while it is neither
	NextOn calendar.Date // the day of the promise that came after it, none where there is no later one
	NextAt *time.Time    // when that was made
}

// PromiseState is what has become of a promise; it is computed, never stored.
type PromiseState string

// The states of a promise.
const (
	PromiseOpen   PromiseState = "open"
	PromiseKept   PromiseState = "kept"
	PromiseMoved  PromiseState = "moved"
	PromiseBroken PromiseState = "broken"
)

// PromiseStates lists the states in the order a unit's record shows them.
func PromiseStates() []PromiseState {
	return []PromiseState{PromiseKept, PromiseOpen, PromiseMoved, PromiseBroken}
}

// Label returns the state as people read it; "" for an unknown one.
func (s PromiseState) Label() string {
	return map[PromiseState]string{PromiseOpen: "Chưa đến ngày hẹn", PromiseKept: "Đúng hẹn", PromiseMoved: "Đổi hẹn", PromiseBroken: "Lỡ hẹn"}[s]
}

// State returns what has become of the promise on the day today: kept when the task was done by the promised day, moved when
// another day was promised no later than that day, broken when the day has passed with neither.
func (p Promise) State(today calendar.Date) PromiseState {
	switch {
	case !p.DoneOn.IsZero() && !p.DoneOn.After(p.On):
		return PromiseKept
	case p.NextAt != nil && !calendar.DateOf(*p.NextAt).After(p.On):
		return PromiseMoved
	case today.After(p.On):
		return PromiseBroken
	default:
		return PromiseOpen
	}
}
