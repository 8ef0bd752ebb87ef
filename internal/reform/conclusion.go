package reform

import (
	"slices"
	"time"

	"cchc/internal/calendar"
	"cchc/internal/fault"
	"cchc/internal/policy"
)

// ConclusionMost is how long a conclusion is at most, and how many one meeting has.
const (
	ConclusionMost  = 3000
	ConclusionsMost = 100
)

// Label returns the kind as people read it; "" for an unknown one.
func (k ConclusionKind) Label() string {
	return map[ConclusionKind]string{ConclusionTask: "Giao việc", ConclusionWord: "Kết luận chung"}[k]
}

// Subject returns what policy needs to know of the conclusion.
func (c Conclusion) Subject() policy.Subject {
	return policy.Subject{Kind: policy.Conclusion, ID: c.ID}
}

// Timeliness returns the class of its task on the day; "" where it made none, or where the task was stopped.
func (c Conclusion) Timeliness(today calendar.Date) Timeliness {
	if c.TaskID == 0 {
		return ""
	}
	return TimelinessOf(c.TaskState, c.DueOn, c.CompletedOn, today)
}

// ConclusionWriting is a conclusion as it is typed in the meeting.
type ConclusionWriting struct {
	Kind        ConclusionKind
	Text        string
	ItemID      int64 // the item of the agenda that it concludes; 0 for none
	UnitID      int64
	DueOn       calendar.Date
	Deliverable string
	Area        Area
	Others      []int64 // the units that cooperate
}

// Check returns an invalid fault naming every field that is wrong, were it noted today; units are those that stand, items those of
// the agenda.
func (w ConclusionWriting) Check(units []Unit, items []AgendaItem, today calendar.Date) error {
	var check fault.Check
	check.That(w.Kind.Label() != "", "loai", "Chọn “Giao việc” hoặc “Kết luận chung”.")
	check.That(fits(w.Text, 1, ConclusionMost), "noi_dung", "Nhập kết luận, tối đa 3.000 ký tự.")
	known := w.ItemID == 0 || slices.ContainsFunc(items, func(i AgendaItem) bool { return i.ID == w.ItemID })
	check.That(known, "muc", "Chọn một nội dung của cuộc giao ban này, hoặc để trống.")
	if w.Kind != ConclusionTask {
		return check.Err()
	}
	stands := func(id int64) bool { return slices.ContainsFunc(units, func(u Unit) bool { return u.ID == id }) }
	check.That(stands(w.UnitID), "chu_tri", "Chọn đơn vị thực hiện, đang hoạt động của Sở.")
	check.That(!w.DueOn.IsZero(), "han", "Nhập ngày phải xong, ví dụ 15/12/2026.")
	check.That(w.DueOn.IsZero() || !w.DueOn.Before(today), "han", "Ngày phải xong không được trước hôm nay "+today.Vietnamese()+".")
	check.That(w.Area.Valid(), "linh_vuc", "Chọn lĩnh vực.")
	checkDeliverables(&check, w.Deliverable)
	for _, other := range w.Others {
		check.That(stands(other), "phoi_hop", "Chọn đơn vị phối hợp đang hoạt động của Sở.")
		check.That(other != w.UnitID, "phoi_hop", "Đơn vị thực hiện không đồng thời phối hợp.")
	}
	return check.Err()
}

// Task returns the task that the conclusion becomes: given to the unit on the day.
func (w ConclusionWriting) Task(on calendar.Date) Task {
	given := Task{
		Title: titleOf(w.Text), Description: w.Text, Area: w.Area, PlanYear: on.Year(), State: TaskAssigned, Deliverable: w.Deliverable,
		Deadline:   Deadline{DeadlineKind: DeadlineFixed, DueOn: w.DueOn, OriginalDueOn: w.DueOn},
		Assignment: Assignment{LeadUnitID: w.UnitID, AssignedOn: on},
	}
	if given.Title == given.Description {
		given.Description = ""
	}
	return given
}

// Beside returns the units that cooperate on the task of the conclusion.
func (w ConclusionWriting) Beside() []TaskUnit {
	var units []TaskUnit
	for _, id := range w.Others {
		units = append(units, TaskUnit{UnitID: id, Part: Cooperating})
	}
	return units
}

// Reworded returns the conclusion with another text, or a fault where the page was stale or the text is none. What the task of a
// conclusion says is changed at the task.
func (c Conclusion) Reworded(text string, seen int) (Conclusion, error) {
	if seen != c.Version {
		return c, StalePage()
	}
	var check fault.Check
	check.That(fits(text, 1, ConclusionMost), "noi_dung", "Nhập kết luận, tối đa 3.000 ký tự.")
	c.Text = text
	return c, check.Err()
}

// ChangesTo lists what differs between the conclusion and what it becomes.
func (c Conclusion) ChangesTo(next Conclusion) []Change {
	var changes Changes
	changes.Text("conclusion_kind", string(c.Kind), string(next.Kind))
	changes.Text("conclusion", c.Text, next.Text)
	changes.Text("concluded_task", c.Task, next.Task)
	return changes
}

// MeetingOrigin is the meeting whose conclusion a task is.
type MeetingOrigin struct {
	Code   string
	Series string
	SitsAt time.Time
	Text   string
}
