package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"

	"cchc/internal/policy"
	"cchc/internal/reform"
)

// reached is a row of a person's reachability, their choices apart.
type reached struct {
	PersonID int64
	Name     string
	Email    string
	Phone    string
	Version  int
}

const (
	sqlReachability = `select p.id as person_id, p.name, p.email, p.phone, p.version from person p where p.id = @scope_person`
	sqlChoices      = `select c.kind, c.channel, c.pace from channel_choice c where c.person_id = @scope_person order by c.kind, c.channel`
)

// Reachability returns how the scope's own person is reached beside the portal.
func (r Reader) Reachability(ctx context.Context, scope policy.Scope) (reform.Reachability, error) {
	row, err := one[reached](ctx, r.q, sqlReachability, scoped(scope, nil))
	if err != nil {
		return reform.Reachability{}, err
	}
	choices, err := many[reform.ChannelChoice](ctx, r.q, sqlChoices, scoped(scope, nil))
	return reform.Reachability{
		PersonID: row.PersonID, Name: row.Name, Email: row.Email, Phone: row.Phone, Choices: choices, Version: row.Version,
	}, err
}

const (
	sqlSetPhone   = `update person set phone = @phone, version = version + 1 where id = @id and version = @version returning id`
	sqlSetChoices = `
insert into channel_choice (person_id, kind, channel, pace)
select @id, kind, channel, pace from unnest(@kinds::text[], @channels::text[], @paces::text[]) chosen(kind, channel, pace)
on conflict (person_id, kind, channel) do update set pace = excluded.pace`
)

// ChooseChannels writes how the person wants to be reached over the version it was read at; a stale version is a conflict.
func (tx *Tx) ChooseChannels(ctx context.Context, grant policy.Grant, r reform.Reachability, changes []reform.Change) error {
	e := entry{kind: policy.Channel, id: r.PersonID, allowed: []policy.Action{policy.ChannelChoose}, name: r.Name, changes: changes}
	if _, err := tx.write(ctx, grant, e, sqlSetPhone, pgx.NamedArgs{"id": r.PersonID, "version": r.Version, "phone": r.Phone}); err != nil {
		return err
	}
	kinds, channels, paces := []string{}, []string{}, []string{}
	for _, choice := range r.Choices {
		kinds, channels, paces = append(kinds, string(choice.Kind)), append(channels, string(choice.Channel)), append(paces, string(choice.Pace))
	}
	return tx.also(ctx, grant, r.PersonID, sqlSetChoices, pgx.NamedArgs{"id": r.PersonID, "kinds": kinds, "channels": channels, "paces": paces})
}
