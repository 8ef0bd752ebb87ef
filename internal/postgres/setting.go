package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"

	"cchc/internal/policy"
	"cchc/internal/reform"
)

const sqlSettings = `select id, key, value, version from setting order by id`

// Settings returns every setting.
func (r Reader) Settings(ctx context.Context) ([]reform.Setting, error) {
	return many[reform.Setting](ctx, r.q, sqlSettings, nil)
}

const sqlSetting = `select id, key, value, version from setting where key = @key`

// Setting returns the setting under the key, or a not-found fault.
func (r Reader) Setting(ctx context.Context, key reform.SettingKey) (reform.Setting, error) {
	return one[reform.Setting](ctx, r.q, sqlSetting, pgx.NamedArgs{"key": key})
}

const sqlChangeSetting = `update setting set value = @value, version = version + 1 where id = @id and version = @version returning id`

// ChangeSetting writes the setting over the version it was read at; a stale version is a conflict.
func (tx *Tx) ChangeSetting(ctx context.Context, grant policy.Grant, s reform.Setting, changes []reform.Change) error {
	e := entry{kind: policy.Setting, id: s.ID, allowed: []policy.Action{policy.SettingManage}, name: string(s.Key), changes: changes}
	if rule, ok := reform.RuleOf(s.Key); ok {
		e.name = rule.Label
	}
	_, err := tx.write(ctx, grant, e, sqlChangeSetting, pgx.NamedArgs{"id": s.ID, "version": s.Version, "value": s.Value})
	return err
}
