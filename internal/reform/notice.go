package reform

import (
	"time"

	"cchc/internal/policy"
)

// NoticeKind is what a notice is about; a person chooses by kind how to hear of it beside the portal.
type NoticeKind string

// The kinds of notice.
const (
	NoticeNudge       NoticeKind = "nudge"         // the Office urges the person's unit on: it cannot be switched off
	NoticeNudgeAnswer NoticeKind = "nudge.answer"  // a unit answered, or an answer was settled
	NoticeObstacle    NoticeKind = "obstacle"      // a step of an obstacle that concerns the person
	NoticeDecision    NoticeKind = "decision"      // a decision that changes what the person does
	NoticeClock       NoticeKind = "obstacle.late" // a clock that ran out
	NoticeMeeting     NoticeKind = "meeting"       // what a meeting asks of the person's unit
	NoticeFollow      NoticeKind = "task.follow"   // the person is to follow tasks
	NoticeDue         NoticeKind = "reminder.due"  // a deadline comes near
	NoticeOverdue     NoticeKind = "reminder.overdue"
	NoticeReport      NoticeKind = "reminder.report"   // no report for the period
	NoticeApproval    NoticeKind = "reminder.approval" // something waits to be signed off
)

// NoticeKinds lists the kinds in the order people choose by.
func NoticeKinds() []NoticeKind {
	return []NoticeKind{
		NoticeNudge, NoticeDecision, NoticeMeeting, NoticeClock, NoticeObstacle, NoticeNudgeAnswer, NoticeFollow, NoticeDue, NoticeOverdue, NoticeReport, NoticeApproval,
	}
}

// Label returns the kind as people read it; "" for an unknown one.
func (k NoticeKind) Label() string {
	return map[NoticeKind]string{
		NoticeNudge: "Văn phòng nhắc việc, đôn đốc", NoticeNudgeAnswer: "Trả lời nhắc việc", NoticeObstacle: "Diễn biến của vướng mắc",
		NoticeDecision: "Ý kiến chỉ đạo của lãnh đạo Sở", NoticeClock: "Vướng mắc quá thời hạn xử lý", NoticeDue: "Nhiệm vụ sắp đến hạn",
		NoticeOverdue: "Nhiệm vụ quá hạn", NoticeReport: "Thiếu báo cáo kỳ", NoticeApproval: "Việc chờ duyệt đã lâu",
		NoticeMeeting: "Chuẩn bị giao ban", NoticeFollow: "Được giao theo dõi nhiệm vụ",
	}[k]
}

// ReminderNotices lists the kinds that the portal reminds people of by itself.
func ReminderNotices() []NoticeKind {
	return []NoticeKind{NoticeDue, NoticeOverdue, NoticeReport, NoticeApproval}
}

// Formal reports whether the kind always goes out by mail, whatever the person chose.
func (k NoticeKind) Formal() bool { return k == NoticeNudge }

// Preset returns the pace of the kind on the channel for a person who has chosen none.
func (k NoticeKind) Preset(on Channel) Pace {
	switch {
	case on == ChannelGateway:
		return PaceOff
	case k == NoticeNudge || k == NoticeDecision || k == NoticeMeeting || k == NoticeClock:
		return PaceAtOnce
	default:
		return PaceDigest
	}
}

// Choosable lists the paces that a person may choose for the kind on the channel.
func (k NoticeKind) Choosable(on Channel) []Pace {
	if k.Formal() && on == ChannelMail {
		return []Pace{PaceAtOnce}
	}
	return Paces()
}

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
	HeadsOf []int64 // the heads of these units, or who hears in their place where a unit has none
	Office  bool    // its clerks and its chief
	Leaders bool
	But     []int64
}

// SentenceBareUnit tells the Office why it hears what was for the head of a unit.
const SentenceBareUnit = "{đơn vị} chưa có trưởng đơn vị nên Văn phòng nhận thay: đề nghị xử lý hoặc cử người phụ trách."
