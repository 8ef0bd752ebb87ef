package reform

import (
	"time"

	"cchc/internal/calendar"
)

// ApprovalKind is what a leader or the Office's chief is asked to approve.
type ApprovalKind string

// The kinds of what waits for a leader, or for the Office's chief.
const (
	ApproveDecision   ApprovalKind = "decision"   // a card put before the leader
	ApproveExtension  ApprovalKind = "extension"  // a request that its head signed
	ApproveSignature  ApprovalKind = "signature"  // a request that a head wrote, to be signed
	ApproveCompletion ApprovalKind = "completion" // a report that a head wrote
	ApproveObstacle   ApprovalKind = "obstacle"   // an obstacle that a head raised, to be confirmed
	ApproveLetter     ApprovalKind = "letter"     // a letter that urges a unit on, to be signed
)

// ApprovalKinds lists the kinds in the order people read them.
func ApprovalKinds() []ApprovalKind {
	return []ApprovalKind{ApproveDecision, ApproveExtension, ApproveSignature, ApproveCompletion, ApproveObstacle, ApproveLetter}
}

// Label returns the kind as people read it; "" for an unknown one.
func (k ApprovalKind) Label() string {
	return map[ApprovalKind]string{
		ApproveDecision: "Quyết định vướng mắc", ApproveExtension: "Gia hạn", ApproveSignature: "Ký đề nghị gia hạn",
		ApproveCompletion: "Duyệt báo cáo hoàn thành", ApproveObstacle: "Xác nhận vướng mắc", ApproveLetter: "Ký công văn đôn đốc",
	}[k]
}

// Approval is one thing that waits for a leader or the Office's chief, with what is needed to see whether to approve it.
type Approval struct {
	Kind   ApprovalKind
	ID     int64  // of the request, the report or the nudge
	Code   string // of the obstacle or the nudge, or of the task
	Title  string // of the task or the obstacle; of a card what it asks; "" of a letter
	Tasks  int    // how many a letter urges on; 0 of anything else
	Unit   string
	Author string
	Words  string // why it is asked for, what was done, what the Office proposes
	Since  time.Time
	FromOn calendar.Date // the deadline in force, of an extension and a completion
	ToOn   calendar.Date // the deadline asked for; the day the answer is expected by; the day the completion was sent; the day a letter gives to answer
}

// ApprovalsMost is how many of them a page shows.
const ApprovalsMost = 50
