package postgres

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"cchc/internal/policy"
	"cchc/internal/reform"
)

const sqlMoveNudge = `
update nudge set state = @state, answer_by = @answer_by, send_at = @send_at, sent_at = @sent_at, ended_at = @ended_at,
	signer_id = nullif(@signer::bigint, 0), letter_number = @letter_number, letter_on = @letter_on, version = version + 1
where id = @id and version = @version returning id`

// nudgeActions are the actions under which a nudge may change.
var nudgeActions = []policy.Action{policy.NudgeSend, policy.NudgeSign, policy.NudgeDeliver}

// MoveNudge writes what the nudge becomes over the version the move was decided on; a stale version is a conflict.
func (tx *Tx) MoveNudge(ctx context.Context, grant policy.Grant, move reform.NudgeMove) error {
	n := move.Becomes
	e := entry{kind: policy.Nudge, id: n.ID, allowed: nudgeActions, name: n.Code, changes: move.Changes}
	_, err := tx.write(ctx, grant, e, sqlMoveNudge, pgx.NamedArgs{
		"id": n.ID, "state": n.State, "answer_by": n.AnswerBy, "send_at": n.SendAt, "sent_at": n.SentAt, "ended_at": n.EndedAt,
		"signer": n.SignerID, "letter_number": n.LetterNumber, "letter_on": n.LetterOn, "version": move.Seen,
	})
	return err
}

const sqlBatchTasks = selectNudgeTask + `n.batch_id = @batch and n.state = 'queued' and ` + fragNudgeInScope + ` order by k.id`

// BatchTasks returns the tasks of the batch's nudges that are about to go out.
func (r Reader) BatchTasks(ctx context.Context, scope policy.Scope, batch int64) ([]reform.NudgeTask, error) {
	return many[reform.NudgeTask](ctx, r.q, sqlBatchTasks, scoped(scope, pgx.NamedArgs{"batch": batch}))
}

const sqlSendNudgeTasks = `
update nudge_task k set dropped = k.id <> all(@left), sent_at = case when k.id = any(@left) then @now::timestamptz end,
	nth = case when k.id = any(@left)
		then 1 + (select count(*) from nudge_task s where s.task_id = k.task_id and s.sent_at is not null) else 0 end
where k.nudge_id = @id`

// SendNudgeTasks notes on those tasks of the nudge that are left which nudge of the task it is, and drops the others; the nudge
// itself went out, or is void, by MoveNudge.
func (tx *Tx) SendNudgeTasks(ctx context.Context, grant policy.Grant, nudge int64, left []reform.NudgeTask) error {
	ids := make([]int64, len(left))
	for i, task := range left {
		ids[i] = task.ID
	}
	return tx.also(ctx, grant, nudge, sqlSendNudgeTasks, pgx.NamedArgs{"id": nudge, "left": ids, "now": tx.Now})
}

const sqlDueBatches = `
select distinct n.batch_id as id from nudge n where @scope_all and n.state = 'queued' and n.send_at <= @now order by 1 limit @limit`

// DueBatches returns the batches with nudges that were to go out by the instant and did not, the oldest first, at most limit of
// them; the scope is that of sending them.
func (r Reader) DueBatches(ctx context.Context, scope policy.Scope, now time.Time, limit int) ([]int64, error) {
	rows, err := many[numbered](ctx, r.q, sqlDueBatches, scoped(scope, pgx.NamedArgs{"now": now, "limit": limit}))
	ids := make([]int64, len(rows))
	for i, row := range rows {
		ids[i] = row.ID
	}
	return ids, err
}

const sqlSeeNudge = `update nudge set seen_at = @now, seen_by = @actor where id = @id and state = 'sent' and seen_at is null`

// SeeNudge notes that the actor is the first of the unit to open the nudge, under a Grant to read it; one that was seen stays as it
// is. To have seen something changes no record of the work, so it leaves no audit line and open pages stay true.
func (tx *Tx) SeeNudge(ctx context.Context, grant policy.Grant, nudge int64) error {
	if !grant.Covers(policy.Nudge, nudge, policy.NudgeRead) {
		return fmt.Errorf("a grant for %s sees no nudge", grant.Action())
	}
	_, err := tx.tx.Exec(ctx, sqlSeeNudge, pgx.NamedArgs{"id": nudge, "now": tx.Now, "actor": grant.Actor().Person})
	return asFault(err)
}
