package tasks

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"cchc/internal/calendar"
	"cchc/internal/paths"
	"cchc/internal/reform"
	"cchc/web/ui"
)

// List is the register of tasks with its filters.
type List struct {
	Lines     []reform.TaskLine
	Total     int
	Filter    reform.TaskFilter // its page is the one shown
	Units     []reform.Unit
	Documents []reform.DocumentLine
	Officers  []reform.Person
	MayCreate bool
	Drafts    bool // the reader sees drafts
	Today     calendar.Date
}

// region is what filtering swaps while typing.
const region = "ket-qua"

func (v List) listing() Listing {
	return Listing{Path: paths.Tasks, Query: Query(v.Filter), Filter: v.Filter, Total: v.Total}
}

func (v List) table() ui.Table {
	l := v.listing()
	return ui.Table{Label: "Bảng nhiệm vụ", Caption: l.Caption(), Columns: []ui.Column{
		{Label: "Trạng thái"}, l.Column("Nhiệm vụ", reform.SortCode), {Label: "Chủ trì"}, l.Column(DueHead(v.Filter.Basis), reform.SortDue),
		l.Column("Tiến độ", reform.SortPercent), l.Column("Báo cáo cuối", reform.SortReport),
	}}
}

func (v List) filter(c choices) ui.Filter {
	l := v.listing()
	return ui.Filter{
		Action: paths.Tasks, Active: len(c.set()), Search: l.Search(), Hidden: l.Kept(), Live: region, Said: "Có " + l.Count(),
	}
}

// choice is one narrow filter.
type choice struct {
	ui.Field
	options []ui.Option
}

// choices are all narrow filters of the list; a page makes them once.
type choices []choice

func (v List) choices() choices {
	q := Query(v.Filter)
	field := func(name, label string, options ...ui.Option) choice {
		all := append([]ui.Option{{Label: "Tất cả"}}, options...)
		return choice{Field: ui.Field{Name: name, Label: label, Value: q.Get(name)}, options: all}
	}
	return choices{
		field("thoi_han", "Thời hạn", timelinessOptions()...),
		{Field: BasisField(v.Filter.Basis), options: BasisOptions()},
		field("trang_thai", "Trạng thái", v.stateOptions()...),
		field("don_vi", "Đơn vị chủ trì", v.unitOptions()...),
		field("nguoi", "Người xử lý", v.officerOptions()...),
		field("linh_vuc", "Lĩnh vực", areaOptions()...),
		field("van_ban", "Văn bản", v.documentOptions()...),
		field("loai", "Việc chung, việc con", kinOptions()...),
		field("vuong_mac", "Vướng mắc", ui.Option{Value: "1", Label: ui.BlockedChip().Text}),
		field("trong_diem", "Ưu tiên", ui.Option{Value: "1", Label: "Trọng điểm"}),
	}
}

// set returns the words of the filters that are set, the search text apart.
func (all choices) set() []string {
	var words []string
	for _, c := range all {
		for _, option := range c.options {
			if option.Value != "" && option.Value == c.Value {
				words = append(words, option.Label)
			}
		}
	}
	return words
}

// narrowed says what the list is narrowed to; "" when it shows everything.
func (v List) narrowed(c choices) string {
	words := c.set()
	if v.Filter.Text != "" {
		words = append([]string{"“" + v.Filter.Text + "”"}, words...)
	}
	return strings.Join(words, " · ")
}

func timelinessOptions() []ui.Option {
	var options []ui.Option
	for _, t := range reform.Timelinesses() {
		options = append(options, ui.Option{Value: string(t), Label: t.Label(), Group: "Phân loại chính thức"})
	}
	return append(options,
		ui.Option{Value: string(reform.FilterSoon), Label: "Đến hạn trong " + strconv.Itoa(reform.SoonDays) + " ngày", Group: "Theo dõi"},
		ui.Option{Value: string(reform.FilterStale), Label: "Chưa cập nhật từ " + strconv.Itoa(reform.StaleDays) + " ngày", Group: "Theo dõi"})
}

func (v List) stateOptions() []ui.Option {
	options := []ui.Option{{Value: OpenStates, Label: "Chưa hoàn thành"}}
	for _, state := range reform.TaskStates() {
		if state != reform.TaskDraft || v.Drafts {
			options = append(options, ui.Option{Value: string(state), Label: state.Label()})
		}
	}
	return options
}

func (v List) unitOptions() []ui.Option {
	var options []ui.Option
	for _, unit := range v.Units {
		if unit.TakesTasks() {
			options = append(options, ui.Option{Value: number(unit.ID), Label: unit.Name, Group: unit.Relation.Label()})
		}
	}
	return options
}

// officerOptions are the officers under their units, the units in the department's own order.
func (v List) officerOptions() []ui.Option {
	place := map[int64]int{}
	for i, unit := range v.Units {
		place[unit.ID] = i
	}
	officers := slices.SortedStableFunc(slices.Values(v.Officers), func(a, b reform.Person) int {
		return cmp.Compare(place[a.UnitID], place[b.UnitID])
	})
	var options []ui.Option
	for _, person := range officers {
		options = append(options, ui.Option{Value: number(person.ID), Label: person.Name, Group: person.UnitName})
	}
	return options
}

func kinOptions() []ui.Option {
	var options []ui.Option
	for _, kin := range []reform.Kin{reform.KinCounted, reform.KinParents} {
		options = append(options, ui.Option{Value: string(kin), Label: kin.Label()})
	}
	return options
}

func areaOptions() []ui.Option {
	var options []ui.Option
	for _, area := range reform.Areas() {
		options = append(options, ui.Option{Value: strconv.Itoa(int(area)), Label: area.Name()})
	}
	return options
}

func (v List) documentOptions() []ui.Option {
	var options []ui.Option
	for _, line := range v.Documents {
		document := line.Document()
		options = append(options, ui.Option{Value: number(line.ID), Label: document.Number() + " " + document.Dated()})
	}
	return options
}
