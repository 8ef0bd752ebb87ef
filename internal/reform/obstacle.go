package reform

import (
	"fmt"
	"slices"
	"time"

	"cchc/internal/calendar"
	"cchc/internal/fault"
	"cchc/internal/policy"
	"cchc/internal/viet"
)

// Cause is why work is blocked.
type Cause string

// The causes (product.md, Obstacle).
const (
	CauseRules       Cause = "rules"
	CauseMoney       Cause = "money"
	CausePeople      Cause = "people"
	CauseCooperation Cause = "cooperation"
	CauseDigital     Cause = "digital"
	CauseSuperior    Cause = "superior"
	CauseOther       Cause = "other"
)

// Causes lists the causes in the order forms offer them.
func Causes() []Cause {
	return []Cause{CauseRules, CauseMoney, CausePeople, CauseCooperation, CauseDigital, CauseSuperior, CauseOther}
}

// Label returns the cause as people read it; "" for an unknown one.
func (c Cause) Label() string {
	return map[Cause]string{
		CauseRules: "Thể chế", CauseMoney: "Kinh phí", CausePeople: "Nhân lực", CauseCooperation: "Phối hợp",
		CauseDigital: "Hạ tầng số", CauseSuperior: "Chờ cấp trên", CauseOther: "Khác",
	}[c]
}

// Obstacle is what blocks a unit's work on a task and what it asks for, on its way to whoever can lift it.
type Obstacle struct {
	ID         int64
	Code       string
	TaskID     int64
	TaskCode   string
	TaskTitle  string
	TaskArea   Area
	OfficerID  int64 // of the task, whose own the obstacle is
	UnitID     int64
	Unit       string
	ReportID   int64
	AuthorID   int64
	Author     string
	ForID      int64
	For        string
	CardID     int64
	Resolution string // how the Office lifted it; "" where it did not
	RaisedAt   time.Time
	ClosedAt   *time.Time
	Version    int
	Blocking
	ObstacleStage
}

// Blocking is what the unit says of an obstacle.
type Blocking struct {
	Cause    Cause
	Title    string // what blocks, in one line
	Detail   string
	SinceOn  calendar.Date
	Tried    string
	Request  string
	NeededBy calendar.Date
}

// ObstacleStage is where an obstacle is and since when.
type ObstacleStage struct {
	State     ObstacleState
	EnteredAt time.Time
	DueOn     calendar.Date // when the clock of the state runs out; none where it has none or stands still
	DaysLeft  *int          // what the clock had left when it was stopped
}

// BlockedFilesField is the field of an obstacle's files in the form that reports progress, which has files of its own.
const BlockedFilesField = "tep_vm"

// ObstacleCode returns the code of the nth obstacle, such as VM-034.
func ObstacleCode(n int) string { return fmt.Sprintf("VM-%03d", n) }

// Subject returns what policy needs to know of the obstacle.
func (o Obstacle) Subject() policy.Subject {
	return policy.Subject{
		Kind: policy.Obstacle, ID: o.ID, Officer: o.OfficerID, Author: o.AuthorID, WrittenFor: o.ForID, Unit: o.UnitID, Area: int(o.TaskArea),
	}
}

// Check returns an invalid fault naming every field that is wrong for an obstacle raised today.
func (b Blocking) Check(today calendar.Date) error {
	var check fault.Check
	check.That(slices.Contains(Causes(), b.Cause), "loai", "Chọn loại vướng mắc.")
	check.That(fits(b.Title, 1, 200), "vuong_mac", "Nêu vướng mắc trong một câu, tối đa 200 ký tự.")
	check.That(fits(b.Detail, 0, 3000), "mo_ta", "Mô tả dài tối đa 3.000 ký tự.")
	check.That(!b.SinceOn.IsZero(), "tu_ngay", "Nhập ngày bắt đầu vướng, ví dụ 05/11/2026.")
	check.That(!b.SinceOn.After(today), "tu_ngay", "Ngày bắt đầu vướng không được sau hôm nay "+today.Vietnamese()+".")
	check.That(fits(b.Tried, 1, 2000), "da_lam", "Nêu đơn vị đã làm gì để tháo gỡ, tối đa 2.000 ký tự.")
	check.That(fits(b.Request, 1, 2000), "de_nghi", "Nêu đề nghị, tối đa 2.000 ký tự.")
	check.That(!b.NeededBy.IsZero(), "can_truoc", "Nhập ngày cần được giải quyết, ví dụ 05/12/2026.")
	check.That(b.NeededBy.IsZero() || !b.NeededBy.Before(today), "can_truoc", "Ngày cần được giải quyết không được trước hôm nay "+today.Vietnamese()+".")
	return check.Err()
}

// SearchFold returns the folded text by which an obstacle is found and likened to others: its title, which every unit may
// know, apart from the rest.
func (b Blocking) SearchFold() string { return viet.Fold(b.Title) + " | " + viet.Fold(b.Detail) }

// Blockable returns a conflict fault that says why no obstacle can be raised on the task now; nil when one can.
func (t Task) Blockable() error {
	switch {
	case t.Repeats():
		return fault.New(fault.Conflict, "Việc định kỳ được báo vướng mắc ở từng kỳ.")
	case t.Children > 0:
		return fault.New(fault.Conflict, "Nhiệm vụ này đã chia thành các việc con. Báo vướng mắc ở việc con đang vướng.")
	case t.State != TaskAssigned && t.State != TaskInProgress && t.State != TaskSuspended:
		return fault.New(fault.Conflict, "Chỉ báo vướng mắc khi nhiệm vụ chờ tiếp nhận, đang thực hiện hoặc tạm hoãn.")
	default:
		return nil
	}
}

// ChangesTo lists what differs between the obstacle and what it becomes.
func (o Obstacle) ChangesTo(next Obstacle) []Change {
	var c Changes
	c.Text("obstacle_state", string(o.State), string(next.State))
	c.Text("task", o.TaskCode, next.TaskCode)
	c.Number("unit", o.UnitID, next.UnitID)
	c.Text("cause", string(o.Cause), string(next.Cause))
	c.Text("title", o.Title, next.Title)
	c.Text("detail", o.Detail, next.Detail)
	c.Date("since_on", o.SinceOn, next.SinceOn)
	c.Text("tried", o.Tried, next.Tried)
	c.Text("request", o.Request, next.Request)
	c.Date("needed_by", o.NeededBy, next.NeededBy)
	c.Number("card", o.CardID, next.CardID)
	return c
}
