package reform

import (
	"time"

	"cchc/internal/calendar"
	"cchc/internal/fault"
	"cchc/internal/policy"
)

// ReferralAddressee is whom the department reports to where nobody else is named.
const ReferralAddressee = "UBND tỉnh Hưng Yên"

// Referral is a letter to those above that a decision asks for, followed until it is answered.
type Referral struct {
	ID           int64
	CardID       int64
	Code         string // of the first obstacle that the card decides
	Title        string // of that obstacle
	Area         Area   // of its task
	Addressee    string
	Asks         string // of them
	AnswerBy     calendar.Date
	Number       string // of the letter; "" until it was sent
	SentOn       calendar.Date
	AnswerNumber string
	AnsweredOn   calendar.Date
	Answer       string
	MadeAt       time.Time
	Version      int
}

// ReferralState is where a letter stands; it follows from its days.
type ReferralState string

// The states of a letter.
const (
	ReferralToSend   ReferralState = "to_send"
	ReferralSent     ReferralState = "sent"
	ReferralAnswered ReferralState = "answered"
)

// Label returns the state as people read it; "" for an unknown one.
func (s ReferralState) Label() string {
	return map[ReferralState]string{
		ReferralToSend: "Chưa gửi", ReferralSent: "Đã gửi, chờ trả lời", ReferralAnswered: "Đã có trả lời",
	}[s]
}

// State returns where the letter stands.
func (r Referral) State() ReferralState {
	switch {
	case !r.AnsweredOn.IsZero():
		return ReferralAnswered
	case !r.SentOn.IsZero():
		return ReferralSent
	default:
		return ReferralToSend
	}
}

// Late reports whether the answer was expected before the day and has not come.
func (r Referral) Late(today calendar.Date) bool {
	return r.AnsweredOn.IsZero() && !r.AnswerBy.IsZero() && today.After(r.AnswerBy)
}

// Subject returns what policy needs to know of the letter.
func (r Referral) Subject() policy.Subject {
	return policy.Subject{Kind: policy.Referral, ID: r.ID, Area: int(r.Area)}
}

// ReferralNote is what the Office records of a letter: that it was sent, and that it was answered.
type ReferralNote struct {
	Addressee    string
	Number       string
	SentOn       calendar.Date
	AnswerNumber string
	AnsweredOn   calendar.Date
	Answer       string
}

// Noted returns the letter with what the note says, or a fault where the page was stale or something is missing.
func (r Referral) Noted(n ReferralNote, seen int, today calendar.Date) (Referral, error) {
	if seen != r.Version {
		return r, StalePage()
	}
	if err := n.Check(today); err != nil {
		return r, err
	}
	r.Addressee, r.Number, r.SentOn = n.Addressee, n.Number, n.SentOn
	r.AnswerNumber, r.AnsweredOn, r.Answer = n.AnswerNumber, n.AnsweredOn, n.Answer
	return r, nil
}

// Check returns an invalid fault naming every field of the note that is wrong today.
func (n ReferralNote) Check(today calendar.Date) error {
	var check fault.Check
	check.That(fits(n.Addressee, 1, 200), "noi_nhan", "Nhập nơi nhận, tối đa 200 ký tự.")
	check.That(fits(n.Number, 1, 100), "so", "Nhập số, ký hiệu công văn, tối đa 100 ký tự.")
	check.That(!n.SentOn.IsZero(), "ngay", "Nhập ngày gửi, ví dụ 25/11/2026.")
	check.That(!n.SentOn.After(today), "ngay", "Ngày gửi không được sau hôm nay "+today.Vietnamese()+".")
	answered := n.AnswerNumber != "" || !n.AnsweredOn.IsZero() || n.Answer != ""
	check.That(!answered || !n.AnsweredOn.IsZero(), "ngay_tra_loi", "Nhập ngày có trả lời, ví dụ 05/12/2026.")
	check.That(!answered || n.Answer != "", "tra_loi", "Nêu nội dung trả lời.")
	check.That(fits(n.Answer, 0, 3000), "tra_loi", "Nội dung trả lời dài tối đa 3.000 ký tự.")
	check.That(fits(n.AnswerNumber, 0, 100), "so_tra_loi", "Số, ký hiệu văn bản trả lời dài tối đa 100 ký tự.")
	check.That(n.AnsweredOn.IsZero() || !n.AnsweredOn.Before(n.SentOn), "ngay_tra_loi", "Ngày trả lời không được trước ngày gửi.")
	check.That(!n.AnsweredOn.After(today), "ngay_tra_loi", "Ngày trả lời không được sau hôm nay "+today.Vietnamese()+".")
	return check.Err()
}

// ChangesTo lists what differs between the letter and what it becomes.
func (r Referral) ChangesTo(next Referral) []Change {
	var c Changes
	c.Text("addressee", r.Addressee, next.Addressee)
	c.Text("asks", r.Asks, next.Asks)
	c.Date("answer_by", r.AnswerBy, next.AnswerBy)
	c.Text("number", r.Number, next.Number)
	c.Date("sent_on", r.SentOn, next.SentOn)
	c.Text("answer_number", r.AnswerNumber, next.AnswerNumber)
	c.Date("answered_on", r.AnsweredOn, next.AnsweredOn)
	c.Text("answer", r.Answer, next.Answer)
	return c
}
