package browser_test

import (
	"testing"

	"cchc/internal/app"
	"cchc/internal/browser"
	"cchc/internal/paths"
	"cchc/internal/policy"
	"cchc/internal/reform"
)

// deciding is a leader's decision taken on a phone; its pages are inspected in the widths, which takes script.
type deciding struct {
	*story
	code  string
	looks []int64
}

// beforeLeader takes an obstacle of that title, with two ways out, before the vice director and returns its code.
func (p *portal) beforeLeader(t *testing.T, title string) string {
	t.Helper()
	code := p.blockedBy(t, title)
	p.step(t, code, "truongphong", reform.ObstacleConfirm)
	p.step(t, code, "vanphong", reform.ObstacleReceive)
	writing := reform.CardWriting{
		Question: "Cho phép lùi hạn đến khi Sở Tư pháp trả lời?", Summary: "Đã có hai công văn.", LeaderID: p.actor(t, "phogiamdoc").Person, Proposed: 1,
		Options: []reform.Option{
			{Position: 1, Title: "Lùi hạn", Consequence: "Đủ căn cứ để hoàn thiện.", Effect: reform.Effect{Kind: reform.EffectDeadline, DueOn: p.app.Today().AddDays(40)}},
			{Position: 2, Title: "Giữ hạn", Consequence: "Đơn vị tự đôn đốc.", Effect: reform.Effect{Kind: reform.EffectRefuse}},
		},
	}
	if _, err := p.app.EscalateCard(t.Context(), p.actor(t, "chanhvanphong"), app.WriteCard{Code: code, Writing: writing}); err != nil {
		t.Fatal(err)
	}
	return code
}

func (p *portal) step(t *testing.T, code, by string, act reform.ObstacleAct) {
	t.Helper()
	who := p.actor(t, by)
	now, err := p.app.DB.Obstacle(t.Context(), policy.See(who, policy.TaskRead), code)
	if err == nil {
		err = p.app.MoveObstacle(t.Context(), who, app.MoveObstacle{Code: code, Act: act, Seen: now.Version})
	}
	if err != nil {
		t.Fatal(err)
	}
}

// decide is how a leader decides with one hand: what each way out does stands under it, and what their own would do is spelled
// out before it is issued.
func decide(t *testing.T, p *portal, title string, tab func() *browser.Tab, looks ...int64) {
	s := deciding{&story{t: t, portal: p, tab: tab, title: title}, p.beforeLeader(t, title), looks}
	leader := s.as("phogiamdoc")
	leader.Resize(browser.Phone)
	leader.Go(p.URL + paths.ToObstacleDecision(s.code))
	leader.Reads("thành " + p.app.Today().AddDays(40).Vietnamese())
	leader.Reads("Không thay đổi nhiệm vụ.")
	s.look(leader, "quyet-dinh")
	s.issuesUnsaid(leader)
	s.spellsOut(leader)
	leader.Press(".issue button")
	leader.Reads("Đã ban hành ý kiến chỉ đạo.")
	leader.Reads("thành " + p.app.Today().AddDays(50).Vietnamese())
	s.look(leader, "quyet-dinh-xong")
	s.complained(leader, "422")
	officer := s.as("chuyenvien")
	officer.Go(p.URL + paths.ToObstacle(s.code))
	officer.Reads("Lùi hạn thêm mười ngày.")
	officer.Follow("CCHC-")
	officer.Reads("Hạn " + p.app.Today().AddDays(50).Vietnamese())
	s.quiet(officer)
}

func (s deciding) look(tab *browser.Tab, name string) {
	inspectIn(tab, name, s.looks)
	tab.Resize(browser.Phone)
}

// issuesUnsaid presses the button with nothing chosen: the page says what is missing.
func (s deciding) issuesUnsaid(tab *browser.Tab) {
	tab.Type("#y_kien", "Lùi hạn thêm mười ngày.")
	tab.Press(".issue button")
	tab.Reads("lỗi cần sửa")
	tab.Reads("Chọn một phương án")
	tab.Holds("#y_kien", "Lùi hạn thêm mười ngày.")
	s.look(tab, "quyet-dinh-loi")
}

// spellsOut chooses another deadline and reads what that will do, by script as it is typed or by the button.
func (s deciding) spellsOut(tab *browser.Tab) {
	tab.Press("#phuong_an-khac")
	tab.Choose("#khac_tac_dong", reform.EffectDeadline.Label())
	tab.Type("#khac_han_moi", s.portal.app.Today().AddDays(50).Vietnamese())
	if len(s.looks) > 0 {
		tab.Press("#y_kien")
	} else {
		tab.Follow("Xem trước")
	}
	tab.Until("the effect is spelled out", `document.querySelector("#khi_ban_hanh").textContent.includes("thành `+s.portal.app.Today().AddDays(50).Vietnamese()+`")`)
	tab.Holds("#y_kien", "Lùi hạn thêm mười ngày.")
	s.look(tab, "quyet-dinh-khac")
}
