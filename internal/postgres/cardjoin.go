package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"

	"cchc/internal/policy"
	"cchc/internal/reform"
)

const sqlLockObstacles = selectObstacle + `(o.code = any(@codes) or o.card_id = nullif(@card::bigint, 0)) and ` + fragTaskInScope + `
order by t.id, o.id for no key update of t, o`

// LockObstacles returns the obstacles with these codes and those on the card, as far as the scope covers their tasks, and keeps
// them and their tasks from changing until the transaction ends, in the order in which a card's are locked.
func (tx *Tx) LockObstacles(ctx context.Context, scope policy.Scope, codes []string, card int64) ([]reform.Obstacle, error) {
	return many[reform.Obstacle](ctx, tx.q, sqlLockObstacles, scoped(scope, pgx.NamedArgs{"codes": append([]string{}, codes...), "card": card}))
}

// An obstacle whose card is over can be put on another.
const sqlJoinable = selectObstacle + `o.live and o.id <> @id and (o.state = 'received' or o.card_id = nullif(@card::bigint, 0))
	and (o.card_id is null or o.card_id = @card or exists (select from decision_card jc where jc.id = o.card_id and jc.state in ('decided', 'dropped')))
	and (o.card_id = nullif(@card::bigint, 0) or o.cause = @cause or similarity(o.search_fold, @fold) > 0.2) and ` + fragTaskInScope + `
order by coalesce(o.card_id = nullif(@card::bigint, 0), false) desc, similarity(o.search_fold, @fold) desc, o.id limit @limit`

// Joinable returns what can be decided together with the obstacle on the card (0 for one not written yet): those on it already,
// and received ones of the same cause or about the same thing, the most alike first.
func (r Reader) Joinable(ctx context.Context, scope policy.Scope, o reform.Obstacle, card int64, limit int) ([]reform.Obstacle, error) {
	return many[reform.Obstacle](ctx, r.q, sqlJoinable, scoped(scope, pgx.NamedArgs{
		"id": o.ID, "card": card, "cause": o.Cause, "fold": o.SearchFold(), "limit": limit,
	}))
}

const sqlCountOnCard = `select count(*) from obstacle where card_id = @card`

// CountOnCard returns how many obstacles the card has, whoever may see them.
func (r Reader) CountOnCard(ctx context.Context, card int64) (int, error) {
	return scalar[int](ctx, r.q, sqlCountOnCard, pgx.NamedArgs{"card": card})
}

const sqlPutOnCard = `
update obstacle set card_id = nullif(@card::bigint, 0), version = version + 1 where id = @id and version = @version returning id`

// PutOnCard writes which card the obstacle is on, over the version it was read at; next has the new card, 0 for none.
func (tx *Tx) PutOnCard(ctx context.Context, grant policy.Grant, before, next reform.Obstacle) error {
	e := entry{
		kind: policy.Obstacle, id: next.ID, allowed: []policy.Action{policy.ObstaclePrepare}, name: next.Code, changes: before.ChangesTo(next),
	}
	_, err := tx.write(ctx, grant, e, sqlPutOnCard, pgx.NamedArgs{"id": next.ID, "version": before.Version, "card": next.CardID})
	return err
}

const sqlTasksNumbered = selectTask + `t.id = any(@ids) and ` + fragTaskInScope + ` order by t.id`

// TasksNumbered returns the tasks with these numbers, as far as the scope covers them.
func (r Reader) TasksNumbered(ctx context.Context, scope policy.Scope, ids []int64) ([]reform.Task, error) {
	return many[reform.Task](ctx, r.q, sqlTasksNumbered, scoped(scope, pgx.NamedArgs{"ids": append([]int64{}, ids...)}))
}
