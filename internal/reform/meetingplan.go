package reform

import (
	"slices"
	"time"

	"cchc/internal/calendar"
	"cchc/internal/fault"
	"cchc/internal/policy"
)

// MeetingPlan is what the Office sets of a meeting before it sits.
type MeetingPlan struct {
	SeriesID  int64
	On        calendar.Date
	At        string // the hour, as typed
	Place     string
	ChairID   int64
	FlagOn    calendar.Date // the day units are asked to prepare
	AnswerOn  calendar.Date
	AnswerAt  string // the hour by which they answer, as typed
	Questions string
}

// QuestionsMost is how long the questions that the leader may ask are together.
const QuestionsMost = 1500

// MeetingGround is what a meeting is planned on.
type MeetingGround struct {
	Series []MeetingSeries
	Chairs []Person // those who may lead it
	Today  calendar.Date
	Before Meeting // as it was before the edit; the zero value for one about to be called
}

// Chairs reports whether the person may lead a meeting: leaders and the Office's chief may.
func (p Person) Chairs() bool {
	actor := policy.Actor{Roles: p.Roles}
	return p.Active && (actor.Has(policy.Leader) || actor.Has(policy.Chief))
}

// SitsAt returns when the meeting sits; the zero time where the hour as typed is none.
func (p MeetingPlan) SitsAt() time.Time {
	at, _ := AnswerBy(p.On, p.At)
	return at
}

// AnswerBy returns until when units answer; the zero time where the hour as typed is none.
func (p MeetingPlan) AnswerBy() time.Time {
	at, _ := AnswerBy(p.AnswerOn, p.AnswerAt)
	return at
}

// Complete returns the plan with the days that were left empty, so many working days before it sits; none lies before today.
func (p MeetingPlan) Complete(today calendar.Date, days calendar.Days) MeetingPlan {
	if p.On.IsZero() {
		return p
	}
	before := func(on calendar.Date, n int) calendar.Date {
		if !on.IsZero() {
			return on
		}
		if on = days.AddWorking(p.On, -n); on.Before(today) && !p.On.Before(today) {
			on = today
		}
		return on
	}
	p.FlagOn, p.AnswerOn = before(p.FlagOn, FlagDays), before(p.AnswerOn, AnswerDays)
	if p.AnswerAt == "" {
		p.AnswerAt = answeredHour
	}
	if p.AnswerOn == p.On && p.AnswerBy().After(p.SitsAt()) {
		p.AnswerAt = p.At
	}
	return p
}

// Check returns an invalid fault naming every field of the plan that is wrong.
func (p MeetingPlan) Check(ground MeetingGround) error {
	var check fault.Check
	known := slices.ContainsFunc(ground.Series, func(s MeetingSeries) bool { return s.ID == p.SeriesID && s.Active })
	check.That(known || ground.Before.ID != 0, "loai", "Chọn loại giao ban.")
	_, at := AnswerBy(p.On, p.At)
	_, answered := AnswerBy(p.AnswerOn, p.AnswerAt)
	check.That(!p.On.IsZero(), "ngay", "Nhập ngày họp, ví dụ 07/12/2026.")
	moved := p.On != calendar.DateOf(ground.Before.SitsAt) || ground.Before.ID == 0
	check.That(!moved || !p.On.Before(ground.Today), "ngay", "Ngày họp không được trước hôm nay "+ground.Today.Vietnamese()+".")
	check.That(at, "gio", "Nhập giờ họp, ví dụ 08:00.")
	check.That(fits(p.Place, 0, 200), "dia_diem", "Địa điểm dài tối đa 200 ký tự.")
	check.That(isAmong(ground.Chairs, p.ChairID), "chu_tri", sentenceChair)
	check.That(!p.FlagOn.IsZero(), "ngay_hoi", "Nhập ngày hỏi đơn vị, ví dụ 02/12/2026.")
	check.That(!p.AnswerOn.IsZero(), "tra_loi_truoc", "Nhập ngày đơn vị trả lời, ví dụ 04/12/2026.")
	check.That(answered, "gio_tra_loi", "Nhập giờ, ví dụ 17:00.")
	check.That(!p.FlagOn.After(p.AnswerOn), "ngay_hoi", "Ngày hỏi đơn vị phải trước hoặc đúng ngày đơn vị trả lời.")
	late := at && answered && !p.AnswerOn.IsZero() && p.AnswerBy().After(p.SitsAt())
	check.That(!late, "tra_loi_truoc", "Đơn vị phải trả lời trước giờ họp.")
	check.That(fits(p.Questions, 0, QuestionsMost), "cau_hoi", "Các câu hỏi dài tối đa 1.500 ký tự.")
	return check.Err()
}

// Plan returns what the Office set of the meeting, as a form shows it.
func (m Meeting) Plan() MeetingPlan {
	return MeetingPlan{
		SeriesID: m.SeriesID, On: calendar.DateOf(m.SitsAt), At: calendar.Clock(m.SitsAt), Place: m.Place, ChairID: m.ChairID,
		FlagOn: m.FlagOn, AnswerOn: calendar.DateOf(m.AnswerBy), AnswerAt: calendar.Clock(m.AnswerBy), Questions: m.Questions,
	}
}

// Planned returns the meeting with what the plan says of it. Its series never changes.
func (m Meeting) Planned(p MeetingPlan) Meeting {
	m.SitsAt, m.AnswerBy, m.FlagOn = p.SitsAt(), p.AnswerBy(), p.FlagOn
	m.Place, m.ChairID, m.Questions = p.Place, p.ChairID, p.Questions
	if m.ID == 0 {
		m.SeriesID, m.State = p.SeriesID, MeetingFlow.Start
	}
	return m
}
