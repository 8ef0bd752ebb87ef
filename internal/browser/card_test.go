package browser_test

import (
	"strings"
	"testing"

	"cchc/internal/app"
	"cchc/internal/browser"
	"cchc/internal/paths"
	"cchc/internal/reform"
)

// received raises an obstacle on a task of that title and brings it into the Office; it returns the obstacle's code.
func (p *portal) received(t *testing.T, title string) string {
	t.Helper()
	today := p.app.Today()
	raised, err := p.app.RaiseObstacle(t.Context(), p.actor(t, "chuyenvien"), app.RaiseObstacle{Code: p.underWay(t, title), Blocking: reform.Blocking{
		Cause: reform.CauseSuperior, Title: title + " chưa có hướng dẫn", SinceOn: today.AddDays(-9), Tried: "Đã gửi hai công văn.",
		Request: "Đề nghị lùi hạn.", NeededBy: today.AddDays(12),
	}})
	for i, step := range []struct {
		by  string
		act reform.ObstacleAct
	}{{"truongphong", reform.ObstacleConfirm}, {"vanphong", reform.ObstacleReceive}} {
		if err == nil {
			err = p.app.MoveObstacle(t.Context(), p.actor(t, step.by), app.MoveObstacle{Code: raised.Code, Act: step.act, Seen: i + 1})
		}
	}
	if err != nil {
		t.Fatal(err)
	}
	return raised.Code
}

// escalate is how obstacles come before a leader: the clerk writes the card with its options, the chief joins another and sends it.
func escalate(t *testing.T, p *portal, title string, tab func() *browser.Tab, widths ...int64) {
	s := &story{t: t, portal: p, tab: tab, title: title}
	code, like := p.received(t, title), p.received(t, title+" kỳ sau")
	s.clerkWritesCard(code, widths)
	s.chiefJoinsAndSends(code, like, widths)
	for _, one := range []string{code, like} {
		reader := s.as("chuyenvien")
		reader.Go(p.URL + paths.ToObstacle(one))
		reader.Reads("Chờ lãnh đạo Sở quyết định")
		reader.Reads("Ảnh hưởng khi chờ")
		s.quiet(reader)
	}
	s.leaderTables(code, widths)
}

// inSight tells which of the fields of the first option's effect are shown.
const inSight = `["han_moi", "don_vi", "noi_dung", "san_pham"].filter(n => document.querySelector("#pa1_" + n).getClientRects().length > 0).join(" ")`

func (s *story) clerkWritesCard(code string, widths []int64) {
	tab := s.as("vanphong")
	tab.Go(s.portal.URL + paths.ToObstacle(code))
	tab.Follow("Soạn phiếu trình")
	tab.Reads("Ảnh hưởng khi chờ")
	tab.Reads("Chánh Văn phòng trình lãnh đạo")
	for kind, fields := range map[string]string{
		"": "", "Đổi thời hạn nhiệm vụ": "han_moi", "Giao một đơn vị thực hiện": "han_moi don_vi noi_dung san_pham", "Không chấp thuận đề nghị": "",
	} {
		if kind != "" {
			tab.Choose("#pa1_tac_dong", kind)
		}
		if shown := browser.Evaluate[string](tab, inSight); shown != fields && kind != "" {
			s.t.Errorf("%q asks for %q, want %q", kind, shown, fields)
		}
	}
	tab.Type("#noi_dung_trinh", "Cho phép lùi hạn đến khi có hướng dẫn?")
	tab.Type("#tom_tat", "Đã gửi hai công văn, chưa có trả lời.")
	tab.Type("#pa1_ten", "Lùi hạn")
	tab.Type("#pa1_he_qua", "Chậm so với kế hoạch.")
	tab.Choose("#pa1_tac_dong", "Đổi thời hạn nhiệm vụ")
	tab.Type("#pa1_han_moi", "31/02/2030")
	tab.Follow("Lưu phiếu trình")
	tab.Reads("31/02/2030 không tồn tại")
	tab.Holds("#pa1_he_qua", "Chậm so với kế hoạch.")
	tab.Holds("#noi_dung_trinh", "Cho phép lùi hạn đến khi có hướng dẫn?")
	inspectIn(tab, "phieu-trinh-loi", widths)
	tab.Type("#pa1_han_moi", s.portal.app.Today().AddDays(45).Vietnamese())
	tab.Follow("Lưu phiếu trình")
	tab.Reads("Đã lưu phiếu trình.")
	tab.Reads("Khi ban hành:")
	s.complained(tab, "422")
}

func (s *story) chiefJoinsAndSends(code, like string, widths []int64) {
	tab := s.as("chanhvanphong")
	tab.Go(s.portal.URL + paths.ToObstacle(code))
	tab.Follow("Trình lãnh đạo")
	tab.Holds("#pa1_ten", "Lùi hạn")
	tab.Press(`input[name="gop"][value="` + like + `"]`)
	tab.Follow("Trình lãnh đạo")
	tab.Reads("Phiếu trình cần ít nhất hai phương án")
	tab.Reads("Một phiếu trình gỡ 2 việc")
	tab.Type("#pa2_ten", "Giữ hạn")
	tab.Type("#pa2_he_qua", "Khó kịp nếu chưa có hướng dẫn.")
	tab.Choose("#pa2_tac_dong", "Giao một đơn vị thực hiện")
	tab.Choose("#pa2_don_vi", "Văn phòng Sở")
	tab.Type("#pa2_noi_dung", "Làm việc trực tiếp với Sở Tư pháp.")
	tab.Type("#pa2_han_moi", s.portal.app.Today().AddDays(10).Vietnamese())
	inspectIn(tab, "phieu-trinh-gop", widths)
	tab.Follow("Trình lãnh đạo")
	tab.Reads("Đã trình lãnh đạo: một phiếu trình gỡ 2 việc.")
	s.complained(tab, "422")
}

func (s *story) leaderTables(code string, widths []int64) {
	tab := s.as("giamdoc")
	tab.Go(s.portal.URL + paths.ToObstacle(code))
	tab.Follow("Đưa ra giao ban")
	tab.Until("asked for the day", `!!document.querySelector("#giao_ban")`)
	monday := s.portal.app.Today().AddDays(7).Vietnamese()
	tab.Type("#giao_ban", monday)
	inspectIn(tab, "giao-ban", widths)
	tab.Follow("Đưa ra giao ban")
	tab.Reads("Đã đưa ra giao ban " + monday)
	s.quiet(tab)
	if strings.Contains(tab.Address(), "/viec/") {
		s.t.Errorf("tabled, it leads to %s", tab.Address())
	}
}
