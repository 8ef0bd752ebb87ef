package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"cchc/cmd/bench/bare"
)

// password is that of every account that is measured.
const password = "do-toc-do-2026"

// bareCommand makes this program serve the bare pages, as a process of its own beside the portal.
const bareCommand = "serve-bare"

// place is where a run keeps its databases and the program it measures.
type place struct {
	dir     string
	program string
	kept    string // where the databases stay; "" where they go with the rest
}

func newPlace(program, keep string) (place, error) {
	path, err := filepath.Abs(program)
	if err != nil {
		return place{}, fmt.Errorf("find the portal: %w", err)
	}
	if _, err := os.Stat(path); err != nil {
		return place{}, fmt.Errorf("the portal is not built: run make build: %w", err)
	}
	dir, err := os.MkdirTemp("", "cchc-bench-*")
	if err != nil {
		return place{}, fmt.Errorf("make a place for the databases: %w", err)
	}
	// PostgreSQL does not run as root; its user must be able to pass.
	return place{dir: dir, program: path, kept: keep}, os.Chmod(dir, 0o711)
}

// databases returns the directory of the PostgreSQL that the sizes are filled into.
func (p place) databases() (string, error) {
	if p.kept == "" {
		return filepath.Join(p.dir, "data"), nil
	}
	if err := os.MkdirAll(p.kept, 0o711); err != nil {
		return "", fmt.Errorf("make a place for the databases that stay: %w", err)
	}
	return filepath.Join(p.kept, "data"), nil
}

func (p place) clear() { _ = os.RemoveAll(p.dir) }

// child is a server in a process of its own.
type child struct {
	cmd *exec.Cmd
	url string
}

// portal starts the program as it is run in production, on the database.
func (p place) portal(database string) (*child, error) {
	cmd := exec.Command(p.program, "serve", "--addr", "127.0.0.1:0", "--database-url", database)
	cmd.Env = append(os.Environ(), "CCHC_LOG_LEVEL=warn", "CCHC_PRODUCTION=true", "CCHC_ORIGIN="+origin, "CCHC_MAX_CONNS="+pool)
	return launch(cmd)
}

// pool is how many connections to the database each measured server has, so that those of three sizes find room in one PostgreSQL.
const pool = "12"

// origin is the public address of the measured portal; its cookies are marked for https only, as in production.
const origin = "https://cchc.example.vn"

// sample starts the program as a newcomer does, with a PostgreSQL of its own and the sample.
func (p place) sample(dir string) (*child, error) {
	cmd := exec.Command(p.program, "serve", "--addr", "127.0.0.1:0", "--sample", "--data-dir", dir)
	cmd.Env = append(os.Environ(), "CCHC_LOG_LEVEL=warn", "CCHC_SAMPLE_PASSWORD="+password)
	return launch(cmd)
}

func bareChild(database string) (*child, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, fmt.Errorf("find this program: %w", err)
	}
	return launch(exec.Command(self, bareCommand, database))
}

// launch starts a server and waits for the line that names its address.
func launch(cmd *exec.Cmd) (*child, error) {
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, fmt.Errorf("start a server: %w", err)
	}
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("start a server: %w", err)
	}
	c := &child{cmd: cmd}
	lines := bufio.NewScanner(out)
	for c.url == "" && lines.Scan() {
		if _, address, found := strings.Cut(lines.Text(), "http://"); found {
			c.url = "http://" + address
		}
	}
	go func() {
		for lines.Scan() {
			continue
		}
	}()
	if c.url == "" {
		return nil, fmt.Errorf("the server said no address: %w", cmd.Wait())
	}
	return c, nil
}

func (c *child) stop() {
	_ = c.cmd.Process.Signal(syscall.SIGTERM)
	_ = c.cmd.Wait()
}

// memory returns how many bytes of memory the server's own process holds, 0 where the system does not tell.
func (c *child) memory() int64 {
	text, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(c.cmd.Process.Pid), "status"))
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(text)) {
		if fields := strings.Fields(line); len(fields) > 1 && fields[0] == "VmRSS:" {
			kilobytes, _ := strconv.ParseInt(fields[1], 10, 64)
			return kilobytes << 10
		}
	}
	return 0
}

func serveBare(ctx context.Context, database string) error {
	connections, err := pgxpool.New(ctx, database+"&pool_max_conns="+pool)
	if err != nil {
		return fmt.Errorf("open the database: %w", err)
	}
	defer connections.Close()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return fmt.Errorf("listen: %w", err)
	}
	fmt.Printf("http://%s\n", listener.Addr())
	server := &http.Server{Handler: bare.Handler(connections), ReadHeaderTimeout: 10 * time.Second}
	defer context.AfterFunc(ctx, func() { _ = server.Close() })()
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}
