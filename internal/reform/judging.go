package reform

import (
	"strconv"
	"time"

	"cchc/internal/calendar"
	"cchc/internal/fault"
	"cchc/internal/policy"
)

// JudgementDays is how long a judgement may stand: a reading that is older than a month says nothing of today.
const JudgementDays = 31

// Subject returns what policy needs to know to let somebody judge the task.
func (j Judgement) Subject(task Task) policy.Subject {
	return policy.Subject{Kind: policy.Judgement, Officer: task.OfficerID, Unit: task.LeadUnitID, Area: int(task.Area)}
}

// Check returns an invalid fault naming every field that is wrong on the day, or a conflict where the task is none to judge.
func (j Judgement) Check(task Task, today calendar.Date) error {
	if err := task.CheckJudge(); err != nil {
		return err
	}
	var check fault.Check
	check.That(j.Reading.Label() != "", "nhan_dinh", "Chọn nhận định: đúng tiến độ, có nguy cơ hay chậm.")
	check.That(j.Sentence != "", "ly_do", "Viết một câu vì sao nhận định như vậy.")
	check.That(fits(j.Sentence, 0, 300), "ly_do", "Viết ngắn trong 300 ký tự.")
	switch {
	case j.UntilOn.IsZero():
		check.That(false, "den_ngay", "Nhập ngày hết hiệu lực của nhận định.")
	case j.UntilOn.Before(today):
		check.That(false, "den_ngay", "Ngày hết hiệu lực không được trước hôm nay.")
	default:
		check.That(j.UntilOn.Sub(today) <= JudgementDays, "den_ngay", "Nhận định có hiệu lực tối đa "+strconv.Itoa(JudgementDays)+" ngày.")
	}
	return check.Err()
}

// CheckJudge returns a conflict where the task is none that the Office judges: one that is no priority, or over.
func (t Task) CheckJudge() error {
	switch {
	case !t.Priority:
		return fault.New(fault.Conflict, "Chỉ nhận định nhiệm vụ trọng điểm. Nhiệm vụ này không phải trọng điểm.")
	case !t.State.Open() || t.State == TaskDraft:
		return fault.New(fault.Conflict, "Nhiệm vụ chưa giao hoặc đã kết thúc nên không nhận định nữa.")
	}
	return nil
}

// ChangesTo lists what a later judgement says otherwise.
func (j Judgement) ChangesTo(next Judgement) []Change {
	var changes Changes
	changes.Text("reading", string(j.Reading), string(next.Reading))
	changes.Text("sentence", j.Sentence, next.Sentence)
	changes.Date("until_on", j.UntilOn, next.UntilOn)
	return changes
}

// Priority is one priority task with its three readings, all as of one instant.
type Priority struct {
	AheadTask
	ClaimedAt  *time.Time // when its unit last reported; nil where it never did
	Claimed    int        // the percent it then said
	ExpectedOn calendar.Date
	Judged     Judgement // the Office's latest; its ID is 0 where there is none
}

// Rule returns how the task goes by the rule alone, class first and pace then, and the sentence that says why.
func (p Priority) Rule(on calendar.Date) (Course, string) {
	switch {
	case !p.DueOn.IsZero() && on.After(p.DueOn):
		return OffCourse, "Quá hạn " + strconv.Itoa(on.Sub(p.DueOn)) + " ngày, mới " + strconv.Itoa(p.Percent) + "%."
	case p.DueOn.IsZero():
		if p.Obstacle != "" {
			return AtRisk, "Không có thời hạn; đang vướng " + p.Obstacle + "."
		}
		return OnCourse, "Không có thời hạn."
	case p.Risk(on) != "":
		return AtRisk, p.Why(on)
	}
	return OnCourse, p.Why(on)
}

// Claim returns how the task goes by what its unit last said: late where it expects to be done after the deadline; "" where it said nothing.
func (p Priority) Claim(on calendar.Date) Course {
	switch {
	case p.ClaimedAt == nil:
		return ""
	case p.State == TaskSubmitted:
		return OnCourse
	case !p.DueOn.IsZero() && (p.ExpectedOn.After(p.DueOn) || p.ExpectedOn.IsZero() && on.After(p.DueOn)):
		return OffCourse
	case !p.ExpectedOn.IsZero() && p.ExpectedOn.Before(on):
		return AtRisk
	}
	return OnCourse
}

// Asked reports whether the Office is asked to judge the task anew: it never did, or what it said stands no more.
func (p Priority) Asked(on calendar.Date) bool { return !p.Judged.Stands(on) }

// AskedAnew counts those that the Office is asked to judge anew.
func AskedAnew(all []Priority, on calendar.Date) int {
	n := 0
	for _, p := range all {
		if p.Asked(on) {
			n++
		}
	}
	return n
}
