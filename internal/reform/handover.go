package reform

import (
	"time"

	"cchc/internal/fault"
	"cchc/internal/viet"
)

// HeldDraft is something a person typed and has not sent: the form's path and title and when, never what was typed.
type HeldDraft struct {
	Form    string
	Title   string
	SavedAt time.Time
}

// WaitKind is what waits for a head.
type WaitKind string

// What waits for a head: a completion report to approve, a request for more time to sign.
const (
	WaitReport    WaitKind = "report"
	WaitExtension WaitKind = "extension"
)

// Waiting is something on a task that waits for the head of its unit.
type Waiting struct {
	Code  string
	Title string
	Kind  WaitKind
	Since time.Time
}

// HandedOver says how much one handover moved.
type HandedOver struct {
	Tasks    int
	Followed int
	Drafts   int
	Deputies int
}

// Sentence says what was handed over to whom.
func (h HandedOver) Sentence(to string) string {
	text := "Đã bàn giao " + viet.Int(h.Tasks) + " nhiệm vụ"
	switch {
	case h.Followed > 0 && h.Tasks == 0:
		text = "Đã bàn giao việc theo dõi " + viet.Int(h.Followed) + " nhiệm vụ"
	case h.Followed > 0:
		text += ", việc theo dõi " + viet.Int(h.Followed) + " nhiệm vụ"
	}
	if h.Drafts > 0 {
		text += ", " + viet.Int(h.Drafts) + " bản nhập dở"
	}
	text += " cho " + to
	if h.Deputies > 0 {
		text += "; kết thúc " + viet.Int(h.Deputies) + " lượt làm thay"
	}
	return text + "."
}

// CheckLeaving returns an invalid fault when the edit takes the person from their unit, or closes the account, while they
// hold so many open tasks.
func (p Person) CheckLeaving(next Person, held int) error {
	var check fault.Check
	first := " còn giữ " + viet.Int(held) + " nhiệm vụ đang mở. Trưởng đơn vị hoặc Lãnh đạo Văn phòng bàn giao các nhiệm vụ này trước, rồi mới "
	check.That(held == 0 || next.UnitID == p.UnitID, "don_vi", p.Name+first+"đổi đơn vị.")
	check.That(held == 0 || next.Active || !p.Active, "dang_dung", p.Name+first+"khóa tài khoản.")
	return check.Err()
}
