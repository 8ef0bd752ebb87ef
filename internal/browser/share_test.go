package browser_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"cchc/internal/browser"
	"cchc/internal/paths"
)

// shared is a task of the sample on which the science division cooperates and has not answered yet.
type shared struct {
	title string
	lead  string // who heads the unit that leads it
	done  string // how many of its units have answered once this one has
}

// sharedTasks are such tasks by their titles.
var sharedTasks = map[string]shared{
	"Số hóa hồ sơ, kết quả giải quyết TTHC": {title: "Số hóa hồ sơ, kết quả giải quyết TTHC", lead: "vinhqv", done: "1/1"},
	"Không yêu cầu lại giấy tờ đã số hóa":   {title: "Không yêu cầu lại giấy tờ đã số hóa", lead: "hoatv", done: "1/2"},
}

const (
	firstAnswer  = "Đã rà soát, có 42 hồ sơ."
	secondAnswer = "Có 42 hồ sơ, trong đó 3 hồ sơ trễ hạn."
	askedAgain   = "Nêu rõ số hồ sơ trễ hạn."
)

// cooperate has the lead see who has not answered, the cooperating officer answer with a file, the lead ask again and the
// officer answer once more. What is inspected is looked at in each width.
func cooperate(t *testing.T, p *portal, title string, tab func() *browser.Tab, inspected ...int64) {
	task := sharedTasks[title]
	s := &story{t: t, portal: p, tab: tab, title: title, file: filepath.Join(t.TempDir(), "danh-sach-ho-so.pdf")}
	if err := os.WriteFile(s.file, []byte(fileText), 0o600); err != nil {
		t.Fatal(err)
	}
	s.leadMisses(task.lead)
	s.unitAnswers(inspected)
	s.leadAsksAgain(task, inspected)
	s.unitAnswersAgain()
	s.leadReads(task)
}

// inspectIn looks at the page in each width and leaves the window as it was.
func inspectIn(tab *browser.Tab, name string, widths []int64) {
	for _, width := range widths {
		tab.Inspect(name, width)
	}
	if len(widths) > 0 {
		tab.Resize(browser.Desk)
	}
}

func (s *story) leadMisses(lead string) {
	tab := s.as(lead)
	tab.Go(s.portal.URL + paths.Tasks + "?q=" + strings.ReplaceAll(s.title, " ", "+"))
	tab.Follow(s.title)
	tab.Reads("Chưa trả lời: Phòng Quản lý Khoa học")
	if browser.Evaluate[int](tab, `document.querySelectorAll("main a[href*='/phan-viec/']").length`) > 0 {
		s.t.Error("the lead is offered to answer for another unit")
	}
	s.task = tab.Address()
	s.quiet(tab)
}

func (s *story) unitAnswers(inspected []int64) {
	tab := s.as("chuyenvien")
	tab.Go(s.portal.URL + paths.Work)
	tab.Reads("Phần việc phối hợp chờ trả lời")
	inspectIn(tab, "share-owed", inspected)
	tab.Follow(s.title)
	inspectIn(tab, "share-task", inspected)
	tab.Follow("Trả lời phần việc")
	tab.Until("the form", `!!document.querySelector("#tra_loi")`)
	tab.Follow("Gửi trả lời")
	tab.Reads("lỗi cần sửa")
	inspectIn(tab, "share-wrong", inspected)
	tab.Type("#tra_loi", firstAnswer)
	tab.Attach("#tep", s.file)
	tab.Follow("Gửi trả lời")
	tab.Reads("Đã gửi trả lời phần việc phối hợp.")
	tab.Reads(firstAnswer)
	s.complained(tab, "422")
}

func (s *story) leadAsksAgain(task shared, inspected []int64) {
	tab := s.as(task.lead)
	tab.Go(s.task)
	tab.Reads(task.done + " đơn vị đã trả lời")
	tab.Reads(firstAnswer)
	tab.Reads("danh-sach-ho-so.pdf")
	tab.Follow("Yêu cầu trả lời lại")
	tab.Until("asked", `!!document.querySelector("#ly_do")`)
	inspectIn(tab, "share-again", inspected)
	tab.Type("#ly_do", askedAgain)
	tab.Follow("Yêu cầu trả lời lại")
	tab.Reads("Đã yêu cầu đơn vị trả lời lại.")
	tab.Reads("Chưa trả lời: Phòng Quản lý Khoa học")
	s.quiet(tab)
}

func (s *story) unitAnswersAgain() {
	tab := s.as("chuyenvien")
	tab.Go(s.task)
	tab.Reads(askedAgain)
	tab.Follow("Trả lời phần việc")
	tab.Reads("Đơn vị được hỏi lại.")
	tab.Holds("#tra_loi", firstAnswer)
	tab.Type("#tra_loi", secondAnswer)
	tab.Follow("Gửi trả lời")
	tab.Reads("Đã gửi trả lời phần việc phối hợp.")
	s.quiet(tab)
}

func (s *story) leadReads(task shared) {
	tab := s.as(task.lead)
	tab.Go(s.task)
	tab.Reads(secondAnswer)
	tab.Reads(task.done + " đơn vị đã trả lời")
	s.quiet(tab)
}
