//go:build unix

package survival_test

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"cchc/internal/localpg"
)

const password = "mau-thu-2026"

// program is the portal as it is delivered, without the race detector.
var program string

func TestMain(m *testing.M) {
	os.Exit(func() int {
		dir, err := os.MkdirTemp("", "cchc-program-")
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
		defer func() { _ = os.RemoveAll(dir) }()
		program = filepath.Join(dir, "cchc")
		build := exec.Command("go", "build", "-o", program, "cchc/cmd/cchc")
		build.Env = append(os.Environ(), "CGO_ENABLED=0")
		if out, err := build.CombinedOutput(); err != nil {
			fmt.Fprintf(os.Stderr, "build the portal: %v\n%s", err, out)
			return 1
		}
		return m.Run()
	}())
}

// dataDir is a directory that an unprivileged server may enter when the tests run as root, which t.TempDir is not.
func dataDir(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "cchc-survival-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	if err := os.Chmod(dir, 0o711); err != nil {
		t.Fatal(err)
	}
	return dir
}

// portal is a running program on its own data directory.
type portal struct {
	t      *testing.T
	cmd    *exec.Cmd
	dir    string
	url    string
	said   bytes.Buffer
	ended  chan error
	ledger *pgx.Conn
}

// run starts the portal and waits until it has said where it answers.
func run(t *testing.T, dir string) *portal {
	t.Helper()
	p := &portal{t: t, dir: dir, ended: make(chan error, 1)}
	p.cmd = exec.Command(program, "serve", "--sample", "--data-dir", dir, "--addr", "127.0.0.1:0", "--log-level", "error")
	p.cmd.Env = append(os.Environ(), "CCHC_SAMPLE_PASSWORD="+password)
	p.cmd.Stderr = &p.said
	out, err := p.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = p.cmd.Process.Kill() })
	lines := bufio.NewScanner(out)
	for p.url == "" && lines.Scan() {
		if _, address, found := strings.Cut(lines.Text(), "http://"); found {
			p.url = "http://" + address
		}
	}
	go func() {
		for lines.Scan() {
			continue
		}
		p.ended <- p.cmd.Wait()
	}()
	if p.url == "" {
		t.Fatalf("the portal did not start: %v\n%s", <-p.ended, p.said.String())
	}
	p.connect()
	return p
}

func (p *portal) connect() {
	p.t.Helper()
	address, running := localpg.Running(p.dir)
	if !running {
		p.t.Fatal("the portal answers, but its PostgreSQL does not run")
	}
	conn, err := pgx.Connect(p.t.Context(), address)
	if err != nil {
		p.t.Fatalf("look into the database: %v", err)
	}
	p.ledger = conn
}

// killPortal ends the portal without a word; its PostgreSQL is left to itself.
func (p *portal) killPortal() {
	p.t.Helper()
	if err := p.cmd.Process.Kill(); err != nil {
		p.t.Fatalf("kill the portal: %v", err)
	}
	p.wait()
}

// killPostgres ends the postmaster and every process of it, and waits for the portal to notice: it ends with a sentence.
func (p *portal) killPostgres() {
	p.t.Helper()
	pids := append([]int{p.postmaster()}, column[int](p, "select pid from pg_stat_activity")...)
	for _, pid := range pids {
		if err := syscall.Kill(pid, syscall.SIGKILL); err != nil && err != syscall.ESRCH {
			p.t.Fatalf("kill PostgreSQL: %v", err)
		}
	}
	if err := p.wait(); err == nil || !strings.Contains(p.said.String(), "PostgreSQL riêng đã dừng ngoài ý muốn") {
		p.t.Fatalf("the portal ended with %v and said %q when its PostgreSQL died", err, p.said.String())
	}
}

func (p *portal) postmaster() int {
	p.t.Helper()
	text, err := os.ReadFile(filepath.Join(p.dir, "postgres", "postmaster.pid"))
	if err != nil {
		p.t.Fatal(err)
	}
	pid, _, _ := strings.Cut(string(text), "\n")
	return number(p.t, pid)
}

func (p *portal) wait() error {
	p.t.Helper()
	_ = p.ledger.Close(context.WithoutCancel(p.t.Context()))
	select {
	case err := <-p.ended:
		http.DefaultTransport.(*http.Transport).CloseIdleConnections()
		return err
	case <-time.After(20 * time.Second):
		p.t.Fatal("the portal does not end")
		return nil
	}
}

// stop asks the portal to end, as Ctrl-C does.
func (p *portal) stop() {
	p.t.Helper()
	_ = p.ledger.Close(p.t.Context())
	if err := p.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		p.t.Fatal(err)
	}
	if err := p.wait(); err != nil {
		p.t.Fatalf("the portal ended with %v\n%s", err, p.said.String())
	}
}
