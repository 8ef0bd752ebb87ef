package reform_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"cchc/internal/calendar"
	"cchc/internal/reform"
)

func TestDocumentsAreCitedInFullFirstAndByNumberLater(t *testing.T) {
	t.Parallel()
	day := calendar.NewDate(2024, 2, 27)
	for full, d := range map[string]reform.Document{
		"Công văn số 433/UBND-NC ngày 27/02/2024 của UBND tỉnh về việc triển khai nhiệm vụ cải cách hành chính": {
			Kind: reform.DocumentLetter, CodeNumber: "433", CodeNotation: "UBND-NC", IssuedOn: day, Issuer: "UBND tỉnh", Subject: "Triển khai nhiệm vụ cải cách hành chính"},
		"Công văn số …/SKHCN-VP năm 2024 của Sở về việc CCHC năm 2024": {
			Kind: reform.DocumentLetter, CodeNotation: "SKHCN-VP", IssuedYear: 2024, Issuer: "Sở", Subject: "CCHC năm 2024"},
		"Quyết định số 01/2023/QĐ-UBND ngày 27/02/2024 của UBND tỉnh ban hành quy định đánh giá": {
			Kind: reform.DocumentDecision, CodeNumber: "01", CodeNotation: "2023/QĐ-UBND", IssuedOn: day, Issuer: "UBND tỉnh", Subject: "Ban hành quy định đánh giá"},
		"Chỉ thị số 28-CT/TU ngày 27/02/2024 của Tỉnh ủy về đẩy mạnh cải cách": {
			Kind: reform.DocumentDirective, CodeNumber: "28", CodeNotation: "-CT/TU", IssuedOn: day, Issuer: "Tỉnh ủy", Subject: "Đẩy mạnh cải cách"},
		"Kế hoạch số 10/KH-SKHCN ngày 27/02/2024 của Sở về thực hiện cải cách": {
			Kind: reform.DocumentPlan, CodeNumber: "10", CodeNotation: "KH-SKHCN", IssuedOn: day, Issuer: "Sở", Subject: "Về thực hiện cải cách"},
		"Văn bản số 9/X ngày 27/02/2024 của Sở": {
			Kind: reform.DocumentOther, CodeNumber: "9", CodeNotation: "X", IssuedOn: day, Issuer: "Sở", Subject: "Nội dung", Secret: true},
	} {
		if got := d.CitedInFull(); got != full {
			t.Errorf("cited as\n%q, want\n%q", got, full)
		}
		if later := d.Cited(); !strings.HasPrefix(full, later) || strings.Contains(later, "ngày") {
			t.Errorf("%q is cited later as %q", full, later)
		}
	}
}

func TestWhoSignsInWhosePlace(t *testing.T) {
	t.Parallel()
	for position, want := range map[string][]string{
		"Giám đốc Sở":                     {"GIÁM ĐỐC"},
		"Giám đốc":                        {"GIÁM ĐỐC"},
		"Quyền Giám đốc Sở":               {"Q. GIÁM ĐỐC"},
		"Phó Giám đốc Sở":                 {"KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"},
		"Chánh Văn phòng":                 {"TL. GIÁM ĐỐC", "CHÁNH VĂN PHÒNG"},
		"Phó Chánh Văn phòng phụ trách":   {"TL. GIÁM ĐỐC", "KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG"},
		"Chánh Văn phòng Sở (kiêm nhiệm)": {"TL. GIÁM ĐỐC", "CHÁNH VĂN PHÒNG"},
		"": {"TL. GIÁM ĐỐC", "CHÁNH VĂN PHÒNG"},
	} {
		if got := reform.SignedAs(position); !slices.Equal(got, want) {
			t.Errorf("%q signs as %q, want %q", position, got, want)
		}
	}
}

func TestNumberOfALetterGetsItsNotation(t *testing.T) {
	t.Parallel()
	for typed, want := range map[string]string{
		"125": "125/SKHCN-VP", "5": "05/SKHCN-VP", "05": "05/SKHCN-VP", "5/SKHCN-VP": "05/SKHCN-VP", "125 / SKHCN-VP": "125/SKHCN-VP", "12/QĐ-SKHCN": "12/QĐ-SKHCN", "": "",
	} {
		if got := reform.LetterNumbered(typed); got != want {
			t.Errorf("%q becomes %q, want %q", typed, got, want)
		}
	}
}

func TestLetterSaysHowMuchIsLateAndHowOftenTheUnitWasUrged(t *testing.T) {
	t.Parallel()
	made := time.Date(2026, 11, 23, 8, 15, 0, 0, calendar.Zone)
	late, due := reform.LetterTask{DueOn: calendar.NewDate(2026, 11, 22)}, reform.LetterTask{DueOn: calendar.NewDate(2026, 11, 23)}
	for want, tasks := range map[string][]reform.LetterTask{
		"còn 01 nhiệm vụ chưa hoàn thành và đã quá hạn, cụ thể":                               {late},
		"còn 02 nhiệm vụ chưa hoàn thành, tất cả đã quá hạn, cụ thể":                          {late, late},
		"còn 03 nhiệm vụ chưa hoàn thành, trong đó 01 nhiệm vụ đã quá hạn, cụ thể":            {late, due, {}},
		"còn 01 nhiệm vụ chưa hoàn thành, cụ thể như sau:":                                    {due},
		"còn 16 nhiệm vụ chưa hoàn thành, tất cả đã quá hạn (danh mục tại Phụ lục kèm theo).": slices.Repeat([]reform.LetterTask{late}, 16),
	} {
		l := reform.Letter{Nudge: reform.Nudge{Unit: "Thanh tra Sở", MadeAt: made}, Tasks: tasks}
		if got := l.Situation(); !strings.Contains(got, want) {
			t.Errorf("%q lacks %q", got, want)
		}
		_, points := l.Requests()
		if blames := strings.Contains(points[0], "từng nhiệm vụ quá hạn"); blames != strings.Contains(want, "quá hạn") {
			t.Errorf("of %q it asks %q", want, points[0])
		}
	}
	l := reform.Letter{Nudge: reform.Nudge{MadeAt: made, Unit: "Thanh tra Sở"}, Before: []reform.EarlierNudge{
		{Code: "DD-2026-001", Rung: reform.RungRemind, SentAt: made, Tasks: 3},
		{Code: "DD-2026-002", Rung: reform.RungUrge, SentAt: made, Tasks: 3, Answered: 2},
		{Code: "DD-2026-003", Rung: reform.RungLetter, SentAt: made, Tasks: 12, Answered: 12, LetterNumber: "15/SKHCN-VP", LetterOn: calendar.NewDate(2026, 11, 20)},
	}}
	lead, lines := l.History()
	if lead != "Văn phòng Sở đã 03 lần nhắc, đôn đốc đơn vị thực hiện:" || !slices.Equal(lines, []string{
		"- Ngày 23/11/2026: nhắc việc DD-2026-001 về 03 nhiệm vụ; đơn vị chưa trả lời",
		"- Ngày 23/11/2026: đôn đốc DD-2026-002 về 03 nhiệm vụ; đơn vị mới trả lời 02/03 nhiệm vụ",
		"- Ngày 23/11/2026: Công văn số 15/SKHCN-VP ngày 20/11/2026 về 12 nhiệm vụ; đơn vị đã trả lời",
	}) {
		t.Errorf("the history is %q %q", lead, lines)
	}
	if got := l.Opening(); got != "Thực hiện nhiệm vụ cải cách hành chính được giao, Sở Khoa học và Công nghệ đã giao Thanh tra Sở chủ trì thực hiện các nhiệm vụ cải cách hành chính." {
		t.Errorf("without a directive it opens with %q", got)
	}
}

func TestLetterRepeatsWhatTheOfficeTypedAndNotWhatTheFormOffered(t *testing.T) {
	t.Parallel()
	l := reform.Letter{Nudge: reform.Nudge{Unit: "Văn phòng", AnswerBy: time.Date(2026, 12, 5, 17, 0, 0, 0, calendar.Zone)}, Tasks: make([]reform.LetterTask, 2)}
	long := l
	long.Tasks = make([]reform.LetterTask, reform.LetterTasksMost+1)
	for _, c := range []struct {
		letter reform.Letter
		typed  string
		want   []string
	}{
		{l, reform.NudgeTextPreset, nil},
		{l, "", nil},
		{l, "Họp lúc {hạn trả lời}.\n\n" + reform.NudgeTextPreset, []string{"Họp lúc 17:00 05/12/2026."}},
		{l, "{đơn vị} làm ngay {số việc} việc:\n{danh sách}\nKhông chậm trễ.", []string{"Văn phòng làm ngay 02 việc (danh mục nêu trên).", "Không chậm trễ."}},
		{l, "{danh sách}\nKhẩn trương.", []string{"Khẩn trương."}},
		{long, "Xem {danh sách}.", []string{"Xem danh mục tại Phụ lục kèm theo."}},
	} {
		c.letter.Typed = c.typed
		if got := c.letter.OwnWords(); !slices.Equal(got, c.want) {
			t.Errorf("%q:\n%q, want\n%q", c.typed, got, c.want)
		}
	}
}
