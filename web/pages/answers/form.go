// Package answers holds what a unit says to a nudge, what the Office says to that, and what became of the days that were promised.
package answers

import (
	"strconv"
	"time"

	"cchc/internal/calendar"
	"cchc/internal/paths"
	"cchc/internal/reform"
	"cchc/web/ui"
)

// Form asks for the answer about one task of a nudge.
type Form struct {
	Asked  reform.NudgeTask
	Chosen reform.NudgeAnswer // "" to choose one
	Closed string             // why nothing can be answered now; "" when something can
	Entry  ui.Entry
	Today  calendar.Date
}

// questions are what the page asks before each answer.
var questions = map[reform.NudgeAnswer]struct{ title, text, submit string }{
	reform.AnswerDone:     {"Đã xong?", "Ghi câu trả lời, rồi mở biểu mẫu gửi hoàn thành của nhiệm vụ.", "Đã xong"},
	reform.AnswerPromised: {"Sẽ xong ngày nào?", "Ngày này được ghi lại là lời hẹn của đơn vị. Đổi được ngày khác; ngày cũ vẫn còn trong sổ.", "Gửi ngày hẹn"},
	reform.AnswerBlocked:  {"Đang vướng?", "Ghi câu trả lời, rồi mở biểu mẫu báo vướng mắc để nêu đang vướng gì.", "Đang vướng"},
	reform.AnswerNotOurs: {
		"Không phải việc của đơn vị?", "Văn phòng đọc lý do rồi chuyển nhiệm vụ cho đơn vị khác hoặc giữ lại, và báo cho đơn vị biết.", "Gửi Văn phòng",
	},
}

func (v Form) confirmation() ui.Confirmation {
	c := ui.Confirmation{
		Title: "Trả lời nhắc việc", Action: paths.ToNudgeAnswer(v.Asked.Nudge, v.Asked.ID), Cancel: paths.ToNudge(v.Asked.Nudge),
		Submit: ui.Button{Label: "Gửi trả lời", Look: ui.Primary}, Hidden: []ui.Hidden{version(v.Asked)},
	}
	if v.Chosen != "" {
		c.Title, c.Submit.Label = questions[v.Chosen].title, questions[v.Chosen].submit
		c.Hidden = append(c.Hidden, ui.Hidden{Name: "tra_loi", Value: string(v.Chosen)})
	}
	return c
}

func (v Form) asksDay() bool { return v.Chosen == "" || v.Chosen == reform.AnswerPromised }

func (v Form) choice() ui.Field {
	field := v.Entry.Field("tra_loi", "Trả lời")
	field.Required = true
	return field
}

func (v Form) day() ui.Field {
	field := v.Entry.Field("ngay_hen", "Ngày sẽ xong")
	field.Required = v.Chosen == reform.AnswerPromised
	if v.Chosen == "" {
		field.Hint = "Chỉ nhập khi trả lời “Sẽ xong ngày…”."
	}
	return field
}

func (v Form) note() ui.Field {
	field := v.Entry.Field("noi_dung", "Ghi chú")
	field.Max, field.Hint = 1000, "Không bắt buộc."
	switch v.Chosen {
	case reform.AnswerNotOurs:
		field.Label, field.Required, field.Hint = "Lý do", true, "Vì sao không thuộc đơn vị, và theo bạn là việc của đơn vị nào."
	case "":
		field.Hint = "Bắt buộc khi trả lời “Không phải việc của đơn vị”."
	}
	return field
}

// Options are the four answers as a form offers them.
func Options() []ui.Option {
	var options []ui.Option
	for _, answer := range reform.NudgeAnswers() {
		options = append(options, ui.Option{Value: string(answer), Label: answer.Label()})
	}
	return options
}

// Asks returns the page that asks for what the answer needs.
func Asks(asked reform.NudgeTask, answer reform.NudgeAnswer) string {
	return paths.ToNudgeAnswer(asked.Nudge, asked.ID) + "?tra_loi=" + string(answer)
}

func version(asked reform.NudgeTask) ui.Hidden {
	return ui.Hidden{Name: ui.VersionField, Value: strconv.Itoa(asked.Version)}
}

// Part is one task of a nudge as the nudge's page shows it to who may answer, or settle what was answered.
type Part struct {
	Asked  reform.NudgeTask
	Answer bool // the reader may answer, or answer anew
	Settle bool // the reader may say what becomes of "not ours"
	Now    time.Time
}

// Chip returns the chip of an answer; the day of a promise that is over stands out.
func Chip(t reform.NudgeTask, now time.Time) ui.Chip {
	switch {
	case t.Dropped:
		return ui.Chip{Kind: ui.Idle, Text: "Không còn phải trả lời"}
	case t.AnswerState() == reform.AnswerWaits && t.Late(now):
		return ui.Chip{Kind: ui.Over, Text: "Không trả lời"}
	case t.AnswerState() == reform.AnswerWaits:
		return ui.Chip{Kind: ui.Waiting, Text: t.AnswerState().Label()}
	case t.AnswerState() != reform.AnswerGiven:
		return ui.Chip{Kind: ui.Waiting, Icon: "arrow-right", Text: t.Answer.Label() + ": " + settled(t)}
	case t.Answer == reform.AnswerPromised && t.TaskState.Open() && t.TaskState != reform.TaskSubmitted && calendar.DateOf(now).After(t.PromisedOn):
		return ui.Chip{Kind: ui.Over, Text: "Lỡ hẹn " + t.PromisedOn.Vietnamese()}
	case t.Answer == reform.AnswerBlocked:
		return ui.Chip{Kind: ui.Blocked, Text: t.Says()}
	case t.Answer == reform.AnswerDone:
		return ui.Chip{Kind: ui.Done, Text: t.Says()}
	default:
		return ui.Chip{Kind: ui.Doing, Icon: "calendar", Text: t.Says()}
	}
}

// settled says where "not ours" stands.
func settled(t reform.NudgeTask) string {
	return map[reform.AnswerState]string{
		reform.AnswerDisputed: "chờ Văn phòng xem xét", reform.AnswerKept: "Văn phòng giữ ở đơn vị", reform.AnswerMoved: "đã chuyển đơn vị khác",
	}[t.AnswerState()]
}

// answered says who answered, and when: late where it was.
func (v Part) answered() string {
	t := v.Asked
	if t.AnsweredAt == nil {
		return ""
	}
	who := t.AnsweredBy
	if t.AnsweredFor != "" {
		who += " (thay " + t.AnsweredFor + ")"
	}
	text := who + ", " + calendar.Stamp(*t.AnsweredAt)
	if t.Late(v.Now) {
		text += ", sau hạn trả lời"
	}
	return text
}

func (v Part) settledBy() string {
	if v.Asked.SettledAt == nil {
		return ""
	}
	if v.Asked.SettledBy == "" {
		return calendar.Stamp(*v.Asked.SettledAt)
	}
	return v.Asked.SettledBy + ", " + calendar.Stamp(*v.Asked.SettledAt)
}

// button answers at once with what needs nothing more.
func (v Part) button(answer reform.NudgeAnswer, icon string) ui.Button {
	return ui.Button{Label: answer.Label(), For: v.Asked.Task, Icon: icon, Small: true}
}

func (v Part) fields(answer reform.NudgeAnswer) []ui.Hidden {
	return []ui.Hidden{version(v.Asked), {Name: "tra_loi", Value: string(answer)}}
}

// asks leads to where the day or the reason is asked for.
func (v Part) asks(answer reform.NudgeAnswer, icon string) ui.Button {
	b := v.button(answer, icon)
	b.Href = Asks(v.Asked, answer)
	return b
}
