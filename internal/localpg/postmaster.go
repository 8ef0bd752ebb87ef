//go:build unix

package localpg

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// postmaster is what a running server, or one that was killed, wrote about
// itself into postmaster.pid.
type postmaster struct {
	pid    int
	socket string
	lines  []string
}

func (h home) pidFile() string { return filepath.Join(h.data, "postmaster.pid") }

func (h home) postmaster() (postmaster, bool) {
	text, err := os.ReadFile(h.pidFile())
	if err != nil {
		return postmaster{}, false
	}
	lines := strings.Split(string(text), "\n")
	pid, err := strconv.Atoi(strings.TrimSpace(lines[0]))
	if err != nil || pid <= 1 {
		return postmaster{}, false
	}
	p := postmaster{pid: pid, lines: lines}
	if len(lines) > 4 {
		p.socket = lines[4]
	}
	return p, true
}

// Running returns the address of the cluster that a portal runs in dir at this
// moment, so that a command beside it can talk to the same database.
func Running(dir string) (url string, ok bool) {
	h, err := layOut(dir)
	if err != nil || !h.held() {
		return "", false
	}
	p, found := h.postmaster()
	if !found || !h.ownSocket(p.socket) || commandLine(p.pid) == "" {
		return "", false
	}
	return socketURL(p.socket, database), true
}

// evict ends a server that outlived the portal which started it. It is called
// with the lock held, so no living portal depends on that server.
func (h home) evict(ctx context.Context, log *slog.Logger) error {
	p, found := h.postmaster()
	if !found {
		return nil
	}
	command := commandLine(p.pid)
	started := h.ownSocket(p.socket) || p.socket == ""
	switch {
	case command == "":
		return h.disown(p)
	case started && strings.Contains(command, h.data):
		log.Warn("PostgreSQL của lần chạy trước vẫn còn chạy; đang dừng nó.", "pid", p.pid)
		return h.end(ctx, p)
	case !started && (strings.Contains(command, "postgres") || strings.Contains(command, "postmaster")):
		return refuse(nil, fmt.Sprintf("Thư mục %s đang được một PostgreSQL khác dùng (tiến trình %d, không do cổng này khởi động). "+
			"Hãy dừng PostgreSQL đó trước, hoặc chọn thư mục khác bằng --data-dir.", h.data, p.pid))
	default:
		return h.disown(p)
	}
}

// disown marks a pid file whose process is gone, or whose number now belongs to
// another program, as left by our own child's parent. PostgreSQL takes that for
// stale, where another live number would make it refuse to start, and it still
// checks for backends that may be left over: hence no removal of the file.
func (h home) disown(p postmaster) error {
	p.lines[0] = strconv.Itoa(os.Getpid())
	f, err := os.OpenFile(h.pidFile(), os.O_WRONLY|os.O_TRUNC, 0)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err == nil {
		_, err = f.WriteString(strings.Join(p.lines, "\n"))
		err = errors.Join(err, f.Close())
	}
	if err != nil {
		return refuse(err, fmt.Sprintf("Không sửa được tệp %s của lần chạy trước.", h.pidFile()))
	}
	return nil
}

func (h home) end(ctx context.Context, p postmaster) error {
	for _, step := range []struct {
		signal syscall.Signal
		wait   time.Duration
	}{{syscall.SIGINT, patience}, {syscall.SIGQUIT, lastWords}} {
		_ = syscall.Kill(p.pid, step.signal) // gone already is as good
		if h.gone(ctx, p, step.wait) {
			return nil
		}
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return refuse(nil, fmt.Sprintf("PostgreSQL của lần chạy trước (tiến trình %d) không chịu dừng. Hãy dừng nó bằng tay rồi chạy lại cổng.", p.pid))
}

// gone waits until the server has removed its pid file, its last act, or has
// died without.
func (h home) gone(ctx context.Context, p postmaster, wait time.Duration) bool {
	ctx, cancel := context.WithTimeout(ctx, wait)
	defer cancel()
	for ctx.Err() == nil {
		now, found := h.postmaster()
		if !found || now.pid != p.pid || commandLine(p.pid) == "" {
			return true
		}
		time.Sleep(5 * time.Millisecond)
	}
	return false
}
