package reform

import (
	"time"

	"cchc/internal/calendar"
)

// SourceClause is a clause a task was drawn from, with the document it stands in.
type SourceClause struct {
	ID           int64
	DocumentID   int64
	DocumentKind DocumentKind
	CodeNumber   string
	CodeNotation string
	IssuedOn     calendar.Date
	IssuedYear   int
	Issuer       string
	Label        string
	Heading      string
	Body         string
	IsSummary    bool
}

// Document returns the part of the register's entry that a citation needs.
func (s SourceClause) Document() Document {
	return Document{
		ID: s.DocumentID, Kind: s.DocumentKind, CodeNumber: s.CodeNumber, CodeNotation: s.CodeNotation,
		IssuedOn: s.IssuedOn, IssuedYear: s.IssuedYear, Issuer: s.Issuer,
	}
}

// Children is how many units have a task of their own under one parent, how many of these are completed and how many were
// stopped, and the day the last of them was completed.
type Children struct {
	Units   int
	Done    int
	Stopped int
	LastOn  calendar.Date
}

// Settled reports whether the parent has nothing more to wait for: every task under it is over, and not all were stopped.
func (c Children) Settled() bool { return c.Done > 0 && c.Done+c.Stopped == c.Units }

// TaskPast is what a task was from one instant to another; ValidTo is nil for what it is now.
type TaskPast struct {
	State         TaskState
	DeadlineKind  DeadlineKind
	DueOn         calendar.Date
	OriginalDueOn calendar.Date
	CompletedOn   calendar.Date
	LeadUnitID    int64
	LeadUnit      string
	OfficerID     int64
	Officer       string
	Percent       int
	ValidFrom     time.Time
	ValidTo       *time.Time
}

// DocumentLine is one row of the register, with how many tasks were drawn from it and how many are done.
type DocumentLine struct {
	ID           int64
	Kind         DocumentKind
	CodeNumber   string
	CodeNotation string
	IssuedOn     calendar.Date
	IssuedYear   int
	Issuer       string
	Subject      string
	Secret       bool
	Tasks        int
	TasksDone    int
}

// Document returns the entry's own part of the line.
func (l DocumentLine) Document() Document {
	return Document{
		ID: l.ID, Kind: l.Kind, CodeNumber: l.CodeNumber, CodeNotation: l.CodeNotation, IssuedOn: l.IssuedOn,
		IssuedYear: l.IssuedYear, Issuer: l.Issuer, Subject: l.Subject, Secret: l.Secret,
	}
}

// DocumentLink is the other end of a link, seen from one document.
type DocumentLink struct {
	ID           int64
	Link         LinkKind
	Outgoing     bool // this document refers to that one; otherwise that one refers to this
	Kind         DocumentKind
	CodeNumber   string
	CodeNotation string
	IssuedOn     calendar.Date
	IssuedYear   int
	Issuer       string
	Subject      string
}

// Document returns the document at the other end.
func (l DocumentLink) Document() Document {
	return Document{
		ID: l.ID, Kind: l.Kind, CodeNumber: l.CodeNumber, CodeNotation: l.CodeNotation, IssuedOn: l.IssuedOn,
		IssuedYear: l.IssuedYear, Issuer: l.Issuer, Subject: l.Subject,
	}
}

// ClauseTask is a task drawn from a clause, as the document page lists it.
type ClauseTask struct {
	ClauseID    int64
	Code        string
	Title       string
	State       TaskState
	LeadUnit    string
	DueOn       calendar.Date
	CompletedOn calendar.Date
}

// WorkCounts are the numbers over a person's or a unit's list of tasks.
type WorkCounts struct {
	Overdue   int
	DueSoon   int
	Waiting   int // submitted, waiting for confirmation
	ToAccept  int
	Stale     int
	Blocked   int // held up by an obstacle
	Open      int
	Standing  int
	Completed int
}

// OfficerLoad is what one person of a unit has on their desk.
type OfficerLoad struct {
	PersonID int64
	Name     string
	Position string
	Open     int
	Overdue  int
	DueSoon  int
}
