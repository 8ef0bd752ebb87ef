// Package units holds the page of one unit: what it has to accept, what is late, and who does how much.
package units

import (
	"strconv"
	"strings"

	"cchc/internal/calendar"
	"cchc/internal/paths"
	"cchc/internal/reform"
	"cchc/internal/viet"
	"cchc/web/pages/shares"
	"cchc/web/pages/tasks"
	"cchc/web/ui"
)

// Show is the page of one unit.
type Show struct {
	Unit       reform.Unit
	Units      []reform.Unit // those the reader may change to
	Counts     reform.WorkCounts
	ToAccept   []reform.TaskLine
	Overdue    []reform.TaskLine
	Waiting    []reform.TaskLine
	Loads      []reform.OfficerLoad
	MayAccept  bool
	MayDecline bool

	MayReorganise bool
	MayHandOver   bool            // what one of the unit's people holds
	Basis         reform.DueBasis // the deadline that the figures and rows are measured against
	Today         calendar.Date

	Parents      []reform.TaskLine // tasks that the unit leads and others carry out
	ParentsTotal int
	Owed         shares.Owed
	Nudged       []reform.WaitingNudge // that wait for the unit's answer
	Asks         []reform.MeetingAsk   // what meetings ask of the unit, for whoever answers for it
	Blocked      []reform.Obstacle     // what holds up tasks that the unit leads; one past obstaclesShown: there are more
}

// obstaclesShown is how many obstacles the page shows.
const obstaclesShown = 5

// The filters behind the page's figures, each the same rows as its number.
var (
	toAccept = reform.TaskFilter{State: reform.TaskAssigned}
	overdue  = reform.TaskFilter{Timeliness: reform.OpenOverdue}
	soon     = reform.TaskFilter{Timeliness: reform.FilterSoon}
	waiting  = reform.TaskFilter{State: reform.TaskSubmitted, Kin: reform.KinCounted}
	open     = reform.TaskFilter{Open: true, Kin: reform.KinCounted}
	blocked  = reform.TaskFilter{Blocked: true, Kin: reform.KinCounted}
)

// list returns the unit's part of the task list, narrowed by the filter.
func (v Show) list(f reform.TaskFilter) string {
	f.Unit, f.Basis = v.Unit.ID, v.Basis
	return paths.With(paths.Tasks, tasks.Query(f))
}

// of returns what one officer has of the unit's tasks, narrowed by the filter.
func (v Show) of(officer int64, f reform.TaskFilter) string {
	f.Officer = officer
	return v.list(f)
}

func (v Show) figures() []ui.Figure {
	figure := func(kind ui.Kind, count int, label string, f reform.TaskFilter) ui.Figure {
		return ui.Figure{Kind: kind, Value: viet.Int(count), Label: label, Href: v.list(f)}
	}
	return []ui.Figure{
		figure(ui.Waiting, v.Counts.ToAccept, reform.TaskAssigned.Label(), toAccept),
		figure(ui.Over, v.Counts.Overdue, "Quá hạn", overdue),
		figure(ui.Soon, v.Counts.DueSoon, "Đến hạn trong "+strconv.Itoa(reform.SoonDays)+" ngày", soon),
		figure(ui.Waiting, v.Counts.Waiting, reform.TaskSubmitted.Label(), waiting),
	}
}

func (v Show) unitOptions() []ui.Option {
	var options []ui.Option
	for _, unit := range v.Units {
		options = append(options, ui.Option{Value: strconv.FormatInt(unit.ID, 10), Label: unit.Name, Group: unit.Relation.Label()})
	}
	return options
}

// section is one list of the page.
type section struct {
	id, title, empty string
	lines            []reform.TaskLine
	total            int
	all              string // where the whole list is
	act              bool   // the tasks wait for the unit's answer
}

func (v Show) sections() []section {
	return []section{
		{"cho-tiep-nhan", "Chờ tiếp nhận", "Không có việc mới giao.", v.ToAccept, v.Counts.ToAccept, v.list(toAccept), v.MayAccept || v.MayDecline},
		{"qua-han", "Quá hạn", "Đơn vị không có việc quá hạn.", v.Overdue, v.Counts.Overdue, v.list(overdue), false},
		{"cho-xac-nhan", "Chờ xác nhận", "Không có việc chờ xác nhận hoàn thành.", v.Waiting, v.Counts.Waiting, v.list(waiting), false},
	}
}

func (v Show) table(s section) ui.Table {
	columns := []ui.Column{{Label: "Trạng thái"}, {Label: "Nhiệm vụ"}, {Label: "Người xử lý"}, {Label: tasks.DueHead(v.Basis)}, {Label: "Tiến độ"}}
	if s.act {
		columns = []ui.Column{{Label: "Trạng thái"}, {Label: "Nhiệm vụ"}, {Label: "Giao ngày"}, {Label: tasks.DueHead(v.Basis)}, {Label: "Thao tác", Unseen: true}}
	}
	return ui.Table{Label: "Bảng " + strings.ToLower(s.title), Columns: columns}
}

func (s section) more() bool { return s.total > len(s.lines) }

// officer is who works on the row's task.
func officer(l reform.TaskLine) string {
	if l.Officer == "" {
		return "Chưa phân công"
	}
	return l.Officer
}

func (v Show) loadTable() ui.Table {
	table := ui.Table{Label: "Bảng khối lượng theo người", Columns: []ui.Column{
		{Label: "Người xử lý"}, {Label: "Đang mở", Number: true}, {Label: "Quá hạn", Number: true},
		{Label: "Đến hạn trong " + strconv.Itoa(reform.SoonDays) + " ngày", Number: true},
	}}
	if v.MayHandOver {
		table.Columns = append(table.Columns, ui.Column{Label: "Thao tác", Unseen: true})
	}
	return table
}
