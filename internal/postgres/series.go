package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"

	"cchc/internal/calendar"
	"cchc/internal/policy"
	"cchc/internal/reform"
)

// selectRunning asks from the day on which the series was given or, where it was suspended since, let go on.
const selectRunning = `
select t.code, s.schedule, coalesce(s.due_day, 0) as due_day, s.starts_on, s.ends_on,
	greatest(t.assigned_on, (select max((h.valid_to at time zone 'Asia/Ho_Chi_Minh')::date) from task_history h
		where h.task_id = t.id and h.state = 'suspended')) as asks_from,
	array(select k.period from task k where k.parent_id = t.id and k.period <> '') as opened
from series s join task t on t.id = s.task_id
where t.state in ('assigned', 'in_progress') and t.deadline_kind = 'periodic' and `

const sqlRunningSeries = selectRunning + `s.starts_on <= @today and ` + fragTaskInScope + ` order by t.id`

// RunningSeries returns every series in the scope that is at work and had begun by the day.
func (r Reader) RunningSeries(ctx context.Context, scope policy.Scope, today calendar.Date) ([]reform.RunningSeries, error) {
	return many[reform.RunningSeries](ctx, r.q, sqlRunningSeries, scoped(scope, pgx.NamedArgs{"today": today}))
}

const sqlRunningSeriesOf = selectRunning + `t.id = @task and ` + fragTaskInScope

// RunningSeriesOf returns the task as a series at work, or a not-found fault when it is none.
func (r Reader) RunningSeriesOf(ctx context.Context, scope policy.Scope, task int64) (reform.RunningSeries, error) {
	return one[reform.RunningSeries](ctx, r.q, sqlRunningSeriesOf, scoped(scope, pgx.NamedArgs{"task": task}))
}

const sqlSeries = `
select s.schedule, coalesce(s.due_day, 0) as due_day, s.starts_on, s.ends_on from series s join task t on t.id = s.task_id
where s.task_id = @task and ` + fragTaskInScope

// Series returns when the periodic task is done anew, or a not-found fault when the scope does not cover it.
func (r Reader) Series(ctx context.Context, scope policy.Scope, task int64) (reform.Series, error) {
	return one[reform.Series](ctx, r.q, sqlSeries, scoped(scope, pgx.NamedArgs{"task": task}))
}

const fragOccurrences = ` from task t left join unit u on u.id = t.lead_unit_id left join person p on p.id = t.officer_id
where t.parent_id = @series and t.period <> '' and `

const sqlOccurrences = `
select t.code, t.period_name, t.state, coalesce(u.name, '') as lead_unit, coalesce(p.name, '') as officer, t.percent, t.due_on, t.completed_on` +
	fragOccurrences + fragTaskInScope + ` order by t.period_to desc, t.id desc limit @limit offset @offset`

// Occurrences returns the occurrences of the series that the scope covers, the newest period first.
func (r Reader) Occurrences(ctx context.Context, scope policy.Scope, series int64, limit, offset int) ([]reform.OccurrenceLine, error) {
	args := scoped(scope, pgx.NamedArgs{"series": series, "limit": limit, "offset": offset})
	return many[reform.OccurrenceLine](ctx, r.q, sqlOccurrences, args)
}

const sqlTally = `
select count(*) as opened, count(*) filter (where t.state = 'completed' and t.completed_on <= t.due_on) as on_time,
	count(*) filter (where t.state = 'completed' and t.completed_on > t.due_on) as late,
	count(*) filter (where t.open and t.due_on < @today) as over,
	count(*) filter (where t.state = 'completed' and t.completed_on <= t.original_due_on) as first_on_time,
	count(*) filter (where t.open and t.original_due_on < @today) as first_over` + fragOccurrences + fragTaskInScope

// Tally counts the occurrences of the series that the scope covers.
func (r Reader) Tally(ctx context.Context, scope policy.Scope, series int64, today calendar.Date) (reform.Tally, error) {
	return one[reform.Tally](ctx, r.q, sqlTally, scoped(scope, pgx.NamedArgs{"series": series, "today": today}))
}

const sqlNeighbours = `
(select t.code, t.period_name, true as earlier from task t
where t.parent_id = @series and t.period <> '' and (t.period_to, t.id) < (@to, @id::bigint) and ` + fragTaskInScope + ` order by t.period_to desc, t.id desc limit 1)
union all
(select t.code, t.period_name, false as earlier from task t
where t.parent_id = @series and t.period <> '' and (t.period_to, t.id) > (@to, @id::bigint) and ` + fragTaskInScope + ` order by t.period_to, t.id limit 1)`

// Neighbours returns the occurrences before and after this one in its series, those that there are in the scope.
func (r Reader) Neighbours(ctx context.Context, scope policy.Scope, occurrence reform.Task) ([]reform.Neighbour, error) {
	args := scoped(scope, pgx.NamedArgs{"series": occurrence.ParentID, "to": occurrence.PeriodTo, "id": occurrence.ID})
	return many[reform.Neighbour](ctx, r.q, sqlNeighbours, args)
}

const (
	sqlDropSeries = `delete from series where task_id = @task`
	sqlSetSeries  = `
insert into series (task_id, schedule, due_day, starts_on, ends_on) values (@task, @schedule, nullif(@due_day::int, 0), @starts_on, @ends_on)
on conflict (task_id) do update set schedule = excluded.schedule, due_day = excluded.due_day, starts_on = excluded.starts_on,
	ends_on = excluded.ends_on`
)

// SetSeries writes when the task is done anew, under the Grant that assigned or scheduled it; a task that is not periodic
// loses what was written of it before.
func (tx *Tx) SetSeries(ctx context.Context, grant policy.Grant, task reform.Task, series reform.Series) error {
	if !task.Repeats() {
		return tx.also(ctx, grant, task.ID, sqlDropSeries, pgx.NamedArgs{"task": task.ID})
	}
	return tx.also(ctx, grant, task.ID, sqlSetSeries, pgx.NamedArgs{
		"task": task.ID, "schedule": series.Schedule, "due_day": series.DueDay, "starts_on": series.StartsOn, "ends_on": series.EndsOn,
	})
}

const sqlScheduleTask = `update task set version = version + 1 where id = @id and version = @version returning id`

// ScheduleTask writes another schedule of the series over the version of its task that was seen; a stale one is a conflict.
func (tx *Tx) ScheduleTask(ctx context.Context, grant policy.Grant, task reform.Task, seen int, series reform.Series, changes []reform.Change) error {
	e := entry{kind: policy.Task, id: task.ID, allowed: []policy.Action{policy.TaskSchedule}, name: task.Code, changes: changes}
	if _, err := tx.write(ctx, grant, e, sqlScheduleTask, pgx.NamedArgs{"id": task.ID, "version": seen}); err != nil {
		return err
	}
	return tx.SetSeries(ctx, grant, task, series)
}
