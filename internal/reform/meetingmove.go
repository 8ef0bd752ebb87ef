package reform

import (
	"strings"
	"time"

	"cchc/internal/calendar"
	"cchc/internal/fault"
	"cchc/internal/workflow"
)

// MeetingMove is a change of a meeting, ready to be written.
type MeetingMove struct {
	Becomes Meeting
	Act     MeetingAct // "" for a change that is no step of its life
	Seen    int        // the version the decision was made on
	Note    string
	Changes []Change
}

// MeetingWords are what is written down when a meeting ends.
type MeetingWords struct {
	Attendees string
	Closing   string
}

// How long the words of a meeting are at most.
const (
	AttendeesMost   = 2000
	ClosingMost     = 3000
	meetingNoteMost = 1000
)

// Open reports whether the meeting can still be prepared and concluded on.
func (s MeetingState) Open() bool { return s == MeetingPlanned || s == MeetingFrozen }

// CheckOpen returns a conflict fault that says why nothing of the meeting can be changed any more; nil where it can.
func (m Meeting) CheckOpen() error {
	switch m.State {
	case MeetingConcluded:
		return fault.New(fault.Conflict, "Giao ban "+m.Code+" đã kết luận. Bấm “"+MeetingReopen.Label()+"” rồi sửa.")
	case MeetingCancelled:
		return fault.New(fault.Conflict, "Giao ban "+m.Code+" không họp nên không sửa được.")
	default:
		return nil
	}
}

// Edit returns the move that writes next over the meeting, or a conflict where the page was stale.
func (m Meeting) Edit(next Meeting, seen int) (MeetingMove, error) {
	if seen != m.Version {
		return MeetingMove{}, StalePage()
	}
	return MeetingMove{Becomes: next, Seen: seen, Changes: m.ChangesTo(next)}, nil
}

// Take returns the move that the step makes of the meeting at the instant, or a fault where the page was stale or the words it
// asks for are missing. Words are kept where the meeting is concluded.
func (m Meeting) Take(step workflow.Step[MeetingState, MeetingAct], seen int, note string, words MeetingWords, now time.Time) (MeetingMove, error) {
	next := m
	next.State = step.To
	var check fault.Check
	check.That(!step.Note || fits(note, 1, meetingNoteMost), "ly_do", "Nhập lý do, tối đa 1.000 ký tự.")
	switch step.Act {
	case MeetingConclude:
		next.Attendees, next.Closing, next.ConcludedAt = words.Attendees, words.Closing, &now
		check.That(fits(words.Attendees, 1, AttendeesMost), "thanh_phan", "Nhập thành phần dự, tối đa 2.000 ký tự.")
		check.That(fits(words.Closing, 0, ClosingMost), "ket_luan", "Ý kiến kết luận dài tối đa 3.000 ký tự.")
		early := calendar.DateOf(now).Before(calendar.DateOf(m.SitsAt))
		if err := check.Err(); err == nil && early {
			return MeetingMove{}, fault.New(fault.Conflict, "Chưa đến ngày họp "+calendar.DateOf(m.SitsAt).Vietnamese()+". Đổi ngày họp trước nếu đã họp sớm.")
		}
	case MeetingReopen:
		next.ConcludedAt, next.ConcludedBy = nil, ""
	}
	if err := check.Err(); err != nil {
		return MeetingMove{}, err
	}
	move, err := m.Edit(next, seen)
	move.Act, move.Note = step.Act, note
	return move, err
}

// ChangesTo lists what differs between the meeting and what it becomes.
func (m Meeting) ChangesTo(next Meeting) []Change {
	var c Changes
	c.Text("meeting_state", string(m.State), string(next.State))
	c.Text("sits_at", stamp(m.SitsAt), stamp(next.SitsAt))
	c.Text("place", m.Place, next.Place)
	c.Number("chair", m.ChairID, next.ChairID)
	c.Date("flag_on", m.FlagOn, next.FlagOn)
	c.Text("answers_by", stamp(m.AnswerBy), stamp(next.AnswerBy))
	c.Text("questions", m.Questions, next.Questions)
	c.Text("left_out", strings.Join(m.LeftOut, ", "), strings.Join(next.LeftOut, ", "))
	c.Text("attendees", m.Attendees, next.Attendees)
	c.Text("closing", m.Closing, next.Closing)
	return c
}

// stamp returns the instant as the audit log keeps it; "" for none.
func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return calendar.Stamp(t)
}

// askHour and remindHour are when the portal asks and reminds units by itself: the Office has the morning to do it.
const (
	askHour    = 10 * time.Hour
	remindHour = 8 * time.Hour
)

// AskDue reports whether the portal is to ask the meeting's units at the instant, because the Office has not.
func (m Meeting) AskDue(now time.Time) bool {
	return m.State.Open() && m.AskedAt == nil && now.Before(m.SitsAt) && !now.Before(m.FlagOn.Start().Add(askHour))
}

// RemindDue reports whether the portal is to remind those that have not answered: a working day before they must, unless they were
// asked only that day.
func (m Meeting) RemindDue(now time.Time, days calendar.Days) bool {
	if !m.State.Open() || m.AskedAt == nil || m.RemindedAt != nil || !now.Before(m.AnswerBy) {
		return false
	}
	from := days.AddWorking(calendar.DateOf(m.AnswerBy), -1)
	return !now.Before(from.Start().Add(remindHour)) && calendar.DateOf(*m.AskedAt).Before(calendar.DateOf(now))
}
