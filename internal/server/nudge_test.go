package server_test

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"cchc/internal/fixture/small"
	"cchc/internal/paths"
	"cchc/internal/policy"
	"cchc/internal/reform"
	"cchc/internal/server"
)

// urge has nudges that went out to every unit that leads tasks, a letter to be signed and one that is about to go out.
func (l *land) urge() {
	l.nudges = l.Nudged(reform.RungRemind, l.InProgress(l.Science), l.InProgress(l.Digital), l.InProgress(l.Branch), l.InProgress(l.Centre))
	l.nudges = append(l.nudges, l.Prepared(l.InProgress(l.Science)), l.Batch(reform.RungUrge, l.InProgress(l.Digital)).Nudges[0])
}

// toNudge is the preview of a nudge of tasks of two divisions.
func (l *land) toNudge() string {
	return paths.ToNudgePreview(url.Values{"nv": {l.Assigned(l.Digital).Code, l.Assigned(l.Science).Code}})
}

func (l *land) nudgeTargets(route server.Route, who small.Member) []target {
	if route.Pattern == paths.NudgeRecall {
		last := l.nudges[len(l.nudges)-1].BatchID
		return []target{{paths.ToNudgeRecall(last), allowed}, {paths.ToNudgeRecall(999999), missing}, {unknown(route.Pattern, "abc"), missing}}
	}
	var all []target
	for _, nudge := range l.nudges {
		all = append(all, l.letterTargets(route, who, nudge)...)
		if route.Pattern == paths.Nudge {
			all = append(all, target{paths.ToNudge(nudge.Code), nudgeFate(who, nudge)})
		}
	}
	return append(all, target{l.fill(strings.Replace(route.Pattern, "{dd}", "DD-2026-999", 1), "", "sign"), missing}, target{l.fill(strings.Replace(route.Pattern, "{dd}", "khong-co", 1), "", "sign"), missing})
}

// nudgeFate is what policy says of reading the nudge: before it went out it is the Office's alone.
func nudgeFate(who small.Member, nudge reform.Nudge) fate {
	_, err := policy.Allow(who.Actor, policy.NudgeRead, nudge.Subject())
	if err != nil || nudge.State != reform.NudgeSent && who.Reach(policy.NudgeRead) != policy.All {
		return missing
	}
	return allowed
}

func TestClerkPreviewsSendsAndRecalls(t *testing.T) {
	t.Parallel()
	p := open(t)
	one, two, blocked := p.InProgress(p.Science), p.Assigned(p.Digital), p.InProgress(p.Science)
	p.Obstacle(reform.ObstacleReceived, blocked, p.Science)
	clerk := p.as(p.Clerk)
	preview := paths.ToNudgePreview(url.Values{"nv": {one.Code, two.Code, blocked.Code}})
	got := clerk.get(preview)
	shows(t, got, "Nhắc việc: 2 đơn vị, 2 nhiệm vụ", "Bỏ qua 1 nhiệm vụ", "vướng mắc chưa được gỡ", "Gửi nhắc 2 đơn vị", "Có thể thu hồi trong 2 phút",
		"Đề nghị Phòng Quản lý Khoa học báo cáo", "trước 17:00 24/11/2026", "chưa nhắc lần nào")
	form := got.page(t).form(paths.NudgePreview).values
	if boxes := form["nv"]; !slices.Equal(boxes, []string{one.Code, two.Code}) {
		t.Errorf("ticked: %v", boxes)
	}
	show := url.Values{}
	for name, values := range form {
		show[name] = values
	}
	show.Set("viec", "xem")
	show.Set("noi_dung", "Kính gửi {đơn vị}: còn {số việc} việc.")
	seen := clerk.post(paths.NudgePreview, show)
	want(t, "shown again", seen, http.StatusOK)
	shows(t, seen, "Kính gửi Phòng Quản lý Khoa học: còn 1 việc.")

	sent := clerk.post(paths.NudgePreview, form)
	want(t, "sent", sent, http.StatusSeeOther)
	batch := clerk.get(sent.to())
	shows(t, batch, "Đã lập nhắc việc 2 đơn vị, 2 nhiệm vụ.", "Còn thu hồi được", "12:02:00", "DD-2026-001", "DD-2026-002", "Sắp gửi")
	if again := clerk.post(paths.NudgePreview, form); again.to() != sent.to() {
		t.Errorf("the same form sent twice leads to %s and %s", sent.to(), again.to())
	}
	recall := paths.ToNudgeRecall(p.ReadNudge("DD-2026-001").BatchID)
	recalled := clerk.post(recall, batch.page(t).form(recall).values)
	want(t, "recalled", recalled, http.StatusSeeOther)
	shows(t, clerk.get(recalled.to()), "Đã thu hồi lúc 12:00: Phòng Quản lý Khoa học, Phòng Chuyển đổi số không nhận được gì.")
	want(t, "recalled again", clerk.post(recall, url.Values{}), http.StatusConflict)
}

func TestTaskNudgedMeanwhileIsLeftOutAndTold(t *testing.T) {
	t.Parallel()
	p := open(t)
	one, two := p.InProgress(p.Science), p.Assigned(p.Digital)
	clerk := p.as(p.Clerk)
	preview := paths.ToNudgePreview(url.Values{"nv": {one.Code, two.Code}})
	both, only := clerk.get(preview).page(t).form(paths.NudgePreview).values, clerk.get(preview).page(t).form(paths.NudgePreview).values
	p.Nudged(reform.RungRemind, one)
	sent := clerk.post(paths.NudgePreview, both)
	shows(t, clerk.get(sent.to()), "Đã lập nhắc việc 1 đơn vị, 1 nhiệm vụ.", "Bỏ qua 1: "+one.Code+" (đã nhắc hôm nay)")
	only.Set("noi_dung", "Giữ lại {danh sách}.")
	late := clerk.post(paths.NudgePreview, only)
	want(t, "nothing is left", late, http.StatusConflict)
	shows(t, late, "Không có nhiệm vụ nào nhắc được", "đã nhắc hôm nay")
}

func TestTooLateToRecallIsSaidPlainly(t *testing.T) {
	t.Parallel()
	p := open(t)
	made := p.Batch(reform.RungRemind, p.InProgress(p.Science))
	p.Clock.Advance(reform.RecallTime)
	got := p.as(p.Clerk).post(paths.ToNudgeRecall(made.Batch), url.Values{})
	want(t, "two minutes later", got, http.StatusConflict)
	shows(t, got, "Đã quá 2 phút")
}

func TestNudgeIsSeenWhenItsUnitOpensItFirst(t *testing.T) {
	t.Parallel()
	p := open(t)
	nudge := p.Nudged(reform.RungRemind, p.InProgress(p.Science))[0]
	for _, who := range []small.Member{p.Clerk, p.Leader, p.Observer} {
		shows(t, p.as(who).get(paths.ToNudge(nudge.Code)), "Chưa xem")
	}
	if now := p.ReadNudge(nudge.Code); now.SeenAt != nil {
		t.Errorf("seen by %s", now.Seer)
	}
	p.Clock.Advance(time.Hour)
	want(t, "the colleague opens it", p.as(p.Colleague).get(paths.ToNudge(nudge.Code)), http.StatusOK)
	p.as(p.Science.Head).get(paths.ToNudge(nudge.Code))
	shows(t, p.as(p.Clerk).get(paths.ToNudge(nudge.Code)), "Đã xem", p.Colleague.Name+", 13:02 23/11/2026")
}

func TestNudgePageShowsWhatHappenedWithinThreeDays(t *testing.T) {
	t.Parallel()
	p := open(t)
	one, two, three := p.InProgress(p.Science), p.InProgress(p.Science), p.InProgress(p.Science)
	p.Nudged(reform.RungRemind, one)
	p.Clock.Advance(24 * time.Hour)
	nudge := p.Nudged(reform.RungUrge, one, two, three)[0]
	p.Clock.Advance(24 * time.Hour)
	p.Report(one, p.Science.Officer, 45)
	p.Obstacle(reform.ObstacleSubmitted, two, p.Science)
	p.Clock.Advance(48 * time.Hour)
	p.Report(three, p.Science.Officer, 90)
	got := p.as(p.Clerk).get(paths.ToNudge(nudge.Code))
	shows(t, got, "báo cáo tiến độ 45%", "báo vướng mắc VM-001", "Không có diễn biến nào trong 3 ngày", "Im lặng quá hạn trả lời", "nhắc lần 2", "DD-2026-001")
	if strings.Contains(got.body, "báo cáo tiến độ 90%") {
		t.Error("it tells of a report of the fourth day")
	}
}

func TestRegisterIsFilteredByUnitRungAndHearing(t *testing.T) {
	t.Parallel()
	p := open(t)
	seen := p.Nudged(reform.RungRemind, p.InProgress(p.Science))[0]
	unseen := p.Nudged(reform.RungUrge, p.InProgress(p.Digital))[0]
	letter := p.Prepared(p.InProgress(p.Branch))
	p.as(p.Science.Officer).get(paths.ToNudge(seen.Code))
	clerk := p.as(p.Clerk)
	for query, wanted := range map[string][]string{
		"": {seen.Code, unseen.Code, letter.Code}, "?phan_hoi=seen": {seen.Code}, "?phan_hoi=unseen": {unseen.Code}, "?bac=2": {unseen.Code},
		"?trang_thai=prepared": {letter.Code}, "?don_vi=" + id(p.Units.Science.ID): {seen.Code}, "?phan_hoi=silent": {}, "?phan_hoi=answered": {}, "?phan_hoi=part": {},
	} {
		body := clerk.get(paths.Nudges + query).body
		for _, nudge := range []reform.Nudge{seen, unseen, letter} {
			if has := strings.Contains(body, paths.ToNudge(nudge.Code)); has != slices.Contains(wanted, nudge.Code) {
				t.Errorf("%q shows %s: %v", query, nudge.Code, has)
			}
		}
	}
	p.Clock.Advance(72 * time.Hour)
	shows(t, p.as(p.SecondClerk).get(paths.Nudges+"?phan_hoi=silent"), seen.Code, unseen.Code)
	body := p.as(p.Science.Head).get(paths.Nudges).body
	if !strings.Contains(body, seen.Code) || strings.Contains(body, unseen.Code) || strings.Contains(body, letter.Code) {
		t.Error("the head's register holds another unit's, or what was not sent")
	}
}
