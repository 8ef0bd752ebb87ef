package app_test

import (
	"strings"
	"testing"
	"time"

	"cchc/internal/app"
	"cchc/internal/fault"
	"cchc/internal/fixture/small"
)

const (
	wrongSentence  = "Tên đăng nhập hoặc mật khẩu chưa đúng"
	lockedSentence = "tạm dừng đăng nhập"
)

func signIn(t *testing.T, d *small.Department, username, password, address string) (app.Session, error) {
	t.Helper()
	return d.App.SignIn(t.Context(), app.SignIn{Username: username, Password: password, Address: address, Request: "yeu-cau"})
}

func mustSignIn(t *testing.T, d *small.Department, who small.Member, password string) app.Session {
	t.Helper()
	session, err := signIn(t, d, who.Username, password, small.Address)
	if err != nil {
		t.Fatal(err)
	}
	return session
}

func TestRightPasswordBeginsASession(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	for _, typed := range []string{"annv", "ANNV", " annv ", "ãnnv"} {
		session, err := signIn(t, d, typed, small.Password, small.Address)
		if err != nil || session.Person != d.Science.Officer.Person {
			t.Errorf("%q: %+v (%v)", typed, session, err)
		}
	}
	who, must, err := d.App.Actor(t.Context(), mustSignIn(t, d, d.Branch.Head, small.Password))
	if err != nil || must || who.Name != "Trương Văn Hòa" || who.Unit != d.Units.Metrology.ID || len(who.Branch) != 2 || !who.Has("head") {
		t.Errorf("%+v, %v (%v)", who, must, err)
	}
	event := newest(t, d, 1)[0]
	if event.Action != "session.start" || event.ActorID != d.Branch.Head.Person || event.Address != small.Address || event.Request != "yeu-cau" {
		t.Errorf("%+v", event)
	}
}

func TestEveryWrongSignInSaysTheSame(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	closeAccount(t, d, d.Colleague)
	var sentences []string
	for claim, in := range map[string][2]string{
		"a wrong password": {"annv", "sai-mat-khau"}, "no such name": {"khongco", small.Password}, "a closed account": {"bichtt", small.Password},
		"no password": {"annv", ""}, "no name": {"", small.Password}, "a name no database takes": {"a\x00\xffb", "x"},
	} {
		before := lines(t, d)
		_, err := signIn(t, d, in[0], in[1], small.Address)
		refused(t, claim, err, fault.Invalid, wrongSentence)
		if err != nil {
			sentences = append(sentences, err.Error())
		}
		if lines(t, d) != before {
			t.Errorf("%s left a line", claim)
		}
	}
	for _, sentence := range sentences {
		if sentence != sentences[0] {
			t.Errorf("%q differs from %q", sentence, sentences[0])
		}
	}
}

func TestNameWithoutAccountTakesAsLong(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	if _, err := d.App.ResetPassword(t.Context(), d.Admin.Actor, d.Science.Officer.Person); err != nil {
		t.Fatal(err)
	}
	quickest := func(username string) time.Duration {
		best := time.Hour
		for range 4 {
			began := time.Now()
			if _, err := signIn(t, d, username, "sai-mat-khau", small.Address); err == nil {
				t.Fatal("it let somebody in")
			}
			best = min(best, time.Since(began))
		}
		return best
	}
	known, unknown := quickest("annv"), quickest("khongco")
	if unknown < known/3 || known < unknown/3 {
		t.Errorf("a name that exists takes %v, one that does not %v", known, unknown)
	}
}

func TestFiveFailuresLockThePairUntilTimePasses(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	for n := 1; n <= 5; n++ {
		_, err := signIn(t, d, "annv", "sai-mat-khau", small.Address)
		words := wrongSentence
		if n == 5 {
			words = lockedSentence
		}
		refused(t, "a failure", err, fault.Invalid, words)
	}
	_, err := signIn(t, d, "annv", small.Password, small.Address)
	refused(t, "the right password, too late", err, fault.Invalid, lockedSentence)
	if !strings.Contains(err.Error(), "12:15") {
		t.Errorf("it says until when: %v", err)
	}
	if _, err := signIn(t, d, "annv", small.Password, "198.51.100.7"); err != nil {
		t.Errorf("from another address: %v", err)
	}
	if _, err := signIn(t, d, "khanhdv", small.Password, small.Address); err != nil {
		t.Errorf("another account from the same address: %v", err)
	}
	d.Clock.Advance(14 * time.Minute)
	_, err = signIn(t, d, "annv", small.Password, small.Address)
	refused(t, "a minute too early", err, fault.Invalid, lockedSentence)
	d.Clock.Advance(time.Minute + time.Second)
	if _, err := signIn(t, d, "annv", small.Password, small.Address); err != nil {
		t.Errorf("a quarter of an hour later: %v", err)
	}
}

func TestNamesWithoutAccountAreLockedLikeOthers(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	for range 5 {
		_, _ = signIn(t, d, "khongco", "sai-mat-khau", small.Address)
	}
	_, err := signIn(t, d, "khongco", "sai-mat-khau", small.Address)
	refused(t, "a name without account", err, fault.Invalid, lockedSentence)
}

func TestSuccessForgivesEarlierFailures(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	for range 2 {
		for range 4 {
			_, err := signIn(t, d, "annv", "sai-mat-khau", small.Address)
			refused(t, "a failure", err, fault.Invalid, wrongSentence)
		}
		d.Clock.Advance(time.Second)
		mustSignIn(t, d, d.Science.Officer, small.Password)
		d.Clock.Advance(time.Second)
	}
}

func TestRushOfGuessesIsCountedToo(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	answers := make(chan error, 24)
	for range cap(answers) {
		go func() {
			_, err := signIn(t, d, "annv", "sai-mat-khau", small.Address)
			answers <- err
		}()
	}
	for range cap(answers) {
		if err := <-answers; fault.KindOf(err) != fault.Invalid {
			t.Errorf("%v", err)
		}
	}
	var tried int
	if err := d.DB.Pool().QueryRow(t.Context(), `select count(*) from sign_in_attempt where not succeeded`).Scan(&tried); err != nil || tried != 5 {
		t.Errorf("%d guesses were answered before the lock (%v)", tried, err)
	}
}

func TestClosingAnAccountEndsItsSessions(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	session := mustSignIn(t, d, d.Colleague, small.Password)
	closeAccount(t, d, d.Colleague)
	if _, _, err := d.App.Actor(t.Context(), session); fault.KindOf(err) != fault.NotFound {
		t.Errorf("%v", err)
	}
}

func TestChangedPasswordEndsOtherSessions(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	who := d.Science.Officer
	other := mustSignIn(t, d, who, small.Password)
	const next = "bon-nam-sau-2026"
	session, err := d.App.ChangePassword(t.Context(), who.Actor, app.ChangePassword{Current: small.Password, New: next, Again: next})
	if err != nil {
		t.Fatal(err)
	}
	if _, must, err := d.App.Actor(t.Context(), session); err != nil || must {
		t.Errorf("the session that changed it: %v, %v", must, err)
	}
	if _, _, err := d.App.Actor(t.Context(), other); fault.KindOf(err) != fault.NotFound {
		t.Errorf("the other session: %v", err)
	}
	_, err = signIn(t, d, who.Username, small.Password, small.Address)
	refused(t, "the old password", err, fault.Invalid, wrongSentence)
	mustSignIn(t, d, who, next)
}

func TestWeakPasswordsAreRefused(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	for claim, c := range map[string]struct {
		in    app.ChangePassword
		field string
		words string
	}{
		"the wrong current one": {app.ChangePassword{Current: "sai", New: "bon-nam-sau", Again: "bon-nam-sau"}, "hien_tai", "chưa đúng"},
		"two different ones":    {app.ChangePassword{Current: small.Password, New: "bon-nam-sau", Again: "bon-nam-bay"}, "nhap_lai", "không giống"},
		"the same again":        {app.ChangePassword{Current: small.Password, New: small.Password, Again: small.Password}, "moi", "phải khác"},
		"seven characters":      {app.ChangePassword{Current: small.Password, New: "ộộộộộộộ", Again: "ộộộộộộộ"}, "moi", "ít nhất 8"},
		"a very long one": {app.ChangePassword{Current: small.Password, New: strings.Repeat("a1", 65), Again: strings.Repeat("a1", 65)},
			"moi", "tối đa 128"},
		"a common one":             {app.ChangePassword{Current: small.Password, New: "Password123", Again: "Password123"}, "moi", "quá phổ biến"},
		"common among Vietnamese":  {app.ChangePassword{Current: small.Password, New: "Matkhau@123", Again: "Matkhau@123"}, "moi", "quá phổ biến"},
		"one with the name inside": {app.ChangePassword{Current: small.Password, New: "toi-la-ANNV-day", Again: "toi-la-ANNV-day"}, "moi", "tên đăng nhập"},
	} {
		_, err := d.App.ChangePassword(t.Context(), d.Science.Officer.Actor, c.in)
		refused(t, claim, err, fault.Invalid, c.field)
		refused(t, claim, err, fault.Invalid, c.words)
	}
	mustSignIn(t, d, d.Science.Officer, small.Password)
}

func TestResetForcesAChange(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	who := d.Science.Officer
	before := mustSignIn(t, d, who, small.Password)
	handed, err := d.App.ResetPassword(t.Context(), d.Admin.Actor, who.Person)
	if err != nil || len(handed) != 14 {
		t.Fatalf("%q (%v)", handed, err)
	}
	if event := newest(t, d, 1)[0]; event.Action != "person.reset_password" || event.ActorID != d.Admin.Person || strings.Contains(event.Note, handed) || len(event.Changes) != 0 {
		t.Errorf("%+v", event)
	}
	if _, _, err := d.App.Actor(t.Context(), before); fault.KindOf(err) != fault.NotFound {
		t.Errorf("the session from before: %v", err)
	}
	_, err = signIn(t, d, who.Username, small.Password, small.Address)
	refused(t, "the old password", err, fault.Invalid, wrongSentence)
	if _, must, err := d.App.Actor(t.Context(), mustSignIn(t, d, who, handed)); err != nil || !must {
		t.Errorf("must change: %v (%v)", must, err)
	}
	const next = "bon-nam-sau-2026"
	session, err := d.App.ChangePassword(t.Context(), who.Actor, app.ChangePassword{Current: handed, New: next, Again: next})
	if _, must, actorErr := d.App.Actor(t.Context(), session); err != nil || actorErr != nil || must {
		t.Errorf("after the change: %v (%v, %v)", must, err, actorErr)
	}
}

func TestAdministratorEndsSessions(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	who := d.Science.Officer
	session := mustSignIn(t, d, who, small.Password)
	refused(t, "the Office", d.App.EndSessions(t.Context(), d.Chief.Actor, who.Person), fault.Forbidden, "không có quyền")
	if _, _, err := d.App.Actor(t.Context(), session); err != nil {
		t.Fatal(err)
	}
	if err := d.App.EndSessions(t.Context(), d.Admin.Actor, who.Person); err != nil {
		t.Fatal(err)
	}
	if _, _, err := d.App.Actor(t.Context(), session); fault.KindOf(err) != fault.NotFound {
		t.Errorf("%v", err)
	}
	mustSignIn(t, d, who, small.Password)
}
