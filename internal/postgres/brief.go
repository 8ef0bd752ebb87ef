package postgres

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"cchc/internal/policy"
	"cchc/internal/reform"
)

const sqlWaitedCards = `
select first.code as obstacle, c.question, coalesce(p.title, '') as proposed, u.name as unit, l.name as leader, c.sent_at,
	(select count(distinct o.task_id) from obstacle o where o.card_id = c.id) as held_tasks
from decision_card c join person l on l.id = c.leader_id
join lateral (select o.code, o.unit_id from obstacle o where o.card_id = c.id order by o.id limit 1) first on true
join unit u on u.id = first.unit_id
left join card_option p on p.card_id = c.id and p.position = c.proposed
left join agenda_item i on i.card_id = c.id and i.meeting_id = @meeting
where @scope_all and c.state in ('sent', 'queried')
order by i.position nulls last, c.sent_at, c.id limit @limit`

// WaitedCards returns the cards that leaders are to decide, those on the meeting's agenda first and in its order, then those that wait
// longest, at most limit of them.
func (r Reader) WaitedCards(ctx context.Context, scope policy.Scope, meeting int64, limit int) ([]reform.WaitedCard, error) {
	return many[reform.WaitedCard](ctx, r.q, sqlWaitedCards, scoped(scope, pgx.NamedArgs{"meeting": meeting, "limit": limit}))
}

const sqlSilentNudges = `
select n.code, u.name as unit, n.answer_by, w.tasks
from (select k.nudge_id, count(*) as tasks from nudge_task k join task t on t.id = k.task_id and t.open
	where k.answer is null and not k.dropped and k.sent_at is not null group by k.nudge_id) w
join nudge n on n.id = w.nudge_id and n.state = 'sent' and n.answer_by < @at and n.answer_by >= @since join unit u on u.id = n.unit_id
where @scope_all
order by n.answer_by, n.id limit @limit`

// SilentNudges returns the nudges whose day to answer came between the instants and that their units left without an answer about a
// task still to be done, the earliest first, at most limit of them.
func (r Reader) SilentNudges(ctx context.Context, scope policy.Scope, since, at time.Time, limit int) ([]reform.SilentNudge, error) {
	return many[reform.SilentNudge](ctx, r.q, sqlSilentNudges, scoped(scope, pgx.NamedArgs{"since": since, "at": at, "limit": limit}))
}
