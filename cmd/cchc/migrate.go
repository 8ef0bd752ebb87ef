package main

import (
	"context"
	"fmt"
	"log/slog"

	"cchc/internal/config"
	"cchc/internal/postgres"
)

// withDatabase runs the command on the configured database and closes it after.
func withDatabase(ctx context.Context, c config.Database, command func(*postgres.DB) error) error {
	db, err := open(ctx, c, newLog(slog.LevelWarn), true)
	if err != nil {
		return err
	}
	return db.stopped(command(db.DB))
}

func migrateUp(ctx context.Context, c config.Database) error {
	return withDatabase(ctx, c, func(db *postgres.DB) error {
		if err := db.Migrate(ctx); err != nil {
			return err
		}
		return tellVersion(ctx, db)
	})
}

func migrateDown(ctx context.Context, c config.Down) error {
	return withDatabase(ctx, c.Database, func(db *postgres.DB) error {
		if err := db.MigrateBack(); err != nil {
			return err
		}
		return tellVersion(ctx, db)
	})
}

func migrateStatus(ctx context.Context, c config.Database) error {
	return withDatabase(ctx, c, func(db *postgres.DB) error { return tellVersion(ctx, db) })
}

func tellVersion(ctx context.Context, db *postgres.DB) error {
	now, err := db.SchemaNow(ctx)
	if err != nil {
		return err
	}
	fmt.Printf("Cơ sở dữ liệu ở phiên bản %d; chương trình cần phiên bản %d.\n", now, postgres.SchemaVersion)
	return nil
}
