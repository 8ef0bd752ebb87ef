package dashboards

import (
	"strconv"

	"cchc/internal/calendar"
	"cchc/internal/paths"
	"cchc/internal/reform"
	"cchc/web/ui"
)

// Judging is the form that says how a priority task goes.
type Judging struct {
	Task   reform.Task
	Said   []reform.Judgement // what was said before, the newest first
	Closed string
	Seen   int64 // the judgement that the form was opened over
	Entry  ui.Entry
	Today  calendar.Date
}

// JudgeTitle is the heading of the form.
const JudgeTitle = "Nhận định tiến độ"

// The fields of the form.
const (
	ReadingField  = "nhan_dinh"
	SentenceField = "ly_do"
	UntilField    = "den_ngay"
)

// JudgeEntry is what the form holds when it is opened: a week from today, until when a judgement mostly stands.
func JudgeEntry(today calendar.Date) ui.Entry {
	return ui.Entry{Values: map[string][]string{UntilField: {today.AddDays(7).Vietnamese()}}}
}

func (v Judging) form() ui.Form {
	return ui.Form{Action: paths.ToJudge(v.Task.Code), Hidden: []ui.Hidden{{Name: ui.VersionField, Value: strconv.FormatInt(v.Seen, 10)}}}
}

func (v Judging) field(name, label, hint string) ui.Field {
	f := v.Entry.Field(name, label)
	f.Hint, f.Required = hint, true
	return f
}

func (v Judging) sentence() ui.Field {
	f := v.field(SentenceField, "Vì sao", "Một câu lãnh đạo đọc là hiểu, tối đa 300 ký tự.")
	f.Max = 300
	return f
}

func (v Judging) readings() []ui.Option {
	var options []ui.Option
	for _, course := range reform.Courses() {
		options = append(options, ui.Option{Value: string(course), Label: course.Label(), Selected: v.Entry.Holds(ReadingField, string(course))})
	}
	return options
}

// quick are the days until which a judgement mostly stands.
func (v Judging) quick() []ui.QuickDate {
	quick := func(label string, days int) ui.QuickDate {
		return ui.QuickDate{Label: label, Value: v.Today.AddDays(days).Vietnamese()}
	}
	return []ui.QuickDate{quick("1 tuần", 7), quick("2 tuần", 14), quick("1 tháng", 30)}
}

func (v Judging) under() string {
	text := v.Task.Code + " · " + v.Task.LeadUnit
	if !v.Task.DueOn.IsZero() {
		text += " · hạn " + v.Task.DueOn.Vietnamese()
	}
	return text + " · tiến độ " + percent(v.Task.Percent)
}
