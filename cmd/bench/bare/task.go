package bare

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// task is everything the page of one task shows.
type task struct {
	facts   facts
	clauses []clause
	beside  []beside
	reports []report
	files   []file
	proofs  []proof
	events  []event
	past    []past
	shares  []shares
}

type facts struct {
	Code, Title, Description, State, Deliverable, Unit, Officer string
	Area, Year, Percent                                         int
	DueOn, AssignedOn, CompletedOn                              *time.Time
}

type clause struct{ Number, Issuer, Label, Heading, Body string }

type beside struct{ Unit, Part, Share string }

type report struct {
	Author, Done, Next, Late string
	Percent                  int
	At                       time.Time
}

type file struct {
	ID   int64
	Name string
	Size int64
}

type proof struct{ State, Deliverable, Number, File string }

type event struct {
	Actor, Action, Note string
	At                  time.Time
}

type past struct {
	State, Kind, Unit, Officer string
	Percent                    int
	DueOn                      *time.Time
	From                       time.Time
	To                         *time.Time
}

type shares struct{ Units, Done int }

const (
	sqlFacts = `
select t.code, t.title, t.description, t.state, t.deliverable, coalesce(u.name, ''), coalesce(p.name, ''), t.area, t.plan_year, t.percent,
	t.due_on, t.assigned_on, t.completed_on
from task t left join unit u on u.id = t.lead_unit_id left join person p on p.id = t.officer_id where t.code = $1`
	sqlClauses = `
select d.code_number || '/' || d.code_notation, d.issuer, c.label, c.heading, c.body
from task t join task_clause tc on tc.task_id = t.id join clause c on c.id = tc.clause_id join document d on d.id = c.document_id
where t.code = $1 order by d.id, c.sort_order`
	sqlBeside = `
select u.name, tu.part, tu.share from task t join task_unit tu on tu.task_id = t.id join unit u on u.id = tu.unit_id
where t.code = $1 order by tu.part, u.sort_order, u.id`
	sqlReports = `
select p.name, r.done, r.next, r.late_reason, r.percent, r.reported_at
from task t join report r on r.task_id = t.id join person p on p.id = r.author_id
where t.code = $1 order by r.reported_at desc, r.id desc limit 100`
	sqlFiles = `
select a.id, a.name, b.size from task t join report r on r.task_id = t.id join attachment a on a.report_id = r.id join blob b on b.id = a.blob_id
where t.code = $1 order by a.id desc`
	sqlProofs = `
select r.state, e.deliverable, e.number, coalesce(a.name, '')
from task t join report r on r.task_id = t.id join evidence e on e.report_id = r.id left join attachment a on a.id = e.attachment_id
where t.code = $1 and r.kind = 'completion' order by r.id desc, e.position, e.id`
	sqlEvents = `
select coalesce(p.name, 'Hệ thống'), e.action, e.note, e.at
from task t join audit_event e on e.object_kind = 'task' and e.object_id = t.id left join person p on p.id = e.actor_id
where t.code = $1 order by e.at desc, e.id desc limit 100`
	sqlPast = `
select h.state, h.deadline_kind, coalesce(u.name, ''), coalesce(p.name, ''), h.percent, h.due_on, h.valid_from, h.valid_to
from task t join task_history h on h.task_id = t.id left join unit u on u.id = h.lead_unit_id left join person p on p.id = h.officer_id
where t.code = $1 order by h.valid_from`
	sqlShares = `
select count(*), count(*) filter (where k.state = 'completed') from task t join task k on k.parent_id = coalesce(t.parent_id, t.id) where t.code = $1`
)

// readTask reads the page in one round trip: every row that the portal's page shows or, without the past, all but what the
// task once was and how far the units beside it are.
func readTask(ctx context.Context, pool *pgxpool.Pool, code string, withPast bool) (t task, err error) {
	var batch pgx.Batch
	batch.Queue(sqlFacts, code).Query(func(rows pgx.Rows) (err error) {
		t.facts, err = pgx.CollectExactlyOneRow(rows, pgx.RowToStructByPos[facts])
		return err
	})
	read(&batch, sqlClauses, &t.clauses, code)
	read(&batch, sqlBeside, &t.beside, code)
	read(&batch, sqlReports, &t.reports, code)
	read(&batch, sqlFiles, &t.files, code)
	read(&batch, sqlProofs, &t.proofs, code)
	read(&batch, sqlEvents, &t.events, code)
	if withPast {
		read(&batch, sqlPast, &t.past, code)
		read(&batch, sqlShares, &t.shares, code)
	}
	return t, pool.SendBatch(ctx, &batch).Close()
}

func read[T any](batch *pgx.Batch, sql string, into *[]T, args ...any) {
	batch.Queue(sql, args...).Query(func(rows pgx.Rows) (err error) {
		*into, err = pgx.CollectRows(rows, pgx.RowToStructByPos[T])
		return err
	})
}
