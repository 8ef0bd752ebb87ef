// Package work holds the page of what one person has to do.
package work

import (
	"net/url"
	"strconv"

	"cchc/internal/calendar"
	"cchc/internal/paths"
	"cchc/internal/reform"
	"cchc/internal/viet"
	"cchc/web/pages/shares"
	"cchc/web/pages/tasks"
	"cchc/web/ui"
)

// List is the page of one person's tasks.
type List struct {
	Group     reform.WorkGroup
	Counts    reform.WorkCounts
	Lines     []reform.TaskLine
	Total     int
	Filter    reform.TaskFilter // its page is the one shown
	MayReport bool
	Drafts    int               // typed into forms and not sent
	Parents   []reform.TaskLine // tasks that others carry out
	Owed      shares.Owed
	Nudged    []reform.WaitingNudge // that wait for an answer about the person's tasks
	Asks      []reform.MeetingAsk   // what meetings ask of the person's units
	Today     calendar.Date
}

const region = "ket-qua"

// labels are the words of each group.
var labels = map[reform.WorkGroup]string{
	reform.WorkToDo: "Cần xử lý", reform.WorkStanding: "Thường xuyên", reform.WorkSubmitted: "Đã gửi", reform.WorkCompleted: "Hoàn thành",
	reform.WorkOverdue: "Quá hạn", reform.WorkSoon: "Đến hạn trong " + strconv.Itoa(reform.SoonDays) + " ngày", reform.WorkStale: "Chưa cập nhật",
	reform.WorkBlocked: "Có vướng mắc",
}

// empties say that a group has no tasks.
var empties = map[reform.WorkGroup]string{
	reform.WorkToDo: "Không có việc cần xử lý.", reform.WorkStanding: "Không có việc thường xuyên.",
	reform.WorkSubmitted: "Không có việc chờ xác nhận.", reform.WorkCompleted: "Chưa có nhiệm vụ hoàn thành.",
	reform.WorkOverdue: "Không có việc quá hạn.", reform.WorkSoon: "Không có việc nào đến hạn trong " + strconv.Itoa(reform.SoonDays) + " ngày.",
	reform.WorkStale:   "Không có việc nào quá " + strconv.Itoa(reform.StaleDays) + " ngày chưa cập nhật.",
	reform.WorkBlocked: "Không có việc nào đang vướng mắc.",
}

// kinds are the colours of the figures.
var kinds = map[reform.WorkGroup]ui.Kind{
	reform.WorkOverdue: ui.Over, reform.WorkSoon: ui.Soon, reform.WorkSubmitted: ui.Waiting, reform.WorkBlocked: ui.Blocked, reform.WorkStale: ui.Idle,
}

// to is where the group stands, measured against the deadline that the page is.
func (v List) to(group reform.WorkGroup) string { return place(group, v.Filter.Basis) }

func place(group reform.WorkGroup, basis reform.DueBasis) string {
	query := url.Values{}
	if group != reform.WorkToDo {
		query.Set("nhom", string(group))
	}
	if basis != reform.DueNow {
		query.Set("tinh_theo", string(basis))
	}
	return paths.With(paths.Work, query)
}

// otherBasis is the deadline that the page is not measured against.
func (v List) otherBasis() reform.DueBasis {
	if v.Filter.Basis == reform.DueOriginal {
		return reform.DueNow
	}
	return reform.DueOriginal
}

func (v List) figures() []ui.Figure {
	var figures []ui.Figure
	for _, group := range reform.WorkFigures() {
		label := labels[group]
		if group == reform.WorkSubmitted {
			label = reform.TaskSubmitted.Label()
		}
		figures = append(figures, ui.Figure{Kind: kinds[group], Value: viet.Int(v.Counts.Of(group)), Label: label, Href: v.to(group)})
	}
	return figures
}

func (v List) tabs() []ui.Tab {
	var tabs []ui.Tab
	for _, group := range reform.WorkTabs() {
		tabs = append(tabs, ui.Tab{
			Label: labels[group], Href: v.to(group), Count: v.Counts.Of(group), Counted: true, Current: group == v.Group,
		})
	}
	return tabs
}

func (v List) listing() tasks.Listing {
	query := url.Values{}
	for name, value := range map[string]string{"nhom": string(v.Group), "q": v.Filter.Text, "tinh_theo": string(v.Filter.Basis)} {
		if value != "" && value != string(reform.WorkToDo) {
			query.Set(name, value)
		}
	}
	ordered := tasks.Query(v.Filter)
	for _, name := range []string{"sx", "chieu"} {
		if ordered.Has(name) {
			query.Set(name, ordered.Get(name))
		}
	}
	return tasks.Listing{Path: paths.Work, Query: query, Filter: v.Filter, Total: v.Total}
}

func (v List) filter() ui.Filter {
	l := v.listing()
	return ui.Filter{Action: paths.Work, Search: l.Search(), Hidden: l.Kept("nhom", "tinh_theo"), Live: region, Bare: true, Said: "Có " + l.Count()}
}

func (v List) table() ui.Table {
	l := v.listing()
	return ui.Table{Label: "Bảng nhiệm vụ", Caption: labels[v.Group] + ": " + l.Caption(), Columns: []ui.Column{
		{Label: "Trạng thái"}, l.Column("Nhiệm vụ", reform.SortCode), l.Column(tasks.DueHead(v.Filter.Basis), reform.SortDue),
		l.Column("Tiến độ", reform.SortPercent), {Label: "Thao tác", Unseen: true},
	}}
}

// button leads on from a row: to the report where one can be made.
func (v List) button(l reform.TaskLine) ui.Button {
	if v.MayReport && l.State == reform.TaskInProgress {
		return ui.Button{Label: "Cập nhật", For: l.Code, Small: true, Href: paths.ToReport(l.Code)}
	}
	return ui.Button{Label: "Xem", For: l.Code, Small: true, Href: paths.ToTask(l.Code)}
}

// empty says why there are no rows.
func (v List) empty() string {
	if v.Filter.Text != "" {
		return "Không thấy nhiệm vụ khớp “" + v.Filter.Text + "”."
	}
	return empties[v.Group]
}

// offersStanding tells whether the empty list points at the standing duties.
func (v List) offersStanding() bool {
	return v.Filter.Text == "" && v.Group != reform.WorkStanding && v.Counts.Standing > 0
}
