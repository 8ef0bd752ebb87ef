// Package charges shows which leader is in charge of which reform area, and since when.
package charges

import (
	"strconv"

	"cchc/internal/calendar"
	"cchc/internal/paths"
	"cchc/internal/reform"
	"cchc/web/ui"
)

// The values of the forms and of the list's URL: the charges that are over, and every area.
const (
	Over  = "da-ket-thuc"
	Every = "moi"
)

// List is one page of the charges.
type List struct {
	Charges []reform.Charge
	Over    bool
	Today   calendar.Date
	Pages   ui.Pages
}

func (v List) tabs() []ui.Tab {
	return []ui.Tab{
		{Label: "Đang và sắp phụ trách", Href: paths.Charges, Current: !v.Over},
		{Label: "Đã kết thúc", Href: paths.Charges + "?xem=" + Over, Current: v.Over},
	}
}

func (v List) table() ui.Table {
	return ui.Table{Label: "Bảng phân công phụ trách", Columns: []ui.Column{
		{Label: "Lãnh đạo"}, {Label: "Lĩnh vực"}, {Label: "Từ ngày"}, {Label: "Đến hết ngày"}, {Label: "Hiệu lực"}, {Label: "Thao tác", Unseen: true},
	}}
}

func (v List) empty() string {
	if v.Over {
		return "Chưa có phân công nào đã kết thúc."
	}
	return "Chưa phân công lãnh đạo nào phụ trách lĩnh vực. Chưa ai có thể cho ý kiến chỉ đạo về vướng mắc."
}

func area(c reform.Charge) string {
	if c.Every {
		return "Mọi lĩnh vực"
	}
	return c.Area.Name()
}

func last(c reform.Charge) string {
	if c.ToOn.IsZero() {
		return "chưa đặt"
	}
	return c.ToOn.Vietnamese()
}

func phase(c reform.Charge, today calendar.Date) ui.Chip {
	stands := c.Phase(today)
	chip := ui.Chip{Kind: ui.Idle, Text: stands.Label()}
	switch stands {
	case reform.ChargeInForce:
		chip.Kind = ui.Doing
	case reform.ChargeAhead:
		chip.Kind, chip.Icon = ui.Waiting, "calendar"
	}
	return chip
}

// Form puts a leader in charge.
type Form struct {
	Leaders []reform.Person
	Entry   ui.Entry
	Today   calendar.Date
}

func (v Form) field(name, label, hint string, required bool) ui.Field {
	f := v.Entry.Field(name, label)
	f.Hint, f.Required = hint, required
	return f
}

func (v Form) leaders() []ui.Option {
	options := []ui.Option{{Label: "Chọn lãnh đạo"}}
	for _, p := range v.Leaders {
		options = append(options, ui.Option{Value: strconv.FormatInt(p.ID, 10), Label: p.Position + " " + p.Name})
	}
	return options
}

func areas() []ui.Option {
	options := []ui.Option{{Label: "Chọn lĩnh vực"}, {Value: Every, Label: "Mọi lĩnh vực (Giám đốc Sở)"}}
	for _, area := range reform.Areas() {
		options = append(options, ui.Option{Value: strconv.Itoa(int(area)), Label: area.Name()})
	}
	return options
}

// End asks for the last day of a charge.
type End struct {
	Charge reform.Charge
	Entry  ui.Entry
	Today  calendar.Date
}

func (v End) confirmation() ui.Confirmation {
	return ui.Confirmation{
		Title: "Kết thúc phụ trách?", Action: paths.ToChargeEnd(v.Charge.ID), Cancel: paths.Charges,
		Submit: ui.Button{Label: "Kết thúc", Look: ui.Danger}, Hidden: version(v.Charge),
	}
}

func (v End) day() ui.Field {
	field := v.Entry.Field("den_ngay", "Ngày cuối cùng phụ trách")
	field.Required = true
	field.Hint = "Từ ngày hôm sau lãnh đạo không còn phụ trách. Nhập hôm qua " + v.Today.AddDays(-1).Vietnamese() + " để thôi phụ trách ngay."
	return field
}

func version(c reform.Charge) []ui.Hidden {
	return []ui.Hidden{{Name: ui.VersionField, Value: strconv.Itoa(c.Version)}}
}

func removal(c reform.Charge) ui.Confirmation {
	return ui.Confirmation{
		Title: "Bỏ phân công chưa bắt đầu?", Action: paths.ToChargeDrop(c.ID), Cancel: paths.Charges,
		Submit: ui.Button{Label: "Bỏ phân công", Look: ui.Danger}, Hidden: version(c),
	}
}
