package app

import (
	"context"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/alexedwards/argon2id"

	"cchc/internal/fault"
)

// HashParams follow the OWASP advice for argon2id: 19 MiB, two passes.
var HashParams = &argon2id.Params{Memory: 19 * 1024, Iterations: 2, Parallelism: 1, SaltLength: 16, KeyLength: 32}

// noAccount is the hash that a name without an account is checked against, so that the answer takes as long.
const noAccount = "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"

const (
	passwordLeast = 8
	passwordMost  = 128
)

// checkPassword returns an invalid fault for the field when the password is too short, too long, too common or the name.
func (a *App) checkPassword(field, password, username string) error {
	n := utf8.RuneCountInString(password)
	low := strings.ToLower(password)
	_, common := a.Common[low]
	_, vietnamese := vietnameseCommon[low]
	var check fault.Check
	check.That(n >= passwordLeast, field, "Mật khẩu cần ít nhất 8 ký tự.")
	check.That(n <= passwordMost, field, "Mật khẩu dài tối đa 128 ký tự.")
	check.That(!common && !vietnamese, field, "Mật khẩu này quá phổ biến, dễ bị đoán. Hãy chọn mật khẩu khác.")
	check.That(username == "" || !strings.Contains(low, strings.ToLower(username)), field, "Mật khẩu không được chứa tên đăng nhập.")
	return check.Err()
}

// vietnameseCommon are passwords that lists made elsewhere miss.
var vietnameseCommon = map[string]struct{}{
	"matkhau1": {}, "matkhau123": {}, "matkhau@123": {}, "hungyen123": {}, "hungyen@123": {}, "vietnam123": {}, "skhcn123": {},
	"sokhcn123": {}, "abcd@1234": {}, "abc@12345": {}, "abcd1234": {}, "cchc2024": {}, "cchc2025": {}, "cchc2026": {}, "123456a@": {},
}

// hash returns the argon2id hash; at most two are worked out at once, so that a rush of sign-ins cannot take the memory.
func (a *App) hash(ctx context.Context, password string) (string, error) {
	release, err := a.queueHash(ctx)
	if err != nil {
		return "", err
	}
	defer release()
	hash, err := argon2id.CreateHash(password, HashParams)
	if err != nil {
		return "", fmt.Errorf("hash a password: %w", err)
	}
	return hash, nil
}

// matches reports whether the password has the hash.
func (a *App) matches(ctx context.Context, password, hash string) (bool, error) {
	release, err := a.queueHash(ctx)
	if err != nil {
		return false, err
	}
	defer release()
	ok, err := argon2id.ComparePasswordAndHash(password, hash)
	if err != nil {
		return false, fmt.Errorf("check a password: %w", err)
	}
	return ok, nil
}

func (a *App) queueHash(ctx context.Context) (func(), error) {
	select {
	case a.hashing <- struct{}{}:
		return func() { <-a.hashing }, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}
