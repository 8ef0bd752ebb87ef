package ui

import (
	"strconv"
	"strings"

	"cchc/internal/calendar"
	"cchc/internal/policy"
	"cchc/internal/reform"
)

// changedFields names the fields that changes speak of.
var changedFields = map[string]string{
	"title": "Tên", "description": "Mô tả", "area": "Lĩnh vực", "plan_year": "Năm kế hoạch", "state": "Trạng thái", "deliverable": "Sản phẩm",
	"priority": "Trọng điểm", "deadline_kind": "Kiểu thời hạn", "due_on": "Hạn", "lead_unit": "Chủ trì", "officer": "Người xử lý", "follower": "Người theo dõi",
	"percent": "Tiến độ (%)", "completed_on": "Ngày hoàn thành", "kind": "Loại", "number": "Số, ký hiệu", "issued_on": "Ngày ban hành",
	"issued_year": "Năm ban hành", "issuer": "Cơ quan ban hành", "subject": "Trích yếu", "signer": "Người ký", "signer_position": "Chức vụ người ký",
	"recipients": "Nơi nhận", "summary": "Tóm tắt", "secret": "Văn bản mật", "path": "Vị trí", "label": "Cách gọi", "heading": "Tên điều khoản",
	"body": "Nội dung", "code": "Mã", "name": "Tên", "short_name": "Tên gọi ngắn", "relation": "Quan hệ", "parent": "Cấp trên",
	"valid_from": "Hoạt động từ", "valid_to": "Thôi hoạt động từ", "username": "Tên đăng nhập", "position": "Chức vụ", "unit": "Đơn vị",
	"roles": "Vai trò", "active": "Đang dùng", "day": "Ngày", "holiday_kind": "Nghỉ hay làm bù",
	"absent": "Người vắng mặt", "deputy": "Người làm thay", "from_on": "Từ ngày", "to_on": "Đến hết ngày",
	"schedule": "Lịch", "due_day": "Ngày hạn trong tháng",
	"starts_on": "Bắt đầu", "ends_on": "Kết thúc", "period": "Kỳ", "window_from": "Số liệu từ", "window_to": "Chốt số liệu", "window_due": "Hạn nộp",
	"applies_from": "Áp dụng từ", "applies_to": "Thôi áp dụng từ",
	"extension_state": "Trạng thái", "proposed_on": "Hạn đề nghị", "granted_on": "Hạn được duyệt", "value": "Giá trị",
	"share": "Phần việc", "share_state": "Phần việc phối hợp", "answer": "Trả lời", "split_to": "Chia cho",
	"obstacle_state": "Trạng thái", "cause": "Loại vướng mắc", "detail": "Mô tả", "since_on": "Vướng từ ngày", "tried": "Đơn vị đã làm",
	"request": "Đề nghị", "needed_by": "Cần trước ngày", "card": "Phiếu trình", "card_state": "Trạng thái", "question": "Nội dung trình",
	"leader": "Lãnh đạo", "proposed": "Phương án Văn phòng đề xuất", "agenda_on": "Giao ban ngày", "chosen": "Phương án được chọn",
	"direction": "Ý kiến chỉ đạo", "spoken": "Người quyết định", "every_area": "Mọi lĩnh vực",
	"measure": "Đơn vị đo", "target_direction": "Hướng", "baseline": "Điểm xuất phát", "target": "Chỉ tiêu", "target_on": "Ngày phải đạt",
	"clause": "Điều khoản", "tasks": "Nhiệm vụ", "task": "Nhiệm vụ", "original_due_on": "Hạn gốc", "parent_task": "Việc con của nhiệm vụ số",
	"addressee": "Nơi nhận", "asks": "Nội dung kiến nghị", "answer_by": "Cần trả lời trước ngày", "sent_on": "Ngày gửi",
	"reading": "Nhận định", "sentence": "Vì sao", "until_on": "Có hiệu lực đến hết ngày",
	"phone": "Số điện thoại", "email": "Thư điện tử", "pace": "Cách nhận",
	"reminder_days": "Số ngày làm việc", "reminds_officer": "Nhắc người xử lý", "reminds_head": "Nhắc lãnh đạo đơn vị", "reminds_office": "Nhắc Văn phòng",
	"meeting_state": "Trạng thái", "sits_at": "Giờ họp", "place": "Địa điểm", "chair": "Chủ trì", "flag_on": "Ngày hỏi đơn vị", "answers_by": "Đơn vị trả lời trước",
	"questions": "Câu hỏi của lãnh đạo", "attendees": "Thành phần dự", "closing": "Ý kiến kết luận", "rhythm": "Nhịp họp",
	"agenda_kind": "Loại nội dung", "agenda_position": "Thứ tự", "agenda_title": "Nội dung", "agenda_ask": "Đơn vị phải trả lời", "agenda_answer": "Đơn vị trả lời",
	"conclusion_kind": "Loại kết luận", "conclusion": "Kết luận", "concluded_task": "Nhiệm vụ",
	"answer_number": "Số, ký hiệu văn bản trả lời", "answered_on": "Ngày trả lời",
}

// ChangeNames are the units and people that changes keep by number.
type ChangeNames struct {
	Units  map[int64]string
	People map[int64]string
}

// Words returns a change in words: "Hạn: 31/10/2026 → 17/11/2026".
func (n ChangeNames) Words(c reform.Change) string {
	label, ok := changedFields[c.Field]
	if !ok {
		label = c.Field
	}
	return label + ": " + n.value(c.Field, c.From) + " → " + n.value(c.Field, c.To)
}

// value returns one side of a change as people write it.
func (n ChangeNames) value(field, text string) string {
	number, _ := strconv.ParseInt(text, 10, 64)
	var words string
	switch field {
	case "lead_unit", "unit", "parent":
		words = n.Units[number]
	case "officer", "absent", "deputy", "leader", "chair":
		words = n.People[number]
	case "area":
		words = changedArea(text, number)
	case "state":
		words = reform.TaskState(text).Label()
	case "share_state":
		words = reform.ShareState(text).Label()
	case "deadline_kind":
		words = reform.DeadlineKind(text).Label()
	case "kind":
		words = reform.DocumentKind(text).Label() + reform.UnitKind(text).Label()
	case "schedule":
		words = reform.Schedule(text).Label()
	case "obstacle_state":
		words = reform.ObstacleState(text).Label()
	case "reading":
		words = reform.Course(text).Label()
	case "cause":
		words = reform.Cause(text).Label()
	case "card_state":
		words = reform.CardState(text).Label()
	case "extension_state":
		words = reform.ExtensionState(text).Label()
	case "target_direction":
		words = reform.Direction(text).Sign()
	case "holiday_kind":
		words = reform.HolidayKind(text).Label()
	case "meeting_state":
		words = reform.MeetingState(text).Label()
	case "rhythm":
		words = reform.Rhythm(text).Label()
	case "agenda_kind":
		words = reform.AgendaKind(text).Label()
	case "conclusion_kind":
		words = reform.ConclusionKind(text).Label()
	case "relation":
		words = reform.Relation(text).Label()
	case "roles":
		words = roleWords(text)
	case "priority", "secret", "active", "every_area", "phone", "reminds_officer", "reminds_head", "reminds_office":
		words = map[string]string{"true": "có", "false": "không"}[text]
	case "due_on", "original_due_on", "completed_on", "issued_on", "valid_from", "valid_to", "day", "from_on", "to_on", "proposed_on", "granted_on", "since_on", "needed_by",
		"agenda_on", "target_on", "until_on", "answer_by", "sent_on", "answered_on":
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

// changedArea returns the short name of an area; steering, whose number is 0, is kept as no text.
func changedArea(text string, number int64) string {
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
