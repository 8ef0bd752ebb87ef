package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"

	"cchc/internal/policy"
	"cchc/internal/reform"
)

const sqlFollowCandidates = `
select t.id, t.code, t.title, t.state, coalesce(t.lead_unit_id, 0) as lead_unit_id, coalesce(w.person_id, 0) as follower_id, coalesce(p.name, '') as follower
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
	sqlGiveFollower = `
insert into task_follower (task_id, person_id, given_by, given_at) values (@task, @person, @actor, @now)
on conflict (task_id) do update set person_id = excluded.person_id, given_by = excluded.given_by, given_at = excluded.given_at
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

func followEntry(task reform.FollowCandidate, name string) entry {
	return entry{kind: policy.Task, id: task.ID, allowed: []policy.Action{policy.TaskFollow}, name: task.Code, changes: task.ChangesTo(name)}
}
