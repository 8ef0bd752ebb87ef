package postgres

import (
	"context"
	"fmt"
	"maps"

	"github.com/jackc/pgx/v5"

	"cchc/internal/calendar"
	"cchc/internal/policy"
	"cchc/internal/reform"
)

const sqlTell = `
with audience as (
	select p.id from person p
	where p.active and (p.id = any(@people)
		or p.unit_id = any(@units) and exists (select from person_role r where r.person_id = p.id and r.role = 'head')
		or @office and exists (select from person_role r where r.person_id = p.id and r.role in ('office', 'chief'))
		or @leaders and exists (select from person_role r where r.person_id = p.id and r.role = 'leader'))),
stand_in as (
	select p.id from deputy d join person p on p.id = d.deputy_id and p.active
	where d.absent_id in (select id from audience) and d.ended_at is null and d.from_on <= @today and d.to_on >= @today),
told as (
	insert into notice (person_id, kind, title, body, object_kind, object_name, key, at)
	select told.id, @kind, @title, @body, @object, @name, @key, @now from (select id from audience union select id from stand_in) told
	where told.id <> @actor and told.id <> all(@but)
	on conflict (person_id, key) do nothing returning id, person_id),
sends as (
	select told.id as notice_id, told.person_id, way.channel
	from told join person p on p.id = told.person_id
	cross join unnest(@channels::text[], @presets::text[], @formal::boolean[]) way(channel, preset, formal)
	left join channel_choice c on c.person_id = told.person_id and c.kind = @kind and c.channel = way.channel
	where case when way.formal then way.preset else coalesce(c.pace, way.preset) end = 'at_once'
		and case way.channel when 'mail' then p.email else p.phone end <> ''),
sent as (
	insert into delivery (person_id, channel, pace, key, made_at)
	select person_id, channel, 'at_once', @key, @now from sends
	on conflict (person_id, channel, key) do nothing returning id, person_id, channel)
insert into delivery_notice (delivery_id, notice_id)
select sent.id, sends.notice_id from sent join sends using (person_id, channel) returning delivery_id`

// Tell leaves the notice with everybody of the audience but the actor, once for each key, under the Grant of the deed that it
// tells of; of is the record that the deed wrote. To whom a channel of this portal carries such notices at once it sets off a
// delivery, in the same transaction.
func (tx *Tx) Tell(ctx context.Context, grant policy.Grant, of int64, to reform.Audience, n reform.Notice, key string) error {
	args := pgx.NamedArgs{
		"kind": n.Kind, "title": n.Title, "body": n.Body, "object": string(n.Object), "name": n.Name, "key": key, "now": tx.Now, "actor": grant.Actor().Person,
		"people": append([]int64{}, to.People...), "units": append([]int64{}, to.HeadsOf...), "but": append([]int64{}, to.But...),
		"office": to.Office, "leaders": to.Leaders, "today": calendar.DateOf(tx.Now),
	}
	maps.Copy(args, tx.queue.ways(n.Kind))
	deliveries, err := tx.alsoReturning(ctx, grant, of, sqlTell, args)
	if err != nil {
		return err
	}
	return tx.deliver(ctx, deliveries)
}

const sqlUnreadNotices = `
select count(*) from (select from notice where person_id = @person and read_at is null limit @limit) counted`

// UnreadNotices returns how many notices the person has not read, counting no further than one past reform.UnreadMost.
func (r Reader) UnreadNotices(ctx context.Context, person int64) (int, error) {
	return scalar[int](ctx, r.q, sqlUnreadNotices, pgx.NamedArgs{"person": person, "limit": reform.UnreadMost + 1})
}

const selectNotice = `select n.id, n.kind, n.title, n.body, n.object_kind as object, n.object_name as name, n.at, n.read_at from notice n `

const sqlNotices = selectNotice + `
where n.person_id = @scope_person order by n.read_at is not null, n.at desc, n.id desc limit @limit offset @offset`

// Notices returns one page of what the scope's own person was told: what is not read yet first, the newest first of each.
func (r Reader) Notices(ctx context.Context, scope policy.Scope, page int) ([]reform.Notice, error) {
	return many[reform.Notice](ctx, r.q, sqlNotices, scoped(scope, pgx.NamedArgs{"limit": reform.PageSize, "offset": offset(page)}))
}

const sqlCountNotices = `select count(*) from (select from notice where person_id = @scope_person limit @counted) counted`

// CountNotices returns how many notices the scope's own person has, counting no further than one past reform.CountLimit.
func (r Reader) CountNotices(ctx context.Context, scope policy.Scope) (int, error) {
	return scalar[int](ctx, r.q, sqlCountNotices, scoped(scope, pgx.NamedArgs{"counted": reform.CountLimit + 1}))
}

const sqlNotice = selectNotice + `where n.id = @id and n.person_id = @scope_person`

// Notice returns the notice with this number, or a not-found fault when it is not the scope's own person's.
func (r Reader) Notice(ctx context.Context, scope policy.Scope, id int64) (reform.Notice, error) {
	return one[reform.Notice](ctx, r.q, sqlNotice, scoped(scope, pgx.NamedArgs{"id": id}))
}

const sqlReadNotices = `
update notice set read_at = @now where person_id = @actor and read_at is null and id <= @last and (@only::bigint = 0 or id = @only)`

// ReadNotices marks what the actor was told up to the notice last as read, or of it only the one notice, under a Grant to read
// one's own notices. To have read something changes no record of the work, so it leaves no audit line.
func (tx *Tx) ReadNotices(ctx context.Context, grant policy.Grant, last, only int64) error {
	if !grant.Covers(policy.Notice, 0, policy.NoticeRead) {
		return fmt.Errorf("a grant for %s reads no notices", grant.Action())
	}
	_, err := tx.tx.Exec(ctx, sqlReadNotices, pgx.NamedArgs{"actor": grant.Actor().Person, "now": tx.Now, "last": last, "only": only})
	return asFault(err)
}
