package server_test

import (
	"net/http"
	"net/url"
	"testing"

	"cchc/internal/paths"
	"cchc/internal/reform"
)

func TestChiefPutsALeaderInChargeAndEndsIt(t *testing.T) {
	t.Parallel()
	p := open(t)
	chief := p.as(p.Chief)
	shows(t, chief.get(paths.Home+"nhiem-vu"), "Phụ trách lĩnh vực")
	typed := url.Values{"lanh_dao": {id(p.ViceLeader.Person)}, "linh_vuc": {"0"}, "tu_ngay": {"20/11/2026"}}
	got := chief.post(paths.Charges, typed)
	want(t, "a new charge", got, http.StatusSeeOther)
	shows(t, chief.get(got.to()), "Đã phân công phụ trách từ 20/11/2026", reform.AreaSteering.Name(), "Lương Thị Hoa", "Đang phụ trách")
	again := chief.post(paths.Charges, typed)
	want(t, "the same again", again, http.StatusUnprocessableEntity)
	shows(t, again, "đã được phân công phụ trách lĩnh vực đó")
	every := chief.post(paths.Charges, url.Values{"lanh_dao": {id(p.ViceLeader.Person)}, "linh_vuc": {"moi"}, "tu_ngay": {"01/12/2026"}})
	want(t, "everything from December", every, http.StatusSeeOther)
	shows(t, chief.get(paths.Charges), "Mọi lĩnh vực", "Sắp phụ trách")
	form := chief.get(paths.ToChargeEnd(p.FirstCharge().ID)).page(t).form(paths.ToChargeEnd(p.FirstCharge().ID)).values
	form.Set("den_ngay", "32/11/2026")
	wrong := chief.post(paths.ToChargeEnd(p.FirstCharge().ID), form)
	want(t, "no such day", wrong, http.StatusUnprocessableEntity)
	shows(t, wrong, "không tồn tại")
	form.Set("den_ngay", "22/11/2026")
	want(t, "ended yesterday", chief.post(paths.ToChargeEnd(p.FirstCharge().ID), form), http.StatusSeeOther)
	shows(t, chief.get(paths.Charges+"?xem=da-ket-thuc"), "Đã kết thúc", "22/11/2026")
}
