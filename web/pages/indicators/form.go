package indicators

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"cchc/internal/paths"
	"cchc/internal/reform"
	"cchc/internal/viet"
	"cchc/web/ui"
)

// Form is an indicator as a form; the line has no number where it is a new one.
type Form struct {
	Line    reform.IndicatorLine // as it is stored now
	Choices []reform.SourceClause
	Entry   ui.Entry
}

// Typed returns what the form holds for an indicator that nothing was typed over yet.
func Typed(l reform.IndicatorLine) ui.Entry {
	if l.ID == 0 {
		return ui.Entry{Values: map[string][]string{"huong": {string(reform.AtLeast)}}}
	}
	values := map[string][]string{
		"ten": {l.Name}, "linh_vuc": {strconv.Itoa(int(l.Area))}, "don_vi_tinh": {l.Measure}, "huong": {string(l.Direction)},
		"chi_tieu": {l.Target.Typed()}, "ngay_dat": {l.TargetOn.Vietnamese()}, "khoan": {clauseValue(l.ClauseID)},
		"nhiem_vu": {strings.Join(l.Codes(), ", ")}, "diem_xuat_phat": {""}, ui.VersionField: {strconv.Itoa(l.Version)},
	}
	if l.Baseline != nil {
		values["diem_xuat_phat"] = []string{l.Baseline.Typed()}
	}
	return ui.Entry{Values: values}
}

func clauseValue(id int64) string {
	if id == 0 {
		return ""
	}
	return strconv.FormatInt(id, 10)
}

// Title returns the heading of the form.
func (v Form) Title() string {
	if v.Line.ID == 0 {
		return "Thêm chỉ tiêu"
	}
	return "Sửa chỉ tiêu"
}

func (v Form) form() ui.Form {
	if v.Line.ID == 0 {
		return ui.Form{Action: paths.Indicators}
	}
	return ui.Form{Action: paths.ToIndicatorEdit(v.Line.ID), Hidden: v.Entry.Hidden()}
}

// Fields are what the form edits.
func (v Form) Fields() []ui.EditField {
	return []ui.EditField{
		{Name: "ten", Label: "Tên chỉ tiêu"}, {Name: "linh_vuc", Label: "Lĩnh vực", Options: areas("Chọn lĩnh vực")},
		{Name: "don_vi_tinh", Label: "Đơn vị đo"}, {Name: "huong", Label: "Hướng", Options: directions()},
		{Name: "diem_xuat_phat", Label: "Điểm xuất phát"}, {Name: "chi_tieu", Label: "Chỉ tiêu"}, {Name: "ngay_dat", Label: "Ngày phải đạt"},
		{Name: "khoan", Label: "Theo điều khoản", Options: v.clauses()}, {Name: "nhiem_vu", Label: "Nhiệm vụ góp phần", Lines: true},
	}
}

func directions() []ui.Option {
	var options []ui.Option
	for _, d := range reform.Directions() {
		options = append(options, ui.Option{Value: string(d), Label: d.Label()})
	}
	return options
}

// clauses are those that can set an indicator, under the documents they stand in; the one that sets it now is always among them.
func (v Form) clauses() []ui.Option {
	choices := v.Choices
	if now := v.Line.Clause; now != nil && !slices.ContainsFunc(choices, func(c reform.SourceClause) bool { return c.ID == now.ID }) {
		choices = append([]reform.SourceClause{*now}, choices...)
	}
	options := []ui.Option{{Label: "Không theo điều khoản nào"}}
	for _, c := range choices {
		document := c.Document()
		options = append(options, ui.Option{
			Value: clauseValue(c.ID), Label: c.Label + ": " + shortened(cmp.Or(c.Heading, c.Body), 80), Group: document.Number() + " " + document.Dated(),
		})
	}
	return options
}

// shortened returns at most most characters of the text.
func shortened(text string, most int) string {
	runes := []rune(viet.Normalise(text))
	if len(runes) <= most {
		return string(runes)
	}
	return string(runes[:most]) + "…"
}

func (v Form) field(name, label, hint string, required bool, size ui.Size) ui.Field {
	f := v.Entry.Field(name, label)
	f.Hint, f.Required, f.Size = hint, required, size
	return f
}

func (v Form) codes() ui.Field {
	f := v.field("nhiem_vu", "Nhiệm vụ góp phần", "Mã nhiệm vụ, cách nhau bằng dấu phẩy, ví dụ CCHC-2026-014, CCHC-2026-021. Để trống nếu chưa gắn.", false, "")
	f.Attrs = map[string]any{"rows": "3"}
	return f
}
