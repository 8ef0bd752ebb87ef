package ui

import (
	"testing"

	"cchc/internal/calendar"
	"cchc/internal/policy"
	"cchc/internal/reform"
)

func TestEveryChangedFieldHasALabel(t *testing.T) {
	t.Parallel()
	day := calendar.NewDate(2026, 11, 23)
	changes := [][]reform.Change{
		reform.Task{}.ChangesTo(reform.Task{
			Title: "a", Description: "a", Area: 1, PlanYear: 2026, State: reform.TaskDraft, Deliverable: "a", Priority: true,
			Deadline:   reform.Deadline{DeadlineKind: reform.DeadlineFixed, DueOn: day},
			Assignment: reform.Assignment{LeadUnitID: 1, OfficerID: 1}, Progress: reform.Progress{Percent: 1, CompletedOn: day},
		}),
		reform.Document{}.ChangesTo(reform.Document{
			Kind: reform.DocumentPlan, CodeNumber: "1", IssuedOn: day, IssuedYear: 2026, Issuer: "a", Subject: "a", Signer: "a",
			SignerPosition: "a", Recipients: "a", Summary: "a", Secret: true,
		}),
		reform.Clause{}.ChangesTo(reform.Clause{Path: "a", Label: "a", Heading: "a", Body: "a", Area: 1}),
		reform.Unit{}.ChangesTo(reform.Unit{
			Code: "a", Name: "a", ShortName: "a", Kind: reform.UnitOffice, Relation: reform.RelInternal, ParentID: 1, ValidFrom: day, ValidTo: day,
		}),
		reform.Referral{}.ChangesTo(reform.Referral{
			Addressee: "a", Asks: "a", AnswerBy: day, Number: "1", SentOn: day, AnswerNumber: "1", AnsweredOn: day, Answer: "a",
		}),
		reform.Person{}.ChangesTo(reform.Person{
			Username: "a", Name: "a", Position: "a", UnitID: 1, Roles: []policy.Role{policy.Staff}, Active: true,
		}),
	}
	for _, record := range changes {
		for _, change := range record {
			if changedFields[change.Field] == "" {
				t.Errorf("%s has no label", change.Field)
			}
		}
	}
}

func TestChangesReadAsPeopleWriteThem(t *testing.T) {
	t.Parallel()
	names := ChangeNames{Units: map[int64]string{4: "Phòng Quản lý Khoa học"}, People: map[int64]string{7: "Nguyễn Thị Ánh"}}
	for _, c := range []struct {
		change reform.Change
		want   string
	}{
		{reform.Change{Field: "due_on", From: "2026-10-31", To: "2026-11-17"}, "Hạn: 31/10/2026 → 17/11/2026"},
		{reform.Change{Field: "lead_unit", To: "4"}, "Chủ trì: (trống) → Phòng Quản lý Khoa học"},
		{reform.Change{Field: "officer", From: "7", To: "99"}, "Người xử lý: Nguyễn Thị Ánh → 99"},
		{reform.Change{Field: "state", From: "assigned", To: "in_progress"}, "Trạng thái: Chờ tiếp nhận → Đang thực hiện"},
		{reform.Change{Field: "kind", From: "plan", To: "directive"}, "Loại: Kế hoạch → Chỉ thị"},
		{reform.Change{Field: "roles", From: "staff", To: "head, staff"}, "Vai trò: Chuyên viên → Trưởng phòng, đơn vị; Chuyên viên"},
		{reform.Change{Field: "active", From: "true", To: "false"}, "Đang dùng: có → không"},
		{reform.Change{Field: "area", From: "", To: "2"}, "Lĩnh vực: Chỉ đạo, điều hành → Thủ tục hành chính"},
		{reform.Change{Field: "title", From: "Cũ", To: "Mới"}, "Tên: Cũ → Mới"},
	} {
		if got := names.Words(c.change); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}
