//go:build unix

package localpg

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
)

// init makes the cluster when there is none. It is made beside its place and
// renamed into it, so whatever stands in that place is whole.
func (h home) init(ctx context.Context, t tools, throwaway bool, log *slog.Logger) error {
	h.clearHalfMade(log)
	if have, err := h.version(); have != 0 || err != nil {
		return err
	}
	log.Info("Lần chạy đầu: tạo PostgreSQL riêng của cổng.", "dir", h.data, "version", t.major)
	made, err := os.MkdirTemp(h.dir, halfMade)
	if err != nil {
		return refuse(err, fmt.Sprintf("Không ghi được vào thư mục dữ liệu %s.", h.dir))
	}
	defer os.RemoveAll(made)
	if err := h.owner.take(made); err != nil {
		return err
	}
	if err := h.initdb(ctx, t, made, throwaway); err != nil {
		return err
	}
	if err := os.Rename(made, h.data); err != nil {
		return refuse(err, fmt.Sprintf("Không đặt được dữ liệu mới vào %s.", h.data))
	}
	return syncDir(h.dir)
}

func (h home) clearHalfMade(log *slog.Logger) {
	left, _ := filepath.Glob(filepath.Join(h.dir, halfMade+"*"))
	for _, dir := range left {
		if err := os.RemoveAll(dir); err != nil {
			log.Warn("remove a half-made cluster", "dir", dir, "error", err)
		}
	}
}

func (h home) initdb(ctx context.Context, t tools, into string, throwaway bool) error {
	args := []string{"-D", into, "--username=" + role, "--encoding=UTF8", "--locale=" + libcLocale(), "--lc-messages=C",
		"--locale-provider=icu", "--icu-locale=vi-VN", "--text-search-config=simple", "--data-checksums",
		"--auth-local=trust", "--auth-host=reject", "--no-instructions"}
	if throwaway {
		args = append(args, "--no-sync")
	}
	var said bytes.Buffer
	cmd := h.command(t.initdb, args, syscall.SIGTERM)
	cmd.Stdout, cmd.Stderr = &said, &said
	p, err := launch(cmd)
	if err != nil {
		return refuse(err, fmt.Sprintf("Không chạy được %s.", t.initdb))
	}
	select {
	case <-p.ended:
	case <-ctx.Done():
		_ = cmd.Process.Signal(syscall.SIGTERM) // it removes what it made
		<-p.ended
		return ctx.Err()
	}
	if p.err != nil {
		return refuse(p.err, fmt.Sprintf("Không tạo được PostgreSQL riêng: %s", lastLines(said.String())))
	}
	return nil
}

// libcLocale classifies characters beside ICU, which does the sorting.
func libcLocale() string {
	if runtime.GOOS == "darwin" {
		return "en_US.UTF-8"
	}
	return "C.UTF-8"
}

func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return refuse(err, fmt.Sprintf("Không mở được thư mục %s.", dir))
	}
	defer d.Close()
	if err := d.Sync(); err != nil {
		return refuse(err, fmt.Sprintf("Không ghi chắc được thư mục %s xuống đĩa.", dir))
	}
	return nil
}

func lastLines(text string) string {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	return strings.Join(lines[max(0, len(lines)-4):], " | ")
}
