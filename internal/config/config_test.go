package config_test

import (
	"bytes"
	"errors"
	"log/slog"
	"net/netip"
	"os"
	"strings"
	"testing"

	"github.com/alecthomas/kong"

	"cchc/internal/config"
)

// clean keeps the settings of whoever runs the tests out of them.
func clean(t *testing.T) {
	t.Helper()
	for _, pair := range os.Environ() {
		if name, _, _ := strings.Cut(pair, "="); strings.HasPrefix(name, "CCHC_") {
			t.Setenv(name, "")
			os.Unsetenv(name)
		}
	}
}

func TestServeHasUsableDefaults(t *testing.T) {
	clean(t)
	program, command, err := config.Parse([]string{"serve"})
	if err != nil || command != "serve" {
		t.Fatalf("%q, %v", command, err)
	}
	s := program.Serve
	if s.Addr != "127.0.0.1:8080" || s.DataDir != "./data" || !s.Private() || s.SecureCookies() || s.Level() != slog.LevelInfo || s.TrustedProxy != nil {
		t.Errorf("got %+v", s)
	}
}

func TestFlagWinsOverVariableOverDefault(t *testing.T) {
	clean(t)
	t.Setenv("CCHC_ADDR", "127.0.0.1:9000")
	t.Setenv("CCHC_SAMPLE_PASSWORD", "mật khẩu dài")
	program, _, err := config.Parse([]string{"serve"})
	if err != nil || program.Serve.Addr != "127.0.0.1:9000" || program.Serve.Sample.Password != "mật khẩu dài" {
		t.Errorf("%+v, %v", program.Serve, err)
	}
	program, _, err = config.Parse([]string{"serve", "--addr", "127.0.0.1:9001"})
	if err != nil || program.Serve.Addr != "127.0.0.1:9001" {
		t.Errorf("%+v, %v", program.Serve, err)
	}
}

func TestMistakesAreToldInSentences(t *testing.T) {
	clean(t)
	for args, words := range map[string]string{
		"serve --sample --addr :8080":                                   "--sample-anywhere",
		"serve --sample --addr 0.0.0.0:8080":                            "--sample-anywhere",
		"serve --sample --sample-password 1234567":                      "ít nhất 8 ký tự",
		"serve --sample --production --origin https://a.vn":             "Không nạp dữ liệu mẫu",
		"serve --production":                                            "CCHC_ORIGIN",
		"serve --production --origin http://a.vn":                       "CCHC_ORIGIN",
		"serve --origin https://a.vn/cchc":                              "không kèm đường dẫn",
		"serve --addr 8080":                                             "máy:cổng",
		"serve --log-level loud":                                        "CCHC_LOG_LEVEL",
		"serve --database-url mysql://a":                                "postgres://",
		"serve --max-conns 1":                                           "từ 2",
		"serve --max-conns 200":                                         "không quá 90",
		"serve --trusted-proxy proxy.lan":                               "CCHC_TRUSTED_PROXY",
		"serve --speed 9":                                               "Không hiểu lệnh",
		"migrate down":                                                  "--yes",
		"check --ready 8080":                                            "--ready",
		"serve --mail-from a@b.vn":                                      "thiếu CCHC_SMTP_HOST",
		"serve --smtp-host mail.b.vn":                                   "CCHC_MAIL_FROM",
		"serve --smtp-host mail.b.vn:25 --mail-from a@b.vn":             "không kèm cổng",
		"serve --smtp-host b.vn --mail-from a@b.vn --smtp-user a":       "phải đi cùng nhau",
		"serve --smtp-host b.vn --mail-from a@b.vn --smtp-security ssl": "starttls, tls hay none",
		"serve --smtp-host b.vn --mail-from a@b.vn --smtp-port 99999":   "65535",
		"serve --smtp-host b.vn --mail-from a@b.vn --smtp-timeout 5m":   "CCHC_SMTP_TIMEOUT",
		"serve --smtp-host b.vn --mail-from a@b.vn --smtp-security none --smtp-user a --smtp-password b": "không mã hóa",
		"serve --gateway-url https://a.vn":                                "CCHC_GATEWAY_SECRET",
		"serve --gateway-url http://a.vn/tin":                             "phải là https",
		"serve --gateway-secret whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIz":   "thiếu CCHC_GATEWAY_URL",
		"serve --gateway-url https://a.vn --gateway-secret ngan":          "ít nhất 24 byte",
		"check --smtp-host b.vn":                                          "CCHC_MAIL_FROM",
		"admin send-test-mail --to a@b.vn":                                "CCHC_SMTP_HOST",
		"admin create-user quantri --database-url localhost --role staff": "postgres://",
	} {
		_, _, err := config.Parse(strings.Fields(args))
		if err == nil || !strings.Contains(err.Error(), words) {
			t.Errorf("%s: %v does not say %q", args, err, words)
		}
	}
}

func TestSoundSettingsPass(t *testing.T) {
	clean(t)
	for args, want := range map[string]string{
		"serve --sample":                                          "serve",
		"serve --sample --addr localhost:1":                       "serve",
		"serve --sample --addr [::1]:8080":                        "serve",
		"serve --sample --addr :8080 --sample-anywhere":           "serve",
		"serve --production --origin https://a.vn --addr :8080":   "serve",
		"serve --database-url postgres://a:b@c/d --max-conns 200": "serve",
		"serve --smtp-host localhost --mail-from a@b.vn --smtp-security none --smtp-user a --smtp-password b":                     "serve",
		"serve --gateway-url http://127.0.0.1:9/tin --gateway-secret whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIz":                      "serve",
		"admin send-test-mail --to a@b.vn --smtp-host mail.b.vn --mail-from c@b.vn --smtp-user c --smtp-password d --smtp-port 1": "admin send-test-mail",
		"migrate up":         "migrate up",
		"migrate down --yes": "migrate down",
		"migrate status":     "migrate status",
		"admin create-user quantri --name A --role admin": "admin create-user",
		"print --check": "print",
		"check --ready http://127.0.0.1:8080/readyz": "check",
	} {
		if _, command, err := config.Parse(strings.Fields(args)); err != nil || command != want {
			t.Errorf("%s: %q, %v", args, command, err)
		}
	}
}

func TestSeveralMistakesAreToldAtOnce(t *testing.T) {
	clean(t)
	_, _, err := config.Parse(strings.Fields("serve --production --log-level loud"))
	if err == nil || strings.Count(err.Error(), "\n") != 1 {
		t.Errorf("got %v", err)
	}
	var m config.Mistake
	if !errors.As(err, &m) {
		t.Errorf("%T is no Mistake", err)
	}
}

func TestTrustedProxyIsWhoIsNamed(t *testing.T) {
	for text, trusted := range map[string]map[string]bool{
		"false":             {"127.0.0.1": false, "10.0.0.1": false},
		"true":              {"127.0.0.1": true, "::1": true, "172.18.0.2": true, "::ffff:10.1.1.1": true, "8.8.8.8": false},
		"10.0.0.7":          {"10.0.0.7": true, "10.0.0.8": false},
		"192.0.2.9/24, ::1": {"192.0.2.200": true, "::1": true, "192.0.3.1": false},
	} {
		var p config.Proxies
		if err := p.UnmarshalText([]byte(text)); err != nil {
			t.Fatal(err)
		}
		for peer, want := range trusted {
			if got := p.Trust(netip.MustParseAddr(peer)); got != want {
				t.Errorf("%s: Trust(%s) = %v", text, peer, got)
			}
		}
	}
}

func TestHelpIsVietnamese(t *testing.T) {
	clean(t)
	var out bytes.Buffer
	type ended struct{}
	func() {
		defer func() { recover() }()
		config.Parse([]string{"serve", "--help"}, kong.Writers(&out, &out), kong.Exit(func(int) { panic(ended{}) }))
	}()
	for _, word := range []string{"Cách dùng: cchc serve", "--data-dir", "$CCHC_DATA_DIR", "Cờ:"} {
		if !strings.Contains(out.String(), word) {
			t.Errorf("help does not say %q:\n%s", word, out.String())
		}
	}
	for _, word := range []string{"Usage", "Flags", "Show"} {
		if strings.Contains(out.String(), word) {
			t.Errorf("help says %q:\n%s", word, out.String())
		}
	}
}

func TestEveryFlagIsPrintedWithItsVariable(t *testing.T) {
	text, err := config.Markdown()
	if err != nil {
		t.Fatal(err)
	}
	rows := 0
	for line := range strings.SplitSeq(text, "\n") {
		if strings.HasPrefix(line, "| `--") {
			rows++
			if !strings.Contains(line, "| `CCHC_") || strings.HasSuffix(line, "|  |") {
				t.Errorf("no variable or no help: %s", line)
			}
		}
	}
	if rows < 20 {
		t.Errorf("only %d flags:\n%s", rows, text)
	}
	for _, command := range []string{"serve", "migrate up", "migrate down", "migrate status", "admin create-user", "print", "check"} {
		if !strings.Contains(text, "## `cchc "+command+"`") {
			t.Errorf("no section for %s", command)
		}
	}
}
