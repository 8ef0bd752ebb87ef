package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"

	"cchc/internal/calendar"
	"cchc/internal/policy"
	"cchc/internal/reform"
)

const sqlHeldTasks = `select count(*) from task where officer_id = @person and open`

// HeldTasks returns how many open tasks have the person as their officer, whoever asks.
func (r Reader) HeldTasks(ctx context.Context, person int64) (int, error) {
	return scalar[int](ctx, r.q, sqlHeldTasks, pgx.NamedArgs{"person": person})
}

const sqlHeldDrafts = `select form, title, saved_at from form_draft where person_id = @person order by saved_at desc, form limit @limit`

// HeldDrafts returns which forms the person has typed into without sending, the newest first.
func (r Reader) HeldDrafts(ctx context.Context, person int64) ([]reform.HeldDraft, error) {
	return many[reform.HeldDraft](ctx, r.q, sqlHeldDrafts, pgx.NamedArgs{"person": person, "limit": reform.PageSize})
}

const sqlHeldDeputies = selectDeputy + `
where (d.absent_id = @person or d.deputy_id = @person) and d.ended_at is null and d.to_on >= @today
	and (@scope_all or a.unit_id = any(@scope_units) or p.unit_id = any(@scope_units))
order by d.id`

// HeldDeputies returns the deputyships in force or ahead that name the person and that the scope covers.
func (r Reader) HeldDeputies(ctx context.Context, scope policy.Scope, person int64, today calendar.Date) ([]reform.Deputy, error) {
	return many[reform.Deputy](ctx, r.q, sqlHeldDeputies, scoped(scope, pgx.NamedArgs{"person": person, "today": today}))
}

const sqlLockHeldDeputies = sqlHeldDeputies + ` for no key update of d`

// LockHeldDeputies returns the deputyships as HeldDeputies does and keeps them from changing until the transaction ends.
func (tx *Tx) LockHeldDeputies(ctx context.Context, scope policy.Scope, person int64, today calendar.Date) ([]reform.Deputy, error) {
	return many[reform.Deputy](ctx, tx.q, sqlLockHeldDeputies, scoped(scope, pgx.NamedArgs{"person": person, "today": today}))
}

const sqlWaitingForHead = `
select t.code, t.title, w.kind, w.since
from (select task_id, 'report' as kind, reported_at as since from report where state = 'submitted'
	union all select task_id, 'extension', requested_at from extension where state = 'requested') w
join task t on t.id = w.task_id
where t.lead_unit_id = @unit and ` + fragTaskInScope + `
order by w.since, t.id limit @limit`

// WaitingForHead returns what waits for the head of the unit, the oldest first.
func (r Reader) WaitingForHead(ctx context.Context, scope policy.Scope, unit int64) ([]reform.Waiting, error) {
	return many[reform.Waiting](ctx, r.q, sqlWaitingForHead, scoped(scope, pgx.NamedArgs{"unit": unit, "limit": reform.PageSize}))
}

const sqlHandOver = `
with moved as (
	update form_draft f set person_id = @successor
	where f.person_id = @person and f.form = any(@drafts) and not exists (select from form_draft o where o.person_id = @successor and o.form = f.form)
)
select id from person where id = @person`

// HandOver records that the person's work goes to the successor and moves the drafts of these forms along.
func (tx *Tx) HandOver(ctx context.Context, grant policy.Grant, person reform.Person, successor int64, drafts []string, note string) error {
	e := entry{kind: policy.Person, id: person.ID, allowed: []policy.Action{policy.WorkHandOver}, name: person.Username, note: note}
	args := pgx.NamedArgs{"person": person.ID, "successor": successor, "drafts": append([]string{}, drafts...)}
	_, err := tx.write(ctx, grant, e, sqlHandOver, args)
	return err
}
