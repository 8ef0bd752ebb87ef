// Package document makes the files that people take out of the portal, out of plain values. It knows no database and no page,
// and what somebody typed never becomes a formula in it.
package document

import (
	"cchc/internal/calendar"
	"cchc/internal/reform"
)

// ObstacleBook is the register of obstacles as a workbook.
type ObstacleBook = Sheet[reform.BookLine]

// obstacleColumns are the columns of the register, with working days counted up to today.
func obstacleColumns(working calendar.Days, today calendar.Date) []column[reform.BookLine] {
	return []column[reform.BookLine]{
		{"Số", 8, func(l reform.BookLine) any { return l.Code }},
		{"Đơn vị", 13, func(l reform.BookLine) any { return l.Unit }},
		{"Nhiệm vụ", 22, func(l reform.BookLine) any { return l.Task() }},
		{"Loại", 9, func(l reform.BookLine) any { return l.Cause.Label() }},
		{"Nội dung vướng mắc", 26, func(l reform.BookLine) any { return l.Content() }},
		{"Đề nghị", 22, func(l reform.BookLine) any { return l.Request }},
		{"Gửi", 11, func(l reform.BookLine) any { return l.RaisedOn }},
		{"Xác nhận", 11, func(l reform.BookLine) any { return l.ConfirmedOn }},
		{"Tiếp nhận", 11, func(l reform.BookLine) any { return l.ReceivedOn }},
		{"Trình", 11, func(l reform.BookLine) any { return l.EscalatedOn }},
		{"Quyết định", 11, func(l reform.BookLine) any { return l.SettledOn }},
		{"Đóng", 11, func(l reform.BookLine) any { return l.EndedOn }},
		{"Trạng thái", 10.5, func(l reform.BookLine) any { return l.State.Label() }},
		{"Quyết định, cách giải quyết", 24, func(l reform.BookLine) any { return l.Settlement() }},
		{"Tác động", 20, func(l reform.BookLine) any { return l.Effects() }},
		{"Số ngày làm việc", 7, func(l reform.BookLine) any { return l.Days(working, today) }},
	}
}

// NewObstacleBook returns the register with its head and no rows yet.
func NewObstacleBook(head Head, working calendar.Days, today calendar.Date) (*ObstacleBook, error) {
	return newSheet("Sổ vướng mắc", head, obstacleColumns(working, today))
}
