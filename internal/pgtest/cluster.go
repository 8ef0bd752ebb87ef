package pgtest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strconv"

	"github.com/golang-migrate/migrate/v4"
	migratepgx "github.com/golang-migrate/migrate/v4/database/pgx/v5"
	"github.com/golang-migrate/migrate/v4/source/iofs"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jackc/pgx/v5/stdlib"

	"cchc/internal/localpg"
	"cchc/migrations"
)

// lifeline is open as long as this test binary lives; the watchdog listens at
// its other end.
//
//lint:ignore U1000 it is kept so that the garbage collector does not close it
var lifeline io.WriteCloser

func startCluster() (*cluster, error) {
	ctx := context.Background()
	dir, err := os.MkdirTemp(place(), "pgtest-")
	if err != nil {
		return nil, fmt.Errorf("make a directory: %w", err)
	}
	// Passable, since PostgreSQL runs as another user when the tests are root's.
	if err := os.Chmod(dir, 0o711); err != nil {
		return nil, fmt.Errorf("open the directory: %w", err)
	}
	pg, err := localpg.Start(ctx, localpg.Options{Dir: dir, BinDir: os.Getenv("CCHC_PG_BIN"), Throwaway: true})
	if err != nil {
		return nil, errors.Join(err, os.RemoveAll(dir))
	}
	if err := watch(pg.PID(), dir); err != nil {
		return nil, errors.Join(err, pg.Stop(), os.RemoveAll(dir))
	}
	return openCluster(ctx, pg.URL())
}

// watchdog outlives the test binary, however that ends: Go has no hook for the
// end of a process. It stops the cluster and removes its directory.
const watchdog = `trap "" INT TERM HUP
cat >/dev/null
kill -INT "$1" 2>/dev/null
tries=0
while kill -0 "$1" 2>/dev/null && [ $tries -lt 100 ]; do sleep 0.1; tries=$((tries + 1)); done
rm -rf -- "$2"`

func watch(pid int, dir string) error {
	cmd := exec.Command("/bin/sh", "-c", watchdog, "pgtest-watchdog", strconv.Itoa(pid), dir)
	var err error
	if lifeline, err = cmd.StdinPipe(); err != nil {
		return fmt.Errorf("tie the watchdog: %w", err)
	}
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("start the watchdog: %w", err)
	}
	return nil
}

// migrateTemplate makes every table of the portal and of its queue.
func migrateTemplate(ctx context.Context, address string) error {
	if err := migrateUp(address); err != nil {
		return err
	}
	pool, err := pgxpool.New(ctx, address)
	if err != nil {
		return fmt.Errorf("open the template: %w", err)
	}
	defer pool.Close()
	return migrations.Queue(ctx, pool)
}

func migrateUp(address string) error {
	config, err := pgx.ParseConfig(address)
	if err != nil {
		return fmt.Errorf("address of the template: %w", err)
	}
	db := stdlib.OpenDB(*config)
	driver, err := migratepgx.WithInstance(db, &migratepgx.Config{})
	if err != nil {
		return errors.Join(fmt.Errorf("open the template: %w", err), db.Close())
	}
	files, err := iofs.New(migrations.FS, ".")
	if err != nil {
		return errors.Join(fmt.Errorf("read the migrations: %w", err), driver.Close())
	}
	m, err := migrate.NewWithInstance("iofs", files, "pgx5", driver)
	if err != nil {
		return errors.Join(fmt.Errorf("prepare the migrations: %w", err), driver.Close())
	}
	if err := m.Up(); err != nil && !errors.Is(err, migrate.ErrNoChange) {
		err = fmt.Errorf("migrate the template: %w", err)
		closeSource, closeDatabase := m.Close()
		return errors.Join(err, closeSource, closeDatabase)
	}
	return errors.Join(m.Close())
}
