package postgres_test

import (
	"context"
	"errors"
	"testing"

	"github.com/google/uuid"

	"cchc/internal/app"
	"cchc/internal/fault"
	"cchc/internal/fixture/small"
	"cchc/internal/policy"
	"cchc/internal/postgres"
	"cchc/internal/reform"
)

// numbered returns the clerk with a form of the number, as one request carries it.
func numbered(d *small.Department, token string, words byte) policy.Actor {
	who := d.Clerk.Actor
	who.Form = &policy.Form{Token: token, Digest: [32]byte{words}}
	return who
}

func create(ctx context.Context, d *small.Department, who policy.Actor) error {
	_, err := d.App.CreateTask(ctx, who, app.CreateTask{Task: reform.Task{
		Title: "Một lần", Area: reform.AreaInstitutions, PlanYear: d.App.Today().Year(), Deliverable: "Báo cáo",
	}})
	return err
}

func TestANumberIsTakenWithTheDeedOrNotAtAll(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	who := numbered(d, uuid.NewString(), 1)
	refused := errors.New("changed my mind")
	err := d.DB.Write(t.Context(), func(tx *postgres.Tx) error {
		grant, err := policy.Allow(who, policy.TaskCreate, policy.Subject{Kind: policy.Task})
		if err != nil {
			return err
		}
		if _, err := tx.CreateTask(t.Context(), grant, d.Draft()); err != nil {
			return err
		}
		return refused
	})
	if !errors.Is(err, refused) || who.Form.Kept {
		t.Fatalf("%v, kept %v", err, who.Form.Kept)
	}
	if _, err := d.DB.FormSent(t.Context(), who.Person, who.Form.Token); fault.KindOf(err) != fault.NotFound {
		t.Errorf("a deed that was given up took its number: %v", err)
	}
	if err := create(t.Context(), d, who); err != nil || !who.Form.Kept {
		t.Errorf("the deed afterwards: %v", err)
	}
}

// A deed on many records is many transactions of one request: the first takes the number, the others go on under it. The
// same form sent again meets the number at every one of them.
func TestADeedOfManyTransactionsIsNotCutAfterTheFirst(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	token := uuid.NewString()
	who := numbered(d, token, 1)
	for i := range 3 {
		if err := create(t.Context(), d, who); err != nil {
			t.Fatalf("transaction %d: %v", i+1, err)
		}
	}
	again, other := numbered(d, token, 1), numbered(d, token, 2)
	for range 2 {
		if err := create(t.Context(), d, again); fault.KindOf(err) != fault.Repeated {
			t.Errorf("the same form again: %v", err)
		}
		if err := create(t.Context(), d, other); fault.KindOf(err) != fault.Conflict {
			t.Errorf("other words under its number: %v", err)
		}
	}
	var n int
	if err := d.DB.Pool().QueryRow(t.Context(), `select count(*) from task where title = 'Một lần'`).Scan(&n); err != nil || n != 3 {
		t.Errorf("%d tasks (%v)", n, err)
	}
}

func TestTheSecondOfTwoWaitsForTheFirstToEnd(t *testing.T) {
	t.Parallel()
	for _, stays := range []bool{true, false} {
		d := small.Build(t)
		token := uuid.NewString()
		who, second := numbered(d, token, 1), numbered(d, token, 1)
		task := d.Draft()
		begun, done := make(chan struct{}), make(chan error, 1)
		go func() {
			<-begun
			done <- create(t.Context(), d, second)
		}()
		gaveUp := errors.New("gave up")
		err := d.DB.Write(t.Context(), func(tx *postgres.Tx) error {
			grant, err := policy.Allow(who, policy.TaskEdit, task.Subject())
			if err != nil {
				return err
			}
			next := task
			next.Title = "Tên mới"
			move, err := task.Edit(next, task.Version)
			if err != nil {
				return err
			}
			if err := tx.MoveTask(t.Context(), grant, move); err != nil {
				return err
			}
			close(begun)
			if stays {
				return nil
			}
			return gaveUp
		})
		if stays == errors.Is(err, gaveUp) {
			t.Fatal(err)
		}
		if err := <-done; stays == (err == nil) || stays && fault.KindOf(err) != fault.Repeated {
			t.Errorf("first stays %v, second: %v", stays, err)
		}
	}
}
