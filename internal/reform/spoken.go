package reform

import (
	"fmt"

	"cchc/internal/calendar"
	"cchc/internal/fault"
	"cchc/internal/policy"
)

// Spoken says of a decision that the leader in the chair spoke it in a meeting and the Office typed it in; the zero value of one that
// the leader issued.
type Spoken struct {
	NotedIn  string // the meeting's code
	NotedBy  string
	NotedFor string // whom the one who typed it stood in for
}

// Said returns who decided: the name alone for a decision that the leader issued, and a sentence with both names, without its full stop,
// for one that was typed in at a meeting.
func (s Spoken) Said(decider string) string {
	if s.NotedIn == "" || decider == "" {
		return decider
	}
	return decider + " " + s.Words()
}

// Words returns what goes on after the name of the leader who spoke: where that was, and who typed it in.
func (s Spoken) Words() string {
	by := s.NotedBy
	if s.NotedFor != "" {
		by += " (thay " + s.NotedFor + ")"
	}
	return "quyết định tại cuộc họp " + s.NotedIn + ", Văn phòng ghi: " + by
}

// noted is the sentence that says of a decision that it was typed in at a meeting; "" of any other.
func (c Card) noted() string {
	if c.NotedIn == "" {
		return ""
	}
	return c.Said(c.Decider) + "."
}

// SpokenChange is what the audit log says of each obstacle that such a decision decides; nothing where the leader issued it.
func (c Card) SpokenChange() []Change {
	var changes Changes
	if c.NotedIn != "" {
		changes.Text("spoken", "", c.Said(c.Decider))
	}
	return changes
}

// CheckSitting returns a conflict fault that says why no decision can be typed in at the meeting at the instant of which today is the
// day: it must be that of the meeting, and the meeting must not be over.
func (m Meeting) CheckSitting(today calendar.Date) error {
	if err := m.CheckOpen(); err != nil {
		return err
	}
	if on := calendar.DateOf(m.SitsAt); on != today {
		return fault.New(fault.Conflict, "Chỉ ghi quyết định trong ngày họp. Giao ban "+m.Code+" họp ngày "+on.Vietnamese()+".")
	}
	return nil
}

// Decidable returns the code of the obstacle under which the item's card is decided, or a conflict fault where the item is none.
func (i AgendaItem) Decidable() (string, error) {
	if i.Kind != AgendaCard || i.Obstacle == "" {
		return "", fault.New(fault.Conflict, "Nội dung này không phải phiếu trình nên không có gì để quyết định.")
	}
	return i.Obstacle, nil
}

// NotForChair is the fault that says that the leader in the chair does not decide what the card is about.
func (m Meeting) NotForChair() error {
	return fault.New(fault.Forbidden, m.Chair+" chủ trì cuộc họp nhưng không quyết định được việc này: việc thuộc lĩnh vực người khác phụ trách, "+
		"hoặc chính người chủ trì đã gửi. Người có thẩm quyền tự ban hành ở trang Phê duyệt.")
}

// SpokenNotice returns what the leader in the chair is told of the decision that was typed in for them.
func (c Card) SpokenNotice(of Obstacle) Notice {
	return Notice{
		Kind: NoticeDecision, Title: cut(of.Code+": Văn phòng đã ghi quyết định của "+c.Decider+" tại cuộc họp "+c.NotedIn, 300),
		Body: cut(fmt.Sprintf("“%s”\nNgười ghi: %s. Nếu chưa đúng, báo Văn phòng bấm “%s” ở vướng mắc để trình lại.\n%s", c.Direction, c.NotedBy,
			ObstacleReopen.Label(), c.Told), 2000),
		Object: policy.Obstacle, Name: of.Code,
	}
}
