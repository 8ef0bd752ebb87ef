package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"runtime/debug"
	"sync"
	"time"

	"cchc/internal/app"
	"cchc/internal/config"
	"cchc/internal/jobs"
	"cchc/internal/postgres"
	"cchc/internal/server"
	"cchc/web"
)

// shutdownTime is how long requests under way may take once the portal is told to stop.
const shutdownTime = 15 * time.Second

// heapGrowth lets the small heap of the portal grow to five times what is alive before it is swept (Go's own measure is
// twice): a page costs a quarter less for some twenty megabytes under load. GOGC overrules it.
const heapGrowth = 400

func serve(ctx context.Context, c config.Serve) (err error) {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(heapGrowth)
	}
	log := newLog(c.Level())
	db, err := open(ctx, c.Database, log, false)
	if err != nil {
		return err
	}
	defer func() { err = db.stopped(err) }()
	portal := app.New(db.DB, time.Now, web.CommonPasswords())
	asked := c.Sample
	if err := prepare(ctx, db.DB, &c); err != nil {
		return err
	}
	out, err := postsOf(c.Mail, c.Gateway, c.Links())
	if err != nil {
		return err
	}
	db.DeliverBy(out.channels()...)
	handler, err := newHandler(portal, c, log)
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", c.Addr)
	if err != nil {
		return fmt.Errorf("không nghe được ở %s: %w. Dừng chương trình đang dùng địa chỉ này hoặc chọn --addr khác", c.Addr, err)
	}
	if err := welcome(os.Stdout, listener.Addr().String(), asked.On, c); err != nil {
		return err
	}
	return work(ctx, jobs.Options{App: portal, Log: log, Send: out.Send}, db, func(ctx context.Context) error { return answer(ctx, listener, handler, db, log) })
}

// work does what the portal does by itself while it answers, and waits for what is under way once it no longer does: it needs
// the database, which is closed next.
func work(ctx context.Context, o jobs.Options, db *store, answer func(context.Context) error) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	runner, err := jobs.Start(ctx, o)
	if err != nil {
		return err
	}
	err = answer(ctx)
	cancel()
	select {
	case <-runner.Stopped():
	case <-db.died():
	case <-time.After(shutdownTime):
		o.Log.Warn("a job does not end and is left to another process")
	}
	return err
}

// prepare brings the schema up to date and lays out the sample where it was asked for.
func prepare(ctx context.Context, db *postgres.DB, c *config.Serve) error {
	if err := db.Migrate(ctx); err != nil {
		return err
	}
	if !web.Built() {
		fmt.Fprintln(os.Stderr, "Chưa có tài nguyên giao diện (CSS, JavaScript): chạy `make assets` rồi dựng lại chương trình.")
	}
	if c.Sample.On {
		return layOutSample(ctx, db, *c)
	}
	return ownUpToSample(ctx, db, c)
}

// ownUpToSample keeps sample data from passing for real: where the database holds some, pages say so, and production refuses it.
func ownUpToSample(ctx context.Context, db *postgres.DB, c *config.Serve) error {
	sample, err := db.HasSample(ctx)
	if err == nil && sample && c.Production {
		return errors.New("cơ sở dữ liệu này chứa dữ liệu mẫu, không dùng để chạy thật: chọn --data-dir hoặc --database-url khác")
	}
	c.Sample.On = sample
	return err
}

func newHandler(portal *app.App, c config.Serve, log *slog.Logger) (*server.Server, error) {
	return server.New(server.Options{
		App: portal, Log: log, Clock: time.Now, Origin: c.Origin, Trusts: c.TrustedProxy.Trust, Sample: c.Sample.On,
		Production: c.Production, Version: config.Version(),
	})
}

// answer serves until it is told to stop or the private PostgreSQL dies; requests under way are finished first.
func answer(ctx context.Context, listener net.Listener, handler *server.Server, db *store, log *slog.Logger) error {
	defer watch(ctx, handler)()
	web := &http.Server{
		Handler: handler, ReadHeaderTimeout: 10 * time.Second, ReadTimeout: 10 * time.Minute, WriteTimeout: 10 * time.Minute,
		IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 64 << 10, ErrorLog: slog.NewLogLogger(log.Handler(), slog.LevelWarn),
	}
	failed := make(chan error, 1)
	go func() { failed <- web.Serve(listener) }()
	select {
	case <-ctx.Done():
		log.Info("stopping")
	case <-db.died():
		_ = web.Close()
		return fmt.Errorf("PostgreSQL riêng đã dừng ngoài ý muốn (%w). Chạy lại cổng; những gì đã báo là ghi xong vẫn còn", db.cluster.Err())
	case err := <-failed:
		return err
	}
	closing, cancel := context.WithTimeout(context.WithoutCancel(ctx), shutdownTime)
	defer cancel()
	if err := web.Shutdown(closing); err != nil && !errors.Is(err, context.DeadlineExceeded) {
		return fmt.Errorf("stop serving: %w", err)
	}
	return nil
}

// watch lets pages that are open hear of changes; what it returns ends that and waits for the end.
func watch(ctx context.Context, handler *server.Server) (stop func()) {
	ctx, cancel := context.WithCancel(ctx)
	var watching sync.WaitGroup
	watching.Go(func() { handler.Watch(ctx) })
	return func() { cancel(); watching.Wait() }
}
