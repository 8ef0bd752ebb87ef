package dashboards

import (
	"strconv"

	"cchc/internal/calendar"
	"cchc/internal/reform"
	"cchc/internal/viet"
	"cchc/web/ui"
)

// Rows are the tasks behind one figure.
type Rows struct {
	Filter reform.FigureFilter
	Total  int
	Lines  []reform.FigureLine
	Units  []reform.Unit
	Pages  ui.Pages
}

// RowsTitle is the heading of the page.
const RowsTitle = "Nhiệm vụ của số liệu"

// under says which figure it is, of which instant.
func (v Rows) under() string {
	text := viet.Int(v.Total) + " nhiệm vụ"
	if v.Filter.Class != "" {
		text += " · " + v.Filter.Class.Label()
	}
	for _, unit := range v.Units {
		if unit.ID == v.Filter.Unit {
			text += " · " + unit.Name
		}
	}
	if v.Filter.Area != nil {
		text += " · " + v.Filter.Area.Name()
	}
	return text + " · tính theo " + basisWords(v.Filter.Basis) + " · số liệu lúc " + calendar.Stamp(v.Filter.At)
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
