package server_test

import (
	"net/http"
	"net/netip"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"cchc/internal/fixture/small"
	"cchc/internal/paths"
	"cchc/internal/server"
)

func cookie(t *testing.T, got answer) *http.Cookie {
	t.Helper()
	for _, c := range got.Cookies() {
		if c.Name == "cchc" {
			return c
		}
	}
	t.Fatal("no session cookie was set")
	return nil
}

func TestSessionCookieIsKeptFromScriptsAndOtherSites(t *testing.T) {
	t.Parallel()
	p := open(t, func(o *server.Options) { o.Origin = "https://cchc.example.vn" })
	c := cookie(t, p.stranger().signIn(p.Clerk.Username, small.Password))
	if !c.Secure || !c.HttpOnly || c.SameSite != http.SameSiteLaxMode || c.Path != "/" || c.Domain != "" {
		t.Errorf("the cookie is %s", c)
	}
	if !c.Expires.IsZero() || c.MaxAge != 0 {
		t.Errorf("the cookie outlives the browser: %s", c)
	}
}

func TestSigningInRenewsTheSession(t *testing.T) {
	t.Parallel()
	p := open(t)
	v := p.stranger()
	first := cookie(t, v.signIn(p.Clerk.Username, small.Password)).Value
	second := cookie(t, v.signIn(p.Clerk.Username, small.Password)).Value
	if first == second {
		t.Fatal("a session known before the sign-in goes on after it")
	}
	thief := p.stranger()
	thief.header.Set("Cookie", "cchc="+first)
	if got := thief.get(paths.Account); got.StatusCode != http.StatusSeeOther {
		t.Errorf("the session from before the sign-in still opens the account: %d", got.StatusCode)
	}
}

func TestSessionEndsAfterAnIdleHour(t *testing.T) {
	t.Parallel()
	p := open(t)
	v := p.as(p.Clerk)
	for range 3 {
		p.Clock.Advance(59 * time.Minute)
		want(t, "after 59 minutes", v.get(paths.Account), http.StatusOK)
	}
	p.Clock.Advance(62 * time.Minute)
	got := v.get(paths.Account)
	want(t, "after an idle hour", got, http.StatusSeeOther)
	if got.to() != paths.ToSignIn(paths.Account) {
		t.Errorf("an ended session leads to %q", got.to())
	}
}

func TestSessionEndsAfterTwelveHours(t *testing.T) {
	t.Parallel()
	p := open(t)
	v := p.as(p.Clerk)
	for range 15 {
		p.Clock.Advance(48 * time.Minute)
		want(t, "while working", v.get(paths.Account), http.StatusOK)
	}
	p.Clock.Advance(2 * time.Minute)
	want(t, "after twelve hours of work", v.get(paths.Account), http.StatusSeeOther)
}

func TestEndedSessionsAreDropped(t *testing.T) {
	t.Parallel()
	p := open(t)
	v, other := p.as(p.Colleague), p.stranger()
	other.signIn(p.Colleague.Username, small.Password)
	want(t, "ending the sessions", p.as(p.Admin).post(paths.ToAdminSessions(p.Colleague.Person), url.Values{}), http.StatusSeeOther)
	for _, v := range []*visitor{v, other} {
		want(t, "a page after the sessions were ended", v.get(paths.Account), http.StatusSeeOther)
	}
}

func TestChangedPasswordEndsTheOtherSessions(t *testing.T) {
	t.Parallel()
	p := open(t)
	here, elsewhere := p.as(p.Colleague), p.stranger()
	elsewhere.signIn(p.Colleague.Username, small.Password)
	values := url.Values{"hien_tai": {small.Password}, "moi": {"bốn năm sáu 2026"}, "nhap_lai": {"bốn năm sáu 2026"}}
	want(t, "changing the password", here.post(paths.Password, values), http.StatusSeeOther)
	want(t, "the session that changed it", here.get(paths.Account), http.StatusOK)
	want(t, "the other session", elsewhere.get(paths.Account), http.StatusSeeOther)
	want(t, "the old password", elsewhere.signIn(p.Colleague.Username, small.Password), http.StatusUnprocessableEntity)
}

func TestSignedOutSessionIsWorthNothing(t *testing.T) {
	t.Parallel()
	p := open(t)
	v := p.stranger()
	value := cookie(t, v.signIn(p.Clerk.Username, small.Password)).Value
	want(t, "signing out", v.post(paths.SignOut, url.Values{}), http.StatusSeeOther)
	v.header.Set("Cookie", "cchc="+value)
	want(t, "the old cookie", v.get(paths.Account), http.StatusSeeOther)
}

// made is what a made-up password looks like.
var made = regexp.MustCompile(`[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}`)

func TestResetPasswordIsShownOnceAndMustBeChangedFirst(t *testing.T) {
	t.Parallel()
	p := open(t)
	old := p.as(p.Colleague)
	got := p.as(p.Admin).post(paths.ToAdminReset(p.Colleague.Person), url.Values{})
	want(t, "the reset", got, http.StatusOK)
	password := made.FindString(got.body)
	if password == "" {
		t.Fatal("the new password is not shown")
	}
	want(t, "the old session", old.get(paths.Account), http.StatusSeeOther)
	want(t, "the old password", p.stranger().signIn(p.Colleague.Username, small.Password), http.StatusUnprocessableEntity)
	v := p.stranger()
	want(t, "the new password", v.signIn(p.Colleague.Username, password), http.StatusSeeOther)
	for _, path := range []string{paths.Home, paths.Work, paths.Tasks} {
		if got := v.get(path); got.StatusCode != http.StatusSeeOther || got.to() != paths.Account {
			t.Errorf("%s before the password is changed: %d to %q", path, got.StatusCode, got.to())
		}
	}
	values := url.Values{"hien_tai": {password}, "moi": {"bốn năm sáu 2026"}, "nhap_lai": {"bốn năm sáu 2026"}}
	want(t, "changing it", v.post(paths.Password, values), http.StatusSeeOther)
	want(t, "work after it", v.get(paths.Work), http.StatusOK)
}

func TestSignInLocksAfterFiveFailuresAndSaysSoKindly(t *testing.T) {
	t.Parallel()
	p := open(t)
	v := p.stranger()
	for range 4 {
		got := v.signIn(p.Clerk.Username, "sai-mat-khau")
		want(t, "a wrong password", got, http.StatusUnprocessableEntity)
		if !strings.Contains(got.body, "chưa đúng") || strings.Contains(got.body, "sai-mat-khau") {
			t.Error("a wrong password is not told, or is sent back")
		}
	}
	for _, password := range []string{"sai-mat-khau", small.Password} {
		got := v.signIn(p.Clerk.Username, password)
		want(t, "a locked sign-in", got, http.StatusUnprocessableEntity)
		if !strings.Contains(got.body, "12:15") || !strings.Contains(got.body, "quản trị hệ thống") {
			t.Error("the lock does not say until when and whom to ask")
		}
	}
	want(t, "somebody else at the same address", p.stranger().signIn(p.Chief.Username, small.Password), http.StatusSeeOther)
	p.Clock.Advance(16 * time.Minute)
	want(t, "after the lock", v.signIn(p.Clerk.Username, small.Password), http.StatusSeeOther)
}

func TestUnknownAndWrongNamesReadAlike(t *testing.T) {
	t.Parallel()
	p := open(t)
	known, unknown := p.stranger().signIn(p.Clerk.Username, "sai-mat-khau"), p.stranger().signIn("khongai", "sai-mat-khau")
	if known.StatusCode != unknown.StatusCode || strings.ReplaceAll(known.body, p.Clerk.Username, "khongai") != unknown.body {
		t.Error("the answer tells which accounts exist")
	}
}

func TestSignInReturnsToThisPortalOnly(t *testing.T) {
	t.Parallel()
	p := open(t)
	for next, to := range map[string]string{
		"/nhiem-vu?q=a": "/nhiem-vu?q=a", "": paths.Home, "https://la.example/": paths.Home, "//la.example/": paths.Home,
		`/\la.example`: paths.Home, "\\\\la.example": paths.Home, "javascript:alert(1)": paths.Home, "la.example": paths.Home,
		"/\t/la.example": paths.Home, "/%09/la.example": "/%09/la.example", "http:/la.example": paths.Home, " //la.example": paths.Home,
	} {
		values := url.Values{"ten_dang_nhap": {p.Clerk.Username}, "mat_khau": {small.Password}, "tiep": {next}}
		if got := p.stranger().post(paths.SignIn, values); got.to() != to {
			t.Errorf("signing in with ?tiep=%q leads to %q, want %q", next, got.to(), to)
		}
	}
}

func TestSignInPageCarriesWhereToGo(t *testing.T) {
	t.Parallel()
	p := open(t)
	got := p.stranger().get("/nhiem-vu?linh_vuc=2")
	if got.to() != "/dang-nhap?tiep=%2Fnhiem-vu%3Flinh_vuc%3D2" {
		t.Fatalf("a page without a session leads to %q", got.to())
	}
	if page := p.stranger().get(got.to()); !strings.Contains(page.body, `name="tiep" value="/nhiem-vu?linh_vuc=2"`) {
		t.Error("the sign-in form forgets where to go")
	}
}

func TestForwardedAddressIsBelievedFromTrustedProxiesOnly(t *testing.T) {
	t.Parallel()
	loopback := func(a netip.Addr) bool { return a.IsLoopback() }
	for _, c := range []struct {
		trusts    func(netip.Addr) bool
		forwarded string
		want      string
	}{
		{nil, "203.0.113.7", "127.0.0.1"},
		{loopback, "203.0.113.7", "203.0.113.7"},
		{loopback, "198.51.100.1, 203.0.113.7", "203.0.113.7"},
		{loopback, "198.51.100.1, 203.0.113.7, 127.0.0.1", "203.0.113.7"},
		{loopback, "", "127.0.0.1"},
		{loopback, "không phải địa chỉ", "127.0.0.1"},
	} {
		p := open(t, func(o *server.Options) { o.Trusts = c.trusts })
		v := p.stranger()
		v.header.Set("X-Forwarded-For", c.forwarded)
		v.signIn(p.Clerk.Username, "sai-mat-khau")
		var got string
		if err := p.DB.Pool().QueryRow(t.Context(), "select address from sign_in_attempt").Scan(&got); err != nil || got != c.want {
			t.Errorf("X-Forwarded-For %q, trusted %t: the attempt came from %q (%v), want %q", c.forwarded, c.trusts != nil, got, err, c.want)
		}
	}
}
