package meetings

import (
	"strconv"

	"github.com/a-h/templ"

	"cchc/internal/calendar"
	"cchc/internal/paths"
	"cchc/internal/reform"
	"cchc/web/ui"
)

// Conclude is the page on which conclusions are typed in the meeting, one after another.
type Conclude struct {
	Meeting reform.Meeting
	Items   []reform.AgendaItem
	Units   []reform.Unit
	Areas   []reform.Area // those in which the reader may give work
	Noted   []reform.Conclusion
	Entry   ui.Entry
	Today   calendar.Date
}

// Begin is what the form begins with: a task, of the unit of the item that is concluded on.
func Begin(item reform.AgendaItem, areas []reform.Area) ui.Entry {
	values := map[string][]string{KindField: {string(reform.ConclusionTask)}, ItemField: {number(item.ID)}}
	if item.Kind == reform.AgendaUnit {
		values["chu_tri"] = []string{number(item.UnitID)}
	}
	if len(areas) > 0 {
		values["linh_vuc"] = []string{strconv.Itoa(int(areas[0]))}
	}
	return ui.Entry{Values: values}
}

// text is where the conclusion is typed; the page begins there.
func (v Conclude) text() ui.Field {
	f := v.field("noi_dung", "Kết luận", "", true)
	f.Max = reform.ConclusionMost
	if len(v.Entry.Errors) == 0 {
		f.Attrs = templ.Attributes{"autofocus": true}
	}
	return f
}

func (v Conclude) field(name, label, hint string, required bool) ui.Field {
	f := v.Entry.Field(name, label)
	f.Hint, f.Required = hint, required
	return f
}

func (v Conclude) deliverable() ui.Field {
	f := v.field("san_pham", "Sản phẩm", "Mỗi dòng một sản phẩm.", false)
	f.Max = 1000
	return f
}

func kinds() []ui.Option {
	hints := map[reform.ConclusionKind]string{
		reform.ConclusionTask: "Thành nhiệm vụ của đơn vị ngay khi lưu.", reform.ConclusionWord: "Không giao việc: chỉ ghi vào biên bản.",
	}
	var options []ui.Option
	for _, kind := range reform.ConclusionKinds() {
		options = append(options, ui.Option{Value: string(kind), Label: kind.Label(), Hint: hints[kind]})
	}
	return options
}

func (v Conclude) areas() []ui.Option {
	options := []ui.Option{}
	for _, area := range v.Areas {
		options = append(options, ui.Option{Value: strconv.Itoa(int(area)), Label: area.Name()})
	}
	return options
}

func (v Conclude) items() []ui.Option {
	options := []ui.Option{{Label: "Không gắn với nội dung nào"}}
	for _, item := range v.Items {
		options = append(options, ui.Option{Value: number(item.ID), Label: item.Title})
	}
	return options
}

// others are the boxes of the units that cooperate.
func (v Conclude) others() []ui.Option {
	options := []ui.Option{}
	for _, unit := range v.Units {
		if unit.TakesTasks() {
			id := number(unit.ID)
			options = append(options, ui.Option{Value: id, Label: unit.Name, Selected: v.Entry.Holds("phoi_hop", id)})
		}
	}
	return options
}

// more reports whether what is seldom said was said, or is wrong, so that it stands open.
func (v Conclude) more() bool {
	for _, name := range []string{"san_pham", "phoi_hop"} {
		if v.Entry.Value(name) != "" || v.Entry.Error(name) != "" {
			return true
		}
	}
	return false
}

// newest are the conclusions noted, the last one first.
func (v Conclude) newest() []reform.Conclusion {
	all := make([]reform.Conclusion, 0, len(v.Noted))
	for i := range v.Noted {
		all = append(all, v.Noted[len(v.Noted)-1-i])
	}
	return all
}

// Reword is the form that mends the words of a conclusion.
type Reword struct {
	Meeting    reform.Meeting
	Conclusion reform.Conclusion
	Entry      ui.Entry
}

func (v Reword) text() ui.Field {
	f := v.Entry.Field("noi_dung", "Kết luận")
	f.Required, f.Max = true, reform.ConclusionMost
	if v.Conclusion.TaskID != 0 {
		f.Hint = "Chỉ sửa lời trong biên bản; nhiệm vụ " + v.Conclusion.Task + " sửa ở trang nhiệm vụ."
	}
	return f
}

func (v Reword) action() string { return paths.ToConclusion(v.Meeting.Code, v.Conclusion.ID) }

// RewordEntry is what the form begins with.
func RewordEntry(c reform.Conclusion) ui.Entry {
	return ui.Entry{Values: map[string][]string{"noi_dung": {c.Text}}}
}

// Minutes is the record of a meeting, for paper.
type Minutes struct {
	Show
}

// announces reports whether there is something to announce to the units.
func (v Minutes) announces() bool {
	return reform.Minutes{Meeting: v.Meeting, Items: v.Items, Noted: v.Noted}.Check() == nil
}
