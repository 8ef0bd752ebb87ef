//go:build unix

package localpg

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"sync"
	"syscall"
	"time"
)

const (
	patience  = 60 * time.Second
	lastWords = 10 * time.Second
)

// Cluster is a private PostgreSQL that is running and owned by this process.
type Cluster struct {
	home   home
	log    *slog.Logger
	lock   *os.File
	server *process

	done     chan struct{}
	stopping chan struct{}
	err      error
	stop     func() error
}

// Start runs the cluster in o.Dir, making it on the first start, and returns
// once it answers and its database exists. What it refuses is a *Refusal.
func Start(ctx context.Context, o Options) (*Cluster, error) {
	h, err := openHome(o)
	if err != nil {
		return nil, err
	}
	lock, err := h.claim()
	if err != nil {
		return nil, err
	}
	c := &Cluster{home: h, log: o.logger(), lock: lock, done: make(chan struct{}), stopping: make(chan struct{})}
	c.stop = sync.OnceValue(c.shutDown)
	if err := c.run(ctx, o); err != nil {
		c.release()
		return nil, err
	}
	go c.watch()
	return c, nil
}

func (c *Cluster) run(ctx context.Context, o Options) error {
	if err := c.home.settleOwner(); err != nil {
		return err
	}
	tools, err := c.home.findTools(o.BinDir)
	if err != nil {
		return err
	}
	if err := c.home.init(ctx, tools, o.Throwaway, c.log); err != nil {
		return err
	}
	if err := c.home.makeSocketDir(c.log); err != nil {
		return err
	}
	c.server, err = c.home.serve(ctx, tools, o.Throwaway, c.log)
	return err
}

// URL returns the connection string of the portal's database, for pgx.
func (c *Cluster) URL() string { return socketURL(c.home.socket, database) }

// PID returns the process id of the postmaster.
func (c *Cluster) PID() int { return c.server.cmd.Process.Pid }

// Done returns a channel that is closed once PostgreSQL has ended, by itself or
// through Stop; Err tells which.
func (c *Cluster) Done() <-chan struct{} { return c.done }

// Err returns why PostgreSQL ended by itself; nil while it runs and after Stop.
func (c *Cluster) Err() error {
	select {
	case <-c.done:
		return c.err
	default:
		return nil
	}
}

// Stop shuts PostgreSQL down, waits for its end and gives the directory free.
// It may be called more than once.
func (c *Cluster) Stop() error { return c.stop() }

func (c *Cluster) watch() {
	<-c.server.ended
	select {
	case <-c.stopping:
	default:
		c.err = refuse(c.server.err, fmt.Sprintf(
			"PostgreSQL riêng của cổng đã dừng ngoài ý muốn. Hãy xem nhật ký %s rồi chạy lại cổng; dữ liệu đã ghi vẫn còn.",
			c.home.log))
	}
	close(c.done)
}

func (c *Cluster) shutDown() error {
	close(c.stopping)
	defer c.release()
	err := c.server.finish()
	<-c.done
	if c.err != nil {
		return c.err
	}
	return err
}

func (c *Cluster) release() {
	c.home.removeSocketDir()
	if err := c.lock.Close(); err != nil {
		c.log.Warn("release the data directory", "error", err)
	}
}

// finish asks for a fast shutdown, which rolls back what is open and writes a
// checkpoint, and insists only when that does not come to an end.
func (p *process) finish() error {
	for _, step := range []struct {
		signal os.Signal
		wait   time.Duration
	}{{syscall.SIGINT, patience}, {syscall.SIGQUIT, lastWords}, {syscall.SIGKILL, lastWords}} {
		_ = p.cmd.Process.Signal(step.signal) // it may have ended already
		select {
		case <-p.ended:
			return nil
		case <-time.After(step.wait):
		}
	}
	return refuse(nil, "PostgreSQL riêng của cổng không chịu dừng.")
}
