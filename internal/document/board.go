package document

import (
	"cchc/internal/calendar"
	"cchc/internal/reform"
)

// Board is the Office's monitoring board as a workbook.
type Board = Sheet[reform.BoardLine]

// boardColumns are the columns of the board, with days past the deadline counted up to today.
func boardColumns(today calendar.Date) []column[reform.BoardLine] {
	return []column[reform.BoardLine]{
		{"Mã", 14, func(l reform.BoardLine) any { return l.Code }},
		{"Nhiệm vụ", 40, func(l reform.BoardLine) any { return l.Title }},
		{"Lĩnh vực", 16, func(l reform.BoardLine) any { return l.Area.Short() }},
		{"Đơn vị", 20, func(l reform.BoardLine) any { return l.LeadUnit }},
		{"Người xử lý", 15, func(l reform.BoardLine) any { return l.Officer }},
		{"Trạng thái", 14, func(l reform.BoardLine) any { return l.State.Label() }},
		{"Phân loại", 15, func(l reform.BoardLine) any { return l.Timeliness(today).Label() }},
		{"Hạn", 11, func(l reform.BoardLine) any { return l.DueOn }},
		{"Quá hạn (ngày)", 8, func(l reform.BoardLine) any { return l.DaysLate(today) }},
		{"Tiến độ (%)", 8, func(l reform.BoardLine) any { return l.Percent }},
		{"Báo cáo cuối", 11, func(l reform.BoardLine) any { return l.LastReportOn }},
		{"Vướng mắc", 10, func(l reform.BoardLine) any { return map[bool]string{true: "Có"}[l.Blocked] }},
		{"Số lần nhắc", 7, func(l reform.BoardLine) any { return l.Nudges }},
		{"Mức nhắc cuối", 12, func(l reform.BoardLine) any { return l.Rung.Label() }},
		{"Ngày nhắc cuối", 11, func(l reform.BoardLine) any { return l.NudgedOn }},
	}
}

// NewBoard returns the board with its head and no rows yet.
func NewBoard(head Head, today calendar.Date) (*Board, error) {
	return newSheet("Bảng theo dõi", head, boardColumns(today))
}
