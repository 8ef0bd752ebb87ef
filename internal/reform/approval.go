package reform

import (
	"time"

	"cchc/internal/calendar"
)

// ApprovalKind is what a leader is asked to approve.
type ApprovalKind string

// The kinds of what waits for a leader.
const (
	ApproveDecision   ApprovalKind = "decision"   // a card put before the leader
	ApproveExtension  ApprovalKind = "extension"  // a request that its head signed
	ApproveSignature  ApprovalKind = "signature"  // a request that a head wrote, to be signed
	ApproveCompletion ApprovalKind = "completion" // a report that a head wrote
	ApproveObstacle   ApprovalKind = "obstacle"   // an obstacle that a head raised, to be confirmed
)

// ApprovalKinds lists the kinds in the order people read them.
func ApprovalKinds() []ApprovalKind {
	return []ApprovalKind{ApproveDecision, ApproveExtension, ApproveSignature, ApproveCompletion, ApproveObstacle}
}

// Label returns the kind as people read it; "" for an unknown one.
func (k ApprovalKind) Label() string {
	return map[ApprovalKind]string{
		ApproveDecision: "Quyết định vướng mắc", ApproveExtension: "Gia hạn", ApproveSignature: "Ký đề nghị gia hạn",
		ApproveCompletion: "Duyệt báo cáo hoàn thành", ApproveObstacle: "Xác nhận vướng mắc",
	}[k]
}

// Approval is one thing that waits for a leader, with what is needed to see whether to approve it.
type Approval struct {
	Kind   ApprovalKind
	ID     int64  // of the request or the report
	Code   string // of the obstacle, or of the task
	Title  string // of the task or the obstacle; of a card what it asks
	Unit   string
	Author string
	Words  string // why it is asked for, what was done, what the Office proposes
	Since  time.Time
	FromOn calendar.Date // the deadline in force, of an extension and a completion
	ToOn   calendar.Date // the deadline asked for; the day the answer is expected by; the day the completion was sent
}

// ApprovalsMost is how many of them a page shows.
const ApprovalsMost = 50
