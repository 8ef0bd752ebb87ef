package postgres

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"cchc/internal/calendar"
	"cchc/internal/policy"
	"cchc/internal/reform"
)

// A judgement is written only over the one that its writer was shown.
const sqlJudge = `
insert into judgement (task_id, reading, sentence, until_on, made_at, made_by, made_for)
select @task, @reading, @sentence, @until_on, @now, @actor, nullif(@for::bigint, 0)
where coalesce((select max(id) from judgement where task_id = @task), 0) = @seen::bigint returning id`

// Judge adds the judgement after the one that was seen; a later one than that is a conflict.
func (tx *Tx) Judge(ctx context.Context, grant policy.Grant, task reform.Task, seen, next reform.Judgement) error {
	e := entry{kind: policy.Judgement, allowed: []policy.Action{policy.TaskJudge}, name: task.Code, changes: seen.ChangesTo(next)}
	_, err := tx.write(ctx, grant, e, sqlJudge, pgx.NamedArgs{
		"task": task.ID, "reading": string(next.Reading), "sentence": next.Sentence, "until_on": next.UntilOn, "now": tx.Now,
		"actor": grant.Actor().Person, "for": grant.Actor().For, "seen": seen.ID,
	})
	return err
}

const sqlJudgements = `
select j.id, j.task_id, j.reading, j.sentence, j.until_on, j.made_at, p.name as made_by, coalesce(f.name, '') as made_for
from judgement j join task t on t.id = j.task_id join person p on p.id = j.made_by left join person f on f.id = j.made_for
where j.task_id = @task and ` + fragTaskInScope + ` order by j.id desc limit @limit`

// Judgements returns what the Office said of the task, the newest first, at most limit of it.
func (r Reader) Judgements(ctx context.Context, scope policy.Scope, task int64, limit int) ([]reform.Judgement, error) {
	return many[reform.Judgement](ctx, r.q, sqlJudgements, scoped(scope, pgx.NamedArgs{"task": task, "limit": limit}))
}

// prioritiesMost is more than the rule of reform.PriorityMost leaves open at a time over the years.
const prioritiesMost = 45

const sqlPriorities = `
with h as materialized (
	select h.task_id, h.due_on, h.area, h.lead_unit_id, h.state, h.percent, h.valid_from from task_history h
	where h.priority and h.state not in ('draft', 'completed', 'cancelled') and h.valid_from <= @at and coalesce(h.valid_to > @at, true)
		and (@unit::bigint = 0 or h.lead_unit_id = @unit) and (@areas::int[] is null or h.area = any(@areas))
		and (@scope_all or h.lead_unit_id = any(@scope_units))
	order by h.due_on, h.task_id limit @most)` + fragPace + `
select t.code, t.title, h.area, h.lead_unit_id as unit_id, u.name as unit, h.state, h.percent, h.due_on,
	` + fragHeardThen + ` as heard_on, ` + fragBlockedThen + ` as obstacle, ` + fragUrgedThen + ` as nudges,
	` + fragOwnPace + `, coalesce(p.weekly, 0) as unit_weekly,
	c.reported_at as claimed_at, coalesce(c.percent, 0) as claimed, c.expected_on,
	coalesce(j.id, 0) as judgement_id, coalesce(j.reading, '') as reading, coalesce(j.sentence, '') as sentence, j.until_on, j.made_at,
	coalesce(jb.name, '') as made_by, coalesce(jf.name, '') as made_for
from h join task t on t.id = h.task_id join unit u on u.id = h.lead_unit_id left join pace p on p.id = u.id` + fragBegan + `
left join lateral (select r.reported_at, r.percent, r.expected_on from report r where r.task_id = h.task_id and r.reported_at <= @at and r.state <> 'draft'
	order by r.reported_at desc, r.id desc limit 1) c on true
left join lateral (select * from judgement j where j.task_id = h.task_id and j.made_at <= @at order by j.made_at desc, j.id desc limit 1) j on true
left join person jb on jb.id = j.made_by left join person jf on jf.id = j.made_for
order by h.due_on, h.task_id`

// priorityRow is one priority task with what was said of it.
type priorityRow struct {
	reform.AheadTask
	ClaimedAt   *time.Time
	Claimed     int
	ExpectedOn  calendar.Date
	JudgementID int64
	Reading     reform.Course
	Sentence    string
	UntilOn     calendar.Date
	MadeAt      *time.Time
	MadeBy      string
	MadeFor     string
}

func (r priorityRow) priority() reform.Priority {
	p := reform.Priority{AheadTask: r.AheadTask, ClaimedAt: r.ClaimedAt, Claimed: r.Claimed, ExpectedOn: r.ExpectedOn}
	if r.MadeAt != nil {
		p.Judged = reform.Judgement{
			ID: r.JudgementID, Reading: r.Reading, Sentence: r.Sentence, UntilOn: r.UntilOn, MadeAt: *r.MadeAt, MadeBy: r.MadeBy, MadeFor: r.MadeFor,
		}
	}
	return p
}

// Priorities returns the priority tasks that were open at the instant of the filter, with their three readings, the earliest deadline first.
func (r Reader) Priorities(ctx context.Context, scope policy.Scope, f reform.AheadFilter) ([]reform.Priority, error) {
	args := aheadArgs(scope, f)
	args["most"] = prioritiesMost
	rows, err := many[priorityRow](ctx, r.q, sqlPriorities, args)
	if err != nil {
		return nil, err
	}
	all := make([]reform.Priority, len(rows))
	for i, row := range rows {
		all[i] = row.priority()
	}
	return all, nil
}
