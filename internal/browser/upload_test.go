package browser_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"cchc/internal/browser"
	"cchc/internal/paths"
)

// write leaves a PDF, as far as the portal looks, of so many bytes and returns its path.
func write(t *testing.T, name string, bytes int) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte("%PDF-1.7\n"+name+strings.Repeat(" ", bytes)), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// reportForm opens the report form of the officer's first task under way and fills it in but for the files.
func reportForm(s *story, percent string) *browser.Tab {
	tab := s.as("chuyenvien")
	tab.Go(s.portal.URL + paths.Work)
	tab.Press(`main a[href$="/bao-cao"]`)
	tab.Until("the form", `!!document.querySelector("#ket_qua")`)
	tab.Type("#ket_qua", s.title)
	tab.Type("#tien_do", percent)
	if browser.Evaluate[bool](tab, `!!document.querySelector("#ly_do_qua_han")`) {
		tab.Type("#ly_do_qua_han", "Chờ ý kiến.")
	}
	return tab
}

// row is a script's way to the row of a file.
func row(name string) string {
	return `[...document.querySelectorAll("[data-da-chon] li")].find(r => r.textContent.includes("` + name + `"))`
}

// uploadOverABadLine has an officer attach files while the line is slow, gone and back again.
func uploadOverABadLine(t *testing.T, chromium *browser.Browser, p *portal) {
	s := &story{t: t, portal: p, tab: func() *browser.Tab { return chromium.Open(t) }, title: "Báo cáo qua đường truyền kém."}
	tab := reportForm(s, "145")
	tab.Slow(60_000)
	tab.Attach("#tep", write(t, "tep-huy.pdf", 600_000))
	tab.Until("the file is under way", row("tep-huy")+`?.querySelector("progress").value > 3 && `+row("tep-huy")+`.textContent.includes("%")`)
	tab.Inspect("state-uploading", browser.Desk)
	tab.Inspect("state-uploading", browser.Narrow)
	tab.Resize(browser.Desk)
	tab.Follow("Gửi báo cáo")
	tab.Reads("Đang tải tệp… ")
	tab.Follow("Hủy")
	// Nothing is under way any more, so the form goes as it is, and comes back for its percentage.
	tab.Mend()
	tab.Reads("lỗi cần sửa")
	tab.Holds("#ket_qua", s.title)
	s.complained(tab, "422")
	s.afterACut(tab)
}

// afterACut loses the line during an upload, sends the file once more, and sends the form, which waits for it.
func (s *story) afterACut(tab *browser.Tab) {
	tab.Cut()
	tab.Attach("#tep", write(s.t, "tep-dut.pdf", 300_000))
	tab.Reads("Chưa tải được: mất kết nối.")
	tab.Inspect("state-upload-failed", browser.Phone)
	tab.Resize(browser.Desk)
	tab.Follow("Gửi báo cáo")
	tab.Reads("Chưa gửi: còn tệp chưa tải được.")
	tab.Slow(200_000)
	tab.Follow("Thử lại")
	tab.Follow("Gửi báo cáo")
	tab.Reads("Đang tải tệp… ")
	tab.Reads("lỗi cần sửa")
	tab.Reads("tep-dut.pdf")
	tab.Reads("Đã tải lên")
	tab.Mend()
	tab.Inspect("state-staged", browser.Desk)
	tab.Complaints()
	tab.Type("#tien_do", "46")
	tab.Attach("#tep", write(s.t, "tep-them.pdf", 1000))
	tab.Follow("Gửi báo cáo")
	tab.Reads("Đã gửi báo cáo lúc")
	tab.Reads("tep-dut.pdf")
	tab.Reads("tep-them.pdf")
	if browser.Evaluate[bool](tab, `document.body.innerText.includes("tep-huy.pdf")`) {
		s.t.Error("a file that was left out was sent")
	}
	s.quiet(tab)
}

// uploadWithoutScript sends a form with a mistake and a file: the file waits while the mistake is put right.
func uploadWithoutScript(t *testing.T, chromium *browser.Browser, p *portal) {
	s := &story{t: t, portal: p, title: "Báo cáo không kịch bản.", tab: func() *browser.Tab {
		tab := chromium.Open(t)
		tab.Scriptless()
		return tab
	}}
	tab := reportForm(s, "145")
	tab.Attach("#tep", write(t, "tep-giu.pdf", 1000))
	tab.Follow("Gửi báo cáo")
	tab.Reads("lỗi cần sửa")
	tab.Reads("tep-giu.pdf")
	s.complained(tab, "422")
	tab.Type("#tien_do", "47")
	tab.Follow("Gửi báo cáo")
	tab.Reads("Đã gửi báo cáo lúc")
	tab.Reads("tep-giu.pdf")
	s.quiet(tab)
}
