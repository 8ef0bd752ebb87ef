package reform

import (
	"slices"
	"time"
)

// ObstacleCell counts the obstacles of one unit, area and cause that were open at an instant.
type ObstacleCell struct {
	UnitID  int64
	Area    Area // of the task
	Cause   Cause
	Open    int // neither closed nor withdrawn
	Waiting int // of those, before a leader who has to decide
}

// ObstacleFigures are the cells as they stood at one instant; cells without an open obstacle are left out.
type ObstacleFigures struct {
	At    time.Time
	Cells []ObstacleCell
}

// Sum returns how many obstacles of the cells that the choice takes are open, and how many of those wait for a leader's decision;
// nil takes them all.
func (t ObstacleFigures) Sum(choice func(ObstacleCell) bool) (open, waiting int) {
	for _, cell := range t.Cells {
		if choice == nil || choice(cell) {
			open, waiting = open+cell.Open, waiting+cell.Waiting
		}
	}
	return open, waiting
}

// ByCause returns how many obstacles of each cause are open; causes without any are left out.
func (t ObstacleFigures) ByCause() map[Cause]int {
	sums := map[Cause]int{}
	for _, cell := range t.Cells {
		sums[cell.Cause] += cell.Open
	}
	return sums
}

// Within returns the figures of the areas alone; no areas leave none out.
func (t ObstacleFigures) Within(areas []Area) ObstacleFigures {
	if len(areas) == 0 {
		return t
	}
	within := ObstacleFigures{At: t.At}
	for _, cell := range t.Cells {
		if slices.Contains(areas, cell.Area) {
			within.Cells = append(within.Cells, cell)
		}
	}
	return within
}

// OfUnit returns the figures of the unit alone; 0 leaves none out.
func (t ObstacleFigures) OfUnit(unit int64) ObstacleFigures {
	if unit == 0 {
		return t
	}
	of := ObstacleFigures{At: t.At}
	for _, cell := range t.Cells {
		if cell.UnitID == unit {
			of.Cells = append(of.Cells, cell)
		}
	}
	return of
}
