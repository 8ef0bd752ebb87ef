package postgres

import (
	"maps"

	"github.com/jackc/pgx/v5"

	"cchc/internal/policy"
)

// fragTaskInScope is the one predicate that says which tasks a Scope covers; the task's alias is t.
const fragTaskInScope = `(t.state <> 'draft' or @scope_drafts) and (@scope_all or t.officer_id = @scope_person or t.lead_unit_id = any(@scope_units)
	or exists (select from task_unit su where su.task_id = t.id and su.unit_id = any(@scope_units)))`

// scoped adds the scope's arguments to the statement's own.
func scoped(scope policy.Scope, args pgx.NamedArgs) pgx.NamedArgs {
	all := pgx.NamedArgs{
		"scope_all": scope.All(), "scope_drafts": scope.Drafts(), "scope_person": scope.Person(), "scope_units": scope.Units(),
	}
	maps.Copy(all, args)
	return all
}
