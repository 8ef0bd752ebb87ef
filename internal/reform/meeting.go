package reform

import (
	"fmt"
	"time"

	"cchc/internal/calendar"
	"cchc/internal/policy"
)

// Rhythm is how often a series of meetings comes again.
type Rhythm string

// The rhythms of meetings.
const (
	RhythmWeekly    Rhythm = "weekly"
	RhythmMonthly   Rhythm = "monthly"
	RhythmIrregular Rhythm = "irregular"
)

// Rhythms lists the rhythms in the order forms offer them.
func Rhythms() []Rhythm { return []Rhythm{RhythmWeekly, RhythmMonthly, RhythmIrregular} }

// Label returns the rhythm as people read it; "" for an unknown one.
func (r Rhythm) Label() string {
	return map[Rhythm]string{RhythmWeekly: "Hằng tuần", RhythmMonthly: "Hằng tháng", RhythmIrregular: "Khi cần"}[r]
}

// MeetingSeries is a meeting that comes again, such as "Giao ban tháng".
type MeetingSeries struct {
	ID      int64
	Name    string
	Rhythm  Rhythm
	Place   string
	ChairID int64
	Chair   string
	Active  bool
	Version int
}

// Meeting is one sitting of a series.
type Meeting struct {
	ID          int64
	Code        string
	SeriesID    int64
	Series      string
	State       MeetingState
	SitsAt      time.Time
	Place       string
	ChairID     int64
	Chair       string
	ChairPost   string
	FlagOn      calendar.Date // the day the Office asks units to prepare
	AnswerBy    time.Time     // until when they answer
	AskedAt     *time.Time    // when they were asked
	RemindedAt  *time.Time    // when those that had not answered were reminded
	Questions   string        // those the leader may ask, a line each
	LeftOut     []string      // what the Office keeps off the brief, by the keys of its lines
	Attendees   string
	Closing     string // what the chair said at the end
	ConcludedAt *time.Time
	ConcludedBy string
	MadeBy      string
	MadeAt      time.Time
	Snapshot    string // the code of its latest snapshot; "" before it is frozen
	Items       int    // on its agenda
	Asked       int    // of these, units that report
	Answered    int    // of those, units that have answered
	Concluded   int    // how many conclusions it has
	Version     int
}

// MeetingCode returns the code of the nth meeting of the year.
func MeetingCode(year, n int) string { return fmt.Sprintf("GB-%d-%03d", year, n) }

// Subject returns what policy needs to know of the meeting.
func (m Meeting) Subject() policy.Subject { return policy.Subject{Kind: policy.Meeting, ID: m.ID} }

// AgendaKind is what an item of an agenda is about.
type AgendaKind string

// The kinds of agenda items.
const (
	AgendaCard   AgendaKind = "card" // a card that waits for a decision
	AgendaUnit   AgendaKind = "unit" // a unit that reports
	AgendaMatter AgendaKind = "matter"
)

// AgendaKinds lists the kinds in the order forms offer them.
func AgendaKinds() []AgendaKind { return []AgendaKind{AgendaCard, AgendaUnit, AgendaMatter} }

// Label returns the kind as people read it; "" for an unknown one.
func (k AgendaKind) Label() string {
	return map[AgendaKind]string{AgendaCard: "Việc cần quyết định", AgendaUnit: "Đơn vị báo cáo", AgendaMatter: "Nội dung khác"}[k]
}

// AgendaItem is one item of a meeting's agenda.
type AgendaItem struct {
	ID        int64
	MeetingID int64
	Position  int
	Kind      AgendaKind
	CardID    int64
	Obstacle  string     // the code of the card's first obstacle, under which it is decided
	CardState CardState  // "" for what is no card
	Leader    string     // who decides the card
	Decider   string     // who decided it; "" before that
	DecidedAt *time.Time // when
	Direction string     // what was decided, in the decider's words
	Spoken
	UnitID      int64 // who reports; for a card whose obstacle it is
	Unit        string
	Title       string
	Ask         string // what the unit is to answer
	Answer      string
	AnsweredAt  *time.Time
	AnsweredBy  string
	AnsweredFor string
	Version     int
}

// ConclusionKind is what a conclusion became.
type ConclusionKind string

// The kinds of conclusions.
const (
	ConclusionTask ConclusionKind = "task"
	ConclusionWord ConclusionKind = "word" // nothing to be done, or nothing that is followed here
)

// ConclusionKinds lists the kinds in the order forms offer them.
func ConclusionKinds() []ConclusionKind { return []ConclusionKind{ConclusionTask, ConclusionWord} }

// Conclusion is what a meeting concluded, with what has become of the task that it made.
type Conclusion struct {
	ID          int64
	MeetingID   int64
	ItemID      int64
	Kind        ConclusionKind
	Text        string
	TaskID      int64
	Task        string // the task's code
	UnitID      int64
	Unit        string
	TaskState   TaskState
	DueOn       calendar.Date
	CompletedOn calendar.Date
	Percent     int
	MadeAt      time.Time
	MadeBy      string
	MadeFor     string
	Version     int
}
