package document_test

import (
	"bytes"
	"os"
	"strings"
	"testing"
	"time"

	"cchc/internal/calendar"
	"cchc/internal/document"
	"cchc/internal/reform"
)

func someMinutes() reform.Minutes {
	sat := time.Date(2026, 11, 23, 8, 0, 0, 0, calendar.Zone)
	decided := sat.Add(time.Hour)
	return reform.Minutes{
		Meeting: reform.Meeting{
			Code: "GB-2026-004", Series: "Giao ban công tác cải cách hành chính tháng", SitsAt: sat, Place: "Phòng họp số 1, trụ sở Sở", Chair: "Lương Thị Hoa", ChairPost: "Phó Giám đốc",
			Attendees: "Lãnh đạo Văn phòng;\ntrưởng các phòng, đơn vị.", Closing: "Yêu cầu các đơn vị chấm dứt việc báo cáo chậm",
		},
		Noted: []reform.Conclusion{
			{Kind: reform.ConclusionTask, Text: "Rà soát toàn bộ hồ sơ quá hạn trong quý, nêu rõ nguyên nhân", Unit: "Phòng Quản lý Khoa học", Task: "CCHC-2026-059", DueOn: calendar.NewDate(2026, 12, 5)},
			{Kind: reform.ConclusionWord, Text: "Biểu dương Phòng Chuyển đổi số đã hoàn thành sớm việc số hóa hồ sơ."},
		},
		Items: []reform.AgendaItem{
			{Kind: reform.AgendaCard, Obstacle: "VM-034", Title: "Cho lùi hạn rà soát đến khi có số liệu của Sở Nội vụ?", CardState: reform.CardDecided, Decider: "Lê Văn Phước", DecidedAt: &decided, Direction: "Đồng ý lùi đến 15/12/2026"},
			{Kind: reform.AgendaCard, Obstacle: "VM-035", Title: "Chưa quyết", CardState: reform.CardSent},
		},
	}
}

func TestMinutesSayWhatWasConcludedInTheFormOfAnAnnouncement(t *testing.T) {
	t.Parallel()
	m := someMinutes()
	var out bytes.Buffer
	if err := document.WriteMinutes(&out, m); err != nil {
		t.Fatal(err)
	}
	if to := os.Getenv("MINUTES_TO"); to != "" {
		if err := os.WriteFile(to, out.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	pages := laidOut(t, map[string][]byte{"minutes": out.Bytes()})["minutes"]
	whole := strings.Join(strings.Fields(strings.Join(pages, " ")), " ")
	for _, said := range []string{
		"/TB-SKHCN", "THÔNG BÁO", "Kết luận của Phó Giám đốc Lương Thị Hoa", "Ngày 23 tháng 11 năm 2026, tại Phòng họp số 1",
		"1. Rà soát toàn bộ hồ sơ quá hạn trong quý, nêu rõ nguyên nhân. Giao Phòng Quản lý Khoa học chủ trì thực hiện, hoàn thành chậm nhất ngày 05/12/2026 (nhiệm vụ CCHC-2026-059).",
		"2. Biểu dương", "(VM-034): Đồng ý lùi đến 15/12/2026.", "chấm dứt việc báo cáo chậm.", "thực hiện./.", "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Lưu: VT, VP.",
	} {
		if !strings.Contains(whole, said) {
			t.Errorf("nothing says %q in:\n%s", said, whole)
		}
	}
	if strings.Contains(whole, "VM-035") || len(pages) > 2 {
		t.Errorf("a card that waits is told as decided, or it takes %d pages", len(pages))
	}
	if err := (reform.Minutes{}).Check(); err == nil {
		t.Error("nothing is announced")
	}
}
