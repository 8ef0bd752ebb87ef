package server_test

import (
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"cchc/internal/fixture/small"
	"cchc/internal/paths"
	"cchc/internal/reform"
)

// mistake is a form filled in badly: what is typed over what the form holds, and the fields that must be said to be wrong.
type mistake struct {
	who    small.Member
	page   string // where the form is
	action string
	typed  url.Values
	wrong  []string
}

func (l *land) mistakes() []mistake {
	working, assigned := l.in(reform.TaskInProgress), l.in(reform.TaskAssigned)
	draft := l.in(reform.TaskDraft)
	asked, unanswered := l.working()
	replied := l.tasks[slices.IndexFunc(l.tasks, func(t reform.Task) bool { return l.share(t).State == reform.ShareAnswered })]
	reply, again := paths.ToShare(asked.Code, unanswered.ID), paths.ToShareAgain(replied.Code, l.share(replied).ID)
	split := paths.ToTaskSplit(working.Code)
	received := l.blocked(reform.ObstacleReceived).Code
	long := strings.Repeat("dài ", 200)
	clause := strconv.FormatInt(l.clause.ID, 10)
	decision, letter := paths.ToObstacleDecision(l.blocked(reform.ObstacleEscalated).Code), paths.ToReferral(l.letter.ID)
	sign := paths.ToNudgeAct(l.letterNudge().Code, "sign")
	return append(append(l.answerMistakes(), l.meetingMistakes()...), []mistake{
		{l.Chief, sign, sign, url.Values{"so": {""}, "ngay": {"24/11/2026"}, "nguoi_ky": {""}, "tra_loi_truoc": {"20/11/2026"}, "gio": {"9:30"}}, []string{"so", "ngay", "nguoi_ky", "tra_loi_truoc"}},
		{l.Chief, sign, sign, url.Values{"so": {"125"}, "ngay": {"31/11/2026"}, "gio": {"lúc nào"}}, []string{"ngay", "gio"}},
		{l.Leader, paths.InstructionNew, paths.Instructions, url.Values{"noi_dung": {"Giữ lại lời chỉ đạo."}, "don_vi": {""}, "han_moi": {"31/02/2027"}}, []string{"han_moi"}},
		{l.Leader, paths.InstructionNew, paths.Instructions, url.Values{"noi_dung": {""}, "san_pham": {"Giữ lại."}, "han_moi": {"01/01/2020"}}, []string{"noi_dung", "don_vi", "han_moi", "linh_vuc"}},
		{l.Clerk, paths.Account, paths.Password, url.Values{"hien_tai": {"sai"}, "moi": {"mới mới mới"}, "nhap_lai": {"khác"}}, []string{"hien_tai", "nhap_lai"}},
		{l.Clerk, paths.Account, paths.Password, url.Values{"hien_tai": {small.Password}, "moi": {"password123"}, "nhap_lai": {"password123"}}, []string{"moi"}},
		{l.Clerk, paths.TaskNew, paths.Tasks, url.Values{"ten": {""}, "mo_ta": {"Giữ lại chữ này."}, "linh_vuc": {""}, "nam": {"hai nghìn"}}, []string{"ten", "linh_vuc", "nam"}},
		{l.Clerk, paths.ToTaskEdit(draft.Code), paths.ToTaskEdit(draft.Code), url.Values{"ten": {""}, "mo_ta": {"Giữ lại."}}, []string{"ten"}},
		{l.Clerk, paths.ToTaskGive(draft.Code), paths.ToTaskGive(draft.Code), url.Values{"chu_tri": {""}, "kieu_han": {"fixed"}, "han": {"31/02/2027"}, "san_pham": {"Giữ lại."}}, []string{"han"}},
		{l.Clerk, paths.ToTaskGive(draft.Code), paths.ToTaskGive(draft.Code), url.Values{"chu_tri": {""}, "kieu_han": {"fixed"}, "han": {""}, "san_pham": {"Giữ lại."}}, []string{"chu_tri", "han"}},
		{l.Clerk, paths.ToTaskGive(draft.Code), paths.ToTaskGive(draft.Code), url.Values{
			"chu_tri": {id(l.Units.Science.ID)}, "kieu_han": {"fixed"}, "han": {"05/12/2026"}, "phoi_hop": {id(l.Units.Science.ID)},
			"han_phoi_hop_" + id(l.Units.Science.ID): {"99/99/2026"}, "phan_viec_" + id(l.Units.Science.ID): {"Giữ lại phần việc."},
		}, []string{"han_phoi_hop_" + id(l.Units.Science.ID)}},
		{l.Clerk, paths.ToTaskGive(draft.Code), paths.ToTaskGive(draft.Code), url.Values{
			"chu_tri": {id(l.Units.Science.ID)}, "kieu_han": {"fixed"}, "han": {"01/01/2020"}, "phoi_hop": {id(l.Units.Science.ID)},
		}, []string{"han", "phoi_hop"}},
		{l.Clerk, paths.ToTaskGive(draft.Code), paths.ToTaskGive(draft.Code), url.Values{
			"chu_tri": {id(l.Units.Science.ID)}, "kieu_han": {"periodic"}, "han": {"05/12/2026"}, "ngay_han": {"32"}, "bat_dau": {"01/12/2026"},
			"ket_thuc": {"30/11/2026"}, "moi_don_vi": {"1"},
		}, []string{"moi_don_vi"}},
		{l.Clerk, paths.ToTaskGive(draft.Code), paths.ToTaskGive(draft.Code), url.Values{
			"chu_tri": {id(l.Units.Science.ID)}, "kieu_han": {"periodic"}, "han": {"05/12/2026"}, "ngay_han": {"32"}, "bat_dau": {"01/12/2026"},
			"ket_thuc": {"30/11/2026"},
		}, []string{"han", "ngay_han", "ket_thuc"}},
		{l.Chief, paths.ToObstacleCard(l.blocked(reform.ObstacleReceived).Code), paths.ToObstacleCard(l.blocked(reform.ObstacleReceived).Code), url.Values{
			"noi_dung_trinh": {""}, "tom_tat": {"Giữ lại."}, "pa1_ten": {"Giữ lại phương án."}, "pa1_tac_dong": {"deadline"}, "pa1_han_moi": {"01/01/2020"}, "viec": {"trinh"},
		}, []string{"noi_dung_trinh", "pa1_he_qua", "pa1_han_moi", "pa2_ten"}},
		{l.Clerk, paths.ToJudge(l.priority().Code), paths.ToJudge(l.priority().Code), url.Values{"ly_do": {"Giữ lại câu này."}, "den_ngay": {"31/11/2026"}}, []string{"den_ngay"}},
		{l.Clerk, paths.ToJudge(l.priority().Code), paths.ToJudge(l.priority().Code), url.Values{"ly_do": {""}, "den_ngay": {"01/01/2020"}}, []string{"nhan_dinh", "ly_do", "den_ngay"}},
		{l.Chief, paths.ChargeNew, paths.Charges, url.Values{"lanh_dao": {id(l.ViceLeader.Person)}, "linh_vuc": {""}, "tu_ngay": {"31/02/2026"}}, []string{"tu_ngay"}},
		{l.Clerk, paths.ToWindow(l.window().ID), paths.ToWindow(l.window().ID), url.Values{"ten": {""}, "tu": {"31/06"}, "den": {"14/09/2026"}, "han": {"mười"}}, []string{"ten", "tu", "den", "han"}},
		{l.Admin, paths.ToWindow(l.window().ID), paths.ToWindow(l.window().ID), url.Values{"tu": {"15/12"}}, []string{"den"}},
		{l.Chief, paths.ToNextWindow(l.window().ID), paths.ToNextWindow(l.window().ID), url.Values{"tu_ngay": {"31/02/2027"}, "han": {"10/10"}}, []string{"tu_ngay"}},
		{l.Chief, paths.ToNextWindow(l.window().ID), paths.ToNextWindow(l.window().ID), url.Values{"tu_ngay": {"01/01/2020"}, "han": {"10/10"}}, []string{"tu_ngay"}},
		{l.Clerk, paths.ToSchedule(l.series.Code), paths.ToSchedule(l.series.Code), url.Values{"ngay_han": {"0"}, "bat_dau": {"31/02/2026"}, "ket_thuc": {"05/05/2027"}}, []string{"bat_dau"}},
		{l.Clerk, paths.ToSchedule(l.series.Code), paths.ToSchedule(l.series.Code), url.Values{"ngay_han": {"hai lăm"}, "ket_thuc": {"05/05/2020"}}, []string{"ngay_han", "ket_thuc"}},
		{l.Clerk, paths.ToTaskAct(working.Code, "suspend"), paths.ToTaskAct(working.Code, "suspend"), url.Values{"ly_do": {""}}, []string{"ly_do"}},
		{l.Science.Officer, reply, reply, url.Values{"tra_loi": {""}}, []string{"tra_loi"}},
		{l.Digital.Officer, again, again, url.Values{"ly_do": {""}}, []string{"ly_do"}},
		{l.Clerk, split, split, url.Values{"han": {"31/02/2027"}}, []string{"han"}},
		{l.Clerk, split, split, url.Values{"han": {""}}, []string{"don_vi", "han"}},
		{l.Science.Head, paths.ToTaskAct(assigned.Code, "decline"), paths.ToTaskAct(assigned.Code, "decline"), url.Values{"ly_do": {long + long}}, []string{"ly_do"}},
		{l.Science.Head, paths.ToTaskStaff(working.Code), paths.ToTaskStaff(working.Code), url.Values{"nguoi_xu_ly": {""}}, []string{"nguoi_xu_ly"}},
		{l.Science.Officer, paths.ToReport(working.Code), paths.ToReport(working.Code), url.Values{
			"ket_qua": {""}, "viec_tiep": {"Giữ lại việc tiếp theo."}, "tien_do": {"45,5"}, "du_kien": {"31/02/2026"},
		}, []string{"tien_do", "du_kien"}},
		{l.Science.Officer, paths.ToReport(working.Code), paths.ToReport(working.Code), url.Values{"ket_qua": {""}, "tien_do": {"145"}}, []string{"ket_qua", "tien_do"}},
		{l.Science.Officer, paths.ToObstacleRaise(working.Code), paths.ToObstacleRaise(working.Code), url.Values{
			"vuong_mac": {""}, "tu_ngay": {"31/02/2026"}, "can_truoc": {"mai"}, "mo_ta": {"Giữ lại."},
		}, []string{"tu_ngay", "can_truoc"}},
		{l.Science.Officer, paths.ToObstacleRaise(working.Code), paths.ToObstacleRaise(working.Code), url.Values{
			"vuong_mac": {""}, "loai": {""}, "tu_ngay": {"01/12/2026"}, "can_truoc": {"01/11/2026"}, "mo_ta": {"Giữ lại."},
		}, []string{"vuong_mac", "loai", "tu_ngay", "da_lam", "de_nghi", "can_truoc"}},
		{l.Science.Officer, paths.ToReport(working.Code), paths.ToReport(working.Code), url.Values{
			"ket_qua": {""}, "tien_do": {"145"}, "co_vuong": {"1"}, "vuong_mac": {"Giữ lại."}, "loai": {"money"}, "da_lam": {""}, "can_truoc": {""},
		}, []string{"ket_qua", "tien_do", "da_lam", "de_nghi", "can_truoc"}},
		{l.Science.Officer, paths.ToObstacleEdit(l.blocked(reform.ObstacleReturned).Code), paths.ToObstacleEdit(l.blocked(reform.ObstacleReturned).Code), url.Values{
			"de_nghi": {""}, "can_truoc": {"01/11/2026"}, "mo_ta": {"Giữ lại."},
		}, []string{"de_nghi", "can_truoc"}},
		{l.Science.Officer, paths.ToCompletion(working.Code), paths.ToCompletion(working.Code), url.Values{"ket_qua": {""}, "so_1": {""}}, []string{"ket_qua", "so_1"}},
		{l.Science.Head, paths.ToSignOffAct(l.waiting().ID, "return"), paths.ToSignOffAct(l.waiting().ID, "return"), url.Values{"ly_do": {""}}, []string{"ly_do"}},
		{l.Clerk, paths.DocumentNew, paths.Documents, url.Values{"so": {"123"}, "ky_hieu": {""}, "ngay": {"31/02/2024"}, "trich_yeu": {""}, "co_quan": {"UBND tỉnh"}, "tom_tat": {"Giữ lại."}}, []string{"ngay"}},
		{l.Clerk, paths.ToDocumentEdit(l.document.ID), paths.ToDocumentEdit(l.document.ID), url.Values{"trich_yeu": {""}, "tom_tat": {"Giữ lại."}}, []string{"trich_yeu"}},
		{l.Clerk, paths.ToNewClause(l.document.ID), paths.ToNewClause(l.document.ID), url.Values{"duong_dan": {"2.1"}, "nhan": {"mục trùng"}, "noi_dung": {"Giữ lại."}}, []string{"duong_dan"}},
		{l.Clerk, paths.ToClauseEdit(l.document.ID, l.clause.ID), paths.ToDocument(l.document.ID) + "/dieu-khoan/" + clause, url.Values{"duong_dan": {""}, "ten": {""}, "noi_dung": {""}, "nhan": {"mục giữ lại"}}, []string{"duong_dan", "noi_dung"}},
		{l.Science.Head, paths.ToHandOver(l.Science.Officer.Person), paths.ToHandOver(l.Science.Officer.Person), url.Values{"nguoi_nhan": {""}}, []string{"nguoi_nhan"}},
		{l.Chief, paths.ToHandOver(l.Science.Officer.Person), paths.ToHandOver(l.Science.Officer.Person), url.Values{"nguoi_nhan": {id(l.Digital.Officer.Person)}}, []string{"nhiem_vu"}},
		{l.Chief, paths.ToUnitChange(l.Units.Centre.ID), paths.ToUnitChange(l.Units.Centre.ID), url.Values{"tu_ngay": {"31/02/2027"}, "ghi_chu": {"Giữ lại."}}, []string{"tu_ngay"}},
		{l.Chief, paths.ToUnitChange(l.Units.Centre.ID), paths.ToUnitChange(l.Units.Centre.ID), url.Values{
			"tu_ngay": {"01/12/2026"}, "don_vi_nhan": {""}, "ghi_chu": {"Giữ lại."}, "nguoi_" + id(l.Centre.Officer.Person): {id(l.Units.Digital.ID)},
		}, []string{"loai", "don_vi_nhan"}},
		{l.Chief, paths.DeputyNew, paths.Deputies, url.Values{"vang_mat": {id(l.Science.Head.Person)}, "tu_ngay": {"31/02/2026"}, "ly_do": {"Giữ lại."}}, []string{"tu_ngay"}},
		{l.Chief, paths.DeputyNew, paths.Deputies, url.Values{
			"vang_mat": {id(l.Digital.Head.Person)}, "lam_thay": {""}, "tu_ngay": {"01/12/2026"}, "den_ngay": {"30/11/2026"}, "ly_do": {""},
		}, []string{"lam_thay", "den_ngay", "ly_do"}},
		{l.Chief, paths.DeputyNew, paths.Deputies, url.Values{
			"vang_mat": {id(l.Digital.Head.Person)}, "lam_thay": {id(l.Clerk.Person)}, "tu_ngay": {"25/11/2026"}, "den_ngay": {"30/11/2026"}, "ly_do": {"Nghỉ phép"},
		}, []string{"tu_ngay"}},
		{l.Admin, paths.AdminNew, paths.AdminPeople, url.Values{"ho_ten": {""}, "ten_dang_nhap": {"Có Dấu"}, "thu_dien_tu": {"không phải thư"}, "chuc_vu": {"Giữ lại"}}, []string{"ho_ten", "ten_dang_nhap", "don_vi", "vai_tro"}},
		{l.Admin, paths.AdminNew, paths.AdminPeople, url.Values{
			"ho_ten": {"Nguyễn Văn Trùng"}, "ten_dang_nhap": {l.Clerk.Username}, "don_vi": {id(l.Units.Office.ID)}, "vai_tro": {"staff"},
		}, []string{"ten_dang_nhap"}},
		{l.Admin, paths.ToAdminPerson(l.Colleague.Person), paths.ToAdminPerson(l.Colleague.Person), url.Values{"ho_ten": {""}, "chuc_vu": {"Giữ lại"}}, []string{"ho_ten"}},
		{l.Admin, paths.AdminUnitNew, paths.AdminUnits, url.Values{"ma": {""}, "ten": {""}, "ten_ngan": {"Giữ"}, "tu_ngay": {"31/02/2024"}}, []string{"tu_ngay"}},
		{l.Admin, paths.AdminUnitNew, paths.AdminUnits, url.Values{
			"ma": {"H31.99.01"}, "ten": {"Phòng Trùng Mã"}, "ten_ngan": {"PTM"}, "loai": {"division"}, "quan_he": {"internal"}, "tu_ngay": {"01/01/2024"},
			"cap_tren": {id(l.Units.Leadership.ID)},
		}, []string{"ma"}},
		{l.Admin, paths.ToAdminUnit(l.Units.Metrology.ID), paths.ToAdminUnit(l.Units.Metrology.ID), url.Values{"cap_tren": {id(l.Units.Centre.ID)}, "ten": {"Giữ lại"}}, []string{"cap_tren"}},
		{l.Science.Officer, paths.ToExtensionAsk(working.Code), paths.ToExtensionAsk(working.Code), url.Values{"han": {"01/12/2026"}, "ly_do": {""}}, []string{"han", "ly_do"}},
		{l.Science.Officer, paths.ToExtensionAsk(working.Code), paths.ToExtensionAsk(working.Code), url.Values{"han": {"31/02/2027"}, "ly_do": {"Giữ lại."}}, []string{"han"}},
		{l.Chief, paths.ToExtension(l.signed()), paths.ToExtensionAct(l.signed(), "grant"), url.Values{"han": {"01/12/2026"}, "ly_do": {"Giữ lại."}}, []string{"han"}},
		{l.Chief, paths.ToExtension(l.signed()), paths.ToExtensionAct(l.signed(), "refuse"), url.Values{"ly_do": {""}}, []string{"ly_do"}},
		{l.Clerk, paths.ReminderNew, paths.Reminders, url.Values{"ngay": {"0"}, "nhac_ai": {""}}, []string{"ngay", "nhac_ai"}},
		{l.Clerk, paths.ReminderNew, paths.Reminders, url.Values{"ngay": {"3"}, "nhac_ai": {"lanh_dao_don_vi"}}, []string{"ngay"}},
		{l.Chief, paths.ToReminder(l.ReminderRule(reform.RemindOverdue).ID), paths.ToReminder(l.ReminderRule(reform.RemindOverdue).ID), url.Values{"ngay": {"61"}}, []string{"ngay"}},
		{l.Chief, paths.Settings, paths.ToSetting("obstacle_decide_days"), url.Values{"gia_tri_obstacle_decide_days": {"0"}}, []string{"gia_tri_obstacle_decide_days"}},
		{l.Chief, paths.Settings, paths.ToSetting("extensions_per_task"), url.Values{"gia_tri_extensions_per_task": {"nhiều"}}, []string{"gia_tri_extensions_per_task"}},
		{l.Clerk, paths.ToTaskReassign(working.Code), paths.ToTaskReassign(working.Code), url.Values{"chu_tri": {""}, "han": {"01/01/2020"}, "ly_do": {""}}, []string{"chu_tri", "han", "ly_do"}},
		{l.Clerk, paths.ToTaskReassign(working.Code), paths.ToTaskReassign(working.Code), url.Values{"han": {"31/02/2027"}, "ly_do": {"Giữ lại."}}, []string{"han"}},
		{l.Clerk, paths.ToTaskAct(l.in(reform.TaskSuspended).Code, "resume"), paths.ToTaskAct(l.in(reform.TaskSuspended).Code, "resume"), url.Values{"han": {"01/01/2020"}, "ly_do": {"Giữ lại."}}, []string{"han"}},
		{l.Clerk, paths.IndicatorNew, paths.Indicators, url.Values{
			"ten": {"Giữ lại"}, "diem_xuat_phat": {"84.46"}, "chi_tieu": {""}, "ngay_dat": {"31/02/2026"}, "nhiem_vu": {"giữ lại"},
		}, []string{"diem_xuat_phat", "chi_tieu", "ngay_dat"}},
		{l.Clerk, paths.IndicatorNew, paths.Indicators, url.Values{
			"ten": {""}, "linh_vuc": {""}, "don_vi_tinh": {""}, "huong": {""}, "chi_tieu": {"84,46"}, "nhiem_vu": {"CCHC-2026-998, CCHC-2026-999"},
		}, []string{"ten", "linh_vuc", "don_vi_tinh", "huong", "nhiem_vu"}},
		{l.Chief, paths.ToIndicatorEdit(l.indicator), paths.ToIndicatorEdit(l.indicator), url.Values{"chi_tieu": {"1,23456"}, "ten": {"Giữ lại"}}, []string{"chi_tieu"}},
		{l.Clerk, paths.ToObstacleAct(received, "ask"), paths.ToObstacleAct(received, "ask"), url.Values{"ly_do": {""}}, []string{"ly_do"}},
		{l.Clerk, paths.ToObstacleAct(received, "resolve"), paths.ToObstacleAct(received, "resolve"), url.Values{"ly_do": {strings.Repeat("dài ", 600)}}, []string{"ly_do"}},
		{l.Science.Officer, paths.ToObstacleAct(received, "withdraw"), paths.ToObstacleAct(received, "withdraw"), url.Values{"ly_do": {" "}}, []string{"ly_do"}},
		{l.Leader, decision, decision, url.Values{"phuong_an": {""}, "y_kien": {""}, "giao_noi_dung": {"Giữ lại."}}, []string{"phuong_an", "y_kien", "giao_don_vi", "giao_han_moi"}},
		{l.Leader, decision, decision, url.Values{
			"phuong_an": {"khac"}, "khac_tac_dong": {"deadline"}, "khac_han_moi": {"01/01/2020"}, "y_kien": {"Giữ lại."},
		}, []string{"khac_han_moi"}},
		{l.Leader, decision, decision, url.Values{
			"phuong_an": {"khac"}, "khac_tac_dong": {"lead_unit"}, "khac_don_vi": {""}, "y_kien": {"Giữ lại."},
		}, []string{"khac_don_vi"}},
		{l.Clerk, letter, letter, url.Values{"so": {""}, "ngay": {"31/02/2026"}, "tra_loi": {"Giữ lại."}}, []string{"ngay"}},
		{l.Clerk, letter, letter, url.Values{"noi_nhan": {""}, "so": {""}, "ngay": {""}, "tra_loi": {"Giữ lại."}}, []string{"noi_nhan", "so", "ngay", "ngay_tra_loi"}},
		{l.Clerk, l.toNudge(), paths.NudgePreview, url.Values{"noi_dung": {"Kính gửi {phòng}"}, "gio": {"chiều"}, "bac_" + id(l.Units.Digital.ID): {"3"}}, []string{"noi_dung", "gio", "nguoi_ky"}},
		{l.Clerk, l.toNudge(), paths.NudgePreview, url.Values{"noi_dung": {"Giữ lại."}, "tra_loi_truoc": {"31/02/2026"}, "nv": {}}, []string{"tra_loi_truoc"}},
		{l.Clerk, l.toNudge(), paths.NudgePreview, url.Values{"noi_dung": {"Giữ lại."}, "tra_loi_truoc": {"01/11/2026"}}, []string{"tra_loi_truoc"}},
		{l.Clerk, l.toNudge(), paths.NudgePreview, url.Values{"noi_dung": {"Giữ lại."}, "nv": {}}, []string{"nv"}},
		{l.Clerk, l.toFollow(), paths.Follow, url.Values{"nguoi_theo_doi": {""}}, []string{"nguoi_theo_doi"}},
		{l.Clerk, paths.HolidayNew, paths.Holidays, url.Values{"tu_ngay": {"29/02/2027"}, "den_ngay": {"1/3/2027"}, "ten": {"Giữ lại"}}, []string{"tu_ngay"}},
		{l.Clerk, paths.HolidayNew, paths.Holidays, url.Values{"loai": {"make_up"}, "tu_ngay": {"01/03/2027"}, "den_ngay": {"02/03/2027"}, "ten": {""}}, []string{"ten", "tu_ngay", "den_ngay"}},
		{l.Clerk, paths.ToHoliday(l.holiday.ID), paths.ToHoliday(l.holiday.ID), url.Values{"tu_ngay": {"05/09/2026"}, "ten": {"Giữ lại"}}, []string{"tu_ngay"}},
	}...)
}

// signed returns the number of a request of the science division that waits for its decision.
func (l *land) signed() int64 {
	for id, task := range l.requests {
		if task.LeadUnitID == l.Units.Science.ID && l.ReadExtension(id).State == reform.ExtensionSigned {
			return id
		}
	}
	l.t.Fatal("no request is signed")
	return 0
}

func id(n int64) string { return strconv.FormatInt(n, 10) }

// in returns the science division's task in the state.
func (l *land) in(state reform.TaskState) reform.Task {
	for _, task := range l.tasks {
		if task.State == state {
			return task
		}
	}
	l.t.Fatalf("no task is %s", state)
	return reform.Task{}
}

func TestEachErrorStandsBesideItsFieldAndNothingTypedIsLost(t *testing.T) {
	t.Parallel()
	l := settle(t)
	for _, m := range l.mistakes() {
		v := l.as(m.who)
		sent := v.get(m.page).page(t).form(m.action)
		maps.Copy(sent.values, m.typed)
		got := v.post(m.action, sent.values)
		what := m.action + " with " + strings.Join(m.wrong, ", ") + " wrong"
		want(t, what, got, http.StatusUnprocessableEntity)
		if got.StatusCode != http.StatusUnprocessableEntity {
			continue
		}
		p := got.page(t)
		p.name = what
		p.sound()
		for _, name := range m.wrong {
			p.saysWrong(name)
		}
		sent.values.Del("viec") // a button
		p.keeps(p.form(m.action), sent.values)
	}
}

// saysWrong fails unless the field is marked, described by its error, and led to from the summary.
func (p page) saysWrong(name string) {
	p.t.Helper()
	summary := p.byID("loi")
	if summary == nil {
		p.t.Errorf("%s: no summary of errors", p.name)
		return
	}
	place := slices.IndexFunc(all(summary, tag(atom.A)), func(a *html.Node) bool { return attr(a, "href") == "#"+name })
	if place < 0 {
		p.t.Errorf("%s: the summary %q does not lead to %s", p.name, text(summary), name)
		return
	}
	message := text(all(summary, tag(atom.A))[place])
	control := p.byID(name)
	if control == nil {
		p.t.Errorf("%s: nothing has the id %s", p.name, name)
		return
	}
	if !strings.Contains(p.described(control), message) {
		p.t.Errorf("%s: %s is described as %q, want %q", p.name, name, p.described(control), message)
	}
}

// described is what a screen reader says of the control, or of the controls in a group of that id, beyond its name.
func (p page) described(control *html.Node) string {
	said := ""
	for _, n := range append([]*html.Node{control}, all(control, tag(atom.Input, atom.Fieldset))...) {
		for id := range strings.FieldsSeq(attr(n, "aria-describedby")) {
			if about := p.byID(id); about != nil {
				said += text(about) + " "
			}
		}
	}
	return said
}

// keeps fails unless the form still holds what was sent, passwords and files apart.
func (p page) keeps(f form, sent url.Values) {
	p.t.Helper()
	for name, values := range sent {
		if slices.Contains([]string{"hien_tai", "moi", "nhap_lai", "mat_khau"}, name) {
			if f.values.Get(name) != "" {
				p.t.Errorf("%s: the password %s is sent back", p.name, name)
			}
			continue
		}
		kept, typed := slices.Sorted(slices.Values(f.values[name])), slices.Sorted(slices.Values(values))
		if strings.Join(strings.Fields(strings.Join(kept, " ")), " ") != strings.Join(strings.Fields(strings.Join(typed, " ")), " ") {
			p.t.Errorf("%s: %s held %q and now holds %q", p.name, name, values, f.values[name])
		}
	}
}
