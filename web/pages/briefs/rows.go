package briefs

import (
	"strconv"

	"cchc/internal/calendar"
	"cchc/internal/reform"
	"cchc/internal/viet"
	"cchc/web/ui"
)

// Rows are tasks of a snapshot, as they stood when it was frozen.
type Rows struct {
	Snapshot reform.Snapshot
	Filter   reform.SnapshotFilter
	Total    int
	Lines    []reform.SnapshotTask
	Pages    ui.Pages
}

// RowsTitle is the heading of the page.
const RowsTitle = "Nhiệm vụ của bản chốt"

// under says which figure it is, of which snapshot.
func (v Rows) under() string {
	text := viet.Int(v.Total) + " nhiệm vụ"
	if v.Filter.Class != "" {
		text += " · " + v.Filter.Class.Label()
	}
	for _, row := range v.Snapshot.Brief.Units {
		if row.ID == v.Filter.Unit {
			text += " · " + row.Name
		}
	}
	if v.Filter.Area != nil {
		text += " · " + v.Filter.Area.Name()
	}
	return text + " · " + v.Snapshot.Code + ", số liệu lúc " + calendar.Stamp(v.Snapshot.At)
}

func (v Rows) table() ui.Table {
	return ui.Table{Label: RowsTitle, Caption: "Như lúc chốt, xếp theo thời hạn, sớm nhất trước", Columns: []ui.Column{
		{Label: "Nhiệm vụ"}, {Label: "Đơn vị"}, {Label: "Hạn"}, {Label: "Hạn gốc"}, {Label: "Hoàn thành"}, {Label: "Tiến độ", Number: true}, {Label: "Phân loại"},
	}}
}

// units are the choices of the filter: the units that had tasks then, under the names they had.
func (v Rows) units() []ui.Option {
	options := []ui.Option{{Label: "Tất cả đơn vị"}}
	for _, row := range v.Snapshot.Brief.Units {
		options = append(options, ui.Option{Value: strconv.FormatInt(row.ID, 10), Label: row.Name, Selected: row.ID == v.Filter.Unit})
	}
	return options
}

func (v Rows) areas() []ui.Option {
	options := []ui.Option{{Label: "Tất cả lĩnh vực"}}
	for _, area := range reform.Areas() {
		picked := v.Filter.Area != nil && *v.Filter.Area == area
		options = append(options, ui.Option{Value: strconv.Itoa(int(area)), Label: area.Short(), Selected: picked})
	}
	return options
}

func (v Rows) classes() []ui.Option {
	options := []ui.Option{{Label: "Tất cả phân loại"}}
	for _, class := range reform.Timelinesses() {
		options = append(options, ui.Option{Value: string(class), Label: class.Label(), Selected: class == v.Filter.Class})
	}
	return options
}

// day writes a day, or a dash for none.
func day(d calendar.Date) string {
	if d.IsZero() {
		return "–"
	}
	return d.Vietnamese()
}
