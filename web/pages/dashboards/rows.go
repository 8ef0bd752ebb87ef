package dashboards

import (
	"strconv"
	"strings"

	"cchc/internal/calendar"
	"cchc/internal/reform"
	"cchc/internal/viet"
	"cchc/web/ui"
)

// Rows are the tasks as they stood at one instant: all that figures count, or those behind one figure.
type Rows struct {
	Filter reform.FigureFilter
	Total  int
	Lines  []reform.FigureLine
	Units  []reform.Unit
	Pages  ui.Pages
	Entry  ui.Entry // the day as it was typed, and what is wrong with it
}

// RowsTitle is the heading of the page.
const RowsTitle = "Nhiệm vụ của số liệu"

// AtField is the day of the page's form.
const AtField = "ngay"

// Under says of which instant they are, and which.
func (v Rows) Under() string {
	words := []string{"Số liệu lúc " + calendar.Stamp(v.Filter.At), viet.Int(v.Total) + " nhiệm vụ"}
	if v.Filter.Class != "" {
		words = append(words, v.Filter.Class.Label())
	}
	if !v.Filter.Until.IsZero() {
		words = append(words, "đang mở, đến hạn đến hết "+v.Filter.Until.Vietnamese())
	}
	words = append(words, v.narrowing().words()...)
	for _, area := range v.Filter.Areas {
		words = append(words, area.Short())
	}
	return strings.Join(append(words, "tính theo "+basisWords(v.Filter.Basis)), " · ")
}

func (v Rows) narrowing() narrowing {
	return narrowing{unit: v.Filter.Unit, area: v.Filter.Area, units: v.Units}
}

func (v Rows) classField() ui.Field {
	return ui.Field{Name: "thoi_han", Label: "Thời hạn", Value: string(v.Filter.Class)}
}

func classOptions() []ui.Option {
	options := []ui.Option{{Label: "Tất cả"}}
	for _, class := range append(reform.Timelinesses(), reform.FigureDone) {
		options = append(options, ui.Option{Value: string(class), Label: class.Label()})
	}
	return options
}

func (v Rows) table() ui.Table {
	due := "Hạn"
	if v.Filter.Basis == reform.DueOriginal {
		due = "Hạn gốc"
	}
	return ui.Table{Label: RowsTitle, Caption: "Xếp theo thời hạn, sớm nhất trước", Columns: []ui.Column{
		{Label: "Nhiệm vụ"}, {Label: "Đơn vị"}, {Label: due}, {Label: "Hoàn thành"}, {Label: "Tiến độ", Number: true}, {Label: "Trạng thái khi đó"},
	}}
}

// day writes a day, or a dash for none.
func day(d calendar.Date) string {
	if d.IsZero() {
		return "–"
	}
	return d.Vietnamese()
}

func percent(n int) string { return strconv.Itoa(n) + "%" }
