package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"

	"cchc/internal/policy"
	"cchc/internal/reform"
)

// A card is read by whoever may see the task of one of the obstacles that are, or were, on it.
const fragCardInScope = `exists (select from (select cn.id from obstacle cn where cn.card_id = c.id
	union all select cs.obstacle_id from obstacle_step cs where cs.card_id = c.id) on_card join obstacle co on co.id = on_card.id
	join task t on t.id = co.task_id where ` + fragTaskInScope + `)`

// spokenColumns say of the card c where its decision was spoken and who typed it in; spokenTables join what they read. The names are
// found by their keys, and only for such a decision.
const (
	spokenColumns = `coalesce(sm.code, '') as noted_in, coalesce(sn.name, '') as noted_by, coalesce(snf.name, '') as noted_for`
	spokenTables  = `
left join meeting sm on sm.id = c.noted_in left join person sn on sn.id = c.noted_by left join person snf on snf.id = c.noted_for`
)

const selectCard = `
select c.id, c.state, c.question, c.summary, c.leader_id, l.name as leader, coalesce(c.proposed, 0) as proposed, c.written_by, w.name as writer,
	c.written_at, coalesce(s.name, '') as sender, coalesce(sf.name, '') as sent_for, c.sent_at, c.agenda_on, c.version,
	coalesce(c.decided_by, 0) as decided_by, coalesce(d.name, '') as decider, coalesce(df.name, '') as decided_for, c.decided_at,
	coalesce(c.chosen, 0) as chosen, c.direction, c.told, coalesce(c.noted_in, 0) as noted_id, ` + spokenColumns + `
from decision_card c join person l on l.id = c.leader_id join person w on w.id = c.written_by
left join person s on s.id = c.sent_by left join person sf on sf.id = c.sent_for
left join person d on d.id = c.decided_by left join person df on df.id = c.decided_for` + spokenTables + `
where `

const sqlCard = selectCard + `c.id = @id and ` + fragCardInScope

// Card returns the decision card with this number, or a not-found fault when the scope covers none of its tasks.
func (r Reader) Card(ctx context.Context, scope policy.Scope, id int64) (reform.Card, error) {
	return one[reform.Card](ctx, r.q, sqlCard, scoped(scope, pgx.NamedArgs{"id": id}))
}

const sqlLockCard = sqlCard + ` for no key update of c`

// LockCard returns the card as Card does and keeps it from changing until the transaction ends. Lock its obstacles before it.
func (tx *Tx) LockCard(ctx context.Context, scope policy.Scope, id int64) (reform.Card, error) {
	return one[reform.Card](ctx, tx.q, sqlLockCard, scoped(scope, pgx.NamedArgs{"id": id}))
}

const sqlCardObstacles = selectObstacle + `o.card_id = @card and ` + fragTaskInScope + ` order by t.id, o.id`

// CardObstacles returns the obstacles that the card decides, as far as the scope covers their tasks.
func (r Reader) CardObstacles(ctx context.Context, scope policy.Scope, card int64) ([]reform.Obstacle, error) {
	return many[reform.Obstacle](ctx, r.q, sqlCardObstacles, scoped(scope, pgx.NamedArgs{"card": card}))
}

const sqlLockCardObstacles = sqlCardObstacles + ` for no key update of t, o`

// LockCardObstacles returns them as CardObstacles does and keeps them and their tasks from changing until the transaction ends.
func (tx *Tx) LockCardObstacles(ctx context.Context, scope policy.Scope, card int64) ([]reform.Obstacle, error) {
	return many[reform.Obstacle](ctx, tx.q, sqlLockCardObstacles, scoped(scope, pgx.NamedArgs{"card": card}))
}

const sqlCardOptions = `
select p.position, p.title, p.consequence, p.effect as kind, p.due_on, coalesce(p.unit_id, 0) as unit_id, coalesce(u.name, '') as unit, p.body,
	p.deliverable
from card_option p join decision_card c on c.id = p.card_id left join unit u on u.id = p.unit_id
where p.card_id = @card and ` + fragCardInScope + ` order by p.position`

// CardOptions returns the ways out that the card names, in their order.
func (r Reader) CardOptions(ctx context.Context, scope policy.Scope, card int64) ([]reform.Option, error) {
	return many[reform.Option](ctx, r.q, sqlCardOptions, scoped(scope, pgx.NamedArgs{"card": card}))
}

const sqlWriteCard = `
insert into decision_card (question, summary, leader_id, proposed, written_by, written_at)
values (@question, @summary, @leader, nullif(@proposed::int, 0), @actor, @now) returning id`

// WriteCard adds the card in draft and returns its number; its obstacles are moved to it beside.
func (tx *Tx) WriteCard(ctx context.Context, grant policy.Grant, c reform.Card, options []reform.Option) (int64, error) {
	e := entry{
		kind: policy.Card, allowed: []policy.Action{policy.ObstaclePrepare}, name: c.Question, changes: reform.Card{}.ChangesTo(c),
	}
	id, err := tx.write(ctx, grant, e, sqlWriteCard, tx.cardArgs(grant, c))
	if err != nil {
		return 0, err
	}
	c.ID = id
	return id, tx.setOptions(ctx, grant, c, options)
}

const sqlEditCard = `
update decision_card set question = @question, summary = @summary, leader_id = @leader, proposed = nullif(@proposed::int, 0),
	version = version + 1
where id = @id and version = @version and state = 'draft' returning id`

// EditCard writes the card in draft and its options over the version it was read at; a stale version is a conflict.
func (tx *Tx) EditCard(ctx context.Context, grant policy.Grant, c reform.Card, options []reform.Option, changes []reform.Change) error {
	e := entry{
		kind: policy.Card, id: c.ID, allowed: []policy.Action{policy.ObstaclePrepare}, name: c.Question, changes: changes,
	}
	if _, err := tx.write(ctx, grant, e, sqlEditCard, tx.cardArgs(grant, c)); err != nil {
		return err
	}
	return tx.setOptions(ctx, grant, c, options)
}

const (
	sqlDropOptions = `delete from card_option where card_id = @card`
	sqlAddOption   = `
insert into card_option (card_id, position, title, consequence, effect, due_on, unit_id, body, deliverable)
values (@card, @position, @title, @consequence, @effect, @due_on, nullif(@unit::bigint, 0), @body, @deliverable)`
)

func (tx *Tx) setOptions(ctx context.Context, grant policy.Grant, c reform.Card, options []reform.Option) error {
	if err := tx.also(ctx, grant, c.ID, sqlDropOptions, pgx.NamedArgs{"card": c.ID}); err != nil {
		return err
	}
	for _, option := range options {
		err := tx.also(ctx, grant, c.ID, sqlAddOption, pgx.NamedArgs{
			"card": c.ID, "position": option.Position, "title": option.Title, "consequence": option.Consequence, "effect": option.Kind,
			"due_on": option.DueOn, "unit": option.UnitID, "body": option.Body, "deliverable": option.Deliverable,
		})
		if err != nil {
			return err
		}
	}
	return nil
}

const sqlMoveCard = `
update decision_card set state = @state, agenda_on = @agenda_on, version = version + 1,
	sent_by = case when @state = 'sent' and sent_at is null then @actor::bigint else sent_by end,
	sent_for = case when @state = 'sent' and sent_at is null then nullif(@for::bigint, 0) else sent_for end,
	sent_at = case when @state = 'sent' and sent_at is null then @now::timestamptz when @state = 'draft' then null else sent_at end,
	decided_by = case when @state = 'decided' then case when @noted_in::bigint <> 0 then @decider::bigint else @actor end end,
	decided_for = case when @state = 'decided' and @noted_in = 0 then nullif(@for::bigint, 0) end, noted_in = nullif(@noted_in, 0),
	noted_by = case when @noted_in <> 0 then @actor end, noted_for = case when @noted_in <> 0 then nullif(@for, 0) end,
	decided_at = case when @state = 'decided' then @now::timestamptz end, chosen = nullif(@chosen::int, 0), direction = @direction, told = @told
where id = @id and version = @version returning id`

// cardActions are the actions under which a card moves from one state to another.
var cardActions = []policy.Action{
	policy.ObstaclePrepare, policy.ObstacleEscalate, policy.ObstacleDecide, policy.ObstacleAnswer, policy.ObstacleWithdraw, policy.ObstacleReceive,
	policy.ObstacleNote,
}

// MoveCard writes what the card becomes over the version the move was decided on; a stale version is a conflict.
func (tx *Tx) MoveCard(ctx context.Context, grant policy.Grant, move reform.CardMove) error {
	e := entry{
		kind: policy.Card, id: move.Becomes.ID, allowed: cardActions, name: move.Becomes.Question, changes: move.Changes, note: move.Note,
	}
	_, err := tx.write(ctx, grant, e, sqlMoveCard, tx.cardArgs(grant, move.Becomes))
	return err
}

func (tx *Tx) cardArgs(grant policy.Grant, c reform.Card) pgx.NamedArgs {
	who := grant.Actor()
	return pgx.NamedArgs{
		"id": c.ID, "version": c.Version, "state": string(c.State), "question": c.Question, "summary": c.Summary, "leader": c.LeaderID,
		"proposed": c.Proposed, "agenda_on": c.AgendaOn, "chosen": c.Chosen, "direction": c.Direction, "told": c.Told,
		"noted_in": c.NotedID, "decider": c.DecidedBy, "actor": who.Person, "for": who.For, "now": tx.Now,
	}
}
