package reform

import (
	"fmt"
	"slices"
	"time"

	"cchc/internal/calendar"
)

// MessageMost is how many notices one message tells; of further ones it says how many there are.
const MessageMost = 50

// Message is what leaves the portal to one person on one channel: one notice, or those of a morning.
type Message struct {
	Delivery int64
	MadeAt   time.Time // of the delivery, so that its name is the same at each attempt
	Channel  Channel
	Pace     Pace
	Name     string // of the person
	Username string
	Address  string // on this channel
	Notices  []Notice
	More     int // further ones that it does not tell
	At       time.Time
}

// Mark returns what the message is called for whoever receives it: the same at each attempt, so that a double can be told.
func (m Message) Mark() string { return fmt.Sprintf("%d.%d", m.Delivery, m.MadeAt.UnixMicro()) }

// Count returns how many notices the message is about.
func (m Message) Count() int { return len(m.Notices) + m.More }

// Subject returns the message's one line.
func (m Message) Subject() string {
	if m.Pace == PaceDigest {
		return fmt.Sprintf("%d thông báo chưa đọc sáng %s", m.Count(), calendar.DateOf(m.At).Vietnamese())
	}
	if len(m.Notices) == 0 {
		return ""
	}
	return m.Notices[0].Title
}

// NoticeGroup is the notices of one kind in a message.
type NoticeGroup struct {
	Kind    NoticeKind
	Notices []Notice
}

// Groups returns the notices by kind, the most pressing kind first, each kind in the order they came.
func (m Message) Groups() []NoticeGroup {
	var groups []NoticeGroup
	for _, kind := range NoticeKindsByPress() {
		group := NoticeGroup{Kind: kind}
		for _, notice := range m.Notices {
			if notice.Kind == kind {
				group.Notices = append(group.Notices, notice)
			}
		}
		if len(group.Notices) > 0 {
			groups = append(groups, group)
		}
	}
	return groups
}

// NoticeKindsByPress lists the kinds, those first on which somebody has to act soonest.
func NoticeKindsByPress() []NoticeKind {
	return []NoticeKind{
		NoticeNudge, NoticeDecision, NoticeMeeting, NoticeOverdue, NoticeClock, NoticeDue, NoticeReport, NoticeApproval, NoticeFollow, NoticeNudgeAnswer, NoticeObstacle,
	}
}

// FormalKinds lists the kinds that go out whatever the person chose, and also where they were read already.
func FormalKinds() []NoticeKind {
	return slices.DeleteFunc(NoticeKinds(), func(k NoticeKind) bool { return !k.Formal() })
}
