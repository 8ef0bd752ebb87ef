//go:build unix

package localpg_test

import (
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"cchc/internal/localpg"
)

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// inventory lists what is in a tree with times and contents, to see that
// nothing was touched.
func inventory(t *testing.T, root string) string {
	t.Helper()
	var list strings.Builder
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		list.WriteString(path + " " + info.ModTime().String() + "\n")
		if !d.IsDir() {
			text, _ := os.ReadFile(path)
			list.Write(text)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return list.String()
}

func TestSecondPortalOnOneDirectoryIsRefused(t *testing.T) {
	t.Parallel()
	dir := portalDir(t)
	c := start(t, dir)
	refused(t, dir, "đang được một cổng CCHC khác dùng", strconv.Itoa(os.Getpid()), "--data-dir")
	if url, ok := localpg.Running(dir); !ok || url != c.URL() {
		t.Errorf("Running = %q, %v", url, ok)
	}
	stop(t, c)
	if _, ok := localpg.Running(dir); ok {
		t.Error("a stopped cluster is said to be running")
	}
}

func TestAnotherMajorVersionIsRefusedUntouched(t *testing.T) {
	t.Parallel()
	dir := portalDir(t)
	data := filepath.Join(dir, "postgres")
	write(t, filepath.Join(data, "PG_VERSION"), "9\n")
	write(t, filepath.Join(data, "base", "1"), "rows")
	before := inventory(t, data)
	refused(t, dir, "PostgreSQL 9", "cài PostgreSQL 9", "pg_dump")
	if inventory(t, data) != before {
		t.Error("the data directory was touched")
	}
}

func TestDirectoryThatIsNotAClusterIsRefusedUntouched(t *testing.T) {
	t.Parallel()
	dir := portalDir(t)
	data := filepath.Join(dir, "postgres")
	write(t, filepath.Join(data, "thesis.doc"), "years of work")
	before := inventory(t, data)
	refused(t, dir, "không tự xóa", "PG_VERSION")
	if inventory(t, data) != before {
		t.Error("the directory was touched")
	}
}

func TestHalfMadeClusterIsNotTakenAsData(t *testing.T) {
	t.Parallel()
	dir := portalDir(t)
	half := filepath.Join(dir, "postgres.init-123")
	write(t, filepath.Join(half, "PG_VERSION"), "15\n")
	conn := connect(t, start(t, dir))
	if got := value[int](t, conn, "select 1"); got != 1 {
		t.Errorf("got %d", got)
	}
	if _, err := os.Stat(half); err == nil {
		t.Error("the half-made cluster is still there")
	}
}

func TestStalePidFileIsNoHindrance(t *testing.T) {
	t.Parallel()
	for name, pid := range map[string]int{"of a dead process": 1 << 30, "of another program": os.Getppid()} {
		t.Run(name, func(t *testing.T) {
			dir := portalDir(t)
			stop(t, start(t, dir))
			socket := filepath.Join(dir, "postgres.socket")
			pidFile := filepath.Join(dir, "postgres", "postmaster.pid")
			lines := []string{strconv.Itoa(pid), filepath.Dir(pidFile), "1700000000", "5432", socket, "", "  5432001         0", "ready   ", ""}
			write(t, pidFile, strings.Join(lines, "\n"))
			start(t, dir)
		})
	}
}

func TestPostgresStartedByHandIsLeftAlone(t *testing.T) {
	t.Parallel()
	dir := portalDir(t)
	stop(t, start(t, dir))
	sleeper := exec.Command("/bin/sh", "-c", "sleep 60; :")
	sleeper.Args[0] = "postgres"
	if err := sleeper.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { sleeper.Process.Kill(); sleeper.Wait() })
	pidFile := filepath.Join(dir, "postgres", "postmaster.pid")
	lines := []string{strconv.Itoa(sleeper.Process.Pid), filepath.Dir(pidFile), "1700000000", "5432", "/var/run/postgresql", "", "", "ready", ""}
	write(t, pidFile, strings.Join(lines, "\n"))
	refused(t, dir, "một PostgreSQL khác", strconv.Itoa(sleeper.Process.Pid))
}

func TestLongAndOddPathsWork(t *testing.T) {
	t.Parallel()
	for name, part := range map[string]string{
		"long": strings.Repeat("rất-dài-", 20), "odd": `cải cách, "hành chính"`,
	} {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(portalDir(t), part)
			conn := connect(t, start(t, dir))
			if got := value[int](t, conn, "select 1"); got != 1 {
				t.Errorf("got %d", got)
			}
		})
	}
}

func TestMissingProgramsAreNamed(t *testing.T) {
	t.Parallel()
	bin := t.TempDir()
	_, err := localpg.Start(t.Context(), localpg.Options{Dir: portalDir(t), BinDir: bin})
	if err == nil || !strings.Contains(err.Error(), bin) || !strings.Contains(err.Error(), "CCHC_PG_BIN") {
		t.Errorf("got %v", err)
	}
}

func TestRootIsToldWhichDirectoryIsClosed(t *testing.T) {
	t.Parallel()
	if os.Geteuid() != 0 {
		t.Skip("only root drops to another user")
	}
	closed := t.TempDir()
	if err := os.Chmod(closed, 0o700); err != nil {
		t.Fatal(err)
	}
	_, err := localpg.Start(t.Context(), localpg.Options{Dir: filepath.Join(closed, "data")})
	if err == nil || !strings.Contains(err.Error(), "chmod o+x "+closed) {
		t.Errorf("got %v", err)
	}
}
