package config

import (
	"errors"
	"net/mail"
	"net/url"
	"time"
)

// Migrate holds the commands that change or tell the version of the schema.
type Migrate struct {
	Up     Database `cmd:"" help:"Nâng cấp lên phiên bản của chương trình này."`
	Down   Down     `cmd:"" help:"Lùi một bước; dữ liệu của bước đó mất."`
	Status Database `cmd:"" help:"Cho biết phiên bản hiện có và phiên bản cần có."`
}

// Down is one step back, which has to be confirmed.
type Down struct {
	Database
	Yes bool `env:"CCHC_MIGRATE_YES" help:"Xác nhận đã sao lưu và chịu mất dữ liệu của bước này."`
}

// Check refuses a step back that nobody confirmed.
func (d Down) Check() error {
	if !d.Yes {
		return mistake("Lùi một bước làm mất dữ liệu của bước đó. Hãy sao lưu trước, rồi chạy lại với --yes.")
	}
	return d.Database.Check()
}

// Admin holds the commands for whoever has the server in hand.
type Admin struct {
	CreateUser   CreateUser   `cmd:"" help:"Tạo một tài khoản, ví dụ tài khoản quản trị đầu tiên."`
	SendTestMail SendTestMail `cmd:"" help:"Gửi một thư thử, để biết cấu hình gửi thư có dùng được không."`
}

// SendTestMail says where a mail that only tries the settings goes.
type SendTestMail struct {
	Mail   Mail   `embed:""`
	To     string `env:"CCHC_TEST_MAIL_TO" required:"" placeholder:"ĐỊA-CHỈ" help:"Địa chỉ nhận thư thử."`
	Origin string `env:"CCHC_ORIGIN" default:"http://127.0.0.1:8080" help:"Địa chỉ công khai của cổng, cho liên kết trong thư."`
}

// Check refuses to try settings that are none.
func (s SendTestMail) Check() error {
	if !s.Mail.On() {
		return mistake("Chưa có CCHC_SMTP_HOST: cổng không gửi thư điện tử.")
	}
	if a, err := mail.ParseAddress(s.To); err != nil || a.Address != s.To {
		return mistake("--to: %q không phải là một địa chỉ thư.", s.To)
	}
	return s.Mail.check()
}

// CreateUser describes the account to make.
type CreateUser struct {
	Database
	Username string `arg:"" help:"Tên đăng nhập."`
	Name     string `env:"CCHC_USER_NAME" placeholder:"HỌ-TÊN" help:"Họ và tên; để trống thì như tên đăng nhập."`
	Role     string `env:"CCHC_USER_ROLE" default:"admin" help:"Vai trò: staff, head, office, chief, leader, observer, admin."`
	Unit     string `env:"CCHC_USER_UNIT" placeholder:"MÃ" help:"Mã đơn vị của người đó; quản trị và giám sát có thể để trống."`
	Password string `env:"CCHC_USER_PASSWORD" placeholder:"…" help:"Mật khẩu, ít nhất 8 ký tự; để trống thì tạo ngẫu nhiên rồi in ra. Nên đặt bằng biến môi trường."`
}

// Print says where the printed documents go.
type Print struct {
	Dir   string `env:"CCHC_PRINT_DIR" default:"docs/printed" help:"Thư mục nhận tài liệu."`
	Stale bool   `name:"check" env:"CCHC_PRINT_CHECK" help:"Không ghi gì; báo lỗi khi tài liệu đã cũ."`
	PGBin string `name:"pg-bin" env:"CCHC_PG_BIN" placeholder:"DIR" help:"Thư mục có initdb và postgres, dùng để in lược đồ; để trống thì tự tìm."`
}

// Check says what to look at: a running portal at Ready, else the settings and
// the database.
type Check struct {
	Database
	Mail    Mail          `embed:""`
	Gateway Gateway       `embed:""`
	Ready   string        `env:"CCHC_CHECK_READY" placeholder:"URL" help:"Hỏi một cổng đang chạy, ví dụ http://127.0.0.1:8080/readyz, thay vì mở cơ sở dữ liệu."`
	Timeout time.Duration `env:"CCHC_CHECK_TIMEOUT" default:"5s" help:"Chờ trả lời tối đa bao lâu."`
}

// Check returns what is wrong with the settings of the check itself.
func (c Check) Check() error {
	if c.Ready == "" {
		return errors.Join(c.Database.Check(), c.Mail.check(), c.Gateway.check())
	}
	if u, err := url.Parse(c.Ready); err != nil || u.Host == "" {
		return mistake("--ready: %q không phải là một địa chỉ http.", c.Ready)
	}
	return nil
}
