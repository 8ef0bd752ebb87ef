// Package extensions holds the pages of requests to move a task's deadline: the list, the form that asks, one request.
package extensions

import (
	"strconv"
	"time"

	"cchc/internal/calendar"
	"cchc/internal/paths"
	"cchc/internal/reform"
	"cchc/internal/viet"
	"cchc/web/pages/tasks"
	"cchc/web/ui"
)

// List is one page of a group of requests.
type List struct {
	Group  reform.ExtensionGroup
	Counts reform.ExtensionCounts
	Lines  []reform.ExtensionLine
	Pages  ui.Pages
	Today  calendar.Date
}

func (v List) tabs() []ui.Tab {
	counts := map[reform.ExtensionGroup]int{reform.ExtensionsToSign: v.Counts.ToSign, reform.ExtensionsToDecide: v.Counts.ToDecide}
	var tabs []ui.Tab
	for _, group := range reform.ExtensionGroups() {
		count, counted := counts[group]
		tabs = append(tabs, ui.Tab{
			Label: group.Label(), Href: paths.ToExtensions(string(group)), Count: count, Counted: counted, Current: group == v.Group,
		})
	}
	return tabs
}

func (v List) table() ui.Table {
	order := "chờ lâu nhất trước"
	if v.Group == reform.ExtensionsDecided {
		order = "mới quyết định trước"
	}
	count := viet.Int(v.Pages.Total)
	if v.Pages.More {
		count = "Hơn " + count
	}
	return ui.Table{Label: "Bảng đề nghị gia hạn", Caption: count + " đề nghị, " + order, Columns: []ui.Column{
		{Label: "Trạng thái"}, {Label: "Nhiệm vụ"}, {Label: "Đơn vị, người đề nghị"}, {Label: "Hạn khi đề nghị"}, {Label: "Hạn đề nghị"}, {Label: "Gửi ngày"},
	}}
}

func (v List) empty() string {
	return map[reform.ExtensionGroup]string{
		reform.ExtensionsToSign: "Không có đề nghị gia hạn nào chờ ký.", reform.ExtensionsToDecide: "Không có đề nghị gia hạn nào chờ quyết định.",
		reform.ExtensionsDecided: "Chưa có đề nghị gia hạn nào được quyết định.",
	}[v.Group]
}

// asked is the day asked for and, where another one was granted, that one.
func asked(l reform.ExtensionLine) string {
	if !l.GrantedOn.IsZero() && l.GrantedOn != l.ProposedOn {
		return l.ProposedOn.Vietnamese() + ", được " + l.GrantedOn.Vietnamese()
	}
	return l.ProposedOn.Vietnamese()
}

// Chip returns the chip of a request's state.
func Chip(state reform.ExtensionState) ui.Chip { return tasks.ExtensionChip(state) }

// Ask is the form that asks for an extension.
type Ask struct {
	Task   reform.Task
	Past   []reform.Extension
	Use    reform.ExtensionUse
	Closed string // why none can be asked for now; "" when one can
	Entry  ui.Entry
	Today  calendar.Date
}

func (v Ask) due() ui.Field {
	field := v.Entry.Field("han", "Hạn đề nghị")
	field.Required, field.Hint = true, "Sau hạn hiện hành "+v.Task.DueOn.Vietnamese()+" và không trước hôm nay."
	return field
}

func (v Ask) reason() ui.Field {
	field := v.Entry.Field("ly_do", "Lý do xin gia hạn")
	field.Required, field.Max, field.Hint = true, 1000, "Đang vướng gì, đã làm gì, vì sao cần thêm thời gian."
	return field
}

// Show is one request with what its reader may do with it.
type Show struct {
	Task      reform.Task
	Extension reform.Extension
	Past      []reform.Extension
	Use       reform.ExtensionUse
	Days      calendar.Days
	Offers    []Offer
	Entry     ui.Entry // what was typed into the form of the act Typed
	Typed     reform.ExtensionAct
	Today     calendar.Date
}

// Offer is a step of the request; with a Reason its button says why it does not work.
type Offer struct {
	Act    reform.ExtensionAct
	Reason string
}

// others are the other requests of the task.
func (v Show) others() []reform.Extension {
	var others []reform.Extension
	for _, e := range v.Past {
		if e.ID != v.Extension.ID {
			others = append(others, e)
		}
	}
	return others
}

// NotWorked says that the day is no working day, and why; "" when it is one.
func NotWorked(days calendar.Days, day calendar.Date) string {
	if day.IsZero() || days.IsWorking(day) {
		return ""
	}
	name := days.Off[day]
	if name == "" {
		name = "nghỉ cuối tuần"
	}
	return day.Long() + " không phải ngày làm việc (" + name + ")."
}

// entry is what was typed into the form of the act; the day asked for stands in the form that grants before anything is.
func (v Show) entry(act reform.ExtensionAct) ui.Entry {
	if v.Typed == act {
		return v.Entry
	}
	return ui.Entry{Values: map[string][]string{"han": {v.Extension.ProposedOn.Vietnamese()}}}
}

func (v Show) form(act reform.ExtensionAct) ui.Form {
	return ui.Form{
		Action: paths.ToExtensionAct(v.Extension.ID, string(act)),
		Hidden: []ui.Hidden{{Name: "phien_ban", Value: strconv.Itoa(v.Extension.Version)}},
	}
}

func (v Show) granted() ui.Field {
	field := v.entry(reform.ExtensionGrant).Field("han", "Cho gia hạn đến ngày")
	field.Required, field.Hint = true, "Đơn vị đề nghị "+v.Extension.ProposedOn.Vietnamese()+"; có thể đặt ngày khác."
	return field
}

// said is a field of many lines; refusing has one of its own name, since both forms can stand on one page.
func (v Show) said(act reform.ExtensionAct) ui.Field {
	field := v.entry(act).Field("ly_do", "Ghi chú")
	field.Max = 1000
	if act == reform.ExtensionRefuse {
		field.Label, field.Required = "Lý do không gia hạn", true
	} else {
		field.ID = "ghi_chu"
	}
	return field
}

// stamp is "Đặng Văn Khánh, 08:15 23/11/2026", with whom a deputy stood in for.
func stamp(name, standsFor string, at *time.Time) string {
	if standsFor != "" {
		name += " (thay " + standsFor + ")"
	}
	return name + ", " + calendar.Stamp(*at)
}

// look makes refusing stand apart from what carries the request on.
func look(act reform.ExtensionAct) ui.Look {
	if act == reform.ExtensionRefuse {
		return ui.Danger
	}
	return ui.Primary
}
