package app_test

import (
	"testing"
	"time"

	"cchc/internal/app"
	"cchc/internal/fault"
	"cchc/internal/fixture/small"
	"cchc/internal/reform"
)

func TestAClosedAccountIsOutAtOnce(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	session := mustSignIn(t, d, d.Colleague, small.Password)
	for range 2 {
		if _, _, err := d.App.Actor(t.Context(), session); err != nil {
			t.Fatal(err)
		}
	}
	closeAccount(t, d, d.Colleague)
	if _, _, err := d.App.Actor(t.Context(), session); fault.KindOf(err) != fault.NotFound {
		t.Errorf("the session goes on: %v", err)
	}
}

func TestWhatAnotherProgramWritesIsSeenSoon(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	session := mustSignIn(t, d, d.Colleague, small.Password)
	if _, _, err := d.App.Actor(t.Context(), session); err != nil {
		t.Fatal(err)
	}
	if _, err := d.DB.Pool().Exec(t.Context(), `update person set session_epoch = session_epoch + 1 where id = $1`, session.Person); err != nil {
		t.Fatal(err)
	}
	d.Clock.Advance(6 * time.Second)
	if _, _, err := d.App.Actor(t.Context(), session); fault.KindOf(err) != fault.NotFound {
		t.Errorf("the session goes on: %v", err)
	}
}

func TestFiltersOfferWhatWasJustWritten(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	list := func() app.TaskList {
		list, err := d.App.TaskList(t.Context(), d.Clerk.Actor, reform.TaskFilter{})
		if err != nil {
			t.Fatal(err)
		}
		return list
	}
	before := list()
	closeAccount(t, d, d.Colleague)
	if after := list(); len(after.Officers) != len(before.Officers)-1 {
		t.Errorf("%d officers are offered after one of %d left", len(after.Officers), len(before.Officers))
	}
}
