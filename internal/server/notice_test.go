package server_test

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"cchc/internal/fixture/small"
	"cchc/internal/paths"
	"cchc/internal/reform"
	"cchc/internal/server"
)

// tellAll leaves one notice with everybody, that leads to a task of the science division, and remembers them.
func (l *land) tellAll() {
	l.t.Helper()
	l.notices = map[int64]int64{}
	for _, m := range l.Everybody() {
		l.notices[m.Person] = l.told(m, l.in(reform.TaskInProgress).Code, "Đã giao")
	}
}

// told leaves a notice with the member that leads to the task, and returns its number.
func (p *portal) told(m small.Member, task, title string) int64 {
	p.t.Helper()
	var id int64
	err := p.DB.Pool().QueryRow(p.t.Context(), `
insert into notice (person_id, kind, title, body, object_kind, object_name, key, at)
values ($1, 'obstacle', $2, 'Nội dung của thông báo.', 'task', $3, $2 || $3, $4) returning id`, m.Person, title, task, p.Clock.Now()).Scan(&id)
	if err != nil {
		p.t.Fatal(err)
	}
	return id
}

// noticeTargets are the member's own notice, another's and none: what others were told is not found.
func (l *land) noticeTargets(route server.Route, who small.Member) []target {
	other := l.Clerk
	if who.Person == other.Person {
		other = l.Chief
	}
	at := func(id int64) string {
		return strings.Replace(route.Pattern, "{id}", strconv.FormatInt(id, 10), 1)
	}
	return []target{
		{at(l.notices[who.Person]), allowed}, {at(l.notices[other.Person]), missing}, {at(999999), missing},
		{strings.Replace(route.Pattern, "{id}", "abc", 1), missing},
	}
}

// bell is what the bell of the page says to a screen reader.
func (a answer) bell(t *testing.T) string {
	t.Helper()
	for _, link := range all(a.page(t).root, func(n *html.Node) bool { return attr(n, "class") == "bell" }) {
		if attr(link, "href") == paths.Notices {
			return strings.Join(strings.Fields(text(link)), " ")
		}
	}
	t.Fatalf("%s has no bell", a.Request.URL)
	return ""
}

func TestBellCountsWhatIsNotReadOnEveryPage(t *testing.T) {
	t.Parallel()
	p := open(t)
	v := p.as(p.Science.Officer)
	rings := func(want string) {
		t.Helper()
		for _, path := range []string{paths.Work, paths.Tasks, paths.Notices, paths.Account} {
			if got := v.get(path).bell(t); got != want {
				t.Errorf("on %s the bell says %q, want %q", path, got, want)
			}
		}
	}
	rings("Thông báo")
	task := p.InProgress(p.Science)
	o := p.Obstacle(reform.ObstacleReceived, task, p.Science)
	rings("Thông báo 2 chưa đọc")
	if got := p.as(p.Digital.Officer).get(paths.Work).bell(t); got != "Thông báo" {
		t.Errorf("another's bell says %q", got)
	}
	list := v.get(paths.Notices).page(t)
	list.sound()
	if body := text(list.root); !strings.Contains(body, "Chưa đọc (2)") || !strings.Contains(body, "Hôm nay, 23/11/2026") || !strings.Contains(body, o.Code+": Văn phòng đã tiếp nhận") {
		t.Errorf("the list says %s", body)
	}
	p.StepObstacle(o.Code, p.Clerk, reform.ObstacleAsk)
	rings("Thông báo 3 chưa đọc")
	everything := list.form(paths.NoticesAll) // as it was shown before the third came
	if got := v.post(everything.action, everything.values); got.to() != paths.Notices {
		t.Errorf("marking all leads to %d %q", got.StatusCode, got.to())
	}
	rings("Thông báo 1 chưa đọc")
	for _, f := range v.get(paths.Notices).page(t).forms() {
		if strings.HasSuffix(f.action, "/da-doc") && f.action != paths.NoticesAll {
			v.post(f.action, f.values)
		}
	}
	rings("Thông báo")
	if body := text(v.get(paths.Notices).page(t).root); strings.Contains(body, "Chưa đọc") || !strings.Contains(body, "Đã đọc") {
		t.Errorf("once all is read the list says %s", body)
	}
}

func TestOpeningANoticeReadsItAndLeadsToItsRecord(t *testing.T) {
	t.Parallel()
	p := open(t)
	v, task := p.as(p.Science.Officer), p.InProgress(p.Science)
	notice := p.told(p.Science.Officer, task.Code, "Có việc")
	before := p.auditLines()
	if got := v.get(paths.ToNotice(notice)); got.to() != paths.ToTask(task.Code) {
		t.Errorf("it leads to %d %q", got.StatusCode, got.to())
	}
	if got := v.get(paths.Work).bell(t); got != "Thông báo" || p.auditLines() != before {
		t.Errorf("opened, the bell says %q, %d audit lines more", got, p.auditLines()-before)
	}
	o := p.Obstacle(reform.ObstacleSubmitted, task, p.Science)
	theirs := p.newestNotice(p.Science.Head)
	if got := p.as(p.Science.Head).get(paths.ToNotice(theirs)); got.to() != paths.ToObstacle(o.Code) {
		t.Errorf("the head's leads to %d %q", got.StatusCode, got.to())
	}
	want(t, "another's", v.get(paths.ToNotice(theirs)), http.StatusNotFound)
	want(t, "marking another's", v.post(paths.ToNoticeSeen(theirs), url.Values{}), http.StatusNotFound)
}

func TestNoticeOfARecordOutOfReachSaysSo(t *testing.T) {
	t.Parallel()
	p := open(t)
	notice := p.told(p.Science.Officer, p.InProgress(p.Digital).Code, "Việc của phòng khác")
	got := p.as(p.Science.Officer).get(paths.ToNotice(notice))
	want(t, "a record out of reach", got, http.StatusOK)
	got.page(t).sound()
	if body := text(got.page(t).root); !strings.Contains(body, "Bạn không còn xem được hồ sơ CCHC-") || !strings.Contains(body, "Việc của phòng khác") {
		t.Errorf("it says %s", body)
	}
}

func TestNoticesAreLaidOutInPagesWithTheUnreadFirst(t *testing.T) {
	t.Parallel()
	p := open(t)
	task := p.InProgress(p.Science).Code
	for n := range reform.PageSize + 3 {
		p.told(p.Science.Officer, task, "Thông báo số "+strconv.Itoa(n))
	}
	v := p.as(p.Science.Officer)
	want(t, "opened", v.get(paths.ToNotice(p.newestNotice(p.Science.Officer))), http.StatusSeeOther)
	first, second := v.get(paths.Notices), v.get(paths.ToNotices(2))
	if strings.Contains(first.body, "Đã đọc") || !strings.Contains(second.body, "Đã đọc") || !strings.Contains(second.body, "Trang 2/2 · 53 thông báo") {
		t.Error("what was read does not come last")
	}
	if late := v.get(paths.ToNotices(9)); !strings.Contains(late.body, "Trang 2/2") {
		t.Error("a page past the end is not the last one")
	}
	for n := range reform.UnreadMost {
		p.told(p.Science.Officer, task, "Thêm "+strconv.Itoa(n))
	}
	p.Clock.Advance(6e9) // another program wrote them: this one sees them within five seconds
	if got := v.get(paths.Work).bell(t); got != "Thông báo 99+ chưa đọc" {
		t.Errorf("the bell says %q", got)
	}
}

func (p *portal) newestNotice(m small.Member) int64 {
	p.t.Helper()
	list, err := p.App.Notices(p.t.Context(), m.Actor, 1)
	if err != nil || len(list.Notices) == 0 {
		p.t.Fatal(list, err)
	}
	return list.Notices[0].ID
}

func (p *portal) auditLines() int {
	p.t.Helper()
	var n int
	if err := p.DB.Pool().QueryRow(p.t.Context(), `select count(*) from audit_event`).Scan(&n); err != nil {
		p.t.Fatal(err)
	}
	return n
}

func TestSettingsStandInGroups(t *testing.T) {
	t.Parallel()
	p := open(t)
	v := p.as(p.Chief)
	page := v.get(paths.Settings).page(t)
	page.sound()
	for _, group := range reform.SettingGroups() {
		heading := page.byID("nhom-" + string(group))
		if heading == nil || text(heading) != group.Label() {
			t.Errorf("%s has no heading", group)
		}
	}
	for _, rule := range reform.SettingRules() {
		f := page.form(paths.ToSetting(string(rule.Key)))
		if f.values.Get(rule.Field()) != strconv.Itoa(rule.Default) {
			t.Errorf("%s stands at %q", rule.Key, f.values.Get(rule.Field()))
		}
	}
	f := page.form(paths.ToSetting(string(reform.SettingDecideDays)))
	f.values.Set(reform.SettingRule{Key: reform.SettingDecideDays}.Field(), "0")
	want(t, "no days at all", v.post(f.action, f.values), http.StatusUnprocessableEntity)
	f.values.Set(reform.SettingRule{Key: reform.SettingDecideDays}.Field(), "7")
	want(t, "seven days", v.post(f.action, f.values), http.StatusSeeOther)
	if body := v.get(paths.Settings).body; !strings.Contains(body, "Đã lưu thiết lập “Lãnh đạo Sở quyết định vướng mắc”.") {
		t.Error("it does not say what was saved")
	}
}
