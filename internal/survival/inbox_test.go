//go:build unix

package survival_test

import (
	"io"
	"net"
	"net/mail"
	"strconv"
	"sync"
	"testing"

	"github.com/emersion/go-smtp"
)

// inbox is a mail server that takes everything and counts it by the name of each message.
type inbox struct {
	mu   sync.Mutex
	got  map[string]int // Message-ID → how often
	port string
}

func openInbox(t *testing.T) *inbox {
	t.Helper()
	b := &inbox{got: map[string]int{}}
	server := smtp.NewServer(b)
	server.Domain, server.ErrorLog = "localhost", quiet{}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	b.port = strconv.Itoa(listener.Addr().(*net.TCPAddr).Port)
	go func() { _ = server.Serve(listener) }()
	t.Cleanup(func() { _ = server.Close() })
	return b
}

// quiet says nothing of lines that break: the portals at their other end are killed.
type quiet struct{}

func (quiet) Printf(string, ...any) {}
func (quiet) Println(...any)        {}

// NewSession lets anybody send.
func (b *inbox) NewSession(*smtp.Conn) (smtp.Session, error) { return letterbox{b}, nil }

// letterbox is one connection.
type letterbox struct{ *inbox }

func (letterbox) Mail(string, *smtp.MailOptions) error { return nil }
func (letterbox) Rcpt(string, *smtp.RcptOptions) error { return nil }
func (letterbox) Reset()                               {}
func (letterbox) Logout() error                        { return nil }

func (l letterbox) Data(r io.Reader) error {
	message, err := mail.ReadMessage(r)
	if err != nil {
		return err
	}
	if _, err := io.Copy(io.Discard, message.Body); err != nil {
		return err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.got[message.Header.Get("Message-Id")]++
	return nil
}

// counted returns how many different messages came and how many more were the same once more.
func (b *inbox) counted() (different, again int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, times := range b.got {
		different++
		again += times - 1
	}
	return different, again
}
