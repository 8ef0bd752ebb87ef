package browser_test

import (
	"testing"
	"time"

	"cchc/internal/app"
	"cchc/internal/browser"
	"cchc/internal/calendar"
	"cchc/internal/fixture/small"
	"cchc/internal/paths"
	"cchc/internal/reform"
)

func TestBellTellsWhatIsNotReadUntilItIsRead(t *testing.T) {
	t.Parallel()
	clock := &small.Clock{}
	clock.Set(time.Date(2026, time.November, 23, 9, 0, 0, 0, calendar.Zone))
	chromium, p := browser.Start(t), openAt(t, clock.Now)
	t.Run("with script", func(t *testing.T) {
		ring(t, p, "Rà soát thủ tục liên thông", func() *browser.Tab { return chromium.Lend(t) }, looks()...)
	})
	t.Run("without script", func(t *testing.T) {
		ring(t, p, "Rà soát thủ tục nội bộ", func() *browser.Tab {
			tab := chromium.Lend(t)
			tab.Scriptless()
			return tab
		})
	})
	t.Run("waits and settings are read on a desk and a phone", func(t *testing.T) {
		clock.Advance(8 * 24 * time.Hour)
		if err := p.app.TellLateObstacles(t.Context()); err != nil {
			t.Fatal(err)
		}
		s := &story{t: t, portal: p, tab: func() *browser.Tab { return chromium.Lend(t) }}
		tab := s.as("giamdoc")
		tab.Go(p.URL + paths.Obstacles)
		tab.Follow("Thời gian chờ")
		tab.Reads("Chờ lãnh đạo Sở quyết định")
		inspectIn(tab, "thoi-gian-cho", looks())
		s.quiet(tab)
		chief := s.as("chanhvanphong")
		chief.Go(p.URL + paths.Settings)
		chief.Reads("Thời gian xử lý vướng mắc")
		inspectIn(chief, "thiet-lap", looks())
		s.quiet(chief)
	})
}

// ring is the head told of three obstacles on the task: one is opened, one is ticked off, the rest all at once.
func ring(t *testing.T, p *portal, title string, tab func() *browser.Tab, widths ...int64) {
	s := &story{t: t, portal: p, tab: tab, title: title}
	code := p.underWay(t, title)
	head := s.as("truongphong")
	head.Go(p.URL + paths.Notices)
	if browser.Evaluate[bool](head, `!!document.querySelector("form[action='/thong-bao/da-doc']")`) {
		head.Follow("Đánh dấu đã đọc tất cả")
	}
	s.rings(head, "")
	var raised []reform.Obstacle
	for _, what := range []string{"Chưa có ý kiến của Sở Tư pháp", "Thiếu kinh phí số hóa", "Phần mềm một cửa lỗi", "Chờ Bộ hướng dẫn"} {
		raised = append(raised, p.raise(t, code, what))
	}
	head.Go(p.URL + paths.Work)
	s.rings(head, "4")
	head.Press(".bell")
	head.Reads("Chưa đọc (4)")
	head.Reads("Hôm nay")
	inspectIn(head, "thong-bao", widths)
	head.Follow(raised[0].Code + ": cần bạn xác nhận")
	head.Reads("Chưa có ý kiến của Sở Tư pháp")
	s.rings(head, "3")
	head.Press(".bell")
	head.Follow("Đánh dấu đã đọc " + raised[3].Code)
	head.Reads("Đã đánh dấu một thông báo là đã đọc.")
	s.rings(head, "2")
	head.Follow("Đánh dấu đã đọc tất cả")
	head.Reads("Đã đánh dấu mọi thông báo đã hiện là đã đọc.")
	s.rings(head, "")
	inspectIn(head, "thong-bao-da-doc", widths)
	s.quiet(head)
}

// rings waits for the bell to show the count; "" for none.
func (s *story) rings(tab *browser.Tab, count string) {
	s.t.Helper()
	tab.Until("the bell shows "+count, `(document.querySelector(".bell .pill")?.textContent ?? "") === "`+count+`"`)
}

// raise has the officer of the task raise an obstacle on it.
func (p *portal) raise(t *testing.T, task, what string) reform.Obstacle {
	t.Helper()
	today := p.app.Today()
	o, err := p.app.RaiseObstacle(t.Context(), p.actor(t, "chuyenvien"), app.RaiseObstacle{Code: task, Blocking: reform.Blocking{
		Cause: reform.CauseCooperation, Title: what, SinceOn: today, Tried: "Đã gửi công văn.", Request: "Đề nghị hỗ trợ.", NeededBy: today.AddDays(10),
	}})
	if err != nil {
		t.Fatal(err)
	}
	return o
}
