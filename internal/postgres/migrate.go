package postgres

import (
	"context"
	"errors"
	"fmt"

	"github.com/golang-migrate/migrate/v4"
	pgxdriver "github.com/golang-migrate/migrate/v4/database/pgx/v5"
	"github.com/golang-migrate/migrate/v4/source/iofs"
	"github.com/jackc/pgx/v5/stdlib"

	"cchc/migrations"
)

// SchemaVersion is the newest migration this program knows.
const SchemaVersion = 31

const sqlSchemaVersion = `select coalesce(max(version), 0)::bigint from schema_migrations where not dirty`

// SchemaNow returns the version of the migration the database is at; 0 for an empty database.
func (db *DB) SchemaNow(ctx context.Context) (int64, error) {
	exists, err := scalar[bool](ctx, db.q, `select to_regclass('schema_migrations') is not null`, nil)
	if err != nil || !exists {
		return 0, err
	}
	return scalar[int64](ctx, db.q, sqlSchemaVersion, nil)
}

// Migrate brings the database to the newest schema. It refuses a database that a newer program has migrated.
func (db *DB) Migrate(ctx context.Context) error {
	now, err := db.SchemaNow(ctx)
	if err != nil {
		return fmt.Errorf("read the schema's version: %w", err)
	}
	if now > SchemaVersion {
		return fmt.Errorf("cơ sở dữ liệu ở phiên bản %d, mới hơn phiên bản %d của chương trình: hãy dùng bản chương trình mới hơn", now, SchemaVersion)
	}
	if err := db.migrating(func(m *migrate.Migrate) error { return m.Up() }); err != nil {
		return err
	}
	return migrations.Queue(ctx, db.pool)
}

// MigrateDown undoes every migration; the data goes with it.
func (db *DB) MigrateDown() error {
	return db.migrating(func(m *migrate.Migrate) error { return m.Down() })
}

// MigrateBack undoes the newest migration; the data of that step goes with it.
func (db *DB) MigrateBack() error {
	return db.migrating(func(m *migrate.Migrate) error { return m.Steps(-1) })
}

func (db *DB) migrating(run func(*migrate.Migrate) error) error {
	source, err := iofs.New(migrations.FS, ".")
	if err != nil {
		return fmt.Errorf("read the migrations: %w", err)
	}
	conn := stdlib.OpenDBFromPool(db.pool)
	driver, err := pgxdriver.WithInstance(conn, &pgxdriver.Config{})
	if err != nil {
		return fmt.Errorf("prepare to migrate: %w", err)
	}
	m, err := migrate.NewWithInstance("iofs", source, "pgx5", driver)
	if err != nil {
		return fmt.Errorf("prepare to migrate: %w", err)
	}
	defer func() { _, _ = m.Close() }()
	if err := run(m); err != nil && !errors.Is(err, migrate.ErrNoChange) {
		return fmt.Errorf("migrate: %w", err)
	}
	return nil
}
