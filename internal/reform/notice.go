package reform

import (
	"time"

	"cchc/internal/policy"
)

// NoticeKind is what a notice is about; a person will choose by kind how to be told.
type NoticeKind string

// The kinds of notice.
const (
	NoticeObstacle NoticeKind = "obstacle"      // a step of an obstacle that concerns the person
	NoticeDecision NoticeKind = "decision"      // a decision that changes what the person does
	NoticeClock    NoticeKind = "obstacle.late" // a clock that ran out
)

// UnreadMost is how far unread notices are counted: more are shown as "99+".
const UnreadMost = 99

// Notice is what the portal tells one person, once for each key.
type Notice struct {
	ID     int64
	Kind   NoticeKind
	Title  string // one line
	Body   string
	Object policy.Object // the kind of record it leads to
	Name   string        // that record's code
	At     time.Time
	ReadAt *time.Time
}

// Audience is who is told something: everybody that one of its parts names, with whoever stands in for them that day, less But.
type Audience struct {
	People  []int64
	HeadsOf []int64 // the heads of these units
	Office  bool    // its clerks and its chief
	Leaders bool
	But     []int64
}
