// Package shares holds the pages on which a cooperating unit answers for its share of a task, and those that ask for it.
package shares

import (
	"strconv"

	"cchc/internal/calendar"
	"cchc/internal/paths"
	"cchc/internal/reform"
	"cchc/web/ui"
)

// Answer is the form on which a unit answers for its share.
type Answer struct {
	Task  reform.Task
	Share reform.TaskUnit
	Entry ui.Entry
	Today calendar.Date
}

// AnswerEntry returns what the form holds before anything is typed: the last answer, where it is asked for again.
func AnswerEntry(share reform.TaskUnit) ui.Entry {
	return ui.Entry{Values: map[string][]string{"tra_loi": {share.Answer}}}
}

// Again is the question before a unit is asked to answer once more.
type Again struct {
	Task  reform.Task
	Share reform.TaskUnit
	Entry ui.Entry
}

// Owed are the shares that a unit has yet to answer.
type Owed struct {
	Lines []reform.ShareLine
	More  bool // there are more than these
	May   bool // the reader may answer them
}

func version(share reform.TaskUnit) ui.Hidden {
	return ui.Hidden{Name: "phien_ban", Value: strconv.Itoa(share.Version)}
}

func (v Answer) form() ui.Form {
	return ui.Form{Action: paths.ToShare(v.Task.Code, v.Share.ID), Multipart: true, Hidden: []ui.Hidden{version(v.Share)}, Draft: true}
}

func (v Answer) text() ui.Field {
	field := v.Entry.Field("tra_loi", "Nội dung trả lời")
	field.Hint, field.Required, field.Max = "Nêu ý kiến, số liệu hoặc kết quả phần việc của đơn vị.", true, 3000
	return field
}

func (v Answer) files() ui.Field {
	field := v.Entry.Field("tep", "Tệp gửi kèm")
	field.Hint = reform.FileHint
	return field
}

var fileRule = ui.FileRule{
	Accept:   ".pdf,.docx,.xlsx,.pptx,.doc,.xls,.ppt,.odt,.ods,.txt,.csv,image/jpeg,image/png,image/webp,image/heic",
	Multiple: true, MaxBytes: reform.FileMaxBytes, MaxFiles: reform.FilesPerForm, Stage: paths.StageFile,
}

func (v Answer) due() string {
	if due := v.Share.Due(v.Task); !due.IsZero() {
		return due.Vietnamese()
	}
	return "không có hạn riêng"
}

func (v Again) confirmation() ui.Confirmation {
	return ui.Confirmation{
		Title: "Yêu cầu " + v.Share.Unit + " trả lời lại?", Action: paths.ToShareAgain(v.Task.Code, v.Share.ID), Cancel: paths.ToTask(v.Task.Code),
		Submit: ui.Button{Label: "Yêu cầu trả lời lại", Look: ui.Primary}, Hidden: []ui.Hidden{version(v.Share)},
	}
}

func (v Again) reason() ui.Field {
	field := v.Entry.Field("ly_do", "Lý do")
	field.Hint, field.Required, field.Max = "Nêu rõ cần bổ sung, làm rõ nội dung nào.", true, 1000
	return field
}

func dueText(l reform.ShareLine) string {
	if l.DueOn.IsZero() {
		return "Không thời hạn"
	}
	return l.DueOn.Vietnamese()
}

// under is the quiet line below a row's title.
func under(l reform.ShareLine) string {
	text := l.Code
	if l.Share != "" {
		text += " · " + l.Share
	}
	if l.Again {
		text += " · được hỏi lại"
	}
	return text
}

func (o Owed) button(l reform.ShareLine) ui.Button {
	if o.May {
		return ui.Button{Label: "Trả lời", For: l.Code, Small: true, Href: paths.ToShare(l.Code, l.ID)}
	}
	return ui.Button{Label: "Xem", For: l.Code, Small: true, Href: paths.ToTask(l.Code)}
}

func (o Owed) heading() string {
	count := strconv.Itoa(len(o.Lines))
	if o.More {
		count = "hơn " + count
	}
	return "Phần việc phối hợp chờ trả lời (" + count + ")"
}

var owedTable = ui.Table{Label: "Bảng phần việc phối hợp chờ trả lời", Columns: []ui.Column{
	{Label: "Trạng thái"}, {Label: "Nhiệm vụ"}, {Label: "Chủ trì"}, {Label: "Hạn"}, {Label: "Thao tác", Unseen: true},
}}
