package reform

import (
	"slices"
	"time"

	"cchc/internal/calendar"
	"cchc/internal/fault"
	"cchc/internal/policy"
	"cchc/internal/viet"
)

// UnitChangeKind is what becomes of a unit.
type UnitChangeKind string

// What becomes of a unit.
const (
	UnitClose UnitChangeKind = "close"
	UnitMerge UnitChangeKind = "merge"
	UnitSplit UnitChangeKind = "split"
)

// UnitChangeKinds lists the kinds in the order forms offer them.
func UnitChangeKinds() []UnitChangeKind { return []UnitChangeKind{UnitClose, UnitMerge, UnitSplit} }

// Label returns the kind as people read it; "" for an unknown one.
func (k UnitChangeKind) Label() string {
	return map[UnitChangeKind]string{UnitClose: "Đóng đơn vị", UnitMerge: "Sáp nhập vào đơn vị khác", UnitSplit: "Chia tách"}[k]
}

// UnitChange is a unit that closes, is merged into another or is split on a day. The successor takes every open task and
// every person that no part names.
type UnitChange struct {
	ID            int64
	UnitID        int64
	Kind          UnitChangeKind
	TakesEffectOn calendar.Date
	SuccessorID   int64
	Successor     string
	Note          string
	NamedBy       string
	NamedAt       time.Time
	DoneAt        *time.Time
	DroppedAt     *time.Time
	Version       int
}

// UnitParts are the tasks and the people that go to another unit than the successor, by number.
type UnitParts struct {
	Tasks  map[int64]int64
	People map[int64]int64
}

// SplitMost is how many tasks, and how many people, the form of a split offers to place one by one.
const SplitMost = 200

// Open reports whether the change is still to come.
func (c UnitChange) Open() bool { return c.DoneAt == nil && c.DroppedAt == nil }

// Subject returns what policy needs to know of the change.
func (c UnitChange) Subject() policy.Subject {
	return policy.Subject{Kind: policy.UnitChange, ID: c.ID, Unit: c.UnitID}
}

// Check returns an invalid fault naming every field that keeps the change of the unit from being planned; ahead are the
// changes of other units that are still to come.
func (c UnitChange) Check(unit Unit, parts UnitParts, units []Unit, ahead []UnitChange) error {
	var check fault.Check
	check.That(c.Kind.Label() != "", "loai", "Chọn việc thay đổi.")
	check.That(!c.TakesEffectOn.IsZero(), "tu_ngay", "Nhập ngày có hiệu lực, ví dụ 01/12/2026.")
	check.That(c.TakesEffectOn.IsZero() || c.TakesEffectOn.After(unit.ValidFrom), "tu_ngay", "Ngày có hiệu lực phải sau ngày đơn vị bắt đầu hoạt động.")
	check.That(c.TakesEffectOn.IsZero() || unit.Stands(c.TakesEffectOn.AddDays(-1)), "tu_ngay", "Đến ngày này đơn vị đã thôi hoạt động.")
	check.That(fits(c.Note, 0, 1000), "ghi_chu", "Ghi chú dài tối đa 1.000 ký tự.")
	check.That(c.Kind == UnitSplit || len(parts.Tasks)+len(parts.People) == 0, "loai", "Chỉ chọn đơn vị riêng cho từng nhiệm vụ, từng người khi chia tách.")
	check.That(c.takes(c.SuccessorID, unit, units), "don_vi_nhan", "Chọn đơn vị nhận đang hoạt động của Sở, khác đơn vị này.")
	for _, other := range parts.successors() {
		check.That(c.takes(other, unit, units), "don_vi_nhan", "Mỗi nhiệm vụ, mỗi người chỉ chuyển đến đơn vị đang hoạt động của Sở.")
	}
	for _, other := range append(parts.successors(), c.SuccessorID) {
		check.That(!leadsTo(other, unit.ID, ahead), "don_vi_nhan", "Đơn vị nhận lại sắp nhập vào chính đơn vị này. Bỏ kế hoạch kia trước hoặc chọn đơn vị khác.")
	}
	return check.Err()
}

// takes reports whether the unit with this number can take over on the day.
func (c UnitChange) takes(id int64, unit Unit, units []Unit) bool {
	return slices.ContainsFunc(units, func(u Unit) bool {
		return u.ID == id && u.ID != unit.ID && u.Kind != UnitOutside && !c.TakesEffectOn.IsZero() && u.Stands(c.TakesEffectOn)
	})
}

// leadsTo reports whether what goes to the unit from would come to the unit to by the changes ahead.
func leadsTo(from, to int64, ahead []UnitChange) bool {
	for range len(ahead) + 1 {
		if from == to {
			return true
		}
		next := slices.IndexFunc(ahead, func(c UnitChange) bool { return c.UnitID == from })
		if next < 0 {
			return false
		}
		from = ahead[next].SuccessorID
	}
	return false
}

// successors lists the units that the parts name, each once.
func (p UnitParts) successors() []int64 {
	var ids []int64
	for _, places := range []map[int64]int64{p.Tasks, p.People} {
		for _, unit := range places {
			if !slices.Contains(ids, unit) {
				ids = append(ids, unit)
			}
		}
	}
	slices.Sort(ids)
	return ids
}

// Successors lists every unit that takes something over, the one that takes the rest first.
func (c UnitChange) Successors(parts UnitParts) []int64 {
	return append([]int64{c.SuccessorID}, slices.DeleteFunc(parts.successors(), func(id int64) bool { return id == c.SuccessorID })...)
}

// StandingFor returns the unit that stands on the day for the one with this number: itself, or where it went by the changes
// that were carried out, the latest first. It returns 0 when there is none.
func StandingFor(id int64, on calendar.Date, units []Unit, done []UnitChange) int64 {
	for range len(units) + 1 {
		if slices.ContainsFunc(units, func(u Unit) bool { return u.ID == id && u.Stands(on) }) {
			return id
		}
		next := slices.IndexFunc(done, func(c UnitChange) bool { return c.UnitID == id })
		if next < 0 {
			return 0
		}
		id = done[next].SuccessorID
	}
	return 0
}

// CheckClosing returns an invalid fault when the edit ends the unit, which leads so many open tasks.
func (u Unit) CheckClosing(next Unit, led int) error {
	if led == 0 || next.ValidTo.IsZero() || next.ValidTo == u.ValidTo {
		return nil
	}
	return fault.InvalidFields(fault.Field{Name: "den_ngay", Message: "Đơn vị đang chủ trì " + viet.Int(led) +
		" nhiệm vụ đang mở. Lãnh đạo Văn phòng đóng, sáp nhập hoặc chia tách đơn vị để các nhiệm vụ này có đơn vị nhận."})
}

// BranchOf returns the unit's number and those of every unit below it.
func BranchOf(id int64, units []Unit) []int64 {
	branch := []int64{id}
	for i := 0; i < len(branch); i++ {
		for _, unit := range units {
			if unit.ParentID == branch[i] && !slices.Contains(branch, unit.ID) {
				branch = append(branch, unit.ID)
			}
		}
	}
	return branch
}

// MoveTo returns the move that gives the task to the unit that takes over from its own. Its state stays, unless nobody who
// works on it comes along: then the new unit has to accept it.
func (t Task) MoveTo(lead int64, officerComes bool, note string) TaskMove {
	next := t
	next.LeadUnitID = lead
	if !officerComes {
		next.OfficerID = 0
		if t.State == TaskInProgress {
			next.State = TaskAssigned
		}
	}
	return TaskMove{Becomes: next, Seen: t.Version, Note: note, Changes: t.changesTo(next)}
}
