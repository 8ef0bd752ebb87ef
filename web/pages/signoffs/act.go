package signoffs

import (
	"strconv"

	"cchc/internal/paths"
	"cchc/internal/reform"
	"cchc/web/ui"
)

// Act is the question before one step of signing off.
type Act struct {
	Task   reform.Task
	Report reform.Report
	Act    reform.CompletionAct
	Note   bool // a reason is required
	Gone   bool // the report has moved on and takes this step no longer
	Entry  ui.Entry
}

// questions say what each step does, and what follows.
var questions = map[reform.CompletionAct]struct{ title, text string }{
	reform.CompletionApprove: {"Duyệt báo cáo hoàn thành", "Báo cáo được chuyển Văn phòng Sở kiểm tra sản phẩm và xác nhận."},
	reform.CompletionAccept:  {"Xác nhận hoàn thành", "Nhiệm vụ được tính hoàn thành theo ngày đơn vị gửi báo cáo này."},
	reform.CompletionReturn: {"Trả lại báo cáo hoàn thành",
		"Nhiệm vụ trở về Đang thực hiện; thời hạn không đổi. Người gửi đọc lý do bên dưới, sửa rồi gửi lại."},
}

// Title is the page's heading.
func (v Act) Title() string { return questions[v.Act].title + " " + v.Task.Code }

func (v Act) confirmation() ui.Confirmation {
	return ui.Confirmation{
		Title: v.Title() + "?", Action: paths.ToSignOffAct(v.Report.ID, string(v.Act)), Cancel: paths.ToSignOff(v.Report.ID),
		Submit: ui.Button{Label: v.Act.Label(), Look: ui.Primary},
		Hidden: []ui.Hidden{{Name: "phien_ban", Value: strconv.Itoa(v.Report.Version)}},
	}
}

func (v Act) note() ui.Field {
	field := v.Entry.Field("ly_do", "Ghi chú")
	if v.Note {
		field.Label, field.Required = "Lý do", true
		field.Hint = "Nêu rõ còn thiếu gì, sửa ở đâu."
	}
	field.Max = 1000
	return field
}
