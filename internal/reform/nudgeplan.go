package reform

import (
	"strconv"
	"time"
	"unicode/utf8"

	"cchc/internal/calendar"
	"cchc/internal/fault"
	"cchc/internal/policy"
)

// NudgePlan is what the Office says in one act of nudging, to whichever units.
type NudgePlan struct {
	Text     string
	AnswerOn calendar.Date
	AnswerAt string         // the hour, as typed
	Rungs    map[int64]Rung // by unit; a unit that is not named goes to the rung proposed
	Signer   int64          // of the letters of the third rung; 0 where there are none
}

// AnswerDaysMost is how many days units are given to answer at most.
const AnswerDaysMost = 60

// RungPrefix begins the names of the form's fields for the rungs.
const RungPrefix = "bac_"

// RungField is the name of the form's field for the rung of the unit.
func RungField(unit int64) string { return RungPrefix + strconv.FormatInt(unit, 10) }

// Rung returns the rung at which the group goes by the plan.
func (p NudgePlan) Rung(g NudgeGroup) Rung {
	if rung, said := p.Rungs[g.UnitID]; said {
		return rung
	}
	return g.Rung
}

// AnswerBy returns the instant by which units answer; the zero time where the hour as typed is none.
func (p NudgePlan) AnswerBy() time.Time {
	at, _ := AnswerBy(p.AnswerOn, p.AnswerAt)
	return at
}

// Check returns an invalid fault naming every field that is wrong for nudging the groups at the instant; signers are those who
// may sign a letter.
func (p NudgePlan) Check(groups []NudgeGroup, signers []Person, now time.Time) error {
	var check fault.Check
	p.checkText(&check, groups)
	CheckAnswerBy(&check, p.AnswerOn, p.AnswerAt, now)
	letters := false
	for _, group := range groups {
		rung := p.Rung(group)
		letters = letters || rung == RungLetter
		check.That(rung.Label() != "", RungField(group.UnitID), "Chọn mức nhắc cho "+group.Unit+".")
	}
	check.That(!letters || isAmong(signers, p.Signer), "nguoi_ky", "Chọn người ký công văn đôn đốc.")
	return check.Err()
}

func (p NudgePlan) checkText(check *fault.Check, groups []NudgeGroup) {
	unknown := unknownPlaceholder(p.Text)
	check.That(fits(p.Text, 1, NudgeTextMost), "noi_dung", "Nhập nội dung nhắc, tối đa 3.000 ký tự.")
	check.That(unknown == "", "noi_dung", "Không có chỗ điền "+unknown+". Chỉ dùng {đơn vị}, {số việc}, {danh sách}, {hạn trả lời}.")
	for _, group := range groups {
		filled := utf8.RuneCountInString(group.Text(p.Text, p.AnswerBy()))
		check.That(filled <= nudgeFilledMost, "noi_dung", "Nội dung gửi "+group.Unit+" dài quá 4.000 ký tự sau khi điền. Viết ngắn lại.")
	}
}

// CheckAnswerBy notes what is wrong with the day and the hour by which units are to answer.
func CheckAnswerBy(check *fault.Check, on calendar.Date, typed string, now time.Time) {
	today := calendar.DateOf(now)
	at, known := AnswerBy(on, typed)
	check.That(!on.IsZero(), "tra_loi_truoc", "Nhập ngày, ví dụ 05/12/2026.")
	check.That(on.IsZero() || on.Sub(today) <= AnswerDaysMost, "tra_loi_truoc", "Hạn trả lời cách hôm nay tối đa 60 ngày.")
	check.That(known, "gio", "Nhập giờ, ví dụ 17:00.")
	late := known && !on.IsZero() && !at.After(now.Add(RecallTime))
	check.That(!late || !on.Before(today), "tra_loi_truoc", "Hạn trả lời không được trước hôm nay.")
	check.That(!late || on.Before(today), "gio", "Giờ này đã qua hoặc quá gần. Chọn giờ hoặc ngày muộn hơn.")
}

// Signs reports whether the person may be named as the signer of a letter that urges units on: the Office's chief and leaders are.
func (p Person) Signs() bool {
	return p.Active && (policy.Actor{Roles: p.Roles}.Has(policy.Chief) || policy.Actor{Roles: p.Roles}.Has(policy.Leader))
}

func isAmong(people []Person, id int64) bool {
	for _, person := range people {
		if person.ID == id && id != 0 {
			return true
		}
	}
	return false
}
