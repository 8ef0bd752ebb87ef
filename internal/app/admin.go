package app

import (
	"context"
	"crypto/rand"
	"slices"

	"cchc/internal/fault"
	"cchc/internal/policy"
	"cchc/internal/postgres"
	"cchc/internal/reform"
)

// CreateUnit adds the unit to the tree and returns its number.
func (a *App) CreateUnit(ctx context.Context, who policy.Actor, unit reform.Unit) (int64, error) {
	if err := unit.Check(); err != nil {
		return 0, err
	}
	var id int64
	err := a.DB.Write(ctx, func(tx *postgres.Tx) error {
		grant, err := policy.Allow(who, policy.UnitManage, policy.Subject{Kind: policy.UnitRecord})
		if err != nil {
			return err
		}
		id, err = tx.CreateUnit(ctx, grant, unit)
		return err
	})
	return id, err
}

// EditUnit writes the unit over the version it was read at; a unit cannot come to stand below itself.
func (a *App) EditUnit(ctx context.Context, who policy.Actor, unit reform.Unit) error {
	if err := unit.Check(); err != nil {
		return err
	}
	return a.DB.Write(ctx, func(tx *postgres.Tx) error {
		before, err := tx.Unit(ctx, unit.ID)
		if err != nil {
			return err
		}
		grant, err := policy.Allow(who, policy.UnitManage, before.Subject())
		if err != nil {
			return err
		}
		units, err := tx.Units(ctx)
		if err != nil {
			return err
		}
		if err := unit.CheckPlace(units); err != nil {
			return err
		}
		led, err := tx.LedTasks(ctx, unit.ID)
		if err != nil {
			return err
		}
		if err := before.CheckClosing(unit, led); err != nil {
			return err
		}
		return tx.EditUnit(ctx, grant, unit, before.ChangesTo(unit))
	})
}

// CreatePerson asks for a new account; with an empty password one is made up.
type CreatePerson struct {
	Person   reform.Person
	Password string
}

// CreatePerson adds the account and returns its number and, when it was made up, the password to hand over.
func (a *App) CreatePerson(ctx context.Context, who policy.Actor, in CreatePerson) (int64, string, error) {
	if err := in.Person.Check(); err != nil {
		return 0, "", err
	}
	password, madeUp, hash, err := a.firstPassword(ctx, in)
	if err != nil {
		return 0, "", err
	}
	in.Person.MustChangePassword = madeUp && !in.Person.Sample
	var id int64
	err = a.DB.Write(ctx, func(tx *postgres.Tx) error {
		grant, err := policy.Allow(who, policy.PersonManage, policy.Subject{Kind: policy.Person})
		if err != nil {
			return err
		}
		id, err = tx.CreatePerson(ctx, grant, in.Person, hash)
		return err
	})
	if !madeUp {
		password = ""
	}
	return id, password, err
}

func (a *App) firstPassword(ctx context.Context, in CreatePerson) (password string, madeUp bool, hash string, err error) {
	password, madeUp = in.Password, in.Password == ""
	if madeUp {
		password = MadeUpPassword()
	} else if err := a.checkPassword("mat_khau", password, in.Person.Username); err != nil {
		return "", false, "", err
	}
	hash, err = a.hash(ctx, password)
	return password, madeUp, hash, err
}

// MadeUpPassword returns a random password of twelve letters and digits in three groups, without those easily confused.
func MadeUpPassword() string {
	const letters = "abcdefghjkmnpqrstuvwxyz23456789"
	random := make([]byte, 12)
	_, _ = rand.Read(random)
	out := make([]byte, 0, 14)
	for i, b := range random {
		if i > 0 && i%4 == 0 {
			out = append(out, '-')
		}
		out = append(out, letters[int(b)%len(letters)])
	}
	return string(out)
}

// EditPerson writes the account over the version it was read at.
func (a *App) EditPerson(ctx context.Context, who policy.Actor, person reform.Person) error {
	if err := person.Check(); err != nil {
		return err
	}
	if who.Person == person.ID && !(person.Active && slices.Contains(person.Roles, policy.Admin)) {
		return fault.New(fault.Conflict, "Không tự khóa tài khoản hoặc tự bỏ vai trò quản trị của mình. Cần một quản trị khác thực hiện.")
	}
	return a.onPerson(ctx, who, person.ID, policy.PersonManage, func(tx *postgres.Tx, grant policy.Grant, before reform.Person) error {
		held, err := tx.HeldTasks(ctx, person.ID)
		if err != nil {
			return err
		}
		if err := before.CheckLeaving(person, held); err != nil {
			return err
		}
		if err := tx.EditPerson(ctx, grant, person, before.ChangesTo(person)); err != nil || !before.LeavesFollowed(person) {
			return err
		}
		return leaveFollowed(ctx, tx, grant, person)
	})
}

// ResetPassword gives the account a made-up password that must be changed at the next sign-in, ends its sessions and
// returns the password to hand over.
func (a *App) ResetPassword(ctx context.Context, who policy.Actor, id int64) (string, error) {
	password := MadeUpPassword()
	hash, err := a.hash(ctx, password)
	if err != nil {
		return "", err
	}
	return password, a.onPerson(ctx, who, id, policy.PersonReset, func(tx *postgres.Tx, grant policy.Grant, person reform.Person) error {
		return tx.SetPassword(ctx, grant, person, hash, true)
	})
}

// EndSessions ends every session of the account.
func (a *App) EndSessions(ctx context.Context, who policy.Actor, id int64) error {
	return a.onPerson(ctx, who, id, policy.SessionEnd, func(tx *postgres.Tx, grant policy.Grant, person reform.Person) error {
		return tx.EndSessions(ctx, grant, person)
	})
}

func (a *App) onPerson(ctx context.Context, who policy.Actor, id int64, action policy.Action,
	deed func(*postgres.Tx, policy.Grant, reform.Person) error) error {
	return a.DB.Write(ctx, func(tx *postgres.Tx) error {
		person, err := tx.Person(ctx, id)
		if err != nil {
			return err
		}
		grant, err := policy.Allow(who, action, person.Subject())
		if err != nil {
			return err
		}
		return deed(tx, grant, person)
	})
}
