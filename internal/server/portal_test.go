package server_test

import (
	"bytes"
	"context"
	"io"
	"log/slog"
	"mime/multipart"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/textproto"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"cchc/internal/fixture/small"
	"cchc/internal/paths"
	"cchc/internal/server"
)

// portal is the whole portal on the small department, answering on a port of its own.
type portal struct {
	*small.Department
	*httptest.Server
	server *server.Server
	log    *book
	asked  sync.WaitGroup // requests that the portal has not done with
	t      *testing.T
	known  map[string]*visitor
}

// open starts a portal whose options are what the changes make of them.
func open(t *testing.T, changes ...func(*server.Options)) *portal {
	t.Helper()
	p := &portal{Department: small.Build(t), log: &book{}, t: t, known: map[string]*visitor{}}
	options := server.Options{
		App: p.App, Log: slog.New(slog.NewJSONHandler(p.log, nil)), Clock: p.Clock.Now, Sample: true, TempDir: t.TempDir(), Version: "thử",
	}
	for _, change := range changes {
		change(&options)
	}
	var err error
	if p.server, err = server.New(options); err != nil {
		t.Fatal(err)
	}
	p.Server = httptest.NewServer(http.HandlerFunc(p.serve))
	p.Client().Transport.(*http.Transport).DisableCompression = true // which would cost more than most pages
	t.Cleanup(p.Server.Close)
	return p
}

func (p *portal) serve(w http.ResponseWriter, r *http.Request) {
	p.asked.Add(1)
	defer p.asked.Done()
	p.server.ServeHTTP(w, r)
}

// logged is the log once every request so far has its line, which is written after the answer has gone out.
func (p *portal) logged() string {
	p.asked.Wait()
	return p.log.String()
}

// book collects the log.
type book struct {
	mu    sync.Mutex
	lines bytes.Buffer
}

func (b *book) Write(line []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.lines.Write(line)
}

func (b *book) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.lines.String()
}

// visitor is a browser without script: it keeps cookies and goes where it is told, but follows no redirect by itself.
type visitor struct {
	portal *portal
	name   string
	client *http.Client
	header http.Header // sent with every request
}

// answer is what came back, read to its end.
type answer struct {
	*http.Response
	body string
}

func (a answer) to() string { return a.Header.Get("Location") }

// stranger is somebody who has not signed in.
func (p *portal) stranger() *visitor {
	jar, err := cookiejar.New(nil)
	if err != nil {
		p.t.Fatal(err)
	}
	refuse := func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return &visitor{portal: p, name: "nobody", header: http.Header{}, client: &http.Client{Jar: jar, CheckRedirect: refuse, Transport: p.Client().Transport}}
}

// as is the member, signed in; the same session each time.
func (p *portal) as(m small.Member) *visitor {
	p.t.Helper()
	if v, ok := p.known[m.Username]; ok {
		return v
	}
	v := p.stranger()
	v.name = m.Username
	if got := v.signIn(m.Username, small.Password); got.StatusCode != http.StatusSeeOther {
		p.t.Fatalf("%s cannot sign in: %d\n%s", m.Username, got.StatusCode, got.body)
	}
	p.known[m.Username] = v
	return v
}

func (v *visitor) signIn(name, password string) answer {
	v.portal.t.Helper()
	return v.post(paths.SignIn, url.Values{"ten_dang_nhap": {name}, "mat_khau": {password}})
}

func (v *visitor) get(path string) answer {
	v.portal.t.Helper()
	return v.send(http.MethodGet, path, "", nil)
}

func (v *visitor) post(path string, values url.Values) answer {
	v.portal.t.Helper()
	return v.send(http.MethodPost, path, "application/x-www-form-urlencoded", strings.NewReader(values.Encode()))
}

// file is one file of a form; its kind is what the browser would claim.
type file struct {
	field, name, kind string
	content           io.Reader
}

func (v *visitor) upload(path string, values url.Values, files ...file) answer {
	v.portal.t.Helper()
	read, write := io.Pipe()
	form := multipart.NewWriter(write)
	go func() { write.CloseWithError(fill(form, values, files)) }()
	return v.send(http.MethodPost, path, form.FormDataContentType(), read)
}

func fill(form *multipart.Writer, values url.Values, files []file) error {
	for name, all := range values {
		for _, value := range all {
			if err := form.WriteField(name, value); err != nil {
				return err
			}
		}
	}
	for _, f := range files {
		part, err := form.CreatePart(textproto.MIMEHeader{
			"Content-Disposition": {multipart.FileContentDisposition(f.field, f.name)}, "Content-Type": {f.kind},
		})
		if err != nil {
			return err
		}
		if _, err := io.Copy(part, f.content); err != nil {
			return err
		}
	}
	return form.Close()
}

func (v *visitor) send(method, path, kind string, body io.Reader) answer {
	t := v.portal.t
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), method, v.portal.URL+path, body)
	if err != nil {
		t.Fatal(err)
	}
	for name, values := range v.header {
		request.Header[name] = values
	}
	if kind != "" {
		request.Header.Set("Content-Type", kind)
	}
	response, err := v.client.Do(request)
	if err != nil {
		t.Fatalf("%s %s by %s: %v", method, path, v.name, err)
	}
	defer func() { _ = response.Body.Close() }()
	content, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatalf("%s %s by %s: %v", method, path, v.name, err)
	}
	return answer{Response: response, body: string(content)}
}

// leaveAfter sends the form and hangs up before the answer.
func (v *visitor) leaveAfter(path string, values url.Values, wait time.Duration) {
	t := v.portal.t
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), wait)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, v.portal.URL+path, strings.NewReader(values.Encode()))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	if response, err := v.client.Do(request); err == nil {
		_ = response.Body.Close()
		t.Fatalf("%s was answered before its sender left", path)
	}
}

// want fails unless the answer has one of the statuses.
func want(t *testing.T, what string, got answer, statuses ...int) {
	t.Helper()
	for _, status := range statuses {
		if got.StatusCode == status {
			return
		}
	}
	t.Errorf("%s: %d, want %v", what, got.StatusCode, statuses)
}
