package tasks

import (
	"cmp"
	"strconv"

	"cchc/internal/paths"
	"cchc/internal/reform"
	"cchc/web/ui"
)

// Act is the question before one step of a task's life.
type Act struct {
	Task     reform.Task
	Act      reform.TaskAct
	Note     bool // a reason is required
	Gone     bool // the task has moved on and takes this step no longer
	Officers []reform.Person
	Entry    ui.Entry
}

// questions say what each step does, to whom it goes and what follows.
var questions = map[reform.TaskAct]struct{ title, text string }{
	reform.TaskAccept: {"Tiếp nhận nhiệm vụ", "Đơn vị nhận trách nhiệm thực hiện; nhiệm vụ chuyển sang Đang thực hiện."},
	reform.TaskDecline: {"Trả lại Văn phòng",
		"Chỉ trả lại khi nhiệm vụ không thuộc chức năng của đơn vị. Văn phòng đọc lý do rồi giao lại hoặc dừng nhiệm vụ."},
	reform.TaskSuspend:  {"Tạm hoãn nhiệm vụ", "Đơn vị ngừng báo cáo cho đến khi Văn phòng cho tiếp tục. Thời hạn không đổi."},
	reform.TaskResume:   {"Tiếp tục thực hiện", "Nhiệm vụ trở lại Đang thực hiện; đơn vị báo cáo tiến độ như trước."},
	reform.TaskReassign: {"Chuyển đơn vị khác", "Đơn vị khác chủ trì nhiệm vụ; tiến độ và báo cáo đã có được giữ nguyên."},
	reform.TaskCancel:   {"Dừng thực hiện nhiệm vụ", "Nhiệm vụ kết thúc, không tính vào số liệu và không mở lại được."},
	reform.TaskReopen:   {"Mở lại nhiệm vụ", "Nhiệm vụ đã hoàn thành trở về Đang thực hiện; đơn vị làm tiếp và gửi hoàn thành lần nữa."},
}

// aboutSeries say what a step does to a periodic task, where it is something else.
var aboutSeries = map[reform.TaskAct]string{
	reform.TaskAccept:  "Đơn vị nhận trách nhiệm với mọi kỳ. Có người xử lý thì các kỳ sau mở ra là người ấy làm ngay, không phải tiếp nhận từng kỳ.",
	reform.TaskSuspend: "Không mở kỳ mới cho đến khi Văn phòng cho tiếp tục; kỳ đã qua hạn trong thời gian này không mở bù. Kỳ đã mở vẫn phải làm.",
	reform.TaskResume:  "Các kỳ được mở trở lại theo lịch.",
	reform.TaskCancel:  "Không mở kỳ mới nữa và không mở lại được. Kỳ đã mở vẫn phải làm; muốn dừng kỳ nào thì dừng ở nhiệm vụ của kỳ đó.",
}

// says is what the step does.
func (v Act) says() string {
	if discards(v.Act, v.Task.State) {
		return "Dự thảo bị bỏ, không giao cho đơn vị nào và không khôi phục được."
	}
	if text := aboutSeries[v.Act]; text != "" && v.Task.Repeats() {
		return text
	}
	return questions[v.Act].text
}

// Title is the page's heading.
func (v Act) Title() string {
	if discards(v.Act, v.Task.State) {
		return discard + " " + v.Task.Code
	}
	return questions[v.Act].title + " " + v.Task.Code
}

// discard is what stopping a task is called while nobody has been given it.
const discard = "Hủy dự thảo"

func discards(act reform.TaskAct, state reform.TaskState) bool {
	return act == reform.TaskCancel && state == reform.TaskDraft
}

// label is what the step is called on its button.
func label(act reform.TaskAct, state reform.TaskState) string {
	if discards(act, state) {
		return discard
	}
	return act.Label()
}

func (v Act) confirmation() ui.Confirmation {
	return ui.Confirmation{
		Title: v.Title() + "?", Action: paths.ToTaskAct(v.Task.Code, string(v.Act)), Cancel: paths.ToTask(v.Task.Code),
		Submit: ui.Button{Label: label(v.Act, v.Task.State), Look: cmp.Or(actLook(v.Act), ui.Primary)}, Hidden: []ui.Hidden{version(v.Task)},
	}
}

func (v Act) note() ui.Field {
	field := v.Entry.Field("ly_do", "Ghi chú")
	if v.Note {
		field.Label, field.Required = "Lý do", true
	}
	field.Max = 1000
	return field
}

// officerOptions are the people a task can be given to; none says what the first, empty choice means.
func officerOptions(people []reform.Person, none string) []ui.Option {
	options := []ui.Option{{Label: none}}
	for _, person := range people {
		options = append(options, ui.Option{Value: strconv.FormatInt(person.ID, 10), Label: person.Name, Group: person.UnitName})
	}
	return options
}

// Officer is the form that names who works on a task.
type Officer struct {
	Task     reform.Task
	Officers []reform.Person
	Entry    ui.Entry
}

// OfficerEntry returns what the form holds before anything is chosen.
func OfficerEntry(task reform.Task) ui.Entry {
	return ui.Entry{Values: map[string][]string{"nguoi_xu_ly": {unitValue(task.OfficerID)}}}
}
