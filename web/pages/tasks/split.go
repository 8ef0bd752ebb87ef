package tasks

import (
	"cchc/internal/calendar"
	"cchc/internal/reform"
	"cchc/internal/viet"
	"cchc/web/ui"
)

// Split is the form that gives units tasks of their own below one task.
type Split struct {
	Task     reform.Task
	Units    []reform.Unit     // those that can get one
	Children []reform.TaskLine // those that units have already
	Closed   string            // why the task cannot be split any more; "" when it can
	Entry    ui.Entry
	Today    calendar.Date
}

// SplitEntry returns what the form holds before anything is typed: the task's own deadline.
func SplitEntry(task reform.Task) ui.Entry {
	return ui.Entry{Values: map[string][]string{"han": {dateText(task.DueOn)}}}
}

func (v Split) every() ui.Field {
	return ui.Field{Name: "moi_don_vi", Label: "Mọi phòng, đơn vị chưa có việc con (" + viet.Int(len(v.Units)) + " đơn vị" + ")", Value: "1"}
}

func (v Split) options() []ui.Option {
	var options []ui.Option
	for _, unit := range v.Units {
		value := unitValue(unit.ID)
		options = append(options, ui.Option{Value: value, Label: unit.Name, Selected: v.Entry.Holds("don_vi", value)})
	}
	return options
}

func (v Split) units() ui.Field {
	field := v.Entry.Field("don_vi", "Hoặc chọn từng đơn vị")
	field.Value = ""
	return field
}

func (v Split) due() ui.Field {
	field := v.Entry.Field("han", "Thời hạn của việc con")
	field.Required = true
	return field
}

// dated reports whether the children have a deadline.
func (v Split) dated() bool { return v.Task.DeadlineKind != reform.DeadlineStanding }
