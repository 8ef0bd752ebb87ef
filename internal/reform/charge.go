package reform

import (
	"cchc/internal/calendar"
	"cchc/internal/fault"
	"cchc/internal/policy"
)

// Charge says that a leader is in charge of a reform area, or of all of them, from one day to another.
type Charge struct {
	ID       int64
	PersonID int64
	Person   string
	Every    bool // of all areas; Area is then no matter
	Area     Area
	FromOn   calendar.Date
	ToOn     calendar.Date // the last day; none while no end is set
	Version  int
}

// Subject returns what policy needs to know of the charge.
func (c Charge) Subject() policy.Subject { return policy.Subject{Kind: policy.Charge, ID: c.ID} }

// Title names the charge as the audit log does.
func (c Charge) Title() string {
	if c.Every {
		return c.Person + ": mọi lĩnh vực"
	}
	return c.Person + ": " + c.Area.Short()
}

// Check returns an invalid fault naming every field of the charge that is wrong.
func (c Charge) Check() error {
	var check fault.Check
	check.That(c.PersonID != 0, "lanh_dao", "Chọn lãnh đạo Sở.")
	check.That(c.Every || c.Area.Valid(), "linh_vuc", "Chọn lĩnh vực.")
	check.That(!c.FromOn.IsZero(), "tu_ngay", "Nhập ngày bắt đầu, ví dụ 05/12/2026.")
	check.That(c.ToOn.IsZero() || !c.ToOn.Before(c.FromOn), "den_ngay", "Ngày kết thúc không được trước ngày bắt đầu.")
	return check.Err()
}

// ChangesTo lists what differs between the charge and what it becomes.
func (c Charge) ChangesTo(next Charge) []Change {
	var changes Changes
	changes.Number("leader", c.PersonID, next.PersonID)
	changes.Flag("every_area", c.Every, next.Every)
	changes.Number("area", int64(c.Area), int64(next.Area))
	changes.Date("from_on", c.FromOn, next.FromOn)
	changes.Date("to_on", c.ToOn, next.ToOn)
	return changes
}
