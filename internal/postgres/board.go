package postgres

import (
	"context"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5"

	"cchc/internal/policy"
	"cchc/internal/reform"
)

const selectBoardLine = lineColumns + `, t.nudges, t.nudge_rung as rung, (t.nudged_at at time zone 'Asia/Ho_Chi_Minh')::date as nudged_on,
	exists (select from nudge_task k join nudge n on n.id = k.nudge_id where k.task_id = t.id and n.state = 'queued') as queued,
	(select max(p.promised_on) from nudge_promise p where p.task_id = t.id and p.unit_id = t.lead_unit_id and p.next_at is null
		and p.released_at is null) as promised_on,
	coalesce((select f.name from task_follower w join person f on f.id = w.person_id where w.task_id = t.id), '') as follower,
	exists (select from task_follower w where w.task_id = t.id and w.left_at is not null) as follower_left` + lineTables

const selectBoardTask = `
select t.id, t.code, t.title, t.area, t.lead_unit_id as unit_id, u.name as unit, coalesce(t.officer_id, 0) as officer_id, coalesce(p.name, '') as officer,
	t.due_on, t.percent, t.state` + lineTables

// What the board's filters ask beside those of a list of tasks.
const (
	// fragVerified is fragToVerify as a list asks it: row by row, so that it is walked in its order until the page is full.
	fragVerified = ` and t.state = 'submitted' and coalesce((select r.state = 'approved' from report r where r.task_id = t.id
		and r.state in ('draft', 'submitted', 'returned', 'approved')), false)`
	// The head has approved the completion, so that the Office is next.
	fragToVerify   = ` and t.state = 'submitted' and t.id in (select r.task_id from report r where r.state = 'approved')`
	fragFollower   = ` and t.id in (select w.task_id from task_follower w where w.person_id = @follower)`
	fragUnfollowed = ` and not exists (select from task_follower w where w.task_id = t.id)`
	fragGone       = ` and t.id in (select w.task_id from task_follower w where w.left_at is not null)`
	fragNotEnded   = ` and t.state <> 'cancelled'`
	fragAgeing     = fragOverdue + ` and t.due_on between @today::date - @late_most::int and @today::date - @late_least::int`
	// Nobody urged it on since the midnight @urged_since, nor is anybody about to.
	fragNotNudged = ` and coalesce(t.nudged_at < @urged_since, true) and t.id not in (select k.task_id from nudge n join nudge_task k on k.nudge_id = n.id
		where n.state = 'queued' and not k.dropped and n.send_at >= @urged_since)`
)

// boardWhere returns the WHERE of the board's list and its arguments.
func boardWhere(scope policy.Scope, f reform.BoardFilter) (string, pgx.NamedArgs) {
	where, args := taskWhere(scope, f.Tasks())
	if f.Group.Owed() && !strings.Contains(where, fragOpen) {
		where += fragOpen // it holds for all of them; said, the list is walked through what is open alone
	}
	if f.Often {
		where = strings.Replace(where, fragText, fragTextOften, 1)
	}
	switch f.Group {
	case reform.BoardToVerify:
		where += fragVerified
	case reform.BoardAll:
		where += fragNotEnded
	}
	if from, to := f.Ageing.Days(); to > 0 {
		where += fragAgeing
		args["late_least"], args["late_most"] = from, to
	}
	switch f.Follower {
	case 0:
	case reform.FollowedByNobody:
		where += fragUnfollowed
	case reform.FollowedByGone:
		where += fragGone
	default:
		where += fragFollower
		args["follower"] = f.Follower
	}
	if f.NotNudged > 0 {
		where += fragNotNudged
		args["urged_since"] = f.Today.AddDays(1 - f.NotNudged).Start()
	}
	return where, args
}

// fragTextOften is fragText for a text that many tasks have: told so that it finds none by itself, and the list is walked in its own
// order until the page is full instead of gathering first whatever has the text.
const fragTextOften = ` and coalesce(t.search_fold like @pattern, false)`

// boardOrder returns the ORDER BY of the board's list. Where every task is open that is no part of it: each order is then that of an
// index of what is open. Tones rank no text that is found often.
func boardOrder(f reform.BoardFilter, args pgx.NamedArgs) string {
	if f.Often {
		f.Text = ""
	}
	order := taskOrder(f.TaskFilter, args)
	if f.Group.Owed() {
		order = withoutOpen.Replace(order)
	}
	return order
}

var withoutOpen = strings.NewReplacer("t.open desc, ", "", "t.open, ", "")

// Board returns rows of the board that the scope covers and the filter asks for: at most limit of them after the first skip.
func (r Reader) Board(ctx context.Context, scope policy.Scope, f reform.BoardFilter, limit, skip int) ([]reform.BoardLine, error) {
	where, args := boardWhere(scope, f)
	order := boardOrder(f, args)
	// Picked first and filled in then, so that rows which are skipped cost little; the numbers are written out, so that the planner
	// knows that few rows are wanted.
	picked := fmt.Sprintf(`where t.id in (select t.id from task t %s%s limit %d offset %d)`, where, order, limit, skip)
	return many[reform.BoardLine](ctx, r.q, selectBoardLine+picked+order, args)
}

// EachBoardLine hands over every row that Board would return, one after another; the first error ends it.
func (r Reader) EachBoardLine(ctx context.Context, scope policy.Scope, f reform.BoardFilter, take func(reform.BoardLine) error) error {
	where, args := boardWhere(scope, f)
	rows, err := r.q.Query(ctx, selectBoardLine+where+boardOrder(f, args), named(args))
	if err != nil {
		return asFault(err)
	}
	return asFault(each(rows, take))
}

// CountBoard returns how many rows the board has, counting no further than one past reform.CountLimit.
func (r Reader) CountBoard(ctx context.Context, scope policy.Scope, f reform.BoardFilter) (int, error) {
	where, args := boardWhere(scope, f)
	return scalar[int](ctx, r.q, fmt.Sprintf(`select count(*) from (select from task t %s limit %d) counted`, where, reform.CountLimit+1), args)
}

// BoardTasks returns what a nudge needs to know of the tasks that the board shows by the filter, in its order, at most limit of them.
func (r Reader) BoardTasks(ctx context.Context, scope policy.Scope, f reform.BoardFilter, limit int) ([]reform.BoardTask, error) {
	where, args := boardWhere(scope, f)
	return many[reform.BoardTask](ctx, r.q, selectBoardTask+where+boardOrder(f, args)+fmt.Sprintf(` limit %d`, limit), args)
}
