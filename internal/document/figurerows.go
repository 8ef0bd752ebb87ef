package document

import (
	"cchc/internal/calendar"
	"cchc/internal/reform"
)

// FigureRows are the tasks that figures of an instant count, as a workbook.
type FigureRows = Sheet[reform.FigureLine]

// figureColumns are the columns of the tasks, with their class on the day.
func figureColumns(day calendar.Date) []column[reform.FigureLine] {
	return []column[reform.FigureLine]{
		{"Mã", 14, func(l reform.FigureLine) any { return l.Code }},
		{"Nhiệm vụ", 48, func(l reform.FigureLine) any { return l.Title }},
		{"Lĩnh vực", 18, func(l reform.FigureLine) any { return l.Area.Short() }},
		{"Đơn vị", 26, func(l reform.FigureLine) any { return l.Unit }},
		{"Trạng thái khi đó", 16, func(l reform.FigureLine) any { return l.State.Label() }},
		{"Phân loại", 22, func(l reform.FigureLine) any {
			return reform.TimelinessOf(l.State, l.DueOn, l.CompletedOn, day).Label()
		}},
		{"Hạn", 12, func(l reform.FigureLine) any { return l.DueOn }},
		{"Hoàn thành", 12, func(l reform.FigureLine) any { return l.CompletedOn }},
		{"Tiến độ (%)", 9, func(l reform.FigureLine) any { return l.Percent }},
	}
}

// NewFigureRows returns the workbook with its head and no rows yet.
func NewFigureRows(head Head, day calendar.Date) (*FigureRows, error) {
	return newSheet("Nhiệm vụ", head, figureColumns(day))
}
