package ui

import (
	"cmp"
	"strconv"

	"cchc/internal/reform"
	"cchc/internal/viet"
)

// Stack is one bar of a chart: the tasks of one unit or area by class, in proportion to the longest bar.
type Stack struct {
	Label   string
	Classes reform.Classes
	Cells   []StackCell // its numbers, one for each class of StackClasses, for the table
	Href    string      // the tasks of the whole bar; "" for none
	Page    string      // what its label leads to; "" for those tasks
}

// StackCell is one number of a bar, a link to its own rows.
type StackCell struct {
	N    int
	Href string
}

// Stacks is a chart of bars under each other, with the table of its numbers.
type Stacks struct {
	ID      string // of its heading
	Title   string
	Finding string // what it shows, in one sentence
	First   string // the heading of the table's first column
	Bars    []Stack
	Sum     Stack // the last row of the table
}

// StackClasses are the classes in the order bars show them, with the class of css that draws each.
func StackClasses() []reform.Timeliness {
	return []reform.Timeliness{reform.DoneOnTime, reform.DoneLate, reform.OpenInTime, reform.NoDeadline, reform.OpenOverdue}
}

// stackShort are the classes as a table's head has room for them.
var stackShort = map[reform.Timeliness]string{
	reform.DoneOnTime: "Xong đúng hạn", reform.DoneLate: "Xong quá hạn", reform.OpenInTime: "Đang làm trong hạn", reform.NoDeadline: "Không thời hạn",
	reform.OpenOverdue: "Đang làm quá hạn",
}

// part is one coloured part of a bar, in hundredths of the width.
type part struct {
	class string
	x     string
	width string
}

// parts returns the parts of the bar where the longest one has so many tasks.
func (s Stack) parts(longest int) []part {
	var parts []part
	at := 0.0
	for _, class := range StackClasses() {
		n := s.Classes.Of(class)
		if n == 0 || longest == 0 {
			continue
		}
		width := 100 * float64(n) / float64(longest)
		parts = append(parts, part{class: "bar-" + string(class), x: percent(at), width: percent(width)})
		at += width
	}
	return parts
}

func percent(x float64) string { return strconv.FormatFloat(x, 'f', 2, 64) + "%" }

// longest returns how many tasks the longest bar has.
func (s Stacks) longest() int {
	most := 0
	for _, bar := range s.Bars {
		most = max(most, bar.Classes.Total())
	}
	return most
}

// said is the bar in words, for whoever does not see it.
func (s Stack) said() string {
	text := s.Label + ": " + viet.Int(s.Classes.Total()) + " nhiệm vụ"
	for _, class := range StackClasses() {
		if n := s.Classes.Of(class); n > 0 {
			text += ", " + class.Label() + " " + viet.Int(n)
		}
	}
	return text
}

func (s Stacks) table() Table {
	table := Table{Label: s.Title, Columns: []Column{{Label: s.First}, {Label: "Tổng", Number: true}}}
	for _, class := range StackClasses() {
		table.Columns = append(table.Columns, Column{Label: stackShort[class], Number: true})
	}
	return table
}

// to is where the bar's label leads; "" for nowhere.
func (s Stack) to() string { return cmp.Or(s.Page, s.Href) }
