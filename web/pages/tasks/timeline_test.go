package tasks

import (
	"strings"
	"testing"
	"time"

	"cchc/internal/calendar"
	"cchc/internal/policy"
	"cchc/internal/reform"
	"cchc/web/ui"
)

// on is an instant of November 2026 in the department's zone.
func on(day, hour int) time.Time {
	return calendar.NewDate(2026, time.November, day).Start().Add(time.Duration(hour) * time.Hour)
}

func event(at time.Time, action policy.Action, changes ...reform.Change) reform.AuditEvent {
	return reform.AuditEvent{At: at, Actor: "Đặng Văn Khánh", Action: string(action), Changes: changes}
}

// was is what a task was from one instant to another.
func was(from, to time.Time, state reform.TaskPast) reform.TaskPast {
	state.ValidFrom = from
	if !to.IsZero() {
		state.ValidTo = &to
	}
	return state
}

func whats(moments []Moment) string {
	said := make([]string, 0, len(moments))
	for _, m := range moments {
		said = append(said, m.What)
	}
	return strings.Join(said, " | ")
}

func TestActsAndReportsStandInOneLineNewestFirst(t *testing.T) {
	past := Past{
		Events:  []reform.AuditEvent{event(on(20, 9), policy.ReportSubmit), event(on(3, 8), policy.TaskAccept)},
		Reports: []reform.Report{{ReportedAt: on(20, 9), PercentBefore: 45, Percent: 100}, {ReportedAt: on(12, 9), PercentBefore: 30, Percent: 45}},
	}
	want := "gửi hoàn thành, chờ lãnh đạo đơn vị duyệt | cập nhật tiến độ từ 45% lên 100% | cập nhật tiến độ từ 30% lên 45% | tiếp nhận nhiệm vụ"
	if got := whats(Moments(past)); got != want {
		t.Errorf("the line is\n%s\nwant\n%s", got, want)
	}
}

func TestTimelineNamesWhoHadTheTaskThenAndNotNow(t *testing.T) {
	first := reform.TaskPast{LeadUnit: "Phòng Quản lý Khoa học", DeadlineKind: reform.DeadlineFixed, DueOn: calendar.NewDate(2026, time.November, 17)}
	second := reform.TaskPast{LeadUnit: "Thanh tra Sở", DeadlineKind: reform.DeadlineStanding}
	named := second
	named.Officer = "Ngô Thị Tâm"
	past := Past{
		Events: []reform.AuditEvent{
			event(on(10, 9), policy.TaskAccept, reform.Change{Field: "officer", To: "10"}),
			event(on(9, 9), policy.TaskAssign, reform.Change{Field: "state", From: "declined", To: "assigned"}),
			event(on(3, 9), policy.TaskAssign, reform.Change{Field: "state", From: "draft", To: "assigned"}),
		},
		States: []reform.TaskPast{was(on(3, 9), on(9, 9), first), was(on(9, 9), on(10, 9), second), was(on(10, 9), time.Time{}, named)},
	}
	want := "tiếp nhận nhiệm vụ, giao cho Ngô Thị Tâm | giao lại nhiệm vụ cho Thanh tra Sở, việc thường xuyên | " +
		"giao nhiệm vụ cho Phòng Quản lý Khoa học, hạn 17/11/2026"
	if got := whats(Moments(past)); got != want {
		t.Errorf("the line is\n%s\nwant\n%s", got, want)
	}
}

func TestEveryActIsToldInAWholeSentence(t *testing.T) {
	state := was(on(1, 0), time.Time{}, reform.TaskPast{
		LeadUnit: "Văn phòng Sở", Officer: "Vũ Văn Nam", DueOn: calendar.NewDate(2026, time.December, 5),
		DeadlineKind: reform.DeadlinePeriodic, CompletedOn: calendar.NewDate(2026, time.November, 20),
	})
	past := Past{States: []reform.TaskPast{state}}
	for want, e := range map[string]reform.AuditEvent{
		"lập dự thảo nhiệm vụ":                              event(on(2, 8), policy.TaskCreate, reform.Change{Field: "state", To: "draft"}),
		"giao nhiệm vụ cho Văn phòng Sở, việc định kỳ":      event(on(2, 8), policy.TaskCreate, reform.Change{Field: "state", To: "assigned"}),
		"tiếp nhận nhiệm vụ":                                event(on(2, 8), policy.TaskAccept),
		"trả lại Văn phòng":                                 event(on(2, 8), policy.TaskDecline),
		"phân công Vũ Văn Nam xử lý":                        event(on(2, 8), policy.TaskNameOfficer),
		"trả lại báo cáo hoàn thành, yêu cầu thực hiện lại": event(on(2, 8), policy.ReportSendBack),
		"xác nhận hoàn thành, ngày hoàn thành 20/11/2026":   event(on(2, 8), policy.ReportAccept),
		"tạm hoãn nhiệm vụ":                                 event(on(2, 8), policy.TaskSuspend),
		"cho tiếp tục thực hiện":                            event(on(2, 8), policy.TaskResume),
		"dừng thực hiện nhiệm vụ":                           event(on(2, 8), policy.TaskCancel),
		"mở lại nhiệm vụ":                                   event(on(2, 8), policy.TaskReopen),
		"đánh dấu nhiệm vụ trọng điểm":                      event(on(2, 8), policy.TaskFlag, reform.Change{Field: "priority", From: "false", To: "true"}),
		"bỏ đánh dấu trọng điểm":                            event(on(2, 8), policy.TaskFlag, reform.Change{Field: "priority", From: "true", To: "false"}),
		"sửa tên, sản phẩm phải có":                         event(on(2, 8), policy.TaskEdit, reform.Change{Field: "title"}, reform.Change{Field: "deliverable"}),
		"sửa nội dung nhiệm vụ":                             event(on(2, 8), policy.TaskEdit),
		"mở kỳ Tháng 11/2026, hạn 05/12/2026":               event(on(2, 8), policy.TaskCreate, reform.Change{Field: "state", To: "assigned"}, reform.Change{Field: "period", To: "Tháng 11/2026"}),
		"sửa lịch định kỳ":                                  event(on(2, 8), policy.TaskSchedule),
	} {
		if _, got := past.sentence(e); got != want {
			t.Errorf("%s is told as %q, want %q", e.Action, got, want)
		}
	}
}

func TestNoActOfTheFlowIsLeftWithoutItsOwnWords(t *testing.T) {
	for _, step := range reform.TaskFlow.Steps {
		if _, what := (Past{}).sentence(event(on(2, 8), step.Needs)); what == "thay đổi nhiệm vụ" {
			t.Errorf("%s has no sentence", step.Needs)
		}
		if questions[step.Act].title == "" && step.Act != reform.TaskAssign && step.Act != reform.TaskFinish && !step.Act.SignsOff() {
			t.Errorf("%s has no question", step.Act)
		}
	}
}

func TestReportIsQuotedWithItsFilesAndItsReason(t *testing.T) {
	past := Past{
		Reports: []reform.Report{{
			ID: 7, ReportedAt: on(18, 14), Author: "Nguyễn Văn An", PercentBefore: 60, Percent: 55, Done: "Rà lại 4 thủ tục.", Next: "Trình ký.",
			ExpectedOn: calendar.NewDate(2026, time.December, 5), LateReason: "Chờ ý kiến.",
		}},
		Files: []reform.Attachment{
			{ID: 3, ReportID: 7, Name: "bảng.xlsx", MediaType: "application/vnd.ms-excel", Size: 2048},
			{ID: 4, ReportID: 8, Name: "của báo cáo khác.pdf"},
		},
	}
	moment := Moments(past)[0]
	if moment.Who != "Nguyễn Văn An" || moment.What != "cập nhật tiến độ từ 60% xuống 55%" {
		t.Errorf("told as %q %q", moment.Who, moment.What)
	}
	want := []Said{{"", "Rà lại 4 thủ tục."}, {"Việc tiếp theo", "Trình ký."}, {"Dự kiến hoàn thành", "05/12/2026"}, {"Lý do quá hạn", "Chờ ý kiến."}}
	if len(moment.Said) != len(want) {
		t.Fatalf("quoted %v", moment.Said)
	}
	for i := range want {
		if moment.Said[i] != want[i] {
			t.Errorf("quoted %v, want %v", moment.Said[i], want[i])
		}
	}
	if len(moment.Files) != 1 || moment.Files[0].Href != "/tep/3" {
		t.Errorf("files %v", moment.Files)
	}
}

func TestReasonIsQuotedAndADeputyNamesBoth(t *testing.T) {
	e := event(on(6, 14), policy.ReportSendBack)
	e.Note, e.For = "Thiếu phần của tỉnh.", "Hoàng Văn Hùng"
	moment := Moments(Past{Events: []reform.AuditEvent{e}})[0]
	if moment.Who != "Đặng Văn Khánh (thay Hoàng Văn Hùng)" || moment.Said[0].Text != "Thiếu phần của tỉnh." || moment.Kind != ui.Soon {
		t.Errorf("told as %+v", moment)
	}
}

func TestReportThatMovesNothingSaysSo(t *testing.T) {
	if got := progress(reform.Report{PercentBefore: 80, Percent: 80}); got != "báo cáo, tiến độ giữ ở 80%" {
		t.Errorf("told as %q", got)
	}
}
