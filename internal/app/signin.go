package app

import (
	"context"
	"time"

	"cchc/internal/calendar"
	"cchc/internal/fault"
	"cchc/internal/policy"
	"cchc/internal/postgres"
	"cchc/internal/viet"
)

// Five failures close the pair of name and address for a quarter of an hour.
const (
	failuresAllowed = 5
	lockedFor       = 15 * time.Minute
)

// SignIn asks to begin a session.
type SignIn struct {
	Username string
	Password string
	Address  string
	Request  string
}

// Session is what a session remembers: who, the epoch that ends it when the person's sessions are ended, and the
// deputyship they act under; 0 for oneself.
type Session struct {
	Person     int64
	Epoch      int
	Deputyship int64
}

// SignIn returns the session to begin, or an invalid fault: the name or the password is wrong, or the pair is locked.
func (a *App) SignIn(ctx context.Context, in SignIn) (Session, error) {
	username := viet.Fold(in.Username)
	since := a.Clock().Add(-lockedFor)
	failures, err := a.DB.FailedSignIns(ctx, username, in.Address, since)
	if err != nil {
		return Session{}, err
	}
	if failures >= failuresAllowed {
		return Session{}, a.locked()
	}
	known, err := a.credentials(ctx, username)
	if err != nil {
		return Session{}, err
	}
	right, err := a.matches(ctx, in.Password, known.Hash)
	if err != nil {
		return Session{}, err
	}
	failures, err = a.countSignIn(ctx, in, username, known, right && known.ID != 0)
	if err != nil {
		return Session{}, err
	}
	if failures > 0 {
		return Session{}, a.wrong(failures)
	}
	return Session{Person: known.ID, Epoch: known.Epoch}, nil
}

// credentials returns those of a hash nobody knows for a name without an account.
func (a *App) credentials(ctx context.Context, username string) (postgres.Credentials, error) {
	known, err := a.DB.Credentials(ctx, username)
	if fault.KindOf(err) == fault.NotFound || err == nil && known.Hash == "" {
		return postgres.Credentials{Hash: noAccount}, nil
	}
	return known, err
}

// countSignIn keeps the attempt and returns how often the pair has failed in a row: 0 when this attempt is right. Where
// others have locked the pair in the meantime nothing is kept.
func (a *App) countSignIn(ctx context.Context, in SignIn, username string, known postgres.Credentials, right bool) (int, error) {
	var failures int
	err := a.DB.Write(ctx, func(tx *postgres.Tx) error {
		if err := tx.LockSignIns(ctx, username, in.Address); err != nil {
			return err
		}
		earlier, err := tx.FailedSignIns(ctx, username, in.Address, tx.Now.Add(-lockedFor))
		if err != nil {
			return err
		}
		if earlier >= failuresAllowed {
			return a.locked()
		}
		if err := tx.CountSignIn(ctx, username, in.Address, right); err != nil {
			return err
		}
		if !right {
			failures = earlier + 1
			return nil
		}
		return recordSignIn(ctx, tx, in, username, known)
	})
	return failures, err
}

func recordSignIn(ctx context.Context, tx *postgres.Tx, in SignIn, username string, known postgres.Credentials) error {
	who, _, err := tx.Actor(ctx, known.ID, known.Epoch, calendarDay(tx))
	if err != nil {
		return err
	}
	who.Address, who.Request = in.Address, in.Request
	grant, err := policy.Allow(who, policy.SessionStart, policy.Subject{Kind: policy.Person, ID: who.Person, Officer: who.Person})
	if err != nil {
		return err
	}
	return tx.RecordAct(ctx, grant, username, "")
}

func (a *App) wrong(failures int) error {
	if failures >= failuresAllowed {
		return a.locked()
	}
	return fault.InvalidFields(fault.Field{Name: "mat_khau", Message: "Tên đăng nhập hoặc mật khẩu chưa đúng. Kiểm tra bộ gõ và phím Caps Lock rồi nhập lại."})
}

func (a *App) locked() error {
	until := calendar.Clock(a.Clock().Add(lockedFor))
	return fault.InvalidFields(fault.Field{Name: "mat_khau", Message: "Đã nhập sai 5 lần. Để bảo vệ tài khoản, máy này tạm dừng đăng nhập, chậm nhất đến " + until +
		". Nếu quên mật khẩu, liên hệ quản trị hệ thống để đặt lại."})
}
