package tasks

import (
	"strings"
	"testing"
	"time"

	"cchc/internal/calendar"
	"cchc/internal/policy"
	"cchc/internal/reform"
)

func TestDeliverablesAreTickedByWhatStandsForThem(t *testing.T) {
	t.Parallel()
	v := Show{Task: reform.Task{Code: "CCHC-2026-014", Deliverable: "Tờ trình\nDanh mục"}, Completion: Completion{Evidence: []reform.Evidence{
		{Position: 1, Deliverable: "Tờ trình", Number: "12/TTr"}, {Position: 1, Deliverable: "Tờ trình", AttachmentID: 5, FileName: "to-trinh.pdf", MediaType: "application/pdf"},
	}}}
	page := written(t, v)
	for _, words := range []string{"1/2", "Số 12/TTr", `href="/tep/5?xem=1"`, "Tờ trình", "Danh mục"} {
		if !strings.Contains(page, words) {
			t.Errorf("the page lacks %q", words)
		}
	}
}

func TestReopenedTaskTellsItsFirstCompletion(t *testing.T) {
	t.Parallel()
	reopened := event(on(23, 9), policy.TaskReopen, reform.Change{Field: "completed_on", From: "2026-11-20"})
	reopened.Note = "Có kiến nghị."
	v := Show{Reopened: Reopenings([]reform.AuditEvent{reopened, event(on(20, 9), policy.ReportAccept)})}
	if want := "Hoàn thành lần đầu ngày 20/11/2026, mở lại ngày 23/11/2026 vì “Có kiến nghị.”"; !strings.Contains(written(t, v), want) {
		t.Errorf("the page does not say %q", want)
	}
}

func TestApprovalStandsInTheTimelineWithBothNames(t *testing.T) {
	t.Parallel()
	approved := event(on(22, 9), policy.ReportApprove, reform.Change{Field: "state", From: "submitted", To: "approved"})
	approved.For = "Hoàng Văn Hùng"
	past := Past{
		SignOffs: []reform.AuditEvent{approved, event(on(21, 9), policy.ReportApprove, reform.Change{Field: "state", From: "submitted", To: "returned"})},
		Reports:  []reform.Report{{Kind: reform.ReportCompletion, Author: "Nguyễn Văn An", For: "Đặng Văn Khánh", ReportedAt: on(20, 9), Signing: reform.Signing{State: reform.ReportApproved}}},
	}
	moments := Moments(past)
	if len(moments) != 2 || moments[0].Who != "Đặng Văn Khánh (thay Hoàng Văn Hùng)" || moments[0].What != "duyệt báo cáo hoàn thành, chờ Văn phòng xác nhận" {
		t.Errorf("%+v", moments)
	}
	if moments[1].Who != "Nguyễn Văn An (thay Đặng Văn Khánh)" || moments[1].What != "báo cáo hoàn thành: Chờ Văn phòng xác nhận" {
		t.Errorf("%+v", moments[1])
	}
}

func TestSignOffButtonsLeadToTheReport(t *testing.T) {
	t.Parallel()
	report := reform.Report{ID: 7, Signing: reform.Signing{State: reform.ReportSubmitted, SubmittedOn: calendar.NewDate(2026, time.November, 20)}}
	v := Show{Task: reform.Task{State: reform.TaskSubmitted}, Completion: Completion{Report: &report, Offers: []SignOffer{
		{Act: reform.CompletionApprove}, {Act: reform.CompletionReturn},
	}}}
	page := written(t, v)
	for _, words := range []string{`/hoan-thanh/7/viec/approve`, `/hoan-thanh/7/viec/return`, "Báo cáo hoàn thành ngày 20/11/2026", "Chờ lãnh đạo đơn vị duyệt"} {
		if !strings.Contains(page, words) {
			t.Errorf("the page lacks %q", words)
		}
	}
}
