package reform

import (
	"net/url"
	"strconv"
	"time"
)

// NudgeFilter says which nudges the register shows; the zero value of each field asks nothing.
type NudgeFilter struct {
	Batch   int64
	Unit    int64
	Rung    Rung
	State   NudgeState
	Hearing Hearing
	Page    int
	Now     time.Time
}

// Query returns what the register's URL says for the filter, its page and instant apart; ParseNudgeFilter reads it back the same.
func (f NudgeFilter) Query() url.Values {
	q := url.Values{}
	set := func(on bool, name, value string) {
		if on {
			q.Set(name, value)
		}
	}
	set(f.Batch != 0, "dot", strconv.FormatInt(f.Batch, 10))
	set(f.Unit != 0, "don_vi", strconv.FormatInt(f.Unit, 10))
	set(f.Rung != 0, "bac", strconv.Itoa(int(f.Rung)))
	set(f.State != "", "trang_thai", string(f.State))
	set(f.Hearing != "", "phan_hoi", string(f.Hearing))
	return q
}

// ParseNudgeFilter reads the filter that Query wrote, and its page; what is no filter's value asks nothing.
func ParseNudgeFilter(q url.Values) NudgeFilter {
	f := NudgeFilter{Batch: int64(queryNumber(q, "dot")), Unit: int64(queryNumber(q, "don_vi")), Page: max(queryNumber(q, "trang"), 1)}
	if rung := Rung(queryNumber(q, "bac")); rung.Label() != "" {
		f.Rung = rung
	}
	if state := NudgeState(q.Get("trang_thai")); state.Label() != "" {
		f.State = state
	}
	if hearing := Hearing(q.Get("phan_hoi")); hearing.Label() != "" {
		f.Hearing = hearing
	}
	return f
}

// SequelDays is how many days after a nudge what happened to its tasks is put down to it.
const SequelDays = 3

// SequelKind is what happened to a task after it was nudged.
type SequelKind string

// The kinds of sequel.
const (
	SequelReport     SequelKind = "report"
	SequelCompletion SequelKind = "completion"
	SequelObstacle   SequelKind = "obstacle"
	SequelExtension  SequelKind = "extension"
)

// Sequel is one thing that happened to a task within SequelDays of a nudge.
type Sequel struct {
	TaskID  int64
	Kind    SequelKind
	At      time.Time
	Who     string
	ID      int64  // the record's number
	Name    string // the obstacle's code
	Percent int    // that was reported
}

// FormerNudge is a nudge that went out before another one, of tasks that both have.
type FormerNudge struct {
	Code     string
	Unit     string
	Rung     Rung
	SentAt   time.Time
	AnswerBy time.Time
	Tasks    int // that both have
	Answered int // of those
}
