package tasks

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"cchc/internal/calendar"
	"cchc/internal/reform"
	"cchc/web/ui"
)

func written(t *testing.T, v Show) string {
	t.Helper()
	var page bytes.Buffer
	if err := ShowPage(v).Render(t.Context(), &page); err != nil {
		t.Fatal(err)
	}
	return page.String()
}

func letter(number string) reform.SourceClause {
	return reform.SourceClause{
		ID: 5, DocumentID: 2, DocumentKind: reform.DocumentLetter, CodeNumber: number, CodeNotation: "UBND-NC", IssuedYear: 2024,
		IssuedOn: calendar.NewDate(2024, time.February, 27), Issuer: "UBND tỉnh", Label: "điểm b mục 3", Body: "Rà soát TTHC.",
	}
}

func TestClauseIsCitedAsDocumentsAre(t *testing.T) {
	if got, want := source(letter("433")).Text, "điểm b mục 3, Công văn 433/UBND-NC ngày 27/02/2024 của UBND tỉnh"; got != want {
		t.Errorf("cited as %q, want %q", got, want)
	}
	blank := letter("")
	blank.IssuedOn = calendar.Date{}
	if got, want := source(blank).Text, "điểm b mục 3, Công văn số …/UBND-NC năm 2024 của UBND tỉnh"; got != want {
		t.Errorf("cited as %q, want %q", got, want)
	}
}

func TestSummaryIsMarkedAndNotQuoted(t *testing.T) {
	summary := letter("433")
	summary.IsSummary = true
	for _, claim := range []struct {
		clause reform.SourceClause
		marked bool
	}{{letter("433"), false}, {summary, true}} {
		page := written(t, Show{Clauses: []reform.SourceClause{claim.clause}})
		if strings.Contains(page, "Tóm tắt") != claim.marked || strings.Contains(page, "“Rà soát TTHC.”") == claim.marked {
			t.Errorf("summary %v is written wrongly", claim.marked)
		}
	}
}

func TestMovedDeadlineKeepsItsFirstDay(t *testing.T) {
	task := reform.Task{State: reform.TaskInProgress}
	task.DueOn, task.OriginalDueOn = calendar.NewDate(2026, time.November, 17), calendar.NewDate(2026, time.October, 31)
	if got := deadline(task); got != "Hạn 17/11/2026 (hạn gốc 31/10/2026)" {
		t.Errorf("written as %q", got)
	}
}

func TestBarredStepIsShownWithItsReason(t *testing.T) {
	task := reform.Task{Code: "CCHC-2026-009", State: reform.TaskInProgress}
	page := written(t, Show{Task: task, Deeds: Deeds{Offers: []Offer{{Act: reform.TaskSuspend, Reason: "Người gửi không tự xác nhận."}}}})
	if !strings.Contains(page, "Người gửi không tự xác nhận.") || strings.Contains(page, "/viec/suspend") {
		t.Error("a barred step has no reason, or a way in")
	}
}

func TestPageHasAtMostOneMainButton(t *testing.T) {
	for _, state := range reform.TaskStates() {
		var offers []Offer
		for _, step := range reform.TaskFlow.Out(state) {
			offers = append(offers, Offer{Act: step.Act})
		}
		for _, report := range []bool{true, false} {
			main := 0
			for _, button := range (Show{Deeds: Deeds{Offers: offers, Report: report && state == reform.TaskInProgress, Edit: true}}).buttons() {
				if button.Look == ui.Primary {
					main++
				}
			}
			if main > 1 {
				t.Errorf("%s has %d main buttons", state, main)
			}
		}
	}
}

func TestSharesOutOfReachAreCountedAndSaid(t *testing.T) {
	family := Family{Children: []reform.TaskLine{{Code: "CCHC-2026-015", LeadUnit: "Văn phòng Sở"}}, Below: reform.Children{Units: 9, Done: 3}}
	page := written(t, Show{Family: family})
	for _, said := range []string{"3/9 đơn vị hoàn thành", "chỉ gồm việc trong phạm vi bạn được xem"} {
		if !strings.Contains(page, said) {
			t.Errorf("the page does not say %q", said)
		}
	}
}
