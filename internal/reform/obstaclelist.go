package reform

import (
	"time"

	"cchc/internal/calendar"
)

// ObstacleFilter says which obstacles a list shows; the zero value of Unit, Cause and Text asks nothing.
type ObstacleFilter struct {
	Group ObstacleGroup
	Unit  int64
	Cause Cause
	Text  string
	Page  int
	Today calendar.Date
}

// Within returns the filter with its page moved onto a list of so many rows.
func (f ObstacleFilter) Within(total int) ObstacleFilter {
	f.Page = max(min(f.Page, LastPage(total)), 1)
	return f
}

// ObstacleLine is one row of a list of obstacles.
type ObstacleLine struct {
	ID        int64
	Code      string
	Title     string
	Cause     Cause
	NeededBy  calendar.Date
	Unit      string
	TaskCode  string
	TaskTitle string
	CardID    int64
	Leader    string // whom its card waits for, or who decided it; "" without a card
	ClosedAt  *time.Time
	ObstacleStage
}

// ObstacleCount is how many obstacles are in one state.
type ObstacleCount struct {
	State ObstacleState
	N     int
}
