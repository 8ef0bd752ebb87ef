package postgres

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"cchc/internal/policy"
	"cchc/internal/reform"
)

const fragObstacleLines = `
from obstacle o join task t on t.id = o.task_id and ` + fragTaskInScope

const selectObstacleLine = `
select o.id, o.code, o.title, o.cause, o.needed_by, ou.name as unit, t.code as task_code, t.title as task_title, coalesce(o.card_id, 0) as card_id,
	coalesce(l.name, '') as leader, o.closed_at, o.state, o.entered_at, o.due_on, o.days_left` + fragObstacleLines + `
join unit ou on ou.id = o.unit_id left join decision_card c on c.id = o.card_id left join person l on l.id = c.leader_id
`

// What each filter adds to the WHERE of a list of obstacles.
const (
	fragLiveIn        = ` and o.live and o.state = any(@states)`
	fragEnded         = ` and not o.live`
	fragObstacleUnit  = ` and o.unit_id = @unit`
	fragObstacleCause = ` and o.cause = @cause`
	fragObstacleText  = ` and (o.search_fold like @pattern or o.code = @code or t.code = @code)`
)

// What ran out stands first, then what waits longest. Before that, to a leader, the cards that name the leader, and then the
// rest of what is the leader's to decide.
const (
	fragLongest = `case when o.due_on < @today then o.due_on end, o.entered_at, o.id`
	fragByName  = `c.leader_id = any(@names) desc, (@every_field or t.area = any(@fields)) desc, `
	fragNewest  = `o.closed_at desc, o.id desc`
)

// obstacleWhere returns the WHERE of a filtered list, the group apart, and its arguments.
func obstacleWhere(scope policy.Scope, f reform.ObstacleFilter) (string, pgx.NamedArgs) {
	var where strings.Builder
	args := scoped(scope, pgx.NamedArgs{"today": f.Today, "states": f.Group.States()})
	add := func(on bool, frag, name string, value any) {
		if on {
			where.WriteString(frag)
			args[name] = value
		}
	}
	add(f.Unit != 0, fragObstacleUnit, "unit", f.Unit)
	add(f.Cause != "", fragObstacleCause, "cause", f.Cause)
	add(f.Text != "", fragObstacleText, "pattern", likeInOrder(f.Text))
	args["code"] = strings.ToUpper(f.Text)
	return where.String(), args
}

// ObstacleLines returns one page of the filter's group of obstacles on the tasks that the scope covers, as who has to deal with
// them.
func (r Reader) ObstacleLines(ctx context.Context, scope policy.Scope, who policy.Actor, f reform.ObstacleFilter) ([]reform.ObstacleLine, error) {
	where, args := obstacleWhere(scope, f)
	group, order := fragLiveIn, fragLongest
	switch f.Group {
	case reform.ObstaclesEnded:
		group, order = fragEnded, fragNewest
	case reform.ObstaclesToDecide:
		order = fragByName + order
		args["names"], args["every_field"], args["fields"] = names(who), who.Fields.Every, append([]int{}, who.Fields.Areas...)
	}
	part := fmt.Sprintf(` limit %d offset %d`, reform.PageSize, offset(f.Page))
	return many[reform.ObstacleLine](ctx, r.q, selectObstacleLine+`where true`+group+where+` order by `+order+part, args)
}

// names are the numbers that the actor goes by: their own, and that of whom they act for.
func names(who policy.Actor) []int64 {
	if who.For != 0 {
		return []int64{who.Person, who.For}
	}
	return []int64{who.Person}
}

// LiveObstacles returns how many obstacles are in each state that somebody still has to deal with, as the filter says.
func (r Reader) LiveObstacles(ctx context.Context, scope policy.Scope, f reform.ObstacleFilter) ([]reform.ObstacleCount, error) {
	where, args := obstacleWhere(scope, f)
	return many[reform.ObstacleCount](ctx, r.q, `select o.state, count(*) as n`+fragObstacleLines+` where o.live`+where+` group by o.state`, args)
}

// EndedObstacles returns how many obstacles were closed or withdrawn, as the filter says, counting no further than one past
// reform.CountLimit.
func (r Reader) EndedObstacles(ctx context.Context, scope policy.Scope, f reform.ObstacleFilter) (int, error) {
	where, args := obstacleWhere(scope, f)
	sql := fmt.Sprintf(`select count(*) from (select%s where true%s%s limit %d) counted`, fragObstacleLines, fragEnded, where, reform.CountLimit+1)
	return scalar[int](ctx, r.q, sql, args)
}

const sqlLastObstacle = `
select s.at from obstacle_step s join obstacle o on o.id = s.obstacle_id join task t on t.id = o.task_id
where s.state = any(@states) and ` + fragTaskInScope + ` order by s.at desc, s.id desc limit 1`

// LastObstacle returns when an obstacle last came to one of the states; not found where none ever did.
func (r Reader) LastObstacle(ctx context.Context, scope policy.Scope, states []reform.ObstacleState) (time.Time, error) {
	return scalar[time.Time](ctx, r.q, sqlLastObstacle, scoped(scope, pgx.NamedArgs{"states": states}))
}

// fragRemains says that something that a decision set going is not done yet.
const fragRemains = `(exists (select from decision_effect e join task et on et.id = e.task_id where e.card_id = o.card_id and et.open)
	or exists (select from referral r where r.card_id = o.card_id and r.answered_on is null))`

const sqlWaitingObstacles = `
select count(*) from (select` + fragObstacleLines + ` left join decision_card c on c.id = o.card_id
where o.live and (@receives and o.state in ('confirmed', 'received', 'queried')
	or @confirms and o.state = 'submitted' and o.author_id <> all(@names) and coalesce(o.for_id, 0) <> all(@names)
	or o.state = 'escalated' and c.leader_id = any(@names)
	or @answers and (t.officer_id = @scope_person or o.author_id = any(@names))
		and (o.state in ('returned', 'asked', 'resolved') or o.state = 'decided' and not ` + fragRemains + `))
limit @counted) waiting`

// WaitingObstacles returns how many obstacles wait for the actor to do something, counting no further than most.
func (r Reader) WaitingObstacles(ctx context.Context, who policy.Actor, most int) (int, error) {
	does := func(action policy.Action) bool { return who.Reach(action) > policy.Nothing }
	return scalar[int](ctx, r.q, sqlWaitingObstacles, scoped(policy.See(who, policy.TaskRead), pgx.NamedArgs{
		"receives": does(policy.ObstacleReceive), "confirms": who.Reach(policy.ObstacleConfirm) == policy.Branch,
		"answers": does(policy.ObstacleRaise), "names": names(who), "counted": most,
	}))
}
