package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"

	"cchc/internal/policy"
	"cchc/internal/reform"
	"cchc/internal/viet"
)

const selectPerson = `
select p.id, p.username, p.name, p.position, p.email, p.unit_id, u.name as unit_name,
	coalesce((select array_agg(r.role order by r.role) from person_role r where r.person_id = p.id), '{}') as roles,
	p.active, p.sample, p.must_change_password, p.session_epoch, p.created_at, p.version
from person p join unit u on u.id = p.unit_id`

const sqlPerson = selectPerson + ` where p.id = @id`

// Person returns the person with this number, or a not-found fault.
func (r Reader) Person(ctx context.Context, id int64) (reform.Person, error) {
	return one[reform.Person](ctx, r.q, sqlPerson, pgx.NamedArgs{"id": id})
}

const sqlPersonNamed = selectPerson + ` where p.username = @username`

// PersonNamed returns the person who signs in with this name, or a not-found fault.
func (r Reader) PersonNamed(ctx context.Context, username string) (reform.Person, error) {
	return one[reform.Person](ctx, r.q, sqlPersonNamed, pgx.NamedArgs{"username": username})
}

const sqlOfficers = selectPerson + `
where p.active and (@everywhere or p.unit_id = any(@units)) and exists (select from person_role r where r.person_id = p.id and r.role in ('staff', 'head'))
order by p.sort_name collate "vi-x-icu", p.id`

// Officers returns the active staff and heads of the units, by given name: those a task can be given to.
func (r Reader) Officers(ctx context.Context, units []int64) ([]reform.Person, error) {
	return many[reform.Person](ctx, r.q, sqlOfficers, pgx.NamedArgs{"units": units, "everywhere": false})
}

// EveryOfficer returns the active staff and heads of all units, by given name.
func (r Reader) EveryOfficer(ctx context.Context) ([]reform.Person, error) {
	return many[reform.Person](ctx, r.q, sqlOfficers, pgx.NamedArgs{"units": []int64{}, "everywhere": true})
}

const sqlActivePeople = selectPerson + ` where p.active order by u.sort_order, u.id, p.sort_name collate "vi-x-icu", p.id`

// ActivePeople returns everybody with an open account, unit by unit, by given name.
func (r Reader) ActivePeople(ctx context.Context) ([]reform.Person, error) {
	return many[reform.Person](ctx, r.q, sqlActivePeople, nil)
}

const sqlPeopleNamed = `select id, name from person where id = any(@ids)`

// PeopleNamed returns the names of the people with these numbers, for records that keep only the number.
func (r Reader) PeopleNamed(ctx context.Context, ids []int64) (map[int64]string, error) {
	rows, err := many[struct {
		ID   int64
		Name string
	}](ctx, r.q, sqlPeopleNamed, pgx.NamedArgs{"ids": append([]int64{}, ids...)})
	names := make(map[int64]string, len(rows))
	for _, row := range rows {
		names[row.ID] = row.Name
	}
	return names, err
}

const sqlPeople = selectPerson + `
where (@unit::bigint = 0 or p.unit_id = @unit) and p.search_fold like @pattern
order by p.active desc, p.sort_name collate "vi-x-icu", p.id limit @limit offset @offset`

// People returns one page of the accounts that match, by given name.
func (r Reader) People(ctx context.Context, f reform.PeopleFilter) ([]reform.Person, error) {
	return many[reform.Person](ctx, r.q, sqlPeople, peopleArgs(f))
}

const sqlCountPeople = `select count(*) from person p where (@unit::bigint = 0 or p.unit_id = @unit) and p.search_fold like @pattern`

// CountPeople returns how many accounts match.
func (r Reader) CountPeople(ctx context.Context, f reform.PeopleFilter) (int, error) {
	return scalar[int](ctx, r.q, sqlCountPeople, peopleArgs(f))
}

func peopleArgs(f reform.PeopleFilter) pgx.NamedArgs {
	return pgx.NamedArgs{
		"unit": f.Unit, "pattern": likeInOrder(f.Text), "limit": reform.PageSize, "offset": offset(f.Page),
	}
}

const sqlCreatePerson = `
insert into person (username, name, sort_name, search_fold, position, email, unit_id, password_hash, must_change_password, active, sample, created_at)
values (@username, @name, @sort_name, @search_fold, @position, @email, @unit, @hash, @must_change, true, @sample, @now)
returning id`

// CreatePerson adds the account with its roles and returns its number.
func (tx *Tx) CreatePerson(ctx context.Context, grant policy.Grant, p reform.Person, hash string) (int64, error) {
	args := personArgs(p)
	args["hash"], args["sample"], args["now"] = hash, p.Sample, tx.Now
	e := entry{kind: policy.Person, allowed: []policy.Action{policy.PersonManage}, name: p.Username}
	id, err := tx.write(ctx, grant, e, sqlCreatePerson, args)
	if err != nil {
		return 0, err
	}
	p.ID = id
	return id, tx.giveRoles(ctx, grant, p)
}

const sqlEditPerson = `
update person set username = @username, name = @name, sort_name = @sort_name, search_fold = @search_fold, position = @position, email = @email,
	unit_id = @unit, active = @active, session_epoch = session_epoch + case when @active then 0 else 1 end, version = version + 1
where id = @id and version = @version
returning id`

// EditPerson writes the account over the version it was read at; closing the account ends its sessions.
func (tx *Tx) EditPerson(ctx context.Context, grant policy.Grant, p reform.Person, changes []reform.Change) error {
	e := entry{kind: policy.Person, id: p.ID, allowed: []policy.Action{policy.PersonManage}, name: p.Username, changes: changes}
	if _, err := tx.write(ctx, grant, e, sqlEditPerson, personArgs(p)); err != nil {
		return err
	}
	return tx.giveRoles(ctx, grant, p)
}

const (
	sqlDropRoles = `delete from person_role where person_id = @id and role <> all(@roles)`
	sqlGiveRoles = `insert into person_role (person_id, role) select @id::bigint, unnest(@roles::text[]) on conflict do nothing`
)

func (tx *Tx) giveRoles(ctx context.Context, grant policy.Grant, p reform.Person) error {
	args := pgx.NamedArgs{"id": p.ID, "roles": roleNames(p.Roles)}
	if err := tx.also(ctx, grant, p.ID, sqlDropRoles, args); err != nil {
		return err
	}
	return tx.also(ctx, grant, p.ID, sqlGiveRoles, args)
}

const sqlSetPassword = `
update person set password_hash = @hash, must_change_password = @must_change, session_epoch = session_epoch + 1, version = version + 1
where id = @id returning id`

// SetPassword replaces the password and ends every session the person has.
func (tx *Tx) SetPassword(ctx context.Context, grant policy.Grant, p reform.Person, hash string, mustChange bool) error {
	e := entry{kind: policy.Person, id: p.ID, allowed: []policy.Action{policy.PersonReset, policy.AccountEdit}, name: p.Username}
	_, err := tx.write(ctx, grant, e, sqlSetPassword, pgx.NamedArgs{"id": p.ID, "hash": hash, "must_change": mustChange})
	return err
}

const sqlEndSessions = `update person set session_epoch = session_epoch + 1 where id = @id returning id`

// EndSessions makes every session the person has invalid.
func (tx *Tx) EndSessions(ctx context.Context, grant policy.Grant, p reform.Person) error {
	e := entry{kind: policy.Person, id: p.ID, allowed: []policy.Action{policy.SessionEnd}, name: p.Username}
	_, err := tx.write(ctx, grant, e, sqlEndSessions, pgx.NamedArgs{"id": p.ID})
	return err
}

func personArgs(p reform.Person) pgx.NamedArgs {
	return pgx.NamedArgs{
		"id": p.ID, "version": p.Version, "username": p.Username, "name": p.Name, "sort_name": viet.NameKey(p.Name),
		"search_fold": viet.Fold(p.Name + " " + p.Username + " " + p.Position), "position": p.Position, "email": p.Email,
		"unit": p.UnitID, "active": p.Active, "must_change": p.MustChangePassword,
	}
}

func roleNames(roles []policy.Role) []string {
	names := make([]string, 0, len(roles))
	for _, role := range roles {
		names = append(names, string(role))
	}
	return names
}
