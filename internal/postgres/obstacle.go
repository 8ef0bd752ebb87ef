package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"

	"cchc/internal/policy"
	"cchc/internal/reform"
)

const selectObstacle = `
select o.id, o.code, o.task_id, t.code as task_code, t.title as task_title, t.area as task_area, coalesce(t.officer_id, 0) as officer_id,
	o.unit_id, ou.name as unit, coalesce(o.report_id, 0) as report_id, o.author_id, oa.name as author, coalesce(o.for_id, 0) as for_id,
	coalesce(ofor.name, '') as for, coalesce(o.card_id, 0) as card_id, o.resolution, o.raised_at, o.closed_at, o.version,
	o.cause, o.title, o.detail, o.since_on, o.tried, o.request, o.needed_by, o.state, o.entered_at, o.due_on, o.days_left
from obstacle o join task t on t.id = o.task_id join unit ou on ou.id = o.unit_id join person oa on oa.id = o.author_id
left join person ofor on ofor.id = o.for_id
where `

const sqlObstacle = selectObstacle + `o.code = @code and ` + fragTaskInScope

// Obstacle returns the obstacle with this code, or a not-found fault when the scope does not cover its task.
func (r Reader) Obstacle(ctx context.Context, scope policy.Scope, code string) (reform.Obstacle, error) {
	return one[reform.Obstacle](ctx, r.q, sqlObstacle, scoped(scope, pgx.NamedArgs{"code": code}))
}

const sqlLockObstacle = sqlObstacle + ` for no key update of t, o`

// LockObstacle returns the obstacle as Obstacle does and keeps it and its task from changing until the transaction ends.
func (tx *Tx) LockObstacle(ctx context.Context, scope policy.Scope, code string) (reform.Obstacle, error) {
	return one[reform.Obstacle](ctx, tx.q, sqlLockObstacle, scoped(scope, pgx.NamedArgs{"code": code}))
}

const sqlTaskObstacles = selectObstacle + `o.task_id = @task and ` + fragTaskInScope + ` order by o.live desc, o.id desc limit @limit`

// TaskObstacles returns the obstacles of the task, those not over first and then the newest, at most limit of them.
func (r Reader) TaskObstacles(ctx context.Context, scope policy.Scope, task int64, limit int) ([]reform.Obstacle, error) {
	return many[reform.Obstacle](ctx, r.q, sqlTaskObstacles, scoped(scope, pgx.NamedArgs{"task": task, "limit": limit}))
}

const sqlObstacleSteps = `
select s.id, s.obstacle_id, s.act, s.state, s.at, coalesce(p.name, 'Hệ thống') as actor, coalesce(f.name, '') as for, s.note, s.due_on,
	coalesce(w.name, '') as waits_for, s.left_at, s.days, coalesce(d.name, '') as decider, ` + spokenColumns + `
from obstacle_step s join obstacle o on o.id = s.obstacle_id join task t on t.id = o.task_id
left join person p on p.id = s.actor_id left join person f on f.id = s.for_id left join person w on w.id = s.waits_for_id
left join decision_card c on s.act = 'decide' and c.id = s.card_id and c.noted_in is not null left join person d on d.id = c.decided_by` + spokenTables + `
where s.obstacle_id = @obstacle and ` + fragTaskInScope + ` order by s.id limit @limit`

// ObstacleSteps returns the steps of the obstacle's way, the first first, at most limit of them.
func (r Reader) ObstacleSteps(ctx context.Context, scope policy.Scope, obstacle int64, limit int) ([]reform.ObstacleStep, error) {
	return many[reform.ObstacleStep](ctx, r.q, sqlObstacleSteps, scoped(scope, pgx.NamedArgs{"obstacle": obstacle, "limit": limit}))
}

const (
	sqlNextObstacleNumber = `
insert into obstacle_number (last) values (1) on conflict (one) do update set last = obstacle_number.last + 1 returning last`
	sqlRaiseObstacle = `
insert into obstacle (code, task_id, unit_id, report_id, author_id, for_id, cause, title, detail, since_on, tried, request, needed_by, state,
	entered_at, due_on, raised_at, search_fold)
values (@code, @task, @unit, nullif(@report::bigint, 0), @author, nullif(@for::bigint, 0), @cause, @title, @detail, @since_on, @tried, @request,
	@needed_by, @state, @now, @due_on, @now, @search_fold) returning id`
	sqlStepObstacle = `
insert into obstacle_step (obstacle_id, act, state, cause, at, actor_id, for_id, note, due_on, card_id, waits_for_id, left_at, left_by, days)
values (@id, @act, @state, @cause, @now, nullif(@actor::bigint, 0), nullif(@for::bigint, 0), @note, @due_on, nullif(@card::bigint, 0),
	nullif(@waits_for::bigint, 0), case when @stays then @now::timestamptz end, case when @stays then nullif(@actor::bigint, 0) end,
	case when @stays then 0 end)`
)

// RaiseObstacle adds what the move makes under the next code and returns it with its number and code.
func (tx *Tx) RaiseObstacle(ctx context.Context, grant policy.Grant, move reform.ObstacleMove) (reform.Obstacle, error) {
	o := move.Becomes
	n, err := scalar[int](ctx, tx.tx, sqlNextObstacleNumber, nil)
	if err != nil {
		return o, err
	}
	o.Code = reform.ObstacleCode(n)
	e := entry{kind: policy.Obstacle, allowed: []policy.Action{policy.ObstacleRaise}, name: o.Code, changes: move.Changes}
	move.Becomes = o
	o.ID, err = tx.write(ctx, grant, e, sqlRaiseObstacle, tx.obstacleArgs(grant, move))
	if err != nil {
		return o, err
	}
	move.Becomes, o.Version = o, 1
	return o, tx.also(ctx, grant, o.ID, sqlStepObstacle, tx.obstacleArgs(grant, move))
}

const (
	sqlMoveObstacle = `
update obstacle set cause = @cause, title = @title, detail = @detail, since_on = @since_on, tried = @tried, request = @request,
	needed_by = @needed_by, state = @state, entered_at = @entered, due_on = @due_on, days_left = @days_left, card_id = nullif(@card::bigint, 0),
	resolution = @resolution, closed_at = @closed_at, search_fold = @search_fold, version = version + 1
where id = @id and version = @version returning id`
	sqlLeaveObstacle = `
update obstacle_step set left_at = @now, left_by = nullif(@actor::bigint, 0), days = @waited
where obstacle_id = @id and left_at is null and not @stays`
)

// obstacleActions are the actions under which an obstacle may change.
var obstacleActions = []policy.Action{
	policy.ObstacleRaise, policy.ObstacleConfirm, policy.ObstacleReceive, policy.ObstaclePrepare, policy.ObstacleEscalate, policy.ObstacleAnswer,
	policy.ObstacleWithdraw, policy.ObstacleClose, policy.ObstacleDecide, policy.ObstacleNote,
}

// MoveObstacle writes what the obstacle becomes over the version the move was decided on, ends the wait of the state it leaves
// and begins the next; a step that leaves it waiting ends none and waits for nothing itself. A stale version is a conflict.
func (tx *Tx) MoveObstacle(ctx context.Context, grant policy.Grant, move reform.ObstacleMove) error {
	args := tx.obstacleArgs(grant, move)
	e := entry{
		kind: policy.Obstacle, id: move.Becomes.ID, allowed: obstacleActions, name: move.Becomes.Code, changes: move.Changes, note: move.Note,
	}
	if _, err := tx.write(ctx, grant, e, sqlMoveObstacle, args); err != nil {
		return err
	}
	if err := tx.also(ctx, grant, move.Becomes.ID, sqlLeaveObstacle, args); err != nil {
		return err
	}
	return tx.also(ctx, grant, move.Becomes.ID, sqlStepObstacle, args)
}

func (tx *Tx) obstacleArgs(grant policy.Grant, move reform.ObstacleMove) pgx.NamedArgs {
	o, who := move.Becomes, grant.Actor()
	return pgx.NamedArgs{
		"id": o.ID, "code": o.Code, "task": o.TaskID, "unit": o.UnitID, "report": o.ReportID, "author": o.AuthorID, "for": who.For,
		"cause": o.Cause, "title": o.Title, "detail": o.Detail, "since_on": o.SinceOn, "tried": o.Tried, "request": o.Request,
		"needed_by": o.NeededBy, "state": o.State, "due_on": o.DueOn, "days_left": o.DaysLeft, "card": o.CardID, "resolution": o.Resolution,
		"closed_at": o.ClosedAt, "entered": o.EnteredAt, "search_fold": o.SearchFold(), "version": move.Seen, "act": string(move.Act), "note": move.Note,
		"waits_for": move.WaitsFor, "waited": move.Waited, "stays": move.Stays(), "actor": who.Person, "now": tx.Now,
	}
}
