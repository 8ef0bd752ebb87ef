package reform

import (
	"time"

	"cchc/internal/calendar"
	"cchc/internal/fault"
)

// DeadlineChange is one line of a task's deadline ledger: the first deadline it had, or a change of it.
type DeadlineChange struct {
	At     time.Time
	FromOn calendar.Date // none for the first deadline
	ToOn   calendar.Date // none where the task was left without one
	Action string        // the policy action under which it changed
	Reason string
	Actor  string
	For    string // whom a deputy acted for
}

// Days returns by how many days the change put the deadline off; less than 0 where it was brought forward, 0 where it has
// no day before or after.
func (c DeadlineChange) Days() int {
	if c.FromOn.IsZero() || c.ToOn.IsZero() {
		return 0
	}
	return c.ToOn.Sub(c.FromOn)
}

// checkNewDue notes what is wrong with another deadline for the task; none keeps the one it has.
func (t Task) checkNewDue(check *fault.Check, due, today calendar.Date) {
	check.That(due.IsZero() || !t.DueOn.IsZero(), "han", "Nhiệm vụ này không có thời hạn: để trống ô này.")
	check.That(due.IsZero() || !due.Before(today), "han", "Thời hạn mới không được trước hôm nay "+today.Vietnamese()+".")
}

// WithDue returns the move that also sets another deadline, or an invalid fault; none keeps the one the task has.
func (m TaskMove) WithDue(from Task, due, today calendar.Date) (TaskMove, error) {
	var check fault.Check
	from.checkNewDue(&check, due, today)
	if !due.IsZero() {
		m.Becomes.DueOn = due
		m.Changes = from.changesTo(m.Becomes)
	}
	return m, check.Err()
}

// DueBasis says which of its two deadlines a task is measured against.
type DueBasis string

// The bases: the deadline in force, and the first one.
const (
	DueNow      DueBasis = ""
	DueOriginal DueBasis = "goc"
)

// Label returns the name of the basis.
func (b DueBasis) Label() string {
	if b == DueOriginal {
		return "Hạn gốc"
	}
	return "Hạn hiện hành"
}
