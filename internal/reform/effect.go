package reform

import (
	"slices"

	"cchc/internal/calendar"
	"cchc/internal/fault"
)

// The fields of an effect in forms; each form puts a prefix of its own before them.
const (
	EffectField            = "tac_dong"
	EffectDayField         = "han_moi"
	EffectUnitField        = "don_vi"
	EffectBodyField        = "noi_dung"
	EffectDeliverableField = "san_pham"
)

// InstructionMost is how long what an instruction or a letter asks for may be.
const InstructionMost = 3000

// Check notes what is wrong with the effect on the tasks, were it decided today; the names of its fields begin with prefix.
// Of several tasks it is enough that one can be changed: what happens to each is for Plan to say.
func (e Effect) Check(check *fault.Check, prefix string, tasks []Task, today calendar.Date) {
	check.That(e.Kind.Label() != "", prefix+EffectField, "Chọn tác động của quyết định.")
	switch e.Kind {
	case EffectDeadline:
		e.checkDay(check, prefix, "Nhập hạn mới, ví dụ 15/12/2026.", "Hạn mới phải sau hôm nay "+today.Vietnamese()+".", today.AddDays(1))
		e.checkTasks(check, prefix, EffectDayField, "Không đổi được hạn: ", tasks)
	case EffectLeadUnit:
		check.That(e.UnitID != 0, prefix+EffectUnitField, "Chọn đơn vị chủ trì mới, đang hoạt động của Sở.")
		e.checkTasks(check, prefix, EffectUnitField, "Không chuyển được chủ trì: ", tasks)
	case EffectContent:
		check.That(len(tasks) == 1, prefix+EffectField, "Chỉ điều chỉnh được nội dung khi phiếu trình có đúng một nhiệm vụ.")
		check.That(e.Body != "" || e.Deliverable != "", prefix+EffectBodyField, "Nhập nội dung hoặc sản phẩm mới của nhiệm vụ.")
		check.That(fits(e.Body, 0, 5000), prefix+EffectBodyField, "Nội dung dài tối đa 5.000 ký tự.")
		e.checkDeliverable(check, prefix)
		e.checkTasks(check, prefix, EffectBodyField, "Không điều chỉnh được: ", tasks)
	case EffectInstruction:
		check.That(e.UnitID != 0, prefix+EffectUnitField, "Chọn đơn vị được giao, đang hoạt động của Sở.")
		check.That(fits(e.Body, 1, InstructionMost), prefix+EffectBodyField, "Nêu việc giao, tối đa 3.000 ký tự.")
		e.checkDay(check, prefix, "Nhập ngày phải xong, ví dụ 15/12/2026.", "Ngày phải xong không được trước hôm nay "+today.Vietnamese()+".", today)
		e.checkDeliverable(check, prefix)
	case EffectRefer:
		check.That(fits(e.Body, 1, InstructionMost), prefix+EffectBodyField, "Nêu nội dung báo cáo, kiến nghị, tối đa 3.000 ký tự.")
		e.checkDay(check, prefix, "Nhập ngày cần có trả lời, ví dụ 15/12/2026.", "Ngày cần có trả lời phải sau hôm nay "+today.Vietnamese()+".", today.AddDays(1))
	}
}

// checkDay notes that the effect has no day, or one before the earliest.
func (e Effect) checkDay(check *fault.Check, prefix, missing, early string, earliest calendar.Date) {
	check.That(!e.DueOn.IsZero(), prefix+EffectDayField, missing)
	check.That(e.DueOn.IsZero() || !e.DueOn.Before(earliest), prefix+EffectDayField, early)
}

func (e Effect) checkDeliverable(check *fault.Check, prefix string) {
	check.That(fits(e.Deliverable, 0, 1000), prefix+EffectDeliverableField, "Sản phẩm dài tối đa 1.000 ký tự.")
	check.That(len(namedDeliverables(e.Deliverable)) <= DeliverablesMost, prefix+EffectDeliverableField, "Mỗi dòng một sản phẩm, tối đa 10 sản phẩm.")
}

// checkTasks notes why the effect changes none of the tasks. A reason that lies in the value chosen is said about its field, one
// that lies in the task about the effect.
func (e Effect) checkTasks(check *fault.Check, prefix, field, what string, tasks []Task) {
	if slices.ContainsFunc(tasks, func(t Task) bool { left, _ := e.leaves(t); return left == "" }) {
		return
	}
	if len(tasks) == 0 {
		check.That(false, prefix+EffectField, what+"phiếu trình không còn nhiệm vụ nào.")
		return
	}
	left, chosen := e.leaves(tasks[0])
	if !chosen {
		field = EffectField
	}
	check.That(false, prefix+field, what+tasks[0].Code+" "+left+".")
}

// leaves says why the effect leaves the task as it is, and whether the value chosen is why; "" where it changes the task or where
// nothing was chosen yet.
func (e Effect) leaves(t Task) (why string, chosen bool) {
	switch e.Kind {
	case EffectDeadline:
		return e.leavesDeadline(t)
	case EffectLeadUnit:
		if _, err := TaskFlow.Next(t.State, TaskReassign); err != nil {
			return "đang ở trạng thái “" + t.State.Label() + "”", false
		}
		if e.UnitID == t.LeadUnitID {
			return "đang do đơn vị này chủ trì", true
		}
	case EffectContent:
		if !t.State.Open() {
			return ended(t), false
		}
		if next := e.content(t); next.Description == t.Description && next.Deliverable == t.Deliverable {
			return "đang có đúng nội dung này", true
		}
	}
	return "", false
}

func (e Effect) leavesDeadline(t Task) (why string, chosen bool) {
	switch {
	case !t.State.Open():
		return ended(t), false
	case t.DueOn.IsZero():
		return "không có thời hạn", false
	case e.DueOn == t.DueOn:
		return "đang có đúng hạn này", true
	default:
		return "", false
	}
}

func ended(t Task) string { return "đã kết thúc (" + t.State.Label() + ")" }

// content returns the task with the new description and deliverables; what was left empty stays.
func (e Effect) content(t Task) Task {
	if e.Body != "" {
		t.Description = e.Body
	}
	if e.Deliverable != "" {
		t.Deliverable = e.Deliverable
	}
	return t
}

// Named returns the effect with the name of its unit, and without a unit that does not stand on the day or lies outside the
// department: Check then asks for another.
func (e Effect) Named(units []Unit, on calendar.Date) Effect {
	at := slices.IndexFunc(units, func(u Unit) bool { return u.ID == e.UnitID && u.Stands(on) && u.Kind != UnitOutside })
	if at < 0 {
		e.UnitID, e.Unit = 0, ""
		return e
	}
	e.Unit = units[at].Name
	return e
}

// Settled returns the effect without what its kind has no use for.
func (e Effect) Settled() Effect {
	kept := Effect{Kind: e.Kind}
	switch e.Kind {
	case EffectDeadline:
		kept.DueOn = e.DueOn
	case EffectLeadUnit:
		kept.UnitID, kept.Unit = e.UnitID, e.Unit
	case EffectContent:
		kept.Body, kept.Deliverable = e.Body, e.Deliverable
	case EffectInstruction:
		return e
	case EffectRefer:
		kept.Body, kept.DueOn = e.Body, e.DueOn
	}
	return kept
}
