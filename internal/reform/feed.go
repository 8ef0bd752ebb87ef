package reform

import (
	"fmt"
	"time"

	"cchc/internal/calendar"
	"cchc/internal/policy"
	"cchc/internal/viet"
)

// What the calendar of a person reaches: so many days at most, from two months ago on.
const (
	FeedMost   = 1000
	FeedMonths = 2
)

// CalendarFeed is the secret address at which a calendar program reads a person's days; the secret itself is not kept.
type CalendarFeed struct {
	PersonID int64
	MadeAt   time.Time
	ReadAt   *time.Time // when a program last asked, to the hour
	Version  int
}

// Subject returns what policy needs to know of the person's feed.
func (f CalendarFeed) Subject() policy.Subject {
	return policy.Subject{Kind: policy.Feed, ID: f.PersonID, Officer: f.PersonID}
}

// FeedKind is what a day of a person's calendar is.
type FeedKind string

// The kinds of day.
const (
	FeedTask    FeedKind = "task"    // a task is due
	FeedShare   FeedKind = "share"   // a share of another unit's task is due
	FeedPromise FeedKind = "promise" // a task is promised to be done
	FeedAnswer  FeedKind = "answer"  // a nudge is to be answered
)

// FeedEvent is one day of a person's calendar.
type FeedEvent struct {
	Kind      FeedKind
	ID        int64
	Name      string // the code of the task or the nudge
	Title     string
	Tasks     int // of the nudge that are not answered yet
	Day       calendar.Date
	At        *time.Time // by when a nudge is to be answered
	ChangedAt time.Time
}

// Object returns the kind of record that the day leads to.
func (e FeedEvent) Object() policy.Object {
	if e.Kind == FeedAnswer {
		return policy.Nudge
	}
	return policy.Task
}

// UID names the day for calendar programs, which replace by it what they had before.
func (e FeedEvent) UID() string { return fmt.Sprintf("%s-%d@cchc", e.Kind, e.ID) }

// Summary says what is due.
func (e FeedEvent) Summary() string {
	switch e.Kind {
	case FeedShare:
		return "Hạn phối hợp " + e.Name + ": " + e.Title
	case FeedPromise:
		return "Hẹn xong " + e.Name + ": " + e.Title
	case FeedAnswer:
		said := "Trả lời " + e.Name + " (" + viet.Int(e.Tasks) + " nhiệm vụ)"
		if e.At != nil {
			said += " trước " + calendar.Clock(*e.At)
		}
		return said
	default:
		return "Hạn " + e.Name + ": " + e.Title
	}
}
