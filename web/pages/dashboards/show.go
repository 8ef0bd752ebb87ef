// Package dashboards shows the figures that leaders read before a meeting, and the tasks behind each of them.
package dashboards

import (
	"cmp"
	"net/url"
	"slices"
	"strconv"
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
	Now    reform.Figures
	Before reform.Figures
	Weeks  []reform.Figures
	Units  []reform.Unit
	Mine   []reform.ObstacleLine
	Wait   int
	Who    policy.Actor
	Entry  ui.Entry // the days as they were typed, and what is wrong with them
}

// Title is the page's heading.
const Title = "Bảng điều hành"

// The fields of the page's form.
const (
	OnField    = "ngay"
	SinceField = "so_voi"
)

// Stamp says as of when figures are: of now, or of the end of a day before.
func Stamp(at time.Time, live bool) string {
	if !live {
		return "Số liệu cuối ngày " + calendar.DateOf(at).Vietnamese()
	}
	return "Số liệu lúc " + calendar.Stamp(at)
}

func (v Show) under() string {
	return Stamp(v.Now.At, v.Live) + ", so với cuối ngày " + v.Since.Vietnamese() + " · tính theo " + basisWords(v.Basis)
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
	if f.Class != "" {
		q.Set("thoi_han", string(f.Class))
	}
	return q
}

func (v Show) figures() []ui.Figure {
	now, before := v.Now.Sum(v.Basis, nil), v.Before.Sum(v.Basis, nil)
	one := func(kind ui.Kind, label string, n, was int, class reform.Timeliness) ui.Figure {
		return ui.Figure{Kind: kind, Value: viet.Int(n), Label: label, Change: change(n - was), Href: v.rows(reform.FigureFilter{Class: class})}
	}
	return []ui.Figure{
		one("", "Nhiệm vụ", now.Total(), before.Total(), ""),
		one(ui.Done, "Hoàn thành đúng hạn", now.OnTime, before.OnTime, reform.DoneOnTime),
		one(ui.Soon, "Hoàn thành quá hạn", now.Late, before.Late, reform.DoneLate),
		one(ui.Doing, "Đang thực hiện trong hạn", now.InTime, before.InTime, reform.OpenInTime),
		one(ui.Over, "Đang thực hiện quá hạn", now.Overdue, before.Overdue, reform.OpenOverdue),
		one(ui.Idle, "Không thời hạn", now.Undated, before.Undated, reform.NoDeadline),
	}
}

// change is a difference as people read it; "" for none.
func change(n int) string {
	switch {
	case n > 0:
		return "+" + viet.Int(n)
	case n < 0:
		return "−" + viet.Int(-n)
	default:
		return ""
	}
}

// sum says that the figures add up, and which rate of what.
func (v Show) sum() string {
	c := v.Now.Sum(v.Basis, nil)
	text := viet.Int(c.Total()) + " nhiệm vụ = " + viet.Int(c.OnTime) + " hoàn thành đúng hạn + " + viet.Int(c.Late) + " hoàn thành quá hạn + " +
		viet.Int(c.InTime) + " trong hạn + " + viet.Int(c.Overdue) + " quá hạn + " + viet.Int(c.Undated) + " không thời hạn."
	if dated := c.Total() - c.Undated; dated > 0 {
		text += " Hoàn thành đúng hạn " + viet.Percent(c.OnTime, dated) + " của " + viet.Int(dated) + " nhiệm vụ có thời hạn được giao."
	}
	return text
}

// decides reports whether anything can wait for the reader's decision.
func (v Show) decides() bool { return v.Live && v.Who.Reach(policy.ObstacleDecide) > policy.Nothing }

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
		chart.Bars = append(chart.Bars, v.stack(unit.Name, c, reform.FigureFilter{Unit: unit.ID}))
		if c.Overdue > most {
			most, late = c.Overdue, unit.Name
		}
	}
	chart.Finding = finding(late, most, "Không đơn vị nào có nhiệm vụ quá hạn.")
	return chart
}

// byArea are the areas in the order of the directive.
func (v Show) byArea() ui.Stacks {
	counts, late := v.Now.ByArea(v.Basis), ""
	chart := ui.Stacks{ID: "theo-linh-vuc", Title: "Theo lĩnh vực", First: "Lĩnh vực", Sum: v.total()}
	most := 0
	for _, area := range v.areas() {
		c := counts[area]
		chart.Bars = append(chart.Bars, v.stack(area.Name(), c, reform.FigureFilter{Area: &area}))
		if c.Overdue > most {
			most, late = c.Overdue, area.Name()
		}
	}
	chart.Finding = finding(late, most, "Không lĩnh vực nào có nhiệm vụ quá hạn.")
	return chart
}

// areas are the areas in their order, those that the reader is in charge of first.
func (v Show) areas() []reform.Area {
	areas := reform.Areas()
	if v.Who.Fields.Every {
		return areas
	}
	slices.SortStableFunc(areas, func(a, b reform.Area) int {
		return cmp.Compare(rank(v.Who.Fields.Has(int(a))), rank(v.Who.Fields.Has(int(b))))
	})
	return areas
}

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

// news leads to what changed between the page's two instants.
func (v Show) news() string {
	return paths.ToNews(NewsQuery(reform.NewsFilter{Since: v.Before.At, At: v.Now.At}))
}
