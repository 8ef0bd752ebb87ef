// Package pgtest gives each test a database of its own on a real PostgreSQL.
//
// Each test binary runs one private cluster, started by the first test that
// asks; a test's database is a copy of a template that has the migrations.
// Nothing is skipped for want of a database: a test that cannot have one fails.
package pgtest

import (
	"context"
	"fmt"
	"net/url"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

const (
	template = "template_migrated"
	// Parallel tests share the hundred connections of one cluster.
	poolSize = 8
)

var (
	shared = sync.OnceValues(startCluster)
	made   atomic.Int64
	filled templates
)

// New returns a pool on a fresh database with every migration applied. The pool
// is closed and the database dropped when the test ends.
func New(t testing.TB) *pgxpool.Pool {
	t.Helper()
	return open(t, URL(t))
}

// Filled is New with the rows that fill laid down; tests that name the same
// filling have a copy each of what the first of them filled.
func Filled(t testing.TB, name string, fill func(*pgxpool.Pool) error) *pgxpool.Pool {
	t.Helper()
	return open(t, create(t, filled.named(t, name, fill)))
}

func open(t testing.TB, address string) *pgxpool.Pool {
	t.Helper()
	config, err := pgxpool.ParseConfig(address)
	if err != nil {
		t.Fatalf("pgtest: %v", err)
	}
	config.MaxConns = poolSize
	pool, err := pgxpool.NewWithConfig(context.Background(), config)
	if err != nil {
		t.Fatalf("pgtest: open a pool: %v", err)
	}
	t.Cleanup(func() { closePool(t, pool) })
	return pool
}

// URL returns the connection string of a fresh database with every migration
// applied. The database is dropped when the test ends.
func URL(t testing.TB) string {
	t.Helper()
	return create(t, template)
}

// Empty returns the connection string of a fresh database without any table.
// The database is dropped when the test ends.
func Empty(t testing.TB) string {
	t.Helper()
	return create(t, "template1")
}

func create(t testing.TB, from string) string {
	t.Helper()
	c, err := shared()
	if err != nil {
		t.Fatalf("pgtest: %v", err)
	}
	name := fmt.Sprintf("test_%d", made.Add(1))
	if _, err := c.admin.Exec(context.Background(), "create database "+name+" template "+from); err != nil {
		t.Fatalf("pgtest: create a database: %v", err)
	}
	t.Cleanup(func() {
		// With force: a test that leaks a connection must not stop the others.
		if _, err := c.admin.Exec(context.Background(), "drop database "+name+" with (force)"); err != nil {
			t.Errorf("pgtest: drop the database: %v", err)
		}
	})
	return c.url(name)
}

// closePool tells of a connection that was never given back, for which closing
// would wait without end.
func closePool(t testing.TB, pool *pgxpool.Pool) {
	closed := make(chan struct{})
	go func() { pool.Close(); close(closed) }()
	select {
	case <-closed:
	case <-time.After(10 * time.Second):
		t.Errorf("pgtest: %d connections were not given back to the pool", pool.Stat().AcquiredConns())
	}
}

func (c *cluster) url(name string) string {
	u := *c.address
	u.Path = "/" + name
	return u.String()
}

// cluster is the PostgreSQL of this test binary.
type cluster struct {
	address *url.URL
	admin   *pgxpool.Pool
}

func openCluster(ctx context.Context, address string) (*cluster, error) {
	u, err := url.Parse(address)
	if err != nil {
		return nil, fmt.Errorf("address of the cluster: %w", err)
	}
	admin, err := pgxpool.New(ctx, address)
	if err != nil {
		return nil, fmt.Errorf("connect to the cluster: %w", err)
	}
	c := &cluster{address: u, admin: admin}
	if _, err := admin.Exec(ctx, "create database "+pgx.Identifier{template}.Sanitize()); err != nil {
		return nil, fmt.Errorf("create the template: %w", err)
	}
	return c, migrateTemplate(ctx, c.url(template))
}
