package boards

import (
	"slices"

	"cchc/internal/paths"
	"cchc/internal/reform"
	"cchc/internal/viet"
)

// Matrix is how many tasks every unit has in each class and state.
type Matrix struct {
	Rows     []reform.MatrixRow
	Sum      reform.MatrixRow
	Printing bool
	At       string // when it was read: "08:15"
}

// columns are the groups that the matrix counts, the total after the classes that make it.
func columns() []reform.BoardGroup {
	return slices.Concat(reform.MatrixClasses(), []reform.BoardGroup{reform.BoardAll}, reform.MatrixStates())
}

// head is what a column of the matrix is called.
func head(g reform.BoardGroup) string {
	switch g {
	case reform.BoardAll:
		return "Tổng số"
	case reform.BoardOverdue:
		return reform.OpenOverdue.Label()
	case reform.BoardSilent:
		return "Im lặng"
	default:
		return g.Label()
	}
}

// cell is one count of the matrix and the rows behind it.
type cell struct {
	label, count, href string // href is "" where there is nothing to show
	total              bool
}

// cells are the row's counts, column by column.
func cells(r reform.MatrixRow) []cell {
	var all []cell
	for _, g := range columns() {
		c := cell{label: head(g), count: viet.Int(r.Of(g)), total: g == reform.BoardAll}
		if r.Of(g) > 0 {
			c.href = paths.ToBoard(reform.BoardFilter{Group: g, TaskFilter: reform.TaskFilter{Unit: r.Unit.ID}}.Query())
		}
		all = append(all, c)
	}
	return all
}

func toPrintMatrix() string { return paths.BoardMatrix + "?in=1" }
