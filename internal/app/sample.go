package app

import (
	"context"

	"cchc/internal/fault"
	"cchc/internal/policy"
	"cchc/internal/postgres"
)

// HasPassword reports whether the account signs in with the password.
func (a *App) HasPassword(ctx context.Context, username, password string) (bool, error) {
	known, err := a.DB.Credentials(ctx, username)
	if err != nil {
		return false, err
	}
	return a.matches(ctx, password, known.Hash)
}

// SetSamplePassword replaces the password of a sample account; a forbidden fault refuses any other account.
func (a *App) SetSamplePassword(ctx context.Context, who policy.Actor, username, password string) error {
	hash, err := a.hash(ctx, password)
	if err != nil {
		return err
	}
	return a.DB.Write(ctx, func(tx *postgres.Tx) error {
		person, err := tx.PersonNamed(ctx, username)
		if err != nil {
			return err
		}
		if !person.Sample {
			return fault.New(fault.Forbidden, "Tài khoản này không phải tài khoản mẫu.")
		}
		grant, err := policy.Allow(who, policy.PersonReset, person.Subject())
		if err != nil {
			return err
		}
		return tx.SetPassword(ctx, grant, person, hash, false)
	})
}
