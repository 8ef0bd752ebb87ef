package server_test

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html/atom"

	"cchc/internal/app"
	"cchc/internal/fixture/small"
	"cchc/internal/paths"
	"cchc/internal/reform"
)

// tabCounts are the links of the page's tabs with the number that each one says.
func tabCounts(t *testing.T, got answer) map[string]int {
	t.Helper()
	found := map[string]int{}
	for n := range got.page(t).byID("noi-dung").Descendants() {
		label, number, counted := strings.Cut(strings.TrimSuffix(text(n), ")"), " (")
		if href := attr(n, "href"); n.DataAtom == atom.A && strings.HasPrefix(href, paths.DashboardNews) && counted && label != "" {
			found[href], _ = strconv.Atoi(number)
		}
	}
	return found
}

// changing makes news of most kinds within a day.
func changing(p *portal) {
	later, stopped, moved, done := p.InProgress(p.Science), p.InProgress(p.Science), p.InProgress(p.Centre), p.Submitted(p.Digital)
	lifted := p.Obstacle(reform.ObstacleResolved, p.InProgress(p.Digital), p.Digital)
	p.Clock.Advance(31 * 24 * time.Hour)
	soon := p.Extension(reform.ExtensionSigned, p.InProgress(p.Science), p.Science)
	p.Clock.Advance(4 * 24 * time.Hour)
	p.Decide(soon.ID, p.Leader, reform.ExtensionGrant)
	p.Reassigned(moved, p.Units.Digital.ID)
	p.Sign(p.Sign(done, p.Digital.Head, reform.CompletionApprove), p.Clerk, reform.CompletionAccept)
	p.StepObstacle(lifted.Code, p.Digital.Officer, reform.ObstacleClose)
	p.Obstacle(reform.ObstacleSubmitted, later, p.Science)
	p.Move(stopped, p.Clerk, app.MoveTask{Act: reform.TaskCancel, Note: "Theo chỉ đạo."})
	p.Assigned(p.Centre)
}

func TestEveryKindOfNewsOpensItsOwnRows(t *testing.T) {
	t.Parallel()
	p := open(t)
	changing(p)
	leader := p.as(p.Leader)
	day := func(days int) string { return p.App.Today().AddDays(days).Vietnamese() }
	for name, query := range map[string]url.Values{
		"a month":           {"tu_ngay": {day(-30)}},
		"the default":       {},
		"of one unit":       {"tu_ngay": {day(-20)}, "don_vi": {strconv.FormatInt(p.Units.Digital.ID, 10)}},
		"of one area":       {"tu_ngay": {day(-20)}, "linh_vuc": {"1"}},
		"of the past alone": {"tu_ngay": {day(-33)}, "den_ngay": {day(-2)}},
	} {
		page := leader.get(paths.ToNews(query))
		page.page(t).sound()
		counts := tabCounts(t, page)
		sum := 0
		for link, number := range counts {
			rows := leader.get(link)
			rows.page(t).sound()
			sum += number
			if got := strings.Count(rows.body, `data-l="Thay đổi"`); got != number {
				t.Errorf("%s: %s says %d and lists %d", name, link, number, got)
			}
		}
		if got := strings.Count(page.body, `data-l="Thay đổi"`); len(counts) == 0 || got != sum || sum == 0 {
			t.Errorf("%s: %d kinds, %d news in all and %d listed", name, len(counts), sum, got)
		}
	}
}

func TestNewsSayWhatWasAndWhatIs(t *testing.T) {
	t.Parallel()
	p := open(t)
	changing(p)
	page := p.as(p.Leader).get(paths.DashboardNews).page(t)
	body := text(page.byID("noi-dung"))
	for _, words := range []string{
		"Số liệu từ 23:59 21/12/2026 đến 12:00 28/12/2026", "Hạn 23/12/2026, quá 5 ngày", "Hạn 02/02/2027", "Chưa giao",
		"Trung tâm Kỹ thuật", "Phòng Chuyển đổi số", "Đang mở", "Đã đóng", "Chờ lãnh đạo đơn vị xác nhận", "Dừng thực hiện", "Hoàn thành 23/11/2026, đúng hạn",
	} {
		if !strings.Contains(body, words) {
			t.Errorf("the page does not say %q: %s", words, body)
		}
	}
	if !slices.Contains(page.links(), paths.ToTask("CCHC-2026-001")) {
		t.Error("no link to the task")
	}
}

func TestNewsOfAnImpossibleDayAreRefusedInWords(t *testing.T) {
	t.Parallel()
	p := open(t)
	leader := p.as(p.Leader)
	for _, path := range []string{paths.ToNews(url.Values{"tu_ngay": {"31/11/2026"}}), paths.With(paths.DashboardRows, url.Values{"ngay": {"31/11/2026"}})} {
		wrong := leader.get(path)
		if wrong.StatusCode != http.StatusUnprocessableEntity || !strings.Contains(wrong.body, `value="31/11/2026"`) || !strings.Contains(wrong.body, "không tồn tại") {
			t.Errorf("%s is answered with %d", path, wrong.StatusCode)
		}
	}
	for _, who := range []small.Member{p.Science.Head, p.Science.Officer} {
		want(t, who.Username, p.as(who).get(paths.DashboardNews), http.StatusForbidden)
	}
	want(t, "the observer", p.as(p.Observer).get(paths.DashboardNews), http.StatusOK)
}

func TestTasksOfAnyPastInstantCanBeNarrowed(t *testing.T) {
	t.Parallel()
	p := open(t)
	changing(p)
	leader := p.as(p.Leader)
	unit := strconv.FormatInt(p.Units.Digital.ID, 10)
	for _, c := range []struct {
		query url.Values
		rows  int
		words string
	}{
		{url.Values{}, 6, "Số liệu lúc 12:00 28/12/2026"},
		{url.Values{"ngay": {"23/11/2026"}}, 5, "Số liệu lúc 23:59 23/11/2026"},
		{url.Values{"ngay": {"22/11/2026"}}, 0, "Không có nhiệm vụ nào như vậy ở thời điểm này."},
		{url.Values{"ngay": {"23/11/2026"}, "don_vi": {unit}}, 2, "2 nhiệm vụ · Phòng Chuyển đổi số"},
		{url.Values{"don_vi": {unit}}, 3, "3 nhiệm vụ · Phòng Chuyển đổi số"},
		{url.Values{"thoi_han": {string(reform.OpenOverdue)}}, 3, "Đang thực hiện quá hạn"},
		{url.Values{"linh_vuc": {"5"}}, 0, "0 nhiệm vụ"},
	} {
		page := leader.get(paths.With(paths.DashboardRows, c.query))
		page.page(t).sound()
		if got := strings.Count(page.body, `data-l="Trạng thái khi đó"`); got != c.rows || !strings.Contains(text(page.page(t).byID("noi-dung")), c.words) {
			t.Errorf("%v lists %d tasks, want %d and %q", c.query, got, c.rows, c.words)
		}
		file := leader.get(paths.With(paths.DashboardFile, c.query))
		if rows := workbook(t, file); len(rows) != c.rows || !strings.Contains(file.Header.Get("Content-Disposition"), reform.FigureFileName) {
			t.Errorf("%v: the workbook holds %v", c.query, rows)
		}
	}
}
