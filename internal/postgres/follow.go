package postgres

import (
	"context"
	"slices"

	"github.com/jackc/pgx/v5"

	"cchc/internal/policy"
	"cchc/internal/reform"
)

const sqlFollowCandidates = `
select t.id, t.code, t.title, t.state, coalesce(t.lead_unit_id, 0) as lead_unit_id, coalesce(w.person_id, 0) as follower_id, coalesce(p.name, '') as follower,
	w.left_at is not null as "left"
from task t left join task_follower w on w.task_id = t.id left join person p on p.id = w.person_id
where t.code = any(@codes) and ` + fragTaskInScope + ` order by t.id`

// FollowCandidates returns those of the tasks with these codes that the scope covers, with who follows them.
func (r Reader) FollowCandidates(ctx context.Context, scope policy.Scope, codes []string) ([]reform.FollowCandidate, error) {
	return many[reform.FollowCandidate](ctx, r.q, sqlFollowCandidates, scoped(scope, pgx.NamedArgs{"codes": append([]string{}, codes...)}))
}

// LockFollowCandidates returns the tasks as FollowCandidates does and keeps them, and who follows them, from changing until the
// transaction ends.
func (tx *Tx) LockFollowCandidates(ctx context.Context, scope policy.Scope, codes []string) ([]reform.FollowCandidate, error) {
	if _, err := many[numbered](ctx, tx.q, sqlLockCodedTasks, scoped(scope, pgx.NamedArgs{"codes": append([]string{}, codes...)})); err != nil {
		return nil, err
	}
	return tx.FollowCandidates(ctx, scope, codes)
}

const (
	// The person is held until the transaction ends, so that nobody is given tasks while their account is being closed.
	sqlGiveFollower = `
insert into task_follower (task_id, person_id, given_by, given_at)
select @task::bigint, p.id, @actor::bigint, @now::timestamptz from person p where p.id = @person and p.active for share
on conflict (task_id) do update set person_id = excluded.person_id, given_by = excluded.given_by, given_at = excluded.given_at, left_at = null
returning task_id`
	sqlDropFollower = `delete from task_follower where task_id = @task returning task_id`
)

// GiveFollower writes down who follows the task, which was locked with who did.
func (tx *Tx) GiveFollower(ctx context.Context, grant policy.Grant, task reform.FollowCandidate, person reform.Person) error {
	args := pgx.NamedArgs{"task": task.ID, "person": person.ID, "actor": grant.Actor().Person, "now": tx.Now}
	_, err := tx.write(ctx, grant, followEntry(task, person.Name), sqlGiveFollower, args)
	return err
}

// DropFollower leaves the task, which was locked with who follows it, to nobody.
func (tx *Tx) DropFollower(ctx context.Context, grant policy.Grant, task reform.FollowCandidate) error {
	_, err := tx.write(ctx, grant, followEntry(task, ""), sqlDropFollower, pgx.NamedArgs{"task": task.ID})
	return err
}

const fragFollowed = `
from task_follower w join task t on t.id = w.task_id and t.open
where w.person_id = @person and w.left_at is null and ` + fragTaskInScope

const sqlFollowedTasks = `select t.code` + fragFollowed + ` order by t.id limit @limit`

// FollowedTasks returns the codes of the open tasks that the person follows and the scope covers, at most limit of them.
func (r Reader) FollowedTasks(ctx context.Context, scope policy.Scope, person int64, limit int) ([]string, error) {
	rows, err := many[struct{ Code string }](ctx, r.q, sqlFollowedTasks, scoped(scope, pgx.NamedArgs{"person": person, "limit": limit}))
	codes := make([]string, len(rows))
	for i, row := range rows {
		codes[i] = row.Code
	}
	return codes, err
}

const sqlCountFollowed = `select count(*)` + fragFollowed

// CountFollowed returns how many open tasks that the scope covers the person follows.
func (r Reader) CountFollowed(ctx context.Context, scope policy.Scope, person int64) (int, error) {
	return scalar[int](ctx, r.q, sqlCountFollowed, scoped(scope, pgx.NamedArgs{"person": person}))
}

const sqlCountLeft = `select count(*) from task_follower w join task t on t.id = w.task_id and t.open where w.left_at is not null and ` + fragTaskInScope

// CountLeft returns how many open tasks that the scope covers wait for another follower, because theirs left.
func (r Reader) CountLeft(ctx context.Context, scope policy.Scope) (int, error) {
	return scalar[int](ctx, r.q, sqlCountLeft, scoped(scope, nil))
}

const sqlLeaveFollowed = `
update task_follower w set left_at = @now from task t where t.id = w.task_id and w.person_id = @person and w.left_at is null
returning case when t.open then t.id else 0 end`

// LeaveFollowed notes that the tasks which the person followed wait for another follower and returns the numbers of the open ones; the edit
// by which the person left or moved went through EditPerson.
func (tx *Tx) LeaveFollowed(ctx context.Context, grant policy.Grant, person int64) ([]int64, error) {
	left, err := tx.alsoReturning(ctx, grant, person, sqlLeaveFollowed, pgx.NamedArgs{"person": person, "now": tx.Now})
	return slices.DeleteFunc(left, func(task int64) bool { return task == 0 }), err
}

func followEntry(task reform.FollowCandidate, name string) entry {
	return entry{kind: policy.Task, id: task.ID, allowed: []policy.Action{policy.TaskFollow}, name: task.Code, changes: task.ChangesTo(name)}
}
