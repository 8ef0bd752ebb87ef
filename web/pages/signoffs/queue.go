package signoffs

import (
	"fmt"
	"strconv"

	"cchc/internal/calendar"
	"cchc/internal/paths"
	"cchc/internal/reform"
	"cchc/web/ui"
)

// Queue is a page of completion reports that wait for the reader.
type Queue struct {
	Verify     bool // the Office's; otherwise what heads and leaders approve
	Lines      []reform.SignOffLine
	Evidence   map[int64][]reform.Evidence // by report
	Pages      ui.Pages
	Extensions int     // requests for an extension that wait to be signed
	Result     *Result // of what was just signed off; nil on a page that was only opened
	Errors     []ui.FieldError
	Today      calendar.Date
}

// Result is what came of several reports that were signed off together.
type Result struct {
	Done    int
	Refused []Refused
}

// Refused is a report that was not signed off, and why.
type Refused struct {
	Report   int64
	Code     string // the task's; "" when the report was not found
	Sentence string
}

// Title is the page's heading.
func (v Queue) Title() string {
	if v.Verify {
		return "Thẩm tra"
	}
	return "Chờ duyệt"
}

func (v Queue) under() string {
	if v.Verify {
		return "Báo cáo hoàn thành đã được lãnh đạo đơn vị duyệt, chờ Văn phòng kiểm tra sản phẩm và xác nhận. Báo cáo gửi trước đứng trước."
	}
	return "Việc chờ bạn duyệt. Báo cáo gửi trước đứng trước."
}

func (v Queue) path() string {
	if v.Verify {
		return paths.ToVerify
	}
	return paths.ToApprove
}

// act is the step that the queue is for.
func (v Queue) act() reform.CompletionAct {
	if v.Verify {
		return reform.CompletionAccept
	}
	return reform.CompletionApprove
}

func (v Queue) form() ui.Form { return ui.Form{Action: v.path(), Plain: true} }

func (v Queue) bulk() ui.Button {
	label := "Duyệt mục đã chọn"
	if v.Verify {
		label = "Xác nhận mục đã chọn"
	}
	return ui.Button{Label: label, Look: ui.Primary, Icon: "check"}
}

// ChoiceValue is what a chosen report is sent as: its number and the version that was seen.
func ChoiceValue(line reform.SignOffLine) string { return fmt.Sprintf("%d:%d", line.ID, line.Version) }

// choiceID is the id of the box beside the report; the first has that of the field.
func (v Queue) choiceID(i int) string {
	if i == 0 {
		return "chon"
	}
	return "chon-" + strconv.Itoa(i)
}

func (v Queue) steps(line reform.SignOffLine) []ui.Button {
	var buttons []ui.Button
	for _, act := range []reform.CompletionAct{v.act(), reform.CompletionReturn} {
		buttons = append(buttons, ui.Button{Label: act.Label(), For: line.Code, Small: true, Href: paths.ToSignOffAct(line.ID, string(act))})
	}
	return buttons
}

// chip says whether the report was sent in time: accepted, it is completed on that day.
func chip(line reform.SignOffLine) ui.Chip {
	switch late := line.SubmittedOn.Sub(line.DueOn); {
	case line.DueOn.IsZero():
		return ui.Chip{Kind: ui.Idle, Text: "Không thời hạn"}
	case late > 0:
		return ui.Chip{Kind: ui.Over, Text: "Gửi quá hạn " + strconv.Itoa(late) + " ngày, hạn " + line.DueOn.Vietnamese()}
	default:
		return ui.Chip{Kind: ui.Done, Text: "Gửi trong hạn " + line.DueOn.Vietnamese()}
	}
}

func lineComparison(line reform.SignOffLine) comparison {
	c := comparison{percent: line.PercentBefore, done: line.Done, lastDone: line.LastDone}
	if line.LastReportedAt != nil {
		c.last = calendar.Stamp(*line.LastReportedAt)
	}
	return c
}

// facts say who sent the report and who approved it.
func facts(line reform.SignOffLine) string {
	text := line.LeadUnit + " · " + both(line.Author, line.For) + " gửi " + calendar.Stamp(line.ReportedAt)
	if line.ApprovedAt != nil {
		text += " · " + line.Approver + " duyệt " + calendar.Stamp(*line.ApprovedAt)
	}
	return text
}

// summary says what came of the reports.
func (v Queue) summary() string {
	verb := "Đã duyệt "
	if v.Verify {
		verb = "Đã xác nhận "
	}
	return fmt.Sprintf("%s%d báo cáo; %d báo cáo chưa thực hiện được:", verb, v.Result.Done, len(v.Result.Refused))
}
