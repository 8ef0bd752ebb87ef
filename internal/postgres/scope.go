package postgres

import (
	"strings"

	"github.com/jackc/pgx/v5"

	"cchc/internal/policy"
)

// fragTaskInScope is the one predicate that says which tasks a Scope covers; the task's alias is t.
const fragTaskInScope = `(t.state <> 'draft' or @scope_drafts) and (@scope_all or t.officer_id = @scope_person or t.lead_unit_id = any(@scope_units)
	or exists (select from task_unit su where su.task_id = t.id and su.unit_id = any(@scope_units) and su.state <> 'withdrawn'))`

// fragTaskReached says the same of the one task @task, for rows that hang on it: they need not be joined to it. It falls away for
// whoever sees every task.
const fragTaskReached = `exists (select from task t where t.id = @task and ` + fragTaskInScope + `)`

// What remains of the predicate for whoever sees every task, with and without drafts, and for whoever sees those of some
// units without drafts; and, of the last, those that the units lead.
const (
	fragEveryTask   = `true`
	fragEveryIssued = `t.state <> 'draft'`
	fragNear        = `t.state <> 'draft' and (t.officer_id = @scope_person or t.lead_unit_id = any(@scope_units)
	or exists (select from task_unit su where su.task_id = t.id and su.unit_id = any(@scope_units) and su.state <> 'withdrawn'))`
	fragLed = `t.state <> 'draft' and t.lead_unit_id = any(@scope_units)`
)

// sight returns what remains of the predicate for the scope that the arguments tell; all of it where they tell none. The
// planner then has nothing to weigh, and keeps one plan instead of making a new one for each execution.
func sight(args pgx.NamedArgs) string {
	all, _ := args["scope_all"].(bool)
	drafts, scoped := args["scope_drafts"].(bool)
	switch {
	case all && drafts:
		return fragEveryTask
	case all:
		return fragEveryIssued
	case drafts || !scoped:
		return fragTaskInScope
	default:
		return fragNear
	}
}

// sighted returns the statement with what remains of its predicates.
func sighted(sql, sight string) string {
	if sight == fragEveryTask {
		sql = strings.ReplaceAll(sql, fragTaskReached, fragEveryTask)
	}
	return strings.ReplaceAll(sql, fragTaskInScope, sight)
}

// scoped adds the scope's arguments to the statement's own.
func scoped(scope policy.Scope, args pgx.NamedArgs) pgx.NamedArgs {
	if args == nil {
		args = pgx.NamedArgs{}
	}
	args["scope_all"], args["scope_drafts"] = scope.All(), scope.Drafts()
	args["scope_person"], args["scope_units"] = scope.Person(), scope.Units()
	return args
}
