// Package mail hands messages to the department's mail server. It knows no database: what to send comes as a reform.Message, and what
// goes wrong goes back as a reform.Failure.
package mail

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net/textproto"
	"strings"
	"time"

	gomail "github.com/wneessen/go-mail"

	"cchc/internal/calendar"
	"cchc/internal/reform"
	"cchc/web/mails"
)

// Security is how the line to the mail server is secured.
type Security string

// The securities. With STARTTLS the server has to offer it: nothing goes out in the clear instead.
const (
	StartTLS Security = "starttls"
	TLS      Security = "tls"
	None     Security = "none"
)

// Server is a mail server and the name in which mail goes out by it.
type Server struct {
	Host     string
	Port     int
	Security Security
	User     string // "" to send without signing in
	Password string
	Roots    *x509.CertPool // nil for those of the system
	From     string
	Name     string
	Origin   string // that the links in mails begin with
	Timeout  time.Duration
}

// Send hands the message over. A failure comes back as a *reform.Failure; nil means that the server took it.
func (s Server) Send(ctx context.Context, m reform.Message) error {
	letter, err := s.compose(ctx, m)
	if err != nil {
		return err
	}
	client, err := s.client()
	if err != nil {
		return err
	}
	err = client.DialAndSendWithContext(ctx, letter)
	if letter.IsDelivered() { // the server said so; how the conversation ended after that is of no account
		return nil
	}
	return failure(err)
}

// Try signs in at the server and takes leave again, to see that it can be spoken to.
func (s Server) Try(ctx context.Context) error {
	client, err := s.client()
	if err != nil {
		return err
	}
	if err := client.DialWithContext(ctx); err != nil {
		return failure(err)
	}
	return failure(client.Close())
}

func (s Server) client() (*gomail.Client, error) {
	options := []gomail.Option{
		gomail.WithPort(s.Port), gomail.WithTimeout(s.Timeout), gomail.WithoutSMTPUTF8(), gomail.WithHELO(s.domain()),
		gomail.WithTLSConfig(&tls.Config{ServerName: s.Host, RootCAs: s.Roots, MinVersion: tls.VersionTLS12}),
	}
	switch s.Security {
	case TLS:
		options = append(options, gomail.WithSSL())
	case None:
		options = append(options, gomail.WithTLSPolicy(gomail.NoTLS))
	default:
		options = append(options, gomail.WithTLSPolicy(gomail.TLSMandatory))
	}
	if s.User != "" {
		options = append(options, gomail.WithUsername(s.User), gomail.WithPassword(s.Password),
			gomail.WithOpportunisticSMTPAuth(gomail.SMTPAuthPlain, gomail.SMTPAuthLogin))
	}
	client, err := gomail.NewClient(s.Host, options...)
	if err != nil {
		return nil, fmt.Errorf("speak to the mail server: %w", err)
	}
	return client, nil
}

// domain is what stands after the @ of the sender's address.
func (s Server) domain() string {
	_, domain, _ := strings.Cut(s.From, "@")
	return domain
}

// compose writes the mail: text and HTML with the same words, and the headers that say it was sent by a program.
func (s Server) compose(ctx context.Context, m reform.Message) (*gomail.Msg, error) {
	letter := mails.Of(m, s.Origin)
	var html bytes.Buffer
	if err := mails.Show(letter).Render(ctx, &html); err != nil {
		return nil, fmt.Errorf("compose delivery %d: %w", m.Delivery, err)
	}
	msg := gomail.NewMsg(gomail.WithNoDefaultUserAgent())
	if err := msg.FromFormat(s.Name, s.From); err != nil {
		return nil, fmt.Errorf("the sender's address: %w", err)
	}
	if err := msg.AddToFormat(m.Name, m.Address); err != nil {
		return nil, &reform.Failure{Cause: reform.FailAddress, Detail: err.Error(), Final: true}
	}
	msg.Subject(letter.Subject)
	msg.SetDateWithValue(m.At.In(calendar.Zone))
	msg.SetMessageIDWithValue("cchc." + m.Mark() + "@" + s.domain())
	msg.SetListUnsubscribe("<" + letter.Choices + ">")
	for header, value := range map[gomail.Header]string{
		"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All", "Content-Language": "vi",
	} {
		msg.SetGenHeader(header, value)
	}
	msg.SetBodyString(gomail.TypeTextPlain, letter.Text())
	msg.AddAlternativeString(gomail.TypeTextHTML, html.String())
	return msg, nil
}

// failure says what went wrong in the words of the portal; nil stays nil.
func failure(err error) error {
	if err == nil {
		return nil
	}
	var said *textproto.Error
	var send *gomail.SendError
	f := &reform.Failure{Cause: reform.FailUnreachable, Detail: err.Error()}
	switch {
	case errors.As(err, &send):
		f.Cause, f.Final = refusal(send)
	case errors.As(err, &said) && said.Code/100 == 4:
		f.Cause = reform.FailBusy
	case errors.As(err, &said), strings.Contains(err.Error(), "SMTP AUTH"):
		f.Cause = reform.FailLogin
	}
	return f
}

// refusal tells an address that does not exist and a message that is not wanted, which no further attempt would change, from a
// server that asks to come again or does not want the portal as such.
func refusal(err *gomail.SendError) (cause reform.FailCause, final bool) {
	switch code := err.ErrorCode(); {
	case code/100 == 4:
		return reform.FailBusy, false
	case code/100 == 5 && err.Reason == gomail.ErrSMTPRcptTo:
		return reform.FailAddress, true
	case code/100 == 5 && err.Reason == gomail.ErrSMTPMailFrom:
		return reform.FailLogin, false
	case code/100 == 5:
		return reform.FailRefused, true
	default:
		return reform.FailUnreachable, false
	}
}
