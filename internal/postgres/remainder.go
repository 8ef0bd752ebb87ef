package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"

	"cchc/internal/policy"
	"cchc/internal/reform"
)

// Whoever may see the obstacle learns how far the decision on it was carried out; the code of another unit's task only where the
// task is in reach.
const sqlRemainders = `
select e.card_id, 'instruction' as kind, case when ` + fragTaskInScope + ` then t.code else '' end as task_code, e.body as subject,
	coalesce(u.name, '') as who, t.state, '' as number, t.due_on, not t.open as done
from decision_effect e join decision_card c on c.id = e.card_id join task t on t.id = e.task_id left join unit u on u.id = t.lead_unit_id
where e.card_id = any(@cards) and ` + fragCardInScope + `
union all
select f.card_id, 'refer', '', f.subject, f.addressee, '', f.number, f.answer_by, f.answered_on is not null
from referral f join decision_card c on c.id = f.card_id
where f.card_id = any(@cards) and ` + fragCardInScope + ` order by card_id, kind, done`

// Remainders returns what follows from the decisions on the cards and is done by others, as far as the scope covers an obstacle
// of the card.
func (r Reader) Remainders(ctx context.Context, scope policy.Scope, cards []int64) ([]reform.Remainder, error) {
	return many[reform.Remainder](ctx, r.q, sqlRemainders, scoped(scope, pgx.NamedArgs{"cards": append([]int64{}, cards...)}))
}

const sqlDecisionEffects = `
select e.kind, e.due_on, coalesce(e.unit_id, 0) as unit_id, coalesce(u.name, '') as unit, e.body, e.deliverable
from decision_effect e join decision_card c on c.id = e.card_id left join unit u on u.id = e.unit_id
where e.card_id = @card and ` + fragCardInScope + ` order by e.position`

// DecisionEffects returns what the decision on the card did, in order.
func (r Reader) DecisionEffects(ctx context.Context, scope policy.Scope, card int64) ([]reform.Effect, error) {
	return many[reform.Effect](ctx, r.q, sqlDecisionEffects, scoped(scope, pgx.NamedArgs{"card": card}))
}

const sqlObstacleFiles = selectAttachment + `join obstacle o on o.id = a.obstacle_id join task t on t.id = o.task_id
where a.obstacle_id = @obstacle and ` + fragTaskInScope + ` order by a.id`

// ObstacleFiles returns the files that were raised with the obstacle.
func (r Reader) ObstacleFiles(ctx context.Context, scope policy.Scope, obstacle int64) ([]reform.Attachment, error) {
	return many[reform.Attachment](ctx, r.q, sqlObstacleFiles, scoped(scope, pgx.NamedArgs{"obstacle": obstacle}))
}
