// Package audits shows the audit log in plain words.
package audits

import "cchc/internal/policy"

// acts says what a person did, in words that follow their name.
var acts = map[policy.Action]string{
	policy.DocumentRead: "xem văn bản", policy.DocumentRegister: "thêm văn bản", policy.DocumentEdit: "sửa văn bản, điều khoản",
	policy.TaskRead: "xem nhiệm vụ", policy.TaskReadDraft: "xem nhiệm vụ dự thảo", policy.TaskWork: "xem việc của mình",
	policy.TaskCreate: "tạo nhiệm vụ", policy.TaskEdit: "sửa nhiệm vụ", policy.TaskAssign: "giao nhiệm vụ", policy.TaskAccept: "tiếp nhận nhiệm vụ",
	policy.TaskDecline: "trả lại nhiệm vụ được giao", policy.TaskNameOfficer: "phân công người xử lý", policy.TaskSuspend: "tạm hoãn nhiệm vụ",
	policy.TaskResume: "tiếp tục nhiệm vụ", policy.TaskCancel: "dừng thực hiện nhiệm vụ", policy.TaskReopen: "mở lại nhiệm vụ",
	policy.TaskFlag: "đánh dấu, bỏ dấu trọng điểm", policy.ReportPost: "báo cáo tiến độ", policy.FileRead: "đọc tệp", policy.FileStage: "tải tệp lên trước khi gửi", policy.UnitWatch: "xem đơn vị",
	policy.UnitManage: "quản lý đơn vị", policy.PersonManage: "quản lý người dùng", policy.PersonReset: "đặt lại mật khẩu",
	policy.SessionEnd: "kết thúc phiên làm việc", policy.SessionStart: "đăng nhập", policy.AccountEdit: "đổi mật khẩu",
	policy.AuditRead: "xem nhật ký", policy.PortalPrepare: "chuẩn bị cổng",
	policy.CalendarManage: "sửa ngày nghỉ, kỳ báo cáo", policy.SettingManage: "đổi thiết lập",
	policy.ExtensionRequest: "xin gia hạn", policy.ExtensionSign: "ký hoặc trả lại đề nghị gia hạn", policy.ExtensionGrant: "quyết định gia hạn",
	policy.ExtensionGrantMore: "cho gia hạn thêm lần nữa", policy.TaskExtend: "dời thời hạn", policy.TaskReassign: "chuyển nhiệm vụ cho đơn vị khác",
	policy.TaskSplit: "chia nhiệm vụ cho các đơn vị", policy.TaskSchedule: "đặt lịch nhiệm vụ định kỳ", policy.TaskFinish: "hoàn thành nhiệm vụ chung", policy.TaskFollow: "giao người theo dõi nhiệm vụ",
	policy.ReportSubmit: "gửi báo cáo hoàn thành", policy.ReportApprove: "duyệt hoặc trả lại báo cáo hoàn thành",
	policy.ReportAccept: "xác nhận hoặc trả lại báo cáo hoàn thành", policy.ReportSendBack: "yêu cầu thực hiện lại",
	policy.ShareAnswer: "trả lời phần việc phối hợp", policy.ShareAskAgain: "yêu cầu trả lời lại phần việc",
	policy.DeputyName: "cử người làm thay, kết thúc việc làm thay", policy.WorkHandOver: "bàn giao công việc", policy.UnitReorganise: "sắp xếp lại đơn vị", policy.UnitReadChange: "xem kế hoạch sắp xếp đơn vị",
	policy.ObstacleRaise: "báo vướng mắc", policy.ObstacleConfirm: "xác nhận hoặc trả lại vướng mắc", policy.ObstacleReceive: "tiếp nhận, xử lý vướng mắc",
	policy.ObstaclePrepare: "soạn phiếu trình lãnh đạo", policy.ObstacleEscalate: "trình lãnh đạo quyết định", policy.ObstacleAnswer: "bổ sung thông tin về vướng mắc",
	policy.ObstacleWithdraw: "rút vướng mắc", policy.ObstacleClose: "xác nhận vướng mắc đã gỡ hoặc còn vướng", policy.ObstacleDecide: "cho ý kiến chỉ đạo về vướng mắc",
	policy.ObstacleNote:    "ghi quyết định của lãnh đạo tại cuộc họp",
	policy.ObstacleCompare: "xem vướng mắc tương tự", policy.ObstacleExport: "xuất sổ vướng mắc", policy.ObstacleRemind: "nhắc vướng mắc quá thời hạn xử lý",
	policy.ReferralRecord: "ghi văn bản kiến nghị cấp trên", policy.TaskRedirect: "thay đổi nhiệm vụ theo ý kiến chỉ đạo",
	policy.TaskInstruct: "giao nhiệm vụ theo ý kiến chỉ đạo", policy.ChargeManage: "phân công lĩnh vực phụ trách", policy.NoticeRead: "xem thông báo",
	policy.IndicatorRead: "xem chỉ tiêu", policy.IndicatorManage: "sửa chỉ tiêu",
	policy.BoardRead: "xem bảng theo dõi", policy.FilterSave: "lưu bộ lọc của bảng theo dõi", policy.NudgeRead: "xem nhắc việc",
	policy.NudgeSend: "nhắc việc, đôn đốc", policy.NudgeSign: "ghi công văn đôn đốc đã ký", policy.NudgeAnswer: "trả lời nhắc việc",
	policy.NudgeDeliver: "gửi nhắc việc đi", policy.ApprovalRead: "xem việc chờ phê duyệt", policy.ReminderManage: "sửa quy tắc nhắc tự động", policy.ReminderSend: "nhắc tự động",
	policy.ChannelChoose: "chọn cách nhận thông báo", policy.FeedManage: "đổi địa chỉ lịch riêng", policy.DeliverySend: "gửi thông báo ra ngoài cổng",
	policy.PortalWatch: "theo dõi vận hành, thử lại việc hỏng",
	policy.TaskJudge:   "nhận định tiến độ nhiệm vụ trọng điểm", policy.MeetingRead: "xem giao ban", policy.MeetingPrepare: "chuẩn bị giao ban",
	policy.MeetingAnswer: "trả lời chuẩn bị giao ban", policy.MeetingFreeze: "chốt số liệu giao ban", policy.MeetingConclude: "ghi kết luận giao ban",
	policy.InstructionGive: "chỉ đạo trực tiếp",
}

// objects says what an act was done to.
var objects = map[policy.Object]string{
	policy.Document: "Văn bản", policy.Clause: "Điều khoản", policy.Task: "Nhiệm vụ", policy.Report: "Báo cáo",
	policy.Attachment: "Tệp", policy.UnitRecord: "Đơn vị", policy.Person: "Tài khoản", policy.Portal: "Cổng",
	policy.Holiday: "Ngày nghỉ", policy.Setting: "Thiết lập", policy.Extension: "Đề nghị gia hạn",
	policy.Share: "Phần việc phối hợp", policy.Window: "Kỳ báo cáo", policy.Deputy: "Việc làm thay", policy.UnitChange: "Sắp xếp đơn vị",
	policy.Obstacle: "Vướng mắc", policy.Card: "Phiếu trình", policy.Referral: "Văn bản kiến nghị", policy.Charge: "Phụ trách lĩnh vực",
	policy.Nudge: "Nhắc việc", policy.NudgeBatch: "Đợt nhắc việc", policy.NudgeTask: "Trả lời nhắc việc", policy.Reminder: "Quy tắc nhắc", policy.Reminders: "Nhắc tự động",
	policy.Delivery: "Thông báo gửi đi", policy.Channel: "Cách nhận thông báo", policy.Feed: "Lịch riêng", policy.Filter: "Bộ lọc đã lưu",
	policy.Notice: "Thông báo", policy.Indicator: "Chỉ tiêu", policy.Job: "Việc ngầm",
	policy.Judgement: "Nhận định", policy.MeetingSeries: "Loại giao ban", policy.Meeting: "Giao ban", policy.AgendaItem: "Nội dung giao ban",
	policy.Conclusion: "Kết luận giao ban", policy.Snapshot: "Bản chốt số liệu", policy.Instruction: "Ý kiến chỉ đạo",
}

// objectOrder is the order in which the filter offers the kinds of record.
var objectOrder = []policy.Object{
	policy.Task, policy.Report, policy.Obstacle, policy.Card, policy.Referral, policy.Indicator, policy.Document, policy.Clause, policy.Attachment, policy.UnitRecord, policy.Person, policy.Portal,
	policy.Extension, policy.Share, policy.Deputy, policy.UnitChange, policy.Holiday, policy.Window, policy.Setting, policy.Charge, policy.Notice,
	policy.NudgeBatch, policy.Nudge, policy.NudgeTask, policy.Reminder, policy.Reminders, policy.Delivery, policy.Channel, policy.Feed, policy.Filter,
	policy.Meeting, policy.MeetingSeries, policy.AgendaItem, policy.Conclusion, policy.Snapshot, policy.Judgement, policy.Instruction,
	policy.Job,
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
