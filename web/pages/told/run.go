package told

import (
	"slices"

	"cchc/internal/reform"
	"cchc/internal/viet"
)

// runFrom is how many reminders of one kind and one morning are folded under one line.
const runFrom = 3

// run is one notice, or the reminders of one kind that came at the same moment.
type run []reform.Notice

// runs lays the notices of the day out, each run where its first stands: a morning's reminders stand together, each still its own notice.
func (d day) runs() []run {
	var runs []run
	for _, n := range d.notices {
		at := slices.IndexFunc(runs, func(r run) bool { return r.takes(n) })
		if at < 0 {
			runs = append(runs, run{n})
		} else {
			runs[at] = append(runs[at], n)
		}
	}
	var out []run
	for _, r := range runs {
		if r.folds() {
			out = append(out, r)
			continue
		}
		for _, n := range r {
			out = append(out, run{n})
		}
	}
	return out
}

func (r run) takes(n reform.Notice) bool {
	return n.Kind == r[0].Kind && n.At.Equal(r[0].At) && slices.Contains(reform.ReminderNotices(), n.Kind)
}

func (r run) folds() bool { return len(r) >= runFrom }

func (r run) heading() string { return r[0].Kind.Label() + ": " + viet.Int(len(r)) + " thông báo" }
