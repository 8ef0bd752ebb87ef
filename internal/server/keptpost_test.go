package server_test

import (
	"maps"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"cchc/internal/fixture/small"
	"cchc/internal/paths"
	"cchc/internal/reform"
)

const keptSentence = "Nội dung anh/chị vừa gửi đã được giữ lại. Đăng nhập lại để gửi tiếp."

// cameBack fails unless the person, signing in, is led to the form with the text in it.
func (v *visitor) cameBack(who small.Member, page, action, field, text string) {
	t := v.portal.t
	t.Helper()
	if !strings.Contains(v.get(paths.ToSignIn(page)).body, keptSentence) {
		t.Error("the sign-in page does not say that the text is kept")
	}
	got := v.signIn(who.Username, small.Password)
	if got.to() != page {
		t.Errorf("signing in leads to %q, want %q", got.to(), page)
		return
	}
	back := v.get(page)
	form := back.page(t).form(action)
	if form.values.Get(field) != text || !strings.Contains(back.body, "đã được giữ lại") {
		t.Errorf("the form came back with %q", form.values.Get(field))
	}
	back.page(t).sound()
}

func TestWhatIsSentAfterTheSessionEndedComesBackToItsPerson(t *testing.T) {
	t.Parallel()
	for claim, end := range map[string]func(p *portal, v *visitor){
		"an idle hour": func(p *portal, _ *visitor) { p.Clock.Advance(62 * time.Minute) },
		"twelve hours": func(p *portal, _ *visitor) { p.Clock.Advance(13 * time.Hour); p.exec("delete from sessions") },
		"a sign-out":   func(_ *portal, v *visitor) { v.post(paths.SignOut, nil) },
		"an ended one": func(p *portal, _ *visitor) {
			p.exec("update person set session_epoch = session_epoch + 1")
			p.Clock.Advance(10 * time.Second)
		},
		"a page opened": func(p *portal, v *visitor) { p.Clock.Advance(62 * time.Minute); v.get(paths.Home) },
	} {
		t.Run(claim, func(t *testing.T) {
			t.Parallel()
			p := open(t)
			task, values := p.reporting()
			path := paths.ToReport(task.Code)
			v := p.as(p.Science.Officer)
			end(p, v)
			got := v.upload(path, values, file{"tep", "Bảng số liệu.pdf", "application/pdf", pdf("x")})
			want(t, "sending it", got, http.StatusSeeOther)
			if got.to() != paths.ToSignIn(path) {
				t.Errorf("it leads to %q", got.to())
			}
			v.cameBack(p.Science.Officer, path, path, "ket_qua", "Đã lấy ý kiến bốn phòng.")
			back := v.get(path)
			if !strings.Contains(back.body, "Chọn lại tệp") || !strings.Contains(back.body, "Bảng số liệu.pdf") {
				t.Error("the file that has to be chosen again is not named")
			}
			want(t, "sending it on", v.post(path, back.page(t).form(path).values), http.StatusSeeOther)
			if p.count(`select count(*) from report`) != 1 || p.count(`select count(*) from form_draft`)+p.count(`select count(*) from kept_post`) != 0 {
				t.Error("the report was not made, or its text is still kept")
			}
		})
	}
}

func TestAShortFormComesBackToo(t *testing.T) {
	t.Parallel()
	p := open(t)
	task := p.Assigned(p.Science)
	path := paths.ToTaskAct(task.Code, "decline")
	v := p.as(p.Science.Head)
	values := v.filled(path, path, url.Values{"ly_do": {"Không thuộc chức năng của phòng."}})
	p.Clock.Advance(2 * time.Hour)
	want(t, "sending it", v.post(path, values), http.StatusSeeOther)
	v.cameBack(p.Science.Head, path, path, "ly_do", "Không thuộc chức năng của phòng.")
	form := v.get(path).page(t).form(path)
	want(t, "sending it on", v.post(path, form.values), http.StatusSeeOther)
	if back := v.get(path); strings.Contains(back.body, "đã được giữ lại") || p.count(`select count(*) from form_draft`) != 0 {
		t.Error("it is still kept")
	}
}

func TestAFormThatStandsElsewhereComesBackWhereItStood(t *testing.T) {
	t.Parallel()
	p := open(t)
	v := p.as(p.Clerk)
	values := v.filled(paths.TaskNew, paths.Tasks, url.Values{"ten": {"Viết dở"}, "linh_vuc": {"2"}})
	p.Clock.Advance(2 * time.Hour)
	want(t, "sending it", v.post(paths.Tasks, values), http.StatusSeeOther)
	v.cameBack(p.Clerk, paths.TaskNew, paths.Tasks, "ten", "Viết dở")
}

func TestTheButtonThatSavesIsKeptToo(t *testing.T) {
	t.Parallel()
	p := open(t)
	task, values := p.reporting()
	v := p.as(p.Science.Officer)
	p.Clock.Advance(2 * time.Hour)
	want(t, "saving it", v.post(paths.Drafts, values), http.StatusSeeOther)
	v.cameBack(p.Science.Officer, paths.ToReport(task.Code), paths.ToReport(task.Code), "ket_qua", "Đã lấy ý kiến bốn phòng.")
}

func TestNobodyElseSeesWhatWasKept(t *testing.T) {
	t.Parallel()
	p := open(t)
	task, values := p.reporting()
	path := paths.ToReport(task.Code)
	v := p.as(p.Science.Officer)
	p.Clock.Advance(2 * time.Hour)
	v.post(path, values)
	v.signIn(p.Science.Head.Username, small.Password)
	if back := v.get(path); strings.Contains(back.body, "Đã lấy ý kiến bốn phòng.") {
		t.Error("another person on the same computer sees the text")
	}
	v.post(paths.SignOut, nil)
	v.cameBack(p.Science.Officer, path, path, "ket_qua", "Đã lấy ý kiến bốn phòng.")
	thief := p.stranger()
	thief.header.Set("Cookie", "cchc-giu="+strings.Repeat("A", 43))
	thief.signIn(p.Science.Officer.Username, small.Password)
}

func TestWhatWasKeptIsSealedAndForgottenAfterHalfAnHour(t *testing.T) {
	t.Parallel()
	p := open(t)
	task, values := p.reporting()
	v := p.as(p.Science.Officer)
	p.Clock.Advance(2 * time.Hour)
	got := v.post(paths.ToReport(task.Code), values)
	for _, c := range got.Cookies() {
		if c.Name == "cchc-giu" && (!c.HttpOnly || c.SameSite != http.SameSiteLaxMode || c.MaxAge != 1800) {
			t.Errorf("the key is in %s", c)
		}
	}
	if p.count(`select count(*) from kept_post where position('thu'::bytea in sealed) > 0 or position($1::bytea in sealed) > 0`, []byte("ý kiến")) != 0 {
		t.Error("the database can read it")
	}
	p.Clock.Advance(31 * time.Minute)
	if to := v.signIn(p.Science.Officer.Username, small.Password).to(); to != paths.Home {
		t.Errorf("after half an hour signing in leads to %q", to)
	}
	if v.draftText(paths.ToReport(task.Code)) != "" {
		t.Error("it came back after half an hour")
	}
}

func TestStrangersGetNoRoom(t *testing.T) {
	t.Parallel()
	p := open(t)
	task, values := p.reporting()
	path := paths.ToReport(task.Code)
	forged := maps.Clone(values)
	forged.Set("nguoi_dien", "1."+strings.Repeat("0", 32))
	bare := maps.Clone(values)
	bare.Del("nguoi_dien")
	for claim, typed := range map[string]url.Values{"with a forged mark": forged, "without a mark": bare} {
		for _, got := range []answer{p.stranger().post(path, typed), p.stranger().upload(path, typed, file{"tep", "a.pdf", "application/pdf", pdf("x")})} {
			want(t, claim, got, http.StatusSeeOther)
			if got.to() != paths.SignIn || len(got.Header.Values("Set-Cookie")) > 0 {
				t.Errorf("%s: leads to %q with %v", claim, got.to(), got.Cookies())
			}
		}
	}
	large := maps.Clone(values)
	large.Set("ket_qua", strings.Repeat("x", 2<<20))
	p.stranger().upload(path, large)
	if n := p.count(`select count(*) from kept_post`); n != 0 {
		t.Errorf("%d posts are kept", n)
	}
	for range reform.PostsMost + 5 {
		p.stranger().post(path, values)
	}
	if n := p.count(`select count(*) from kept_post`); n != reform.PostsMost {
		t.Errorf("%d posts of one person are kept, at most %d", n, reform.PostsMost)
	}
}

func TestPasswordsAreNeverKept(t *testing.T) {
	t.Parallel()
	p := open(t)
	v := p.as(p.Clerk)
	values := v.filled(paths.Account, paths.Password, url.Values{"hien_tai": {small.Password}, "moi": {"mật khẩu mới 2026"}, "nhap_lai": {"mật khẩu mới 2026"}})
	p.Clock.Advance(2 * time.Hour)
	want(t, "changing the password", v.post(paths.Password, values), http.StatusSeeOther)
	if n := p.count(`select count(*) from kept_post`); n != 0 {
		t.Errorf("%d posts are kept", n)
	}
}

func TestAScriptHearsThatTheSessionEnded(t *testing.T) {
	t.Parallel()
	p := open(t)
	_, values := p.reporting()
	v := p.as(p.Science.Officer)
	p.Clock.Advance(2 * time.Hour)
	got, told := v.autosave(values, 1)
	want(t, "saving", got, http.StatusUnauthorized)
	if told["loi"] == "" || p.count(`select count(*) from kept_post`) != 0 {
		t.Errorf("it hears %v", told)
	}
}
