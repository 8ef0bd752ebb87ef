package postgres

import (
	"context"
	"fmt"
	"slices"

	"github.com/jackc/pgx/v5"

	"cchc/internal/calendar"
	"cchc/internal/policy"
	"cchc/internal/reform"
)

const sqlLockDelivery = `
select d.id, d.person_id, p.name as person, d.channel, d.pace, d.key, d.state, d.address, d.attempts, d.cause, d.error, d.made_at, d.tried_at, d.sent_at,
	d.version, p.username, p.active, case d.channel when 'mail' then p.email else p.phone end as reach
from delivery d join person p on p.id = d.person_id
where @scope_all and d.id = @id and d.state = 'waiting' for no key update of d skip locked`

// LockDelivery returns the delivery that waits to be sent and keeps it from changing until the transaction ends; a not-found
// fault where it waits no more, or another process has it in hand.
func (tx *Tx) LockDelivery(ctx context.Context, scope policy.Scope, id int64) (reform.Outgoing, error) {
	return one[reform.Outgoing](ctx, tx.q, sqlLockDelivery, scoped(scope, pgx.NamedArgs{"id": id}))
}

const sqlDeliveryWaits = `select exists (select from delivery d where @scope_all and d.id = @id and d.state = 'waiting')`

// DeliveryWaits reports whether the delivery still waits to be sent.
func (r Reader) DeliveryWaits(ctx context.Context, scope policy.Scope, id int64) (bool, error) {
	return scalar[bool](ctx, r.q, sqlDeliveryWaits, scoped(scope, pgx.NamedArgs{"id": id}))
}

// fragTold are the notices of a delivery that it still has to tell: those not read yet, and those that go out in any case.
const fragTold = `
from delivery_notice dn join notice n on n.id = dn.notice_id
where @scope_all and dn.delivery_id = @id and (n.read_at is null or n.kind = any(@formal))`

const sqlDeliveryNotices = `
select n.id, n.kind, n.title, n.body, n.object_kind as object, n.object_name as name, n.at, n.read_at` + fragTold + `
order by array_position(@kinds::text[], n.kind), n.at desc, n.id desc limit @limit`

// DeliveryNotices returns what the delivery has to tell, the most pressing first, at most reform.MessageMost.
func (r Reader) DeliveryNotices(ctx context.Context, scope policy.Scope, id int64) ([]reform.Notice, error) {
	args := pgx.NamedArgs{"id": id, "formal": kindNames(reform.FormalKinds()), "kinds": kindNames(reform.NoticeKindsByPress()), "limit": reform.MessageMost}
	return many[reform.Notice](ctx, r.q, sqlDeliveryNotices, scoped(scope, args))
}

const sqlCountDeliveryNotices = `select count(*)` + fragTold

// CountDeliveryNotices returns how many notices the delivery has to tell.
func (r Reader) CountDeliveryNotices(ctx context.Context, scope policy.Scope, id int64) (int, error) {
	args := pgx.NamedArgs{"id": id, "formal": kindNames(reform.FormalKinds())}
	return scalar[int](ctx, r.q, sqlCountDeliveryNotices, scoped(scope, args))
}

func kindNames(kinds []reform.NoticeKind) []string {
	names := make([]string, len(kinds))
	for i, kind := range kinds {
		names[i] = string(kind)
	}
	return names
}

const sqlNoteDelivery = `
update delivery set state = @state, address = @address, attempts = @attempts, cause = @cause, error = @error, tried_at = @tried_at, sent_at = @sent_at,
	version = version + 1
where id = @id and version = @version`

// NoteDelivery writes what became of the delivery, under a Grant to send it. The row is itself the record of what left the
// portal, to whom and when, so that it leaves no audit line.
func (tx *Tx) NoteDelivery(ctx context.Context, grant policy.Grant, d reform.Delivery) error {
	if !grant.Covers(policy.Delivery, d.ID, policy.DeliverySend) {
		return fmt.Errorf("a grant for %s does not send delivery %d", grant.Action(), d.ID)
	}
	tag, err := tx.tx.Exec(ctx, sqlNoteDelivery, pgx.NamedArgs{
		"id": d.ID, "version": d.Version, "state": d.State, "address": d.Address, "attempts": d.Attempts, "cause": d.Cause, "error": d.Error,
		"tried_at": d.TriedAt, "sent_at": d.SentAt,
	})
	if err == nil && tag.RowsAffected() != 1 {
		return reform.StalePage()
	}
	return asFault(err)
}

const sqlMakeDigests = `
with due as (
	select n.id as notice_id, n.person_id, way.channel
	from notice n join person p on p.id = n.person_id and p.active
	join unnest(@channels::text[], @kinds::text[], @presets::text[]) way(channel, kind, preset) on way.kind = n.kind
	left join channel_choice c on c.person_id = n.person_id and c.kind = n.kind and c.channel = way.channel
	where n.read_at is null and n.at >= @since and (n.at < @until or n.kind = any(@late) and n.at >= @day)
		and coalesce(c.pace, way.preset) = 'digest' and case way.channel when 'mail' then p.email else p.phone end <> ''
		and not exists (select from delivery_notice dn join delivery d on d.id = dn.delivery_id where dn.notice_id = n.id and d.channel = way.channel)),
made as (
	insert into delivery (person_id, channel, pace, key, made_at)
	select distinct person_id, channel, 'digest', @key, @now::timestamptz from due
	on conflict (person_id, channel, key) do nothing returning id, person_id, channel)
insert into delivery_notice (delivery_id, notice_id)
select made.id, due.notice_id from made join due using (person_id, channel) returning delivery_id`

// MakeDigests sets off one delivery to each person and channel with what they were told until the morning of the day, have
// not read, and hear of once a day; reminders of the day itself are in it however late they came. What has its digest of the day
// gets no other.
func (tx *Tx) MakeDigests(ctx context.Context, grant policy.Grant, day calendar.Date) error {
	if !grant.Covers(policy.Delivery, 0, policy.DeliverySend) {
		return fmt.Errorf("a grant for %s makes no digests", grant.Action())
	}
	args := tx.queue.digests()
	args["key"], args["now"], args["day"], args["until"] = reform.DigestKey(day), tx.Now, day.Start(), day.Start().Add(reform.DigestTime)
	args["since"], args["late"] = day.AddDays(-reform.DigestReach).Start(), kindNames(reform.ReminderNotices())
	rows, err := tx.tx.Query(ctx, sqlMakeDigests, args)
	if err != nil {
		return asFault(err)
	}
	deliveries, err := pgx.CollectRows(rows, pgx.RowTo[int64])
	if err != nil {
		return asFault(err)
	}
	slices.Sort(deliveries)
	return tx.deliver(ctx, slices.Compact(deliveries))
}

// digests are the arguments that say which kinds each channel can carry once a day, and at which pace where a person chose none.
func (q queue) digests() pgx.NamedArgs {
	channels, kinds, presets := []string{}, []string{}, []string{}
	for _, channel := range q.channels {
		for _, kind := range reform.NoticeKinds() {
			if slices.Contains(kind.Choosable(channel), reform.PaceDigest) {
				channels, kinds = append(channels, string(channel)), append(kinds, string(kind))
				presets = append(presets, string(kind.Preset(channel)))
			}
		}
	}
	return pgx.NamedArgs{"channels": channels, "kinds": kinds, "presets": presets}
}
