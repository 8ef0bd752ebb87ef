package postgres_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/uuid"

	"cchc/internal/fault"
	"cchc/internal/fixture/small"
	"cchc/internal/postgres"
	"cchc/internal/reform"
)

func typedDraft(form string, turn int) reform.Draft {
	return reform.Draft{Form: form, Fields: map[string][]string{"ten": {fmt.Sprint(turn)}}, Page: uuid.NewString(), Turn: turn}
}

func TestWhatIsOldIsForgottenAtStart(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	ctx, person := t.Context(), d.Clerk.Person
	if _, err := d.DB.SaveDraft(ctx, person, typedDraft("/cu", 1), "", false); err != nil {
		t.Fatal(err)
	}
	d.Clock.Advance(reform.DraftKept - time.Hour)
	if err := create(ctx, d, numbered(d, uuid.NewString(), 1)); err != nil {
		t.Fatal(err)
	}
	if err := d.DB.KeepPost(ctx, postgres.KeptPost{TokenHash: make([]byte, 32), PersonID: person, Form: "/x", Sealed: []byte{1}}); err != nil {
		t.Fatal(err)
	}
	forget := func() [3]int {
		if err := d.DB.Write(ctx, func(tx *postgres.Tx) error { return tx.ForgetTyped(ctx) }); err != nil {
			t.Fatal(err)
		}
		var n [3]int
		for i, table := range []string{"form_draft", "kept_post", "form_sent"} {
			if err := d.DB.Pool().QueryRow(ctx, `select count(*) from `+table).Scan(&n[i]); err != nil {
				t.Fatal(err)
			}
		}
		return n
	}
	if n := forget(); n != [3]int{1, 1, 1} {
		t.Errorf("what is young was forgotten: %v", n)
	}
	d.Clock.Advance(2 * time.Hour)
	if n := forget(); n != [3]int{0, 0, 1} {
		t.Errorf("after ninety days and half an hour there are %v", n)
	}
	d.Clock.Advance(reform.SentKept)
	if n := forget(); n != [3]int{} {
		t.Errorf("after seven days more there are %v", n)
	}
}

func TestADraftIsItsPersonsAlone(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	ctx := t.Context()
	if _, err := d.DB.SaveDraft(ctx, d.Clerk.Person, typedDraft("/x", 1), "", false); err != nil {
		t.Fatal(err)
	}
	if _, err := d.DB.SaveDraft(ctx, d.SecondClerk.Person, typedDraft("/x", 2), "", false); err != nil {
		t.Errorf("another person's draft of the same form: %v", err)
	}
	mine, err := d.DB.Draft(ctx, d.Clerk.Person, "/x")
	if err != nil || mine.Fields["ten"][0] != "1" {
		t.Errorf("%+v (%v)", mine, err)
	}
	if _, err := d.DB.Draft(ctx, d.Leader.Person, "/x"); fault.KindOf(err) != fault.NotFound {
		t.Errorf("a third person: %v", err)
	}
	if err := d.DB.DropDraft(ctx, d.SecondClerk.Person, "/x"); err != nil {
		t.Fatal(err)
	}
	if n, err := d.DB.CountDrafts(ctx, d.Clerk.Person); n != 1 || err != nil {
		t.Errorf("%d drafts are left (%v)", n, err)
	}
}
