package server_test

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"cchc/internal/paths"
	"cchc/internal/reform"
)

// numberedLinks are the links of the page to the tasks behind a figure, with the number that each one stands on.
func numberedLinks(root *html.Node) map[string]int {
	found := map[string]int{}
	for n := range root.Descendants() {
		href := attr(n, "href")
		if n.DataAtom != atom.A || !strings.HasPrefix(href, paths.DashboardRows) {
			continue
		}
		words := strings.Fields(text(n))
		if number, err := strconv.Atoi(words[0]); err == nil {
			found[href] = number
		}
	}
	return found
}

func TestEveryFigureOpensItsOwnTasks(t *testing.T) {
	t.Parallel()
	p := open(t)
	for _, state := range reform.TaskStates() {
		p.TaskIn(state, p.Science)
		p.TaskIn(state, p.Digital)
	}
	p.Obstacle(reform.ObstacleConfirmed, p.InProgress(p.Centre), p.Centre)
	p.Clock.Advance(40 * 24 * time.Hour)
	p.InProgress(p.Science)
	leader := p.as(p.Leader)
	for _, query := range []url.Values{{}, {"tinh_theo": {string(reform.DueOriginal)}}, {"ngay": {"25/11/2026"}}} {
		page := leader.get(paths.With(paths.Dashboard, query))
		page.page(t).sound()
		links := numberedLinks(page.page(t).byID("noi-dung"))
		if len(links) < 12 {
			t.Errorf("%v: only %d figures open anything", query, len(links))
		}
		for link, number := range links {
			rows := leader.get(link)
			rows.page(t).sound()
			if got := strings.Count(rows.body, `data-l="Trạng thái khi đó"`); got != number {
				t.Errorf("%s says %d and lists %d", link, number, got)
			}
		}
	}
}

func TestDashboardTellsOfAnyDayAndOfTwo(t *testing.T) {
	t.Parallel()
	p := open(t)
	p.InProgress(p.Science)
	p.Clock.Advance(10 * 24 * time.Hour)
	p.InProgress(p.Science)
	leader := p.as(p.Leader)
	for day, words := range map[string]string{
		"":           "2 nhiệm vụ = 0 hoàn thành đúng hạn + 0 hoàn thành quá hạn + 2 trong hạn + 0 quá hạn + 0 không thời hạn.",
		"30/11/2026": "Số liệu cuối ngày 30/11/2026, so với cuối ngày 23/11/2026",
		"22/11/2026": "0 nhiệm vụ = 0 hoàn thành",
		"30/12/2026": "Số liệu lúc", // a day to come is now
	} {
		page := leader.get(paths.With(paths.Dashboard, url.Values{"ngay": {day}}))
		if page.page(t).sound(); !strings.Contains(text(page.page(t).byID("noi-dung")), words) {
			t.Errorf("of %q the page does not say %q", day, words)
		}
	}
	due := leader.get(paths.DashboardRows + "?den_han=" + url.QueryEscape(p.App.Today().AddDays(reform.AheadDays).Vietnamese()))
	if due.page(t).sound(); !strings.Contains(due.body, "đang mở, đến hạn đến hết") {
		t.Error("what falls due is not listed")
	}
	change := leader.get(paths.With(paths.Dashboard, url.Values{"so_voi": {"30/11/2026"}}))
	if !strings.Contains(text(change.page(t).byID("noi-dung")), "▲ tăng 1") {
		t.Error("one task more is no change")
	}
	wrong := leader.get(paths.With(paths.Dashboard, url.Values{"ngay": {"31/11/2026"}}))
	if wrong.StatusCode != http.StatusUnprocessableEntity || !strings.Contains(wrong.body, "31/11/2026") || !strings.Contains(wrong.body, "không tồn tại") {
		t.Errorf("a day that does not exist is answered with %d", wrong.StatusCode)
	}
	want(t, "an officer", p.as(p.Science.Officer).get(paths.Dashboard), http.StatusForbidden)
	want(t, "a head", p.as(p.Science.Head).get(paths.DashboardRows), http.StatusForbidden)
	want(t, "the observer", p.as(p.Observer).get(paths.Dashboard), http.StatusOK)
}
