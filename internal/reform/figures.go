package reform

import (
	"slices"
	"strings"
	"time"

	"cchc/internal/calendar"
)

// Classes counts tasks by their class of timeliness; every task that figures count stands in exactly one.
type Classes struct {
	OnTime  int // Hoàn thành đúng hạn
	Late    int // Hoàn thành quá hạn
	InTime  int // Đang thực hiện trong hạn
	Overdue int // Đang thực hiện quá hạn
	Undated int // Không thời hạn
}

// Total returns how many tasks there are: the sum of the classes.
func (t Classes) Total() int { return t.OnTime + t.Late + t.InTime + t.Overdue + t.Undated }

// Done returns how many tasks with a deadline are completed.
func (t Classes) Done() int { return t.OnTime + t.Late }

// Of returns how many tasks stand in the class; 0 for what figures leave out.
func (t Classes) Of(class Timeliness) int {
	return map[Timeliness]int{DoneOnTime: t.OnTime, DoneLate: t.Late, OpenInTime: t.InTime, OpenOverdue: t.Overdue, NoDeadline: t.Undated, FigureDone: t.Done()}[class]
}

// Plus returns the sum of both.
func (t Classes) Plus(other Classes) Classes {
	return Classes{
		OnTime: t.OnTime + other.OnTime, Late: t.Late + other.Late, InTime: t.InTime + other.InTime, Overdue: t.Overdue + other.Overdue,
		Undated: t.Undated + other.Undated,
	}
}

// FigureCell counts the tasks of one unit, area and plan year, against either deadline.
type FigureCell struct {
	PlanYear int
	UnitID   int64
	Area     Area
	Now      Classes // against the deadline in force
	First    Classes // against the first deadline
}

// Against returns the cell's counts against the deadline of the basis.
func (c FigureCell) Against(basis DueBasis) Classes {
	if basis == DueOriginal {
		return c.First
	}
	return c.Now
}

// Figures are the cells as they stood at one instant; cells without a task are left out.
type Figures struct {
	At    time.Time
	Cells []FigureCell
}

// Sum returns the counts, against the deadline of the basis, of the cells that the choice takes; nil takes them all.
func (t Figures) Sum(basis DueBasis, choice func(FigureCell) bool) Classes {
	var sum Classes
	for _, cell := range t.Cells {
		if choice == nil || choice(cell) {
			sum = sum.Plus(cell.Against(basis))
		}
	}
	return sum
}

// ByUnit returns the counts of each unit that has any.
func (t Figures) ByUnit(basis DueBasis) map[int64]Classes {
	return summed(t.Cells, basis, func(c FigureCell) int64 { return c.UnitID })
}

// ByArea returns the counts of each area that has any.
func (t Figures) ByArea(basis DueBasis) map[Area]Classes {
	return summed(t.Cells, basis, func(c FigureCell) Area { return c.Area })
}

func summed[K comparable](cells []FigureCell, basis DueBasis, key func(FigureCell) K) map[K]Classes {
	sums := map[K]Classes{}
	for _, cell := range cells {
		sums[key(cell)] = sums[key(cell)].Plus(cell.Against(basis))
	}
	return sums
}

// FigureFilter says which tasks are listed behind a figure: those of its unit, area and class as they stood at the instant. The
// zero value of each but At asks nothing.
type FigureFilter struct {
	At    time.Time
	Basis DueBasis
	Unit  int64
	Area  *Area
	Areas []Area        // more areas than one; none leave none out
	Until calendar.Date // what is open and falls due from the day of the instant to this one, whichever the class; none asks nothing
	Class Timeliness    // FigureDone asks for both classes of what is completed
	Page  int
}

// FigureFileName is what the workbook of the filter's tasks is called.
const FigureFileName = "nhiem-vu-theo-so-lieu.xlsx"

// Words say what the filter asks for; the unit is given by name.
func (f FigureFilter) Words(unit string) string {
	words := []string{"Số liệu lúc " + calendar.Stamp(f.At)}
	if f.Class != "" {
		words = append(words, f.Class.Label())
	}
	if unit != "" {
		words = append(words, unit)
	}
	if f.Area != nil {
		words = append(words, f.Area.Name())
	}
	for _, area := range f.Areas {
		words = append(words, area.Name())
	}
	if !f.Until.IsZero() {
		words = append(words, "đang mở, đến hạn đến hết "+f.Until.Vietnamese())
	}
	if f.Basis == DueOriginal {
		return strings.Join(append(words, "tính theo hạn gốc"), "; ")
	}
	return strings.Join(append(words, "tính theo hạn hiện hành"), "; ")
}

// FigureDone asks for what is completed and has a deadline, in time or late.
const FigureDone Timeliness = "done"

// Counts returns how many tasks the filter lists, by the figures of its instant.
func (f FigureFilter) Counts(figures Figures) int {
	sum := figures.Sum(f.Basis, func(c FigureCell) bool {
		return (f.Unit == 0 || c.UnitID == f.Unit) && (f.Area == nil || c.Area == *f.Area) &&
			(len(f.Areas) == 0 || slices.Contains(f.Areas, c.Area))
	})
	if f.Class == "" {
		return sum.Total()
	}
	return sum.Of(f.Class)
}

// FigureLine is one task behind a figure, as it stood then.
type FigureLine struct {
	Code        string
	Title       string // as it is now: titles keep no past of their own
	Area        Area
	Unit        string
	State       TaskState
	Percent     int
	DueOn       calendar.Date // that of the filter's basis
	CompletedOn calendar.Date
}
