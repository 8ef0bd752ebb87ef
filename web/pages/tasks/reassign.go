package tasks

import (
	"cchc/internal/calendar"
	"cchc/internal/reform"
	"cchc/web/ui"
)

// Reassign is the form that moves a task to another unit.
type Reassign struct {
	Task  reform.Task
	Units []reform.Unit // those that stand today
	Entry ui.Entry
	Today calendar.Date
}

// ReassignEntry returns what the form holds before anything is chosen: the unit it is taken from goes on beside the new one.
func ReassignEntry() ui.Entry {
	return ui.Entry{Values: map[string][]string{"giu_phoi_hop": {"1"}}}
}

// leads are the units that can take the task over.
func (v Reassign) leads() []ui.Option {
	options := []ui.Option{{Label: "Chọn đơn vị"}}
	for _, unit := range v.Units {
		if unit.ID != v.Task.LeadUnitID {
			options = append(options, ui.Option{Value: unitValue(unit.ID), Label: unit.Name, Group: unit.Relation.Label()})
		}
	}
	return options
}

func (v Reassign) due() ui.Field {
	return newDue(v.Entry, v.Task)
}

// newDue is the field for another deadline of a task that has one.
func newDue(entry ui.Entry, task reform.Task) ui.Field {
	field := entry.Field("han", "Thời hạn mới")
	field.Hint = "Để trống thì giữ hạn " + task.DueOn.Vietnamese() + ". Hạn gốc không đổi."
	return field
}

func (v Reassign) keep() ui.Field {
	return ui.Field{Name: "giu_phoi_hop", Label: v.Task.LeadUnit + " tiếp tục phối hợp", Value: "1"}
}

func (v Reassign) reason() ui.Field {
	field := required(v.Entry.Field("ly_do", "Lý do chuyển"))
	field.Max = 1000
	return field
}
