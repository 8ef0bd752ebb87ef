package reform

import (
	"fmt"
	"time"

	"cchc/internal/calendar"
	"cchc/internal/fault"
	"cchc/internal/policy"
	"cchc/internal/viet"
	"cchc/internal/workflow"
)

// Task is a duty drawn from a directive, or set by the Office itself, that one unit leads.
type Task struct {
	ID          int64
	Code        string
	Title       string
	Description string
	Area        Area
	PlanYear    int
	State       TaskState
	Deliverable string
	Priority    bool
	ParentID    int64
	Children    int // how many tasks stand below it
	CreatedBy   int64
	CreatedAt   time.Time
	Version     int
	Deadline
	Assignment
	Progress
	Occurrence
}

// Deadline is when a task is due: the day in force and the first one, which is never lost.
type Deadline struct {
	DeadlineKind  DeadlineKind
	DueOn         calendar.Date
	OriginalDueOn calendar.Date
	Moved         bool // the ledger has more than the first deadline
	Asked         bool // an extension was asked for, whatever became of it
}

// Assignment is who works on a task.
type Assignment struct {
	LeadUnitID  int64
	LeadUnit    string
	OfficerID   int64
	Officer     string
	AssignedOn  calendar.Date
	OtherUnits  []int64 // units that cooperate or monitor
	SubmittedBy int64
	Follower    string // who of the Office follows it; "" for nobody
}

// Progress is how far a task has come.
type Progress struct {
	Percent      int
	Sent         bool // it was sent as complete at least once
	BlockedOnce  bool // an obstacle was raised on it, whatever became of it
	Nudged       bool // its unit was urged on about it at least once
	Measured     bool // it serves an indicator
	Instructed   bool // a leader's decision or direct instruction gave it
	Concluded    bool // a meeting concluded it
	SubmittedOn  calendar.Date
	CompletedOn  calendar.Date
	LastReportAt *time.Time
}

// Part is what a unit beside the lead does.
type Part string

// The parts beside the lead.
const (
	Cooperating Part = "cooperating"
	Monitoring  Part = "monitoring"
)

// TaskCode returns the code of the nth task of a plan year, such as CCHC-2026-014.
func TaskCode(year, n int) string { return fmt.Sprintf("CCHC-%d-%03d", year, n) }

// Subject returns what policy needs to know of the task.
func (t Task) Subject() policy.Subject {
	return policy.Subject{
		Kind: policy.Task, ID: t.ID, Officer: t.OfficerID, Author: t.SubmittedBy,
		Unit: t.LeadUnitID, Also: t.OtherUnits, Area: int(t.Area), Draft: t.State == TaskDraft,
	}
}

// Timeliness returns the task's class on the day today.
func (t Task) Timeliness(today calendar.Date) Timeliness {
	if t.Repeats() {
		return NotCounted // its occurrences are
	}
	return TimelinessOf(t.State, t.DueOn, t.CompletedOn, today)
}

// Stale reports whether work is under way and nothing was reported for StaleDays days.
func (t Task) Stale(today calendar.Date) bool {
	if t.State != TaskInProgress || t.Repeats() {
		return false
	}
	last := t.AssignedOn
	if t.LastReportAt != nil {
		last = calendar.DateOf(*t.LastReportAt)
	}
	return !last.IsZero() && today.Sub(last) >= StaleDays
}

// Check returns an invalid fault naming every field of the task's content that is wrong.
func (t Task) Check() error {
	var check fault.Check
	check.That(fits(t.Title, 1, 500), "ten", "Nhập tên nhiệm vụ, tối đa 500 ký tự.")
	check.That(fits(t.Description, 0, 5000), "mo_ta", "Mô tả dài tối đa 5.000 ký tự.")
	check.That(t.Area.Valid(), "linh_vuc", "Chọn lĩnh vực.")
	check.That(t.PlanYear >= 2000 && t.PlanYear <= 2200, "nam", "Nhập năm kế hoạch, ví dụ 2026.")
	checkDeliverables(&check, t.Deliverable)
	return check.Err()
}

// CheckAssignment returns an invalid fault naming every field that keeps the task from being assigned today; the series is
// looked at only where the task is periodic.
func (t Task) CheckAssignment(others []TaskUnit, series Series, today calendar.Date) error {
	var check fault.Check
	check.That(t.LeadUnitID != 0, "chu_tri", "Chọn đơn vị chủ trì.")
	check.That(t.DeadlineKind.Label() != "", "kieu_han", "Chọn kiểu thời hạn.")
	t.checkDue(&check, series, today)
	checkDeliverables(&check, t.Deliverable)
	seen := map[int64]bool{}
	for _, other := range others {
		check.That(fits(other.Share, 0, 500), "phoi_hop", "Phần việc của mỗi đơn vị dài tối đa 500 ký tự.")
		check.That(!t.Repeats() || other.DueOn.IsZero(), "phoi_hop", "Việc định kỳ không đặt hạn riêng: đơn vị phối hợp theo hạn của từng kỳ.")
		check.That(t.DueOn.IsZero() || !other.DueOn.After(t.DueOn), ShareDueField(other.UnitID),
			"Hạn riêng của đơn vị phối hợp không được sau thời hạn của nhiệm vụ.")
		check.That(other.UnitID != t.LeadUnitID, "phoi_hop", "Đơn vị chủ trì không đồng thời phối hợp hoặc theo dõi.")
		check.That(!seen[other.UnitID], "phoi_hop", "Mỗi đơn vị chỉ phối hợp hoặc theo dõi, không cả hai.")
		seen[other.UnitID] = true
	}
	return check.Err()
}

// checkDue notes what is wrong with when the task is due: one day, a schedule or never.
func (t Task) checkDue(check *fault.Check, series Series, today calendar.Date) {
	check.That(t.DeadlineKind != DeadlineStanding || t.DueOn.IsZero(), "han", "Việc thường xuyên không có thời hạn: để trống ô này.")
	if t.Repeats() {
		check.That(t.DueOn.IsZero(), "han", "Việc định kỳ có hạn theo lịch bên dưới: để trống ô này.")
		check.That(t.Period == "", "kieu_han", "Việc của một kỳ không đặt định kỳ lần nữa.")
		series.check(check, today)
		return
	}
	check.That(t.DeadlineKind == DeadlineStanding || !t.DueOn.IsZero(), "han", "Nhập thời hạn, ví dụ 05/12/2026.")
	check.That(t.DueOn.IsZero() || !t.DueOn.Before(today), "han", "Thời hạn không được trước ngày giao "+today.Vietnamese()+".")
}

// TaskMove is one step of a task's life, ready to be written: what the task becomes, and what changed.
type TaskMove struct {
	Becomes Task
	Seen    int // the version the decision was made on
	Note    string
	Changes []Change
}

// Take returns the move that the step makes of the task, or a fault when the page was stale or a note is missing.
func (t Task) Take(step workflow.Step[TaskState, TaskAct], who int64, seen int, note string, today calendar.Date) (TaskMove, error) {
	if seen != t.Version {
		return TaskMove{}, StalePage()
	}
	if err := t.SeriesAct(step.Act); err != nil {
		return TaskMove{}, err
	}
	if err := checkNote(step.Note, note); err != nil {
		return TaskMove{}, err
	}
	next := t
	next.State = step.To
	switch step.Act {
	case TaskSubmit:
		next.SubmittedOn, next.SubmittedBy = today, who
	case TaskComplete:
		next.CompletedOn, next.Percent = t.SubmittedOn, 100
	case TaskReturn, TaskReopen:
		next.SubmittedOn, next.SubmittedBy, next.CompletedOn = calendar.Date{}, 0, calendar.Date{}
	case TaskDecline:
		next.OfficerID = 0
	case TaskReassign:
		next.OfficerID, next.AssignedOn = 0, today
	}
	return TaskMove{Becomes: next, Seen: seen, Note: note, Changes: t.changesTo(next)}, nil
}

// StalePage returns the conflict fault for a decision made on a page that others have since changed.
func StalePage() error {
	return fault.New(fault.Conflict, "Nội dung này vừa được người khác thay đổi. Xem bản mới nhất rồi thực hiện lại; chưa có gì bị ghi đè.")
}

// SearchFold returns the folded text a task is found by: code with and without hyphens, title, deliverable.
func (t Task) SearchFold() string {
	bare := fmt.Sprintf("cchc%d%s", t.PlanYear, lastGroup(t.Code))
	return viet.Fold(t.Code + " " + bare + " " + t.Title + " " + t.Deliverable)
}

func lastGroup(code string) string {
	for i := len(code) - 1; i >= 0; i-- {
		if code[i] == '-' {
			return code[i+1:]
		}
	}
	return code
}

// PriorityMost is how many open tasks of a plan year may be flagged.
const PriorityMost = 15

// Edit returns the move that makes the task what next says without a step of its flow, or a conflict when the page was stale.
func (t Task) Edit(next Task, seen int) (TaskMove, error) {
	if seen != t.Version {
		return TaskMove{}, StalePage()
	}
	return TaskMove{Becomes: next, Seen: seen, Changes: t.changesTo(next)}, nil
}

// WithOfficer returns the move that also names the officer.
func (m TaskMove) WithOfficer(from Task, officer int64) TaskMove {
	m.Becomes.OfficerID = officer
	m.Changes = from.changesTo(m.Becomes)
	return m
}

// TakesOfficer reports whether the unit may name who works on the task.
func (t Task) TakesOfficer() bool { return t.State == TaskInProgress || t.State == TaskSuspended }
