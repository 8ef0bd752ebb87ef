package reform

import (
	"regexp"

	"cchc/internal/calendar"
	"cchc/internal/fault"
	"cchc/internal/policy"
)

// UnitKind is what sort of unit it is in the department's structure.
type UnitKind string

// The kinds of unit (Circular 01/2021/TT-BKHCN), and the outside bodies that only look on.
const (
	UnitLeadership    UnitKind = "leadership"
	UnitOffice        UnitKind = "office"
	UnitInspectorate  UnitKind = "inspectorate"
	UnitDivision      UnitKind = "division"
	UnitSubDepartment UnitKind = "sub_department"
	UnitService       UnitKind = "service_unit"
	UnitOutside       UnitKind = "outside"
)

// UnitKinds lists the kinds in the order forms offer them.
func UnitKinds() []UnitKind {
	return []UnitKind{UnitLeadership, UnitOffice, UnitInspectorate, UnitDivision, UnitSubDepartment, UnitService, UnitOutside}
}

// Label returns the Vietnamese name of the kind.
func (k UnitKind) Label() string {
	return map[UnitKind]string{
		UnitLeadership: "Ban Giám đốc", UnitOffice: "Văn phòng", UnitInspectorate: "Thanh tra",
		UnitDivision: "Phòng chuyên môn", UnitSubDepartment: "Chi cục", UnitService: "Đơn vị sự nghiệp",
		UnitOutside: "Cơ quan ngoài Sở",
	}[k]
}

// Relation says how a unit belongs to the department.
type Relation string

// The relations: thuộc, trực thuộc, and none.
const (
	RelInternal    Relation = "internal"
	RelSubordinate Relation = "subordinate"
	RelOutside     Relation = "outside"
)

// Relations lists the relations in the order forms offer them.
func Relations() []Relation { return []Relation{RelInternal, RelSubordinate, RelOutside} }

// Label returns the Vietnamese name of the relation.
func (r Relation) Label() string {
	return map[Relation]string{RelInternal: "Thuộc Sở", RelSubordinate: "Trực thuộc Sở", RelOutside: "Ngoài Sở"}[r]
}

// Unit is one node of the department's dated tree.
type Unit struct {
	ID        int64
	Code      string
	Name      string
	ShortName string
	Kind      UnitKind
	Relation  Relation
	ParentID  int64 // 0 at the root
	ValidFrom calendar.Date
	ValidTo   calendar.Date // zero while the unit stands; the first day it no longer does
	SortOrder int
	Version   int
}

var unitCode = regexp.MustCompile(`^[A-Z0-9][A-Z0-9.]{0,34}$`)

// Stands reports whether the unit exists on the day.
func (u Unit) Stands(on calendar.Date) bool {
	return !on.Before(u.ValidFrom) && (u.ValidTo.IsZero() || on.Before(u.ValidTo))
}

// TakesTasks reports whether "mọi phòng, đơn vị" of a directive includes the unit.
func (u Unit) TakesTasks() bool { return u.Kind != UnitLeadership && u.Kind != UnitOutside }

// Subject returns what policy needs to know of the unit.
func (u Unit) Subject() policy.Subject {
	return policy.Subject{Kind: policy.UnitRecord, ID: u.ID, Unit: u.ID}
}

// Check returns an invalid fault naming every field that is wrong. The code's form is that of Decision 20/2020/QĐ-TTg:
// at most 35 characters, groups of A–Z and 0–9 with dots between.
func (u Unit) Check() error {
	var check fault.Check
	check.That(unitCode.MatchString(u.Code), "ma", "Mã đơn vị gồm chữ hoa A–Z, chữ số và dấu chấm, tối đa 35 ký tự.")
	check.That(u.Name != "", "ten", "Nhập tên đơn vị.")
	check.That(u.ShortName != "", "ten_ngan", "Nhập tên gọi ngắn.")
	check.That(u.Kind.Label() != "", "loai", "Chọn loại đơn vị.")
	check.That(u.Relation.Label() != "", "quan_he", "Chọn quan hệ với Sở.")
	check.That(!u.ValidFrom.IsZero(), "tu_ngay", "Nhập ngày bắt đầu hoạt động.")
	check.That(u.ValidTo.IsZero() || u.ValidFrom.IsZero() || u.ValidTo.After(u.ValidFrom), "den_ngay", "Ngày kết thúc phải sau ngày bắt đầu.")
	check.That(u.ParentID == 0 || u.ParentID != u.ID, "cap_tren", "Đơn vị không thể là cấp trên của chính mình.")
	return check.Err()
}

// CheckPlace returns an invalid fault when the unit's place would make the tree of units a circle.
func (u Unit) CheckPlace(units []Unit) error {
	parents := map[int64]int64{}
	for _, unit := range units {
		parents[unit.ID] = unit.ParentID
	}
	parents[u.ID] = u.ParentID
	at := u.ParentID
	for range units {
		if at == u.ID && u.ID != 0 {
			return fault.InvalidFields(fault.Field{Name: "cap_tren", Message: "Đơn vị cấp trên đang nằm dưới chính đơn vị này."})
		}
		at = parents[at]
	}
	return nil
}
