package app_test

import (
	"slices"
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

// authors returns who the task's page says made its reports and its acts.
func authors(t *testing.T, d *small.Department, code string) (reports, acts []string) {
	t.Helper()
	page, err := d.App.TaskPage(t.Context(), d.Clerk.Actor, code)
	if err != nil {
		t.Fatal(err)
	}
	for _, report := range page.Reports {
		reports = append(reports, report.Author)
	}
	for _, act := range page.Events {
		acts = append(acts, act.Actor)
	}
	return reports, acts
}

func TestATaskPageNamesPeopleAsTheyAreCalledNow(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	task := d.Reported(d.Science, 40)
	before, acts := authors(t, d, task.Code)
	if name := d.Science.Officer.Name; !slices.Equal(before, []string{name}) || slices.Contains(acts, "") || len(acts) == 0 {
		t.Fatalf("the report is by %q and the acts by %q, not by %q and people with names", before, acts, name)
	}
	person, err := d.App.Person(t.Context(), d.Admin.Actor, d.Science.Officer.Person)
	if err != nil {
		t.Fatal(err)
	}
	person.Name = "Nguyễn Văn Bình"
	if err := d.App.EditPerson(t.Context(), d.Admin.Actor, person); err != nil {
		t.Fatal(err)
	}
	if after, _ := authors(t, d, task.Code); !slices.Equal(after, []string{person.Name}) {
		t.Errorf("after the person was renamed the report is by %q", after)
	}
	if _, err := d.DB.Pool().Exec(t.Context(), `update person set name = 'Nguyễn Văn Cường' where id = $1`, person.ID); err != nil {
		t.Fatal(err)
	}
	d.Clock.Advance(6 * time.Second)
	if after, _ := authors(t, d, task.Code); !slices.Equal(after, []string{"Nguyễn Văn Cường"}) {
		t.Errorf("six seconds after another program renamed the person the report is by %q", after)
	}
}

func TestATaskPageNamesWhoIsNewWhileOthersAreRemembered(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	task := d.Reported(d.Science, 40)
	authors(t, d, task.Code)
	_, err := d.DB.Pool().Exec(t.Context(), `update report set author_id = $1 where task_id = $2`, d.Centre.Officer.Person, task.ID)
	if err != nil {
		t.Fatal(err)
	}
	if after, _ := authors(t, d, task.Code); !slices.Equal(after, []string{d.Centre.Officer.Name}) {
		t.Errorf("the report that another program put under %q is by %q", d.Centre.Officer.Name, after)
	}
}
