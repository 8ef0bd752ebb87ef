package server_test

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"cchc/internal/app"
	"cchc/internal/fixture/small"
	"cchc/internal/paths"
	"cchc/internal/policy"
	"cchc/internal/reform"
	"cchc/internal/server"
)

// askExtensions has a request in each state on tasks of the science division, and one of each other unit.
func (l *land) askExtensions() {
	l.requests = map[int64]reform.Task{}
	add := func(state reform.ExtensionState, team small.Team) {
		task := l.InProgress(team)
		l.requests[l.Extension(state, task, team).ID] = l.Read(task.Code)
		l.tasks = append(l.tasks, l.Read(task.Code))
	}
	for _, state := range reform.ExtensionStates() {
		add(state, l.Science)
	}
	add(reform.ExtensionRequested, l.Digital)
	add(reform.ExtensionSigned, l.Centre)
}

// extensionTargets are the requests with what policy says of reading each, or of each step that its state takes.
func (l *land) extensionTargets(route server.Route, who small.Member) []target {
	var all []target
	for id, task := range l.requests {
		request := l.ReadExtension(id)
		if route.Pattern == paths.Extension {
			all = append(all, target{paths.ToExtension(id), fateOf(who, task, policy.TaskRead)})
			continue
		}
		for _, step := range reform.ExtensionFlow.Out(request.State) {
			f := fateOf(who, task, policy.TaskRead)
			if _, err := policy.Allow(who.Actor, step.Needs, request.Subject(task)); err != nil && f == allowed {
				f = forbidden
			}
			all = append(all, target{paths.ToExtensionAct(id, string(step.Act)), f})
		}
	}
	last := strings.Replace(route.Pattern, "{viec}", "sign", 1)
	return append(all, target{unknown(last, "999999"), missing}, target{unknown(last, "abc"), missing})
}

// decisionForm returns the form of the step as the request's page has it.
func decisionForm(t *testing.T, v *visitor, id int64, act reform.ExtensionAct) url.Values {
	t.Helper()
	return v.get(paths.ToExtension(id)).page(t).form(paths.ToExtensionAct(id, string(act))).values
}

func TestExtensionIsAskedForSignedAndGrantedOnItsPages(t *testing.T) {
	t.Parallel()
	p := open(t)
	task := p.InProgress(p.Science)
	officer, head, chief := p.as(p.Science.Officer), p.as(p.Science.Head), p.as(p.Chief)
	sunday := "27/12/2026"
	got := officer.post(paths.ToExtensionAsk(task.Code), url.Values{"han": {sunday}, "ly_do": {"Chờ hướng dẫn của Bộ."}})
	want(t, "asking", got, http.StatusSeeOther)
	shows(t, officer.get(got.to()), "Đã gửi đề nghị gia hạn", "Chủ Nhật, 27/12/2026 không phải ngày làm việc", "đang có đề nghị đến 27/12/2026 ở bước “Chờ ký”")
	shows(t, officer.get(paths.ToExtensionAsk(task.Code)), "đang có một đề nghị gia hạn chưa được quyết định")
	list, err := p.App.ExtensionList(t.Context(), p.Science.Head.Actor, reform.ExtensionsToSign, 1)
	if err != nil || list.Total != 1 {
		t.Fatal(err)
	}
	id := list.Lines[0].ID
	shows(t, head.get(paths.Extensions), "Chờ ký (1)", task.Code, sunday)
	want(t, "signing", head.post(paths.ToExtensionAct(id, "sign"), decisionForm(t, head, id, reform.ExtensionSign)), http.StatusSeeOther)
	granted := decisionForm(t, chief, id, reform.ExtensionGrant)
	if granted.Get("han") != sunday {
		t.Errorf("the form that grants holds %q", granted.Get("han"))
	}
	granted.Set("han", "29/12/2026")
	want(t, "granting", chief.post(paths.ToExtensionAct(id, "grant"), granted), http.StatusSeeOther)
	shows(t, officer.get(paths.ToTask(task.Code)), "Hạn 29/12/2026 (hạn gốc 23/12/2026)", "lùi 6 ngày", "Chờ hướng dẫn của Bộ.", p.Chief.Name,
		"Xin gia hạn: đã dùng 1/1 lần, lần tiếp theo do lãnh đạo Sở quyết định.")
	shows(t, officer.get(paths.ToExtensionAsk(task.Code)), "đã dùng 1/1 lần gia hạn", "Lần này do lãnh đạo Sở quyết định")
	shows(t, chief.get(paths.ToExtensions("da-quyet-dinh")), "27/12/2026, được 29/12/2026")
}

func TestFiguresExistAgainstBothDeadlines(t *testing.T) {
	t.Parallel()
	p := open(t)
	moved, late := p.InProgress(p.Science), p.InProgress(p.Science)
	p.Extension(reform.ExtensionGranted, moved, p.Science)
	p.Clock.Set(moved.DueOn.AddDays(5).Start().Add(10 * 3600e9))
	clerk := p.as(p.Clerk)
	for query, codes := range map[string][]string{
		"?thoi_han=open_overdue": {late.Code}, "?thoi_han=open_overdue&tinh_theo=goc": {moved.Code, late.Code},
		"?thoi_han=open_in_time": {moved.Code}, "?thoi_han=open_in_time&tinh_theo=goc": {},
	} {
		got := clerk.get(paths.Tasks + query)
		for _, task := range []reform.Task{moved, late} {
			listed := false
			for _, code := range codes {
				listed = listed || code == task.Code
			}
			if strings.Contains(got.body, paths.ToTask(task.Code)) != listed {
				t.Errorf("%s lists %s: %v", query, task.Code, !listed)
			}
		}
	}
	unit := paths.ToUnit(p.Units.Science.ID)
	for basis, n := range map[reform.DueBasis]int{reform.DueNow: 1, reform.DueOriginal: 2} {
		page, err := p.App.UnitPage(t.Context(), p.Clerk.Actor, p.Units.Science.ID, basis)
		if err != nil || page.Counts.Overdue != n || len(page.Overdue) != n {
			t.Errorf("against %q %d are late, %d listed (%v)", basis, page.Counts.Overdue, len(page.Overdue), err)
		}
	}
	against := clerk.get(unit + "?tinh_theo=goc")
	shows(t, against, "Quá hạn (2)", "Hạn gốc")
	if !strings.Contains(against.body, "tinh_theo=goc&amp;") && !strings.Contains(against.body, "&amp;tinh_theo=goc") {
		t.Error("the figures lead to lists measured otherwise")
	}
	shows(t, clerk.get(unit), "Quá hạn (1)")
	if to := clerk.get(paths.OwnUnit + "?tinh_theo=goc&don_vi=" + strconv.FormatInt(p.Units.Science.ID, 10)).to(); to != unit+"?tinh_theo=goc" {
		t.Errorf("choosing a unit leads to %q", to)
	}
}

func TestTaskTellsWhoHeldIt(t *testing.T) {
	t.Parallel()
	p := open(t)
	task := p.InProgress(p.Science)
	if got := p.as(p.Clerk).get(paths.ToTask(task.Code)); strings.Contains(got.body, "Đơn vị đã giữ nhiệm vụ") {
		t.Error("a task of one unit tells who held it")
	}
	p.Clock.Set(task.DueOn.AddDays(3).Start().Add(10 * 3600e9))
	to := reform.Reassignment{LeadUnit: p.Units.Digital.ID, Note: "Đúng chức năng."}
	if err := p.App.ReassignTask(t.Context(), p.Clerk.Actor, app.ReassignTask{Code: task.Code, Seen: task.Version, To: to}); err != nil {
		t.Fatal(err)
	}
	shows(t, p.as(p.SecondClerk).get(paths.ToTask(task.Code)), "Đơn vị đã giữ nhiệm vụ", "33 ngày, 2 ngày quá hạn", "1 ngày, 1 ngày quá hạn",
		"chuyển nhiệm vụ cho "+p.Units.Digital.Name)
}

func TestSettingIsKeptAndAStaleOneIsNot(t *testing.T) {
	t.Parallel()
	p := open(t)
	chief, to := p.as(p.Chief), paths.ToSetting(string(reform.SettingExtensions))
	stale := chief.get(paths.Settings).page(t).form(to).values
	field := reform.SettingRules()[0].Field()
	first := url.Values{field: {"2"}, "phien_ban": {stale.Get("phien_ban")}}
	want(t, "two extensions", chief.post(to, first), http.StatusSeeOther)
	stale.Set(field, "5")
	got := chief.post(to, stale)
	want(t, "a stale page", got, http.StatusConflict)
	shows(t, got, "Chưa lưu: hai người cùng sửa", "Của chính bạn (ở cửa sổ khác)")
	want(t, "an unknown setting", chief.post(paths.ToSetting("lost"), first), http.StatusNotFound)
}
