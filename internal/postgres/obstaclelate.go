package postgres

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"cchc/internal/calendar"
	"cchc/internal/policy"
	"cchc/internal/reform"
)

const selectLateObstacle = `
select o.id, o.code, o.title, o.unit_id, o.author_id, coalesce(o.for_id, 0) as for_id, coalesce(s.waits_for_id, 0) as leader_id,
	coalesce(l.name, '') as leader, o.state, o.entered_at, o.due_on, o.days_left,
	exists (select from person_role r where r.person_id = coalesce(o.for_id, o.author_id) and r.role = 'head') as by_head
from obstacle o join obstacle_step s on s.obstacle_id = o.id and s.left_at is null left join person l on l.id = s.waits_for_id
where @scope_all and o.live and o.state = any(@states) and o.due_on < @today and o.told_late is distinct from o.due_on`

const sqlLateObstacles = selectLateObstacle + ` order by o.due_on, o.id limit @limit`

// LateObstacles returns the obstacles whose clock has run out by the day and of which nobody was told yet, those longest run
// out first, at most limit of them.
func (r Reader) LateObstacles(ctx context.Context, scope policy.Scope, today calendar.Date, limit int) ([]reform.LateObstacle, error) {
	return many[reform.LateObstacle](ctx, r.q, sqlLateObstacles, lateArgs(scope, today, pgx.NamedArgs{"limit": limit}))
}

const sqlLockLateObstacle = selectLateObstacle + ` and o.id = @id for no key update of o`

// LockLateObstacle returns the obstacle as LateObstacles does and keeps it from changing until the transaction ends; a
// not-found fault when its clock runs again or people were told meanwhile.
func (tx *Tx) LockLateObstacle(ctx context.Context, scope policy.Scope, today calendar.Date, id int64) (reform.LateObstacle, error) {
	return one[reform.LateObstacle](ctx, tx.q, sqlLockLateObstacle, lateArgs(scope, today, pgx.NamedArgs{"id": id}))
}

func lateArgs(scope policy.Scope, today calendar.Date, args pgx.NamedArgs) pgx.NamedArgs {
	args["today"], args["states"] = today, clockedStates()
	return scoped(scope, args)
}

func clockedStates() []string {
	var states []string
	for _, state := range reform.ClockedStates() {
		states = append(states, string(state))
	}
	return states
}

const sqlRemindObstacle = `update obstacle set told_late = @due_on where id = @id and told_late is distinct from @due_on returning id`

// RemindObstacle notes on the obstacle that people are told of its clock, so that they are told of one clock once. Pages that
// are open stay true: the version stays.
func (tx *Tx) RemindObstacle(ctx context.Context, grant policy.Grant, o reform.LateObstacle) error {
	e := entry{
		kind: policy.Obstacle, id: o.ID, allowed: []policy.Action{policy.ObstacleRemind}, name: o.Code,
		note: o.State.Label() + ", hạn " + o.DueOn.Vietnamese(),
	}
	_, err := tx.write(ctx, grant, e, sqlRemindObstacle, pgx.NamedArgs{"id": o.ID, "due_on": o.DueOn})
	return err
}

const sqlObstacleLeader = `
select coalesce((select waits_for_id from obstacle_step where obstacle_id = @id and waits_for_id is not null order by id desc limit 1), 0)`

// ObstacleLeader returns the leader whom the obstacle waited for last, under a Grant for the obstacle; 0 where it never waited
// for one.
func (r Reader) ObstacleLeader(ctx context.Context, grant policy.Grant, id int64) (int64, error) {
	if !grant.Covers(policy.Obstacle, id, grant.Action()) {
		return 0, fmt.Errorf("no grant to know whom obstacle %d waited for", id)
	}
	return scalar[int64](ctx, r.q, sqlObstacleLeader, pgx.NamedArgs{"id": id})
}
