package browser_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"cchc/internal/browser"
	"cchc/internal/paths"
)

// signOff has an officer send a task as complete, the head send it back and then approve it among others, and the Office
// accept it; the pages on the way are looked at in the widths, which takes script.
func signOff(t *testing.T, p *portal, title string, tab func() *browser.Tab, widths ...int64) {
	s := &story{t: t, portal: p, tab: tab, title: title, file: filepath.Join(t.TempDir(), "danh-muc.pdf")}
	if err := os.WriteFile(s.file, []byte(fileText), 0o600); err != nil {
		t.Fatal(err)
	}
	s.officeAssigns()
	s.headAccepts()
	s.officerCompletes(widths)
	s.headSendsBack(widths)
	s.officerCompletesAgain()
	s.headApproves()
	s.officeAccepts(widths)
}

// officerCompletes sends the task as complete, the first time without the product that it asks for.
func (s *story) officerCompletes(widths []int64) {
	tab := s.as("chuyenvien")
	tab.Go(s.task)
	tab.Follow("Gửi hoàn thành")
	tab.Until("the form", `!!document.querySelector("#ket_qua")`)
	tab.Type("#ket_qua", "Đã lập xong danh mục 42 thủ tục.")
	tab.Follow("Gửi hoàn thành")
	tab.Reads("lỗi cần sửa")
	tab.Reads("Sản phẩm “Danh mục thủ tục hành chính”: nhập số văn bản hoặc đính kèm tệp.")
	tab.Holds("#ket_qua", "Đã lập xong danh mục 42 thủ tục.")
	s.look(tab, "state-completion-form", widths)
	tab.Attach("#tep_1", s.file)
	tab.Follow("Gửi hoàn thành")
	tab.Reads("Đã gửi hoàn thành lúc")
	tab.Reads("Chờ lãnh đạo đơn vị duyệt")
	s.complained(tab, "422")
}

// headSendsBack finds the report in the queue and sends it back, which takes a reason.
func (s *story) headSendsBack(widths []int64) {
	tab := s.as("truongphong")
	tab.Press(`nav.wide-only a[href="` + paths.ToApprove + `"]`)
	tab.Reads(s.title)
	s.look(tab, "state-approval-queue", widths)
	tab.Follow(s.code() + ": " + s.title)
	tab.Reads("Các bước")
	s.look(tab, "state-completion-report", widths)
	tab.Follow("Trả lại")
	tab.Until("asked", `!!document.querySelector("#ly_do")`)
	tab.Type("#ly_do", "Thiếu cột căn cứ pháp lý.")
	tab.Follow("Trả lại")
	tab.Reads("Đã trả lại báo cáo hoàn thành.")
	s.quiet(tab)
}

// officerCompletesAgain reads why it came back and sends it again with a document number.
func (s *story) officerCompletesAgain() {
	tab := s.as("chuyenvien")
	tab.Go(s.task)
	tab.Reads("Bị trả lại")
	tab.Reads("Đang thực hiện")
	tab.Follow("Gửi hoàn thành")
	tab.Reads("Thiếu cột căn cứ pháp lý.")
	tab.Holds("#ket_qua", "Đã lập xong danh mục 42 thủ tục.")
	tab.Type("#so_1", "45/DM-SKHCN")
	tab.Follow("Gửi hoàn thành")
	tab.Reads("Đã gửi hoàn thành lúc")
	s.quiet(tab)
}

// headApproves ticks the report in the queue and signs what is ticked.
func (s *story) headApproves() {
	tab := s.as("truongphong")
	tab.Go(s.portal.URL + paths.ToApprove)
	tab.Press(`input[name="chon"][aria-label="Chọn ` + s.code() + `"]`)
	tab.Follow("Duyệt mục đã chọn")
	tab.Reads("Đã duyệt 1 báo cáo.")
	s.quiet(tab)
}

// officeAccepts sees the product beside the report and accepts it.
func (s *story) officeAccepts(widths []int64) {
	tab := s.as("vanphong")
	tab.Press(`nav.wide-only a[href="` + paths.ToVerify + `"]`)
	tab.Reads(s.title)
	tab.Reads("45/DM-SKHCN")
	s.look(tab, "state-verification-queue", widths)
	tab.Follow(s.code() + ": " + s.title)
	tab.Follow("Xác nhận hoàn thành")
	tab.Reads("tính hoàn thành theo ngày đơn vị gửi")
	tab.Follow("Xác nhận hoàn thành")
	tab.Reads("Đã xác nhận hoàn thành.")
	tab.Reads("Đã chấp nhận")
	tab.Go(s.task)
	tab.Reads("100%")
	tab.Reads("Số 45/DM-SKHCN")
	s.quiet(tab)
}

// code is the task's, as its address ends.
func (s *story) code() string { return s.task[strings.LastIndex(s.task, "/")+1:] }

func (s *story) look(tab *browser.Tab, name string, widths []int64) {
	for _, width := range widths {
		tab.Inspect(name, width)
	}
	if len(widths) > 0 {
		tab.Resize(browser.Desk)
	}
}
