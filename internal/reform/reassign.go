package reform

import (
	"cchc/internal/calendar"
	"cchc/internal/fault"
	"cchc/internal/workflow"
)

// Reassignment is what moves a task to another unit.
type Reassignment struct {
	LeadUnit int64
	DueOn    calendar.Date // none keeps the deadline
	KeepOld  bool          // the unit it is taken from goes on beside the new one
	Note     string
}

// OldLeadShare is the share of a unit that goes on beside the one its task was moved to.
const OldLeadShare = "Bàn giao hồ sơ và phối hợp với đơn vị chủ trì mới."

// Reassign returns the move that gives the task to another unit, or a fault that says what keeps it from being given.
// Nobody works on it until the new unit accepts it; the days held so far stay with whoever held it.
func (t Task) Reassign(step workflow.Step[TaskState, TaskAct], to Reassignment, who int64, seen int, today calendar.Date) (TaskMove, error) {
	if seen != t.Version {
		return TaskMove{}, StalePage()
	}
	var check fault.Check
	check.That(to.LeadUnit != 0, "chu_tri", "Chọn đơn vị nhận nhiệm vụ.")
	check.That(to.LeadUnit != t.LeadUnitID, "chu_tri", "Đơn vị này đang chủ trì nhiệm vụ. Chọn đơn vị khác.")
	t.checkNewDue(&check, to.DueOn, today)
	check.That(fits(to.Note, 1, 1000), "ly_do", "Nhập lý do chuyển, tối đa 1.000 ký tự.")
	if err := check.Err(); err != nil {
		return TaskMove{}, err
	}
	move, err := t.Take(step, who, seen, to.Note, today)
	if err != nil {
		return move, err
	}
	move.Becomes.LeadUnitID = to.LeadUnit
	move.Changes = t.changesTo(move.Becomes)
	return move.WithDue(t, to.DueOn, today)
}
