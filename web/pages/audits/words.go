// Package audits shows the audit log in plain words.
package audits

import (
	"strconv"
	"strings"

	"cchc/internal/calendar"
	"cchc/internal/policy"
	"cchc/internal/reform"
)

// acts says what a person did, in words that follow their name.
var acts = map[policy.Action]string{
	policy.DocumentRead: "xem văn bản", policy.DocumentRegister: "thêm văn bản", policy.DocumentEdit: "sửa văn bản, điều khoản",
	policy.TaskRead: "xem nhiệm vụ", policy.TaskReadDraft: "xem nhiệm vụ dự thảo", policy.TaskWork: "xem việc của mình",
	policy.TaskCreate: "tạo nhiệm vụ", policy.TaskEdit: "sửa nhiệm vụ", policy.TaskAssign: "giao nhiệm vụ", policy.TaskAccept: "tiếp nhận nhiệm vụ",
	policy.TaskDecline: "trả lại nhiệm vụ được giao", policy.TaskNameOfficer: "phân công người xử lý", policy.TaskSubmit: "gửi xác nhận hoàn thành",
	policy.TaskReturn: "yêu cầu thực hiện lại", policy.TaskComplete: "xác nhận hoàn thành", policy.TaskSuspend: "tạm hoãn nhiệm vụ",
	policy.TaskResume: "tiếp tục nhiệm vụ", policy.TaskCancel: "dừng thực hiện nhiệm vụ", policy.TaskReopen: "mở lại nhiệm vụ",
	policy.TaskFlag: "đánh dấu, bỏ dấu trọng điểm", policy.ReportPost: "báo cáo tiến độ", policy.FileRead: "đọc tệp", policy.UnitWatch: "xem đơn vị",
	policy.UnitManage: "quản lý đơn vị", policy.PersonManage: "quản lý người dùng", policy.PersonReset: "đặt lại mật khẩu",
	policy.SessionEnd: "kết thúc phiên làm việc", policy.SessionStart: "đăng nhập", policy.AccountEdit: "đổi mật khẩu",
	policy.AuditRead: "xem nhật ký", policy.PortalPrepare: "chuẩn bị cổng",
}

// objects says what an act was done to.
var objects = map[policy.Object]string{
	policy.Document: "Văn bản", policy.Clause: "Điều khoản", policy.Task: "Nhiệm vụ", policy.Report: "Báo cáo",
	policy.Attachment: "Tệp", policy.UnitRecord: "Đơn vị", policy.Person: "Tài khoản", policy.Portal: "Cổng",
}

// objectOrder is the order in which the filter offers the kinds of record.
var objectOrder = []policy.Object{
	policy.Task, policy.Report, policy.Document, policy.Clause, policy.Attachment, policy.UnitRecord, policy.Person, policy.Portal,
}

// fields names the fields that changes speak of.
var fields = map[string]string{
	"title": "Tên", "description": "Mô tả", "area": "Lĩnh vực", "plan_year": "Năm kế hoạch", "state": "Trạng thái", "deliverable": "Sản phẩm",
	"priority": "Trọng điểm", "deadline_kind": "Kiểu thời hạn", "due_on": "Hạn", "lead_unit": "Chủ trì", "officer": "Người xử lý",
	"percent": "Tiến độ (%)", "completed_on": "Ngày hoàn thành", "kind": "Loại", "number": "Số, ký hiệu", "issued_on": "Ngày ban hành",
	"issued_year": "Năm ban hành", "issuer": "Cơ quan ban hành", "subject": "Trích yếu", "signer": "Người ký", "signer_position": "Chức vụ người ký",
	"recipients": "Nơi nhận", "summary": "Tóm tắt", "secret": "Văn bản mật", "path": "Vị trí", "label": "Cách gọi", "heading": "Tên điều khoản",
	"body": "Nội dung", "code": "Mã", "name": "Tên", "short_name": "Tên gọi ngắn", "relation": "Quan hệ", "parent": "Cấp trên",
	"valid_from": "Hoạt động từ", "valid_to": "Thôi hoạt động từ", "username": "Tên đăng nhập", "position": "Chức vụ", "unit": "Đơn vị",
	"roles": "Vai trò", "active": "Đang dùng",
}

// Act returns the Vietnamese words for an action; the action itself when there are none.
func Act(action string) string {
	if words, ok := acts[policy.Action(action)]; ok {
		return words
	}
	return action
}

// Object returns the Vietnamese words for a kind of record; the kind itself when there are none.
func Object(kind string) string {
	if words, ok := objects[policy.Object(kind)]; ok {
		return words
	}
	return kind
}

// Names are the units and people that changes keep by number.
type Names struct {
	Units  map[int64]string
	People map[int64]string
}

// Change returns a change in words: "Hạn: 31/10/2026 → 17/11/2026".
func (n Names) Change(c reform.Change) string {
	label, ok := fields[c.Field]
	if !ok {
		label = c.Field
	}
	return label + ": " + n.value(c.Field, c.From) + " → " + n.value(c.Field, c.To)
}

// value returns one side of a change as people write it.
func (n Names) value(field, text string) string {
	number, _ := strconv.ParseInt(text, 10, 64)
	var words string
	switch field {
	case "lead_unit", "unit", "parent":
		words = n.Units[number]
	case "officer":
		words = n.People[number]
	case "area":
		words = area(text, number)
	case "state":
		words = reform.TaskState(text).Label()
	case "deadline_kind":
		words = reform.DeadlineKind(text).Label()
	case "kind":
		words = reform.DocumentKind(text).Label() + reform.UnitKind(text).Label()
	case "relation":
		words = reform.Relation(text).Label()
	case "roles":
		words = roleWords(text)
	case "priority", "secret", "active":
		words = map[string]string{"true": "có", "false": "không"}[text]
	case "due_on", "completed_on", "issued_on", "valid_from", "valid_to":
		words = dayWords(text)
	}
	switch {
	case words != "":
		return words
	case text == "":
		return "(trống)"
	default:
		return text
	}
}

// area returns the short name of an area; steering, whose number is 0, is kept as no text.
func area(text string, number int64) string {
	if text == "-1" {
		return "không thuộc lĩnh vực nào"
	}
	return reform.Area(number).Short()
}

func roleWords(text string) string {
	var words []string
	for name := range strings.SplitSeq(text, ", ") {
		words = append(words, reform.RoleLabel(policy.Role(name)))
	}
	return strings.Join(words, "; ")
}

func dayWords(text string) string {
	day, err := calendar.Parse(text)
	if err != nil {
		return ""
	}
	return day.Vietnamese()
}
