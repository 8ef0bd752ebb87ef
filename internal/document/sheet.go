package document

import (
	"fmt"
	"io"
	"time"

	"github.com/xuri/excelize/v2"

	"cchc/internal/calendar"
)

// Head stands above the rows of a workbook.
type Head struct {
	Department string
	Title      string
	Period     string
	Stamp      string
}

// column is one column of a workbook: its head, its width in characters, and what a row holds in it.
type column[L any] struct {
	head  string
	width float64
	value func(l L) any
}

// Sheet is a workbook of one sheet. Rows are added one after another and none is kept in memory; Close it.
type Sheet[L any] struct {
	name    string
	columns []column[L]
	file    *excelize.File
	rows    *excelize.StreamWriter
	styles  styles
	next    int // the row that is written next
	first   int // the row of the first line
}

// newSheet returns the workbook with its head and no rows yet.
func newSheet[L any](name string, head Head, columns []column[L]) (*Sheet[L], error) {
	s := &Sheet[L]{name: name, columns: columns, file: excelize.NewFile(), next: 1}
	err := inOrder(
		func() error { return s.file.SetSheetName("Sheet1", name) },
		func() error { return layPage(s.file, name) },
		func() (err error) { s.styles, err = newStyles(s.file); return },
		func() (err error) { s.rows, err = s.file.NewStreamWriter(name); return },
		func() error { return s.writeHead(head) },
		s.repeatHead,
	)
	if err != nil {
		_ = s.file.Close() // the first error is the one to tell
		return nil, fmt.Errorf("begin the workbook: %w", err)
	}
	return s, nil
}

// Add writes the row after the last one.
func (s *Sheet[L]) Add(line L) error {
	row, high := make([]any, len(s.columns)), 1
	for i, c := range s.columns {
		value := c.value(line)
		row[i], high = s.cell(value), max(high, linesOf(value, c.width))
	}
	if err := s.write(row, excelize.RowOpts{Height: min(float64(high)*lineHeight, tallest)}); err != nil {
		return fmt.Errorf("write row %d: %w", s.Rows(), err)
	}
	return nil
}

// cell returns the value with its style: days are dates, counts are numbers, and any text is text, however it begins.
func (s *Sheet[L]) cell(value any) any {
	switch v := value.(type) {
	case calendar.Date:
		if v.IsZero() {
			return excelize.Cell{StyleID: s.styles.day}
		}
		return excelize.Cell{StyleID: s.styles.day, Value: time.Date(v.Year(), v.Month(), v.Day(), 0, 0, 0, 0, time.UTC)}
	case int:
		return excelize.Cell{StyleID: s.styles.count, Value: v}
	default:
		return excelize.Cell{StyleID: s.styles.text, Value: v}
	}
}

func (s *Sheet[L]) write(row []any, how ...excelize.RowOpts) error {
	at, err := excelize.CoordinatesToCellName(1, s.next)
	if err != nil {
		return err
	}
	s.next++
	return s.rows.SetRow(at, row, how...)
}

// Rows returns how many lines were written.
func (s *Sheet[L]) Rows() int { return s.next - s.first }

// WriteTo ends the workbook and writes the file.
func (s *Sheet[L]) WriteTo(w io.Writer) (int64, error) {
	if err := s.rows.Flush(); err != nil {
		return 0, fmt.Errorf("end the workbook: %w", err)
	}
	return s.file.WriteTo(w)
}

// Close drops what the workbook keeps beside the memory.
func (s *Sheet[L]) Close() error { return s.file.Close() }

// inOrder runs the steps until one fails.
func inOrder(steps ...func() error) error {
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}
