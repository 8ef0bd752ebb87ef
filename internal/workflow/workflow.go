// Package workflow holds state machines written as tables.
//
// A table says which act takes what from one state to another and which permission that needs. It moves nothing and asks
// nobody: the caller finds the step, obtains the grant it needs, and writes the result.
package workflow

import (
	"cchc/internal/fault"
	"cchc/internal/policy"
)

// Step is one arrow: Act takes From to To for whoever holds Needs. Note says the actor must give a reason.
type Step[S, A ~string] struct {
	From  S
	Act   A
	To    S
	Needs policy.Action
	Note  bool
}

// Flow is a state machine: everything begins in Start and moves only along Steps.
type Flow[S, A ~string] struct {
	Name  string
	Start S
	Steps []Step[S, A]
}

const movedOn = "Việc này không còn thực hiện được ở trạng thái hiện tại. Tải lại trang để xem diễn biến mới."

// Next returns the step that act takes from a state, or a Conflict when there is none.
func (f Flow[S, A]) Next(from S, act A) (Step[S, A], error) {
	for _, step := range f.Steps {
		if step.From == from && step.Act == act {
			return step, nil
		}
	}
	return Step[S, A]{}, fault.New(fault.Conflict, movedOn)
}

// Out returns the steps that leave a state, in table order; none for a final state.
func (f Flow[S, A]) Out(from S) []Step[S, A] {
	var out []Step[S, A]
	for _, step := range f.Steps {
		if step.From == from {
			out = append(out, step)
		}
	}
	return out
}

// States returns every state once: Start, then the rest in the order the table mentions them.
func (f Flow[S, A]) States() []S {
	states := []S{f.Start}
	seen := map[S]bool{f.Start: true}
	for _, step := range f.Steps {
		for _, state := range []S{step.From, step.To} {
			if !seen[state] {
				seen[state] = true
				states = append(states, state)
			}
		}
	}
	return states
}
