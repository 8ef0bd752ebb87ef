package pgtest

import (
	"context"
	"fmt"
	"sync"
	"testing"

	"github.com/jackc/pgx/v5/pgxpool"
)

// templates are the databases that tests of this binary have copies of, by
// what the tests call them.
type templates struct {
	mu    sync.Mutex
	known map[string]string
}

// named returns the name of the database that was filled under the name, and
// fills it where it is the first to ask.
func (f *templates) named(t testing.TB, name string, fill func(*pgxpool.Pool) error) string {
	t.Helper()
	f.mu.Lock()
	defer f.mu.Unlock()
	if database, ok := f.known[name]; ok {
		return database
	}
	c, err := shared()
	if err != nil {
		t.Fatalf("pgtest: %v", err)
	}
	database := fmt.Sprintf("template_%d", made.Add(1))
	if _, err := c.admin.Exec(context.Background(), "create database "+database+" template "+template); err != nil {
		t.Fatalf("pgtest: create a template: %v", err)
	}
	if err := c.fill(database, fill); err != nil {
		t.Fatalf("pgtest: fill %s: %v", name, err)
	}
	if f.known == nil {
		f.known = map[string]string{}
	}
	f.known[name] = database
	return database
}

// fill leaves no connection behind: a database that somebody is in cannot be
// copied.
func (c *cluster) fill(database string, fill func(*pgxpool.Pool) error) error {
	pool, err := pgxpool.New(context.Background(), c.url(database))
	if err != nil {
		return err
	}
	defer pool.Close()
	return fill(pool)
}
