package postgres_test

import (
	"context"
	"testing"

	"cchc/internal/fault"
	"cchc/internal/fixture/small"
	"cchc/internal/policy"
	"cchc/internal/postgres"
	"cchc/internal/reform"
)

func TestReadsTogetherAnswerAsAlone(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	task := d.Reported(d.Science, 40)
	scope := policy.See(d.Clerk.Actor, policy.TaskRead)
	var units []reform.Unit
	var found reform.Task
	var count int
	var reports []reform.Report
	err := d.DB.Together(t.Context(),
		func(r postgres.Reader) (err error) { units, err = r.Units(t.Context()); return },
		func(r postgres.Reader) (err error) { found, err = r.Task(t.Context(), scope, task.Code); return },
		func(r postgres.Reader) (err error) {
			count, err = r.CountTasks(t.Context(), scope, reform.TaskFilter{Today: d.App.Today()})
			return
		},
		func(r postgres.Reader) (err error) { reports, err = r.Reports(t.Context(), scope, task.ID, 5); return },
	)
	alone, aloneErr := d.DB.Units(t.Context())
	if err != nil || aloneErr != nil || len(units) != len(alone) || found.ID != task.ID || count != 1 || len(reports) != 1 {
		t.Errorf("%d units, task %d, %d tasks, %d reports (%v, %v)", len(units), found.ID, count, len(reports), err, aloneErr)
	}
}

func TestAReadTogetherMayFailByItself(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	scope := policy.See(d.Clerk.Actor, policy.TaskRead)
	var missing error
	var units []reform.Unit
	err := d.DB.Together(t.Context(),
		func(r postgres.Reader) error {
			_, missing = r.Task(t.Context(), scope, "CCHC-1999-001")
			if fault.KindOf(missing) == fault.NotFound {
				return nil
			}
			return missing
		},
		func(r postgres.Reader) (err error) { units, err = r.Units(t.Context()); return },
	)
	if err != nil || fault.KindOf(missing) != fault.NotFound || len(units) == 0 {
		t.Errorf("%d units, %v, %v", len(units), missing, err)
	}
	err = d.DB.Together(t.Context(), func(r postgres.Reader) error { _, err := r.Task(t.Context(), scope, "CCHC-1999-001"); return err })
	if fault.KindOf(err) != fault.NotFound {
		t.Errorf("a task that is not there: %v", err)
	}
}

func TestAReadTogetherAsksOnce(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	units := func(r postgres.Reader) error { _, err := r.Units(t.Context()); return err }
	for claim, read := range map[string]func(postgres.Reader) error{
		"nothing": func(postgres.Reader) error { return nil },
		"twice":   func(r postgres.Reader) error { _ = units(r); return units(r) },
	} {
		if err := d.DB.Together(t.Context(), units, read); err == nil {
			t.Errorf("a read that asks %s was run", claim)
		}
	}
}

func TestReadsTogetherEndWithTheRequest(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := d.DB.Together(ctx, func(r postgres.Reader) error { _, err := r.Units(ctx); return err }); err == nil {
		t.Error("a request that ended was answered")
	}
	if _, err := d.DB.Units(t.Context()); err != nil {
		t.Errorf("the next request: %v", err)
	}
}

func TestWritesAreCounted(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	before := d.DB.Writes()
	if _, err := d.DB.Units(t.Context()); err != nil || d.DB.Writes() != before {
		t.Errorf("reading counted as %d writes (%v)", d.DB.Writes()-before, err)
	}
	if d.Draft(); d.DB.Writes() == before {
		t.Error("a new task did not count")
	}
}
