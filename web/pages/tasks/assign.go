package tasks

import (
	"strconv"

	"cchc/internal/calendar"
	"cchc/internal/reform"
	"cchc/internal/viet"
	"cchc/web/ui"
)

// Assign is the form that gives a task to its units.
type Assign struct {
	Task    reform.Task
	Clauses []reform.SourceClause
	Units   []reform.Unit // those that stand today
	Entry   ui.Entry
	Today   calendar.Date
}

// ShareField returns the name of the field for a cooperating unit's share of the work.
func ShareField(unit int64) string { return "phan_viec_" + strconv.FormatInt(unit, 10) }

// ShareDueField returns the name of the field for a cooperating unit's own day.
func ShareDueField(unit int64) string { return reform.ShareDueField(unit) }

// AssignEntry returns what the form holds before anything is typed: how the task was given the last time, if it was.
func AssignEntry(task reform.Task, beside []reform.TaskUnit, series reform.Series, today calendar.Date) ui.Entry {
	kind := task.DeadlineKind
	if kind == "" {
		kind = reform.DeadlineFixed
	}
	values := map[string][]string{
		"chu_tri": {unitValue(task.LeadUnitID)}, "kieu_han": {string(kind)}, "han": {dateText(task.DueOn)}, "san_pham": {task.Deliverable},
		ui.VersionField: {strconv.Itoa(task.Version)},
	}
	if series == (reform.Series{}) {
		series = newSeries(today)
	}
	putSeries(values, series)
	for _, unit := range beside {
		name := "phoi_hop"
		if unit.Part == reform.Monitoring {
			name = "theo_doi"
		}
		values[name] = append(values[name], unitValue(unit.UnitID))
		values[ShareField(unit.UnitID)] = []string{unit.Share}
		values[ShareDueField(unit.UnitID)] = []string{dateText(unit.DueOn)}
	}
	return ui.Entry{Values: values}
}

// Fields are what the form says of the task.
func (v Assign) Fields() []ui.EditField {
	fields := []ui.EditField{
		{Name: "chu_tri", Label: "Đơn vị chủ trì", Options: v.leads()}, {Name: "kieu_han", Label: "Kiểu thời hạn", Options: v.kinds()},
		{Name: "han", Label: "Thời hạn"}, {Name: "lich", Label: "Lịch", Options: schedules()}, {Name: "ngay_han", Label: "Ngày hạn trong tháng"},
		{Name: "bat_dau", Label: "Bắt đầu từ ngày"}, {Name: "ket_thuc", Label: "Kết thúc sau ngày"}, {Name: "san_pham", Label: "Sản phẩm phải có", Lines: true},
		{Name: "phoi_hop", Label: "Đơn vị phối hợp", Set: true}, {Name: "theo_doi", Label: "Đơn vị theo dõi", Set: true},
	}
	for _, unit := range v.Units {
		fields = append(fields,
			ui.EditField{Name: ShareField(unit.ID), Label: "Phần việc của " + unit.Name},
			ui.EditField{Name: ShareDueField(unit.ID), Label: "Hạn riêng của " + unit.Name})
	}
	return fields
}

func unitValue(id int64) string {
	if id == 0 {
		return ""
	}
	return strconv.FormatInt(id, 10)
}

func (v Assign) leads() []ui.Option {
	options := []ui.Option{{Label: "Chọn đơn vị"}}
	for _, unit := range v.Units {
		options = append(options, ui.Option{Value: unitValue(unit.ID), Label: unit.Name, Group: unit.Relation.Label()})
	}
	return options
}

func (v Assign) kinds() []ui.Option {
	hints := map[reform.DeadlineKind]string{
		reform.DeadlineFixed:    "Một ngày phải xong.",
		reform.DeadlinePeriodic: "Làm lại mỗi kỳ theo lịch bên dưới; để trống ô thời hạn.",
		reform.DeadlineStanding: "Không có ngày phải xong; để trống ô thời hạn.",
	}
	var options []ui.Option
	for _, kind := range reform.DeadlineKinds() {
		options = append(options, ui.Option{Value: string(kind), Label: kind.Label(), Hint: hints[kind]})
	}
	return options
}

func (v Assign) watchers() []ui.Option {
	var options []ui.Option
	for _, unit := range v.Units {
		options = append(options, ui.Option{
			Value: unitValue(unit.ID), Label: unit.Name, Selected: v.Entry.Holds("theo_doi", unitValue(unit.ID)),
		})
	}
	return options
}

// everyHint says how many tasks one press of the button makes.
func (v Assign) everyHint() string {
	n := 0
	for _, unit := range v.Units {
		if unit.TakesTasks() {
			n++
		}
	}
	return "Tạo ngay " + viet.Int(n) + " việc con, mỗi phòng, đơn vị một việc, cùng nội dung và thời hạn. " +
		"Khi chọn ô này, có thể để trống Đơn vị chủ trì: Văn phòng Sở sẽ chủ trì việc chung."
}
