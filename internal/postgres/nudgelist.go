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

// What each filter adds to the WHERE of the register of nudges.
const (
	fragNudgeBatch = ` and n.batch_id = @batch`
	fragNudgeUnit  = ` and n.unit_id = @unit`
	fragNudgeRung  = ` and n.rung = @rung`
	fragNudgeState = ` and n.state = @state`

	fragNudgeOpen  = `exists (select from nudge_task k where k.nudge_id = n.id and not k.dropped and k.answer is null)`
	fragNudgeHeard = `exists (select from nudge_task k where k.nudge_id = n.id and not k.dropped and k.answer is not null)`
)

// hearingFrag says which nudges have been heard so, as reform.Nudge.Hearing does.
var hearingFrag = map[reform.Hearing]string{
	reform.HearingUnseen:   ` and n.state = 'sent' and n.answer_by >= @now and n.seen_at is null and not ` + fragNudgeHeard + ` and ` + fragNudgeOpen,
	reform.HearingSeen:     ` and n.state = 'sent' and n.answer_by >= @now and n.seen_at is not null and not ` + fragNudgeHeard + ` and ` + fragNudgeOpen,
	reform.HearingPart:     ` and n.state = 'sent' and n.answer_by >= @now and ` + fragNudgeHeard + ` and ` + fragNudgeOpen,
	reform.HearingSilent:   ` and n.state = 'sent' and n.answer_by < @now and ` + fragNudgeOpen,
	reform.HearingAnswered: ` and n.state = 'sent' and not ` + fragNudgeOpen,
}

// nudgeWhere returns the WHERE of the register and its arguments.
func nudgeWhere(scope policy.Scope, f reform.NudgeFilter) (string, pgx.NamedArgs) {
	var where strings.Builder
	where.WriteString(fragNudgeInScope)
	args := scoped(scope, pgx.NamedArgs{"now": f.Now})
	add := func(on bool, frag, name string, value any) {
		if on {
			where.WriteString(frag)
			args[name] = value
		}
	}
	add(f.Batch != 0, fragNudgeBatch, "batch", f.Batch)
	add(f.Unit != 0, fragNudgeUnit, "unit", f.Unit)
	add(f.Rung != 0, fragNudgeRung, "rung", f.Rung)
	add(f.State != "", fragNudgeState, "state", f.State)
	where.WriteString(hearingFrag[f.Hearing])
	return where.String(), args
}

// Nudges returns one page of the nudges that the scope covers and the filter asks for, the newest first.
func (r Reader) Nudges(ctx context.Context, scope policy.Scope, f reform.NudgeFilter) ([]reform.Nudge, error) {
	where, args := nudgeWhere(scope, f)
	part := fmt.Sprintf(` order by n.made_at desc, n.id desc limit %d offset %d`, reform.PageSize, offset(f.Page))
	return many[reform.Nudge](ctx, r.q, selectNudge+where+part, args)
}

// CountNudges returns how many nudges the register has, counting no further than one past reform.CountLimit.
func (r Reader) CountNudges(ctx context.Context, scope policy.Scope, f reform.NudgeFilter) (int, error) {
	where, args := nudgeWhere(scope, f)
	return scalar[int](ctx, r.q, fmt.Sprintf(`select count(*) from (select from nudge n where %s limit %d) counted`, where, reform.CountLimit+1), args)
}

const sqlOverdueAnswers = `
select count(*) from (select n.answer_by from nudge n where ` + fragNudgeInScope + fragNudgeUnit + ` and n.state = 'sent'
	order by n.made_at desc, n.id desc limit @limit) newest where answer_by < @now`

// OverdueAnswers returns how many of the unit's newest nudges, at most limit of them, had to be answered before the instant: it changes
// without a write, when such an hour passes.
func (r Reader) OverdueAnswers(ctx context.Context, scope policy.Scope, unit int64, now time.Time, limit int) (int, error) {
	return scalar[int](ctx, r.q, sqlOverdueAnswers, scoped(scope, pgx.NamedArgs{"unit": unit, "now": now, "limit": limit}))
}

const sqlNudgeTaskPage = selectNudgeTask + `k.nudge_id = @nudge and ` + fragAnswerInScope + `
order by k.dropped, t.due_on, k.id limit @limit offset @offset`

// NudgeTaskPage returns one page of the tasks of the nudge, the earliest deadline first and those dropped last.
func (r Reader) NudgeTaskPage(ctx context.Context, scope policy.Scope, nudge int64, page int) ([]reform.NudgeTask, error) {
	args := scoped(scope, pgx.NamedArgs{"nudge": nudge, "limit": reform.PageSize, "offset": offset(page)})
	return many[reform.NudgeTask](ctx, r.q, sqlNudgeTaskPage, args)
}

const sqlCountNudgeTasks = `
select count(*) from nudge_task k join nudge n on n.id = k.nudge_id join task t on t.id = k.task_id where k.nudge_id = @nudge and ` + fragAnswerInScope

// CountNudgeTasks returns how many tasks the nudge has, those dropped among them.
func (r Reader) CountNudgeTasks(ctx context.Context, scope policy.Scope, nudge int64) (int, error) {
	return scalar[int](ctx, r.q, sqlCountNudgeTasks, scoped(scope, pgx.NamedArgs{"nudge": nudge}))
}

const sqlSequels = `
select happened.task_id, happened.kind, happened.at, coalesce(p.name, '') as who, happened.id, happened.name, happened.percent
from (
	select r.task_id, case r.kind when 'update' then 'report' else 'completion' end as kind, r.reported_at as at, r.author_id, r.id, '' as name, r.percent
	from report r where r.task_id = any(@tasks) and r.reported_at >= @sent and r.reported_at < @until
	union all
	select o.task_id, 'obstacle', o.raised_at, o.author_id, o.id, o.code, 0
	from obstacle o where o.task_id = any(@tasks) and o.raised_at >= @sent and o.raised_at < @until
	union all
	select e.task_id, 'extension', e.requested_at, e.author_id, e.id, '', 0
	from extension e where e.task_id = any(@tasks) and e.requested_at >= @sent and e.requested_at < @until) happened
join task t on t.id = happened.task_id left join person p on p.id = happened.author_id
where ` + fragTaskInScope + ` order by happened.at, happened.kind, happened.id limit @limit`

// sequelsMost is how many of them a page shows.
const sequelsMost = 500

// Sequels returns what happened to the tasks within reform.SequelDays from the instant on, the first first.
func (r Reader) Sequels(ctx context.Context, scope policy.Scope, tasks []int64, sent time.Time) ([]reform.Sequel, error) {
	until := sent.AddDate(0, 0, reform.SequelDays)
	return many[reform.Sequel](ctx, r.q, sqlSequels, scoped(scope, pgx.NamedArgs{"tasks": tasks, "sent": sent, "until": until, "limit": sequelsMost}))
}

const sqlFormerNudges = `
select n.code, u.name as unit, n.rung, n.sent_at, n.answer_by, count(*) as tasks, count(k.answer) as answered
from nudge_task k join nudge n on n.id = k.nudge_id join unit u on u.id = n.unit_id
where k.task_id = any(@tasks) and k.sent_at < @before and n.id <> @nudge and ` + fragNudgeInScope + `
group by n.id, u.name order by n.sent_at desc, n.id desc limit @limit`

// FormerNudges returns the nudges of the tasks that went out before the instant, the one nudge apart, the newest first, at most
// limit of them.
func (r Reader) FormerNudges(ctx context.Context, scope policy.Scope, nudge int64, tasks []int64, before time.Time, limit int) ([]reform.FormerNudge, error) {
	args := scoped(scope, pgx.NamedArgs{"nudge": nudge, "tasks": tasks, "before": before, "limit": limit})
	return many[reform.FormerNudge](ctx, r.q, sqlFormerNudges, args)
}
