package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"

	"cchc/internal/calendar"
	"cchc/internal/policy"
	"cchc/internal/reform"
)

const sqlNudgeTask = selectNudgeTask + `k.id = @id and n.code = @code and ` + fragAnswerInScope

// NudgeTask returns one task of the nudge with this code, or a not-found fault when the scope does not cover it.
func (r Reader) NudgeTask(ctx context.Context, scope policy.Scope, code string, id int64) (reform.NudgeTask, error) {
	return one[reform.NudgeTask](ctx, r.q, sqlNudgeTask, scoped(scope, pgx.NamedArgs{"code": code, "id": id}))
}

const sqlNudgeOfTask = selectNudgeTask + `t.code = @task and n.code = @code and ` + fragAnswerInScope

// NudgeOfTask returns what the nudge with this code says of the task with that one, or a not-found fault when the scope does not
// cover it.
func (r Reader) NudgeOfTask(ctx context.Context, scope policy.Scope, code, task string) (reform.NudgeTask, error) {
	return one[reform.NudgeTask](ctx, r.q, sqlNudgeOfTask, scoped(scope, pgx.NamedArgs{"code": code, "task": task}))
}

const sqlTaskNudges = selectNudgeTask + `k.task_id = @task and k.sent_at is not null and ` + fragTaskInScope + ` order by k.sent_at desc, k.id desc limit @limit`

// TaskNudges returns how the task was urged and what its units answered, the newest first, at most limit of them, for a scope of
// task.read.
func (r Reader) TaskNudges(ctx context.Context, scope policy.Scope, task int64, limit int) ([]reform.NudgeTask, error) {
	return many[reform.NudgeTask](ctx, r.q, sqlTaskNudges, scoped(scope, pgx.NamedArgs{"task": task, "limit": limit}))
}

const sqlNudgeTasksByID = selectNudgeTask + `k.id = any(@ids) and ` + fragAnswerInScope + ` order by k.id`

// NudgeTasksByID returns the tasks of nudges with these numbers that the scope covers.
func (r Reader) NudgeTasksByID(ctx context.Context, scope policy.Scope, ids []int64) ([]reform.NudgeTask, error) {
	return many[reform.NudgeTask](ctx, r.q, sqlNudgeTasksByID, scoped(scope, pgx.NamedArgs{"ids": append([]int64{}, ids...)}))
}

// The nudges that wait are found by a walk through the open tasks of one unit or officer, which looks at the last nudge of each: what was
// said of closed tasks, and by earlier nudges, costs nothing. It is done once and first, so that nothing it is joined with repeats it.
const (
	sqlUnitWaitingNudges = `
with t as materialized (select k.nudge_id, t.lead_unit_id, count(*) as tasks from task t` + fragLastUnanswered + `t.lead_unit_id = @unit group by 1, 2)` +
		waitingOf + ` and n.unit_id = any(@scope_units))` + inOrderOfAnswer
	sqlOfficerWaitingNudges = `
with t as materialized (
	select k.nudge_id, t.lead_unit_id, t.officer_id, count(*) as tasks from task t` + fragLastUnanswered + `t.officer_id = @officer group by 1, 2, 3)` +
		waitingOf + ` and (n.unit_id = any(@scope_units) or t.officer_id = @scope_person))` + inOrderOfAnswer
	fragLastUnanswered = ` cross join lateral (
		select k.nudge_id, k.answer, k.dropped from nudge_task k where k.task_id = t.id and k.sent_at is not null order by k.sent_at desc, k.id desc limit 1) k
	where t.open and k.answer is null and not k.dropped and `
	waitingOf = `
select n.code, n.rung, n.answer_by, t.tasks from t join nudge n on n.id = t.nudge_id and n.unit_id = t.lead_unit_id
where (@scope_all or n.state = 'sent'`
	inOrderOfAnswer = ` order by n.answer_by, n.id limit @limit`
)

// UnitWaitingNudges returns the nudges that wait to be answered by the unit, the earliest to be answered first, at most limit of them:
// of a task urged more than once, only the last time.
func (r Reader) UnitWaitingNudges(ctx context.Context, scope policy.Scope, unit int64, limit int) ([]reform.WaitingNudge, error) {
	return many[reform.WaitingNudge](ctx, r.q, sqlUnitWaitingNudges, scoped(scope, pgx.NamedArgs{"unit": unit, "limit": limit}))
}

// OfficerWaitingNudges returns those that wait to be answered about the officer's tasks, as UnitWaitingNudges does.
func (r Reader) OfficerWaitingNudges(ctx context.Context, scope policy.Scope, officer int64, limit int) ([]reform.WaitingNudge, error) {
	return many[reform.WaitingNudge](ctx, r.q, sqlOfficerWaitingNudges, scoped(scope, pgx.NamedArgs{"officer": officer, "limit": limit}))
}

// fragUnsettled leaves what a unit says is not its own and the Office has said nothing to.
const fragUnsettled = `k.answer = 'not_ours' and k.settled is null and t.open and t.lead_unit_id = n.unit_id and ` + fragAnswerInScope

const (
	sqlUnsettled      = selectNudgeTask + fragUnsettled + ` order by k.answered_at, k.id limit @limit offset @offset`
	sqlCountUnsettled = `
select count(*) from (select from nudge_task k join nudge n on n.id = k.nudge_id join task t on t.id = k.task_id where ` + fragUnsettled + ` limit @limit) counted`
)

// Unsettled returns one page of the tasks that a unit says are not its own and the Office has said nothing to, the longest waiting first.
func (r Reader) Unsettled(ctx context.Context, scope policy.Scope, page int) ([]reform.NudgeTask, error) {
	return many[reform.NudgeTask](ctx, r.q, sqlUnsettled, scoped(scope, pgx.NamedArgs{"limit": reform.PageSize, "offset": offset(page)}))
}

// CountUnsettled returns how many there are, counting no further than one past reform.CountLimit.
func (r Reader) CountUnsettled(ctx context.Context, scope policy.Scope) (int, error) {
	return scalar[int](ctx, r.q, sqlCountUnsettled, scoped(scope, pgx.NamedArgs{"limit": reform.CountLimit + 1}))
}

const sqlReplyNudge = `
update nudge_task set answer = @answer, answered_at = @now, answered_by = @actor, answered_for = nullif(@for::bigint, 0), note = @note,
	promised_on = @promised_on, version = version + 1
where id = @id and version = @version and settled is null and not dropped returning id`

// ReplyNudge writes what the unit answers over the version it was decided on; a stale version is a conflict. A promise is kept beside
// those before it.
func (tx *Tx) ReplyNudge(ctx context.Context, grant policy.Grant, move reform.Answered) error {
	k, who := move.Becomes, grant.Actor()
	e := entry{kind: policy.NudgeTask, id: k.ID, allowed: []policy.Action{policy.NudgeAnswer}, name: k.Nudge, changes: move.Changes, note: k.Note}
	_, err := tx.write(ctx, grant, e, sqlReplyNudge, pgx.NamedArgs{
		"id": k.ID, "version": move.Seen, "answer": k.Answer, "note": k.Note, "promised_on": k.PromisedOn, "now": tx.Now, "actor": who.Person, "for": who.For,
	})
	if err != nil || k.Answer != reform.AnswerPromised {
		return err
	}
	return tx.promise(ctx, grant, k)
}

// What its maker promised a moment ago is mended in its place; mended back to the day before it, it was no other promise.
const sqlPromise = `
with last as (
	select p.id, p.made_at, exists (select from nudge_promise b where b.task_id = p.task_id and b.unit_id = p.unit_id and b.next_at = p.made_at
		and b.promised_on = @on::date) as back
	from nudge_promise p where p.task_id = @task and p.unit_id = @unit and p.next_at is null and p.released_at is null and p.made_by = @actor
		and p.made_at > @mendable and p.promised_on <> @on::date),
undone as (delete from nudge_promise p using last where p.id = last.id and last.back),
mended as (update nudge_promise p set nudge_task_id = @id, promised_on = @on::date, note = @note from last where p.id = last.id and not last.back),
before as (
	update nudge_promise p set next_on = case when not last.back then @on::date end, next_at = case when not last.back then p.next_at end
	from last where p.task_id = @task and p.unit_id = @unit and p.next_at = last.made_at),
made as (
	insert into nudge_promise (nudge_task_id, task_id, unit_id, promised_on, note, made_at, made_by, made_for)
	select @id, @task, @unit, @on::date, @note, @now, @actor, nullif(@for::bigint, 0)
	where not exists (select from last) and not exists (select from nudge_promise p where p.task_id = @task and p.unit_id = @unit
		and p.next_at is null and p.released_at is null and p.promised_on = @on::date)
	returning id)
update nudge_promise p set next_on = @on::date, next_at = @now
where p.task_id = @task and p.unit_id = @unit and p.next_at is null and exists (select from made)`

// promise keeps the promised day and has it follow the last one; the day that was promised last anyhow is no other promise.
func (tx *Tx) promise(ctx context.Context, grant policy.Grant, k reform.NudgeTask) error {
	who := grant.Actor()
	return tx.also(ctx, grant, k.ID, sqlPromise, pgx.NamedArgs{
		"id": k.ID, "task": k.TaskID, "unit": k.NudgeUnitID, "on": k.PromisedOn, "note": k.Note, "now": tx.Now, "actor": who.Person, "for": who.For,
		"mendable": tx.Now.Add(-reform.MendTime),
	})
}

const sqlSettleNudge = `
update nudge_task set settled = @settled, settled_note = @note, settled_at = @now, settled_by = @actor, version = version + 1
where id = @id and version = @version and answer = 'not_ours' and settled is null returning id`

// SettleNudge writes what the Office says to a task that the unit says is not its own; a stale version is a conflict.
func (tx *Tx) SettleNudge(ctx context.Context, grant policy.Grant, move reform.Answered) error {
	k := move.Becomes
	e := entry{kind: policy.NudgeTask, id: k.ID, allowed: []policy.Action{policy.NudgeSend}, name: k.Nudge, changes: move.Changes, note: k.SettledNote}
	_, err := tx.write(ctx, grant, e, sqlSettleNudge, pgx.NamedArgs{
		"id": k.ID, "version": move.Seen, "settled": k.Settled, "note": k.SettledNote, "now": tx.Now, "actor": grant.Actor().Person,
	})
	return err
}

const (
	sqlAnswerByDeed = `
update nudge_task set answer = @answer, answered_at = @now, answered_by = nullif(@actor::bigint, 0), answered_for = nullif(@for::bigint, 0), version = version + 1
where task_id = @task and sent_at is not null and answer is null and not dropped returning id`
	sqlSettleMoved = `
update nudge_task set settled = 'moved', settled_note = @note, settled_at = @now, settled_by = nullif(@actor::bigint, 0), version = version + 1
where task_id = @task and answer = 'not_ours' and settled is null returning id`
	sqlDropUnanswered = `
update nudge_task set dropped = true, version = version + 1 where task_id = @task and sent_at is not null and answer is null and not dropped`
	sqlReleasePromises = `update nudge_promise set released_at = @now where task_id = @task and next_at is null and released_at is null`
)

// AnswerByDeed has the deed on the record of answer every nudge of the task that waits for an answer, and returns which: what is
// sent as complete is done, and what an obstacle is raised on is blocked.
func (tx *Tx) AnswerByDeed(ctx context.Context, grant policy.Grant, of, task int64, answer reform.NudgeAnswer) ([]int64, error) {
	args := tx.followArgs(grant, task, "")
	args["answer"] = answer
	return tx.alsoReturning(ctx, grant, of, sqlAnswerByDeed, args)
}

// LeaveUnit settles what a unit said not to be its own and returns which answers that were, has the task's nudges wait for nobody
// any more and lets the unit off what it promised, under the Grant that gave the task to another unit.
func (tx *Tx) LeaveUnit(ctx context.Context, grant policy.Grant, task int64, reason string) ([]int64, error) {
	settled, err := tx.alsoReturning(ctx, grant, task, sqlSettleMoved, tx.followArgs(grant, task, reason))
	if err != nil {
		return nil, err
	}
	return settled, tx.StopNudges(ctx, grant, task)
}

// StopNudges has the task's nudges wait for nobody any more and lets the unit off what it promised, under the Grant that stopped the
// task.
func (tx *Tx) StopNudges(ctx context.Context, grant policy.Grant, task int64) error {
	if err := tx.also(ctx, grant, task, sqlDropUnanswered, tx.followArgs(grant, task, "")); err != nil {
		return err
	}
	return tx.ReleasePromises(ctx, grant, task)
}

// ReleasePromises lets the unit off what it promised about the task, under the Grant that put the task off.
func (tx *Tx) ReleasePromises(ctx context.Context, grant policy.Grant, task int64) error {
	return tx.also(ctx, grant, task, sqlReleasePromises, tx.followArgs(grant, task, ""))
}

// followArgs are what the statements take that follow a deed on the task.
func (tx *Tx) followArgs(grant policy.Grant, task int64, note string) pgx.NamedArgs {
	who := grant.Actor()
	return pgx.NamedArgs{"task": task, "now": tx.Now, "note": note, "actor": who.Person, "for": who.For}
}

// promisesIn are the first and the last day of the filter's year.
func promisesIn(f reform.PromiseFilter) (from, to calendar.Date) {
	return calendar.NewDate(f.Year, 1, 1), calendar.NewDate(f.Year, 12, 31)
}
