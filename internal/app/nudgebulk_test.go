package app_test

import (
	"context"
	"fmt"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"cchc/internal/app"
	"cchc/internal/fault"
	"cchc/internal/fixture/small"
	"cchc/internal/postgres"
	"cchc/internal/reform"
)

// counter counts the statements that go to the database.
type counter struct{ atomic.Int64 }

// TraceQueryStart counts one.
func (c *counter) TraceQueryStart(ctx context.Context, _ *pgx.Conn, _ pgx.TraceQueryStartData) context.Context {
	c.Add(1)
	return ctx
}

// TraceQueryEnd does nothing.
func (c *counter) TraceQueryEnd(context.Context, *pgx.Conn, pgx.TraceQueryEndData) {}

// counted is the department's portal with its statements counted.
func counted(t *testing.T, d *small.Department) (*app.App, *counter) {
	t.Helper()
	statements := &counter{}
	config := d.DB.Pool().Config()
	config.ConnConfig.Tracer = statements
	pool, err := pgxpool.NewWithConfig(t.Context(), config)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(pool.Close)
	return app.New(postgres.New(pool, d.Clock.Now), d.Clock.Now, nil), statements
}

// most reports that something took more statements than it may, and counts anew.
func most(t *testing.T, what string, statements *counter, may int64) {
	t.Helper()
	if n := statements.Swap(0); n > may || n == 0 {
		t.Errorf("%s takes %d statements, at most %d were to do", what, n, may)
	}
}

// fiveHundred returns tasks of every unit that leads any, without the toil of giving each.
func fiveHundred(t *testing.T, d *small.Department) []string {
	t.Helper()
	teams := []small.Team{d.Science, d.Digital, d.Branch, d.Centre}
	for _, team := range teams {
		d.InProgress(team)
	}
	_, err := d.DB.Pool().Exec(t.Context(), `
insert into task (code, title, area, plan_year, state, deliverable, created_by, created_at, deadline_kind, due_on, original_due_on, lead_unit_id, officer_id, assigned_on, search_fold)
select 'CCHC-2026-' || 1000 + n, t.title, t.area, t.plan_year, t.state, t.deliverable, t.created_by, t.created_at, t.deadline_kind, t.due_on, t.original_due_on,
	t.lead_unit_id, t.officer_id, t.assigned_on, t.search_fold
from generate_series(1, 496) n join task t on t.id = (select min(id) from task) + n % 4`)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := d.DB.Pool().Query(t.Context(), `select code from task where state = 'in_progress' order by id`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var codes []string
	for rows.Next() {
		var code string
		if err := rows.Scan(&code); err != nil {
			t.Fatal(err)
		}
		codes = append(codes, code)
	}
	return codes
}

func TestFiveHundredTasksAreNudgedInOneAct(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	in := d.Nudging(reform.RungRemind)
	in.Tasks = fiveHundred(t, d)
	portal, statements := counted(t, d)
	made, err := portal.MakeNudges(t.Context(), d.Clerk.Actor, in)
	if err != nil || len(in.Tasks) != 500 || len(made.Nudges) != 4 || made.Nudges[0].Tasks != 125 {
		t.Fatalf("%d tasks, %d nudges (%v)", len(in.Tasks), len(made.Nudges), err)
	}
	most(t, "making them", statements, 30)
	d.Clock.Advance(reform.RecallTime)
	if err := portal.SendNudges(t.Context(), made.Batch); err != nil {
		t.Fatal(err)
	}
	most(t, "sending them", statements, 25)
	hears(t, d, "of 125 tasks each", map[string]string{
		"khanhdv": "nhắc 125", "annv": "nhắc 125", "gianglv": "nhắc 125", "yenpt": "nhắc 125", "hoatv": "nhắc 125", "xuanct": "nhắc 125", "vinhqv": "nhắc 125", "nhunght": "nhắc 125",
	})
	d.Clock.Advance(24 * time.Hour)
	in.AnswerOn = d.App.Today().AddDays(1)
	again, err := portal.MakeNudges(t.Context(), d.Clerk.Actor, in)
	if err != nil {
		t.Fatal(err)
	}
	most(t, "making them again", statements, 30)
	if undone, err := portal.RecallBatch(t.Context(), d.Clerk.Actor, again.Batch); err != nil || len(undone) != 4 {
		t.Errorf("%d taken back (%v)", len(undone), err)
	}
	most(t, "recalling them", statements, 12)
}

func TestMoreThanTwoThousandTasksAreRefused(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	in := d.Nudging(reform.RungRemind)
	for n := range reform.NudgeMost + 1 {
		in.Tasks = append(in.Tasks, fmt.Sprintf("CCHC-2026-%d", n))
	}
	_, err := d.App.MakeNudges(t.Context(), d.Clerk.Actor, in)
	refused(t, "2.001 tasks", err, fault.Invalid, "tối đa 2.000")
}
