package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"

	"cchc/internal/policy"
	"cchc/internal/reform"
)

const fragReferrals = `
from referral r join decision_card c on c.id = r.card_id
join lateral (select o.code, o.title, ot.area from obstacle_step s join obstacle o on o.id = s.obstacle_id join task ot on ot.id = o.task_id
	where s.card_id = c.id order by o.id limit 1) first on true
where ` + fragCardInScope

const selectReferral = `
select r.id, r.card_id, first.code, first.title, first.area, r.addressee, r.subject as asks, r.answer_by, r.number, r.sent_on, r.answer_number, r.answered_on,
	r.answer, r.made_at, r.version` + fragReferrals

const sqlReferral = selectReferral + ` and r.id = @id`

// Referral returns the letter with this number, or a not-found fault when the scope covers no task of its card.
func (r Reader) Referral(ctx context.Context, scope policy.Scope, id int64) (reform.Referral, error) {
	return one[reform.Referral](ctx, r.q, sqlReferral, scoped(scope, pgx.NamedArgs{"id": id}))
}

const sqlLockReferral = sqlReferral + ` for no key update of r`

// LockReferral returns the letter as Referral does and keeps it from changing until the transaction ends.
func (tx *Tx) LockReferral(ctx context.Context, scope policy.Scope, id int64) (reform.Referral, error) {
	return one[reform.Referral](ctx, tx.q, sqlLockReferral, scoped(scope, pgx.NamedArgs{"id": id}))
}

const sqlCardReferrals = selectReferral + ` and r.card_id = @card order by r.id`

// CardReferrals returns the letters that the decision on the card asked for.
func (r Reader) CardReferrals(ctx context.Context, scope policy.Scope, card int64) ([]reform.Referral, error) {
	return many[reform.Referral](ctx, r.q, sqlCardReferrals, scoped(scope, pgx.NamedArgs{"card": card}))
}

const (
	fragUnanswered = ` and r.answered_on is null`
	fragAnswered   = ` and r.answered_on is not null`

	sqlReferralsWaiting  = selectReferral + fragUnanswered + ` order by r.answer_by, r.id limit @limit offset @offset`
	sqlReferralsAnswered = selectReferral + fragAnswered + ` order by r.answered_on desc, r.id desc limit @limit offset @offset`
)

// Referrals returns one page of the letters that are answered, or are not: the answer expected first, or come last, first.
func (r Reader) Referrals(ctx context.Context, scope policy.Scope, answered bool, page int) ([]reform.Referral, error) {
	sql := map[bool]string{false: sqlReferralsWaiting, true: sqlReferralsAnswered}[answered]
	return many[reform.Referral](ctx, r.q, sql, scoped(scope, pgx.NamedArgs{"limit": reform.PageSize, "offset": offset(page)}))
}

const (
	sqlCountReferralsWaiting  = `select count(*) from (select` + fragReferrals + fragUnanswered + ` limit @counted) counted`
	sqlCountReferralsAnswered = `select count(*) from (select` + fragReferrals + fragAnswered + ` limit @counted) counted`
)

// CountReferrals returns how many letters are answered, or are not, counting no further than one past reform.CountLimit.
func (r Reader) CountReferrals(ctx context.Context, scope policy.Scope, answered bool) (int, error) {
	sql := map[bool]string{false: sqlCountReferralsWaiting, true: sqlCountReferralsAnswered}[answered]
	return scalar[int](ctx, r.q, sql, scoped(scope, pgx.NamedArgs{"counted": reform.CountLimit + 1}))
}

const sqlRefer = `
insert into referral (card_id, addressee, subject, answer_by, made_at) values (@card, @addressee, @asks, @answer_by, @now) returning id`

// Refer adds a letter to be written by the decision on its card, and returns its number.
func (tx *Tx) Refer(ctx context.Context, grant policy.Grant, letter reform.Referral) (int64, error) {
	e := entry{
		kind: policy.Referral, allowed: []policy.Action{policy.ObstacleDecide, policy.ObstacleNote}, name: letter.Code, changes: reform.Referral{}.ChangesTo(letter),
	}
	return tx.write(ctx, grant, e, sqlRefer, pgx.NamedArgs{
		"card": letter.CardID, "addressee": letter.Addressee, "asks": letter.Asks, "answer_by": letter.AnswerBy, "now": tx.Now,
	})
}

const sqlRecordReferral = `
update referral set addressee = @addressee, number = @number, sent_on = @sent_on, answer_number = @answer_number, answered_on = @answered_on,
	answer = @answer, version = version + 1
where id = @id and version = @version returning id`

// RecordReferral writes what became of the letter over the version it was read at; a stale version is a conflict.
func (tx *Tx) RecordReferral(ctx context.Context, grant policy.Grant, letter reform.Referral, changes []reform.Change) error {
	e := entry{kind: policy.Referral, id: letter.ID, allowed: []policy.Action{policy.ReferralRecord}, name: letter.Code, changes: changes}
	_, err := tx.write(ctx, grant, e, sqlRecordReferral, pgx.NamedArgs{
		"id": letter.ID, "version": letter.Version, "addressee": letter.Addressee, "number": letter.Number, "sent_on": letter.SentOn,
		"answer_number": letter.AnswerNumber, "answered_on": letter.AnsweredOn, "answer": letter.Answer,
	})
	return err
}
