package reform

import (
	"fmt"
	"time"

	"cchc/internal/calendar"
)

// Snapshot is the figures and rows of one instant, kept for good under a code.
type Snapshot struct {
	ID       int64
	Code     string
	Meeting  string // its code
	At       time.Time
	Since    time.Time // what it is compared with
	TakenBy  string
	TakenFor string
	Whole    bool // the brief is, letter for letter, the one that was handed over
	Brief    Brief
}

// SnapshotLine is one snapshot of a meeting in a list of them.
type SnapshotLine struct {
	Code     string
	At       time.Time
	TakenBy  string
	TakenFor string
}

// SnapshotsMost is how many snapshots of one meeting are listed, the newest of them.
const SnapshotsMost = 50

// By returns who froze it, and for whom.
func (l SnapshotLine) By() string {
	if l.TakenFor != "" {
		return l.TakenBy + " (thay " + l.TakenFor + ")"
	}
	return l.TakenBy
}

// SnapshotTask is one task that a snapshot's figures count, as it stood then.
type SnapshotTask struct {
	Code          string
	Title         string
	PlanYear      int
	Area          Area
	Unit          string
	State         TaskState
	Percent       int
	DueOn         calendar.Date
	OriginalDueOn calendar.Date
	CompletedOn   calendar.Date
}

// Class returns the class of the task on the snapshot's day, against the deadline of the basis.
func (t SnapshotTask) Class(basis DueBasis, at time.Time) Timeliness {
	due := t.DueOn
	if basis == DueOriginal {
		due = t.OriginalDueOn
	}
	return TimelinessOf(t.State, due, t.CompletedOn, calendar.DateOf(at))
}

// SnapshotFilter says which tasks of a snapshot are listed. The zero value of each asks nothing.
type SnapshotFilter struct {
	Basis DueBasis
	Unit  int64
	Area  *Area
	Class Timeliness
	Page  int
}

// Freezing is what is kept when the brief of a meeting is frozen.
type Freezing struct {
	Meeting Meeting
	Becomes MeetingState
	Seen    int // the version of the meeting
	Brief   Brief
}

// SnapshotCode returns the code of the nth snapshot of the year.
func SnapshotCode(year, n int) string { return fmt.Sprintf("CS-%d-%03d", year, n) }
