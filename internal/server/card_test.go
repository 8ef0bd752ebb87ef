package server_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"cchc/internal/fixture/small"
	"cchc/internal/paths"
	"cchc/internal/reform"
	"cchc/internal/server"
)

// cardPatterns are the pages of a card that is no decision.
var cardPatterns = []string{paths.ObstacleCard, paths.CardQuery, paths.CardTable, paths.CardSendBack}

// cardTargets are the obstacles with what policy says of writing the card of each, or of stepping it.
func (l *land) cardTargets(route server.Route, who small.Member) []target {
	all := []target{{strings.Replace(route.Pattern, "{vuong_mac}", "VM-999", 1), missing}}
	for _, o := range l.obstacles {
		all = append(all, target{strings.Replace(route.Pattern, "{vuong_mac}", o.Code, 1), obstacleFate(who, o, route.Action)})
	}
	return all
}

// cardTyped is a card with two options, put to the director, as it is typed.
func cardTyped(p *portal) url.Values {
	return url.Values{
		"noi_dung_trinh": {"Cho phép lùi hạn đến 15/01/2027?"}, "tom_tat": {"Đã gửi hai công văn."}, "lanh_dao": {id(p.Leader.Person)}, "de_xuat": {"1"},
		"pa1_ten": {"Lùi hạn"}, "pa1_he_qua": {"Chậm so với kế hoạch."}, "pa1_tac_dong": {"deadline"}, "pa1_han_moi": {"15/01/2027"},
		"pa2_ten": {"Giao phòng khác"}, "pa2_he_qua": {"Kịp hạn."}, "pa2_tac_dong": {"lead_unit"}, "pa2_don_vi": {id(p.Units.Digital.ID)},
	}
}

func TestClerkSavesTheCardAndTheChiefSendsIt(t *testing.T) {
	t.Parallel()
	p := open(t)
	o := p.Received(p.Science, reform.AreaProcedures)
	to := paths.ToObstacleCard(o.Code)
	clerk, chief := p.as(p.Clerk), p.as(p.Chief)
	shows(t, clerk.get(to), "Chánh Văn phòng trình lãnh đạo", "Lương Thị Hoa", "Phụ trách: Thủ tục hành chính, Chính phủ số.", "Phụ trách: mọi lĩnh vực.", o.TaskCode, "nhiệm vụ đang chờ")
	typed := clerk.filled(to, to, cardTyped(p))
	typed.Set("viec", "trinh")
	want(t, "the clerk sends it", clerk.post(to, typed), http.StatusForbidden)
	typed.Set("viec", "luu")
	got := clerk.post(to, typed)
	want(t, "the clerk saves it", got, http.StatusSeeOther)
	shows(t, clerk.get(got.to()), "Đã lưu phiếu trình", "Khi ban hành:", "Hạn của "+o.TaskCode+" đổi từ", "thành 15/01/2027", "sang "+p.Units.Digital.Name)
	sent := chief.filled(to, to, url.Values{"viec": {"trinh"}})
	got = chief.post(to, sent)
	if want(t, "the chief sends it", got, http.StatusSeeOther); got.to() != paths.ToObstacle(o.Code) {
		t.Errorf("sent, it leads to %q", got.to())
	}
	if card := p.ReadCard(o.Code); card.State != reform.CardSent || card.Question != "Cho phép lùi hạn đến 15/01/2027?" || card.LeaderID != p.Leader.Person {
		t.Errorf("%+v", card)
	}
	late := clerk.get(to)
	want(t, "once sent", late, http.StatusConflict)
	shows(t, late, "đã trình lãnh đạo nên không sửa được")
	typed.Del("ma_gui")
	kept := clerk.post(to, typed)
	want(t, "a form that was open all the while", kept, http.StatusConflict)
	shows(t, kept, "Cho phép lùi hạn đến 15/01/2027?", "Giao phòng khác")
}

func TestCardFormKeepsAllThatWasTyped(t *testing.T) {
	t.Parallel()
	p := open(t)
	o, like := p.Received(p.Science, reform.AreaProcedures), p.Received(p.Digital, reform.AreaInstitutions)
	to := paths.ToObstacleCard(o.Code)
	typed := cardTyped(p)
	typed.Set("lanh_dao", id(p.ViceLeader.Person))
	typed.Set("gop", like.Code)
	typed.Set("pa1_han_moi", "31/02/2027")
	typed.Set("pa1_san_pham", "Giữ lại sản phẩm.")
	typed.Set("pa2_he_qua", "")
	typed.Set("pa3_noi_dung", "Giữ lại nội dung.")
	typed.Set("viec", "trinh")
	chief := p.as(p.Chief)
	values := chief.filled(to, to, typed)
	got := chief.post(to, values)
	want(t, "a card with mistakes", got, http.StatusUnprocessableEntity)
	shows(t, got, "31/02/2027 không tồn tại", "Một phiếu trình gỡ 2 việc")
	again := got.page(t).form(to).values
	for name := range typed {
		if name != "viec" && name != "lanh_dao" && strings.Join(again[name], "|") != strings.Join(typed[name], "|") {
			t.Errorf("%s held %q and now holds %q", name, typed[name], again[name])
		}
	}
	again.Set("pa1_han_moi", "15/01/2027")
	again.Set("viec", "trinh")
	again.Set("lanh_dao", id(p.ViceLeader.Person))
	got = chief.post(to, again)
	want(t, "still a mistake", got, http.StatusUnprocessableEntity)
	shows(t, got, "Nêu hệ quả của phương án 2", "Lãnh đạo này không phụ trách: Thể chế, Thủ tục hành chính")
}

func TestJoinedCardIsSentInOneAct(t *testing.T) {
	t.Parallel()
	p := open(t)
	o, like := p.Received(p.Science, reform.AreaProcedures), p.Received(p.Digital, reform.AreaInstitutions)
	to := paths.ToObstacleCard(o.Code)
	chief := p.as(p.Chief)
	shows(t, chief.get(to), "Gộp vướng mắc tương tự", like.Code+": "+like.Title)
	typed := cardTyped(p)
	typed.Set("gop", like.Code)
	typed.Set("viec", "trinh")
	got := chief.post(to, chief.filled(to, to, typed))
	want(t, "two on a card", got, http.StatusSeeOther)
	for _, code := range []string{o.Code, like.Code} {
		if now := p.ReadObstacle(code); now.State != reform.ObstacleEscalated {
			t.Errorf("%s is %s", code, now.State)
		}
	}
}

func TestTwoWhoWriteOneCardAreJoinedFieldByField(t *testing.T) {
	t.Parallel()
	p := open(t)
	o := p.Received(p.Science, reform.AreaProcedures)
	p.Card(reform.CardDraft, p.ViceLeader, o)
	to := paths.ToObstacleCard(o.Code)
	one, two := p.as(p.Clerk), p.as(p.SecondClerk)
	first, second := one.filled(to, to, url.Values{"tom_tat": {"Tóm tắt mới."}}), two.filled(to, to, url.Values{"pa1_ten": {"Lùi hạn một tháng"}})
	second.Set("tom_tat", p.CardWriting(p.ViceLeader).Summary) // as a browser keeps its lines
	want(t, "the first", one.post(to, first), http.StatusSeeOther)
	got := two.post(to, second)
	want(t, "the second, of another field", got, http.StatusSeeOther)
	shows(t, two.get(to), "Tóm tắt mới.", "Thay đổi của "+p.Clerk.Name)
	third := one.filled(to, to, url.Values{"noi_dung_trinh": {"Câu hỏi của tôi?"}})
	want(t, "again the first", one.post(to, third), http.StatusSeeOther)
	second.Set("noi_dung_trinh", "Câu hỏi khác?")
	second.Del("ma_gui")
	clash := two.post(to, second)
	want(t, "both of one field", clash, http.StatusConflict)
	shows(t, clash, "Chưa lưu: hai người cùng sửa", "Câu hỏi của tôi?", "Câu hỏi khác?")
}

func TestLeaderAsksTablesAndGivesBackTheCard(t *testing.T) {
	t.Parallel()
	p := open(t)
	o := p.Received(p.Science, reform.AreaProcedures)
	p.Card(reform.CardSent, p.ViceLeader, o)
	vice := p.as(p.ViceLeader)
	table, query, back := paths.ToObstacleAct(o.Code, "table"), paths.ToObstacleAct(o.Code, "query"), paths.ToObstacleAct(o.Code, "send_back")
	wrong := vice.post(table, vice.filled(table, table, url.Values{"giao_ban": {"20/11/2026"}}))
	want(t, "a meeting that is over", wrong, http.StatusUnprocessableEntity)
	shows(t, wrong, "Ngày giao ban không được trước hôm nay 23/11/2026")
	want(t, "next Monday", vice.post(table, vice.filled(table, table, url.Values{"giao_ban": {"30/11/2026"}})), http.StatusSeeOther)
	empty := vice.post(query, vice.filled(query, query, url.Values{"ly_do": {""}}))
	want(t, "nothing asked", empty, http.StatusUnprocessableEntity)
	want(t, "a question", vice.post(query, vice.filled(query, query, url.Values{"ly_do": {"Còn bao nhiêu?"}})), http.StatusSeeOther)
	want(t, "given back while it waits for an answer", vice.get(back), http.StatusConflict)
	if card := p.ReadCard(o.Code); card.State != reform.CardQueried || card.AgendaText() != "Đưa ra giao ban 30/11/2026" {
		t.Errorf("%+v", card)
	}
	officer, answer := p.as(p.Science.Officer), paths.ToObstacleAct(o.Code, "answer")
	shows(t, officer.get(answer), "Còn bao nhiêu?")
	want(t, "the answer", officer.post(answer, officer.filled(answer, answer, url.Values{"ly_do": {"Còn 12 thủ tục."}})), http.StatusSeeOther)
	if card := p.ReadCard(o.Code); card.State != reform.CardSent {
		t.Errorf("answered, the card is %s", card.State)
	}
	other := p.Received(p.Science, reform.AreaInstitutions)
	p.Card(reform.CardSent, p.Leader, other)
	outside := vice.get(paths.ToObstacleAct(other.Code, "send_back"))
	want(t, "outside the field", outside, http.StatusForbidden)
	shows(t, outside, "thuộc lĩnh vực bạn không phụ trách")
	leader := p.as(p.Leader)
	place := paths.ToObstacleAct(other.Code, "send_back")
	want(t, "given back", leader.post(place, leader.filled(place, place, url.Values{"ly_do": {"Thiếu số liệu."}})), http.StatusSeeOther)
	shows(t, p.as(p.Clerk).get(paths.ToObstacleCard(other.Code)), "Cho phép lùi hạn đến khi có ý kiến của Sở Tư pháp?")
}
