package app

import (
	"context"

	"cchc/internal/fault"
	"cchc/internal/policy"
	"cchc/internal/postgres"
	"cchc/internal/reform"
)

// Settings reads every setting for whoever keeps them.
func (a *App) Settings(ctx context.Context, who policy.Actor) ([]reform.Setting, error) {
	if _, err := policy.Allow(who, policy.SettingManage, policy.Subject{Kind: policy.Setting}); err != nil {
		return nil, err
	}
	return a.DB.Settings(ctx)
}

// ChangeSetting writes the setting over the version it was read at, when its value is one it takes.
func (a *App) ChangeSetting(ctx context.Context, who policy.Actor, next reform.Setting) error {
	rule, ok := reform.RuleOf(next.Key)
	if !ok {
		return fault.New(fault.NotFound, "Không có thiết lập này.")
	}
	if _, err := rule.Read(next.Value); err != nil {
		return err
	}
	return a.DB.Write(ctx, func(tx *postgres.Tx) error {
		before, err := tx.Setting(ctx, next.Key)
		if err != nil {
			return err
		}
		grant, err := policy.Allow(who, policy.SettingManage, before.Subject())
		if err != nil {
			return err
		}
		next.ID = before.ID
		return tx.ChangeSetting(ctx, grant, next, before.ChangesTo(next))
	})
}
