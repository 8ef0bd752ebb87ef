package server_test

import (
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/emersion/go-ical"

	"cchc/internal/fixture/small"
	"cchc/internal/paths"
	"cchc/internal/reform"
	"cchc/internal/server"
)

var feedAddress = regexp.MustCompile(`http://[^<]*(/lich/[A-Za-z0-9_-]{43}\.ics)`)

// feed has the visitor make a new address of their calendar and returns it.
func (v *visitor) feed() string {
	t := v.portal.t
	t.Helper()
	page := v.get(paths.FeedForm).page(t)
	for _, f := range page.forms() {
		if f.action == paths.FeedForm && f.values.Get("viec") == "tao" {
			got := v.post(f.action, f.values)
			want(t, "a new address", got, http.StatusSeeOther)
			found := feedAddress.FindStringSubmatch(v.get(got.to()).body)
			if found == nil {
				t.Fatal("the address is not shown")
			}
			return found[1]
		}
	}
	t.Fatal("no form makes an address")
	return ""
}

// days returns the summaries of the calendar at the address.
func (p *portal) days(address string) []string {
	p.t.Helper()
	got := p.stranger().get(address)
	want(p.t, "the calendar", got, http.StatusOK)
	read, err := ical.NewDecoder(strings.NewReader(got.body)).Decode()
	if err != nil {
		p.t.Fatal(err)
	}
	var days []string
	for _, event := range read.Events() {
		said, _ := event.Props.Text("SUMMARY")
		days = append(days, said)
	}
	return days
}

func holds(days []string, code string) bool {
	return slices.ContainsFunc(days, func(d string) bool { return strings.Contains(d, code) })
}

func TestCalendarHoldsOnesOwnDaysAndNobodyElses(t *testing.T) {
	t.Parallel()
	p := open(t)
	own, other := p.InProgress(p.Science), p.InProgress(p.Digital, reform.TaskUnit{UnitID: p.Units.Science.ID, Part: reform.Cooperating})
	secret := p.keepSecret(p.Clause(p.Directive("07"), "2.1"))
	done := p.TaskIn(reform.TaskCompleted, p.Science)
	for _, c := range []struct {
		who  small.Member
		own  bool // the science division's task
		owes bool // its share of the digital division's task
	}{{p.Science.Officer, true, true}, {p.Science.Head, true, true}, {p.Colleague, false, true}, {p.Clerk, false, false}, {p.Chief, false, false},
		{p.Branch.Head, false, false}, {p.Leader, false, false}, {p.Observer, false, false}, {p.Admin, false, false}} {
		days := p.days(p.as(c.who).feed())
		if holds(days, "Hạn "+own.Code) != c.own || holds(days, "Hạn phối hợp "+other.Code) != c.owes || holds(days, done.Code) || holds(days, "Hạn "+other.Code) {
			t.Errorf("the calendar of %s holds %q", c.who.Username, days)
		}
		if holds(days, secret.task.Code) || holds(days, secretTitle) {
			t.Errorf("the calendar of %s tells of another unit's task", c.who.Username)
		}
	}
	if days := p.days(p.as(p.Digital.Officer).feed()); !holds(days, "Hạn "+secret.task.Code) || !holds(days, "Hạn "+other.Code) || holds(days, own.Code) {
		t.Errorf("the calendar of the digital division's officer holds %q", days)
	}
}

func TestDeputysCalendarStaysTheirOwn(t *testing.T) {
	t.Parallel()
	p := open(t)
	task := p.InProgress(p.Digital)
	deputy := p.Deputyship(p.Digital.Head, p.Science.Officer, p.App.Today(), p.App.Today().AddDays(6))
	v := p.as(p.Science.Officer)
	before := v.feed()
	want(t, "standing in", v.post(paths.StandIn, url.Values{"uy_quyen": {id(deputy.ID)}}), http.StatusSeeOther)
	for _, address := range []string{before, v.feed()} {
		if got := p.stranger().get(address); holds([]string{got.body}, task.Code) {
			t.Error("a deputy's calendar holds the days of the person they stand in for")
		}
	}
	var forWhom *int64
	err := p.DB.Pool().QueryRow(t.Context(), `select for_id from audit_event where action = 'feed.manage' order by id desc limit 1`).Scan(&forWhom)
	if err != nil || forWhom != nil {
		t.Errorf("the deputy's own calendar is recorded for %v (%v)", forWhom, err)
	}
}

func TestRevokedUnknownOrClosedCalendarIsNotFound(t *testing.T) {
	t.Parallel()
	p := open(t)
	v := p.as(p.Science.Officer)
	first := v.feed()
	second := v.feed()
	want(t, "the address before the new one", p.stranger().get(first), http.StatusNotFound)
	want(t, "the new address", p.stranger().get(second), http.StatusOK)
	if feedAddress.MatchString(v.get(paths.FeedForm).body) {
		t.Error("the address is shown twice")
	}
	for _, path := range []string{"/lich/khong-co.ics", "/lich/" + strings.Repeat("A", 43) + ".ics", strings.TrimSuffix(second, ".ics"), "/lich/.ics", "/lich/%00.ics", second[:len(second)-5] + "A.ics"} {
		if path != second {
			want(t, path, p.stranger().get(path), http.StatusNotFound)
		}
	}
	for _, f := range v.get(paths.FeedForm).page(t).forms() {
		if f.values.Get("viec") == "tat" {
			want(t, "switching off", v.post(f.action, f.values), http.StatusSeeOther)
			want(t, "switching off twice", v.post(f.action, f.values), http.StatusSeeOther)
		}
	}
	want(t, "a calendar that was switched off", p.stranger().get(second), http.StatusNotFound)
	third := v.feed()
	if _, err := p.DB.Pool().Exec(t.Context(), `update person set active = false where id = $1`, p.Science.Officer.Person); err != nil {
		t.Fatal(err)
	}
	want(t, "the calendar of a closed account", p.stranger().get(third), http.StatusNotFound)
	var notes string
	err := p.DB.Pool().QueryRow(t.Context(), `select string_agg(note, ', ' order by id) from audit_event where action = 'feed.manage'`).Scan(&notes)
	if err != nil || notes != "Tạo địa chỉ mới, Tạo địa chỉ mới, Tắt lịch, Tạo địa chỉ mới" {
		t.Errorf("the audit log holds %q (%v)", notes, err)
	}
}

func TestCalendarIsServedWithoutSessionCookieOrTrace(t *testing.T) {
	t.Parallel()
	p := open(t, func(o *server.Options) { o.Origin = "https://cchc.example.vn" })
	task := p.InProgress(p.Science)
	v := p.as(p.Science.Officer)
	page := v.get(v.post(paths.FeedForm, url.Values{"viec": {"tao"}, "phien_ban": {"0"}}).to()).body
	found := regexp.MustCompile(`https://cchc\.example\.vn(/lich/\S{43}\.ics)`).FindStringSubmatch(page)
	if found == nil {
		t.Fatal("the address is not the portal's own")
	}
	got := p.stranger().get(found[1])
	want(t, "the calendar", got, http.StatusOK)
	if !strings.Contains(strings.ReplaceAll(got.body, "\r\n ", ""), "URL:https://cchc.example.vn"+paths.ToTask(task.Code)+"\r\n") {
		t.Errorf("no day leads to its task:\n%s", got.body)
	}
	if len(got.Cookies()) > 0 || got.Header.Get("Cache-Control") != "private, no-cache" || got.Header.Get("Content-Type") != "text/calendar; charset=utf-8" {
		t.Errorf("it comes with %v", got.Header)
	}
	head := p.stranger().send(http.MethodHead, found[1], "", nil)
	want(t, "only its head", head, http.StatusOK)
	if head.body != "" || head.Header.Get("Content-Length") != strconv.Itoa(len(got.body)) {
		t.Errorf("its head says %v", head.Header)
	}
	if log := p.logged(); strings.Contains(log, found[1][6:40]) || !strings.Contains(log, paths.Feed) {
		t.Error("the log holds the secret, or does not name the route")
	}
	var kept int
	err := p.DB.Pool().QueryRow(t.Context(), `select count(*) from calendar_feed where read_at is not null and length(secret_hash) = 32`).Scan(&kept)
	if err != nil || kept != 1 || !strings.Contains(v.get(paths.FeedForm).body, "12:00 23/11/2026") {
		t.Errorf("that it was read is not kept: %d (%v)", kept, err)
	}
}
