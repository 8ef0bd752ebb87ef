package server_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"cchc/internal/fixture/small"
	"cchc/internal/paths"
	"cchc/internal/reform"
	"cchc/web/mails"
)

// outwards turns both channels of the portal on and gives everybody an address.
func (p *portal) outwards() {
	p.t.Helper()
	p.DB.DeliverBy(reform.Channels()...)
	if _, err := p.DB.Pool().Exec(p.t.Context(), `update person set email = username || '@hungyen.gov.vn'`); err != nil {
		p.t.Fatal(err)
	}
}

// deadLetter leaves a mail that could not be delivered to the member, and returns its number.
func (p *portal) deadLetter(to small.Member, title string) int64 {
	p.t.Helper()
	notice := p.told(to, "CCHC-2026-001", title)
	var id int64
	err := p.DB.Pool().QueryRow(p.t.Context(), `
with made as (
	insert into delivery (person_id, channel, pace, key, state, attempts, cause, error, made_at, tried_at)
	values ($1, 'mail', 'at_once', $2, 'dead', 8, 'unreachable', 'connection refused', $3, $3) returning id)
insert into delivery_notice (delivery_id, notice_id) select made.id, $4 from made returning delivery_id`, to.Person, title, p.Clock.Now(), notice).Scan(&id)
	if err != nil {
		p.t.Fatal(err)
	}
	return id
}

func TestPersonChoosesHowToHearOfWhat(t *testing.T) {
	t.Parallel()
	p := open(t)
	p.outwards()
	v := p.as(p.Colleague)
	page := v.get(paths.Channels).page(t)
	page.sound()
	if got := v.get(paths.Account); !strings.Contains(got.body, paths.Channels) {
		t.Error("the account page does not lead there")
	}
	f := page.form(paths.Channels)
	if f.values.Has(reform.ChoiceField(reform.NoticeNudge, reform.ChannelMail)) || !strings.Contains(v.get(paths.Channels).body, "không tắt được") {
		t.Error("the mail of a nudge can be chosen away")
	}
	due := reform.ChoiceField(reform.NoticeDue, reform.ChannelMail)
	f.values.Set(due, string(reform.PaceOff))
	f.values.Set("dien_thoai", "09 1234")
	refused := v.post(paths.Channels, f.values)
	want(t, "a number that is none", refused, http.StatusUnprocessableEntity)
	refused.page(t).saysWrong("dien_thoai")
	refused.page(t).keeps(refused.page(t).form(paths.Channels), f.values)
	f.values.Set("dien_thoai", "0912.345.678")
	want(t, "a choice", v.post(paths.Channels, f.values), http.StatusSeeOther)
	now := v.get(paths.Channels).page(t).form(paths.Channels).values
	if now.Get("dien_thoai") != "0912345678" || now.Get(due) != string(reform.PaceOff) {
		t.Errorf("kept %v", now)
	}
	stale := url.Values{"dien_thoai": {""}, "phien_ban": {"1"}, reform.ChoiceField(reform.NoticeNudge, reform.ChannelMail): {"off"}}
	if got := v.post(paths.Channels, stale); got.StatusCode == http.StatusSeeOther {
		t.Error("a stale, empty form was taken")
	}
}

func TestChannelThatThePortalDoesNotHaveIsNotOffered(t *testing.T) {
	t.Parallel()
	p := open(t)
	got := p.as(p.Colleague).get(paths.Channels)
	got.page(t).sound()
	if !strings.Contains(got.body, "Chưa dùng được: thư điện tử, tin nhắn (SMS, Zalo)") || strings.Contains(got.body, "cach_mail") {
		t.Error(got.body)
	}
	p.DB.DeliverBy(reform.ChannelMail)
	if got := p.as(p.Colleague).get(paths.Channels); !strings.Contains(got.body, "Chưa dùng được: tin nhắn") || !strings.Contains(got.body, "cach_mail") {
		t.Error(got.body)
	}
}

func TestAdministratorSendsAgainWhatCouldNotBeDeliveredAndReadsNoneOfIt(t *testing.T) {
	t.Parallel()
	p := open(t)
	p.outwards()
	const secret = "Nội dung riêng của người khác"
	p.deadLetter(p.Science.Head, secret)
	p.deadLetter(p.Clerk, secret+" nữa")
	p.deadLetter(p.Chief, secret+" và nữa")
	v := p.as(p.Admin)
	got := v.get(paths.Letters)
	got.page(t).sound()
	for _, words := range []string{"Không kết nối được máy chủ gửi", "Đặng Văn Khánh", "connection refused", "Diễn biến của vướng mắc"} {
		if !strings.Contains(got.body, words) {
			t.Errorf("the page does not say %q", words)
		}
	}
	if strings.Contains(got.body, secret) || strings.Contains(got.body, "Nội dung của thông báo") {
		t.Error("the page tells what others were told")
	}
	for _, f := range got.page(t).forms() {
		if strings.HasSuffix(f.action, "/gui-lai") {
			want(t, "one again", v.post(f.action, f.values), http.StatusSeeOther)
			again := v.post(f.action, url.Values{"phien_ban": {"1"}})
			want(t, "the same again", again, http.StatusConflict)
			break
		}
	}
	if got := v.get(paths.Letters).body; !strings.Contains(got, "Không gửi được (2)") {
		t.Error("not one less")
	}
	f := v.get(paths.Letters).page(t).form(paths.Letters)
	want(t, "all of a cause", v.post(f.action, f.values), http.StatusSeeOther)
	if body := v.get(paths.Letters).body; !strings.Contains(body, "Đã xếp 2 thư, tin nhắn") || !strings.Contains(body, "Không có thư, tin nhắn nào.") {
		t.Error(body)
	}
	waiting := v.get(paths.Letters + "?trang_thai=waiting")
	if strings.Count(waiting.body, "Đang chờ gửi") < 3 {
		t.Error(waiting.body)
	}
	if audit := v.get(paths.Audit).body; !strings.Contains(audit, "Thông báo gửi đi") {
		t.Error("nobody can see who sent it again")
	}
	want(t, "a clerk", p.as(p.Clerk).get(paths.Letters), http.StatusForbidden)
}

func TestLinkOfAMailSurvivesTheSignIn(t *testing.T) {
	t.Parallel()
	p := open(t)
	task := p.InProgress(p.Science)
	notice := reform.Notice{ID: p.told(p.Science.Officer, task.Code, "Đã giao"), Kind: reform.NoticeObstacle, Title: "Đã giao", At: p.Clock.Now()}
	letter := mails.Of(reform.Message{Name: "An", Pace: reform.PaceAtOnce, At: p.Clock.Now(), MadeAt: p.Clock.Now().Add(-time.Minute), Notices: []reform.Notice{notice}}, p.URL)
	link := strings.TrimPrefix(letter.Groups[0].Items[0].Href, p.URL)
	v := p.stranger()
	asked := v.get(link)
	want(t, "the link by a stranger", asked, http.StatusSeeOther)
	form := v.get(asked.to()).page(t).form(paths.SignIn)
	form.values.Set("ten_dang_nhap", p.Science.Officer.Username)
	form.values.Set("mat_khau", small.Password)
	in := v.post(paths.SignIn, form.values)
	if in.to() != link {
		t.Fatalf("the sign-in leads to %q", in.to())
	}
	opened := v.get(in.to())
	if opened.to() != paths.ToTask(task.Code) {
		t.Errorf("the notice leads to %q, %d", opened.to(), opened.StatusCode)
	}
}
