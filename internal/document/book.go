// Package document makes the files that people take out of the portal, out of plain values. It knows no database and no page,
// and what somebody typed never becomes a formula in it.
package document

import (
	"fmt"
	"io"
	"time"

	"github.com/xuri/excelize/v2"

	"cchc/internal/calendar"
	"cchc/internal/reform"
)

// BookHead stands above the rows of the register.
type BookHead struct {
	Department string
	Title      string
	Period     string
	Stamp      string
}

// ObstacleBook is the register of obstacles as a workbook. Rows are added one after another and none is kept in memory; Close it.
type ObstacleBook struct {
	file    *excelize.File
	rows    *excelize.StreamWriter
	styles  styles
	working calendar.Days
	today   calendar.Date
	next    int // the row that is written next
	first   int // the row of the first obstacle
}

// sheet is the name of the one sheet.
const sheet = "Sổ vướng mắc"

// column is one column of the register: its head, its width in characters, and what a row holds in it.
type column struct {
	head  string
	width float64
	value func(b *ObstacleBook, l reform.BookLine) any
}

var columns = []column{
	{"Số", 8, func(_ *ObstacleBook, l reform.BookLine) any { return l.Code }},
	{"Đơn vị", 13, func(_ *ObstacleBook, l reform.BookLine) any { return l.Unit }},
	{"Nhiệm vụ", 22, func(_ *ObstacleBook, l reform.BookLine) any { return l.Task() }},
	{"Loại", 9, func(_ *ObstacleBook, l reform.BookLine) any { return l.Cause.Label() }},
	{"Nội dung vướng mắc", 26, func(_ *ObstacleBook, l reform.BookLine) any { return l.Content() }},
	{"Đề nghị", 22, func(_ *ObstacleBook, l reform.BookLine) any { return l.Request }},
	{"Gửi", 11, func(_ *ObstacleBook, l reform.BookLine) any { return l.RaisedOn }},
	{"Xác nhận", 11, func(_ *ObstacleBook, l reform.BookLine) any { return l.ConfirmedOn }},
	{"Tiếp nhận", 11, func(_ *ObstacleBook, l reform.BookLine) any { return l.ReceivedOn }},
	{"Trình", 11, func(_ *ObstacleBook, l reform.BookLine) any { return l.EscalatedOn }},
	{"Quyết định", 11, func(_ *ObstacleBook, l reform.BookLine) any { return l.SettledOn }},
	{"Đóng", 11, func(_ *ObstacleBook, l reform.BookLine) any { return l.EndedOn }},
	{"Trạng thái", 10.5, func(_ *ObstacleBook, l reform.BookLine) any { return l.State.Label() }},
	{"Quyết định, cách giải quyết", 24, func(_ *ObstacleBook, l reform.BookLine) any { return l.Settlement() }},
	{"Tác động", 20, func(_ *ObstacleBook, l reform.BookLine) any { return l.Effects() }},
	{"Số ngày làm việc", 7, func(b *ObstacleBook, l reform.BookLine) any { return l.Days(b.working, b.today) }},
}

// NewObstacleBook returns the register with its head and no rows yet.
func NewObstacleBook(head BookHead, working calendar.Days, today calendar.Date) (*ObstacleBook, error) {
	b := &ObstacleBook{file: excelize.NewFile(), working: working, today: today, next: 1}
	err := inOrder(
		func() error { return b.file.SetSheetName("Sheet1", sheet) },
		b.layPage,
		func() (err error) { b.styles, err = newStyles(b.file); return },
		func() (err error) { b.rows, err = b.file.NewStreamWriter(sheet); return },
		func() error { return b.writeHead(head) },
		b.repeatHead,
	)
	if err != nil {
		_ = b.file.Close() // the first error is the one to tell
		return nil, fmt.Errorf("begin the workbook: %w", err)
	}
	return b, nil
}

// Add writes the row after the last one.
func (b *ObstacleBook) Add(line reform.BookLine) error {
	row, high := make([]any, len(columns)), 1
	for i, c := range columns {
		value := c.value(b, line)
		row[i], high = b.cell(value), max(high, c.lines(value))
	}
	if err := b.write(row, excelize.RowOpts{Height: min(float64(high)*lineHeight, tallest)}); err != nil {
		return fmt.Errorf("write %s: %w", line.Code, err)
	}
	return nil
}

// cell returns the value with its style: days are dates, counts are numbers, and any text is text, however it begins.
func (b *ObstacleBook) cell(value any) any {
	switch v := value.(type) {
	case calendar.Date:
		if v.IsZero() {
			return excelize.Cell{StyleID: b.styles.day}
		}
		return excelize.Cell{StyleID: b.styles.day, Value: time.Date(v.Year(), v.Month(), v.Day(), 0, 0, 0, 0, time.UTC)}
	case int:
		return excelize.Cell{StyleID: b.styles.count, Value: v}
	default:
		return excelize.Cell{StyleID: b.styles.text, Value: v}
	}
}

func (b *ObstacleBook) write(row []any, how ...excelize.RowOpts) error {
	at, err := excelize.CoordinatesToCellName(1, b.next)
	if err != nil {
		return err
	}
	b.next++
	return b.rows.SetRow(at, row, how...)
}

// Rows returns how many obstacles were written.
func (b *ObstacleBook) Rows() int { return b.next - b.first }

// WriteTo ends the register and writes the file.
func (b *ObstacleBook) WriteTo(w io.Writer) (int64, error) {
	if err := b.rows.Flush(); err != nil {
		return 0, fmt.Errorf("end the workbook: %w", err)
	}
	return b.file.WriteTo(w)
}

// Close drops what the workbook keeps beside the memory.
func (b *ObstacleBook) Close() error { return b.file.Close() }

// inOrder runs the steps until one fails.
func inOrder(steps ...func() error) error {
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}
