package mail_test

import (
	"crypto/tls"
	"crypto/x509"
	"io"
	"net"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"

	"cchc/internal/mail"
)

// inbox is a mail server on this machine: it takes mail over TLS from whoever signs in, and keeps it.
type inbox struct {
	mu     sync.Mutex
	to     []string
	bodies []string
	refuse map[string]error // by the step at which it refuses: "from", "to", "data"

	roots *x509.CertPool
	host  string
	port  int
	end   func()
}

const (
	user     = "cchc@hungyen.gov.vn"
	password = "thư-đi-2026"
)

// open starts the server on a port of its own; how may change it first.
func open(t *testing.T, how ...func(*smtp.Server)) *inbox {
	t.Helper()
	certificates := httptest.NewTLSServer(nil)
	certificates.Close()
	b := &inbox{refuse: map[string]error{}, roots: x509.NewCertPool()}
	b.roots.AddCert(certificates.Certificate())
	server := smtp.NewServer(b)
	server.Domain, server.ReadTimeout, server.WriteTimeout = "example.com", 5*time.Second, 5*time.Second
	server.TLSConfig = &tls.Config{Certificates: certificates.TLS.Certificates, MinVersion: tls.VersionTLS12}
	server.ErrorLog = quiet{}
	for _, change := range how {
		change(server)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := listener.Addr().(*net.TCPAddr)
	b.host, b.port = address.IP.String(), address.Port
	if server.Domain == implicit {
		listener = tls.NewListener(listener, server.TLSConfig)
	}
	go func() { _ = server.Serve(listener) }()
	b.end = func() {
		_ = listener.Close() // also where the server has not begun to listen
		_ = server.Close()
	}
	t.Cleanup(b.end)
	return b
}

// implicit is the name of a server that speaks TLS from the first byte on.
const implicit = "implicit.example.com"

type quiet struct{}

func (quiet) Printf(string, ...any) {}
func (quiet) Println(...any)        {}

// by returns how the portal speaks to the server.
func (b *inbox) by(security mail.Security) mail.Server {
	return mail.Server{
		Host: b.host, Port: b.port, Security: security, User: user, Password: password, Roots: b.roots, From: user,
		Name: "Cổng theo dõi CCHC", Origin: "https://cchc.hungyen.gov.vn", Timeout: 5 * time.Second,
	}
}

func (b *inbox) refuses(step string, err error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.refuse[step] = err
}

func (b *inbox) received() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return append([]string{}, b.bodies...)
}

// NewSession takes one connection.
func (b *inbox) NewSession(*smtp.Conn) (smtp.Session, error) { return &session{inbox: b}, nil }

type session struct {
	inbox *inbox
	known bool
}

func (s *session) AuthMechanisms() []string { return []string{sasl.Plain} }

func (s *session) Auth(string) (sasl.Server, error) {
	return sasl.NewPlainServer(func(_, name, secret string) error {
		if name != user || secret != password {
			return smtp.ErrAuthFailed
		}
		s.known = true
		return nil
	}), nil
}

func (s *session) step(name string) error {
	s.inbox.mu.Lock()
	defer s.inbox.mu.Unlock()
	if !s.known {
		return smtp.ErrAuthRequired
	}
	return s.inbox.refuse[name]
}

func (s *session) Mail(string, *smtp.MailOptions) error { return s.step("from") }

func (s *session) Rcpt(to string, _ *smtp.RcptOptions) error {
	if err := s.step("to"); err != nil {
		return err
	}
	s.inbox.mu.Lock()
	defer s.inbox.mu.Unlock()
	s.inbox.to = append(s.inbox.to, to)
	return nil
}

func (s *session) Data(r io.Reader) error {
	var text strings.Builder
	if _, err := io.Copy(&text, r); err != nil {
		return err
	}
	if err := s.step("data"); err != nil {
		return err
	}
	s.inbox.mu.Lock()
	defer s.inbox.mu.Unlock()
	s.inbox.bodies = append(s.inbox.bodies, text.String())
	return nil
}

func (s *session) Reset()        {}
func (s *session) Logout() error { return nil }
