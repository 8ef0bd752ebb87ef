package browser_test

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"cchc/internal/app"
	"cchc/internal/calendar"
	"cchc/internal/fixture"
	"cchc/internal/paths"
	"cchc/internal/pgtest"
	"cchc/internal/postgres"
	"cchc/internal/reform"
	"cchc/internal/server"
	"cchc/web"
)

const password = "bốn năm sáu 2026"

// portal is the whole portal on the sample department.
type portal struct {
	*httptest.Server
	server *server.Server
	app    *app.App
	known  map[string]*http.Client
}

// open returns the portal with the sample, laid out once and copied for each test.
func open(t *testing.T) *portal {
	return over(t, time.Now, pgtest.Filled(t, "the sample around now", func(pool *pgxpool.Pool) error {
		return fixture.Load(context.Background(), postgres.New(pool, time.Now), time.Now(), password)
	}))
}

// openAt returns the portal by the clock, the sample laid out around what it says now.
func openAt(t *testing.T, clock func() time.Time) *portal {
	t.Helper()
	pool := pgtest.New(t)
	if err := fixture.Load(t.Context(), postgres.New(pool, clock), clock(), password); err != nil {
		t.Fatal(err)
	}
	return over(t, clock, pool)
}

// over returns the portal by the clock over a database with the sample.
func over(t *testing.T, clock func() time.Time, pool *pgxpool.Pool) *portal {
	t.Helper()
	if !web.Built() {
		t.Fatal("the assets are not built: npm run build")
	}
	db := postgres.New(pool, clock)
	db.DeliverBy(reform.Channels()...)
	p := &portal{app: app.New(db, clock, web.CommonPasswords()), known: map[string]*http.Client{}}
	var err error
	p.server, err = server.New(server.Options{
		App: p.app, Log: slog.New(slog.DiscardHandler), Clock: clock, Sample: true, TempDir: t.TempDir(), Version: "bản thử",
	})
	if err != nil {
		t.Fatal(err)
	}
	p.Server = httptest.NewServer(p.server)
	t.Cleanup(p.Server.Close)
	watched := make(chan struct{})
	go func() { defer close(watched); p.server.Watch(t.Context()) }()
	t.Cleanup(func() { <-watched })
	return p
}

// session signs the account in and returns the value of its cookie.
func (p *portal) session(t *testing.T, username string) string {
	t.Helper()
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	answer, err := client.PostForm(p.URL+paths.SignIn, url.Values{"ten_dang_nhap": {username}, "mat_khau": {password}})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = answer.Body.Close() }()
	for _, cookie := range answer.Cookies() {
		if cookie.Name == "cchc" {
			return cookie.Value
		}
	}
	t.Fatalf("%s cannot sign in: %d", username, answer.StatusCode)
	return ""
}

// fetch gets a page in a session; redirects are not followed.
func (p *portal) fetch(t *testing.T, session, path string, header http.Header) (*http.Response, []byte) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, p.URL+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	for name, values := range header {
		request.Header[name] = values
	}
	request.AddCookie(&http.Cookie{Name: "cchc", Value: session})
	answer, err := http.DefaultTransport.RoundTrip(request)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = answer.Body.Close() }()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer, body
}

// year is the plan year of the sample, which is laid out around today.
func year() string { return strconv.Itoa(calendar.DateOf(time.Now()).Year()) }
