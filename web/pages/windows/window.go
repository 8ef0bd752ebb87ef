// Package windows holds the pages of the reporting windows: which days an official report covers, and when it is due.
package windows

import (
	"fmt"
	"strconv"

	"cchc/internal/calendar"
	"cchc/internal/paths"
	"cchc/internal/reform"
	"cchc/web/ui"
)

// List is every version of every window.
type List struct {
	Windows []reform.ReportingWindow
	Today   calendar.Date
}

func (v List) table() ui.Table {
	return ui.Table{
		Label: "Các kỳ báo cáo", Caption: "Kỳ báo cáo cải cách hành chính định kỳ, xếp theo thứ tự trong năm",
		Columns: []ui.Column{{Label: "Kỳ"}, {Label: "Số liệu từ"}, {Label: "Chốt số liệu"}, {Label: "Hạn nộp"}, {Label: "Áp dụng"}, {Label: "Thao tác", Unseen: true}},
	}
}

func dayMonth(day, month int) string {
	if day == 0 {
		return ""
	}
	return fmt.Sprintf("%02d/%02d", day, month)
}

func from(w reform.ReportingWindow) string {
	text := dayMonth(w.FromDay, w.FromMonth)
	if w.FromLastYear {
		text += " năm trước"
	}
	return text
}

// chip says whether the version stands on the day, or does not yet or any more.
func chip(w reform.ReportingWindow, today calendar.Date) ui.Chip {
	switch {
	case today.Before(w.ValidFrom):
		return ui.Chip{Kind: ui.Waiting, Text: "Từ " + w.ValidFrom.Vietnamese()}
	case w.ValidTo.IsZero():
		return ui.Chip{Kind: ui.Done, Text: "Đang áp dụng"}
	case today.Before(w.ValidTo):
		return ui.Chip{Kind: ui.Done, Text: "Đến hết " + w.ValidTo.AddDays(-1).Vietnamese()}
	default:
		return ui.Chip{Kind: ui.Idle, Text: "Hết áp dụng " + w.ValidTo.Vietnamese()}
	}
}

// Form corrects one version of a window or, with Anew, makes the version that follows it.
type Form struct {
	Window reform.ReportingWindow // as it is stored now
	Anew   bool
	Entry  ui.Entry
}

// Typed returns what the form holds for a version that nothing was typed over yet.
func Typed(w reform.ReportingWindow) ui.Entry {
	values := map[string][]string{
		"ten": {w.Name}, "tu": {dayMonth(w.FromDay, w.FromMonth)}, "den": {dayMonth(w.ToDay, w.ToMonth)}, "han": {dayMonth(w.DueDay, w.DueMonth)},
		ui.VersionField: {strconv.Itoa(w.Version)},
	}
	if w.FromLastYear {
		values["nam_truoc"] = []string{"1"}
	}
	return ui.Entry{Values: values}
}

// Title returns the heading of the form.
func (v Form) Title() string {
	if v.Anew {
		return "Quy định mới cho kỳ " + v.Window.Name
	}
	return "Sửa kỳ " + v.Window.Name
}

func (v Form) form() ui.Form {
	if v.Anew {
		return ui.Form{Action: paths.ToNextWindow(v.Window.ID), Hidden: []ui.Hidden{{Name: ui.VersionField, Value: v.Entry.Value(ui.VersionField)}}}
	}
	return ui.Form{Action: paths.ToWindow(v.Window.ID), Hidden: v.Entry.Hidden()}
}

// Fields are what the form edits.
func (v Form) Fields() []ui.EditField {
	return []ui.EditField{
		{Name: "ten", Label: "Tên kỳ"}, {Name: "tu", Label: "Số liệu từ ngày"}, {Name: "nam_truoc", Label: "Tính từ năm trước", Set: true},
		{Name: "den", Label: "Chốt số liệu ngày"}, {Name: "han", Label: "Hạn nộp"},
	}
}

func (v Form) field(name, label, hint string) ui.Field {
	f := v.Entry.Field(name, label)
	f.Hint, f.Required = hint, true
	return f
}

func (v Form) short(name, label, hint string) ui.Field {
	f := v.field(name, label, hint)
	f.Size = ui.Short
	return f
}

func (v Form) lastYear() ui.Field {
	return ui.Field{Name: "nam_truoc", Label: "Ngày bắt đầu là của năm trước", Value: "1"}
}
