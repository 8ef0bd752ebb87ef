package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"

	"cchc/internal/policy"
	"cchc/internal/reform"
)

const selectReminderRule = `select id, kind, days, officer, head, office, active, version from reminder_rule `

const sqlReminderRules = selectReminderRule + `
order by array_position(array['due_before', 'overdue', 'overdue_weekly', 'report_missing', 'approval_waiting'], kind), days desc, id`

// ReminderRules returns every rule by which people are reminded, those of one kind together.
func (r Reader) ReminderRules(ctx context.Context) ([]reform.ReminderRule, error) {
	return many[reform.ReminderRule](ctx, r.q, sqlReminderRules, nil)
}

const sqlLockReminderRules = sqlReminderRules + ` for no key update`

// LockReminderRules returns the rules as ReminderRules does and keeps them from changing until the transaction ends.
func (tx *Tx) LockReminderRules(ctx context.Context) ([]reform.ReminderRule, error) {
	return many[reform.ReminderRule](ctx, tx.q, sqlLockReminderRules, nil)
}

const sqlReminderRule = selectReminderRule + `where id = @id`

// ReminderRule returns the rule with this number, or a not-found fault.
func (r Reader) ReminderRule(ctx context.Context, id int64) (reform.ReminderRule, error) {
	return one[reform.ReminderRule](ctx, r.q, sqlReminderRule, pgx.NamedArgs{"id": id})
}

const sqlAddReminderRule = `
insert into reminder_rule (kind, days, officer, head, office, active) values (@kind, @days, @officer, @head, @office, @active) returning id`

// AddReminderRule adds the rule; one of its kind with the same days is an invalid fault.
func (tx *Tx) AddReminderRule(ctx context.Context, grant policy.Grant, rule reform.ReminderRule) error {
	e := reminderEntry(rule, reform.ReminderRule{}.ChangesTo(rule))
	_, err := tx.write(ctx, grant, e, sqlAddReminderRule, reminderArgs(rule))
	return err
}

const sqlEditReminderRule = `
update reminder_rule set days = @days, officer = @officer, head = @head, office = @office, active = @active, version = version + 1
where id = @id and version = @version returning id`

// EditReminderRule writes the rule over the version it was read at; a stale version is a conflict.
func (tx *Tx) EditReminderRule(ctx context.Context, grant policy.Grant, before, rule reform.ReminderRule) error {
	e := reminderEntry(rule, before.ChangesTo(rule))
	_, err := tx.write(ctx, grant, e, sqlEditReminderRule, reminderArgs(rule))
	return err
}

const sqlRemoveReminderRule = `delete from reminder_rule where id = @id and version = @version returning id`

// RemoveReminderRule takes the rule away at the version it was read at; the audit log keeps what it was.
func (tx *Tx) RemoveReminderRule(ctx context.Context, grant policy.Grant, rule reform.ReminderRule) error {
	e := reminderEntry(rule, rule.ChangesTo(reform.ReminderRule{}))
	_, err := tx.write(ctx, grant, e, sqlRemoveReminderRule, reminderArgs(rule))
	return err
}

func reminderEntry(rule reform.ReminderRule, changes []reform.Change) entry {
	return entry{kind: policy.Reminder, id: rule.ID, allowed: []policy.Action{policy.ReminderManage}, name: rule.Label(), changes: changes}
}

func reminderArgs(rule reform.ReminderRule) pgx.NamedArgs {
	return pgx.NamedArgs{
		"id": rule.ID, "version": rule.Version, "kind": rule.Kind, "days": rule.Days, "officer": rule.Officer, "head": rule.Head,
		"office": rule.Office, "active": rule.Active,
	}
}

const sqlReminderDays = `select id, day, since, said, done_at from reminder_day order by day desc limit @limit`

// ReminderDays returns the last mornings on which people were reminded, the newest first, at most limit of them.
func (r Reader) ReminderDays(ctx context.Context, limit int) ([]reform.ReminderDay, error) {
	return many[reform.ReminderDay](ctx, r.q, sqlReminderDays, pgx.NamedArgs{"limit": limit})
}

const sqlMarkReminderDay = `
insert into reminder_day (day, since, said, done_at) values (@day, @since, @said, @now) on conflict (day) do nothing returning id`

// MarkReminderDay notes that the morning's reminders are left with people, so many things, and returns the note's number. Of
// two that do it at once the second waits for the first; a day that is marked already is a conflict.
func (tx *Tx) MarkReminderDay(ctx context.Context, grant policy.Grant, plan reform.ReminderPlan, said int) (int64, error) {
	e := entry{kind: policy.Reminders, allowed: []policy.Action{policy.ReminderSend}, name: plan.Day.Vietnamese(), note: plan.Note(said)}
	return tx.write(ctx, grant, e, sqlMarkReminderDay, pgx.NamedArgs{"day": plan.Day, "since": plan.First, "said": said, "now": tx.Now})
}
