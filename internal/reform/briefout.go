package reform

import "slices"

// leastPressing lists the kinds of news in the order in which they are moved out.
var leastPressing = []NewsKind{
	NewsStopped, NewsReopened, NewsGiven, NewsLifted, NewsReassigned, NewsDone, NewsDeadline, NewsBlocked, NewsOverdue,
}

// ToMoveOut proposes which lines to move out so that the brief goes on two pages: what is done of what was promised, changes that
// press least, tasks that are due soon, then changes that press, who did not answer, what is not done; what is to be decided comes last.
func (b Brief) ToMoveOut() []string {
	order := b.byPress()
	var out []string
	for n := range len(order) + 1 {
		if out = order[:n]; b.Without(out).Measure().Fits() {
			break
		}
	}
	return b.withRoom(slices.Clone(out))
}

// withRoom leaves out of the keys those whose lines have room yet, the most pressing first.
func (b Brief) withRoom(out []string) []string {
	for i := len(out) - 1; i >= 0; i-- {
		if less := slices.Delete(slices.Clone(out), i, i+1); b.Without(less).Measure().Fits() {
			out = less
		}
	}
	return out
}

// byPress lists the keys of all lines, those that press least first; of a kind the last first.
func (b Brief) byPress() []string {
	var order []string
	promises := func(done bool) {
		for i := len(b.Promised) - 1; i >= 0; i-- {
			if p := b.Promised[i]; !p.Hidden && p.Done() == done {
				order = append(order, p.Key)
			}
		}
	}
	changes := func(kinds ...NewsKind) {
		for _, kind := range kinds {
			for i := len(b.Changes) - 1; i >= 0; i-- {
				if b.Changes[i].Kind == kind {
					order = append(order, b.Changes[i].Key)
				}
			}
		}
	}
	pressing := len(leastPressing) - 2
	promises(true)
	changes(leastPressing[:pressing]...)
	order = append(order, backwards(b.Ahead.Lines, func(c BriefChange) string { return c.Key })...)
	changes(leastPressing[pressing:]...)
	order = append(order, backwards(b.Silent, func(s BriefSilence) string { return s.Key })...)
	promises(false)
	return append(order, backwards(b.Decide, func(d BriefDecision) string { return d.Key })...)
}

func backwards[L any](lines []L, key func(L) string) []string {
	var keys []string
	for i := len(lines) - 1; i >= 0; i-- {
		keys = append(keys, key(lines[i]))
	}
	return keys
}
