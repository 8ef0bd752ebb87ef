// Package signoffs holds the pages on which a task is sent as complete and that is signed off.
package signoffs

import (
	"strconv"

	"cchc/internal/calendar"
	"cchc/internal/paths"
	"cchc/internal/reform"
	"cchc/web/pages/tasks"
	"cchc/web/ui"
)

// Form is the form that sends a task as complete, with what stands beside it.
type Form struct {
	Task     reform.Task
	Files    []reform.Attachment // of the task's reports so far
	Before   *reform.Report      // the newest report of progress
	Returned *reform.Report      // what was sent back
	Return   reform.AuditEvent   // who sent it back, and why
	Entry    ui.Entry
	Today    calendar.Date
}

// NewEntry returns what the form holds before anything is typed: what was sent back, where something was.
func NewEntry(returned *reform.Report, evidence []reform.Evidence) ui.Entry {
	values := map[string][]string{}
	if returned == nil {
		return ui.Entry{Values: values}
	}
	values["ket_qua"], values["ly_do_qua_han"] = []string{returned.Done}, []string{returned.LateReason}
	for _, e := range evidence {
		if e.Number != "" {
			values[reform.NumberField(e.Position)] = []string{e.Number}
		}
		if e.AttachmentID != 0 {
			field := reform.KeptField(e.Position)
			values[field] = append(values[field], strconv.FormatInt(e.AttachmentID, 10))
		}
	}
	return ui.Entry{Values: values}
}

// Texts are the fields of the form that hold what was written.
func Texts() []ui.EditField {
	return []ui.EditField{
		{Name: "ket_qua", Label: "Kết quả thực hiện", Lines: true}, {Name: "ly_do_qua_han", Label: "Lý do quá hạn", Lines: true},
	}
}

func (v Form) form() ui.Form {
	return ui.Form{
		Action: paths.ToCompletion(v.Task.Code), Multipart: true, Draft: true,
		Hidden: []ui.Hidden{{Name: "phien_ban", Value: strconv.Itoa(v.Task.Version)}},
	}
}

func (v Form) overdue() bool {
	return v.Task.Timeliness(v.Today) == reform.OpenOverdue || v.Entry.Error("ly_do_qua_han") != ""
}

func (v Form) done() ui.Field {
	field := v.Entry.Field("ket_qua", "Kết quả thực hiện")
	field.Hint, field.Required, field.Max = "Nêu kết quả cuối cùng: đã làm xong những gì, số văn bản, số liệu.", true, 3000
	return field
}

func (v Form) late() ui.Field {
	field := v.Entry.Field("ly_do_qua_han", "Lý do quá hạn")
	field.Hint, field.Required, field.Max = "Nhiệm vụ đã quá hạn, nên phải nêu lý do.", true, 1000
	return field
}

func (v Form) number(position int) ui.Field {
	field := v.Entry.Field(reform.NumberField(position), "Số, ký hiệu văn bản")
	field.Hint, field.Size, field.Max = "Ví dụ 125/BC-SKHCN. Để trống nếu sản phẩm là tệp.", ui.Medium, 100
	return field
}

func (v Form) files(position int) ui.Field {
	field := v.Entry.Field(reform.FilesField(position), "Tệp")
	field.Hint = reform.FileHint
	return field
}

func (v Form) kept(position int) ui.Field {
	return v.Entry.Field(reform.KeptField(position), "Dùng tệp đã nộp")
}

func (v Form) keptOptions(position int) []ui.Option {
	options := make([]ui.Option, 0, len(v.Files))
	for _, file := range v.Files {
		value := strconv.FormatInt(file.ID, 10)
		options = append(options, ui.Option{
			Value: value, Label: file.Name, Hint: "Nộp ngày " + calendar.DateOf(file.UploadedAt).Vietnamese(),
			Selected: v.Entry.Holds(reform.KeptField(position), value),
		})
	}
	return options
}

// returnedBy says who sent the report back, and when.
func (v Form) returnedBy() string { return who(v.Return) + ", " + calendar.Stamp(v.Return.At) }

func (v Form) chips() []ui.Chip {
	return tasks.Chips(v.Task.State, v.Task.DueOn, v.Task.CompletedOn, v.Today)
}

// who is the actor of an act, and whom they stood in for.
func who(e reform.AuditEvent) string { return both(e.Actor, e.For) }

// both names who did something and whom they stood in for.
func both(name, standsFor string) string {
	if standsFor == "" {
		return name
	}
	return name + " (thay " + standsFor + ")"
}

var fileRule = ui.FileRule{
	Accept:   ".pdf,.docx,.xlsx,.pptx,.doc,.xls,.ppt,.odt,.ods,.txt,.csv,image/jpeg,image/png,image/webp,image/heic",
	Multiple: true, MaxBytes: reform.FileMaxBytes, MaxFiles: reform.FilesPerForm,
	Stage: paths.StageFile,
}
