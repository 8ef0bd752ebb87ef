package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"

	"cchc/internal/calendar"
	"cchc/internal/policy"
	"cchc/internal/reform"
)

// sqlTell takes any number of notices at once: each has a number (at), and the parts of its audience are pairs of that number and
// a person or a unit. In the place of heads that a unit has not, the chief or the leaders hear who are in it themselves, and of any other
// unit (bare) the Office's chief, or its clerks where that is nobody; these are told why.
const sqlTell = `
with said as materialized (
	select * from unnest(@kinds::text[], @titles::text[], @bodies::text[], @objects::text[], @names::text[], @keys::text[])
		with ordinality said(kind, title, body, object, name, key, at)),
lead as materialized (
	select p.id, p.unit_id, bool_or(r.role = 'head') as heads, bool_or(r.role = 'chief') as chief, bool_or(r.role = 'leader') as leads
	from person p join person_role r on r.person_id = p.id where p.active and r.role in ('head', 'chief', 'leader') group by p.id),
headed as materialized (
	select part.at, part.unit, exists (select from lead h where h.unit_id = part.unit and h.heads) as by_head,
		exists (select from lead h where h.unit_id = part.unit) as by_somebody
	from unnest(@units_at::bigint[], @units::bigint[]) part(at, unit)),
audience as (
	select part.at, p.id, null as bare from unnest(@people_at::bigint[], @people::bigint[]) part(at, person) join person p on p.id = part.person and p.active
	union select headed.at, h.id, null from headed join lead h on h.unit_id = headed.unit and (h.heads or not headed.by_head)
	union select headed.at, p.id, u.name from headed join unit u on u.id = headed.unit cross join person p
		where not headed.by_somebody and p.active and (p.id in (select h.id from lead h where h.chief) or not exists (select from lead h where h.chief)
			and exists (select from person_role r where r.person_id = p.id and r.role = 'office'))
	union select part.at, p.id, null from unnest(@office_at::bigint[]) part(at) cross join person p
		where p.active and exists (select from person_role r where r.person_id = p.id and r.role in ('office', 'chief'))
	union select part.at, h.id, null from unnest(@leaders_at::bigint[]) part(at) cross join lead h where h.leads),
stand_in as (
	select a.at, p.id, a.bare from audience a
	join deputy d on d.absent_id = a.id and d.ended_at is null and d.from_on <= @today and d.to_on >= @today
	join person p on p.id = d.deputy_id and p.active),
told as (
	insert into notice (person_id, kind, title, body, object_kind, object_name, key, at)
	select who.id, said.kind, said.title, left(coalesce(replace(@bare, '{đơn vị}', who.bare) || E'\n', '') || said.body, 2000), said.object, said.name, said.key, @now
	from (select at, id, max(bare) as bare from (select * from audience union select * from stand_in) heard group by at, id) who join said using (at)
	where who.id <> @actor and (who.at, who.id) not in (select * from unnest(@but_at::bigint[], @but::bigint[]))
	on conflict (person_id, key) do nothing returning id, person_id, kind, key),
sends as (
	select told.id as notice_id, told.person_id, told.key, way.channel
	from told join person p on p.id = told.person_id
	join unnest(@way_kinds::text[], @channels::text[], @presets::text[], @formal::boolean[]) way(kind, channel, preset, formal) on way.kind = told.kind
	left join channel_choice c on c.person_id = told.person_id and c.kind = told.kind and c.channel = way.channel
	where case when way.formal then way.preset else coalesce(c.pace, way.preset) end = 'at_once'
		and case way.channel when 'mail' then p.email else p.phone end <> ''),
sent as (
	insert into delivery (person_id, channel, pace, key, made_at)
	select person_id, channel, 'at_once', key, @now from sends
	on conflict (person_id, channel, key) do nothing returning id, person_id, channel, key)
insert into delivery_notice (delivery_id, notice_id)
select sent.id, sends.notice_id from sent join sends using (person_id, channel, key) returning delivery_id`

// Tell leaves the notice with everybody of the audience but the actor, once for each key, under the Grant of the deed that it
// tells of; of is the record that the deed wrote. To whom a channel of this portal carries such notices at once it sets off a
// delivery, in the same transaction.
func (tx *Tx) Tell(ctx context.Context, grant policy.Grant, of int64, to reform.Audience, n reform.Notice, key string) error {
	return tx.TellEach(ctx, grant, of, []reform.Telling{{To: to, Notice: n, Key: key}})
}

// tellAtOnce is how many notices one statement leaves.
const tellAtOnce = 2000

// TellEach tells each of the notices as Tell tells one.
func (tx *Tx) TellEach(ctx context.Context, grant policy.Grant, of int64, tellings []reform.Telling) error {
	for len(tellings) > 0 {
		now := tellings[:min(len(tellings), tellAtOnce)]
		tellings = tellings[len(now):]
		deliveries, err := tx.alsoReturning(ctx, grant, of, sqlTell, tx.tellArgs(grant, now))
		if err != nil {
			return err
		}
		if err := tx.deliver(ctx, deliveries); err != nil {
			return err
		}
	}
	return nil
}

func (tx *Tx) tellArgs(grant policy.Grant, tellings []reform.Telling) pgx.NamedArgs {
	var said notices
	ways := []way{}
	kinds := map[reform.NoticeKind]bool{}
	for _, telling := range tellings {
		said.add(telling)
		if kind := telling.Notice.Kind; !kinds[kind] {
			kinds[kind] = true
			ways = append(ways, tx.queue.ways(kind)...)
		}
	}
	args := said.args()
	args["actor"], args["now"], args["today"], args["bare"] = grant.Actor().Person, tx.Now, calendar.DateOf(tx.Now), reform.SentenceBareUnit
	addWays(args, ways)
	return args
}

func addWays(args pgx.NamedArgs, ways []way) {
	kinds, channels, presets, formal := []string{}, []string{}, []string{}, []bool{}
	for _, way := range ways {
		kinds, channels = append(kinds, string(way.kind)), append(channels, string(way.channel))
		presets, formal = append(presets, string(way.preset)), append(formal, way.formal)
	}
	args["way_kinds"], args["channels"], args["presets"], args["formal"] = kinds, channels, presets, formal
}

// pairs are numbers of notices with the numbers of people or units.
type pairs struct{ at, of []int64 }

func (p *pairs) add(at int64, of []int64) {
	for _, id := range of {
		p.at, p.of = append(p.at, at), append(p.of, id)
	}
}

// notices are notices laid out by columns, as one statement takes them.
type notices struct {
	kinds, titles, bodies, objects, names, keys []string
	people, units, but                          pairs
	office, leaders                             []int64
}

func (n *notices) add(t reform.Telling) {
	n.kinds, n.titles, n.bodies = append(n.kinds, string(t.Notice.Kind)), append(n.titles, t.Notice.Title), append(n.bodies, t.Notice.Body)
	n.objects, n.names, n.keys = append(n.objects, string(t.Notice.Object)), append(n.names, t.Notice.Name), append(n.keys, t.Key)
	at := int64(len(n.keys))
	n.people.add(at, t.To.People)
	n.units.add(at, t.To.HeadsOf)
	n.but.add(at, t.To.But)
	if t.To.Office {
		n.office = append(n.office, at)
	}
	if t.To.Leaders {
		n.leaders = append(n.leaders, at)
	}
}

func (n *notices) args() pgx.NamedArgs {
	return pgx.NamedArgs{
		"kinds": n.kinds, "titles": n.titles, "bodies": n.bodies, "objects": n.objects, "names": n.names, "keys": n.keys,
		"people_at": n.people.at, "people": n.people.of, "units_at": n.units.at, "units": n.units.of, "but_at": n.but.at, "but": n.but.of,
		"office_at": n.office, "leaders_at": n.leaders,
	}
}
