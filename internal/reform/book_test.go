package reform_test

import (
	"testing"

	"cchc/internal/calendar"
	"cchc/internal/reform"
)

func TestDaysOfAnObstacleRunToItsEndOrToToday(t *testing.T) {
	t.Parallel()
	today := in2026(11, 23) // a Monday
	off := calendar.Days{Off: map[calendar.Date]string{in2026(11, 18): "Nghỉ"}}
	for claim, c := range map[string]struct {
		raised, ended calendar.Date
		want          int
	}{
		"raised today": {today, calendar.Date{}, 0}, "raised on Friday, open": {in2026(11, 20), calendar.Date{}, 1},
		"over a day off": {in2026(11, 16), in2026(11, 20), 3}, "open for a week": {in2026(11, 16), calendar.Date{}, 4},
	} {
		line := reform.BookLine{BookSteps: reform.BookSteps{RaisedOn: c.raised, EndedOn: c.ended}}
		if got := line.Days(off, today); got != c.want {
			t.Errorf("%s: %d days, want %d", claim, got, c.want)
		}
	}
}

func TestSettlementSaysWhoSettledAndHow(t *testing.T) {
	t.Parallel()
	for want, outcome := range map[string]reform.BookOutcome{
		"": {},
		"Văn phòng giải quyết: Đã cấp tài khoản.":                                                                               {Resolution: "Đã cấp tài khoản."},
		"Lê Văn Phước quyết định.\nChọn phương án: Lùi hạn\nÝ kiến chỉ đạo: Đồng ý.":                                            {Decider: "Lê Văn Phước", Chosen: "Lùi hạn", Direction: "Đồng ý."},
		"Lương Thị Hoa (thay Lê Văn Phước) quyết định.\nÝ kiến khác với các phương án.\nÝ kiến chỉ đạo: Giữ hạn, báo cáo tuần.": {Decider: "Lương Thị Hoa", DecidedFor: "Lê Văn Phước", Direction: "Giữ hạn, báo cáo tuần."},
	} {
		if got := (reform.BookLine{BookOutcome: outcome}).Settlement(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestRowTellsOnlyWhatItsOwnTaskCameTo(t *testing.T) {
	t.Parallel()
	line := reform.BookLine{TaskCode: "CCHC-2026-014", BookOutcome: reform.BookOutcome{
		Told: "Hạn của CCHC-2026-014 đổi thành 15/12/2026.\nHạn của CCHC-2026-0145 đổi thành 15/12/2026.\nHạn của CCHC-2026-020 đổi thành 15/12/2026.\n\nBáo cho 3 người.",
	}}
	if got := line.Effects(); got != "Hạn của CCHC-2026-014 đổi thành 15/12/2026.\nBáo cho 3 người." {
		t.Error(got)
	}
}

func TestFilterOfTheRegisterIsSaidInWords(t *testing.T) {
	t.Parallel()
	for want, f := range map[string]reform.BookFilter{
		"Các năm": {}, "Năm 2026": {Year: 2026}, "Năm 2026; Phòng A; loại: Kinh phí; trạng thái: Đã đóng": {Year: 2026, Unit: 3, Cause: reform.CauseMoney, State: reform.ObstacleClosed},
		"Các năm; chưa đóng": {Live: true},
	} {
		if got := f.Words("Phòng A"); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	if all, one := (reform.BookFilter{}).FileName(), (reform.BookFilter{Year: 2026}).FileName(); all != "so-vuong-mac.xlsx" || one != "so-vuong-mac-2026.xlsx" {
		t.Error(all, one)
	}
}
