package ui

import (
	"fmt"
	"strconv"

	"cchc/internal/viet"
)

// Table is the frame of a list. Its rows are the component's children: one
// <tr> each, every <td> with data-l, its label on a phone.
type Table struct {
	Label   string // names the scrolling region: "Bảng nhiệm vụ"
	Caption string // count and order: "312 nhiệm vụ, hạn gần nhất trước"
	Columns []Column
}

// Column is one head of a table; Href sorts by it.
type Column struct {
	Label  string
	Href   string
	Sort   Sort
	Number bool
	Unseen bool // the label is for screen readers only, as over row buttons
}

// Sort is how a table is ordered by one of its columns now.
type Sort string

// The two directions; the zero value is a column not sorted by.
const (
	Ascending  Sort = "ascending"
	Descending Sort = "descending"
)

func (s Sort) icon() string {
	if s == Descending {
		return "arrow-down"
	}
	return "arrow-up"
}

// Pages is where a list stands: page Page of Pages, Total rows called Noun.
type Pages struct {
	Page, Pages, Total int
	More               bool // Total is a floor: there are more rows than were counted
	Noun               string
	Href               func(page int) string
}

// stand is "Trang 2/7 · 312 nhiệm vụ", or "Trang 2 · hơn 2.000 nhiệm vụ".
func (p Pages) stand() string {
	rows := viet.Int(p.Total) + " " + p.Noun
	if p.More {
		return fmt.Sprintf("Trang %d · hơn %s", p.Page, rows)
	}
	return fmt.Sprintf("Trang %d/%d · %s", p.Page, max(p.Pages, 1), rows)
}

// numbers are the pages to link to: the first, the last, and those around the
// current one; 0 is a gap.
func (p Pages) numbers() []int {
	var out []int
	for n := 1; n <= p.Pages; n++ {
		near := n >= p.Page-1 && n <= p.Page+1
		switch {
		case n == 1 || n == p.Pages || near:
			out = append(out, n)
		case out[len(out)-1] != 0:
			out = append(out, 0)
		}
	}
	return out
}

// Tab is one link of a row of tabs. Count is shown when Counted.
type Tab struct {
	Label   string
	Href    string
	Count   int
	Counted bool
	Current bool
}

func (t Tab) text() string {
	if !t.Counted {
		return t.Label
	}
	return t.Label + " (" + strconv.Itoa(t.Count) + ")"
}
