package pgtest_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"cchc/internal/pgtest"
)

func TestEachTestHasItsOwnMigratedDatabase(t *testing.T) {
	seen := make(chan string, 4)
	t.Run("group", func(t *testing.T) {
		for i := range 4 {
			t.Run(fmt.Sprint(i), func(t *testing.T) {
				t.Parallel()
				began := time.Now()
				pool := pgtest.New(t)
				t.Logf("a database took %v", time.Since(began))
				var name string
				var version int
				err := pool.QueryRow(t.Context(), "select current_database(), version from schema_migrations where not dirty").Scan(&name, &version)
				if err != nil || version == 0 {
					t.Fatalf("version %d, %v", version, err)
				}
				if _, err := pool.Exec(t.Context(), "create table only_here (n int)"); err != nil {
					t.Fatal(err)
				}
				seen <- name
			})
		}
	})
	close(seen)
	names := map[string]bool{}
	for name := range seen {
		names[name] = true
	}
	if len(names) != 4 {
		t.Errorf("databases: %v", names)
	}
}

func TestFilledDatabasesAreCopiesOfOneFilling(t *testing.T) {
	fillings := 0
	fill := func(pool *pgxpool.Pool) error {
		fillings++
		_, err := pool.Exec(t.Context(), "create table filled as select 1 as n")
		return err
	}
	for range 2 {
		pool := pgtest.Filled(t, "one row", fill)
		var rows int
		if err := pool.QueryRow(t.Context(), "with more as (insert into filled values (2)) select count(*) from filled").Scan(&rows); err != nil || rows != 1 {
			t.Errorf("%d rows (%v)", rows, err)
		}
	}
	if fillings != 1 {
		t.Errorf("it was filled %d times", fillings)
	}
}

func TestDatabaseIsDroppedEvenWithAConnectionLeftOpen(t *testing.T) {
	var address string
	t.Run("inner", func(t *testing.T) {
		address = pgtest.URL(t)
		if _, err := pgx.Connect(t.Context(), address); err != nil {
			t.Fatal(err)
		}
	})
	if _, err := pgx.Connect(t.Context(), address); err == nil {
		t.Error("the database is still there")
	}
}

func TestEmptyHasNoTables(t *testing.T) {
	conn, err := pgx.Connect(t.Context(), pgtest.Empty(t))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(t.Context())
	var n int
	if err := conn.QueryRow(t.Context(), "select count(*) from pg_tables where schemaname = 'public'").Scan(&n); err != nil || n != 0 {
		t.Errorf("%d tables, %v", n, err)
	}
}
