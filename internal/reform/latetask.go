package reform

import (
	"time"

	"cchc/internal/calendar"
)

// LateTask is an overdue task with what its unit last said of it, as of one instant.
type LateTask struct {
	Code     string
	Title    string
	Area     Area
	Unit     string
	Percent  int
	DueOn    calendar.Date
	Nudges   int        // that went out about it
	Obstacle string     // the code of an obstacle that holds it up; "" for none
	SaidAt   *time.Time // when its unit last reported; nil where it never did
	Reason   string     // why it is late, as the unit then said
	Done     string     // what it said was done
}

// LateFilter says which overdue tasks are listed: of one unit, or of one area.
type LateFilter struct {
	At   time.Time
	Unit int64
	Area *Area
	Live bool // the instant is now
}
