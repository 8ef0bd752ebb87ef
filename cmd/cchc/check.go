package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"cchc/internal/config"
	"cchc/internal/postgres"
	"cchc/internal/reform"
	"cchc/web"
)

// check asks a running portal whether it is ready, or looks at the database, the flows and the assets itself.
func check(ctx context.Context, c config.Check) error {
	ctx, cancel := context.WithTimeout(ctx, c.Timeout)
	defer cancel()
	if c.Ready != "" {
		return askReady(ctx, c.Ready)
	}
	return withDatabase(ctx, c.Database, func(db *postgres.DB) error {
		version, err := db.SchemaNow(ctx)
		if err != nil {
			return err
		}
		wrong := reform.TaskFlow.Check()
		if version != postgres.SchemaVersion {
			wrong = append(wrong, fmt.Errorf("cơ sở dữ liệu ở phiên bản %d, chương trình cần phiên bản %d: chạy cchc migrate up", version, postgres.SchemaVersion))
		}
		if !web.Built() {
			wrong = append(wrong, errors.New("chưa có tài nguyên giao diện: chạy make assets rồi dựng lại chương trình"))
		}
		if err := tryMail(ctx, c.Mail); err != nil {
			wrong = append(wrong, err)
		}
		if err := errors.Join(wrong...); err != nil {
			return err
		}
		fmt.Println("Cấu hình, cơ sở dữ liệu và giao diện đều dùng được.")
		return nil
	})
}

func askReady(ctx context.Context, url string) error {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return fmt.Errorf("hỏi %s: %w", url, err)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return fmt.Errorf("cổng không trả lời: %w", err)
	}
	defer func() { _ = response.Body.Close() }()
	if response.StatusCode != http.StatusOK {
		return fmt.Errorf("cổng chưa sẵn sàng: %s", response.Status)
	}
	return nil
}
