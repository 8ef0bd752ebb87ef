package tasks

import (
	"strconv"

	"cchc/internal/calendar"
	"cchc/internal/paths"
	"cchc/internal/reform"
	"cchc/web/ui"
)

// Schedule is the form that changes when a periodic task is done anew.
type Schedule struct {
	Task   reform.Task
	Series reform.Series // as it is stored now
	Entry  ui.Entry
}

// ScheduleEntry returns what the form holds before anything is typed.
func ScheduleEntry(task reform.Task, series reform.Series) ui.Entry {
	values := map[string][]string{ui.VersionField: {strconv.Itoa(task.Version)}}
	putSeries(values, series)
	return ui.Entry{Values: values}
}

// putSeries writes the schedule into the values of a form.
func putSeries(values map[string][]string, series reform.Series) {
	values["lich"] = []string{string(series.Schedule)}
	values["bat_dau"], values["ket_thuc"] = []string{dateText(series.StartsOn)}, []string{dateText(series.EndsOn)}
	if series.DueDay != 0 {
		values["ngay_han"] = []string{strconv.Itoa(series.DueDay)}
	}
}

// newSeries is what the form offers for a task that has no schedule yet: each month from this one on.
func newSeries(today calendar.Date) reform.Series {
	return reform.Series{Schedule: reform.ScheduleMonthly, StartsOn: calendar.MonthOf(today).From}
}

func (v Schedule) form() ui.Form {
	return ui.Form{Action: paths.ToSchedule(v.Task.Code), Hidden: v.Entry.Hidden()}
}

// Fields are what the form edits.
func (v Schedule) Fields() []ui.EditField {
	return []ui.EditField{
		{Name: "ngay_han", Label: "Ngày hạn trong tháng"}, {Name: "bat_dau", Label: "Bắt đầu từ ngày"}, {Name: "ket_thuc", Label: "Kết thúc sau ngày"},
	}
}

func schedules() []ui.Option {
	hints := map[reform.Schedule]string{
		reform.ScheduleMonthly:  "Mỗi tháng một kỳ, hạn vào ngày ghi dưới đây.",
		reform.ScheduleOfficial: "Quý I, 6 tháng, quý III, năm; ngày chốt số liệu và hạn nộp theo bảng kỳ báo cáo.",
	}
	var options []ui.Option
	for _, schedule := range reform.Schedules() {
		options = append(options, ui.Option{Value: string(schedule), Label: schedule.Label(), Hint: hints[schedule]})
	}
	return options
}

func dueDay(e ui.Entry) ui.Field {
	field := short(e.Field("ngay_han", "Ngày hạn trong tháng"))
	field.Hint = "Từ 1 đến 31, chỉ dùng cho việc hằng tháng. Tháng không có ngày ấy thì hạn là ngày cuối tháng; gặp ngày nghỉ thì lùi đến ngày làm việc kế tiếp."
	return field
}

func startsOn(e ui.Entry) ui.Field {
	field := e.Field("bat_dau", "Bắt đầu từ ngày")
	field.Hint = "Chỉ mở những kỳ có ngày đầu kỳ từ ngày này trở đi. Muốn mở cả kỳ đang chạy, nhập ngày đầu của kỳ đó."
	return field
}

func endsOn(e ui.Entry) ui.Field {
	field := e.Field("ket_thuc", "Kết thúc sau ngày")
	field.Hint = "Kỳ bắt đầu sau ngày này không mở nữa. Để trống nếu chưa biết."
	return field
}
