package postgres

import (
	"context"
	"regexp"
	"sync"
	"sync/atomic"

	"github.com/jackc/pgx/v5"
)

// positional is a statement with numbered placeholders and the names that stood there.
type positional struct {
	sql   string
	names []string
}

// asked is a statement for one kind of scope.
type asked struct{ sql, sight string }

// spelled keeps what each statement became, so that it is read for its @names once and not for every execution.
// Lists are put together from parts and could come in very many forms: past spelledMost none is kept any more.
var (
	spelled      sync.Map // asked → positional
	spelledCount atomic.Int64
)

const spelledMost = 2000

// named are arguments by name, like pgx.NamedArgs.
type named pgx.NamedArgs

// RewriteQuery returns the statement with what its scope leaves of the predicate and with numbered placeholders, and its
// arguments in their order; a name without an argument is null.
func (n named) RewriteQuery(ctx context.Context, conn *pgx.Conn, sql string, _ []any) (string, []any, error) {
	question := asked{sql, sight(pgx.NamedArgs(n))}
	found, ok := spelled.Load(question)
	if !ok {
		p, err := spell(ctx, conn, sighted(sql, question.sight))
		if err != nil {
			return "", nil, err
		}
		if spelledCount.Add(1) <= spelledMost {
			spelled.Store(question, p)
		}
		found = p
	}
	p := found.(positional)
	args := make([]any, len(p.names))
	for i, name := range p.names {
		args[i] = n[name]
	}
	return p.sql, args, nil
}

var placeholders = regexp.MustCompile(`@[a-zA-Z_][a-zA-Z0-9_]*`)

// spell has pgx read the statement, with each name for its own argument.
func spell(ctx context.Context, conn *pgx.Conn, sql string) (positional, error) {
	names := pgx.NamedArgs{}
	for _, name := range placeholders.FindAllString(sql, -1) {
		names[name[1:]] = name[1:]
	}
	rewritten, args, err := names.RewriteQuery(ctx, conn, sql, nil)
	if err != nil {
		return positional{}, err
	}
	p := positional{sql: rewritten, names: make([]string, len(args))}
	for i, arg := range args {
		p.names[i], _ = arg.(string)
	}
	return p, nil
}
