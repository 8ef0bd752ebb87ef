package reform

import (
	"cmp"
	"slices"
)

// When a unit deserves to be named for good work.
const (
	PraiseDays = 30 // the days before
	PraiseDone = 3  // tasks completed in time within them
)

// Praise is a unit that deserves thanks, with how many tasks it completed in time within PraiseDays.
type Praise struct {
	UnitID int64
	Done   int
}

// PraiseOf returns the units that have nothing overdue and completed PraiseDone tasks or more in time between the two instants, the
// most first; whether they also report in time is for the caller to ask.
func PraiseOf(now, before Figures) []Praise {
	then := before.ByUnit(DueNow)
	var all []Praise
	for unit, classes := range now.ByUnit(DueNow) {
		if done := classes.OnTime - then[unit].OnTime; classes.Overdue == 0 && done >= PraiseDone {
			all = append(all, Praise{UnitID: unit, Done: done})
		}
	}
	slices.SortFunc(all, func(a, b Praise) int { return cmp.Or(cmp.Compare(b.Done, a.Done), cmp.Compare(a.UnitID, b.UnitID)) })
	return all
}

// Within returns the figures of the areas alone; no areas leave none out.
func (t Figures) Within(areas []Area) Figures {
	if len(areas) == 0 {
		return t
	}
	within := Figures{At: t.At}
	for _, cell := range t.Cells {
		if slices.Contains(areas, cell.Area) {
			within.Cells = append(within.Cells, cell)
		}
	}
	return within
}

// OfUnit returns the figures of the unit alone; 0 leaves none out.
func (t Figures) OfUnit(unit int64) Figures {
	if unit == 0 {
		return t
	}
	of := Figures{At: t.At}
	for _, cell := range t.Cells {
		if cell.UnitID == unit {
			of.Cells = append(of.Cells, cell)
		}
	}
	return of
}
