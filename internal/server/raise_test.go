package server_test

import (
	"maps"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"cchc/internal/app"
	"cchc/internal/paths"
	"cchc/internal/policy"
	"cchc/internal/reform"
)

// blocking is what is typed of an obstacle.
func blocking() url.Values {
	return url.Values{
		"vuong_mac": {"Chưa có ý kiến của Sở Tư pháp"}, "loai": {"cooperation"}, "tu_ngay": {"16/11/2026"}, "da_lam": {"Đã có hai công văn."},
		"de_nghi": {"Đề nghị lãnh đạo Sở làm việc với Sở Tư pháp."}, "can_truoc": {"05/12/2026"}, "mo_ta": {"Gửi dự thảo ngày 10/11."},
	}
}

// filled returns the form as it stands on the page, with what is typed over it.
func filled(t *testing.T, v *visitor, page, action string, typed url.Values) url.Values {
	t.Helper()
	values := v.get(page).page(t).form(action).values
	maps.Copy(values, typed)
	return values
}

func TestObstacleIsRaisedFromItsForm(t *testing.T) {
	t.Parallel()
	p := open(t)
	task := p.InProgress(p.Science)
	officer, raise := p.as(p.Science.Officer), paths.ToObstacleRaise(task.Code)
	shows(t, officer.get(paths.ToTask(task.Code)), "Báo vướng mắc")
	values := filled(t, officer, raise, raise, blocking())
	got := officer.upload(raise, values, file{"tep", "cong-van.pdf", "application/pdf", strings.NewReader("%PDF-1.7\ncông văn")})
	want(t, "raising", got, http.StatusSeeOther)
	again := officer.upload(raise, values, file{"tep", "cong-van.pdf", "application/pdf", strings.NewReader("%PDF-1.7\ncông văn")})
	want(t, "the same form again", again, http.StatusSeeOther)
	if again.to() != got.to() {
		t.Errorf("the same form leads to %q and %q", got.to(), again.to())
	}
	page, err := p.App.TaskPage(t.Context(), p.Science.Officer.Actor, task.Code)
	if err != nil || len(page.Obstacles) != 1 {
		t.Fatalf("%d obstacles (%v)", len(page.Obstacles), err)
	}
	o := page.Obstacles[0]
	if got.to() != paths.ToObstacle(o.Code) {
		t.Errorf("leads to %q", got.to())
	}
	shows(t, officer.get(paths.ToTask(task.Code)), "Đã gửi vướng mắc "+o.Code+" tới lãnh đạo đơn vị.", "Vướng mắc (1)", "Chờ lãnh đạo đơn vị xác nhận",
		"Có vướng mắc", "báo vướng mắc "+o.Code+": Chưa có ý kiến của Sở Tư pháp", "từ hôm nay")
	files, err := p.DB.ObstacleFiles(t.Context(), policy.See(p.Clerk.Actor, policy.TaskRead), o.ID)
	if err != nil || len(files) != 1 {
		t.Fatalf("%v (%v)", files, err)
	}
	want(t, "the file", officer.get(paths.ToFile(files[0].ID)), http.StatusOK)
	want(t, "the file, by another unit", p.as(p.Digital.Officer).get(paths.ToFile(files[0].ID)), http.StatusNotFound)
}

func TestTaskThatTakesNoObstacleSaysWhy(t *testing.T) {
	t.Parallel()
	p := open(t)
	sent := p.Submitted(p.Science)
	officer := p.as(p.Science.Officer)
	shows(t, officer.get(paths.ToTask(sent.Code)), "Báo vướng mắc", "Chỉ báo vướng mắc khi nhiệm vụ chờ tiếp nhận, đang thực hiện hoặc tạm hoãn.")
	form := officer.get(paths.ToObstacleRaise(sent.Code))
	want(t, "the form", form, http.StatusConflict)
	shows(t, form, "Chưa báo vướng mắc được", "Chỉ báo vướng mắc khi")
	late := officer.post(paths.ToObstacleRaise(sent.Code), blocking())
	want(t, "sent all the same", late, http.StatusConflict)
	shows(t, late, "Không gửi được vướng mắc", "Đề nghị lãnh đạo Sở làm việc với Sở Tư pháp.", "Gửi dự thảo ngày 10/11.")
	if got := officer.get(paths.ToTask(p.TaskIn(reform.TaskCompleted, p.Science).Code)); strings.Contains(got.body, "Báo vướng mắc") {
		t.Error("a task that is over offers to say what blocks it")
	}
}

func TestSimilarObstaclesAreOfferedWithoutScriptAndNothingTypedIsLost(t *testing.T) {
	t.Parallel()
	p := open(t)
	other := p.Obstacle(reform.ObstacleResolved, p.InProgress(p.Digital), p.Digital)
	own := p.Obstacle(reform.ObstacleSubmitted, p.InProgress(p.Science), p.Science)
	task := p.InProgress(p.Science)
	officer, raise := p.as(p.Science.Officer), paths.ToObstacleRaise(task.Code)
	values := filled(t, officer, raise, raise, blocking())
	values.Set("tim", "1")
	got := officer.upload(raise, values, file{"tep", "cong-van.pdf", "application/pdf", strings.NewReader("%PDF-1.7\ncông văn")})
	want(t, "looking for similar ones", got, http.StatusOK)
	p.offersBoth(t, got, own, other)
	values.Del("tim")
	got.page(t).keeps(got.page(t).form(raise), values)
	shows(t, got, "cong-van.pdf", "Đã tải lên")
	part := officer.ask(http.MethodGet, paths.ToSimilar("chua co y kien so tu phap", ""))
	p.offersBoth(t, part, own, other)
	officer.header.Set("HX-Request", "true")
	part = officer.get(paths.ObstacleSimilar + "?vuong_mac=" + url.QueryEscape("Chưa có ý kiến của Sở Tư"))
	officer.header.Del("HX-Request")
	p.offersBoth(t, part, own, other)
	if strings.Contains(part.body, "<html") || part.Header.Get("Vary") != "HX-Request" {
		t.Error("script is sent a whole page")
	}
	report := paths.ToReport(task.Code)
	values = filled(t, officer, report, report, blocking())
	values.Set("co_vuong", "1")
	values.Set("tim", "1")
	values.Set("ket_qua", "")
	got = officer.post(report, values)
	want(t, "looking from the report", got, http.StatusOK)
	p.offersBoth(t, got, own, other)
	values.Del("tim")
	got.page(t).keeps(got.page(t).form(report), values)
}

// offersBoth fails unless the page leads to the reader's own obstacle and tells the outline of the other unit's.
func (p *portal) offersBoth(t *testing.T, got answer, own, other reform.Obstacle) {
	t.Helper()
	shows(t, got, "Tương tự:", own.Code, "(đang mở: Chờ lãnh đạo đơn vị xác nhận)", other.Code, "(đã giải quyết 23/11/2026)", p.Units.Digital.Name, "Cách gỡ: “Nội dung của bước này.”")
	if !strings.Contains(got.body, `href="`+paths.ToObstacle(own.Code)+`"`) || strings.Contains(got.body, `href="`+paths.ToObstacle(other.Code)+`"`) {
		t.Error("the obstacles do not lead exactly where the reader may go")
	}
	for _, hidden := range []string{other.TaskCode, "Đã có hai công văn và làm việc trực tiếp", other.Detail} {
		if strings.Contains(got.body, hidden) {
			t.Errorf("another unit's obstacle tells %q", hidden)
		}
	}
}

func TestReportRaisesWhatBlocksWithIt(t *testing.T) {
	t.Parallel()
	p := open(t)
	task := p.InProgress(p.Science)
	officer, report := p.as(p.Science.Officer), paths.ToReport(task.Code)
	shows(t, officer.get(report), "Có vướng mắc cần tháo gỡ")
	values := filled(t, officer, report, report, blocking())
	values.Set("ket_qua", "Đã dự thảo.")
	values.Set("tien_do", "40")
	wrong := maps.Clone(values)
	wrong["co_vuong"], wrong["de_nghi"] = []string{"1"}, []string{""}
	got := officer.post(report, wrong)
	want(t, "nothing asked for", got, http.StatusUnprocessableEntity)
	got.page(t).keeps(got.page(t).form(report), wrong)
	got.page(t).saysWrong("de_nghi")
	if page, _ := p.App.TaskPage(t.Context(), p.Science.Officer.Actor, task.Code); len(page.Reports) != 0 || page.Task.BlockedOnce {
		t.Error("a refused form was kept in part")
	}
	values.Set("co_vuong", "1")
	sends := func() answer {
		return officer.upload(report, values, file{"tep", "bao-cao.pdf", "application/pdf", strings.NewReader("%PDF-1.7\nmột")},
			file{"tep_vm", "cong-van.pdf", "application/pdf", strings.NewReader("%PDF-1.7\nhai")})
	}
	want(t, "report and obstacle", sends(), http.StatusSeeOther)
	want(t, "the same form again", sends(), http.StatusSeeOther)
	page, err := p.App.TaskPage(t.Context(), p.Science.Officer.Actor, task.Code)
	if err != nil || len(page.Reports) != 1 || len(page.Obstacles) != 1 || page.Obstacles[0].ReportID != page.Reports[0].ID || len(page.Files) != 1 || page.Files[0].Name != "bao-cao.pdf" {
		t.Fatalf("%+v, %+v, %v (%v)", page.Reports, page.Obstacles, page.Files, err)
	}
	files, err := p.DB.ObstacleFiles(t.Context(), policy.See(p.Clerk.Actor, policy.TaskRead), page.Obstacles[0].ID)
	if err != nil || len(files) != 1 || files[0].Name != "cong-van.pdf" {
		t.Errorf("%v (%v)", files, err)
	}
	unticked := filled(t, officer, report, report, blocking())
	unticked.Set("ket_qua", "Làm tiếp.")
	unticked.Set("tien_do", "45")
	want(t, "the box cleared", officer.post(report, unticked), http.StatusSeeOther)
	if page, _ = p.App.TaskPage(t.Context(), p.Science.Officer.Actor, task.Code); len(page.Reports) != 2 || len(page.Obstacles) != 1 {
		t.Errorf("%d reports, %d obstacles", len(page.Reports), len(page.Obstacles))
	}
}

func TestReturnedObstacleIsMendedOnItsForm(t *testing.T) {
	t.Parallel()
	p := open(t)
	o := p.Obstacle(reform.ObstacleReturned, p.InProgress(p.Science), p.Science)
	officer, mend := p.as(p.Science.Officer), paths.ToObstacleEdit(o.Code)
	shows(t, officer.get(mend), "Cần sửa:", "Nội dung của bước này.", p.Science.Head.Name)
	values := filled(t, officer, mend, mend, url.Values{"da_lam": {""}, "mo_ta": {"Giữ lại."}})
	if values.Get("vuong_mac") != o.Title || values.Get("loai") != string(o.Cause) || values.Get("can_truoc") != o.NeededBy.Vietnamese() {
		t.Errorf("the form holds %v", values)
	}
	wrong := officer.post(mend, values)
	want(t, "nothing tried", wrong, http.StatusUnprocessableEntity)
	wrong.page(t).saysWrong("da_lam")
	wrong.page(t).keeps(wrong.page(t).form(mend), values)
	values.Set("da_lam", "Đã làm việc lần ba.")
	got := officer.post(mend, values)
	want(t, "sending it again", got, http.StatusSeeOther)
	if now := p.ReadObstacle(o.Code); got.to() != paths.ToObstacle(o.Code) || now.State != reform.ObstacleSubmitted || now.Tried != "Đã làm việc lần ba." {
		t.Errorf("leads to %q, %s: %q", got.to(), now.State, now.Tried)
	}
	late := officer.get(mend)
	want(t, "the form of one that is under way", late, http.StatusConflict)
	shows(t, late, "Chỉ sửa được vướng mắc bị trả lại.")
	values.Set("ma_gui", "019e0000-0000-7000-8000-000000000001")
	lost := officer.post(mend, values)
	want(t, "sent too late", lost, http.StatusConflict)
	shows(t, lost, "Đã làm việc lần ba.", "Giữ lại.")
}

// Two people mend one obstacle: what only one of them changed is joined, what both did comes back to be chosen.
func TestMendingOverAnothersMendingLosesNothing(t *testing.T) {
	t.Parallel()
	p := open(t)
	o := p.Obstacle(reform.ObstacleReturned, p.InProgress(p.Science), p.Science)
	officer, head, mend := p.as(p.Science.Officer), p.as(p.Science.Head), paths.ToObstacleEdit(o.Code)
	slow := filled(t, officer, mend, mend, url.Values{"de_nghi": {"Đề nghị lùi hạn một tháng."}})
	clash := filled(t, officer, mend, mend, url.Values{"da_lam": {"Lời của chuyên viên."}})
	want(t, "the head mends", head.post(mend, filled(t, head, mend, mend, url.Values{"da_lam": {"Lời của trưởng phòng."}})), http.StatusSeeOther)
	now := p.ReadObstacle(o.Code)
	back := app.MoveObstacle{Code: o.Code, Act: reform.ObstacleReturn, Seen: now.Version, Note: "Chưa rõ."}
	if err := p.App.MoveObstacle(t.Context(), p.Leader.Actor, back); err != nil {
		t.Fatal(err)
	}
	both := officer.post(mend, clash)
	want(t, "both changed one field", both, http.StatusConflict)
	shows(t, both, "hai người cùng sửa", "Lời của chuyên viên.", "Lời của trưởng phòng.")
	want(t, "one field each", officer.post(mend, slow), http.StatusSeeOther)
	if now = p.ReadObstacle(o.Code); now.Tried != "Lời của trưởng phòng." || now.Request != "Đề nghị lùi hạn một tháng." {
		t.Errorf("%q, %q", now.Tried, now.Request)
	}
}

func TestUnitAndOwnWorkLeadToWhatIsBlocked(t *testing.T) {
	t.Parallel()
	p := open(t)
	o := p.Obstacle(reform.ObstacleSubmitted, p.InProgress(p.Science), p.Science)
	p.InProgress(p.Science)
	for who, page := range map[*visitor]string{p.as(p.Science.Officer): paths.Work + "?nhom=vuong-mac", p.as(p.Clerk): paths.Tasks + "?vuong_mac=1"} {
		got := who.get(page)
		shows(t, got, o.TaskCode, "Có vướng mắc", "1 nhiệm vụ")
	}
	unit := p.as(p.Science.Head).get(paths.ToUnit(p.Units.Science.ID))
	shows(t, unit, "Vướng mắc đang chờ tháo gỡ (1)", o.Code, "Xem 1 nhiệm vụ có vướng mắc")
	if !strings.Contains(unit.body, "vuong_mac=1") {
		t.Error("the number of blocked tasks does not lead to them")
	}
	if got := p.as(p.Clerk).get(paths.ToUnit(p.Units.Digital.ID)); strings.Contains(got.body, "Vướng mắc đang chờ tháo gỡ") {
		t.Error("a unit without obstacles is said to have some")
	}
	for _, query := range []string{"?don_vi=999999&vuong_mac=1", "?vuong_mac=1&trang_thai=completed"} {
		shows(t, p.as(p.Clerk).get(paths.Tasks+query), "Không có nhiệm vụ khớp bộ lọc.")
	}
}
