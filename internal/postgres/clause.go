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

const sqlClauseTasks = `
select tc.clause_id, t.code, t.title, t.state, coalesce(u.short_name, '') as lead_unit, t.due_on
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

func clauseArgs(c reform.Clause) pgx.NamedArgs {
	return pgx.NamedArgs{
		"id": c.ID, "version": c.Version, "document": c.DocumentID, "parent": c.ParentID, "path": c.Path, "label": c.Label,
		"heading": c.Heading, "body": c.Body, "is_summary": c.IsSummary, "area": c.Area, "sort_order": c.SortOrder,
	}
}
