package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"cchc/internal/app"
	"cchc/internal/config"
	"cchc/internal/fixture"
	"cchc/internal/postgres"
)

// layOutSample loads the sample department into an empty database, and gives its accounts the configured password.
func layOutSample(ctx context.Context, db *postgres.DB, c config.Serve) error {
	password, err := samplePassword(c)
	if err != nil {
		return err
	}
	loaded, err := fixture.Loaded(ctx, db)
	if err != nil {
		return err
	}
	if !loaded {
		return fixture.Load(ctx, db, time.Now(), password)
	}
	return fixture.SetPassword(ctx, db, time.Now, password)
}

// samplePassword returns the configured password or one made up once and kept in the data directory, so that every start
// can print it.
func samplePassword(c config.Serve) (string, error) {
	if c.Sample.Password != "" {
		return c.Sample.Password, nil
	}
	path := filepath.Join(c.DataDir, "mat-khau-mau.txt")
	kept, err := os.ReadFile(path)
	if err == nil {
		return strings.TrimSpace(string(kept)), nil
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return "", fmt.Errorf("đọc mật khẩu mẫu: %w", err)
	}
	password := app.MadeUpPassword()
	if err := os.MkdirAll(c.DataDir, 0o755); err != nil {
		return "", fmt.Errorf("tạo thư mục dữ liệu: %w", err)
	}
	if err := os.WriteFile(path, []byte(password+"\n"), 0o600); err != nil {
		return "", fmt.Errorf("giữ mật khẩu mẫu: %w", err)
	}
	return password, nil
}

// welcome prints where the portal is and, with the sample, who can sign in.
func welcome(w io.Writer, addr string, sample bool, c config.Serve) error {
	fmt.Fprintf(w, "\nCổng theo dõi nhiệm vụ cải cách hành chính: http://%s\n", addr)
	tellChannels(w, c.Mail, c.Gateway)
	if !sample {
		return nil
	}
	password, err := samplePassword(c)
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "Dữ liệu mẫu, không phải số liệu thật. Mật khẩu chung của các tài khoản mẫu: %s\n\n", password)
	for _, account := range fixture.AccountLines() {
		fmt.Fprintf(w, "  %-14s %s\n", account[0], account[1])
	}
	fmt.Fprint(w, "\nDừng cổng: Ctrl-C\n")
	return nil
}
