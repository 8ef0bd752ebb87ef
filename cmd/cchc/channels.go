package main

import (
	"context"
	"crypto/x509"
	"fmt"
	"io"
	"os"
	"time"

	"cchc/internal/app"
	"cchc/internal/config"
	"cchc/internal/gateway"
	"cchc/internal/mail"
	"cchc/internal/policy"
	"cchc/internal/reform"
)

// posts are the channels that lead out of this portal, each with how to hand a message over.
type posts map[reform.Channel]func(context.Context, app.Message) error

// Send hands the message over on its channel.
func (p posts) Send(ctx context.Context, m app.Message) error {
	send, ok := p[m.Channel]
	if !ok {
		return &reform.Failure{Cause: reform.FailUnset, Final: true}
	}
	return send(ctx, m)
}

// channels are those that lead out of this portal, in the order pages show them.
func (p posts) channels() []reform.Channel {
	var channels []reform.Channel
	for _, channel := range reform.Channels() {
		if p[channel] != nil {
			channels = append(channels, channel)
		}
	}
	return channels
}

// postsOf returns the channels that the settings name; links in messages begin with the origin.
func postsOf(m config.Mail, g config.Gateway, origin string) (posts, error) {
	p := posts{}
	if m.On() {
		server, err := mailServer(m, origin)
		if err != nil {
			return nil, err
		}
		p[reform.ChannelMail] = server.Send
	}
	if g.On() {
		p[reform.ChannelGateway] = gateway.Gateway{URL: g.URL, Key: g.Key(), Origin: origin, Timeout: g.Timeout}.Send
	}
	return p, nil
}

func mailServer(m config.Mail, origin string) (mail.Server, error) {
	server := mail.Server{
		Host: m.Host, Port: m.PortOf(), Security: mail.Security(m.Security), User: m.User, Password: m.Password, From: m.From, Name: m.Name,
		Origin: origin, Timeout: m.Timeout,
	}
	if m.CA == "" {
		return server, nil
	}
	pem, err := os.ReadFile(m.CA)
	if err != nil {
		return server, fmt.Errorf("đọc CCHC_SMTP_CA: %w", err)
	}
	if server.Roots = x509.NewCertPool(); !server.Roots.AppendCertsFromPEM(pem) {
		return server, fmt.Errorf("CCHC_SMTP_CA: tệp %s không có chứng thư PEM nào", m.CA)
	}
	return server, nil
}

// tellChannels says which channels lead out of the portal.
func tellChannels(w io.Writer, m config.Mail, g config.Gateway) {
	if m.On() {
		fmt.Fprintf(w, "Thư điện tử: gửi qua %s:%d (%s), từ %s.\n", m.Host, m.PortOf(), m.Security, m.From)
	} else {
		fmt.Fprintln(w, "Thư điện tử: chưa cấu hình (CCHC_SMTP_HOST), thông báo chỉ có trong cổng.")
	}
	if g.On() {
		fmt.Fprintf(w, "Tin nhắn: gửi qua %s.\n", g.URL)
	}
}

// tryMail signs in at the mail server of the settings, where they name one.
func tryMail(ctx context.Context, m config.Mail) error {
	if !m.On() {
		return nil
	}
	server, err := mailServer(m, "")
	if err != nil {
		return err
	}
	if err := server.Try(ctx); err != nil {
		return fmt.Errorf("máy chủ gửi thư %s:%d: %w", m.Host, m.PortOf(), err)
	}
	fmt.Printf("Máy chủ gửi thư %s:%d dùng được.\n", m.Host, m.PortOf())
	return nil
}

// sendTestMail sends a mail that says that the settings work.
func sendTestMail(ctx context.Context, c config.SendTestMail) error {
	server, err := mailServer(c.Mail, c.Origin)
	if err != nil {
		return err
	}
	now := time.Now()
	err = server.Send(ctx, app.Message{
		MadeAt: now, At: now, Channel: reform.ChannelMail, Pace: reform.PaceAtOnce, Name: c.To, Address: c.To,
		Notices: []reform.Notice{{
			Kind: reform.NoticeObstacle, Title: "Thư thử của cổng", Body: "Nhận được thư này nghĩa là cấu hình gửi thư dùng được.", Object: policy.Portal, At: now,
		}},
	})
	if err != nil {
		return fmt.Errorf("gửi thư thử: %w", err)
	}
	fmt.Printf("Máy chủ %s:%d đã nhận thư thử gửi cho %s.\n", c.Mail.Host, c.Mail.PortOf(), c.To)
	return nil
}
