// Package postgres holds every SQL statement of the portal, each beside the method that runs it. Reads take a
// policy.Scope; writes take a policy.Grant and go through one door, Tx.write, which also writes the audit line.
package postgres

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"

	"cchc/internal/policy"
)

// DB is the portal's database. Its Reader reads outside any transaction.
type DB struct {
	Reader
	pool   *pgxpool.Pool
	clock  func() time.Time
	writes atomic.Int64
	queue  queue
	name   string // of this program among those on the database; "" for one that opened the pool itself

	activity *activity
}

// querier is what a pool and a transaction have in common.
type querier interface {
	Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error)
	QueryRow(ctx context.Context, sql string, args ...any) pgx.Row
}

// Reader holds the reading methods, the same on a DB and inside a Tx.
type Reader struct {
	q querier
}

// Open returns a DB on the connection string with at most maxConns connections (0: pgx decides); it does not wait for
// the database to answer.
func Open(ctx context.Context, url string, maxConns int32, clock func() time.Time) (*DB, error) {
	config, err := pgxpool.ParseConfig(url)
	if err != nil {
		return nil, fmt.Errorf("read the database URL: %w", err)
	}
	if maxConns > 0 {
		config.MaxConns = maxConns
	}
	name := processName()
	config.ConnConfig.RuntimeParams["application_name"] = name
	// Statements come prepared and ask for few rows by index: planning them anew each time would cost more than running them.
	config.ConnConfig.RuntimeParams["plan_cache_mode"] = "force_generic_plan"
	// The register lies in memory as a whole: to get a page costs little beside looking through the rows on it, so that an
	// index is worth its while also in a table of a few dozen rows.
	config.ConnConfig.RuntimeParams["seq_page_cost"] = "0.1"
	config.ConnConfig.RuntimeParams["random_page_cost"] = "0.1"
	config.ConnConfig.ConnectTimeout = 5 * time.Second
	pool, err := pgxpool.NewWithConfig(ctx, config)
	if err != nil {
		return nil, fmt.Errorf("open the database: %w", err)
	}
	db := New(pool, clock)
	db.name = name
	return db, nil
}

// New returns a DB on an open pool; clock gives the instant of each transaction.
func New(pool *pgxpool.Pool, clock func() time.Time) *DB {
	return &DB{Reader: Reader{q: pool}, pool: pool, clock: clock, queue: newQueue(pool), activity: newActivity()}
}

// Pool returns the pool, for the session store.
func (db *DB) Pool() *pgxpool.Pool { return db.pool }

// Close closes every connection.
func (db *DB) Close() { db.pool.Close() }

// Ping reports whether the database answers.
func (db *DB) Ping(ctx context.Context) error { return db.pool.Ping(ctx) }

// Tx is one transaction: one deed, one instant.
type Tx struct {
	Reader
	tx      pgx.Tx
	Now     time.Time
	written map[record]bool // what went through write so far
	form    *policy.Form    // whose number this transaction takes; nil for none
	queue   queue
}

// Write runs the deed in one transaction and commits when it returns nil. What the deed returns comes back as it is;
// failures of the database come back as faults where a reader can do something about them.
func (db *DB) Write(ctx context.Context, deed func(*Tx) error) error {
	return db.transact(ctx, "begin", deed)
}

// tries is how often WriteStill begins at most.
const tries = 5

// beginStill has one such transaction wait for the other before it sees anything: two would take the same number.
const beginStill = "begin isolation level repeatable read; lock table snapshot_number in exclusive mode"

// WriteStill runs the deed as Write does, in a transaction that sees the database as it stood at its first statement, whatever
// commits beside it: what it reads in several statements agrees. A deed that others got in the way of begins anew.
func (db *DB) WriteStill(ctx context.Context, deed func(*Tx) error) error {
	for try := 1; ; try++ {
		err := db.transact(ctx, beginStill, deed)
		var pg *pgconn.PgError
		if try == tries || !errors.As(err, &pg) || pg.Code != "40001" {
			return err
		}
	}
}

func (db *DB) transact(ctx context.Context, begin string, deed func(*Tx) error) error {
	now := db.now()
	begin += "; set local cchc.now = '" + now.Format(time.RFC3339Nano) + "'"
	tx, err := db.pool.BeginTx(ctx, pgx.TxOptions{BeginQuery: begin})
	if err != nil {
		return asFault(err)
	}
	defer func() { _ = tx.Rollback(context.WithoutCancel(ctx)) }()
	done := &Tx{Reader: Reader{q: tx}, tx: tx, Now: now, written: map[record]bool{}, queue: db.queue}
	if err := deed(done); err != nil {
		return asFault(err)
	}
	defer db.writes.Add(1) // also where the commit's answer was lost: it may have been made
	err = settled(tx.Commit(ctx))
	if err == nil {
		db.activity.count(done.written)
	}
	if err == nil && done.form != nil {
		done.form.Kept = true
	}
	return err
}

// now returns the instant as the database keeps it.
func (db *DB) now() time.Time { return db.clock().UTC().Truncate(time.Microsecond) }

// Writes returns a number that grows with each transaction of this DB that may have changed something: what was read at one
// number is what this program would still read at the same number.
func (db *DB) Writes() int64 { return db.writes.Load() }

// one collects exactly one row into a T; no row is a not-found fault.
func one[T any](ctx context.Context, q querier, sql string, args pgx.NamedArgs) (T, error) {
	rows, err := q.Query(ctx, sql, named(args))
	if err != nil {
		return *new(T), asFault(err)
	}
	values, err := collect[T](rows)
	switch {
	case err != nil:
		return *new(T), asFault(err)
	case len(values) == 0:
		return *new(T), asFault(pgx.ErrNoRows)
	case len(values) > 1:
		return *new(T), pgx.ErrTooManyRows
	}
	return values[0], nil
}

// many collects every row into a T.
func many[T any](ctx context.Context, q querier, sql string, args pgx.NamedArgs) ([]T, error) {
	rows, err := q.Query(ctx, sql, named(args))
	if err != nil {
		return nil, asFault(err)
	}
	values, err := collect[T](rows)
	return values, asFault(err)
}

// scalar reads one value of one row; no row is a not-found fault.
func scalar[T any](ctx context.Context, q querier, sql string, args pgx.NamedArgs) (T, error) {
	var value T
	err := q.QueryRow(ctx, sql, named(args)).Scan(&value)
	return value, asFault(err)
}
