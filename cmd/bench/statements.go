package main

import (
	"context"
	"database/sql/driver"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"cchc/internal/app"
	"cchc/internal/postgres"
)

// statement is one SQL statement with the values it ran with.
type statement struct {
	sql    string
	values []any
}

// recorder writes down every statement that a pool runs, in order.
type recorder struct {
	mu   sync.Mutex
	seen []statement
}

// TraceQueryStart writes the statement down.
func (r *recorder) TraceQueryStart(ctx context.Context, conn *pgx.Conn, data pgx.TraceQueryStartData) context.Context {
	r.add(ctx, conn, data.SQL, data.Args)
	return ctx
}

// TraceQueryEnd does nothing.
func (*recorder) TraceQueryEnd(context.Context, *pgx.Conn, pgx.TraceQueryEndData) {}

// TraceBatchStart does nothing: each statement of a batch is told by itself.
func (*recorder) TraceBatchStart(ctx context.Context, _ *pgx.Conn, _ pgx.TraceBatchStartData) context.Context {
	return ctx
}

// TraceBatchQuery writes the statement down.
func (r *recorder) TraceBatchQuery(ctx context.Context, conn *pgx.Conn, data pgx.TraceBatchQueryData) {
	r.add(ctx, conn, data.SQL, data.Args)
}

// TraceBatchEnd does nothing.
func (*recorder) TraceBatchEnd(context.Context, *pgx.Conn, pgx.TraceBatchEndData) {}

func (r *recorder) add(ctx context.Context, conn *pgx.Conn, sql string, args []any) {
	if len(args) > 0 {
		if named, ok := args[0].(pgx.QueryRewriter); ok {
			var err error
			if sql, args, err = named.RewriteQuery(ctx, conn, sql, args[1:]); err != nil {
				return
			}
		}
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.seen = append(r.seen, statement{sql: sql, values: args})
}

// recorded returns the statements of the portal's own code while it does the work.
func recorded(ctx context.Context, database string, work func(*app.App) error) ([]statement, error) {
	config, err := pgxpool.ParseConfig(database)
	if err != nil {
		return nil, fmt.Errorf("read the address of the database: %w", err)
	}
	r := &recorder{}
	config.ConnConfig.Tracer = r
	config.MaxConns = 1
	pool, err := pgxpool.NewWithConfig(ctx, config)
	if err != nil {
		return nil, fmt.Errorf("open the database: %w", err)
	}
	defer pool.Close()
	if err := work(app.New(postgres.New(pool, time.Now), time.Now, nil)); err != nil {
		return nil, err
	}
	return r.seen, nil
}

// script is a pgbench script and the values of its variables.
type script struct {
	text string
	vars []string // name=value
}

var parameter = regexp.MustCompile(`\$(\d+)`)

// scriptOf writes the statements for pgbench; name keeps the variables of several scripts apart. A transaction that begins
// with settings of the portal's own begins plainly, and a value for which fresh stands is made anew each time out of :number.
func scriptOf(name string, statements []statement, fresh map[string]string) script {
	var s script
	var text strings.Builder
	if len(fresh) > 0 {
		text.WriteString("\\set number random(1, 9000000000000000000)\n")
	}
	for i, statement := range statements {
		sql := statement.sql
		if strings.HasPrefix(sql, "begin") {
			sql = "begin"
		}
		text.WriteString(parameter.ReplaceAllStringFunc(sql, func(placeholder string) string {
			n, _ := strconv.Atoi(placeholder[1:])
			value, null := plain(statement.values[n-1])
			if null {
				return "null"
			}
			if value == "" { // pgbench has no variable without a value
				return "''"
			}
			if expression, ok := fresh[value]; ok {
				return expression
			}
			variable := fmt.Sprintf("%s_%d_%d", name, i, n)
			if entry := variable + "=" + value; !slices.Contains(s.vars, entry) {
				s.vars = append(s.vars, entry)
			}
			return ":" + variable
		}))
		text.WriteString(";\n")
	}
	s.text = text.String()
	return s
}

// plain returns a value as PostgreSQL reads it from text, and whether it is null.
func plain(value any) (string, bool) {
	switch v := value.(type) {
	case nil:
		return "", true
	case time.Time:
		return v.Format(time.RFC3339Nano), false
	case []byte:
		return `\x` + hex.EncodeToString(v), false
	case driver.Valuer:
		inner, err := v.Value()
		if err != nil {
			return "", true
		}
		return plain(inner)
	}
	switch v := reflect.ValueOf(value); v.Kind() {
	case reflect.Pointer:
		if v.IsNil() {
			return "", true
		}
		return plain(v.Elem().Interface())
	case reflect.Slice:
		parts := make([]string, v.Len())
		for i := range parts {
			parts[i], _ = plain(v.Index(i).Interface())
		}
		return "{" + strings.Join(parts, ",") + "}", false
	default:
		return fmt.Sprint(value), false
	}
}

var perSecond = regexp.MustCompile(`(?m)^tps = ([0-9.]+)`)

// pgbench runs the scripts, each as often as the others, and returns how many it ran in a second.
func pgbench(ctx context.Context, database string, scripts []script, connections int, long time.Duration) (float64, error) {
	program, err := findPgbench()
	if err != nil {
		return 0, err
	}
	dir, err := os.MkdirTemp("", "cchc-pgbench-*")
	if err != nil {
		return 0, fmt.Errorf("write the scripts: %w", err)
	}
	defer func() { _ = os.RemoveAll(dir) }()
	args := []string{
		"--no-vacuum", "--protocol=prepared", "--client=" + strconv.Itoa(connections), "--jobs=" + strconv.Itoa(min(connections, 2)),
		"--time=" + strconv.Itoa(max(int(long.Seconds()), 1)),
	}
	for i, s := range scripts {
		path := filepath.Join(dir, strconv.Itoa(i)+".sql")
		if err := os.WriteFile(path, []byte(s.text), 0o600); err != nil {
			return 0, fmt.Errorf("write the scripts: %w", err)
		}
		args = append(args, "--file="+path)
		for _, value := range s.vars {
			args = append(args, "--define="+value)
		}
	}
	out, err := exec.CommandContext(ctx, program, append(args, database)...).CombinedOutput()
	match := perSecond.FindSubmatch(out)
	if err != nil || match == nil {
		return 0, fmt.Errorf("pgbench: %w: %s", err, out[:min(len(out), 2000)])
	}
	return strconv.ParseFloat(string(match[1]), 64)
}

func findPgbench() (string, error) {
	if path, err := exec.LookPath("pgbench"); err == nil {
		return path, nil
	}
	found, _ := filepath.Glob("/usr/lib/postgresql/*/bin/pgbench")
	if len(found) == 0 {
		return "", errors.New("pgbench is not installed: it comes with PostgreSQL (Debian, Ubuntu: apt install postgresql)")
	}
	return found[len(found)-1], nil
}
