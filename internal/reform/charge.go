package reform

import (
	"slices"

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

// CheckLeader returns an invalid fault unless the person is a leader who can be put in charge.
func (c Charge) CheckLeader(p Person) error {
	var check fault.Check
	check.That(p.Leads(), "lanh_dao", "Chỉ lãnh đạo Sở đang dùng tài khoản được phân công phụ trách lĩnh vực.")
	return check.Err()
}

// Leads reports whether the person is a leader with an open account.
func (p Person) Leads() bool { return p.Active && slices.Contains(p.Roles, policy.Leader) }

// ChargePhase is where a charge stands on a day; it is derived, never stored.
type ChargePhase string

// The phases of a charge.
const (
	ChargeAhead   ChargePhase = "ahead"
	ChargeInForce ChargePhase = "in_force"
	ChargeOver    ChargePhase = "over"
)

// Label returns the phase as people read it.
func (p ChargePhase) Label() string {
	return map[ChargePhase]string{ChargeAhead: "Sắp phụ trách", ChargeInForce: "Đang phụ trách", ChargeOver: "Đã kết thúc"}[p]
}

// Phase returns where the charge stands on the day.
func (c Charge) Phase(today calendar.Date) ChargePhase {
	switch {
	case !c.ToOn.IsZero() && c.ToOn.Before(today):
		return ChargeOver
	case c.FromOn.After(today):
		return ChargeAhead
	default:
		return ChargeInForce
	}
}

// End returns the charge with its last day, which may be yesterday for an end at once; or a fault when the page was stale, the
// charge is over or has not begun, or the day is none that ends it earlier.
func (c Charge) End(last calendar.Date, seen int, today calendar.Date) (Charge, error) {
	if seen != c.Version {
		return c, StalePage()
	}
	if phase := c.Phase(today); phase != ChargeInForce {
		return c, fault.New(fault.Conflict, "Phân công này "+map[ChargePhase]string{ChargeOver: "đã kết thúc.", ChargeAhead: "chưa bắt đầu."}[phase])
	}
	yesterday := today.AddDays(-1)
	var check fault.Check
	check.That(!last.IsZero(), "den_ngay", "Nhập ngày cuối cùng phụ trách, ví dụ 30/11/2026.")
	check.That(last.IsZero() || !last.Before(c.FromOn), "den_ngay", "Ngày cuối cùng không được trước ngày bắt đầu "+c.FromOn.Vietnamese()+".")
	check.That(last.IsZero() || !last.Before(yesterday), "den_ngay", "Ngày cuối cùng không được trước hôm qua "+yesterday.Vietnamese()+".")
	check.That(c.ToOn.IsZero() || last.Before(c.ToOn), "den_ngay", "Phân công đã ghi kết thúc ngày "+c.ToOn.Vietnamese()+". Nhập ngày sớm hơn.")
	next := c
	next.ToOn = last
	return next, check.Err()
}

// CheckDrop returns a conflict fault when the charge has begun by the day, so that it can only be ended, or the page was stale.
func (c Charge) CheckDrop(seen int, today calendar.Date) error {
	switch {
	case seen != c.Version:
		return StalePage()
	case c.Phase(today) != ChargeAhead:
		return fault.New(fault.Conflict, "Phân công này đã bắt đầu. Nhập ngày kết thúc thay vì bỏ.")
	default:
		return nil
	}
}

// ChargeFilter says which charges a list shows: those that are over, or those in force and ahead.
type ChargeFilter struct {
	Over  bool
	Today calendar.Date
	Page  int
}

// Leader is a leader with what they are in charge of on a day.
type Leader struct {
	ID       int64
	Name     string
	Position string
	Every    bool
	Areas    []int
}

// Fields returns what the leader is in charge of as policy sees it.
func (l Leader) Fields() policy.Fields { return policy.Fields{Every: l.Every, Areas: l.Areas} }

// InCharge reports whether the leader is in charge of every one of the areas.
func (l Leader) InCharge(areas []Area) bool {
	return !slices.ContainsFunc(areas, func(a Area) bool { return !l.Fields().Has(int(a)) })
}

// FieldsText names the areas that the leader is in charge of: "mọi lĩnh vực", "Thể chế, Tài chính công"; "" for none.
func (l Leader) FieldsText() string {
	if l.Every {
		return "mọi lĩnh vực"
	}
	text := ""
	for _, area := range l.Areas {
		if text != "" {
			text += ", "
		}
		text += Area(area).Short()
	}
	return text
}
