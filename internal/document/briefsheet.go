package document

import (
	"fmt"
	"io"

	"cchc/internal/calendar"
	"cchc/internal/reform"
)

// BriefSheet is a workbook of a brief: its figures on one sheet, every task that they count on the other. Close it.
type BriefSheet struct {
	*Sheet[reform.SnapshotTask]
	brief reform.Brief
}

const (
	briefRowsName    = "Nhiệm vụ"
	briefFiguresName = "Số liệu"
)

// snapshotColumns are the columns of the tasks, with their classes on the day of the snapshot.
func snapshotColumns(b reform.Brief) []column[reform.SnapshotTask] {
	return []column[reform.SnapshotTask]{
		{"Mã", 14, func(t reform.SnapshotTask) any { return t.Code }},
		{"Nhiệm vụ", 48, func(t reform.SnapshotTask) any { return t.Title }},
		{"Năm", 7, func(t reform.SnapshotTask) any { return t.PlanYear }},
		{"Lĩnh vực", 16, func(t reform.SnapshotTask) any { return t.Area.Short() }},
		{"Đơn vị", 24, func(t reform.SnapshotTask) any { return t.Unit }},
		{"Trạng thái", 14, func(t reform.SnapshotTask) any { return t.State.Label() }},
		{"Tiến độ (%)", 8, func(t reform.SnapshotTask) any { return t.Percent }},
		{"Hạn", 11, func(t reform.SnapshotTask) any { return t.DueOn }},
		{"Hạn gốc", 11, func(t reform.SnapshotTask) any { return t.OriginalDueOn }},
		{"Hoàn thành", 11, func(t reform.SnapshotTask) any { return t.CompletedOn }},
		{"Phân loại theo hạn hiện hành", 20, func(t reform.SnapshotTask) any { return t.Class(reform.DueNow, b.At).Label() }},
		{"Phân loại theo hạn gốc", 20, func(t reform.SnapshotTask) any { return t.Class(reform.DueOriginal, b.At).Label() }},
	}
}

// NewBriefSheet returns the workbook with its figures and no tasks yet.
func NewBriefSheet(head Head, b reform.Brief) (*BriefSheet, error) {
	rows, err := newSheet(briefRowsName, head, snapshotColumns(b))
	if err != nil {
		return nil, err
	}
	return &BriefSheet{Sheet: rows, brief: b}, nil
}

// figureRow is a line of the sheet of figures: what it counts, then its numbers.
type figureRow struct {
	of, name string
	numbers  []any
}

func classRow(of, name string, c reform.Classes) figureRow {
	row := figureRow{of: of, name: name, numbers: []any{c.Total()}}
	for _, class := range reform.FigureClasses() {
		row.numbers = append(row.numbers, c.Of(class))
	}
	return row
}

// figureRows are all figures of the brief.
func figureRows(b reform.Brief) []figureRow {
	const now, first = "Hạn hiện hành", "Hạn gốc"
	n := b.Numbers
	rows := []figureRow{
		classRow(now, "Toàn Sở", n.Now), classRow(first, "Toàn Sở", n.First),
		classRow(now, "Toàn Sở, lần trước", n.Before), classRow(first, "Toàn Sở, lần trước", n.FirstBefore),
		{name: "Vướng mắc chờ lãnh đạo quyết", numbers: []any{n.Wait.Now}}, {name: "Vướng mắc chờ lãnh đạo quyết, lần trước", numbers: []any{n.Wait.Before}},
		{name: "Vướng mắc đang mở", numbers: []any{n.Open.Now}}, {name: "Vướng mắc đang mở, lần trước", numbers: []any{n.Open.Before}},
		{name: "Đến hạn trước ngày " + b.Ahead.Until.AddDays(1).Vietnamese(), numbers: []any{b.Ahead.N}}, {name: "Trong đó có nguy cơ", numbers: []any{b.Ahead.AtRisk}},
	}
	for _, count := range b.Counts {
		rows = append(rows, figureRow{of: "Thay đổi", name: count.Kind.Label(), numbers: []any{count.N}})
	}
	for _, table := range [][]reform.BriefRow{b.Units, b.Areas} {
		for _, row := range table {
			rows = append(rows, classRow(now, row.Name, row.Now), classRow(first, row.Name, row.First))
		}
	}
	return rows
}

// writeFigures adds the sheet of figures, before that of the tasks.
func (s *BriefSheet) writeFigures() error {
	if _, err := s.file.NewSheet(briefFiguresName); err != nil {
		return err
	}
	if err := s.file.MoveSheet(briefFiguresName, briefRowsName); err != nil {
		return err
	}
	heads := []any{"Tính theo", "Số liệu", "Tổng"}
	for _, class := range reform.FigureClasses() {
		heads = append(heads, class.Label())
	}
	lines := [][]any{{reform.BriefTitle}, {s.brief.Code + ", số liệu lúc " + calendar.Stamp(s.brief.At)}, heads}
	for _, row := range figureRows(s.brief) {
		lines = append(lines, append([]any{row.of, row.name}, row.numbers...))
	}
	for i, line := range lines {
		if err := s.file.SetSheetRow(briefFiguresName, fmt.Sprintf("A%d", i+1), &line); err != nil {
			return err
		}
	}
	return s.layFigures(len(lines))
}

// layFigures gives the sheet of figures its looks: text to the left, numbers to the right.
func (s *BriefSheet) layFigures(last int) error {
	return inOrder(
		func() error { return s.file.SetColWidth(briefFiguresName, "A", "A", 16) },
		func() error { return s.file.SetColWidth(briefFiguresName, "B", "B", 40) },
		func() error { return s.file.SetColWidth(briefFiguresName, "C", "H", 14) },
		func() error { return s.file.SetCellStyle(briefFiguresName, "A1", "A1", s.styles.unit) },
		func() error { return s.file.SetCellStyle(briefFiguresName, "A3", "H3", s.styles.head) },
		func() error {
			return s.file.SetCellStyle(briefFiguresName, "A4", fmt.Sprintf("B%d", last), s.styles.text)
		},
		func() error {
			return s.file.SetCellStyle(briefFiguresName, "C4", fmt.Sprintf("H%d", last), s.styles.count)
		},
		func() error { return layPage(s.file, briefFiguresName) },
		func() error { s.file.SetActiveSheet(0); return nil },
	)
}

// WriteTo ends the workbook and writes the file.
func (s *BriefSheet) WriteTo(w io.Writer) (int64, error) {
	if err := s.rows.Flush(); err != nil {
		return 0, fmt.Errorf("end the workbook: %w", err)
	}
	if err := s.writeFigures(); err != nil {
		return 0, fmt.Errorf("write the figures: %w", err)
	}
	return s.file.WriteTo(w)
}

// Name returns what the file is called.
func (s *BriefSheet) Name() string { return s.brief.SheetName() }
