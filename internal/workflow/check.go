package workflow

import (
	"fmt"
	"strings"
)

// Check returns what is wrong with the table: arrows that are ambiguous or need no permission, and states nothing leads to.
func (f Flow[S, A]) Check() []error {
	var wrong []error
	type arrow struct {
		from S
		act  A
	}
	seen := map[arrow]bool{}
	for _, step := range f.Steps {
		at := arrow{step.From, step.Act}
		if seen[at] {
			wrong = append(wrong, fmt.Errorf("%s: %s from %s leads to more than one place", f.Name, step.Act, step.From))
		}
		seen[at] = true
		if step.Needs == "" {
			wrong = append(wrong, fmt.Errorf("%s: %s from %s needs no permission", f.Name, step.Act, step.From))
		}
	}
	reached := f.reached()
	for _, state := range f.States() {
		if !reached[state] {
			wrong = append(wrong, fmt.Errorf("%s: nothing leads to %s", f.Name, state))
		}
	}
	return wrong
}

func (f Flow[S, A]) reached() map[S]bool {
	reached := map[S]bool{f.Start: true}
	for queue := []S{f.Start}; len(queue) > 0; queue = queue[1:] {
		for _, step := range f.Out(queue[0]) {
			if !reached[step.To] {
				reached[step.To] = true
				queue = append(queue, step.To)
			}
		}
	}
	return reached
}

// Mermaid returns the flow as a Mermaid state diagram, each arrow labelled with its act, its permission and whether it takes a note.
func (f Flow[S, A]) Mermaid() string {
	var b strings.Builder
	fmt.Fprintf(&b, "stateDiagram-v2\n    [*] --> %s\n", f.Start)
	for _, step := range f.Steps {
		note := ""
		if step.Note {
			note = ", note"
		}
		fmt.Fprintf(&b, "    %s --> %s: %s (%s%s)\n", step.From, step.To, step.Act, step.Needs, note)
	}
	for _, state := range f.States() {
		if len(f.Out(state)) == 0 {
			fmt.Fprintf(&b, "    %s --> [*]\n", state)
		}
	}
	return b.String()
}
