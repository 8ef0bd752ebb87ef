package server_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"cchc/internal/fixture/small"
	"cchc/internal/paths"
	"cchc/internal/reform"
)

func TestWaitsAreShownForEverybodyAlikeAndNoFurtherThanTheReaderWatches(t *testing.T) {
	t.Parallel()
	p := open(t)
	p.Obstacle(reform.ObstacleSubmitted, p.InProgress(p.Digital), p.Digital)
	_, o := p.Blocked(p.Science)
	p.Escalated(small.Options(reform.Effect{Kind: reform.EffectRefuse}), o)
	p.Clock.Advance(9 * 24 * time.Hour) // seven working days
	got := p.as(p.Observer).get(paths.ObstacleWaits)
	got.page(t).sound()
	body := strings.Join(strings.Fields(text(got.page(t).byID("noi-dung"))), " ")
	for _, words := range []string{
		"Năm 2026, tính đến 02/12/2026, theo ngày làm việc", "Chờ lãnh đạo Sở quyết định", "Lê Văn Phước", "Lãnh đạo Sở", "1 (lâu nhất 7 ngày)",
		"Chưa có người xử lý", "Lãnh đạo đơn vị · Phòng Chuyển đổi số", "Đặng Văn Khánh", "Văn phòng · Văn phòng Sở", "In lúc 12:00 02/12/2026",
	} {
		if !strings.Contains(body, words) {
			t.Errorf("the page does not say %q: %s", words, body)
		}
	}
	if strings.Index(body, "Lê Văn Phước") > strings.Index(body, "Nguyễn Thị Mai") {
		t.Error("those that something waits for do not come first")
	}
	head := p.as(p.Science.Head).get(paths.ObstacleWaits).body
	if strings.Contains(head, "Phòng Chuyển đổi số") || !strings.Contains(head, "Lê Văn Phước") {
		t.Error("a head does not see just what waits in their own branch")
	}
	want(t, "an officer", p.as(p.Science.Officer).get(paths.ObstacleWaits), http.StatusForbidden)
	last := p.as(p.Chief).get(paths.With(paths.ObstacleWaits, url.Values{"ky": {"2025"}}))
	last.page(t).sound()
	if !strings.Contains(last.body, "Không có vướng mắc nào bắt đầu chờ trong kỳ này.") || !strings.Contains(last.body, "Năm 2025, tính đến") {
		t.Error("the year before is not empty")
	}
	if list := p.as(p.Chief).get(paths.Obstacles).body; !strings.Contains(list, paths.ObstacleWaits) {
		t.Error("the list does not lead to the waits")
	}
}
