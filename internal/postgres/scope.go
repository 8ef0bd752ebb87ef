package postgres

import (
	"maps"
	"strings"

	"github.com/jackc/pgx/v5"

	"cchc/internal/policy"
)

// fragTaskInScope is the one predicate that says which tasks a Scope covers; the task's alias is t.
const fragTaskInScope = `(t.state <> 'draft' or @scope_drafts) and (@scope_all or t.officer_id = @scope_person or t.lead_unit_id = any(@scope_units)
	or exists (select from task_unit su where su.task_id = t.id and su.unit_id = any(@scope_units) and su.state <> 'withdrawn'))`

// What remains of the predicate for whoever sees every task, with and without drafts, and for whoever sees those of some
// units without drafts; and, of the last, those that the units lead.
const (
	fragEveryTask   = `true`
	fragEveryIssued = `t.state <> 'draft'`
	fragNear        = `t.state <> 'draft' and (t.officer_id = @scope_person or t.lead_unit_id = any(@scope_units)
	or exists (select from task_unit su where su.task_id = t.id and su.unit_id = any(@scope_units) and su.state <> 'withdrawn'))`
	fragLed = `t.state <> 'draft' and t.lead_unit_id = any(@scope_units)`
)

// forScope returns the statement without the predicate's parts that its own scope decides beforehand. The planner then has
// nothing to weigh, and keeps one plan instead of making a new one for each execution.
func forScope(sql string, args pgx.NamedArgs) string {
	all, scoped := args["scope_all"].(bool)
	drafts, _ := args["scope_drafts"].(bool)
	switch {
	case !scoped:
		return sql
	case all && drafts:
		return strings.ReplaceAll(sql, fragTaskInScope, fragEveryTask)
	case all:
		return strings.ReplaceAll(sql, fragTaskInScope, fragEveryIssued)
	case drafts:
		return sql
	default:
		return strings.ReplaceAll(sql, fragTaskInScope, fragNear)
	}
}

// scoped adds the scope's arguments to the statement's own.
func scoped(scope policy.Scope, args pgx.NamedArgs) pgx.NamedArgs {
	all := pgx.NamedArgs{
		"scope_all": scope.All(), "scope_drafts": scope.Drafts(), "scope_person": scope.Person(), "scope_units": scope.Units(),
	}
	maps.Copy(all, args)
	return all
}
