package postgres

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"cchc/internal/calendar"
	"cchc/internal/fault"
	"cchc/internal/policy"
	"cchc/internal/reform"
)

const sqlTakeNumber = `
insert into form_sent (person_id, token, digest, sent_at) values (@person, @token::uuid, @digest, @now)
on conflict (person_id, token) do nothing returning sent_at`

// sendOnce takes the number of the form behind the actor's deed, in the deed's own transaction: the deed and its number
// are kept together or not at all. Where the same form is being carried out at this moment it waits for its end. A
// repeated fault says that the same words were carried out before, a conflict that other words were.
func (tx *Tx) sendOnce(ctx context.Context, who policy.Actor) error {
	if !who.Form.Numbered() || who.Person == 0 || tx.form == who.Form {
		return nil
	}
	args := pgx.NamedArgs{"person": who.Person, "token": who.Form.Token, "digest": who.Form.Digest[:], "now": tx.Now}
	_, err := scalar[time.Time](ctx, tx.q, sqlTakeNumber, args)
	switch {
	case err == nil:
		tx.form = who.Form
		return nil
	case fault.KindOf(err) == fault.NotFound:
		return tx.sentBefore(ctx, who)
	default:
		return err
	}
}

func (tx *Tx) sentBefore(ctx context.Context, who policy.Actor) error {
	sent, err := tx.FormSent(ctx, who.Person, who.Form.Token)
	if err != nil {
		return err
	}
	at := calendar.Clock(sent.SentAt)
	if sent.Same(who.Form) {
		return fault.New(fault.Repeated, "Đã gửi lúc "+at+".")
	}
	return fault.New(fault.Conflict, "Biểu mẫu này đã được gửi lúc "+at+" với nội dung khác. Nội dung dưới đây chưa được ghi: xem lại rồi gửi lại nếu cần.")
}

const sqlFormSent = `select digest, location, sentence, sent_at from form_sent where person_id = @person and token = @token::uuid`

// FormSent returns what became of the person's form with the number, or a not-found fault while nothing was committed under it.
func (r Reader) FormSent(ctx context.Context, person int64, token string) (reform.SentForm, error) {
	return one[reform.SentForm](ctx, r.q, sqlFormSent, pgx.NamedArgs{"person": person, "token": token})
}

// Where the form led is a convenience for whoever presses twice: losing it in a power cut loses nothing, so that nobody
// waits for the disk a second time.
const sqlKeepResult = `
with quick as (select set_config('synchronous_commit', 'off', true))
update form_sent set location = @location, sentence = @sentence from quick where person_id = @person and token = @token::uuid and location = ''`

// KeepResult notes where the form led and what it said; the first note stays.
func (db *DB) KeepResult(ctx context.Context, person int64, token string, to reform.SentForm) error {
	_, err := db.pool.Exec(ctx, sqlKeepResult, pgx.NamedArgs{
		"person": person, "token": token, "location": to.Location, "sentence": to.Sentence,
	})
	return asFault(err)
}
