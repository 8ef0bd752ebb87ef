package document_test

import (
	"bytes"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/emersion/go-ical"
	"pgregory.net/rapid"

	"cchc/internal/calendar"
	"cchc/internal/document"
	"cchc/internal/reform"
)

// calendarOf writes the days and has another library read them; what it must not be is told by the lines as they are written.
func calendarOf(t rapid.TB, events ...reform.FeedEvent) *ical.Calendar {
	t.Helper()
	var out bytes.Buffer
	err := document.WriteCalendar(&out, document.Calendar{
		Owner: "Nguyễn Văn An; Phòng A, B", Events: events, Links: func(e reform.FeedEvent) string { return "https://cchc.example.vn/nhiem-vu/" + e.Name }, Now: time.Date(2026, 11, 23, 1, 15, 0, 0, time.UTC),
	})
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.SplitSeq(strings.TrimSuffix(out.String(), "\r\n"), "\r\n") {
		if len(line) > 75 || !utf8.ValidString(line) || strings.ContainsAny(line, "\r\n") {
			t.Errorf("a line of %d octets: %q", len(line), line)
		}
	}
	read, err := ical.NewDecoder(&out).Decode()
	if err != nil {
		t.Fatal(err)
	}
	return read
}

func text(t rapid.TB, from ical.Props, name string) string {
	t.Helper()
	said, err := from.Text(name)
	if err != nil {
		t.Fatal(err)
	}
	return said
}

func TestDaysAreReadBackByAnotherProgram(t *testing.T) {
	t.Parallel()
	by := time.Date(2026, 11, 26, 17, 0, 0, 0, calendar.Zone)
	changed := time.Date(2026, 11, 1, 2, 3, 4, 0, time.UTC)
	events := []reform.FeedEvent{
		{Kind: reform.FeedTask, ID: 7, Name: "CCHC-2026-014", Title: "Rà soát, đơn giản hóa; công bố thủ tục", Day: calendar.NewDate(2026, 11, 30), ChangedAt: changed},
		{Kind: reform.FeedShare, ID: 8, Name: "CCHC-2026-015", Title: "Góp ý", Day: calendar.NewDate(2026, 12, 31), ChangedAt: changed},
		{Kind: reform.FeedPromise, ID: 7, Name: "CCHC-2026-014", Title: "Rà soát", Day: calendar.NewDate(2026, 12, 1), ChangedAt: changed},
		{Kind: reform.FeedAnswer, ID: 9, Name: "DD-2026-031", Tasks: 3, Day: calendar.NewDate(2026, 11, 26), At: &by, ChangedAt: changed},
	}
	read := calendarOf(t, events...)
	if got := text(t, read.Props, "X-WR-CALNAME"); got != "Nhiệm vụ CCHC – Nguyễn Văn An; Phòng A, B" || text(t, read.Props, "METHOD") != "PUBLISH" {
		t.Errorf("the calendar is called %q", got)
	}
	want := []struct{ uid, summary, from, to string }{
		{"task-7@cchc", "Hạn CCHC-2026-014: Rà soát, đơn giản hóa; công bố thủ tục", "20261130", "20261201"},
		{"share-8@cchc", "Hạn phối hợp CCHC-2026-015: Góp ý", "20261231", "20270101"},
		{"promise-7@cchc", "Hẹn xong CCHC-2026-014: Rà soát", "20261201", "20261202"},
		{"answer-9@cchc", "Trả lời DD-2026-031 (3 nhiệm vụ) trước 17:00", "20261126", "20261127"},
	}
	if len(read.Events()) != len(want) {
		t.Fatalf("%d days are read", len(read.Events()))
	}
	for i, event := range read.Events() {
		w := want[i]
		if text(t, event.Props, "UID") != w.uid || text(t, event.Props, "SUMMARY") != w.summary || event.Props.Get("DTSTART").Value != w.from ||
			event.Props.Get("DTEND").Value != w.to || event.Props.Get("DTSTART").ValueType() != ical.ValueDate {
			t.Errorf("day %d is %v", i, event.Props)
		}
		if event.Props.Get("DTSTAMP").Value != "20261123T011500Z" || event.Props.Get("LAST-MODIFIED").Value != "20261101T020304Z" ||
			event.Props.Get("URL").Value != "https://cchc.example.vn/nhiem-vu/"+events[i].Name || event.Props.Get("TRANSP").Value != "TRANSPARENT" {
			t.Errorf("day %d is %v", i, event.Props)
		}
	}
}

func TestAnyTitleSurvivesItsFolding(t *testing.T) {
	t.Parallel()
	letters := rapid.RuneFrom([]rune("aăâđê ơư ộ Ậ, ; : \\ \" < > 🙂 n N"))
	rapid.Check(t, func(t *rapid.T) {
		title := strings.Join(strings.Fields(rapid.StringOfN(letters, 1, 300, -1).Draw(t, "title")), " ")
		read := calendarOf(t, reform.FeedEvent{Kind: reform.FeedTask, Name: "CCHC-2026-001", Title: title, Day: calendar.NewDate(2026, 11, 30)})
		if got := text(t, read.Events()[0].Props, "SUMMARY"); got != "Hạn CCHC-2026-001: "+title {
			t.Errorf("%q becomes %q", title, got)
		}
	})
}
