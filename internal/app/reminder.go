package app

import (
	"context"
	"slices"

	"cchc/internal/fault"
	"cchc/internal/policy"
	"cchc/internal/postgres"
	"cchc/internal/reform"
)

// remindersShown is how many of the last mornings the page of the rules shows.
const remindersShown = 5

// ReminderPage is by what people are reminded, and the last mornings on which they were.
type ReminderPage struct {
	Rules []reform.ReminderRule
	Days  []reform.ReminderDay
}

// ReminderPage reads the rules for whoever keeps them.
func (a *App) ReminderPage(ctx context.Context, who policy.Actor) (ReminderPage, error) {
	var page ReminderPage
	if _, err := policy.Allow(who, policy.ReminderManage, policy.Subject{Kind: policy.Reminder}); err != nil {
		return page, err
	}
	err := a.DB.Together(ctx,
		func(r postgres.Reader) (err error) { page.Rules, err = r.ReminderRules(ctx); return },
		func(r postgres.Reader) (err error) { page.Days, err = r.ReminderDays(ctx, remindersShown); return },
	)
	return page, err
}

// ReminderRule reads one rule for whoever keeps them.
func (a *App) ReminderRule(ctx context.Context, who policy.Actor, id int64) (reform.ReminderRule, error) {
	rule, err := a.DB.ReminderRule(ctx, id)
	if err != nil {
		return rule, err
	}
	_, err = policy.Allow(who, policy.ReminderManage, rule.Subject())
	return rule, err
}

// AddReminder adds a rule that reminds of what is due in so many working days.
func (a *App) AddReminder(ctx context.Context, who policy.Actor, rule reform.ReminderRule) error {
	rule.ID, rule.Kind = 0, reform.RemindDueBefore
	return a.DB.Write(ctx, func(tx *postgres.Tx) error {
		grant, err := policy.Allow(who, policy.ReminderManage, rule.Subject())
		if err != nil {
			return err
		}
		all, err := tx.LockReminderRules(ctx)
		if err != nil {
			return err
		}
		if err := rule.Check(all); err != nil {
			return err
		}
		return tx.AddReminderRule(ctx, grant, rule)
	})
}

// EditReminder writes the rule over the version it was read at; it stays of its kind.
func (a *App) EditReminder(ctx context.Context, who policy.Actor, rule reform.ReminderRule) error {
	return a.onReminder(ctx, who, rule.ID, func(tx *postgres.Tx, grant policy.Grant, before reform.ReminderRule, all []reform.ReminderRule) error {
		rule.Kind = before.Kind
		if err := rule.Check(all); err != nil {
			return err
		}
		return tx.EditReminderRule(ctx, grant, before, rule)
	})
}

// RemoveReminder takes the rule away and returns what it was; the audit log keeps it.
func (a *App) RemoveReminder(ctx context.Context, who policy.Actor, id int64, seen int) (reform.ReminderRule, error) {
	var removed reform.ReminderRule
	return removed, a.onReminder(ctx, who, id, func(tx *postgres.Tx, grant policy.Grant, before reform.ReminderRule, _ []reform.ReminderRule) error {
		if err := before.CheckRemove(); err != nil {
			return err
		}
		removed, before.Version = before, seen
		return tx.RemoveReminderRule(ctx, grant, before)
	})
}

// onReminder carries out the deed on the rule with all rules locked: what one may be depends on the others.
func (a *App) onReminder(ctx context.Context, who policy.Actor, id int64, deed func(*postgres.Tx, policy.Grant, reform.ReminderRule, []reform.ReminderRule) error) error {
	return a.DB.Write(ctx, func(tx *postgres.Tx) error {
		all, err := tx.LockReminderRules(ctx)
		if err != nil {
			return err
		}
		at := slices.IndexFunc(all, func(r reform.ReminderRule) bool { return r.ID == id })
		if at < 0 {
			return fault.New(fault.NotFound, "Không tìm thấy quy tắc nhắc này; có thể người khác đã xóa.")
		}
		grant, err := policy.Allow(who, policy.ReminderManage, all[at].Subject())
		if err != nil {
			return err
		}
		return deed(tx, grant, all[at], all)
	})
}
