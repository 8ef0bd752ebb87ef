//go:build unix

package survival_test

import (
	"strconv"
	"testing"

	"github.com/jackc/pgx/v5"
)

func number(t *testing.T, text string) int {
	t.Helper()
	n, err := strconv.Atoi(text)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// column returns the one column of the rows that the query finds.
func column[T any](p *portal, sql string, args ...any) []T {
	p.t.Helper()
	rows, err := p.ledger.Query(p.t.Context(), sql, args...)
	if err != nil {
		p.t.Fatalf("look into the database: %v", err)
	}
	values, err := pgx.CollectRows(rows, pgx.RowTo[T])
	if err != nil {
		p.t.Fatalf("look into the database: %v", err)
	}
	return values
}

// halves are queries that find something half done: each must find nothing.
var halves = map[string]string{
	"a report without exactly one audit line": `select r.token::text from report r
		where r.kind = 'update' and 1 <> (select count(*) from audit_event e where e.object_kind = 'report' and e.action = 'report.post' and e.object_id = r.id)`,
	"an audit line without its report": `select e.id::text from audit_event e
		where e.object_kind = 'report' and e.action = 'report.post' and not exists (select from report r where r.id = e.object_id)`,
	"a task that is not where its last report put it": `select t.code
		from task t join lateral (select * from report r where r.task_id = t.id order by r.id desc limit 1) r on true
		where t.state = 'in_progress' and r.kind = 'update' and (t.percent, t.last_report_at) is distinct from (r.percent, r.reported_at)`,
	"a report that does not follow the one before it": `select token::text from (
			select r.token, r.percent_before, lag(r.percent) over tasks as before, lag(r.kind) over tasks as kind
			from report r window tasks as (partition by r.task_id order by r.id)) r
		where kind = 'update' and percent_before <> before`,
	"a history that does not end where the task is": `select t.code
		from task t left join task_history h on h.task_id = t.id and h.valid_to is null
		where (t.percent, t.state) is distinct from (h.percent, h.state)`,
	"a file without its bytes": `select b.id::text
		from blob b left join lateral (select string_agg(bytes, '' order by number) as bytes from blob_piece where blob_id = b.id) p on true
		where b.sha256 is distinct from sha256(p.bytes) or b.size <> length(p.bytes)`,
	"bytes that hang on nothing": `select b.id::text from blob b where not exists (select from attachment a where a.blob_id = b.id)`,
}

func (p *portal) checkHalves(when string) {
	p.t.Helper()
	for name, sql := range halves {
		if found := column[string](p, sql); len(found) > 0 {
			p.t.Fatalf("%s: %s: %v", when, name, found)
		}
	}
}

const sqlTimesKept = `
select count(*) from report r join task t on t.id = r.task_id
where r.token = $1 and t.code = $2 and r.percent = $3 and r.done = $4
	and array(select b.sha256 from attachment a join blob b on b.id = a.blob_id where a.report_id = r.id)
		= case when $5::bytea is null then '{}'::bytea[] else array[sha256($5)] end`

// times returns how often the post is there as it was sent, and fails when its token stands on anything else.
func (p *portal) times(sent post) int {
	p.t.Helper()
	whole := column[int](p, sqlTimesKept, sent.token, sent.task, sent.percent, sent.done, sent.file)[0]
	if all := column[int](p, "select count(*) from report where token = $1", sent.token)[0]; all != whole {
		p.t.Fatalf("the report %s is there %d times, but as it was sent %d times", sent.token, all, whole)
	}
	return whole
}
