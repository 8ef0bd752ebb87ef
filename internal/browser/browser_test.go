package browser_test

import (
	"os"
	"testing"

	"cchc/internal/browser"
)

// told is a story that several people tell of the portal, once with script, when its pages are inspected, and once without.
type told struct {
	name            string
	scripted, plain string // its task's title in the one and in the other
	tell            func(t *testing.T, p *portal, title string, tab func() *browser.Tab, widths ...int64)
}

var stories = []told{
	{"from the directive to a report that the Office sees", "Lập danh mục thủ tục để cắt giảm", "Công khai danh mục thủ tục đã cắt giảm", tell},
	{"an extension is asked for, signed and granted", "Rà soát quy trình nội bộ", "Rà soát quy trình liên thông", extend},
	{"two people edit one task", "Sửa cùng lúc", "Sửa cùng lúc không kịch bản", twoEdit},
	{"a completion is sent back, then accepted", "Cắt giảm thủ tục theo danh mục", "Cắt giảm thủ tục không kịch bản", signOff},
	{"a deputy answers for an absent head", "Rà soát thủ tục khi trưởng phòng vắng", "Rà soát thủ tục khi trưởng phòng đi công tác", standIn},
	{"a cooperating unit answers, is asked again and answers once more", "Số hóa hồ sơ, kết quả giải quyết TTHC", "Không yêu cầu lại giấy tờ đã số hóa", cooperate},
	{"what blocks is said from a phone, alone and with a report", "Thay thiết bị số hóa", "Thay thiết bị lưu trữ", raiseObstacles},
	{"an obstacle goes its way without a leader", "Chưa có ý kiến của Sở Tư pháp", "Chưa có ý kiến của Sở Tài chính", goItsWay},
	{"obstacles come before a leader on one card", "Cấp phép đo lường", "Cấp phép bức xạ", escalate},
	{"a leader decides on a phone", "Chưa có ý kiến của Sở Nội vụ", "Chưa có ý kiến của Sở Xây dựng", decide},
	{"what blocks a task reaches who can decide, and the decision takes effect", "Công bố thủ tục theo hướng dẫn của Bộ", "Công bố thủ tục theo hướng dẫn mới", lift},
	{"the Office urges a unit on, which answers in four ways, and settles one answer", "Đơn giản hóa hồ sơ cấp phép", "Đơn giản hóa hồ sơ đăng ký", urge},
}

// looks are the widths that the pages of a story are inspected in: a phone is laid out as the narrowest page is, so that it is
// looked at only where its pictures are kept.
func looks() []int64 {
	if os.Getenv("CCHC_SHOTS") != "" {
		return []int64{browser.Desk, browser.Phone, browser.Narrow}
	}
	return []int64{browser.Desk, browser.Narrow}
}

func TestPagesInABrowser(t *testing.T) {
	t.Parallel()
	chromium, p := browser.Start(t), open(t)
	t.Run("every page is accessible, fits a phone and upsets nothing", func(t *testing.T) { lookAtAll(t, chromium, p) })
	t.Run("so are menus, dialogs, errors and swapped lists", func(t *testing.T) { inspectStates(t, chromium, p) })
	t.Run("the keyboard alone reports progress", func(t *testing.T) { keyboardAlone(t, chromium, p) })
	t.Run("the register of obstacles is printed", func(t *testing.T) { printRegister(t, chromium, p) })
	t.Run("pages keep their weight", func(t *testing.T) { weighPages(t, chromium, p) })
	t.Run("files are uploaded over a bad line", func(t *testing.T) { uploadOverABadLine(t, chromium, p) })
	t.Run("files wait for a form without script", func(t *testing.T) { uploadWithoutScript(t, chromium, p) })
}

func TestStoriesInABrowser(t *testing.T) {
	t.Parallel()
	chromium, p := browser.Start(t), open(t)
	for _, story := range stories {
		t.Run(story.name, func(t *testing.T) {
			story.tell(t, p, story.scripted, func() *browser.Tab { return chromium.Lend(t) }, looks()...)
		})
	}
}

func TestStoriesInABrowserWithoutScript(t *testing.T) {
	t.Parallel()
	chromium, p := browser.Start(t), open(t)
	for _, story := range stories {
		t.Run(story.name, func(t *testing.T) {
			story.tell(t, p, story.plain, func() *browser.Tab {
				tab := chromium.Lend(t)
				tab.Scriptless()
				return tab
			})
		})
	}
}
