package browser_test

import (
	"testing"

	"cchc/internal/app"
	"cchc/internal/browser"
	"cchc/internal/paths"
	"cchc/internal/reform"
)

// raised is an obstacle that the science division's officer has just sent, and how far its pages are looked at.
type raised struct {
	*story
	code  string
	looks []int64
}

const (
	question   = "Đã gửi công văn số mấy, ngày nào?"
	answer     = "Công văn số 12/SKHCN-QLKH ngày 10/11/2026."
	resolution = "Văn phòng đã làm việc, Sở Tư pháp trả lời trong tuần."
)

// blockedBy raises an obstacle of that title on a task of its own.
func (p *portal) blockedBy(t *testing.T, title string) string {
	t.Helper()
	task := p.underWay(t, "Nhiệm vụ vướng: "+title)
	o, err := p.app.RaiseObstacle(t.Context(), p.actor(t, "chuyenvien"), app.RaiseObstacle{Code: task, Blocking: reform.Blocking{
		Cause: reform.CauseCooperation, Title: title, Detail: "Đã gửi dự thảo hai lần.", SinceOn: p.app.Today(), Tried: "Đã có hai công văn.",
		Request: "Đề nghị lãnh đạo Sở làm việc với Sở Tư pháp.", NeededBy: p.app.Today().AddDays(14),
	}})
	if err != nil {
		t.Fatal(err)
	}
	return o.Code
}

// goItsWay is how an obstacle is lifted without a leader: the head confirms it, the Office finds it in its list, receives it there,
// asks, is answered and resolves it, and the unit closes it.
func goItsWay(t *testing.T, p *portal, title string, tab func() *browser.Tab, looks ...int64) {
	s := raised{&story{t: t, portal: p, tab: tab, title: title}, p.blockedBy(t, title), looks}
	s.headConfirms()
	s.officeReceives()
	s.officerAnswers()
	s.officeResolves()
	s.officerCloses()
}

func (s raised) headConfirms() {
	tab := s.as("truongphong")
	tab.Press(`nav.wide-only a[href="` + paths.Obstacles + `"]`)
	tab.Reads("Chờ xác nhận")
	inspectIn(tab, "vuong-mac-chung", s.looks)
	tab.Go(s.portal.URL + paths.ToObstacle(s.code))
	inspectIn(tab, "vuong-mac-trang", s.looks)
	tab.Follow("Xác nhận, chuyển Văn phòng")
	tab.Reads("Vướng mắc chuyển đến Văn phòng Sở")
	tab.Press(`form[action$="/viec/confirm"] button`)
	tab.Reads("Đã xác nhận vướng mắc")
	s.quiet(tab)
}

// officeReceives opens the obstacle beside the list: its heading has the focus, and its buttons work there.
func (s raised) officeReceives() {
	tab := s.as("vanphong")
	tab.Go(s.portal.URL + paths.Obstacles + "?q=" + s.code)
	tab.Follow(s.code)
	tab.Until("the chosen one has the focus", `document.activeElement?.id === "dang-chon-de" && location.search.includes("`+s.code+`")`)
	tab.Reads("Đã có hai công văn.")
	inspectIn(tab, "vuong-mac-hai-cot", s.looks)
	tab.Follow("Tiếp nhận")
	tab.Press(`form[action$="/viec/receive"] button`)
	tab.Reads("Đã tiếp nhận vướng mắc.")
	tab.Follow("Hỏi lại đơn vị")
	tab.Until("the form", `!!document.querySelector("#ly_do")`)
	tab.Follow("Hỏi lại đơn vị")
	tab.Reads("lỗi cần sửa")
	tab.Type("#ly_do", question)
	inspectIn(tab, "vuong-mac-hoi", s.looks)
	tab.Press(`form[action$="/viec/ask"] .bar button`)
	tab.Reads("Đã hỏi lại đơn vị")
	s.complained(tab, "422")
}

func (s raised) officerAnswers() {
	tab := s.as("chuyenvien")
	tab.Go(s.portal.URL + paths.ToObstacles("cho-bo-sung"))
	tab.Reads(s.code)
	tab.Go(s.portal.URL + paths.ToObstacle(s.code))
	tab.Follow("Gửi bổ sung")
	tab.Reads(question)
	tab.Type("#ly_do", answer)
	tab.Press(`form[action$="/viec/answer"] .bar button`)
	tab.Reads("Đã gửi bổ sung.")
	s.quiet(tab)
}

func (s raised) officeResolves() {
	tab := s.as("vanphong")
	tab.Go(s.portal.URL + paths.ToObstacle(s.code))
	tab.Reads(answer)
	tab.Follow("Giải quyết tại Văn phòng")
	tab.Until("the form", `!!document.querySelector("#ly_do")`)
	tab.Type("#ly_do", resolution)
	tab.Press(`form[action$="/viec/resolve"] .bar button`)
	tab.Reads("Đã ghi cách giải quyết")
	s.quiet(tab)
}

func (s raised) officerCloses() {
	tab := s.as("chuyenvien")
	tab.Go(s.portal.URL + paths.ToObstacle(s.code))
	tab.Reads(resolution)
	tab.Follow("Xác nhận đã gỡ")
	tab.Press(`form[action$="/viec/close"] button`)
	tab.Reads("Đã xác nhận gỡ xong")
	inspectIn(tab, "vuong-mac-dong", s.looks)
	s.quiet(tab)
}
