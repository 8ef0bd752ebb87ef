package survival_test

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"cchc/internal/app"
	"cchc/internal/fixture/small"
	"cchc/internal/postgres"
)

// cutter cuts the line to the database before the nth statement that it sees, as the end of the portal would.
type cutter struct {
	seen atomic.Int64
	at   atomic.Int64 // 0 while nothing is to be cut
}

// TraceQueryStart cuts the line when the statement is the one; what was sent before it has been answered.
func (c *cutter) TraceQueryStart(ctx context.Context, conn *pgx.Conn, _ pgx.TraceQueryStartData) context.Context {
	if at := c.at.Load(); at > 0 && c.seen.Add(1) == at {
		_ = conn.PgConn().Conn().Close() // the statement then fails, which is the point
	}
	return ctx
}

// TraceQueryEnd does nothing.
func (c *cutter) TraceQueryEnd(context.Context, *pgx.Conn, pgx.TraceQueryEndData) {}

// before runs the deed with the line cut before its nth statement and reports whether the deed had so many.
func (c *cutter) before(n int64, deed func() error) (cut bool, err error) {
	c.seen.Store(0)
	c.at.Store(n)
	err = deed()
	c.at.Store(0)
	return c.seen.Load() >= n, err
}

// frail is the department's portal over a line that can be cut.
func frail(t *testing.T, d *small.Department) (*app.App, *cutter) {
	t.Helper()
	line := &cutter{}
	config := d.DB.Pool().Config()
	config.ConnConfig.Tracer = line
	config.MaxConns = 2
	pool, err := pgxpool.NewWithConfig(t.Context(), config)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(pool.Close)
	return app.New(postgres.New(pool, d.Clock.Now), d.Clock.Now, nil), line
}

// contents returns what every table holds, by name: a sum of its rows, whatever their order.
func contents(t *testing.T, d *small.Department) map[string]string {
	t.Helper()
	rows, err := d.DB.Pool().Query(t.Context(), `select c.relname::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
		where n.nspname = 'public' and c.relkind = 'r' order by 1`)
	if err != nil {
		t.Fatal(err)
	}
	tables, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		t.Fatal(err)
	}
	var parts []string
	for _, table := range tables {
		name := pgx.Identifier{table}.Sanitize()
		parts = append(parts, fmt.Sprintf(`select '%s', coalesce(string_agg(r.*::text, E'\n' order by r.*::text), '') from %s r`, table, name))
	}
	held := map[string]string{}
	rows, err = d.DB.Pool().Query(t.Context(), strings.Join(parts, " union all "))
	if err != nil {
		t.Fatal(err)
	}
	var table, text string
	_, err = pgx.ForEachRow(rows, []any{&table, &text}, func() error {
		held[table] = fmt.Sprintf("%x", sha256.Sum256([]byte(text)))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return held
}

// changed lists the tables that differ.
func changed(before, after map[string]string) []string {
	var names []string
	for table := range after {
		if before[table] != after[table] {
			names = append(names, table)
		}
	}
	return names
}

var errNeverEnds = errors.New("the deed has no last statement")

// mostStatements is more than any deed takes.
const mostStatements = 400

// Each deed of the portal, cut off before each of its statements in turn, leaves nothing behind; whole, it leaves its
// change together with its line in the audit log, where it changes a record.
func TestNoDeedIsHalfDone(t *testing.T) {
	t.Parallel()
	for name, prepare := range deeds {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := small.Build(t)
			portal, line := frail(t, d)
			deed := prepare(t, d, portal)
			before := contents(t, d)
			if err := cutEverywhere(t, d, line, before, deed); err != nil {
				t.Fatal(err)
			}
			after := changed(before, contents(t, d))
			if len(after) == 0 || !slices.Contains(after, "audit_event") && !slices.Contains(unrecorded, name) {
				t.Errorf("the whole deed changes %v", after)
			}
		})
	}
}

// settle waits until the server has noticed that the cut line is gone and has ended its transaction: until then it holds its locks,
// and a deed that passes over what is locked would find nothing to do.
func settle(t *testing.T, d *small.Department) {
	t.Helper()
	for patience := time.Now().Add(10 * time.Second); ; time.Sleep(5 * time.Millisecond) {
		var busy int
		err := d.DB.Pool().QueryRow(t.Context(), `select count(*) from pg_stat_activity
			where datname = current_database() and backend_type = 'client backend' and pid <> pg_backend_pid() and xact_start is not null`).Scan(&busy)
		if err != nil {
			t.Fatal(err)
		}
		if busy == 0 {
			return
		}
		if time.Now().After(patience) {
			t.Fatalf("%d transactions outlive the line that was cut", busy)
		}
	}
}

// cutEverywhere cuts the deed before its first statement, its second and so on, until it runs to its end.
func cutEverywhere(t *testing.T, d *small.Department, line *cutter, before map[string]string, deed func() error) error {
	t.Helper()
	for n := int64(1); n < mostStatements; n++ {
		cut, err := line.before(n, deed)
		if !cut {
			return err
		}
		if err == nil {
			return fmt.Errorf("cut before statement %d and yet carried out", n)
		}
		settle(t, d)
		if left := changed(before, contents(t, d)); len(left) > 0 {
			return fmt.Errorf("cut before statement %d, the deed left something in %v", n, left)
		}
	}
	return errNeverEnds
}
