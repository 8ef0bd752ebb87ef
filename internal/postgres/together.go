package postgres

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"
)

// Together runs the reads in one round trip to the database. Each read must ask exactly one thing of the Reader it is
// given and must not depend on another's answer: it is run once to hear what it asks, and again to take the answer.
// The first error ends it.
func (db *DB) Together(ctx context.Context, reads ...func(Reader) error) error {
	var asked questions
	for i, read := range reads {
		if err := read(Reader{q: &asked}); !errors.Is(err, errAsked) || asked.batch.Len() != i+1 {
			return fmt.Errorf("read %d of %d asks %d things: %w", i+1, len(reads), asked.batch.Len()-i, err)
		}
	}
	results := db.pool.SendBatch(ctx, &asked.batch)
	for _, read := range reads {
		if err := read(Reader{q: answers{results}}); err != nil {
			_ = results.Close() // the read's error is the one to tell
			return err
		}
	}
	return asFault(results.Close())
}

// errAsked ends the first run of a read, whose answer is not there yet.
var errAsked = errors.New("postgres: the answer comes later")

// questions is a querier that keeps what it is asked.
type questions struct {
	batch pgx.Batch
}

// Query keeps the question.
func (q *questions) Query(_ context.Context, sql string, args ...any) (pgx.Rows, error) {
	q.batch.Queue(sql, args...)
	return nil, errAsked
}

// QueryRow keeps the question.
func (q *questions) QueryRow(_ context.Context, sql string, args ...any) pgx.Row {
	q.batch.Queue(sql, args...)
	return unanswered{}
}

// unanswered is a row that is not there yet.
type unanswered struct{}

// Scan returns errAsked.
func (unanswered) Scan(...any) error { return errAsked }

// answers is a querier that gives the answers in the order of the questions.
type answers struct {
	results pgx.BatchResults
}

// Query returns the next answer.
func (a answers) Query(context.Context, string, ...any) (pgx.Rows, error) { return a.results.Query() }

// QueryRow returns the next answer.
func (a answers) QueryRow(context.Context, string, ...any) pgx.Row { return a.results.QueryRow() }
