package postgres

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"cchc/internal/calendar"
	"cchc/internal/policy"
	"cchc/internal/reform"
)

// account is a person as a session knows them.
type account struct {
	ID     int64
	Name   string
	UnitID int64
	Unit   string
	Branch []int64
	Roles  []string
	Every  bool  // in charge of every reform area
	Areas  []int // or of these
	Must   bool
}

const selectAccount = `
select p.id, p.name, p.unit_id, w.name as unit, p.must_change_password as must,
	(with recursive branch as (
		select p.unit_id as id
		union
		select u.id from unit u join branch b on u.parent_id = b.id
	) select array_agg(id) from branch) as branch,
	coalesce((select array_agg(r.role order by r.role) from person_role r where r.person_id = p.id), '{}') as roles,
	exists (select from charge c where c.person_id = p.id and c.area is null and @today::date between c.from_on and coalesce(c.to_on, 'infinity')) as every,
	array(select c.area::int from charge c where c.person_id = p.id and c.area is not null
		and @today::date between c.from_on and coalesce(c.to_on, 'infinity') order by c.area) as areas
from person p join unit w on w.id = p.unit_id where p.active and p.id = @id`

const sqlActor = selectAccount + ` and p.session_epoch = @epoch`

// Actor returns the person of a session as policy sees them on the day and whether they must change their password first. It
// is not found when the account is closed or its sessions were ended.
func (r Reader) Actor(ctx context.Context, id int64, epoch int, today calendar.Date) (policy.Actor, bool, error) {
	a, err := one[account](ctx, r.q, sqlActor, pgx.NamedArgs{"id": id, "epoch": epoch, "today": today})
	return a.actor(), a.Must, err
}

const sqlAccount = selectAccount

// ActingFor returns the deputy as policy sees them on the day while they act for the absent person: with that person's place
// and charge, and with those of their roles that a deputy takes over. It is not found when that account is closed.
func (r Reader) ActingFor(ctx context.Context, deputy policy.Actor, absent int64, today calendar.Date) (policy.Actor, error) {
	a, err := one[account](ctx, r.q, sqlAccount, pgx.NamedArgs{"id": absent, "today": today})
	acting := a.actor()
	acting.For, acting.ForName, acting.Roles = a.ID, a.Name, reform.ActingRoles(acting.Roles)
	acting.Person, acting.Name = deputy.Person, deputy.Name
	return acting, err
}

func (a account) actor() policy.Actor {
	actor := policy.Actor{Person: a.ID, Name: a.Name, Unit: a.UnitID, InUnit: a.Unit, Branch: a.Branch}
	actor.Fields = policy.Fields{Every: a.Every, Areas: a.Areas}
	for _, role := range a.Roles {
		actor.Roles = append(actor.Roles, policy.Role(role))
	}
	return actor
}

// ActorNumbered returns the person with this number as policy sees them on the day; not found when the account is closed. It is for asking what
// somebody else may decide, never for acting as them.
func (r Reader) ActorNumbered(ctx context.Context, id int64, today calendar.Date) (policy.Actor, error) {
	a, err := one[account](ctx, r.q, sqlAccount, pgx.NamedArgs{"id": id, "today": today})
	return a.actor(), err
}

const sqlHasSample = `select exists (select from person where sample)`

// HasSample reports whether any account belongs to the sample department.
func (r Reader) HasSample(ctx context.Context) (bool, error) {
	return scalar[bool](ctx, r.q, sqlHasSample, nil)
}

// Credentials are what a sign-in is checked against.
type Credentials struct {
	ID    int64
	Hash  string
	Epoch int
}

const sqlCredentials = `select id, password_hash as hash, session_epoch as epoch from person where username = @username and active`

// Credentials returns what the account signs in with; not found when there is no open account of that name.
func (r Reader) Credentials(ctx context.Context, username string) (Credentials, error) {
	return one[Credentials](ctx, r.q, sqlCredentials, pgx.NamedArgs{"username": username})
}

const sqlFailedSignIns = `
select count(*) from sign_in_attempt a
where a.username = @username and a.address = @address and a.at > @since and not a.succeeded
	and a.at > coalesce((select max(s.at) from sign_in_attempt s where s.username = @username and s.address = @address and s.succeeded), '-infinity')`

// FailedSignIns returns how often the pair of name and address failed since the instant and since its last success.
func (r Reader) FailedSignIns(ctx context.Context, username, address string, since time.Time) (int, error) {
	args := pgx.NamedArgs{"username": username, "address": address, "since": since}
	return scalar[int](ctx, r.q, sqlFailedSignIns, args)
}

const sqlLockSignIns = `select count(*) from pg_advisory_xact_lock(hashtextextended(@username || '|' || @address, 0))`

// LockSignIns makes the attempts of the pair wait for each other until the transaction ends, so that a rush of guesses is
// counted one by one.
func (tx *Tx) LockSignIns(ctx context.Context, username, address string) error {
	_, err := scalar[int](ctx, tx.q, sqlLockSignIns, pgx.NamedArgs{"username": username, "address": address})
	return err
}

const sqlCountSignIn = `insert into sign_in_attempt (username, address, at, succeeded) values (@username, @address, @at, @succeeded)`

// CountSignIn keeps the attempt for FailedSignIns. It is a counter, not a record of the work: it does not go through the door.
func (tx *Tx) CountSignIn(ctx context.Context, username, address string, succeeded bool) error {
	args := pgx.NamedArgs{"username": username, "address": address, "at": tx.Now, "succeeded": succeeded}
	_, err := tx.tx.Exec(ctx, sqlCountSignIn, args)
	return asFault(err)
}

const sqlForgetSignIns = `delete from sign_in_attempt where at < @before`

// ForgetSignIns drops the attempts before the instant.
func (tx *Tx) ForgetSignIns(ctx context.Context, before time.Time) error {
	_, err := tx.tx.Exec(ctx, sqlForgetSignIns, pgx.NamedArgs{"before": before})
	return asFault(err)
}
