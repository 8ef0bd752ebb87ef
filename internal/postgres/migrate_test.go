package postgres_test

import (
	"io/fs"
	"strings"
	"testing"

	"cchc/internal/fault"
	"cchc/internal/fixture/small"
	"cchc/internal/pgtest"
	"cchc/internal/postgres"
	"cchc/migrations"
)

func empty(t *testing.T) *postgres.DB {
	t.Helper()
	clock := &small.Clock{}
	clock.Set(small.Noon)
	db, err := postgres.Open(t.Context(), pgtest.Empty(t), 2, clock.Now)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(db.Close)
	return db
}

func migrate(t *testing.T, db *postgres.DB) {
	t.Helper()
	if err := db.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// described is everything the migrations made, as the database itself describes it.
func described(t *testing.T, db *postgres.DB) string {
	t.Helper()
	text, err := db.SchemaText(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	rows, err := db.Pool().Query(t.Context(), `select pg_get_functiondef(p.oid) from pg_proc p join pg_namespace n on n.oid = p.pronamespace
		where n.nspname = 'public' and p.prokind = 'f' and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
		union all select 'extension ' || extname from pg_extension
		union all select 'sequence ' || sequencename from pg_sequences where schemaname = 'public' order by 1`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var line string
		if err := rows.Scan(&line); err != nil {
			t.Fatal(err)
		}
		text += line + "\n"
	}
	return text
}

func TestMigrationsGoUpDownAndUpToTheSameSchema(t *testing.T) {
	t.Parallel()
	db := empty(t)
	bare := described(t, db)
	migrate(t, db)
	first := described(t, db)
	if !strings.Contains(first, "task_history") || !strings.Contains(first, "keep_task_history") {
		t.Fatalf("the schema is\n%s", first)
	}
	if err := db.MigrateDown(); err != nil {
		t.Fatal(err)
	}
	if left := described(t, db); left != bare {
		t.Errorf("down leaves behind\n%s", left)
	}
	migrate(t, db)
	if second := described(t, db); second != first {
		t.Errorf("the second time the schema is\n%s\nnot\n%s", second, first)
	}
}

func TestEachStepDownUndoesItsStepUp(t *testing.T) {
	t.Parallel()
	db := empty(t)
	migrate(t, db)
	whole := described(t, db)
	for back := 1; back <= postgres.SchemaVersion; back++ {
		if err := db.MigrateBack(); err != nil {
			t.Fatal(err)
		}
		if now, err := db.SchemaNow(t.Context()); err != nil || now != int64(postgres.SchemaVersion-back) {
			t.Errorf("after %d steps back it is at version %d (%v)", back, now, err)
		}
	}
	migrate(t, db)
	if again := described(t, db); again != whole {
		t.Errorf("step by step the schema becomes\n%s\nnot\n%s", again, whole)
	}
}

func TestMigratingTwiceChangesNothing(t *testing.T) {
	t.Parallel()
	db := empty(t)
	if now, err := db.SchemaNow(t.Context()); err != nil || now != 0 {
		t.Errorf("an empty database is at version %d (%v)", now, err)
	}
	migrate(t, db)
	migrate(t, db)
	if now, err := db.SchemaNow(t.Context()); err != nil || now != postgres.SchemaVersion {
		t.Errorf("it is at version %d (%v)", now, err)
	}
}

func TestProgramKnowsItsNewestMigration(t *testing.T) {
	t.Parallel()
	ups, err := fs.Glob(migrations.FS, "*.up.sql")
	downs, _ := fs.Glob(migrations.FS, "*.down.sql")
	if err != nil || len(ups) != postgres.SchemaVersion || len(downs) != len(ups) {
		t.Errorf("%d steps up and %d down, but the newest is said to be %d (%v)", len(ups), len(downs), postgres.SchemaVersion, err)
	}
}

func TestOldProgramRefusesANewerSchema(t *testing.T) {
	t.Parallel()
	db := empty(t)
	migrate(t, db)
	if _, err := db.Pool().Exec(t.Context(), `update schema_migrations set version = 9999`); err != nil {
		t.Fatal(err)
	}
	if err := db.Migrate(t.Context()); err == nil || !strings.Contains(err.Error(), "mới hơn") {
		t.Errorf("it migrated a newer database: %v", err)
	}
	if now, err := db.SchemaNow(t.Context()); err != nil || now != 9999 {
		t.Errorf("the newer database is now at %d (%v)", now, err)
	}
}

func TestDatabaseOutOfReachIsUnavailable(t *testing.T) {
	t.Parallel()
	clock := &small.Clock{}
	db, err := postgres.Open(t.Context(), "postgres://nobody@127.0.0.1:1/none?sslmode=disable", 1, clock.Now)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	err = db.Write(t.Context(), func(*postgres.Tx) error { return nil })
	if fault.KindOf(err) != fault.Unavailable || !strings.Contains(fault.Sentence(err), "chưa được ghi") {
		t.Errorf("%v", err)
	}
	if _, err := db.Units(t.Context()); fault.KindOf(err) != fault.Unavailable {
		t.Errorf("a read: %v", err)
	}
	if db.Ping(t.Context()) == nil {
		t.Error("it answers")
	}
}
