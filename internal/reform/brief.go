package reform

import (
	"time"

	"cchc/internal/calendar"
)

// Brief is all that a brief tells, in words and figures that no later change touches. Page, paper, .docx and .xlsx are made of it
// and of nothing else.
type Brief struct {
	Code      string // the snapshot's; "" for one that is not frozen
	Meeting   BriefMeeting
	At        time.Time
	Since     time.Time
	SinceCode string // the snapshot it is compared with; "" for the first
	Author    string
	Numbers   BriefNumbers
	Promised  []BriefPromise // what was concluded last time, done or not
	Decide    []BriefDecision
	Changes   []BriefChange
	Counts    []NewsCount // of all changes, also those that are left out
	Units     []BriefRow
	Areas     []BriefRow
	Silent    []BriefSilence
	Ahead     BriefAhead
	Questions []string
	LeftOut   int // how many lines the Office moved out
	More      int // how many changes there are beside those that it lists
}

// BriefMeeting is the meeting a brief is for.
type BriefMeeting struct {
	Code   string
	Series string
	SitsAt time.Time
	Place  string
	Chair  string
}

// BriefNumbers are the numbers of the whole department, at the brief's instant and at the one it is compared with.
type BriefNumbers struct {
	Now         Classes // against the deadline in force
	First       Classes // against the first deadline
	Before      Classes
	FirstBefore Classes
	Wait        BriefPair // obstacles that wait for a leader's decision
	Open        BriefPair // obstacles that are open
}

// BriefPair is one number then and now.
type BriefPair struct{ Now, Before int }

// BriefPromise is a conclusion of the meeting before, and what became of it.
type BriefPromise struct {
	Key    string
	Text   string
	Unit   string
	Task   string // "" where it made none
	DueOn  calendar.Date
	DoneOn calendar.Date // none where it is not done
	Class  Timeliness    // how its task stands; "" where it made none
	Hidden bool          // moved out, and yet counted
}

// BriefDecision is a card that only a leader can decide.
type BriefDecision struct {
	Key       string
	Obstacle  string // the code under which it is decided
	Question  string
	Proposed  string // the way out that the Office proposes
	Unit      string
	Leader    string
	Waited    int // working days
	HeldTasks int // tasks that wait for it
}

// BriefChange is one change since the meeting before.
type BriefChange struct {
	Key    string
	Kind   NewsKind
	Code   string
	Title  string
	Unit   string
	Detail string // such as "hạn 17/11/2026" or "15/10/2026 → 15/12/2026"
}

// BriefRow is one unit or area.
type BriefRow struct {
	ID    int64 // the unit's number, or the area's
	Name  string
	Now   Classes
	First Classes
}

// BriefSilence is a unit that did not answer what it was asked.
type BriefSilence struct {
	Key   string
	Unit  string
	Asked string        // what it was asked
	By    calendar.Date // until when it was to answer
}

// BriefAhead is what falls due before the next meeting.
type BriefAhead struct {
	Until  calendar.Date
	N      int
	AtRisk int
	Lines  []BriefChange // those at risk: Kind is "", Detail says why
}
