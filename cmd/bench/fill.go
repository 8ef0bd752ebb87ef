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

// filled returns the address of a database with n more tasks than the sample has, beside the portal's own in the cluster: one that
// stayed of an earlier run is brought to the newest schema, any other is made and filled.
func filled(ctx context.Context, cluster *localpg.Cluster, n int) (string, error) {
	name := fmt.Sprintf("tasks_%d", n)
	address, err := url.Parse(cluster.URL())
	if err != nil {
		return "", fmt.Errorf("read the address of the database: %w", err)
	}
	address.Path = "/" + name
	conn, err := pgx.Connect(ctx, cluster.URL())
	if err != nil {
		return "", fmt.Errorf("reach the database: %w", err)
	}
	defer func() { _ = conn.Close(ctx) }()
	var stayed bool
	if err := conn.QueryRow(ctx, "select exists (select from pg_database where datname = $1)", name).Scan(&stayed); err != nil {
		return "", fmt.Errorf("look for a database: %w", err)
	}
	if stayed {
		return address.String(), migrate(ctx, address.String())
	}
	// One that was being filled when a run was stopped has another name, and so is not taken for a whole one.
	half := pgx.Identifier{name + "_half"}.Sanitize()
	if _, err := conn.Exec(ctx, "drop database if exists "+half); err != nil {
		return "", fmt.Errorf("drop a database: %w", err)
	}
	if _, err := conn.Exec(ctx, "create database "+half); err != nil {
		return "", fmt.Errorf("make a database: %w", err)
	}
	at := *address
	at.Path += "_half"
	if err := fill(ctx, at.String(), n); err != nil {
		return "", err
	}
	if _, err := conn.Exec(ctx, "alter database "+half+" rename to "+pgx.Identifier{name}.Sanitize()); err != nil {
		return "", fmt.Errorf("name a database: %w", err)
	}
	return address.String(), nil
}

func migrate(ctx context.Context, database string) error {
	db, err := postgres.Open(ctx, database, 2, time.Now)
	if err != nil {
		return err
	}
	defer db.Close()
	return db.Migrate(ctx)
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
