package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"

	"cchc/internal/policy"
	"cchc/internal/reform"
)

const sqlObstacleAudit = selectAudit + `join obstacle o on e.object_kind = 'obstacle' and e.object_id = o.id join task t on t.id = o.task_id
where o.task_id = @task and ` + fragTaskInScope + `
order by e.at desc, e.id desc limit @limit`

// ObstacleAudit returns the newest acts on the obstacles of the task, at most limit of them.
func (r Reader) ObstacleAudit(ctx context.Context, scope policy.Scope, task int64, limit int) ([]reform.AuditEvent, error) {
	return many[reform.AuditEvent](ctx, r.q, sqlObstacleAudit, scoped(scope, pgx.NamedArgs{"task": task, "limit": limit}))
}

const sqlUnitObstacles = selectObstacle + `t.lead_unit_id = @unit and o.live and o.state not in ('resolved', 'decided') and ` + fragTaskInScope + `
order by o.entered_at, o.id limit @limit`

// UnitObstacles returns the obstacles that hold up tasks of the unit, those that wait longest first, at most limit of them.
func (r Reader) UnitObstacles(ctx context.Context, scope policy.Scope, unit int64, limit int) ([]reform.Obstacle, error) {
	return many[reform.Obstacle](ctx, r.q, sqlUnitObstacles, scoped(scope, pgx.NamedArgs{"unit": unit, "limit": limit}))
}

const sqlObstacleAuthor = `update obstacle set author_id = @author, for_id = nullif(@for::bigint, 0) where id = @id`

// MendObstacle writes the move as MoveObstacle does and makes whoever sends it the author.
func (tx *Tx) MendObstacle(ctx context.Context, grant policy.Grant, move reform.ObstacleMove) error {
	if err := tx.MoveObstacle(ctx, grant, move); err != nil {
		return err
	}
	return tx.also(ctx, grant, move.Becomes.ID, sqlObstacleAuthor, tx.obstacleArgs(grant, move))
}
