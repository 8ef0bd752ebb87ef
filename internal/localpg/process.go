//go:build unix

package localpg

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"syscall"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

const (
	pollEvery     = 5 * time.Millisecond
	startingUp    = "57P03"
	waitForOthers = 30 * time.Second
	leaveByItself = 3 * time.Second
)

// errOccupied says that something of an earlier server is still going away.
var errOccupied = errors.New("localpg: the data directory is still occupied")

// process is a child with somebody waiting for its end.
type process struct {
	cmd   *exec.Cmd
	ended chan struct{}
	err   error
}

// launch starts cmd. The signal a child asks for at its parent's death follows
// the thread that made it, so one thread stays with the child to the end.
func launch(cmd *exec.Cmd) (*process, error) {
	p := &process{cmd: cmd, ended: make(chan struct{})}
	started := make(chan error)
	go func() {
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
		err := cmd.Start()
		started <- err
		if err == nil {
			p.err = cmd.Wait()
			close(p.ended)
		}
	}()
	return p, <-started
}

// command runs a program as the owner with nothing of the portal's environment,
// where PGPORT or LC_ALL would change what it does.
func (h home) command(program string, args []string, whenOrphaned syscall.Signal) *exec.Cmd {
	cmd := exec.Command(program, args...)
	cmd.Dir = "/"
	cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "LC_ALL=C", "TZ=UTC"}
	cmd.SysProcAttr = h.owner.attributes(whenOrphaned)
	return cmd
}

// serve returns a server that answers and has the portal's database. What is
// left of an earlier server may still be on its way out: it is waited for, and
// put out when it does not leave by itself.
func (h home) serve(ctx context.Context, t tools, throwaway bool, log *slog.Logger) (*process, error) {
	deadline, cancel := context.WithTimeout(ctx, waitForOthers)
	defer cancel()
	patient := time.Now().Add(leaveByItself)
	for {
		if err := h.evict(ctx, log); err != nil {
			return nil, err
		}
		p, err := h.attempt(ctx, t, throwaway)
		if err == nil {
			return p, nil
		}
		if !errors.Is(err, errOccupied) || deadline.Err() != nil {
			return nil, err
		}
		if time.Now().After(patient) {
			h.putOut(log)
		}
		time.Sleep(10 * pollEvery)
	}
}

// putOut ends what is left of a server whose postmaster was killed: a session
// that waits for a lock whose holder died with it would wait for ever. Nothing
// is lost by it: the next server starts from its log as after any crash, and
// only once the last of these is gone.
func (h home) putOut(log *slog.Logger) {
	for _, pid := range leftovers(h.data) {
		log.Warn("Tiến trình PostgreSQL còn sót của lần chạy trước không tự kết thúc; đang dừng nó.", "pid", pid)
		_ = syscall.Kill(pid, syscall.SIGKILL) // gone already is as good
	}
}

func (h home) attempt(ctx context.Context, t tools, throwaway bool) (*process, error) {
	out, err := h.openLog()
	if err != nil {
		return nil, err
	}
	defer out.Close()
	before, _ := out.Seek(0, 2)
	cmd := h.command(t.postgres, h.settings(throwaway), syscall.SIGINT)
	cmd.Stdout, cmd.Stderr = out, out
	p, err := launch(cmd)
	if err != nil {
		return nil, refuse(err, fmt.Sprintf("Không chạy được %s.", t.postgres))
	}
	conn, err := h.answer(ctx, p, before)
	if err == nil {
		err = ensureDatabase(ctx, conn)
	}
	if err != nil {
		_ = p.finish() // the first error is the one to tell
		return nil, err
	}
	return p, nil
}

// answer polls until the server takes a connection. Recovery after a crash may
// take its time, so a server that says it is starting up is waited for; silence
// is not.
func (h home) answer(ctx context.Context, p *process, before int64) (*pgx.Conn, error) {
	config, err := pgx.ParseConfig(socketURL(h.socket, "postgres"))
	if err != nil {
		return nil, fmt.Errorf("localpg: own address: %w", err)
	}
	hope := time.After(patience)
	for {
		conn, err := pgx.ConnectConfig(ctx, config)
		if err == nil {
			return conn, nil
		}
		var said *pgconn.PgError
		if errors.As(err, &said) {
			if said.Code != startingUp {
				return nil, refuse(err, "PostgreSQL riêng của cổng không cho kết nối.")
			}
			hope = time.After(patience)
		}
		select {
		case <-hope:
			return nil, refuse(err, "PostgreSQL riêng của cổng không trả lời.")
		case <-p.ended:
			return nil, h.whyEnded(p, before)
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(pollEvery):
		}
	}
}

func (h home) whyEnded(p *process, before int64) error {
	text, _ := os.ReadFile(h.log)
	said := string(text[min(before, int64(len(text))):])
	if strings.Contains(said, "pre-existing shared memory block") || strings.Contains(said, `lock file "postmaster.pid" already exists`) {
		return errors.Join(errOccupied, refuse(p.err, fmt.Sprintf("Thư mục %s vẫn còn tiến trình PostgreSQL của lần chạy trước. "+
			"Hãy dừng các tiến trình đó (hoặc khởi động lại máy) rồi chạy lại cổng.", h.data)))
	}
	return refuse(p.err, fmt.Sprintf("PostgreSQL riêng của cổng không khởi động được; nhật ký %s ghi: %s", h.log, lastLines(said)))
}

// settings stand on the command line, where they win over whatever the files in
// the data directory say: what was promised about disk and network holds.
func (h home) settings(throwaway bool) []string {
	durable := "on"
	if throwaway {
		durable = "off"
	}
	args := []string{"-D", h.data}
	settings := []string{
		"listen_addresses=", "port=" + port, "unix_socket_permissions=0700",
		`unix_socket_directories="` + strings.ReplaceAll(h.socket, `"`, `""`) + `"`,
		"cluster_name=cchc", "max_connections=100", "shared_buffers=128MB", "jit=off",
		"fsync=" + durable, "synchronous_commit=" + durable, "full_page_writes=" + durable,
		"timezone=Asia/Ho_Chi_Minh", "log_timezone=Asia/Ho_Chi_Minh",
		"logging_collector=off", "log_destination=stderr",
		// What people wrote has no place in a log file.
		"log_min_error_statement=panic", "log_error_verbosity=terse",
	}
	if throwaway { // nothing lives long enough to be tidied up or restored
		settings = append(settings, "autovacuum=off", "wal_level=minimal", "max_wal_senders=0")
	}
	for _, setting := range settings {
		args = append(args, "-c", setting)
	}
	return args
}

func ensureDatabase(ctx context.Context, conn *pgx.Conn) error {
	defer conn.Close(ctx)
	var there bool
	err := conn.QueryRow(ctx, "select exists (select from pg_database where datname = $1)", database).Scan(&there)
	if err == nil && !there {
		_, err = conn.Exec(ctx, "create database "+database)
	}
	if err != nil {
		return refuse(err, "Không tạo được cơ sở dữ liệu của cổng.")
	}
	return nil
}
