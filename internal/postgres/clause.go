package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"

	"cchc/internal/policy"
	"cchc/internal/reform"
)

const selectClause = `
select c.id, c.document_id, coalesce(c.parent_id, 0) as parent_id, c.path, c.label, c.heading, c.body, c.is_summary,
	coalesce(c.area, -1)::int as area, c.sort_order, c.version
from clause c where `

const sqlClauses = selectClause + `c.document_id = @document and @scope_all order by c.sort_order, c.id`

// Clauses returns the document's clauses in the order of its text; parents come before their children.
func (r Reader) Clauses(ctx context.Context, scope policy.Scope, document int64) ([]reform.Clause, error) {
	return many[reform.Clause](ctx, r.q, sqlClauses, scoped(scope, pgx.NamedArgs{"document": document}))
}

const sqlClause = selectClause + `c.id = @id and @scope_all`

// Clause returns the clause with this number, or a not-found fault.
func (r Reader) Clause(ctx context.Context, scope policy.Scope, id int64) (reform.Clause, error) {
	return one[reform.Clause](ctx, r.q, sqlClause, scoped(scope, pgx.NamedArgs{"id": id}))
}

const selectSource = `
select c.id, c.document_id, d.code_number, d.code_notation, d.issued_on, d.issued_year, d.kind as document_kind, d.issuer,
	c.label, c.heading, c.body, c.is_summary
from clause c join document d on d.id = c.document_id
where `

const sqlSourcesNamed = selectSource + `c.id = any(@ids) and @scope_all order by d.id, c.sort_order, c.id`

// SourcesNamed returns the clauses with these numbers, each with its document; numbers that do not exist are left out.
func (r Reader) SourcesNamed(ctx context.Context, scope policy.Scope, ids []int64) ([]reform.SourceClause, error) {
	return many[reform.SourceClause](ctx, r.q, sqlSourcesNamed, scoped(scope, pgx.NamedArgs{"ids": append([]int64{}, ids...)}))
}

const sqlSourceChoices = selectSource + `@scope_all
order by d.issued_year desc, d.issued_on desc nulls first, d.id, c.sort_order, c.id limit @limit`

// SourceChoices returns the clauses a task can be drawn from, those of the newest documents first, at most limit of them.
func (r Reader) SourceChoices(ctx context.Context, scope policy.Scope, limit int) ([]reform.SourceClause, error) {
	return many[reform.SourceClause](ctx, r.q, sqlSourceChoices, scoped(scope, pgx.NamedArgs{"limit": limit}))
}

const sqlClauseTasks = `
select tc.clause_id, t.code, t.title, t.state, coalesce(u.short_name, '') as lead_unit, t.due_on, t.completed_on
from task_clause tc join clause c on c.id = tc.clause_id join task t on t.id = tc.task_id left join unit u on u.id = t.lead_unit_id
where c.document_id = @document and t.parent_id is null and ` + fragTaskInScope + `
order by c.sort_order, t.id`

// ClauseTasks returns the tasks drawn from the document's clauses that the scope covers, children apart.
func (r Reader) ClauseTasks(ctx context.Context, scope policy.Scope, document int64) ([]reform.ClauseTask, error) {
	return many[reform.ClauseTask](ctx, r.q, sqlClauseTasks, scoped(scope, pgx.NamedArgs{"document": document}))
}

const sqlCreateClause = `
insert into clause (document_id, parent_id, path, label, heading, body, is_summary, area, sort_order)
values (@document, nullif(@parent::bigint, 0), @path, @label, @heading, @body, @is_summary, nullif(@area::int, -1), @sort_order)
returning id`

// CreateClause adds the clause and returns its number.
func (tx *Tx) CreateClause(ctx context.Context, grant policy.Grant, c reform.Clause) (int64, error) {
	e := entry{kind: policy.Clause, allowed: []policy.Action{policy.DocumentEdit}, name: c.Label}
	return tx.write(ctx, grant, e, sqlCreateClause, clauseArgs(c))
}

const sqlEditClause = `
update clause set path = @path, label = @label, heading = @heading, body = @body, is_summary = @is_summary, area = nullif(@area::int, -1),
	parent_id = nullif(@parent::bigint, 0), sort_order = @sort_order, version = version + 1
where id = @id and version = @version
returning id`

// EditClause writes the clause over the version it was read at; a stale version is a conflict.
func (tx *Tx) EditClause(ctx context.Context, grant policy.Grant, c reform.Clause, changes []reform.Change) error {
	e := entry{kind: policy.Clause, id: c.ID, allowed: []policy.Action{policy.DocumentEdit}, name: c.Label, changes: changes}
	_, err := tx.write(ctx, grant, e, sqlEditClause, clauseArgs(c))
	return err
}

const sqlArrangeClauses = `
update clause c set sort_order = o.place
from unnest(@ids::bigint[]) with ordinality as o (id, place)
where c.id = o.id and c.document_id = @document and c.sort_order <> o.place`

// ArrangeClauses gives the clauses of the document the order of the numbers, under the Grant that wrote one of them.
func (tx *Tx) ArrangeClauses(ctx context.Context, grant policy.Grant, written reform.Clause, ids []int64) error {
	return tx.also(ctx, grant, written.ID, sqlArrangeClauses, pgx.NamedArgs{"document": written.DocumentID, "ids": ids})
}

func clauseArgs(c reform.Clause) pgx.NamedArgs {
	return pgx.NamedArgs{
		"id": c.ID, "version": c.Version, "document": c.DocumentID, "parent": c.ParentID, "path": c.Path, "label": c.Label,
		"heading": c.Heading, "body": c.Body, "is_summary": c.IsSummary, "area": c.Area, "sort_order": c.SortOrder,
	}
}
