package tasks

import (
	"cmp"
	"strings"

	"cchc/internal/calendar"
	"cchc/internal/policy"
	"cchc/internal/reform"
	"cchc/web/ui"
)

// plain are the acts that one sentence tells whatever changed.
var plain = map[policy.Action]struct {
	kind ui.Kind
	what string
}{
	policy.TaskDecline:  {ui.Blocked, "trả lại Văn phòng"},
	policy.TaskSuspend:  {ui.Idle, "tạm hoãn nhiệm vụ"},
	policy.TaskCancel:   {ui.Idle, "dừng thực hiện nhiệm vụ"},
	policy.TaskReopen:   {ui.Soon, "mở lại nhiệm vụ"},
	policy.TaskCreate:   {"", "lập dự thảo nhiệm vụ"},
	policy.TaskSchedule: {"", "sửa lịch định kỳ"},

	policy.ReportSubmit:   {ui.Waiting, "gửi hoàn thành, chờ lãnh đạo đơn vị duyệt"},
	policy.ReportApprove:  {ui.Waiting, "duyệt báo cáo hoàn thành, chờ Văn phòng xác nhận"},
	policy.ReportSendBack: {ui.Soon, "trả lại báo cáo hoàn thành, yêu cầu thực hiện lại"},
}

// sentence tells an act in plain words, as it goes on after the name of who did it.
func (p Past) sentence(e reform.AuditEvent) (ui.Kind, string) {
	then := p.at(e.At)
	switch policy.Action(e.Action) {
	case policy.TaskAssign:
		return ui.Doing, assigned(then, changed(e, "state").From == string(reform.TaskDeclined))
	case policy.TaskCreate:
		if period := changed(e, "period").To; period != "" {
			return ui.Doing, "mở kỳ " + period + named(", hạn ", dateText(then.DueOn))
		}
		if changed(e, "state").To == string(reform.TaskAssigned) {
			return ui.Doing, assigned(then, false)
		}
	case policy.TaskAccept:
		return ui.Done, "tiếp nhận nhiệm vụ" + named(", giao cho ", officerIn(e, then))
	case policy.TaskNameOfficer:
		return "", "phân công" + named(" ", then.Officer) + " xử lý"
	case policy.TaskFollow:
		return "", follows(changed(e, "follower"))
	case policy.TaskFlag:
		return flagged(e)
	case policy.TaskReassign:
		return ui.Soon, "chuyển nhiệm vụ" + named(" cho ", then.LeadUnit) + movedTo(e)
	case policy.TaskRedirect:
		return ui.Done, "quyết định theo vướng mắc: " + redirected(e, then)
	case policy.ObstacleNote:
		return ui.Done, "ghi quyết định tại cuộc họp: " + redirected(e, then)
	case policy.TaskInstruct:
		return ui.Doing, assigned(then, false) + ", theo ý kiến chỉ đạo"
	case policy.TaskExtend:
		return ui.Done, "gia hạn" + movedTo(e)
	case policy.TaskResume:
		return ui.Doing, "cho tiếp tục thực hiện" + movedTo(e)
	case policy.TaskEdit:
		return "", edited(e)
	case policy.TaskSplit:
		return ui.Doing, "chia nhiệm vụ" + named(" cho ", changed(e, "split_to").To)
	case policy.TaskFinish:
		return ui.Done, "ghi nhận nhiệm vụ hoàn thành vì mọi việc con đã xong" + named(", ngày hoàn thành ", dateText(then.CompletedOn))
	case policy.ReportAccept:
		return ui.Done, "xác nhận hoàn thành" + named(", ngày hoàn thành ", dateText(then.CompletedOn))
	}
	if told, ok := plain[policy.Action(e.Action)]; ok {
		return told.kind, told.what
	}
	return "", "thay đổi nhiệm vụ"
}

// assigned says to whom the task was given, and by when.
func assigned(then reform.TaskPast, again bool) string {
	verb := "giao nhiệm vụ"
	if again {
		verb = "giao lại nhiệm vụ"
	}
	text := verb + named(" cho ", then.LeadUnit)
	switch then.DeadlineKind {
	case reform.DeadlineStanding:
		return text + ", việc thường xuyên"
	case reform.DeadlinePeriodic:
		return text + ", việc định kỳ"
	default:
		return text + named(", hạn ", dateText(then.DueOn))
	}
}

// movedTo says to which day the act moved the deadline; nothing when it left it alone.
func movedTo(e reform.AuditEvent) string {
	change := changed(e, "due_on")
	if change.From == change.To {
		return ""
	}
	day, err := calendar.Parse(change.To)
	if err != nil {
		return ", bỏ thời hạn"
	}
	return ", hạn mới " + day.Vietnamese()
}

// redirected says what a decision on an obstacle changed.
func redirected(e reform.AuditEvent, then reform.TaskPast) string {
	if changed(e, "lead_unit").To != "" {
		return "chuyển nhiệm vụ" + named(" cho ", then.LeadUnit)
	}
	if moved := movedTo(e); moved != "" {
		return strings.TrimPrefix(moved, ", ")
	}
	return edited(e)
}

// officerIn is the officer named in the act itself; "" when it named nobody.
func officerIn(e reform.AuditEvent, then reform.TaskPast) string {
	if changed(e, "officer").To == "" {
		return ""
	}
	return then.Officer
}

func flagged(e reform.AuditEvent) (ui.Kind, string) {
	if changed(e, "priority").To == "true" {
		return ui.Soon, "đánh dấu nhiệm vụ trọng điểm"
	}
	return "", "bỏ đánh dấu trọng điểm"
}

// editedNames are the fields of a task's content as people call them.
var editedNames = map[string]string{
	"title": "tên", "description": "mô tả", "area": "lĩnh vực", "deliverable": "sản phẩm phải có",
}

func edited(e reform.AuditEvent) string {
	var names []string
	for _, change := range e.Changes {
		if name, ok := editedNames[change.Field]; ok {
			names = append(names, name)
		}
	}
	return "sửa " + cmp.Or(strings.Join(names, ", "), "nội dung nhiệm vụ")
}

// changed returns the change of the field; the zero value when the act left it alone.
func changed(e reform.AuditEvent, field string) reform.Change {
	for _, change := range e.Changes {
		if change.Field == field {
			return change
		}
	}
	return reform.Change{}
}

// named returns the words and the name, or nothing where there is no name.
func named(words, name string) string {
	if name == "" {
		return ""
	}
	return words + name
}

// follows tells who of the Office follows the task from then on.
func follows(c reform.Change) string {
	if c.To == "" {
		return "bỏ người theo dõi" + named(": ", c.From)
	}
	return "giao " + c.To + " theo dõi"
}
