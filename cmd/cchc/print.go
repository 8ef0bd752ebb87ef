package main

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"cchc/internal/app"
	"cchc/internal/config"
	"cchc/internal/localpg"
	"cchc/internal/postgres"
	"cchc/internal/printed"
	"cchc/internal/server"
)

// printDocuments writes the documents that come from the code, or with --check says which of them are stale.
func printDocuments(ctx context.Context, c config.Print) error {
	documents, err := printedDocuments(ctx, c)
	if err != nil {
		return err
	}
	for name, text := range documents {
		path := filepath.Join(c.Dir, name)
		if c.Stale {
			kept, err := os.ReadFile(path)
			if err != nil || string(kept) != text {
				return fmt.Errorf("%s đã cũ: chạy make print", path)
			}
			continue
		}
		if err := os.MkdirAll(c.Dir, 0o755); err != nil {
			return fmt.Errorf("make the folder of printed documents: %w", err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			return fmt.Errorf("print: %w", err)
		}
	}
	return nil
}

// printedDocuments returns each document by its file name; the schema is read off a throwaway database.
func printedDocuments(ctx context.Context, c config.Print) (map[string]string, error) {
	dir, err := os.MkdirTemp("", "cchc-print-*")
	if err != nil {
		return nil, fmt.Errorf("make a place for a throwaway database: %w", err)
	}
	defer func() { _ = os.RemoveAll(dir) }()
	if err := os.Chmod(dir, 0o755); err != nil {
		return nil, fmt.Errorf("make a place for a throwaway database: %w", err)
	}
	cluster, err := localpg.Start(ctx, localpg.Options{Dir: dir, BinDir: c.PGBin, Throwaway: true})
	if err != nil {
		return nil, err
	}
	defer func() { _ = cluster.Stop() }()
	db, err := postgres.Open(ctx, cluster.URL(), 2, time.Now)
	if err != nil {
		return nil, err
	}
	defer db.Close()
	if err := db.Migrate(ctx); err != nil {
		return nil, err
	}
	return documentsOf(ctx, db)
}

func documentsOf(ctx context.Context, db *postgres.DB) (map[string]string, error) {
	portal, err := server.New(server.Options{App: app.New(db, time.Now, nil), Log: slog.New(slog.DiscardHandler), Clock: time.Now})
	if err != nil {
		return nil, err
	}
	schema, err := printed.Schema(ctx, db)
	if err != nil {
		return nil, err
	}
	configuration, err := config.Markdown()
	return map[string]string{
		"permissions.md": printed.Permissions(), "workflows.md": printed.Workflows(), "routes.md": printed.Routes(portal.Routes()),
		"schema.md": schema, "configuration.md": configuration,
	}, err
}
