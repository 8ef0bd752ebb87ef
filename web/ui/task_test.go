package ui_test

import (
	"slices"
	"testing"
	"time"

	"cchc/internal/calendar"
	"cchc/internal/reform"
	"cchc/web/ui"
)

func TestRowSaysWhatMattersMost(t *testing.T) {
	today := calendar.NewDate(2026, time.November, 23)
	for _, c := range []struct {
		name  string
		state reform.TaskState
		due   calendar.Date
		done  calendar.Date
		want  []string
	}{
		{"late work", reform.TaskInProgress, today.AddDays(-6), calendar.Date{}, []string{"Quá hạn 6 ngày"}},
		{"the due day is in time", reform.TaskInProgress, today, calendar.Date{}, []string{"Đến hạn hôm nay"}},
		{"nearly due", reform.TaskInProgress, today.AddDays(7), calendar.Date{}, []string{"Còn 7 ngày"}},
		{"far off", reform.TaskInProgress, today.AddDays(8), calendar.Date{}, []string{"Đang thực hiện"}},
		{"standing duty", reform.TaskInProgress, calendar.Date{}, calendar.Date{}, []string{"Đang thực hiện"}},
		{"late and waiting", reform.TaskSubmitted, today.AddDays(-1), calendar.Date{}, []string{"Quá hạn 1 ngày", "Chờ xác nhận"}},
		{"done in time", reform.TaskCompleted, today.AddDays(-1), today.AddDays(-1), []string{"Hoàn thành"}},
		{"done late", reform.TaskCompleted, today.AddDays(-2), today, []string{"Hoàn thành quá hạn"}},
		{"a draft has no lateness", reform.TaskDraft, today.AddDays(-2), calendar.Date{}, []string{"Dự thảo"}},
	} {
		var got []string
		for _, chip := range ui.RowChips(reform.TaskLine{State: c.state, DueOn: c.due, CompletedOn: c.done}, today) {
			got = append(got, chip.Text)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestBlockedRowSaysSoInsteadOfBeingUnderWay(t *testing.T) {
	today := calendar.NewDate(2026, time.November, 23)
	for _, c := range []struct {
		state reform.TaskState
		due   calendar.Date
		want  []string
	}{
		{reform.TaskInProgress, today.AddDays(30), []string{"Có vướng mắc"}},
		{reform.TaskInProgress, today.AddDays(-6), []string{"Quá hạn 6 ngày", "Có vướng mắc"}},
		{reform.TaskAssigned, today.AddDays(30), []string{"Chờ tiếp nhận", "Có vướng mắc"}},
		{reform.TaskSuspended, today.AddDays(3), []string{"Còn 3 ngày", "Tạm hoãn", "Có vướng mắc"}},
	} {
		var got []string
		for _, chip := range ui.RowChips(reform.TaskLine{State: c.state, DueOn: c.due, Blocked: true}, today) {
			got = append(got, chip.Text)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", c.state, got, c.want)
		}
	}
}

func TestQuickDatesAreTheEndsOfTheWeekTheMonthAndTheQuarter(t *testing.T) {
	var got []string
	for _, q := range ui.QuickDates(calendar.NewDate(2026, time.November, 28)) {
		got = append(got, q.Value)
	}
	want := []string{"28/11/2026", "04/12/2026", "30/11/2026", "31/12/2026"}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}
