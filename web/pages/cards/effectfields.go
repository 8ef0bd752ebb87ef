// Package cards holds the pages of decision cards: the form that writes one, what waiting costs, and the steps of a card.
package cards

import (
	"strconv"

	"cchc/internal/calendar"
	"cchc/internal/reform"
	"cchc/web/ui"
)

// EffectFields are the fields that ask what a decision does; their names begin with Prefix. The fields of every kind are there,
// and those of the chosen kind are shown.
type EffectFields struct {
	Prefix string
	Label  string              // of the choice of the kind; "" for its usual one
	Kinds  []reform.EffectKind // those to choose from
	None   string              // the choice of none; "" for the usual words
	Must   bool                // one has to be chosen
	Units  []reform.Unit       // those that stand today
	Entry  ui.Entry
	Today  calendar.Date
}

// effectWord is what a field is called where it belongs to an effect of the kind.
type effectWord struct {
	kind reform.EffectKind
	text string
}

func (v EffectFields) kind() ui.Field {
	label := v.Label
	if label == "" {
		label = "Khi được chọn thì"
	}
	field := v.Entry.Field(v.Prefix+"tac_dong", label)
	field.Required = v.Must
	return field
}

func (v EffectFields) kinds() []ui.Option {
	none := v.None
	if none == "" {
		none = "Chọn việc sẽ làm"
	}
	options := []ui.Option{{Label: none}}
	for _, kind := range v.Kinds {
		options = append(options, ui.Option{Value: string(kind), Label: kind.Label()})
	}
	return options
}

// field is one that means something else for each kind of effect.
func (v EffectFields) field(name, label string, words ...effectWord) ui.Field {
	field := v.Entry.Field(v.Prefix+name, label)
	field.Said = effectWords(words)
	return field
}

func (v EffectFields) date() ui.Field {
	return v.field("han_moi", "Ngày",
		effectWord{reform.EffectDeadline, "Hạn mới của nhiệm vụ"}, effectWord{reform.EffectInstruction, "Hạn hoàn thành việc được giao"},
		effectWord{reform.EffectRefer, "Ngày cần có trả lời"})
}

func (v EffectFields) unit() ui.Field {
	return v.field("don_vi", "Đơn vị",
		effectWord{reform.EffectLeadUnit, "Đơn vị chủ trì mới"}, effectWord{reform.EffectInstruction, "Đơn vị thực hiện"})
}

func (v EffectFields) body() ui.Field {
	field := v.field("noi_dung", "Nội dung",
		effectWord{reform.EffectContent, "Nội dung mới của nhiệm vụ"}, effectWord{reform.EffectInstruction, "Việc phải làm"},
		effectWord{reform.EffectRefer, "Nội dung kiến nghị cấp trên"})
	field.Max, field.Attrs = 5000, map[string]any{"rows": "4"}
	return field
}

func (v EffectFields) product() ui.Field {
	field := v.field("san_pham", "Sản phẩm",
		effectWord{reform.EffectContent, "Sản phẩm phải có (mỗi dòng một sản phẩm)"},
		effectWord{reform.EffectInstruction, "Sản phẩm phải có (mỗi dòng một sản phẩm)"})
	field.Max, field.Attrs = 1000, map[string]any{"rows": "2"}
	return field
}

func (v EffectFields) units() []ui.Option {
	options := []ui.Option{{Label: "Chọn đơn vị"}}
	for _, unit := range v.Units {
		if unit.TakesTasks() {
			options = append(options, ui.Option{Value: number(unit.ID), Label: unit.Name, Group: unit.Relation.Label()})
		}
	}
	return options
}

// number writes the number of a record into a form; nothing for none.
func number(id int64) string {
	if id == 0 {
		return ""
	}
	return strconv.FormatInt(id, 10)
}

// PutEffect fills the fields that begin with the prefix with the effect.
func PutEffect(values map[string][]string, prefix string, e reform.Effect) {
	values[prefix+"tac_dong"] = []string{string(e.Kind)}
	values[prefix+"han_moi"] = []string{dayText(e.DueOn)}
	values[prefix+"don_vi"] = []string{number(e.UnitID)}
	values[prefix+"noi_dung"] = []string{e.Body}
	values[prefix+"san_pham"] = []string{e.Deliverable}
}

func dayText(day calendar.Date) string {
	if day.IsZero() {
		return ""
	}
	return day.Vietnamese()
}
