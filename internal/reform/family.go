package reform

import (
	"slices"

	"cchc/internal/calendar"
	"cchc/internal/fault"
)

// ChangesState reports whether the move takes the task to another state.
func (m TaskMove) ChangesState() bool { return m.changes("state") }

// ChangesLead reports whether the move gives the task to another unit.
func (m TaskMove) ChangesLead() bool { return m.changes("lead_unit") }

func (m TaskMove) changes(field string) bool {
	return slices.ContainsFunc(m.Changes, func(c Change) bool { return c.Field == field })
}

// Follows returns what the portal does to a parent whose children stand so, with the reason, and no act when it stays as it
// is. Because names the child that moved. The occurrences of a series come one after another, so a series never follows them.
func (t Task) Follows(below Children, because string) (TaskAct, string) {
	switch {
	case t.DeadlineKind == DeadlinePeriodic:
		return "", ""
	case below.Settled() && (t.State == TaskAssigned || t.State == TaskInProgress):
		return TaskFinish, ""
	case !below.Settled() && t.State == TaskCompleted:
		return TaskReopen, "Việc con " + because + " được mở lại."
	default:
		return "", ""
	}
}

// FinishedOn returns the move with the day that the parent counts as completed, where it completes one: that of the child
// completed last.
func (m TaskMove) FinishedOn(from Task, on calendar.Date) TaskMove {
	if m.Becomes.State != TaskCompleted {
		return m
	}
	m.Becomes.CompletedOn, m.Becomes.Percent = on, 100
	m.Changes = from.changesTo(m.Becomes)
	return m
}

// CheckSplit returns a conflict fault while the task cannot be split into one task for each unit.
func (t Task) CheckSplit() error {
	switch {
	case t.ParentID != 0:
		return fault.New(fault.Conflict, "Nhiệm vụ này là việc con của một nhiệm vụ khác nên không chia tiếp được.")
	case t.DeadlineKind == DeadlinePeriodic:
		return fault.New(fault.Conflict, "Nhiệm vụ định kỳ mở việc theo từng kỳ nên không chia cho đơn vị được.")
	case t.State != TaskAssigned && t.State != TaskInProgress && t.State != TaskDeclined:
		return fault.New(fault.Conflict, "Chỉ chia nhiệm vụ đã giao và chưa kết thúc. Trạng thái hiện tại: "+t.State.Label()+".")
	default:
		return nil
	}
}

// ChildFor returns the task that the unit gets below this one: the same content and deadline, to be accepted by the unit.
func (t Task) ChildFor(unit Unit, today calendar.Date) Task {
	return Task{
		Title: t.Title, Description: t.Description, Area: t.Area, PlanYear: t.PlanYear, Deliverable: t.Deliverable,
		State: TaskAssigned, ParentID: t.ID, Deadline: t.Deadline,
		Assignment: Assignment{LeadUnitID: unit.ID, LeadUnit: unit.Name, AssignedOn: today},
	}
}
