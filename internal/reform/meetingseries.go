package reform

import (
	"time"

	"cchc/internal/calendar"
	"cchc/internal/fault"
	"cchc/internal/policy"
)

// Subject returns what policy needs to know of the series.
func (s MeetingSeries) Subject() policy.Subject {
	return policy.Subject{Kind: policy.MeetingSeries, ID: s.ID}
}

// Check returns an invalid fault naming every field of the series that is wrong; chairs are those who may lead its meetings.
func (s MeetingSeries) Check(chairs []Person) error {
	var check fault.Check
	check.That(fits(s.Name, 1, 200), "ten", "Nhập tên loại giao ban, tối đa 200 ký tự.")
	check.That(s.Rhythm.Label() != "", "nhip", "Chọn nhịp họp.")
	check.That(fits(s.Place, 0, 200), "dia_diem", "Địa điểm dài tối đa 200 ký tự.")
	check.That(isAmong(chairs, s.ChairID), "chu_tri", sentenceChair)
	return check.Err()
}

const sentenceChair = "Chọn người chủ trì: Giám đốc, Phó Giám đốc hoặc Chánh Văn phòng."

// ChangesTo lists what differs between the series and what an edit makes of it.
func (s MeetingSeries) ChangesTo(next MeetingSeries) []Change {
	var c Changes
	c.Text("name", s.Name, next.Name)
	c.Text("rhythm", string(s.Rhythm), string(next.Rhythm))
	c.Text("place", s.Place, next.Place)
	c.Number("chair", s.ChairID, next.ChairID)
	c.Flag("active", s.Active, next.Active)
	return c
}

// How long before a meeting units are asked and answer, in working days, where the Office sets no other days; and the hours that
// the form offers.
const (
	FlagDays     = 3
	AnswerDays   = 1
	meetingHour  = "08:00"
	answeredHour = "17:00"
)

// Propose returns the next sitting by the rhythm of the series: after its last one, which may be none, and after today.
func (s MeetingSeries) Propose(last Meeting, today calendar.Date, days calendar.Days) MeetingPlan {
	plan := MeetingPlan{SeriesID: s.ID, Place: s.Place, ChairID: s.ChairID, At: meetingHour, AnswerAt: answeredHour}
	if last.ID != 0 {
		plan.At, plan.AnswerAt = calendar.Clock(last.SitsAt), calendar.Clock(last.AnswerBy)
	}
	plan.On = days.NextWorking(s.next(last, today))
	return plan.Complete(today, days)
}

// next returns the day after today, and after the last sitting, on which the series sits again, worked or not; none where it has no
// rhythm.
func (s MeetingSeries) next(last Meeting, today calendar.Date) calendar.Date {
	step := map[Rhythm]func(calendar.Date, int) calendar.Date{
		RhythmWeekly:  func(from calendar.Date, n int) calendar.Date { return from.AddDays(7 * n) },
		RhythmMonthly: calendar.Date.AddMonths,
	}[s.Rhythm]
	if step == nil {
		return calendar.Date{}
	}
	from := nextMonday(today).AddDays(-7)
	if last.ID != 0 {
		from = calendar.DateOf(last.SitsAt)
	}
	on := step(from, 1)
	for n := 2; !on.After(today); n++ {
		on = step(from, n)
	}
	return on
}

// nextMonday returns the first Monday after the day.
func nextMonday(on calendar.Date) calendar.Date {
	on = on.AddDays(1)
	for on.Weekday() != time.Monday {
		on = on.AddDays(1)
	}
	return on
}
