package postgres_test

import (
	"testing"
	"time"

	"cchc/internal/fixture/small"
	"cchc/internal/pgtest"
	"cchc/internal/postgres"
)

func TestJobsOfAProcessThatEndedAreTakenUpAndThoseOfOneThatLivesAreNot(t *testing.T) {
	t.Parallel()
	db, err := postgres.Open(t.Context(), pgtest.URL(t), 2, (&small.Clock{}).Now)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(db.Close)
	for _, job := range []struct {
		by               string
		attempt, allowed int
	}{{"cchc-dead", 1, 3}, {"cchc-dead", 3, 3}, {db.Process(), 1, 3}, {"another program", 1, 3}} {
		if _, err := db.Pool().Exec(t.Context(), `insert into river.river_job (kind, args, state, attempt, max_attempts, attempted_at, attempted_by)
			values ('deliver', '{}', 'running', $1, $2, now(), array['cchc-before', $3])`, job.attempt, job.allowed, job.by); err != nil {
			t.Fatal(err)
		}
	}
	var taken []string
	for deadline := time.Now().Add(10 * time.Second); len(taken) == 0 && time.Now().Before(deadline); time.Sleep(20 * time.Millisecond) {
		if err := db.TakeUpJobs(t.Context()); err != nil { // of a server that began just now it leaves all as it is
			t.Fatal(err)
		}
		err := db.Pool().QueryRow(t.Context(), `select array_agg(attempted_by[2] || ' ' || attempt) from river.river_job where state = 'available'`).Scan(&taken)
		if err != nil {
			t.Fatal(err)
		}
	}
	if len(taken) != 1 || taken[0] != "cchc-dead 1" {
		t.Errorf("taken up: %v", taken)
	}
}
