package org

import (
	"strconv"

	"cchc/internal/calendar"
	"cchc/internal/paths"
	"cchc/internal/reform"
	"cchc/internal/viet"
	"cchc/web/ui"
)

// Change is a unit with what becomes of it: the changes planned and carried out, and the form of a new one.
type Change struct {
	Unit    reform.Unit
	Units   []reform.Unit // that can take over
	Names   map[int64]string
	Changes []reform.UnitChange
	Parts   reform.UnitParts
	Tasks   []reform.Task
	People  []reform.Person
	May     bool // plan and give up
	Today   calendar.Date
	Entry   ui.Entry
}

// TaskField is the field that says where the task goes; PersonField where the person does.
func TaskField(id int64) string { return "viec_" + strconv.FormatInt(id, 10) }

// PersonField is the field that says where the person goes.
func PersonField(id int64) string { return "nguoi_" + strconv.FormatInt(id, 10) }

// Title is the heading of the page.
func (v Change) Title() string { return "Đóng, sáp nhập, chia tách " + v.Unit.Name }

// planned returns the change that is still to come; false when there is none.
func (v Change) planned() (reform.UnitChange, bool) {
	for _, change := range v.Changes {
		if change.Open() {
			return change, true
		}
	}
	return reform.UnitChange{}, false
}

// plans reports whether the page offers a new change.
func (v Change) plans() bool {
	_, planned := v.planned()
	return v.May && !planned && v.Unit.Stands(v.Today)
}

func (v Change) form() ui.Form {
	version := v.Entry.Value("phien_ban")
	if version == "" {
		version = strconv.Itoa(v.Unit.Version)
	}
	return ui.Form{Action: paths.ToUnitChange(v.Unit.ID), Hidden: []ui.Hidden{{Name: "phien_ban", Value: version}}}
}

func kindOptions() []ui.Option {
	hints := map[reform.UnitChangeKind]string{
		reform.UnitClose: "Đơn vị thôi hoạt động; việc và người chuyển sang đơn vị nhận.",
		reform.UnitMerge: "Đơn vị nhập vào đơn vị nhận cùng toàn bộ việc và người.",
		reform.UnitSplit: "Từng nhiệm vụ, từng người có thể chuyển đến đơn vị khác nhau; phần còn lại về đơn vị nhận.",
	}
	var options []ui.Option
	for _, kind := range reform.UnitChangeKinds() {
		options = append(options, ui.Option{Value: string(kind), Label: kind.Label(), Hint: hints[kind]})
	}
	return options
}

func (v Change) successors(none string) []ui.Option {
	options := []ui.Option{{Label: none}}
	for _, unit := range v.Units {
		options = append(options, ui.Option{Value: strconv.FormatInt(unit.ID, 10), Label: unit.Name})
	}
	return options
}

func (v Change) required(name, label, hint string) ui.Field {
	f := v.Entry.Field(name, label)
	f.Required, f.Hint = true, hint
	return f
}

func (v Change) note() ui.Field {
	f := v.Entry.Field("ghi_chu", "Căn cứ, ghi chú")
	f.Max, f.Hint = 1000, "Ví dụ số quyết định về tổ chức bộ máy."
	return f
}

// moves says what the change moves, in words.
func (v Change) moves() string {
	return viet.Int(len(v.Tasks)) + " nhiệm vụ đang mở và " + viet.Int(len(v.People)) + " người"
}

// parts lists what of the planned change goes elsewhere than to its successor, in words.
func (v Change) parts() []string {
	var lines []string
	for _, task := range v.Tasks {
		if to, ok := v.Parts.Tasks[task.ID]; ok {
			lines = append(lines, task.Code+" → "+v.Names[to])
		}
	}
	for _, person := range v.People {
		if to, ok := v.Parts.People[person.ID]; ok {
			lines = append(lines, person.Name+" → "+v.Names[to])
		}
	}
	return lines
}

func pastTable() ui.Table {
	return ui.Table{Label: "Bảng các lần thay đổi", Columns: []ui.Column{
		{Label: "Việc"}, {Label: "Có hiệu lực"}, {Label: "Đơn vị nhận"}, {Label: "Người lập"}, {Label: "Kết quả"},
	}}
}

// outcome says what became of a change.
func outcome(c reform.UnitChange) ui.Chip {
	switch {
	case c.DoneAt != nil:
		return ui.Chip{Kind: ui.Done, Text: "Đã thực hiện " + calendar.Stamp(*c.DoneAt)}
	case c.DroppedAt != nil:
		return ui.Chip{Kind: ui.Idle, Text: "Đã bỏ " + calendar.Stamp(*c.DroppedAt)}
	default:
		return ui.Chip{Kind: ui.Waiting, Icon: "calendar", Text: "Chờ đến ngày"}
	}
}
