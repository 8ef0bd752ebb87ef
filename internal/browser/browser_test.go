package browser_test

import (
	"testing"

	"cchc/internal/browser"
)

func TestPortalInABrowser(t *testing.T) {
	t.Parallel()
	chromium, p := browser.Start(t), open(t)
	t.Run("every page is accessible, fits a phone and upsets nothing", func(t *testing.T) { lookAtAll(t, chromium, p) })
	t.Run("so are menus, dialogs, errors and swapped lists", func(t *testing.T) { inspectStates(t, chromium, p) })
	t.Run("the keyboard alone reports progress", func(t *testing.T) { keyboardAlone(t, chromium, p) })
	t.Run("the register of obstacles is printed", func(t *testing.T) { printRegister(t, chromium, p) })
	t.Run("pages keep their weight", func(t *testing.T) { weighPages(t, chromium, p) })
	t.Run("from the directive to a report that the Office sees", func(t *testing.T) {
		tell(t, p, "Lập danh mục thủ tục để cắt giảm", func() *browser.Tab { return chromium.Open(t) })
	})
	t.Run("an extension is asked for, signed and granted", func(t *testing.T) {
		extend(t, p, "Rà soát quy trình nội bộ", true, func() *browser.Tab { return chromium.Open(t) })
	})
	t.Run("an extension without script", func(t *testing.T) {
		extend(t, p, "Rà soát quy trình liên thông", false, func() *browser.Tab {
			tab := chromium.Open(t)
			tab.Scriptless()
			return tab
		})
	})
	t.Run("two people edit one task", func(t *testing.T) {
		twoEdit(t, p, "Sửa cùng lúc", func() *browser.Tab { return chromium.Open(t) }, browser.Desk, browser.Phone, browser.Narrow)
	})
	t.Run("two people edit one task without script", func(t *testing.T) {
		twoEdit(t, p, "Sửa cùng lúc không kịch bản", func() *browser.Tab {
			tab := chromium.Open(t)
			tab.Scriptless()
			return tab
		})
	})
	t.Run("files are uploaded over a bad line", func(t *testing.T) { uploadOverABadLine(t, chromium, p) })
	t.Run("files wait for a form without script", func(t *testing.T) { uploadWithoutScript(t, chromium, p) })
	t.Run("a completion is sent back, then accepted", func(t *testing.T) {
		signOff(t, p, "Cắt giảm thủ tục theo danh mục", func() *browser.Tab { return chromium.Open(t) }, browser.Desk, browser.Phone, browser.Narrow)
	})
	t.Run("a completion is sent back, then accepted, without script", func(t *testing.T) {
		signOff(t, p, "Cắt giảm thủ tục không kịch bản", func() *browser.Tab {
			tab := chromium.Open(t)
			tab.Scriptless()
			return tab
		})
	})
	t.Run("a leader decides on a phone", func(t *testing.T) {
		decide(t, p, "Chưa có ý kiến của Sở Nội vụ", true, func() *browser.Tab { return chromium.Open(t) }, browser.Desk, browser.Phone, browser.Narrow)
	})
	t.Run("a leader decides on a phone without script", func(t *testing.T) {
		decide(t, p, "Chưa có ý kiến của Sở Xây dựng", false, func() *browser.Tab {
			tab := chromium.Open(t)
			tab.Scriptless()
			return tab
		})
	})
	t.Run("a deputy answers for an absent head", func(t *testing.T) {
		standIn(t, p, "Rà soát thủ tục khi trưởng phòng vắng", func() *browser.Tab { return chromium.Open(t) }, browser.Desk, browser.Phone, browser.Narrow)
	})
	t.Run("a deputy answers for an absent head without script", func(t *testing.T) {
		standIn(t, p, "Rà soát thủ tục khi trưởng phòng đi công tác", func() *browser.Tab {
			tab := chromium.Open(t)
			tab.Scriptless()
			return tab
		})
	})
	t.Run("a cooperating unit answers, is asked again and answers once more", func(t *testing.T) {
		task := shared{title: "Số hóa hồ sơ, kết quả giải quyết TTHC", lead: "vinhqv", done: "1/1"}
		tellShare(t, p, task, func() *browser.Tab { return chromium.Open(t) }, browser.Desk, browser.Phone, browser.Narrow)
	})
	t.Run("so it does without script", func(t *testing.T) {
		task := shared{title: "Không yêu cầu lại giấy tờ đã số hóa", lead: "hoatv", done: "1/2"}
		tellShare(t, p, task, func() *browser.Tab {
			tab := chromium.Open(t)
			tab.Scriptless()
			return tab
		})
	})
	t.Run("what blocks is said from a phone, alone and with a report", func(t *testing.T) {
		raiseObstacles(t, p, "Thay thiết bị số hóa", func() *browser.Tab { return chromium.Open(t) }, browser.Desk, browser.Phone, browser.Narrow)
	})
	t.Run("so it is without script", func(t *testing.T) {
		raiseObstacles(t, p, "Thay thiết bị lưu trữ", func() *browser.Tab {
			tab := chromium.Open(t)
			tab.Scriptless()
			return tab
		})
	})
	t.Run("an obstacle goes its way without a leader", func(t *testing.T) {
		goItsWay(t, p, "Chưa có ý kiến của Sở Tư pháp", func() *browser.Tab { return chromium.Open(t) }, browser.Desk, browser.Phone, browser.Narrow)
	})
	t.Run("so it does with script turned off", func(t *testing.T) {
		goItsWay(t, p, "Chưa có ý kiến của Sở Tài chính", func() *browser.Tab {
			tab := chromium.Open(t)
			tab.Scriptless()
			return tab
		})
	})
	t.Run("obstacles come before a leader on one card", func(t *testing.T) {
		escalate(t, p, "Cấp phép đo lường", func() *browser.Tab { return chromium.Open(t) }, browser.Desk, browser.Phone, browser.Narrow)
	})
	t.Run("obstacles come before a leader without script", func(t *testing.T) {
		escalate(t, p, "Cấp phép bức xạ", func() *browser.Tab {
			tab := chromium.Open(t)
			tab.Scriptless()
			return tab
		})
	})
	t.Run("what blocks a task reaches who can decide, and the decision takes effect", func(t *testing.T) {
		lift(t, p, "Công bố thủ tục theo hướng dẫn của Bộ", func() *browser.Tab { return chromium.Open(t) }, browser.Desk, browser.Phone, browser.Narrow)
	})
	t.Run("so it does for people without script", func(t *testing.T) {
		lift(t, p, "Công bố thủ tục theo hướng dẫn mới", func() *browser.Tab {
			tab := chromium.Open(t)
			tab.Scriptless()
			return tab
		})
	})
	t.Run("the same without script", func(t *testing.T) {
		tell(t, p, "Công khai danh mục thủ tục đã cắt giảm", func() *browser.Tab {
			tab := chromium.Open(t)
			tab.Scriptless()
			return tab
		})
	})
}
