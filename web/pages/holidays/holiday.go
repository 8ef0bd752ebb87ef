// Package holidays holds the pages of the working-day calendar: the days off and the days made up for.
package holidays

import (
	"strconv"

	"cchc/internal/paths"
	"cchc/internal/reform"
	"cchc/internal/viet"
	"cchc/web/ui"
)

// List is one page of a year's days of the table.
type List struct {
	Year     int
	Years    []int
	Holidays []reform.Holiday
	Pages    ui.Pages
}

func (v List) tabs() []ui.Tab {
	tabs := make([]ui.Tab, 0, len(v.Years))
	for _, year := range v.Years {
		tabs = append(tabs, ui.Tab{Label: "Năm " + strconv.Itoa(year), Href: paths.ToHolidays(year), Current: year == v.Year})
	}
	return tabs
}

func (v List) table() ui.Table {
	return ui.Table{
		Label: "Bảng ngày nghỉ", Caption: viet.Int(v.Pages.Total) + " ngày của năm " + strconv.Itoa(v.Year) + ", xếp theo ngày",
		Columns: []ui.Column{{Label: "Ngày"}, {Label: "Nghỉ hay làm bù"}, {Label: "Tên"}, {Label: "Thao tác", Unseen: true}},
	}
}

// chip tells a day off from a day worked.
func chip(h reform.Holiday) ui.Chip {
	if h.Kind == reform.HolidayMakeUp {
		return ui.Chip{Kind: ui.Doing, Text: h.Kind.Label()}
	}
	return ui.Chip{Kind: ui.Idle, Icon: "calendar", Text: h.Kind.Label()}
}

// Form is one day of the table as a form; Holiday is the day as it is kept, the zero value for new ones.
type Form struct {
	Holiday reform.Holiday
	Entry   ui.Entry
}

// Typed returns what the form holds for a day that nothing was typed over yet.
func Typed(h reform.Holiday) ui.Entry {
	if h.ID == 0 {
		return ui.Entry{Values: map[string][]string{"loai": {string(reform.HolidayOff)}}}
	}
	return ui.Entry{Values: map[string][]string{
		"tu_ngay": {h.Day.Vietnamese()}, "loai": {string(h.Kind)}, "ten": {h.Name}, "phien_ban": {strconv.Itoa(h.Version)},
	}}
}

// Title returns the heading of the form.
func (v Form) Title() string {
	if v.Holiday.ID == 0 {
		return "Thêm ngày nghỉ, làm bù"
	}
	return "Sửa ngày " + v.Holiday.Day.Vietnamese()
}

func (v Form) form() ui.Form {
	if v.Holiday.ID == 0 {
		return ui.Form{Action: paths.Holidays}
	}
	return ui.Form{Action: paths.ToHoliday(v.Holiday.ID), Hidden: v.Entry.Hidden()}
}

// Fields are what the form edits.
func (v Form) Fields() []ui.EditField {
	return []ui.EditField{
		{Name: "loai", Label: "Nghỉ hay làm bù", Options: kinds()}, {Name: "tu_ngay", Label: "Ngày"},
		{Name: "ten", Label: "Tên ngày nghỉ hoặc lý do làm bù"},
	}
}

func (v Form) field(name, label, hint string, required bool) ui.Field {
	f := v.Entry.Field(name, label)
	f.Hint, f.Required = hint, required
	return f
}

func (v Form) first() ui.Field {
	label := "Ngày"
	if v.Holiday.ID == 0 {
		label = "Từ ngày"
	}
	return v.field("tu_ngay", label, "", true)
}

func (v Form) name() ui.Field {
	f := v.field("ten", "Tên ngày nghỉ hoặc lý do làm bù", "Ví dụ: Quốc khánh; Làm bù cho ngày 31/08.", true)
	f.Max = 200
	return f
}

func kinds() []ui.Option {
	hints := map[reform.HolidayKind]string{
		reform.HolidayOff:    "Một ngày trong tuần không làm việc: lễ, Tết, nghỉ bù, nghỉ hoán đổi.",
		reform.HolidayMakeUp: "Một Thứ Bảy hoặc Chủ Nhật đi làm thay cho ngày đã nghỉ.",
	}
	var options []ui.Option
	for _, kind := range reform.HolidayKinds() {
		options = append(options, ui.Option{Value: string(kind), Label: kind.Label(), Hint: hints[kind]})
	}
	return options
}

// removal asks before the day is taken out of the table.
func removal(h reform.Holiday) ui.Confirmation {
	return ui.Confirmation{
		Title: "Xóa ngày " + h.Day.Vietnamese() + " khỏi bảng?", Action: paths.ToHolidayRemove(h.ID), Cancel: paths.ToHolidays(h.Day.Year()),
		Submit: ui.Button{Label: "Xóa ngày này", Look: ui.Danger},
		Hidden: []ui.Hidden{{Name: "phien_ban", Value: strconv.Itoa(h.Version)}},
	}
}

// weekdayWords is what the day is without the table.
func weekdayWords(h reform.Holiday) string {
	if h.Kind == reform.HolidayMakeUp {
		return "nghỉ cuối tuần"
	}
	return "làm việc trong tuần"
}
