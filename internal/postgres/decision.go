package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"

	"cchc/internal/policy"
	"cchc/internal/reform"
)

const sqlKeepEffect = `
insert into decision_effect (card_id, position, kind, due_on, unit_id, body, deliverable, task_id)
values (@card, @position, @kind, @due_on, nullif(@unit::bigint, 0), @body, @deliverable, nullif(@task::bigint, 0))`

// KeepEffects keeps what the decision on the card did, under the Grant that decided it.
func (tx *Tx) KeepEffects(ctx context.Context, grant policy.Grant, card int64, effects []reform.DecisionEffect) error {
	for _, e := range effects {
		err := tx.also(ctx, grant, card, sqlKeepEffect, pgx.NamedArgs{
			"card": card, "position": e.Position, "kind": e.Kind, "due_on": e.DueOn, "unit": e.UnitID, "body": e.Body, "deliverable": e.Deliverable,
			"task": e.TaskID,
		})
		if err != nil {
			return err
		}
	}
	return nil
}

const sqlIssuedEffects = `
select e.position, e.kind, e.due_on, coalesce(e.unit_id, 0) as unit_id, coalesce(u.name, '') as unit, e.body, e.deliverable,
	coalesce(e.task_id, 0) as task_id, coalesce(g.code, '') as task_code, coalesce(g.state, '') as task_state
from decision_effect e join decision_card c on c.id = e.card_id left join unit u on u.id = e.unit_id left join task g on g.id = e.task_id
where e.card_id = @card and ` + fragCardInScope + ` order by e.position`

// IssuedEffects returns what the decision on the card did, in its order; nothing before it is decided.
func (r Reader) IssuedEffects(ctx context.Context, scope policy.Scope, card int64) ([]reform.DecisionEffect, error) {
	return many[reform.DecisionEffect](ctx, r.q, sqlIssuedEffects, scoped(scope, pgx.NamedArgs{"card": card}))
}

const sqlTaskOrigin = `
select first.code, p.name as decider, coalesce(f.name, '') as decided_for, c.decided_at, c.direction, ` + spokenColumns + `, exists (select from obstacle_step os
	join obstacle oo on oo.id = os.obstacle_id join task t on t.id = oo.task_id where os.card_id = c.id and ` + fragTaskInScope + `) as in_reach
from decision_effect e join decision_card c on c.id = e.card_id join person p on p.id = c.decided_by left join person f on f.id = c.decided_for` + spokenTables + `
join task t on t.id = e.task_id
join lateral (select o.code from obstacle_step s join obstacle o on o.id = s.obstacle_id where s.card_id = c.id order by o.id limit 1) first on true
where e.task_id = @task and ` + fragTaskInScope + `
union all select '', p.name, coalesce(f.name, ''), i.made_at, i.text, '', '', '', false
from instruction i join person p on p.id = i.made_by left join person f on f.id = i.made_for join task t on t.id = i.task_id
where i.task_id = @task and ` + fragTaskInScope + ` limit 1`

// TaskOrigin returns the decision or the direct instruction that gave the task, or a not-found fault when it is none or lies out of the scope.
func (r Reader) TaskOrigin(ctx context.Context, scope policy.Scope, task int64) (reform.Origin, error) {
	return one[reform.Origin](ctx, r.q, sqlTaskOrigin, scoped(scope, pgx.NamedArgs{"task": task}))
}
