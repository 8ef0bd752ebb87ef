package reform

import (
	"slices"
	"time"

	"cchc/internal/calendar"
	"cchc/internal/fault"
	"cchc/internal/policy"
)

// Deputy is who acts for an absent head, chief or leader from one day to another, both included.
type Deputy struct {
	ID         int64
	AbsentID   int64
	Absent     string
	AbsentUnit string
	DeputyID   int64
	Deputy     string
	DeputyUnit string
	FromOn     calendar.Date
	ToOn       calendar.Date
	Reason     string
	Version    int
	Naming
}

// Naming is who named a deputy, and who ended the deputyship before its last day; EndedAt is nil when nobody did.
type Naming struct {
	NamedBy string
	NamedAt time.Time
	EndedBy string
	EndedAt *time.Time
}

// DeputyPhase is where a deputyship stands on a day; it is derived, never stored.
type DeputyPhase string

// The phases of a deputyship.
const (
	DeputyAhead   DeputyPhase = "ahead"
	DeputyInForce DeputyPhase = "in_force"
	DeputyOver    DeputyPhase = "over"
	DeputyEnded   DeputyPhase = "ended" // before its last day
)

// Label returns the phase as people read it.
func (p DeputyPhase) Label() string {
	return map[DeputyPhase]string{
		DeputyAhead: "Sắp có hiệu lực", DeputyInForce: "Đang có hiệu lực", DeputyOver: "Đã hết hạn", DeputyEnded: "Đã kết thúc sớm",
	}[p]
}

// Phase returns where the deputyship stands on the day.
func (d Deputy) Phase(today calendar.Date) DeputyPhase {
	switch {
	case d.EndedAt != nil:
		return DeputyEnded
	case d.ToOn.Before(today):
		return DeputyOver
	case d.FromOn.After(today):
		return DeputyAhead
	default:
		return DeputyInForce
	}
}

// Subject returns what policy needs to know of the deputyship; it belongs where the absent person does.
func (d Deputy) Subject(unit int64) policy.Subject {
	return policy.Subject{Kind: policy.Deputy, ID: d.ID, Unit: unit}
}

// Title names the deputyship as the audit log does.
func (d Deputy) Title() string { return d.Deputy + " thay " + d.Absent }

// ChangesTo lists what differs between the deputyship and what it becomes.
func (d Deputy) ChangesTo(next Deputy) []Change {
	var c Changes
	c.Number("absent", d.AbsentID, next.AbsentID)
	c.Number("deputy", d.DeputyID, next.DeputyID)
	c.Date("from_on", d.FromOn, next.FromOn)
	c.Date("to_on", d.ToOn, next.ToOn)
	return c
}

// Check returns an invalid fault naming every field that is wrong on the day the deputy is named.
func (d Deputy) Check(today calendar.Date) error {
	var check fault.Check
	check.That(d.AbsentID != 0, "vang_mat", "Chọn người vắng mặt.")
	check.That(d.DeputyID != 0, "lam_thay", "Chọn người làm thay.")
	check.That(d.DeputyID == 0 || d.DeputyID != d.AbsentID, "lam_thay", "Người làm thay phải khác người vắng mặt.")
	check.That(!d.FromOn.IsZero(), "tu_ngay", "Nhập ngày bắt đầu, ví dụ 23/11/2026.")
	check.That(d.FromOn.IsZero() || !d.FromOn.Before(today), "tu_ngay", "Ngày bắt đầu không được trước hôm nay "+today.Vietnamese()+".")
	check.That(!d.ToOn.IsZero(), "den_ngay", "Nhập ngày cuối cùng làm thay, ví dụ 30/11/2026.")
	check.That(d.ToOn.IsZero() || !d.ToOn.Before(d.FromOn), "den_ngay", "Ngày cuối cùng không được trước ngày bắt đầu.")
	check.That(fits(d.Reason, 1, 1000), "ly_do", "Nhập lý do, tối đa 1.000 ký tự.")
	return check.Err()
}

// CheckPeople returns an invalid fault when one of the two cannot play the part.
func (d Deputy) CheckPeople(absent, deputy Person) error {
	var check fault.Check
	check.That(absent.CanBeStoodInFor(), "vang_mat", "Chỉ cử người làm thay cho trưởng đơn vị, lãnh đạo Văn phòng hoặc lãnh đạo Sở đang dùng tài khoản.")
	check.That(deputy.CanStandIn(), "lam_thay", "Người làm thay phải là người của Sở đang dùng tài khoản, không phải tài khoản giám sát hoặc quản trị.")
	return check.Err()
}

// CheckEnd returns a conflict fault when the deputyship is already over on the day, or the page was stale.
func (d Deputy) CheckEnd(seen int, today calendar.Date) error {
	switch d.Phase(today) {
	case DeputyEnded, DeputyOver:
		return fault.New(fault.Conflict, "Việc làm thay này đã kết thúc.")
	}
	if seen != d.Version {
		return StalePage()
	}
	return nil
}

// actingRoles are the roles that a deputy takes over.
var actingRoles = []policy.Role{policy.Head, policy.Chief, policy.Leader}

// ActingRoles returns those of the roles that a deputy takes over: the others stay with the absent person.
func ActingRoles(roles []policy.Role) []policy.Role {
	var acting []policy.Role
	for _, role := range roles {
		if slices.Contains(actingRoles, role) {
			acting = append(acting, role)
		}
	}
	return acting
}

// CanBeStoodInFor reports whether a deputy may be named for the person.
func (p Person) CanBeStoodInFor() bool { return p.Active && len(ActingRoles(p.Roles)) > 0 }

// CanStandIn reports whether the person may be a deputy: those who only look on or only administer may not.
func (p Person) CanStandIn() bool {
	return p.Active && slices.ContainsFunc(p.Roles, func(r policy.Role) bool { return r != policy.Observer && r != policy.Admin })
}

// StandIn is a deputyship in force as its deputy sees it: whom they may act for, and until when.
type StandIn struct {
	ID     int64
	Absent int64
	Name   string
	Until  calendar.Date
}

// DeputyFilter says which deputyships a list shows: those that are over, or those in force and ahead.
type DeputyFilter struct {
	Over  bool
	Today calendar.Date
	Page  int
}
