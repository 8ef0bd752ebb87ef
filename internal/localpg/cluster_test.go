//go:build unix

package localpg_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"cchc/internal/localpg"
)

// portalDir is a directory that an unprivileged server may enter when the tests
// run as root, which t.TempDir is not.
func portalDir(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "localpg-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	if err := os.Chmod(dir, 0o711); err != nil {
		t.Fatal(err)
	}
	return dir
}

func start(t *testing.T, dir string) *localpg.Cluster {
	t.Helper()
	c, err := localpg.Start(t.Context(), localpg.Options{Dir: dir})
	if err != nil {
		t.Fatalf("Start: %v", err)
	}
	t.Cleanup(func() { c.Stop() })
	return c
}

func stop(t *testing.T, c *localpg.Cluster) {
	t.Helper()
	if err := c.Stop(); err != nil {
		t.Fatalf("Stop: %v", err)
	}
}

func connect(t *testing.T, c *localpg.Cluster) *pgx.Conn {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), c.URL())
	if err != nil {
		t.Fatalf("connect: %v", err)
	}
	t.Cleanup(func() { conn.Close(context.Background()) })
	return conn
}

func value[T any](t *testing.T, conn *pgx.Conn, sql string) T {
	t.Helper()
	var v T
	if err := conn.QueryRow(t.Context(), sql).Scan(&v); err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
	return v
}

func run(t *testing.T, conn *pgx.Conn, sql string) {
	t.Helper()
	if _, err := conn.Exec(t.Context(), sql); err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
}

// refused demands a sentence for the operator that holds the given words.
func refused(t *testing.T, dir string, words ...string) {
	t.Helper()
	c, err := localpg.Start(t.Context(), localpg.Options{Dir: dir})
	if err == nil {
		c.Stop()
		t.Fatal("Start was not refused")
	}
	var refusal *localpg.Refusal
	if !errors.As(err, &refusal) {
		t.Fatalf("not a sentence for the operator: %v", err)
	}
	for _, word := range words {
		if !strings.Contains(refusal.Sentence, word) {
			t.Errorf("%q does not say %q", refusal.Sentence, word)
		}
	}
}

func TestStopAndStartKeepsData(t *testing.T) {
	t.Parallel()
	dir := portalDir(t)
	first := start(t, dir)
	run(t, connect(t, first), "create table note (text text)")
	run(t, connect(t, first), "insert into note values ('còn đây')")
	stop(t, first)
	if err := first.Err(); err != nil {
		t.Errorf("an ordinary stop is reported as a failure: %v", err)
	}
	began := time.Now()
	second := start(t, dir)
	t.Logf("start of an existing cluster took %v", time.Since(began))
	if got := value[string](t, connect(t, second), "select text from note"); got != "còn đây" {
		t.Errorf("got %q", got)
	}
}

func TestClusterIsPrivateDurableAndVietnamese(t *testing.T) {
	t.Parallel()
	dir := portalDir(t)
	conn := connect(t, start(t, dir))
	for setting, want := range map[string]string{
		"listen_addresses": "", "fsync": "on", "synchronous_commit": "on", "full_page_writes": "on", "jit": "off",
		"cluster_name": "cchc", "TimeZone": "Asia/Ho_Chi_Minh", "shared_buffers": "128MB", "server_encoding": "UTF8",
	} {
		if got := value[string](t, conn, "show "+setting); got != want {
			t.Errorf("%s = %q, want %q", setting, got, want)
		}
	}
	order := value[string](t, conn, `select string_agg(x, ' ' order by x)
		from unnest(array['đi', 'dư', 'da', 'âm', 'ăn', 'ao', 'eo', 'ơn', 'ôn', 'on']) x`)
	if order != "ao ăn âm da dư đi eo on ôn ơn" {
		t.Errorf("order is %q", order)
	}
	info, err := os.Stat(filepath.Join(dir, "postgres.socket"))
	if err != nil || info.Mode().Perm() != 0o700 {
		t.Errorf("socket directory: %v, %v", info.Mode(), err)
	}
}

func TestNobodyElseMayChangeTheSettingsThatKeepThePromises(t *testing.T) {
	t.Parallel()
	dir := portalDir(t)
	first := start(t, dir)
	run(t, connect(t, first), "alter system set fsync = off")
	run(t, connect(t, first), "alter system set listen_addresses = '*'")
	stop(t, first)
	conn := connect(t, start(t, dir))
	if fsync, listens := value[string](t, conn, "show fsync"), value[string](t, conn, "show listen_addresses"); fsync != "on" || listens != "" {
		t.Errorf("fsync = %q, listen_addresses = %q", fsync, listens)
	}
}

func TestDeathOfPostgresIsNoticed(t *testing.T) {
	t.Parallel()
	dir := portalDir(t)
	c := start(t, dir)
	run(t, connect(t, c), "create table note (text text)")
	if err := syscall.Kill(c.PID(), syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	select {
	case <-c.Done():
	case <-time.After(5 * time.Second):
		t.Fatal("Done is still open")
	}
	if err := c.Err(); err == nil || !strings.Contains(err.Error(), "ngoài ý muốn") {
		t.Errorf("Err = %v", err)
	}
	if err := c.Stop(); err == nil {
		t.Error("Stop hides that PostgreSQL died by itself")
	}
	if n := value[int](t, connect(t, start(t, dir)), "select count(*)::int from note"); n != 0 {
		t.Errorf("%d rows", n)
	}
}

func TestStopMayBeCalledTwice(t *testing.T) {
	t.Parallel()
	c := start(t, portalDir(t))
	stop(t, c)
	stop(t, c)
}

func TestCancelledStartLeavesNothingRunning(t *testing.T) {
	t.Parallel()
	dir := portalDir(t)
	stop(t, start(t, dir))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := localpg.Start(ctx, localpg.Options{Dir: dir}); !errors.Is(err, context.Canceled) {
		t.Fatalf("got %v", err)
	}
	stop(t, start(t, dir))
}
