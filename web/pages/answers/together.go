package answers

import (
	"strconv"
	"strings"

	"cchc/internal/calendar"
	"cchc/internal/paths"
	"cchc/internal/reform"
	"cchc/web/ui"
)

// Together asks for one day by which several tasks of a nudge will be done.
type Together struct {
	Nudge reform.Nudge
	Tasks []reform.NudgeTask // about which the reader may promise
	Entry ui.Entry
	Today calendar.Date
}

func (v Together) form() ui.Form { return ui.Form{Action: paths.ToNudgeTogether(v.Nudge.Code)} }

func (v Together) tasks() ui.Field {
	field := v.Entry.Field("viec", "Nhiệm vụ")
	field.Required = true
	return field
}

// options are the tasks, each with the version that is shown: what is promised meanwhile is not overwritten.
func (v Together) options() []ui.Option {
	var options []ui.Option
	for _, t := range v.Tasks {
		value := strconv.FormatInt(t.ID, 10) + "-" + strconv.Itoa(t.Version)
		options = append(options, ui.Option{Value: value, Label: t.Title, Hint: t.Task + said(t), Selected: v.Entry.Holds("viec", value)})
	}
	return options
}

func said(t reform.NudgeTask) string {
	switch {
	case t.Answer != "":
		return ", đã trả lời: " + t.Says()
	case t.DueOn.IsZero():
		return ""
	default:
		return ", hạn " + t.DueOn.Vietnamese()
	}
}

// Chosen reads one chosen task and the version it was shown in; false for what is none.
func Chosen(value string) (id int64, seen int, ok bool) {
	before, after, _ := strings.Cut(value, "-")
	id, err := strconv.ParseInt(before, 10, 64)
	if err != nil || id <= 0 {
		return 0, 0, false
	}
	seen, err = strconv.Atoi(after)
	return id, seen, err == nil
}

func (v Together) day() ui.Field {
	field := v.Entry.Field("ngay_hen", "Ngày sẽ xong")
	field.Required, field.Hint = true, "Ghi là lời hẹn của đơn vị cho từng nhiệm vụ đã chọn."
	return field
}

func (v Together) note() ui.Field {
	field := v.Entry.Field("noi_dung", "Ghi chú")
	field.Max, field.Hint = 1000, "Không bắt buộc."
	return field
}
