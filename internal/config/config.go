// Package config turns flags and CCHC_ environment variables into one checked
// struct per command, and refuses values that would run but not be meant.
//
// A flag wins over its variable, and a variable over the default.
package config

import (
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/netip"
	"net/url"
	"strings"
	"unicode/utf8"
)

// Program is every command of cchc with its flags.
type Program struct {
	Serve   Serve   `cmd:"" help:"Chạy cổng: nâng cấp cơ sở dữ liệu rồi phục vụ trang."`
	Migrate Migrate `cmd:"" help:"Nâng cấp, lùi hoặc xem phiên bản cơ sở dữ liệu."`
	Admin   Admin   `cmd:"" help:"Việc của người quản trị máy chủ."`
	Print   Print   `cmd:"" help:"In tài liệu mà chương trình tự viết về mình."`
	Check   Check   `cmd:"" help:"Xem cấu hình và cơ sở dữ liệu có dùng được không."`

	Version version `help:"In phiên bản rồi thoát."`
}

// Database says where the data is: at URL, or in a private PostgreSQL in DataDir.
type Database struct {
	URL      string `name:"database-url" env:"CCHC_DATABASE_URL" placeholder:"postgres://…" help:"Địa chỉ PostgreSQL 15 trở lên; để trống thì cổng tự chạy một PostgreSQL riêng."`
	DataDir  string `env:"CCHC_DATA_DIR" default:"./data" help:"Thư mục dữ liệu, nơi có PostgreSQL riêng."`
	PGBin    string `name:"pg-bin" env:"CCHC_PG_BIN" placeholder:"DIR" help:"Thư mục có initdb và postgres; để trống thì tự tìm."`
	MaxConns int32  `env:"CCHC_MAX_CONNS" default:"16" help:"Số kết nối tối đa đến cơ sở dữ liệu."`
}

// Web says where the portal listens and how the world reaches it.
type Web struct {
	Addr         string  `env:"CCHC_ADDR" default:"127.0.0.1:8080" help:"Địa chỉ và cổng để nghe."`
	Origin       string  `env:"CCHC_ORIGIN" placeholder:"https://cchc.example.gov.vn" help:"Địa chỉ công khai khi đứng sau một máy chủ TLS; là https thì cookie chỉ đi qua https."`
	TrustedProxy Proxies `env:"CCHC_TRUSTED_PROXY" default:"false" help:"Tin X-Forwarded-For của ai: false (không ai), true (máy này và mạng nội bộ), hoặc danh sách địa chỉ, dải mạng cách nhau bằng dấu phẩy."`
	Production   bool    `env:"CCHC_PRODUCTION" help:"Chạy thật: đòi --origin là https, không cho dữ liệu mẫu, giấu trang /dev/kieu."`
}

// Sample says whether made-up data is put into an empty database.
type Sample struct {
	On       bool   `name:"sample" env:"CCHC_SAMPLE" help:"Nạp dữ liệu mẫu vào cơ sở dữ liệu còn trống ở lần chạy đầu."`
	Anywhere bool   `name:"sample-anywhere" env:"CCHC_SAMPLE_ANYWHERE" help:"Cho phép chạy dữ liệu mẫu ở địa chỉ mà máy khác vào được."`
	Password string `name:"sample-password" env:"CCHC_SAMPLE_PASSWORD" placeholder:"…" help:"Mật khẩu của các tài khoản mẫu; để trống thì tạo ngẫu nhiên rồi in ra. Nên đặt bằng biến môi trường."`
}

// Serve is the configuration of the running portal.
type Serve struct {
	Database
	Web
	Sample   Sample  `embed:""`
	Mail     Mail    `embed:""`
	Gateway  Gateway `embed:""`
	LogLevel string  `env:"CCHC_LOG_LEVEL" default:"info" help:"Mức nhật ký: debug, info, warn, error."`
}

// Mistake is a sentence for the operator about one value.
type Mistake string

// Error returns the sentence.
func (m Mistake) Error() string { return string(m) }

func mistake(format string, args ...any) error { return Mistake(fmt.Sprintf(format, args...)) }

// Check returns every mistake in the configuration joined, nil when there is none.
func (s Serve) Check() error {
	_, level := s.level()
	return errors.Join(s.Database.Check(), s.Web.check(), s.Sample.check(s.Web), s.Mail.check(), s.Gateway.check(), level)
}

// Level returns the log level; info where Check would find a mistake.
func (s Serve) Level() slog.Level {
	level, _ := s.level()
	return level
}

func (s Serve) level() (slog.Level, error) {
	var level slog.Level
	if err := level.UnmarshalText([]byte(s.LogLevel)); err != nil {
		return slog.LevelInfo, mistake("CCHC_LOG_LEVEL: %q không phải là debug, info, warn hay error.", s.LogLevel)
	}
	return level, nil
}

// Private tells whether the portal is to run its own PostgreSQL.
func (d Database) Private() bool { return d.URL == "" }

// Check returns what is wrong with the database settings, nil when nothing is.
func (d Database) Check() error {
	var wrong []error
	if !d.Private() && !strings.HasPrefix(d.URL, "postgres://") && !strings.HasPrefix(d.URL, "postgresql://") {
		wrong = append(wrong, mistake("CCHC_DATABASE_URL phải có dạng postgres://người-dùng:mật-khẩu@máy:5432/cơ-sở-dữ-liệu."))
	}
	if d.Private() && d.DataDir == "" {
		wrong = append(wrong, mistake("Cần CCHC_DATA_DIR hoặc CCHC_DATABASE_URL để biết dữ liệu ở đâu."))
	}
	if d.MaxConns < 2 {
		wrong = append(wrong, mistake("CCHC_MAX_CONNS phải từ 2 trở lên."))
	}
	if d.Private() && d.MaxConns > 90 {
		wrong = append(wrong, mistake("CCHC_MAX_CONNS không quá 90 khi dùng PostgreSQL riêng."))
	}
	return errors.Join(wrong...)
}

// Loopback tells whether only this machine can reach the portal.
func (w Web) Loopback() bool {
	host, _, err := net.SplitHostPort(w.Addr)
	if err != nil {
		return false
	}
	ip, err := netip.ParseAddr(host)
	return host == "localhost" || err == nil && ip.IsLoopback()
}

// SecureCookies tells whether cookies may travel over https only.
func (w Web) SecureCookies() bool { return strings.HasPrefix(w.Origin, "https://") }

func (w Web) check() error {
	var wrong []error
	if _, _, err := net.SplitHostPort(w.Addr); err != nil {
		wrong = append(wrong, mistake("CCHC_ADDR: %q không có dạng máy:cổng, ví dụ 127.0.0.1:8080.", w.Addr))
	}
	if w.Origin != "" && !isOrigin(w.Origin) {
		wrong = append(wrong, mistake("CCHC_ORIGIN: %q không có dạng https://tên-máy, không kèm đường dẫn.", w.Origin))
	}
	if w.Production && !w.SecureCookies() {
		wrong = append(wrong, mistake("Chạy thật (CCHC_PRODUCTION) cần CCHC_ORIGIN là địa chỉ https của cổng."))
	}
	return errors.Join(wrong...)
}

func isOrigin(text string) bool {
	u, err := url.Parse(text)
	return err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != "" && u.Scheme+"://"+u.Host == text
}

func (s Sample) check(w Web) error {
	if !s.On {
		return nil
	}
	var wrong []error
	if w.Production {
		wrong = append(wrong, mistake("Không nạp dữ liệu mẫu khi chạy thật: bỏ --sample hoặc bỏ --production."))
	}
	if !w.Loopback() && !s.Anywhere {
		wrong = append(wrong, mistake("Dữ liệu mẫu có tài khoản mẫu, nên chỉ chạy ở địa chỉ của riêng máy này (127.0.0.1). "+
			"Nếu thật sự muốn mở %s cho máy khác, hãy thêm --sample-anywhere.", w.Addr))
	}
	if s.Password != "" && utf8.RuneCountInString(s.Password) < 8 {
		wrong = append(wrong, mistake("CCHC_SAMPLE_PASSWORD phải có ít nhất 8 ký tự."))
	}
	return errors.Join(wrong...)
}
