package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"

	"cchc/internal/policy"
	"cchc/internal/reform"
)

const sqlTell = `
insert into notice (person_id, kind, title, body, object_kind, object_name, key, at)
select p.id, @kind, @title, @body, @object, @name, @key, @now from person p
where p.active and p.id <> @actor and (p.id = any(@people)
	or p.unit_id = any(@units) and exists (select from person_role r where r.person_id = p.id and r.role = 'head')
	or @office and exists (select from person_role r where r.person_id = p.id and r.role in ('office', 'chief')))
on conflict (person_id, key) do nothing`

// Tell leaves the notice with everybody of the audience but the actor, once for each key, under the Grant of the deed that it
// tells of; of is the record that the deed wrote.
func (tx *Tx) Tell(ctx context.Context, grant policy.Grant, of int64, to reform.Audience, n reform.Notice, key string) error {
	return tx.also(ctx, grant, of, sqlTell, pgx.NamedArgs{
		"kind": n.Kind, "title": n.Title, "body": n.Body, "object": string(n.Object), "name": n.Name, "key": key, "now": tx.Now, "actor": grant.Actor().Person,
		"people": append([]int64{}, to.People...), "units": append([]int64{}, to.HeadsOf...), "office": to.Office,
	})
}
