// Package dashboards shows the figures that leaders read before a meeting, and the tasks behind each of them.
package dashboards

import (
	"cmp"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"cchc/internal/calendar"
	"cchc/internal/paths"
	"cchc/internal/policy"
	"cchc/internal/reform"
	"cchc/internal/viet"
	"cchc/web/pages/tasks"
	"cchc/web/ui"
)

// Show is the dashboard as of one instant, compared with another.
type Show struct {
	On     calendar.Date
	Since  calendar.Date
	Basis  reform.DueBasis
	Live   bool
	Frozen bool // it is compared with when figures were last frozen for a meeting
	Own    bool // narrowed to the areas that the reader is in charge of
	Areas  []reform.Area
	Unit   int64  // the only one the page is of; 0 for all
	Path   string // the page's own
	Now    reform.Figures
	Before reform.Figures
	Weeks  []reform.Figures
	Around
	Units    []reform.Unit
	Mine     []reform.ObstacleLine
	More     bool // Wait is a floor
	AllRisks bool // every task at risk is listed
	Wait     int
	Who      policy.Actor
	Entry    ui.Entry // the days as they were typed, and what is wrong with them
}

// Around is what stands around the figures, as of the same instants.
type Around struct {
	Obstacles  reform.ObstacleFigures
	Blocked    reform.ObstacleFigures // at the earlier instant
	News       []reform.NewsCount
	Ahead      reform.Ahead
	Priorities []reform.Priority
	Praised    []reform.Praise
}

// Title is the page's heading.
const Title = "Bảng điều hành"

// The fields of the page's form.
const (
	OnField       = "ngay"
	SinceField    = "so_voi"
	OwnField      = "phu_trach"
	RisksField    = "nguy_co" // every task at risk, not only the first
	UntilDueField = "den_han"
	AreasField    = "cac_linh_vuc" // of the tasks behind a figure of several areas
)

// Stamp says as of when figures are: of now, or of the end of a day before.
func Stamp(at time.Time, live bool) string {
	if !live {
		return "Số liệu cuối ngày " + calendar.DateOf(at).Vietnamese()
	}
	return "Số liệu lúc " + calendar.Stamp(at)
}

func (v Show) under() string {
	return Stamp(v.Now.At, v.Live) + ", so với " + v.compared() + " · tính theo " + basisWords(v.Basis)
}

// basisWords says which deadline figures are measured against, in the middle of a sentence.
func basisWords(basis reform.DueBasis) string {
	if basis == reform.DueOriginal {
		return "hạn gốc"
	}
	return "hạn hiện hành"
}

// rows returns the address of the tasks behind the figure of the choice, as of the page's instant.
func (v Show) rows(f reform.FigureFilter) string {
	f.At, f.Basis = v.Now.At, v.Basis
	if f.Unit == 0 {
		f.Unit = v.Unit
	}
	switch {
	case f.Area != nil:
	case len(v.Areas) == 1:
		f.Area = &v.Areas[0]
	default:
		f.Areas = v.Areas
	}
	return paths.With(paths.DashboardRows, Query(f))
}

// Query returns what the URL of the tasks behind a figure says, their page apart; the server reads it back the same.
func Query(f reform.FigureFilter) url.Values {
	q := url.Values{"luc": {f.At.UTC().Format(time.RFC3339Nano)}}
	if f.Basis != reform.DueNow {
		q.Set("tinh_theo", string(f.Basis))
	}
	if f.Unit != 0 {
		q.Set("don_vi", strconv.FormatInt(f.Unit, 10))
	}
	if f.Area != nil {
		q.Set("linh_vuc", strconv.Itoa(int(*f.Area)))
	}
	if len(f.Areas) > 0 {
		q.Set(AreasField, joinAreas(f.Areas))
	}
	if f.Class != "" {
		q.Set("thoi_han", string(f.Class))
	}
	if !f.Until.IsZero() {
		q.Set(UntilDueField, f.Until.Vietnamese())
	}
	return q
}

// decides reports whether anything can wait for the reader's decision.
func (v Show) decides() bool { return v.Who.Reach(policy.ObstacleDecide) > policy.Nothing }

func (v Show) basis() ui.Field { return tasks.BasisField(v.Basis) }

// byUnit are the units with tasks in their own order, the units that were closed since then too.
func (v Show) byUnit() ui.Stacks {
	counts, late := v.Now.ByUnit(v.Basis), ""
	chart := ui.Stacks{ID: "theo-don-vi", Title: "Theo đơn vị", First: "Đơn vị", Sum: v.total()}
	most := 0
	for _, unit := range v.Units {
		c, some := counts[unit.ID]
		if !some {
			continue
		}
		bar := v.stack(unit.Name, c, reform.FigureFilter{Unit: unit.ID})
		bar.Page = paths.With(paths.ToDashboardUnit(unit.ID), v.query())
		chart.Bars = append(chart.Bars, bar)
		if c.Overdue > most {
			most, late = c.Overdue, unit.Name
		}
	}
	chart.Finding = finding(late, most, "Không đơn vị nào có nhiệm vụ quá hạn.") + " " + v.stamp() + "."
	return chart
}

// byArea are the areas in the order of the directive.
func (v Show) byArea() ui.Stacks {
	counts, late := v.Now.ByArea(v.Basis), ""
	chart := ui.Stacks{ID: "theo-linh-vuc", Title: "Theo lĩnh vực", First: "Lĩnh vực", Sum: v.total()}
	most := 0
	for _, area := range v.areas() {
		c := counts[area]
		bar := v.stack(v.areaName(area), c, reform.FigureFilter{Area: &area})
		bar.Page = paths.With(paths.ToDashboardArea(int(area)), v.query())
		chart.Bars = append(chart.Bars, bar)
		if c.Overdue > most {
			most, late = c.Overdue, area.Name()
		}
	}
	chart.Finding = finding(late, most, "Không lĩnh vực nào có nhiệm vụ quá hạn.") + " " + v.stamp() + "."
	return chart
}

// areas are the areas in their order, those that the reader is in charge of first.
func (v Show) areas() []reform.Area {
	areas := reform.Areas()
	switch {
	case len(v.Areas) > 0:
		return v.Areas
	case v.Who.Fields.Every:
		return areas
	}
	slices.SortStableFunc(areas, func(a, b reform.Area) int {
		return cmp.Compare(rank(v.Who.Fields.Has(int(a))), rank(v.Who.Fields.Has(int(b))))
	})
	return areas
}

// areaName names an area, and says of one that the reader is in charge of it.
func (v Show) areaName(area reform.Area) string {
	if !v.Who.Fields.Every && v.Who.Fields.Has(int(area)) {
		return area.Name() + " (bạn phụ trách)"
	}
	return area.Name()
}

// joinAreas writes areas into a URL.
func joinAreas(areas []reform.Area) string {
	codes := make([]string, len(areas))
	for i, area := range areas {
		codes[i] = strconv.Itoa(int(area))
	}
	return strings.Join(codes, ",")
}

// SplitAreas reads what joinAreas wrote; what is no area is left out.
func SplitAreas(text string) []reform.Area {
	var areas []reform.Area
	for code := range strings.SplitSeq(text, ",") {
		if n, err := strconv.Atoi(code); err == nil && reform.Area(n).Valid() {
			areas = append(areas, reform.Area(n))
		}
	}
	return areas
}

func dateOf(at time.Time) calendar.Date { return calendar.DateOf(at) }

// rank puts one's own first.
func rank(own bool) int {
	if own {
		return 0
	}
	return 1
}

func finding(where string, overdue int, none string) string {
	if overdue == 0 {
		return none
	}
	return "Quá hạn nhiều nhất: " + where + ", " + viet.Int(overdue) + " nhiệm vụ."
}

func (v Show) total() ui.Stack {
	return v.stack("Tổng", v.Now.Sum(v.Basis, nil), reform.FigureFilter{})
}

// stack is a bar of which each number opens its own rows.
func (v Show) stack(label string, c reform.Classes, f reform.FigureFilter) ui.Stack {
	stack := ui.Stack{Label: label, Classes: c, Href: v.rows(f)}
	for _, class := range ui.StackClasses() {
		f.Class = class
		stack.Cells = append(stack.Cells, ui.StackCell{N: c.Of(class), Href: v.rows(f)})
	}
	return stack
}

// week is one point of the trend.
type week struct {
	day     string
	counts  reform.Classes
	overdue string // the heights of its two columns, in hundredths
	done    string
}

// weeks are the points of the trend; the highest column of all takes the whole height.
func (v Show) weeks() []week {
	most := 1
	for _, f := range v.Weeks {
		c := f.Sum(v.Basis, nil)
		most = max(most, c.Overdue, c.Done())
	}
	var weeks []week
	for _, f := range v.Weeks {
		c := f.Sum(v.Basis, nil)
		weeks = append(weeks, week{
			day: calendar.DateOf(f.At).Vietnamese()[:5], counts: c, overdue: height(c.Overdue, most), done: height(c.Done(), most),
		})
	}
	return weeks
}

// trendHeight is how high the trend's columns may be, in pixels.
const trendHeight = 96

var trendHeightText = strconv.Itoa(trendHeight)

func height(n, most int) string { return strconv.Itoa(n * trendHeight / most) }

// top is where a column of the height begins, from above.
func top(height string) string {
	n, _ := strconv.Atoi(height)
	return strconv.Itoa(trendHeight - n)
}

// trendSaid is the trend in one sentence.
func (v Show) trendSaid() string {
	if len(v.Weeks) == 0 {
		return ""
	}
	first, last := v.Weeks[0].Sum(v.Basis, nil), v.Weeks[len(v.Weeks)-1].Sum(v.Basis, nil)
	return "Trong " + strconv.Itoa(len(v.Weeks)) + " tuần, số quá hạn từ " + viet.Int(first.Overdue) + " thành " + viet.Int(last.Overdue) +
		", số hoàn thành từ " + viet.Int(first.Done()) + " thành " + viet.Int(last.Done()) + "."
}

var trendTable = ui.Table{Label: "Diễn biến 8 tuần", Columns: []ui.Column{
	{Label: "Cuối ngày"}, {Label: "Tổng", Number: true}, {Label: "Hoàn thành", Number: true}, {Label: "Đang làm trong hạn", Number: true}, {Label: "Đang làm quá hạn", Number: true},
}}
