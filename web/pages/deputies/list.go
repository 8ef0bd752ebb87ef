// Package deputies shows who acts for whom, and until when.
package deputies

import (
	"strconv"

	"cchc/internal/calendar"
	"cchc/internal/paths"
	"cchc/internal/reform"
	"cchc/web/ui"
)

// Over is the value of the list's URL that asks for the deputyships that are over.
const Over = "da-qua"

// List is one page of the deputyships.
type List struct {
	Deputies []reform.Deputy
	Over     bool
	Today    calendar.Date
	Pages    ui.Pages
}

func (v List) tabs() []ui.Tab {
	return []ui.Tab{
		{Label: "Đang và sắp có hiệu lực", Href: paths.Deputies, Current: !v.Over},
		{Label: "Đã kết thúc", Href: paths.Deputies + "?xem=" + Over, Current: v.Over},
	}
}

func (v List) table() ui.Table {
	return ui.Table{Label: "Bảng người làm thay", Columns: []ui.Column{
		{Label: "Hiệu lực"}, {Label: "Người vắng mặt"}, {Label: "Người làm thay"}, {Label: "Từ ngày"}, {Label: "Đến hết ngày"}, {Label: "Lý do"},
		{Label: "Thao tác", Unseen: true},
	}}
}

func (v List) empty() string {
	if v.Over {
		return "Chưa có lượt làm thay nào đã kết thúc."
	}
	return "Hiện không ai vắng mặt có người làm thay."
}

// phase is where the deputyship stands on the day.
func phase(d reform.Deputy, today calendar.Date) ui.Chip {
	stands := d.Phase(today)
	chip := ui.Chip{Kind: ui.Idle, Text: stands.Label()}
	switch stands {
	case reform.DeputyInForce:
		chip.Kind = ui.Doing
	case reform.DeputyAhead:
		chip.Kind, chip.Icon = ui.Waiting, "calendar"
	}
	return chip
}

// ends reports whether the deputyship can still be ended early.
func ends(d reform.Deputy, today calendar.Date) bool {
	stands := d.Phase(today)
	return stands == reform.DeputyInForce || stands == reform.DeputyAhead
}

// named says who named the deputy, and who ended it early.
func named(d reform.Deputy) string {
	text := d.NamedBy + " cử lúc " + calendar.Stamp(d.NamedAt)
	if d.EndedAt != nil {
		text += "; " + d.EndedBy + " kết thúc lúc " + calendar.Stamp(*d.EndedAt)
	}
	return text
}

// Form is a deputy about to be named.
type Form struct {
	Absent   []reform.Person
	Deputies []reform.Person
	Today    calendar.Date
	Entry    ui.Entry
}

// choices are people unit by unit, after the empty choice.
func choices(people []reform.Person, none string) []ui.Option {
	options := []ui.Option{{Label: none}}
	for _, p := range people {
		label := p.Name
		if p.Position != "" {
			label += " – " + p.Position
		}
		options = append(options, ui.Option{Value: strconv.FormatInt(p.ID, 10), Label: label, Group: p.UnitName})
	}
	return options
}

func (v Form) field(name, label, hint string) ui.Field {
	f := v.Entry.Field(name, label)
	f.Hint, f.Required = hint, true
	return f
}

func (v Form) reason() ui.Field {
	f := v.field("ly_do", "Lý do", "Ví dụ: đi công tác, nghỉ phép, đi học.")
	f.Max = 1000
	return f
}

// End is the question before a deputyship is ended early.
type End struct {
	Deputy reform.Deputy
	Today  calendar.Date
	Errors []ui.FieldError
}

func (v End) confirmation() ui.Confirmation {
	return ui.Confirmation{
		Title: "Kết thúc việc làm thay?", Action: paths.ToDeputyEnd(v.Deputy.ID), Cancel: paths.Deputies,
		Submit: ui.Button{Label: "Kết thúc ngay", Look: ui.Danger},
		Hidden: []ui.Hidden{{Name: "phien_ban", Value: strconv.Itoa(v.Deputy.Version)}},
	}
}
