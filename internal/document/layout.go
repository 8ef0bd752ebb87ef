package document

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
)

// styles are the looks of a workbook's cells, by their numbers in the workbook.
type styles struct {
	unit, title, note, head, text, day, count int
}

const (
	font       = "Times New Roman"
	dayFormat  = "dd/mm/yyyy"
	textFormat = 49 // "@": text stays text, also when somebody types over it
)

// A row is as high as its text asks for, in points: not every program finds that out by itself. No row can be taller than tallest.
const (
	lineHeight = 15.0
	tallest    = 409.0
	fullness   = 1.1 // letters of the font to a unit of width, with room for the words that go to the next line
)

// linesOf returns how many lines the value takes in a column of the width, by the count of its characters.
func linesOf(value any, width float64) int {
	text, _ := value.(string)
	lines, wide := 0, int(width*fullness)
	for line := range strings.SplitSeq(text, "\n") {
		lines += 1 + max(utf8.RuneCountInString(line)-1, 0)/wide
	}
	return lines
}

func newStyles(file *excelize.File) (styles, error) {
	var s styles
	lines := []excelize.Border{{Type: "left", Style: 1}, {Type: "right", Style: 1}, {Type: "top", Style: 1}, {Type: "bottom", Style: 1}}
	for i := range lines {
		lines[i].Color = "000000"
	}
	top := &excelize.Alignment{Vertical: "top", WrapText: true}
	middle := &excelize.Alignment{Horizontal: "center", Vertical: "center", WrapText: true}
	format := dayFormat
	for _, made := range []struct {
		id    *int
		style excelize.Style
	}{
		{&s.unit, excelize.Style{Font: &excelize.Font{Family: font, Size: 12, Bold: true}}},
		{&s.title, excelize.Style{Font: &excelize.Font{Family: font, Size: 14, Bold: true}, Alignment: &excelize.Alignment{Horizontal: "center"}}},
		{&s.note, excelize.Style{Font: &excelize.Font{Family: font, Size: 11, Italic: true}, Alignment: &excelize.Alignment{Horizontal: "center"}}},
		{&s.head, excelize.Style{Font: &excelize.Font{Family: font, Size: 11, Bold: true}, Alignment: middle, Border: lines}},
		{&s.text, excelize.Style{Font: &excelize.Font{Family: font, Size: 11}, Alignment: top, Border: lines, NumFmt: textFormat}},
		{&s.day, excelize.Style{Font: &excelize.Font{Family: font, Size: 11}, Alignment: top, Border: lines, CustomNumFmt: &format}},
		{&s.count, excelize.Style{Font: &excelize.Font{Family: font, Size: 11}, Alignment: top, Border: lines, NumFmt: 1}},
	} {
		var err error
		if *made.id, err = file.NewStyle(&made.style); err != nil {
			return s, err
		}
	}
	return s, nil
}

// layPage lays the sheet out for A4 paper on its side, one page wide and as many high as it takes.
func layPage(file *excelize.File, sheet string) error {
	a4, landscape, one, any := 9, "landscape", 1, 0
	fit := true
	left, right, top, bottom, foot := 0.5, 0.4, 0.5, 0.5, 0.25
	return inOrder(
		func() error { return file.SetSheetProps(sheet, &excelize.SheetPropsOptions{FitToPage: &fit}) },
		func() error {
			return file.SetPageLayout(sheet, &excelize.PageLayoutOptions{Size: &a4, Orientation: &landscape, FitToWidth: &one, FitToHeight: &any})
		},
		func() error {
			return file.SetPageMargins(sheet, &excelize.PageLayoutMarginsOptions{Left: &left, Right: &right, Top: &top, Bottom: &bottom, Footer: &foot})
		},
		func() error {
			return file.SetHeaderFooter(sheet, &excelize.HeaderFooterOptions{OddFooter: "&CTrang &P/&N"})
		},
	)
}

// writeHead writes the lines above the rows and the heads of the columns, which stay in sight.
func (s *Sheet[L]) writeHead(head Head) error {
	for i, c := range s.columns {
		if err := s.rows.SetColWidth(i+1, i+1, c.width); err != nil {
			return err
		}
	}
	s.first = 6
	at := fmt.Sprintf("A%d", s.first)
	if err := s.rows.SetPanes(&excelize.Panes{Freeze: true, YSplit: s.first - 1, TopLeftCell: at, ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	for _, line := range []excelize.Cell{
		{StyleID: s.styles.unit, Value: head.Department}, {StyleID: s.styles.title, Value: head.Title},
		{StyleID: s.styles.note, Value: head.Period}, {StyleID: s.styles.note, Value: head.Stamp},
	} {
		if err := s.writeAcross(line); err != nil {
			return err
		}
	}
	heads := make([]any, len(s.columns))
	for i, c := range s.columns {
		heads[i] = excelize.Cell{StyleID: s.styles.head, Value: c.head}
	}
	return s.write(heads, excelize.RowOpts{Height: 2 * lineHeight})
}

// writeAcross writes one line over the whole width.
func (s *Sheet[L]) writeAcross(line excelize.Cell) error {
	last, err := excelize.CoordinatesToCellName(len(s.columns), s.next)
	if err != nil {
		return err
	}
	if err := s.rows.MergeCell(fmt.Sprintf("A%d", s.next), last); err != nil {
		return err
	}
	return s.write([]any{line})
}

// repeatHead has every printed page begin with the heads of the columns.
func (s *Sheet[L]) repeatHead() error {
	at := s.first - 1
	return s.file.SetDefinedName(&excelize.DefinedName{
		Name: "_xlnm.Print_Titles", Scope: s.name, RefersTo: fmt.Sprintf("'%s'!$%d:$%d", s.name, at, at),
	})
}
