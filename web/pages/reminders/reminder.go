// Package reminders holds the pages of the rules by which the portal reminds people by itself.
package reminders

import (
	"strconv"
	"strings"
	"unicode"

	"cchc/internal/calendar"
	"cchc/internal/paths"
	"cchc/internal/reform"
	"cchc/internal/viet"
	"cchc/web/ui"
)

// The names of the fields of a rule's form, and the values of those to tick.
const (
	DaysField   = "ngay"
	WhoField    = "nhac_ai"
	ActiveField = "dang_dung"

	Officer = "nguoi_xu_ly"
	Head    = "lanh_dao_don_vi"
	Office  = "van_phong"
	On      = "1"
)

// List is every rule, with the last mornings on which people were reminded.
type List struct {
	Rules []reform.ReminderRule
	Days  []reform.ReminderDay
}

func (v List) table() ui.Table {
	return ui.Table{
		Label: "Bảng quy tắc nhắc", Columns: []ui.Column{{Label: "Khi nào nhắc"}, {Label: "Nhắc ai"}, {Label: "Tình trạng"}, {Label: "Thao tác", Unseen: true}},
	}
}

// audience says in words who is told by the rule.
func audience(r reform.ReminderRule) string {
	var who []string
	add := func(told bool, words string) {
		if told {
			who = append(who, words)
		}
	}
	add(r.Kind == reform.RemindApproval, "người phải duyệt, ký")
	add(r.Officer, "người xử lý")
	add(r.Head, "lãnh đạo đơn vị")
	add(r.Office, "Văn phòng")
	words := []rune(strings.Join(who, ", "))
	words[0] = unicode.ToUpper(words[0]) // every rule tells somebody
	return string(words)
}

// chip says whether the rule is in use.
func chip(r reform.ReminderRule) ui.Chip {
	if r.Active {
		return ui.Chip{Kind: ui.Doing, Text: "Đang dùng"}
	}
	return ui.Chip{Kind: ui.Idle, Text: "Tạm ngừng"}
}

// morning says what was done on one of the last mornings.
func morning(d reform.ReminderDay) string {
	words := calendar.Clock(d.DoneAt) + ", " + d.Day.Long() + ": nhắc " + viet.Int(d.Said) + " việc"
	if d.Since != d.Day {
		words += ", gồm cả việc từ " + d.Since.Vietnamese() + " khi cổng không chạy"
	}
	return words + "."
}

// Form is one rule as a form; Rule is the rule as it is kept, of the kind to add for a new one.
type Form struct {
	Rule  reform.ReminderRule
	Entry ui.Entry
}

// New is the form of a rule about to be added.
func New(entry ui.Entry) Form {
	rule := reform.ReminderRule{Kind: reform.RemindDueBefore}
	if entry.Values == nil {
		entry = ui.Entry{Values: map[string][]string{WhoField: {Officer}, ActiveField: {On}}}
	}
	return Form{Rule: rule, Entry: entry}
}

// Typed returns what the form holds for a rule that nothing was typed over yet.
func Typed(r reform.ReminderRule) ui.Entry {
	values := map[string][]string{ui.VersionField: {strconv.Itoa(r.Version)}, WhoField: nil, ActiveField: nil}
	if r.Kind.Counts() {
		values[DaysField] = []string{strconv.Itoa(r.Days)}
	}
	for _, told := range []struct {
		on    bool
		field string
		value string
	}{{r.Officer, WhoField, Officer}, {r.Head, WhoField, Head}, {r.Office, WhoField, Office}, {r.Active, ActiveField, On}} {
		if told.on {
			values[told.field] = append(values[told.field], told.value)
		}
	}
	return ui.Entry{Values: values}
}

// Title returns the heading of the form.
func (v Form) Title() string {
	if v.Rule.ID == 0 {
		return "Thêm lần nhắc trước hạn"
	}
	return v.Rule.Label()
}

func (v Form) form() ui.Form {
	if v.Rule.ID == 0 {
		return ui.Form{Action: paths.Reminders}
	}
	return ui.Form{Action: paths.ToReminder(v.Rule.ID), Hidden: v.Entry.Hidden()}
}

// Fields are what the form edits.
func (v Form) Fields() []ui.EditField {
	fields := []ui.EditField{{Name: WhoField, Label: whoLabel, Set: true, Options: v.people()}, {Name: ActiveField, Label: activeLabel, Set: true}}
	if v.Rule.Kind.Counts() {
		fields = append([]ui.EditField{{Name: DaysField, Label: v.Rule.Kind.DaysLabel()}}, fields...)
	}
	return fields
}

const (
	whoLabel    = "Nhắc ai"
	activeLabel = "Đang dùng quy tắc này"
)

func (v Form) days() ui.Field {
	f := v.Entry.Field(DaysField, v.Rule.Kind.DaysLabel())
	f.Hint, f.Required, f.Size = "Từ 1 đến "+strconv.Itoa(reform.ReminderDaysMost)+".", true, ui.Short
	return f
}

func (v Form) who() ui.Field {
	f := v.Entry.Field(WhoField, whoLabel)
	f.Required = v.Rule.Kind != reform.RemindApproval
	if !f.Required {
		f.Hint = "Người phải duyệt, thẩm tra hoặc ký luôn được nhắc. Chọn thêm ai cần biết."
	}
	return f
}

func (v Form) people() []ui.Option {
	options := []ui.Option{
		{Value: Officer, Label: "Người xử lý", Hint: "Chưa phân công người xử lý thì nhắc lãnh đạo đơn vị."},
		{Value: Head, Label: "Lãnh đạo đơn vị", Hint: "Người đang làm thay cũng được nhắc."},
		{Value: Office, Label: "Văn phòng Sở", Hint: "Mọi cán bộ đầu mối CCHC và lãnh đạo Văn phòng."},
	}
	if v.Rule.Kind == reform.RemindApproval {
		options[0].Hint = ""
	}
	for i := range options {
		options[i].Selected = v.Entry.Holds(WhoField, options[i].Value)
	}
	return options
}

func (v Form) active() ui.Field {
	f := v.Entry.Field(ActiveField, activeLabel)
	f.Hint, f.Value = "Bỏ chọn để tạm ngừng nhắc theo quy tắc này.", On
	return f
}

// removal asks before the rule is taken away.
func removal(r reform.ReminderRule) ui.Confirmation {
	return ui.Confirmation{
		Title: "Xóa quy tắc “" + r.Label() + "”?", Action: paths.ToReminderRemove(r.ID), Cancel: paths.Reminders,
		Submit: ui.Button{Label: "Xóa quy tắc", Look: ui.Danger}, Hidden: []ui.Hidden{{Name: ui.VersionField, Value: strconv.Itoa(r.Version)}},
	}
}
