package config

import (
	"encoding/base64"
	"errors"
	"net"
	"net/mail"
	"net/netip"
	"net/url"
	"strings"
	"time"
)

// Mail says by which server mail leaves the portal, and in whose name.
type Mail struct {
	Host     string        `name:"smtp-host" env:"CCHC_SMTP_HOST" placeholder:"mail.example.gov.vn" help:"Máy chủ gửi thư (SMTP); để trống thì cổng không gửi thư điện tử."`
	Port     int           `name:"smtp-port" env:"CCHC_SMTP_PORT" default:"0" help:"Cổng của máy chủ gửi thư; 0 là theo cách bảo mật: 587 (starttls), 465 (tls), 25 (none)."`
	Security string        `name:"smtp-security" env:"CCHC_SMTP_SECURITY" default:"starttls" help:"Bảo mật đường truyền: starttls (đòi STARTTLS), tls (mã hóa ngay từ đầu), none (không mã hóa)."`
	User     string        `name:"smtp-user" env:"CCHC_SMTP_USER" placeholder:"…" help:"Tài khoản gửi thư; để trống thì gửi không đăng nhập."`
	Password string        `name:"smtp-password" env:"CCHC_SMTP_PASSWORD" placeholder:"…" help:"Mật khẩu của tài khoản gửi thư. Nên đặt bằng biến môi trường."`
	CA       string        `name:"smtp-ca" env:"CCHC_SMTP_CA" placeholder:"TỆP" help:"Tệp PEM có chứng thư gốc riêng của máy chủ gửi thư; để trống thì dùng chứng thư gốc của hệ điều hành."`
	From     string        `name:"mail-from" env:"CCHC_MAIL_FROM" placeholder:"cchc@example.gov.vn" help:"Địa chỉ gửi của thư."`
	Name     string        `name:"mail-name" env:"CCHC_MAIL_NAME" default:"Cổng theo dõi CCHC" help:"Tên người gửi của thư."`
	Timeout  time.Duration `name:"smtp-timeout" env:"CCHC_SMTP_TIMEOUT" default:"15s" help:"Chờ máy chủ gửi thư trả lời tối đa bao lâu."`
}

// Gateway says where the province's gateway for messages takes them.
type Gateway struct {
	URL     string        `name:"gateway-url" env:"CCHC_GATEWAY_URL" placeholder:"https://…" help:"Địa chỉ nhận tin của cổng tin nhắn (SMS, Zalo); để trống thì cổng không gửi tin nhắn."`
	Secret  string        `name:"gateway-secret" env:"CCHC_GATEWAY_SECRET" placeholder:"whsec_…" help:"Khóa ký chung với cổng tin nhắn: whsec_ rồi base64 của ít nhất 24 byte. Nên đặt bằng biến môi trường."`
	Timeout time.Duration `name:"gateway-timeout" env:"CCHC_GATEWAY_TIMEOUT" default:"15s" help:"Chờ cổng tin nhắn trả lời tối đa bao lâu."`
}

// The ways in which the line to the mail server is secured.
const (
	SecurityStartTLS = "starttls"
	SecurityTLS      = "tls"
	SecurityNone     = "none"
)

// On tells whether mail leaves this portal.
func (m Mail) On() bool { return m.Host != "" }

// PortOf returns the port to speak to: the usual one of the security where none is said.
func (m Mail) PortOf() int {
	if m.Port != 0 {
		return m.Port
	}
	return map[string]int{SecurityStartTLS: 587, SecurityTLS: 465, SecurityNone: 25}[m.Security]
}

func (m Mail) check() error {
	if !m.On() {
		if m.From != "" || m.User != "" || m.Password != "" {
			return mistake("Có CCHC_MAIL_FROM, CCHC_SMTP_USER hoặc CCHC_SMTP_PASSWORD mà thiếu CCHC_SMTP_HOST: đặt thêm máy chủ gửi thư, hoặc bỏ các giá trị đó.")
		}
		return nil
	}
	var wrong []error
	if strings.ContainsAny(m.Host, ":/ ") {
		wrong = append(wrong, mistake("CCHC_SMTP_HOST: %q phải là tên máy, không kèm cổng hay đường dẫn; cổng đặt ở CCHC_SMTP_PORT.", m.Host))
	}
	if m.Port < 0 || m.Port > 65535 {
		wrong = append(wrong, mistake("CCHC_SMTP_PORT phải từ 1 đến 65535, hoặc 0."))
	}
	if a, err := mail.ParseAddress(m.From); err != nil || a.Address != m.From {
		wrong = append(wrong, mistake("CCHC_MAIL_FROM: %q không phải là một địa chỉ thư, ví dụ cchc@example.gov.vn.", m.From))
	}
	if m.Timeout < time.Second || m.Timeout > maxTimeout {
		wrong = append(wrong, mistake("CCHC_SMTP_TIMEOUT phải từ 1s đến %s.", maxTimeout))
	}
	return errors.Join(append(wrong, m.checkSecurity()...)...)
}

// maxTimeout is less than what a job may take in all.
const maxTimeout = 45 * time.Second

func (m Mail) checkSecurity() []error {
	var wrong []error
	switch {
	case m.Security != SecurityStartTLS && m.Security != SecurityTLS && m.Security != SecurityNone:
		wrong = append(wrong, mistake("CCHC_SMTP_SECURITY: %q không phải là starttls, tls hay none.", m.Security))
	case m.Security == SecurityNone && m.User != "" && !loopback(m.Host):
		wrong = append(wrong, mistake("CCHC_SMTP_SECURITY=none gửi mật khẩu qua mạng không mã hóa: chọn starttls hoặc tls, hoặc bỏ CCHC_SMTP_USER."))
	case m.Security == SecurityNone && m.CA != "":
		wrong = append(wrong, mistake("CCHC_SMTP_CA không có tác dụng khi CCHC_SMTP_SECURITY=none."))
	}
	if (m.User == "") != (m.Password == "") {
		wrong = append(wrong, mistake("CCHC_SMTP_USER và CCHC_SMTP_PASSWORD phải đi cùng nhau."))
	}
	return wrong
}

// On tells whether messages leave this portal by the gateway.
func (g Gateway) On() bool { return g.URL != "" }

// secretLeast is how many bytes the shared secret has at least.
const secretLeast = 24

// Key returns the bytes that messages are signed with; none where the secret is no base64.
func (g Gateway) Key() []byte {
	key, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(g.Secret, "whsec_"))
	if err != nil {
		return nil
	}
	return key
}

func (g Gateway) check() error {
	if !g.On() {
		if g.Secret != "" {
			return mistake("Có CCHC_GATEWAY_SECRET mà thiếu CCHC_GATEWAY_URL: đặt thêm địa chỉ cổng tin nhắn, hoặc bỏ khóa.")
		}
		return nil
	}
	var wrong []error
	u, err := url.Parse(g.URL)
	switch {
	case err != nil || u.Host == "" || u.User != nil || u.Scheme != "https" && u.Scheme != "http":
		wrong = append(wrong, mistake("CCHC_GATEWAY_URL: %q không phải là một địa chỉ https.", g.URL))
	case u.Scheme == "http" && !loopback(u.Hostname()):
		wrong = append(wrong, mistake("CCHC_GATEWAY_URL phải là https; http chỉ dùng được với chính máy này (127.0.0.1)."))
	}
	if len(g.Key()) < secretLeast {
		wrong = append(wrong, mistake("CCHC_GATEWAY_SECRET phải là base64 của ít nhất %d byte, ví dụ tạo bằng: echo whsec_$(openssl rand -base64 32)", secretLeast))
	}
	if g.Timeout < time.Second || g.Timeout > maxTimeout {
		wrong = append(wrong, mistake("CCHC_GATEWAY_TIMEOUT phải từ 1s đến %s.", maxTimeout))
	}
	return errors.Join(wrong...)
}

// loopback tells whether the host is this machine.
func loopback(host string) bool {
	ip, err := netip.ParseAddr(host)
	return host == "localhost" || err == nil && ip.IsLoopback()
}

// Links returns the address that links in messages begin with: the public one, else the one that the portal listens at.
func (w Web) Links() string {
	if w.Origin != "" {
		return w.Origin
	}
	host, port, err := net.SplitHostPort(w.Addr)
	if ip, parsed := netip.ParseAddr(host); err == nil && (host == "" || parsed == nil && ip.IsUnspecified()) {
		host = "localhost"
	}
	return "http://" + net.JoinHostPort(host, port)
}
