package reform

import (
	"time"

	"cchc/internal/calendar"
)

// QueueSize is how many completion reports a page of a queue has: each is shown whole, with its evidence.
const QueueSize = 10

// SignOffLine is a completion report in a queue, with the report before it to compare.
type SignOffLine struct {
	ID             int64
	Code           string
	Title          string
	LeadUnit       string
	DueOn          calendar.Date
	Author         string
	For            string
	SubmittedOn    calendar.Date
	ReportedAt     time.Time
	PercentBefore  int
	Done           string
	LateReason     string
	Approver       string // who approved it; "" while nobody has
	ApprovedAt     *time.Time
	Version        int
	LastDone       string
	LastReportedAt *time.Time // nil where nothing was reported before
}

// QueuePages returns the number of the last page of a queue of so many reports, at least 1.
func QueuePages(total int) int { return max((min(total, CountLimit)+QueueSize-1)/QueueSize, 1) }
