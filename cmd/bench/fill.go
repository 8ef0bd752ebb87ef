package main

import (
	"context"
	"fmt"
	"net/url"
	"time"

	"github.com/jackc/pgx/v5"

	"cchc/internal/fixture"
	"cchc/internal/localpg"
	"cchc/internal/postgres"
	"cchc/internal/reform"
)

// years is over how long the measured register has grown.
const years = 5

// newDatabase makes a database beside the portal's own in the cluster and returns its address.
func newDatabase(ctx context.Context, cluster *localpg.Cluster, name string) (string, error) {
	conn, err := pgx.Connect(ctx, cluster.URL())
	if err != nil {
		return "", fmt.Errorf("reach the database: %w", err)
	}
	defer func() { _ = conn.Close(ctx) }()
	if _, err := conn.Exec(ctx, "create database "+pgx.Identifier{name}.Sanitize()); err != nil {
		return "", fmt.Errorf("make a database: %w", err)
	}
	address, err := url.Parse(cluster.URL())
	if err != nil {
		return "", fmt.Errorf("read the address of the database: %w", err)
	}
	address.Path = "/" + name
	return address.String(), nil
}

// fill migrates the database, plays the sample department into it and adds tasks with their past until there are n more.
// The rows are made by the database itself; only what the portal folds for search is made here.
func fill(ctx context.Context, database string, n int) error {
	db, err := postgres.Open(ctx, database, 2, time.Now)
	if err != nil {
		return err
	}
	defer db.Close()
	if err := db.Migrate(ctx); err != nil {
		return err
	}
	if err := fixture.Load(ctx, db, time.Now(), password); err != nil {
		return err
	}
	conn, err := pgx.Connect(ctx, database)
	if err != nil {
		return fmt.Errorf("reach the database: %w", err)
	}
	defer func() { _ = conn.Close(ctx) }()
	if err := addTasks(ctx, conn, n); err != nil {
		return err
	}
	for _, step := range fillSteps {
		start := time.Now()
		if _, err := conn.Exec(ctx, step.sql); err != nil {
			return fmt.Errorf("fill %s: %w", step.name, err)
		}
		say("  %s in %v", step.name, time.Since(start).Round(time.Millisecond))
	}
	return nil
}

// addTasks lays the titles of n tasks, with what they are found by, into a table of its own.
func addTasks(ctx context.Context, conn *pgx.Conn, n int) error {
	if _, err := conn.Exec(ctx, `create table bench_title (n integer primary key, code text, year integer, title text, deliverable text, fold text)`); err != nil {
		return fmt.Errorf("fill titles: %w", err)
	}
	thisYear := time.Now().Year()
	rows := pgx.CopyFromSlice(n, func(i int) ([]any, error) {
		year := thisYear - years + 1 + i*years/n
		task := reform.Task{Code: reform.TaskCode(year, 1000+i), PlanYear: year, Title: title(i), Deliverable: deliverable(i)}
		return []any{i, task.Code, year, task.Title, task.Deliverable, task.SearchFold()}, nil
	})
	_, err := conn.CopyFrom(ctx, pgx.Identifier{"bench_title"}, []string{"n", "code", "year", "title", "deliverable", "fold"}, rows)
	if err != nil {
		return fmt.Errorf("fill titles: %w", err)
	}
	return nil
}
