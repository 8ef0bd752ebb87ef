package reform

import (
	"fmt"
	"regexp"
	"strconv"

	"cchc/internal/calendar"
	"cchc/internal/policy"
)

// AskName is the name under which a notice leads to what a meeting asks of a unit.
func AskName(meeting string, item int64) string { return fmt.Sprintf("%s/%d", meeting, item) }

var meetingCode = regexp.MustCompile(`^GB-\d{4}-\d{3,}$`)

// MeetingCodeIn returns the code of a meeting that the text is; "" where it is none.
func MeetingCodeIn(text string) string { return meetingCode.FindString(text) }

var askName = regexp.MustCompile(`^(GB-\d{4}-\d{3,})/(\d{1,18})$`)

// AskOf returns the meeting's code and the number of the item that a notice of this name leads to; false where it leads to none.
func AskOf(name string) (meeting string, item int64, ok bool) {
	parts := askName.FindStringSubmatch(name)
	if parts == nil {
		return "", 0, false
	}
	item, err := strconv.ParseInt(parts[2], 10, 64)
	return parts[1], item, err == nil
}

// Hears is who is told what the meeting asks of the item's unit: its heads, and the Office's people where the Office reports.
func (i AgendaItem) Hears(office int64) Audience {
	return Audience{HeadsOf: []int64{i.UnitID}, Office: i.UnitID == office && office != 0}
}

// AskNotice returns what the item's unit is told on the flag day.
func (m Meeting) AskNotice(i AgendaItem) Notice {
	title := fmt.Sprintf("%s: chuẩn bị báo cáo giao ban %s, trả lời trước %s", m.Code, calendar.Stamp(m.SitsAt), calendar.Stamp(m.AnswerBy))
	return m.notice(i, title)
}

// AskKey is the key under which one person is told once of what the item asks, as it is worded now.
func (i AgendaItem) AskKey() string {
	return fmt.Sprintf("%s.ask.%d.%d", NoticeMeeting, i.ID, i.Version)
}

// RemindNotice returns what a unit is told that has not answered.
func (m Meeting) RemindNotice(i AgendaItem) Notice {
	return m.notice(i, fmt.Sprintf("%s: chưa trả lời câu hỏi giao ban, hạn %s", m.Code, calendar.Stamp(m.AnswerBy)))
}

// RemindKey is the key under which one person is reminded of the item once.
func (i AgendaItem) RemindKey() string { return fmt.Sprintf("%s.remind.%d", NoticeMeeting, i.ID) }

// OffNotice returns what units that were asked are told when the meeting does not sit.
func (m Meeting) OffNotice(i AgendaItem, why string) Notice {
	notice := m.notice(i, fmt.Sprintf("%s: không họp giao ban %s nữa, không phải trả lời", m.Code, calendar.Stamp(m.SitsAt)))
	notice.Body = inBrief(why, noticeBodyMost)
	return notice
}

// MovedNotice returns what units that were asked are told when the meeting sits at another time, or wants their answers by another.
func (m Meeting) MovedNotice(i AgendaItem) Notice {
	return m.notice(i, fmt.Sprintf("%s: đổi lịch, giao ban %s, trả lời trước %s", m.Code, calendar.Stamp(m.SitsAt), calendar.Stamp(m.AnswerBy)))
}

// MovedKey is the key under which one person hears once of the change that makes the meeting's version what it is.
func (m Meeting) MovedKey(i AgendaItem) string {
	return fmt.Sprintf("%s.moved.%d.%d", NoticeMeeting, i.ID, m.Version)
}

func (m Meeting) notice(i AgendaItem, title string) Notice {
	return Notice{Kind: NoticeMeeting, Title: cut(title, 300), Body: inBrief(i.Ask, noticeBodyMost), Object: policy.AgendaItem, Name: AskName(m.Code, i.ID)}
}

// GivenNotice returns what a unit is told of the task that the meeting gave it.
func (m Meeting) GivenNotice(c Conclusion, given Task) Notice {
	title := given.Code + ": giao theo kết luận giao ban " + m.Code + ", hạn " + given.DueOn.Vietnamese()
	return Notice{Kind: NoticeDecision, Title: cut(title, 300), Body: inBrief(c.Text, noticeBodyMost), Object: policy.Task, Name: given.Code}
}

// GivenKey is the key under which one person hears of the conclusion once.
func (c Conclusion) GivenKey() string { return fmt.Sprintf("%s.concluded.%d", NoticeMeeting, c.ID) }
