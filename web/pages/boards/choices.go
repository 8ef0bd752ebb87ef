package boards

import (
	"strconv"

	"cchc/internal/reform"
	"cchc/web/ui"
)

// choice is one narrow filter of the board.
type choice struct {
	ui.Field
	options []ui.Option
}

func (v Board) choices() []choice {
	q := v.Filter.Query()
	field := func(name, label, all string, options []ui.Option) choice {
		if all != "" {
			options = append([]ui.Option{{Label: all}}, options...)
		}
		return choice{Field: ui.Field{Name: name, Label: label, Value: q.Get(name)}, options: options}
	}
	return []choice{
		field("xem", "Xem", "", groupOptions()),
		field("tre", "Đã quá hạn", "Không xét", ageOptions()),
		field("don_vi", "Đơn vị", "Tất cả", v.unitOptions()),
		field("linh_vuc", "Lĩnh vực", "Tất cả", areaOptions()),
		field("van_ban", "Văn bản", "Tất cả", v.documentOptions()),
		field("nguoi_td", "Người theo dõi", "Không xét", v.followOptions()),
		field("chua_nhac", "Nhắc việc", "Không xét", nudgeOptions(v.Filter.NotNudged)),
	}
}

func groupOptions() []ui.Option {
	var options []ui.Option
	for _, g := range reform.BoardGroups() {
		options = append(options, ui.Option{Value: string(g), Label: g.Label()})
	}
	return options
}

func ageOptions() []ui.Option {
	var options []ui.Option
	for _, a := range reform.Ageings() {
		options = append(options, ui.Option{Value: string(a), Label: a.Label()})
	}
	return options
}

func (v Board) unitOptions() []ui.Option {
	var options []ui.Option
	for _, unit := range v.Units {
		if unit.TakesTasks() {
			options = append(options, ui.Option{Value: number(unit.ID), Label: unit.Name, Group: unit.Relation.Label()})
		}
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

func (v Board) documentOptions() []ui.Option {
	var options []ui.Option
	for _, line := range v.Documents {
		document := line.Document()
		options = append(options, ui.Option{Value: number(line.ID), Label: document.Number() + " " + document.Dated()})
	}
	return options
}

// nudgeOptions are the numbers of days that are offered, with the one asked for where it is none of them.
func nudgeOptions(asked int) []ui.Option {
	var options []ui.Option
	known := asked == 0
	add := func(days int) {
		options = append(options, ui.Option{Value: strconv.Itoa(days), Label: "Chưa nhắc " + strconv.Itoa(days) + " ngày"})
		known = known || days == asked
	}
	for _, days := range reform.BoardNotNudged() {
		add(days)
	}
	if !known {
		add(asked)
	}
	return options
}
