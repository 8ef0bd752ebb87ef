// Package reports holds the pages on which a unit states how a task goes.
package reports

import (
	"strconv"

	"cchc/internal/calendar"
	"cchc/internal/paths"
	"cchc/internal/reform"
	"cchc/web/pages/obstacles"
	"cchc/web/ui"
)

// Form is the form that reports progress on a task, with what stands beside it.
type Form struct {
	Task    reform.Task
	Reports []reform.Report // the newest few, the newest first
	Block   bool            // its reader may say what blocks the task in the same form
	Similar []reform.SimilarObstacle
	Entry   ui.Entry
	Today   calendar.Date
}

// Texts are the fields of the form that hold what was written.
func Texts() []ui.EditField {
	return append([]ui.EditField{
		{Name: "ket_qua", Label: "Kết quả thực hiện", Lines: true}, {Name: "viec_tiep", Label: "Việc tiếp theo", Lines: true},
		{Name: "ly_do_qua_han", Label: "Lý do quá hạn", Lines: true},
	}, obstacles.EditFields()...)
}

// NewEntry returns what the form holds before anything is typed.
func NewEntry(task reform.Task, today calendar.Date) ui.Entry {
	entry := obstacles.NewEntry(today)
	entry.Values["tien_do"] = []string{strconv.Itoa(task.Percent)}
	return entry
}

// obstacle is the part of the form that says what blocks the task.
func (v Form) obstacle() obstacles.Fields {
	return obstacles.Fields{Entry: v.Entry, DueOn: v.Task.DueOn, FileField: reform.BlockedFilesField, Similar: v.Similar, Today: v.Today}
}

func (v Form) form() ui.Form {
	return ui.Form{Action: paths.ToReport(v.Task.Code), Multipart: true, Draft: true}
}

func (v Form) overdue() bool {
	return v.Task.Timeliness(v.Today) == reform.OpenOverdue || v.Entry.Error("ly_do_qua_han") != ""
}

func (v Form) done() ui.Field {
	field := v.Entry.Field("ket_qua", "Kết quả thực hiện")
	field.Hint, field.Required, field.Max = "Nêu kết quả cụ thể, số văn bản, số liệu từ lần báo cáo trước đến nay.", true, 3000
	return field
}

func (v Form) next() ui.Field {
	field := v.Entry.Field("viec_tiep", "Việc tiếp theo")
	field.Hint, field.Max = "Việc sẽ làm từ nay đến lần báo cáo sau.", 3000
	return field
}

func (v Form) percent() ui.Field {
	field := v.Entry.Field("tien_do", "Tiến độ")
	field.Hint, field.Required = "Hiện là "+strconv.Itoa(v.Task.Percent)+"%. Số nguyên từ 0 đến 100.", true
	return field
}

func (v Form) expected() ui.Field { return v.Entry.Field("du_kien", "Ngày dự kiến hoàn thành") }

func (v Form) late() ui.Field {
	field := v.Entry.Field("ly_do_qua_han", "Lý do quá hạn")
	field.Hint, field.Required, field.Max = "Nhiệm vụ đã quá hạn, nên phải nêu lý do.", true, 1000
	return field
}

func (v Form) files() ui.Field {
	field := v.Entry.Field("tep", "Tài liệu kiểm chứng")
	field.Hint = reform.FileHint
	return field
}

var fileRule = ui.FileRule{
	Accept:   ".pdf,.docx,.xlsx,.pptx,.doc,.xls,.ppt,.odt,.ods,.txt,.csv,image/jpeg,image/png,image/webp,image/heic",
	Multiple: true, MaxBytes: reform.FileMaxBytes, MaxFiles: reform.FilesPerForm,
	Stage: paths.StageFile,
}
