package server_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"cchc/internal/paths"
	"cchc/internal/reform"
)

func TestLeaderInstructsAUnitAndSeesWhatComesOfIt(t *testing.T) {
	t.Parallel()
	p := open(t)
	leader := p.as(p.ViceLeader)
	shows(t, leader.get(paths.Instructions), "Chưa có ý kiến chỉ đạo.", "Thêm chỉ đạo")
	values := leader.get(paths.InstructionNew).page(t).form(paths.Instructions).values
	values.Set("noi_dung", "Rà soát hồ sơ quá hạn.\nNêu rõ nguyên nhân.")
	values.Set("don_vi", id(p.Units.Science.ID))
	values.Set("han_moi", "04/12/2026")
	values.Set("linh_vuc", "2")
	got := leader.post(paths.Instructions, values)
	want(t, "the instruction", got, http.StatusSeeOther)
	list := leader.get(got.to())
	shows(t, list, "Đã giao Phòng Quản lý Khoa học nhiệm vụ CCHC-2026-001, hạn 04/12/2026.", "Rà soát hồ sơ quá hạn. Nêu rõ nguyên nhân.", "Chưa tiếp nhận", "Chỉ đạo trực tiếp")
	shows(t, p.as(p.Science.Head).get(paths.ToTask("CCHC-2026-001")), "Theo ý kiến chỉ đạo của "+p.ViceLeader.Name, "Nêu rõ nguyên nhân.")
	shows(t, p.as(p.Leader).get(paths.Instructions), "Chưa có ý kiến chỉ đạo.")
	shows(t, p.as(p.Leader).get(paths.Instructions+"?lanh_dao="), "Rà soát hồ sơ quá hạn.")
	for _, who := range []string{paths.Instructions, paths.InstructionFile} {
		want(t, who+" for the Office", p.as(p.Clerk).get(who), http.StatusOK)
		want(t, who+" for a unit", p.as(p.Science.Head).get(who), http.StatusForbidden)
	}
	want(t, "the Office in a leader's name", p.as(p.Chief).get(paths.InstructionNew), http.StatusForbidden)
	if strings.Contains(p.as(p.Chief).get(paths.Instructions).body, paths.InstructionNew) {
		t.Error("the Office is offered to instruct")
	}
}

func TestInstructionsAreFilteredAndADayThatIsNoneIsSaid(t *testing.T) {
	t.Parallel()
	p := open(t)
	given := p.Instructed(p.Leader, p.Science, reform.AreaProcedures)
	v := p.as(p.Clerk)
	for query, shown := range map[string]bool{
		"": true, "?nguon=direct": true, "?nguon=meeting": false, "?nguon=card": false, "?trang_thai=waiting": true, "?trang_thai=done": false,
		"?don_vi=" + id(p.Units.Science.ID): true, "?don_vi=" + id(p.Units.Digital.ID): false, "?lanh_dao=" + id(p.Leader.Person): true,
		"?lanh_dao=" + id(p.ViceLeader.Person): false, "?tu_ngay=23/11/2026&den_ngay=23/11/2026": true, "?tu_ngay=24/11/2026": false, "?den_ngay=22/11/2026": false,
	} {
		got := v.get(paths.Instructions + query)
		want(t, query, got, http.StatusOK)
		if strings.Contains(got.body, given.Code) != shown {
			t.Errorf("%q shows it: %t", query, !shown)
		}
	}
	got := v.get(paths.With(paths.Instructions, url.Values{"tu_ngay": {"31/02/2026"}}))
	want(t, "a day that is none", got, http.StatusUnprocessableEntity)
	shows(t, got, "31/02/2026", given.Code)
}
