package instructions

import (
	"strconv"

	"cchc/internal/calendar"
	"cchc/internal/paths"
	"cchc/internal/reform"
	"cchc/web/ui"
)

// Form is what a leader is about to tell a unit.
type Form struct {
	Units []reform.Unit
	Areas []reform.Area // the leader is in charge of
	Today calendar.Date
	Entry ui.Entry
}

// FormTitle is the form's heading.
const FormTitle = "Thêm chỉ đạo"

func (v Form) form() ui.Form { return ui.Form{Action: paths.Instructions, Draft: true} }

func (v Form) text() ui.Field {
	field := v.Entry.Field("noi_dung", "Nội dung chỉ đạo")
	field.Hint, field.Required, field.Max = "Nêu rõ việc phải làm. Dòng đầu thành tên nhiệm vụ.", true, reform.InstructionMost
	field.Attrs = map[string]any{"rows": "4"}
	return field
}

func (v Form) unit() ui.Field { return v.must("don_vi", "Đơn vị thực hiện") }

func (v Form) day() ui.Field { return v.must("han_moi", "Phải xong trước hết ngày") }

func (v Form) area() ui.Field {
	field := v.must("linh_vuc", "Lĩnh vực")
	if field.Value == "" && len(v.Areas) == 1 {
		field.Value = strconv.Itoa(int(v.Areas[0]))
	}
	return field
}

func (v Form) must(name, label string) ui.Field {
	field := v.Entry.Field(name, label)
	field.Required = true
	return field
}

func (v Form) product() ui.Field {
	field := v.Entry.Field("san_pham", "Sản phẩm phải có")
	field.Hint, field.Max = "Mỗi dòng một sản phẩm, ví dụ: Báo cáo, Tờ trình. Để trống nếu không cần.", 1000
	field.Attrs = map[string]any{"rows": "2"}
	return field
}

func (v Form) units() []ui.Option {
	options := []ui.Option{{Label: "Chọn đơn vị"}}
	for _, unit := range v.Units {
		if unit.TakesTasks() {
			options = append(options, ui.Option{Value: strconv.FormatInt(unit.ID, 10), Label: unit.Name, Group: unit.Relation.Label()})
		}
	}
	return options
}

func (v Form) areas() []ui.Option {
	options := []ui.Option{{Label: "Chọn lĩnh vực"}}
	for _, area := range v.Areas {
		options = append(options, ui.Option{Value: strconv.Itoa(int(area)), Label: area.Name()})
	}
	return options
}
