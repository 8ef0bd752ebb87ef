package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"

	"cchc/internal/policy"
	"cchc/internal/reform"
)

// An item as whoever reads the meeting sees it. What a card asks and how it was decided is that of the card now.
const agendaColumns = `i.id, i.meeting_id, i.position, i.kind, coalesce(i.card_id, 0) as card_id,
	coalesce((select o.code from obstacle_step os join obstacle o on o.id = os.obstacle_id where os.card_id = i.card_id order by o.id limit 1), '') as obstacle,
	coalesce(c.state, '') as card_state, coalesce(l.name, '') as leader, coalesce(d.name, '') as decider, c.decided_at, ` + spokenColumns + `,
	coalesce(c.direction, '') as direction, coalesce(i.unit_id, 0) as unit_id, coalesce(u.name, '') as unit, i.title, i.ask, i.answer,
	i.answered_at, coalesce(b.name, '') as answered_by, coalesce(f.name, '') as answered_for, i.version`

const agendaTables = ` from agenda_item i left join decision_card c on c.id = i.card_id left join person l on l.id = c.leader_id
left join person d on d.id = c.decided_by left join unit u on u.id = i.unit_id left join person b on b.id = i.answered_by
left join person f on f.id = i.answered_for` + spokenTables + `
`

const sqlAgenda = `select ` + agendaColumns + agendaTables + `where @scope_all and i.meeting_id = @meeting order by i.position, i.id limit @limit`

// Agenda returns the items of the meeting's agenda in their order.
func (r Reader) Agenda(ctx context.Context, scope policy.Scope, meeting int64) ([]reform.AgendaItem, error) {
	return many[reform.AgendaItem](ctx, r.q, sqlAgenda, scoped(scope, pgx.NamedArgs{"meeting": meeting, "limit": reform.AgendaMost}))
}

// A card that waits for a leader, by the first of its obstacles.
const sqlWaitingCards = `
select c.id as card_id, first.code as obstacle, c.question, l.name as leader, first.unit_id, u.name as unit, c.agenda_on, c.sent_at
from decision_card c join person l on l.id = c.leader_id
join lateral (select o.code, o.unit_id from obstacle o where o.card_id = c.id order by o.id limit 1) first on true
join unit u on u.id = first.unit_id
where @scope_all and c.state in ('sent', 'queried') and not exists (select from agenda_item i where i.card_id = c.id and i.meeting_id = @meeting)
order by c.agenda_on, c.sent_at, c.id limit @limit`

// WaitingCards returns the cards that leaders are to decide and that are not on the meeting's agenda: those that a leader put off to
// a meeting first, then those that wait longest, at most limit of them. The scope is that of reading tasks.
func (r Reader) WaitingCards(ctx context.Context, scope policy.Scope, meeting int64, limit int) ([]reform.WaitingCard, error) {
	return many[reform.WaitingCard](ctx, r.q, sqlWaitingCards, scoped(scope, pgx.NamedArgs{"meeting": meeting, "limit": limit}))
}

// agendaActions are the actions under which an item may be put on the agenda and changed by the Office.
var agendaActions = []policy.Action{policy.MeetingPrepare}

const sqlAddAgendaItem = `
insert into agenda_item (meeting_id, position, kind, card_id, unit_id, title, ask)
values (@meeting, @position, @kind, nullif(@card::bigint, 0), nullif(@unit::bigint, 0), @title, @ask) returning id`

// AddAgendaItem adds the item to the agenda of the meeting with this code and returns its number.
func (tx *Tx) AddAgendaItem(ctx context.Context, grant policy.Grant, code string, i reform.AgendaItem) (int64, error) {
	e := entry{kind: policy.AgendaItem, allowed: agendaActions, name: code, changes: reform.AgendaItem{}.ChangesTo(i)}
	return tx.write(ctx, grant, e, sqlAddAgendaItem, agendaArgs(i))
}

const sqlEditAgendaItem = `
update agenda_item set title = @title, ask = @ask, position = @position, version = version + 1 where id = @id and version = @version returning id`

// EditAgendaItem writes the item over the version it has; a stale one is a conflict.
func (tx *Tx) EditAgendaItem(ctx context.Context, grant policy.Grant, code string, before, i reform.AgendaItem) error {
	e := entry{kind: policy.AgendaItem, id: i.ID, allowed: agendaActions, name: code, changes: before.ChangesTo(i)}
	_, err := tx.write(ctx, grant, e, sqlEditAgendaItem, agendaArgs(i))
	return err
}

const sqlGiveWay = `update agenda_item set position = @position where id = @id`

// ChangePlaces has the item, which went through the door, and the one beside it change places.
func (tx *Tx) ChangePlaces(ctx context.Context, grant policy.Grant, code string, i, beside reform.AgendaItem) error {
	moved := i
	moved.Position = beside.Position
	if err := tx.EditAgendaItem(ctx, grant, code, i, moved); err != nil {
		return err
	}
	return tx.also(ctx, grant, i.ID, sqlGiveWay, pgx.NamedArgs{"id": beside.ID, "position": i.Position})
}

const sqlDropAgendaItem = `delete from agenda_item where id = @id and version = @version returning id`

// DropAgendaItem takes the item off the agenda; a stale version is a conflict.
func (tx *Tx) DropAgendaItem(ctx context.Context, grant policy.Grant, code string, i reform.AgendaItem) error {
	e := entry{kind: policy.AgendaItem, id: i.ID, allowed: agendaActions, name: code, changes: i.ChangesTo(reform.AgendaItem{})}
	_, err := tx.write(ctx, grant, e, sqlDropAgendaItem, agendaArgs(i))
	return err
}

func agendaArgs(i reform.AgendaItem) pgx.NamedArgs {
	return pgx.NamedArgs{
		"id": i.ID, "version": i.Version, "meeting": i.MeetingID, "position": i.Position, "kind": i.Kind, "card": i.CardID, "unit": i.UnitID,
		"title": i.Title, "ask": i.Ask,
	}
}
