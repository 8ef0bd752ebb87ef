package browser_test

import (
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"cchc/internal/browser"
	"cchc/internal/paths"
)

// twoEdit has the Office's clerk and its chief edit the same draft at the same time; the choice is looked at in the widths,
// which takes script.
func twoEdit(t *testing.T, p *portal, title string, tab func() *browser.Tab, widths ...int64) {
	s := &story{t: t, portal: p, tab: tab, title: title}
	clerk, chief := s.as("vanphong"), s.as("chanhvanphong")
	clerk.Go(p.URL + paths.TaskNew)
	clerk.Type("#ten", title)
	clerk.Type("#mo_ta", "Dòng một")
	clerk.Choose("#linh_vuc", "Cải cách thủ tục hành chính")
	clerk.Follow("Lưu dự thảo")
	clerk.Reads("Đã lưu dự thảo")
	edit := clerk.Address() + "/sua"
	s.joinedBySelf(clerk, chief, edit)
	s.chosenByKeyboard(clerk, chief, edit, widths)
}

// joinedBySelf has each change a field of their own: both are kept.
func (s *story) joinedBySelf(clerk, chief *browser.Tab, edit string) {
	clerk.Go(edit)
	chief.Go(edit)
	chief.Type("#san_pham", "Danh mục đã công bố")
	chief.Follow("Lưu thay đổi")
	chief.Reads("Đã lưu nội dung nhiệm vụ.")
	clerk.Type("#mo_ta", "Dòng một\nDòng hai")
	clerk.Follow("Lưu thay đổi")
	clerk.Reads("Đã lưu. Thay đổi của")
	clerk.Reads("ở: Sản phẩm phải có được giữ nguyên.")
	clerk.Reads("Danh mục đã công bố")
	clerk.Reads("Dòng hai")
	s.quiet(clerk)
}

// chosenByKeyboard has both change one field: the later one chooses between the versions without a mouse.
func (s *story) chosenByKeyboard(clerk, chief *browser.Tab, edit string, widths []int64) {
	clerk.Go(edit)
	chief.Go(edit)
	chief.Type("#mo_ta", "Dòng một\nDòng của lãnh đạo")
	chief.Follow("Lưu thay đổi")
	chief.Reads("Đã lưu nội dung nhiệm vụ.")
	clerk.Type("#mo_ta", "Dòng một, sửa\nDòng hai")
	clerk.Follow("Lưu thay đổi")
	clerk.Reads("Chưa lưu: hai người cùng sửa")
	clerk.Holds("#mo_ta", "Dòng một, sửa\nDòng hai")
	s.complained(clerk, "409")
	for _, width := range widths {
		clerk.Inspect("state-versions", width)
	}
	clerk.Resize(browser.Desk)
	clerk.Do("go back to theirs", chromedp.Focus(chromedp.CSS("#mo_ta-chon-toi")), chromedp.KeyEvent(kb.ArrowUp))
	clerk.Until("theirs is chosen", `document.querySelector("#mo_ta-chon-ho").checked`)
	clerk.Follow("Lưu bản đã chọn")
	clerk.Reads("Đã lưu nội dung nhiệm vụ.")
	clerk.Reads("Dòng của lãnh đạo")
}
