package app

import (
	"context"

	"cchc/internal/fault"
	"cchc/internal/policy"
	"cchc/internal/postgres"
	"cchc/internal/reform"
)

// ChangePassword asks to replace one's own password.
type ChangePassword struct {
	Current string
	New     string
	Again   string
}

// ChangePassword replaces the actor's own password, also while they act for somebody else, ends their other sessions and
// returns the session that goes on.
func (a *App) ChangePassword(ctx context.Context, who policy.Actor, in ChangePassword) (Session, error) {
	who.For, who.ForName = 0, ""
	person, err := a.DB.Person(ctx, who.Person)
	if err != nil {
		return Session{}, err
	}
	if err := a.checkChange(ctx, person, in); err != nil {
		return Session{}, err
	}
	hash, err := a.hash(ctx, in.New)
	if err != nil {
		return Session{}, err
	}
	err = a.DB.Write(ctx, func(tx *postgres.Tx) error {
		grant, err := policy.Allow(who, policy.AccountEdit, person.Subject())
		if err != nil {
			return err
		}
		return tx.SetPassword(ctx, grant, person, hash, false)
	})
	return Session{Person: person.ID, Epoch: person.SessionEpoch + 1}, err
}

func (a *App) checkChange(ctx context.Context, person reform.Person, in ChangePassword) error {
	known, err := a.DB.Credentials(ctx, person.Username)
	if err != nil {
		return err
	}
	right, err := a.matches(ctx, in.Current, known.Hash)
	if err != nil {
		return err
	}
	var check fault.Check
	check.That(right, "hien_tai", "Mật khẩu hiện tại chưa đúng.")
	check.That(in.New == in.Again, "nhap_lai", "Hai lần nhập mật khẩu mới không giống nhau.")
	check.That(in.New != in.Current, "moi", "Mật khẩu mới phải khác mật khẩu hiện tại.")
	if err := check.Err(); err != nil {
		return err
	}
	return a.checkPassword("moi", in.New, person.Username)
}
