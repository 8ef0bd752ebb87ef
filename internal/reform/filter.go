package reform

import "cchc/internal/calendar"

// PageSize is how many rows a page of a list has.
const PageSize = 50

// CountLimit is how far lists count: a longer list says "hơn 2.000" and asks for a narrower filter, so that the cost of
// a page does not grow with the register.
const CountLimit = 2000

// TaskSort is the order of a list of tasks.
type TaskSort string

// The orders of the task list.
const (
	SortDue     TaskSort = "han"
	SortCode    TaskSort = "ma"
	SortPercent TaskSort = "tien-do"
	SortReport  TaskSort = "cap-nhat"
	SortUnit    TaskSort = "don-vi" // by unit, and in each by deadline
)

// The working filters beside the official classes.
const (
	FilterSoon  Timeliness = "soon"
	FilterStale Timeliness = "stale"
	FilterDated Timeliness = "dated" // open, with a deadline

	FilterPressing Timeliness = "pressing" // overdue or due soon
)

// TaskFilter says which tasks a list shows; the zero value of each field asks nothing.
type TaskFilter struct {
	Area       *Area
	Unit       int64
	State      TaskState
	Timeliness Timeliness
	Basis      DueBasis // which deadline the timeliness, the order by it and the rows' own are
	Document   int64
	Officer    int64
	Priority   bool
	Blocked    bool // only tasks that an obstacle holds up
	Open       bool // only tasks that are neither completed nor stopped
	Kin        Kin  // which tasks of a family
	Text       string
	Sort       TaskSort
	Descending bool
	Page       int
	Today      calendar.Date
}

// Kin says which tasks of a family a list shows; the zero value shows them all.
type Kin string

// The kinds of kin: what figures count, which are the tasks with none below them, and the parents of those.
const (
	KinCounted Kin = "tinh-so-lieu"
	KinParents Kin = "viec-chung"
)

// OpenParents is the filter of the tasks that others carry out and that are not over yet.
var OpenParents = TaskFilter{Open: true, Kin: KinParents}

// Label returns what a filter calls the kind; "" for an unknown one.
func (k Kin) Label() string {
	return map[Kin]string{KinCounted: "Tính vào số liệu (không gồm nhiệm vụ chung)", KinParents: "Nhiệm vụ chung (đã chia việc con)"}[k]
}

// LastPage returns the number of the last page of a list of so many rows, at least 1; no list goes past CountLimit.
func LastPage(total int) int { return max((min(total, CountLimit)+PageSize-1)/PageSize, 1) }

// Within returns the filter with its page moved onto a list of so many rows.
func (f TaskFilter) Within(total int) TaskFilter {
	f.Page = max(min(f.Page, LastPage(total)), 1)
	return f
}

// TaskLine is one row of a list of tasks.
type TaskLine struct {
	ID           int64
	Code         string
	Title        string
	Area         Area
	State        TaskState
	Priority     bool
	Blocked      bool // an obstacle holds it up
	Percent      int
	DeadlineKind DeadlineKind
	DueOn        calendar.Date // that of the filter's basis
	CompletedOn  calendar.Date
	LeadUnitID   int64
	LeadUnit     string
	Officer      string
	LastReportOn calendar.Date
	AssignedOn   calendar.Date
	Documents    string
	Children     int
	ChildrenDone int
	Version      int
}

// Timeliness returns the row's class on the day today.
func (l TaskLine) Timeliness(today calendar.Date) Timeliness {
	if l.Repeats() {
		return NotCounted
	}
	return TimelinessOf(l.State, l.DueOn, l.CompletedOn, today)
}

// Repeats reports whether the row is that of a series.
func (l TaskLine) Repeats() bool { return l.DeadlineKind == DeadlinePeriodic }

// PeopleFilter says which accounts a list shows.
type PeopleFilter struct {
	Unit int64
	Text string
	Page int
}

// DocumentFilter says which documents a list shows.
type DocumentFilter struct {
	Kind DocumentKind
	Year int
	Text string
	Page int
}

// DocumentChoice says which documents a form offers to link to: those chosen already and the newest that match the text.
type DocumentChoice struct {
	Document int64 // the one the form is about, never offered; 0 for a new one
	Chosen   []int64
	Text     string
}

// AuditFilter says which audit lines a list shows; To is included.
type AuditFilter struct {
	Actor      int64
	Name       string // part of the actor's name or sign-in name
	ObjectKind string
	Action     string
	From       calendar.Date
	To         calendar.Date
	Page       int
}
