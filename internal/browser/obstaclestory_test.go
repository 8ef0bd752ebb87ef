package browser_test

import (
	"strconv"
	"strings"
	"testing"

	"cchc/internal/browser"
	"cchc/internal/paths"
	"cchc/internal/reform"
)

// lifting is how what blocks a task reaches the person who can decide, told by five people from end to end.
type lifting struct {
	*story
	code   string // of the obstacle
	due    string // the deadline that the leader gives
	widths []int64
}

// lift has the officer raise an obstacle from a phone, the head confirm it, the clerk take it in and write the card, the chief send
// it, the vice director in charge decide it on a phone, and the officer find the task's new deadline and close it.
func lift(t *testing.T, p *portal, title string, tab func() *browser.Tab, widths ...int64) {
	task := p.underWay(t, title)
	s := &lifting{
		story: &story{t: t, portal: p, tab: tab, title: title, task: p.URL + paths.ToTask(task)},
		due:   p.app.Today().AddDays(45).Vietnamese(), widths: widths,
	}
	s.officerRaises()
	s.headSendsOn()
	s.clerkPrepares()
	s.chiefSends()
	s.leaderDecides()
	s.officerFindsIt()
}

func (s *lifting) obstacle() string { return s.portal.URL + paths.ToObstacle(s.code) }

func (s *lifting) officerRaises() {
	tab := s.as("chuyenvien")
	tab.Resize(browser.Phone)
	tab.Go(s.task)
	tab.Press("label.deeds-lb")
	tab.Follow("Báo vướng mắc")
	tab.Until("the form", `!!document.querySelector("#vuong_mac")`)
	tick(tab, `[name=loai][value=superior]`)
	tab.Type("#vuong_mac", "Chưa có hướng dẫn của Bộ: "+s.title)
	tab.Type("#da_lam", "Đã gửi công văn hỏi Bộ ngày 10/11.")
	tab.Type("#de_nghi", "Đề nghị lùi hạn đến khi có hướng dẫn.")
	tab.Type("#can_truoc", s.portal.app.Today().AddDays(10).Vietnamese())
	tab.Follow("Gửi vướng mắc")
	tab.Reads("Đã gửi vướng mắc VM-")
	s.code = tab.Address()[strings.LastIndex(tab.Address(), "/")+1:]
	s.quiet(tab)
}

func (s *lifting) headSendsOn() {
	tab := s.as("truongphong")
	tab.Go(s.obstacle())
	tab.Follow("Xác nhận, chuyển Văn phòng")
	tab.Press(`form[action$="/viec/confirm"] button`)
	tab.Reads("Đã xác nhận vướng mắc")
	s.quiet(tab)
}

func (s *lifting) clerkPrepares() {
	tab := s.as("vanphong")
	tab.Go(s.obstacle())
	tab.Follow("Tiếp nhận")
	tab.Press(`form[action$="/viec/receive"] button`)
	tab.Reads("Đã tiếp nhận vướng mắc.")
	tab.Follow("Soạn phiếu trình")
	tab.Until("the card", `!!document.querySelector("#noi_dung_trinh")`)
	tab.Type("#noi_dung_trinh", "Cho phép lùi hạn đến khi Bộ hướng dẫn?")
	tab.Type("#pa1_ten", "Đồng ý lùi hạn")
	tab.Type("#pa1_he_qua", "Chậm so với kế hoạch, đủ căn cứ thực hiện.")
	tab.Choose("#pa1_tac_dong", reform.EffectDeadline.Label())
	tab.Type("#pa1_han_moi", s.due)
	tab.Type("#pa2_ten", "Giữ hạn")
	tab.Type("#pa2_he_qua", "Đơn vị thực hiện theo quy định hiện hành.")
	tab.Choose("#pa2_tac_dong", reform.EffectRefuse.Label())
	tab.Press(`input[name="lanh_dao"][value="` + s.leader() + `"]`)
	tab.Follow("Lưu phiếu trình")
	tab.Reads("Đã lưu phiếu trình.")
	s.quiet(tab)
}

// leader is the number of the vice director in charge.
func (s *lifting) leader() string {
	return strconv.FormatInt(s.portal.actor(s.t, "phogiamdoc").Person, 10)
}

func (s *lifting) chiefSends() {
	tab := s.as("chanhvanphong")
	tab.Go(s.obstacle())
	tab.Follow("Trình lãnh đạo")
	tab.Holds("#pa1_ten", "Đồng ý lùi hạn")
	tab.Follow("Trình lãnh đạo")
	tab.Reads("Đã trình lãnh đạo")
	s.quiet(tab)
}

// leaderDecides finds the card first in the list on a phone, and reads what issuing will do before doing it.
func (s *lifting) leaderDecides() {
	tab := s.as("phogiamdoc")
	tab.Resize(browser.Phone)
	tab.Go(s.portal.URL + paths.Obstacles)
	tab.Reads(s.code)
	tab.Go(s.obstacle())
	tab.Follow(reform.ObstacleDecide.Label())
	tab.Reads("thành " + s.due)
	tab.Press("#phuong_an-1")
	tab.Type("#y_kien", "Đồng ý phương án 1, báo cáo hằng tuần.")
	tab.Press(".issue button")
	tab.Reads("Đã ban hành ý kiến chỉ đạo.")
	for _, width := range s.widths {
		tab.Inspect("vuong-mac-da-quyet", width)
	}
	s.quiet(tab)
}

// officerFindsIt reads the new deadline on the task with the first one beside it, is told of the decision, and says that the
// obstacle is lifted.
func (s *lifting) officerFindsIt() {
	tab := s.as("chuyenvien")
	tab.Go(s.task)
	tab.Reads("Hạn " + s.due)
	tab.Reads("hạn gốc " + s.portal.app.Today().AddDays(20).Vietnamese())
	tab.Reads("báo cáo hằng tuần")
	tab.Go(s.portal.URL + paths.Notices)
	tab.Reads(s.code)
	tab.Go(s.obstacle())
	tab.Follow("Xác nhận đã gỡ")
	tab.Press(`form[action$="/viec/close"] button`)
	tab.Reads("Đã xác nhận gỡ xong")
	tab.Go(s.task)
	if browser.Evaluate[bool](tab, `document.querySelector("main").innerText.includes("Có vướng mắc")`) {
		s.t.Error("the task is still said to be blocked")
	}
	s.quiet(tab)
}
