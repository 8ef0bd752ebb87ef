package server_test

import (
	"context"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"cchc/internal/fixture/small"
	"cchc/internal/paths"
	"cchc/internal/server"
)

func TestEveryAnswerIsKeptFromFramesSniffingAndCaches(t *testing.T) {
	t.Parallel()
	p := open(t, func(o *server.Options) { o.Origin = "https://cchc.example.vn" })
	clerk := p.as(p.Clerk)
	for what, got := range map[string]answer{
		"a page": clerk.get(paths.Account), "the sign-in page": p.stranger().get(paths.SignIn), "a redirect": p.stranger().get(paths.Tasks),
		"a missing page": clerk.get("/khong-co"), "a refused form": clerk.post(paths.Password, url.Values{}), "a refused page": clerk.get(paths.AdminPeople),
	} {
		for name, value := range map[string]string{
			"X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin", "Cross-Origin-Opener-Policy": "same-origin",
			"Cache-Control": "private, no-store", "Strict-Transport-Security": "max-age=31536000",
		} {
			if got.Header.Get(name) != value {
				t.Errorf("%s has %s %q, want %q", what, name, got.Header.Get(name), value)
			}
		}
		policy := got.Header.Get("Content-Security-Policy")
		for _, part := range []string{"default-src 'self'", "script-src 'self'", "style-src 'self'", "object-src 'none'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'"} {
			if !strings.Contains(policy, part) {
				t.Errorf("the policy of %s lacks %s", what, part)
			}
		}
		if strings.Contains(policy, "unsafe") || got.Header.Get("X-Request-Id") == "" {
			t.Errorf("%s: policy %q, request %q", what, policy, got.Header.Get("X-Request-Id"))
		}
	}
}

func TestPagesVaryByWhatTheyAreMadeFor(t *testing.T) {
	t.Parallel()
	v := open(t).stranger()
	v.header.Set("Accept-Encoding", "gzip")
	got := v.get(paths.SignIn)
	vary := strings.Join(got.Header.Values("Vary"), ", ")
	for _, name := range []string{"Accept-Encoding", "Cookie"} {
		if !strings.Contains(vary, name) {
			t.Errorf("Vary is %q, without %s", vary, name)
		}
	}
}

func TestFormsFromOtherSitesAreRefused(t *testing.T) {
	t.Parallel()
	p := open(t)
	for name, value := range map[string]string{"Sec-Fetch-Site": "cross-site", "Origin": "https://la.example"} {
		v := p.stranger()
		v.signIn(p.Clerk.Username, small.Password)
		v.header.Set(name, value)
		got := v.post(paths.SignOut, url.Values{})
		want(t, "a form with "+name+" "+value, got, http.StatusForbidden)
		if !strings.Contains(got.body, "từ một trang khác") {
			t.Error("the refusal does not say why")
		}
		v.header.Del(name)
		want(t, "the session after it", v.get(paths.Account), http.StatusOK)
	}
	v := p.as(p.Clerk)
	v.header.Set("Sec-Fetch-Site", "same-origin")
	want(t, "a form of the portal's own", v.post(paths.Password, url.Values{}), http.StatusUnprocessableEntity)
}

func TestLargeFormIsRefusedWithAPage(t *testing.T) {
	t.Parallel()
	p := open(t)
	got := p.as(p.Clerk).post(paths.Password, url.Values{"moi": {strings.Repeat("a", 2<<20)}})
	want(t, "a form of two megabytes", got, http.StatusRequestEntityTooLarge)
	if !strings.Contains(got.body, "quá lớn") || !strings.Contains(got.body, "<h1>") {
		t.Error("the refusal is not a page that says why")
	}
}

func TestPanicBecomesAPageWithACodeAndIsLoggedWithoutWhatWasTyped(t *testing.T) {
	t.Parallel()
	p := open(t, func(o *server.Options) { o.Trusts = func(netip.Addr) bool { panic("the proxies are gone") } })
	v := p.stranger()
	v.header.Set("X-Forwarded-For", "203.0.113.7")
	got := v.signIn("nguoi.bi.mat", "mat-khau-bi-mat")
	want(t, "a panic", got, http.StatusInternalServerError)
	code := got.Header.Get("X-Request-Id")
	if code == "" || !strings.Contains(got.body, code) || !strings.Contains(got.body, "Có lỗi ở máy chủ") {
		t.Errorf("the page of a panic does not carry its code %q", code)
	}
	log := p.logged()
	for _, part := range []string{code, "the proxies are gone", `"level":"ERROR"`, `"status":500`} {
		if !strings.Contains(log, part) {
			t.Errorf("the log lacks %s", part)
		}
	}
	for _, secret := range []string{"nguoi.bi.mat", "mat-khau-bi-mat"} {
		if strings.Contains(log, secret) || strings.Contains(got.body, secret) {
			t.Errorf("%s was logged or shown", secret)
		}
	}
	if strings.Contains(got.body, "goroutine") || strings.Contains(got.body, "proxies") {
		t.Error("the page tells how the program failed")
	}
	want(t, "the portal after it", v.get(paths.SignIn), http.StatusOK)
}

func TestLogNamesTheRouteAndNeverWhatWasTyped(t *testing.T) {
	t.Parallel()
	p := open(t)
	v := p.as(p.Clerk)
	v.get(paths.Tasks + "?q=b%C3%AD+m%E1%BA%ADt")
	v.post(paths.Password, url.Values{"hien_tai": {"mat-khau-bi-mat"}, "moi": {"mat-khau-bi-mat"}})
	log := p.logged()
	if !strings.Contains(log, `"route":"/tai-khoan/mat-khau"`) || !strings.Contains(log, `"status":422`) {
		t.Errorf("the log does not tell the routes:\n%s", log)
	}
	for _, secret := range []string{"bí mật", "b%C3%AD", "mat-khau-bi-mat", p.Clerk.Name, p.Clerk.Username, small.Password} {
		if strings.Contains(log, secret) {
			t.Errorf("the log holds %q", secret)
		}
	}
}

func TestPortalSaysSoWhileTheDatabaseIsAwayAndComesBack(t *testing.T) {
	t.Parallel()
	p := open(t)
	v := p.as(p.Clerk)
	want(t, "ready", p.stranger().get(paths.Ready), http.StatusOK)
	back := p.takeDatabaseAway()
	for _, path := range []string{paths.Tasks, paths.SignIn} {
		got := v.get(path)
		want(t, path+" without a database", got, http.StatusServiceUnavailable)
		if got.Header.Get("Retry-After") == "" || !strings.Contains(got.body, "Cổng đang tạm ngừng") || !strings.Contains(got.body, "Thử lại") {
			t.Errorf("%s without a database: Retry-After %q, page:\n%s", path, got.Header.Get("Retry-After"), got.body)
		}
	}
	got := p.stranger().signIn(p.Clerk.Username, small.Password)
	want(t, "signing in without a database", got, http.StatusServiceUnavailable)
	want(t, "ready without a database", p.stranger().get(paths.Ready), http.StatusServiceUnavailable)
	want(t, "alive without a database", p.stranger().get(paths.Alive), http.StatusOK)
	back()
	want(t, "the same session afterwards", v.get(paths.Account), http.StatusOK)
	want(t, "ready again", p.stranger().get(paths.Ready), http.StatusOK)
}

// takeDatabaseAway lets nobody connect to the portal's database until the returned function is called.
func (p *portal) takeDatabaseAway() (back func()) {
	p.t.Helper()
	config := p.DB.Pool().Config().ConnConfig.Copy()
	name := config.Database
	config.Database = "postgres"
	admin, err := pgx.ConnectConfig(context.Background(), config)
	if err != nil {
		p.t.Fatal(err)
	}
	p.t.Cleanup(func() { _ = admin.Close(context.Background()) })
	run := func(sql string) {
		if _, err := admin.Exec(context.Background(), sql); err != nil {
			p.t.Fatal(err)
		}
	}
	run("alter database " + name + " allow_connections false")
	run("select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + name + "'")
	return func() { run("alter database " + name + " allow_connections true") }
}

func TestReadyRefusesASchemaItDoesNotKnow(t *testing.T) {
	t.Parallel()
	p := open(t)
	if _, err := p.DB.Pool().Exec(t.Context(), "update schema_migrations set version = version + 1"); err != nil {
		t.Fatal(err)
	}
	want(t, "ready on a newer schema", p.stranger().get(paths.Ready), http.StatusServiceUnavailable)
}

func TestAliveAndReadyNeedNoSession(t *testing.T) {
	t.Parallel()
	p := open(t)
	for _, path := range []string{paths.Alive, paths.Ready} {
		got := p.stranger().get(path)
		want(t, path, got, http.StatusOK)
		if len(got.Cookies()) > 0 {
			t.Errorf("%s sets a cookie", path)
		}
	}
}

func TestStylePagesAreLeftOutOfProduction(t *testing.T) {
	t.Parallel()
	for production, status := range map[bool]int{false: http.StatusOK, true: http.StatusNotFound} {
		p := open(t, func(o *server.Options) { o.Production = production })
		for _, path := range []string{paths.Style, paths.StyleList, paths.StyleForm} {
			want(t, path, p.as(p.Clerk).get(path), status)
		}
	}
}
