package postgres

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"cchc/internal/fault"
	"cchc/internal/reform"
)

// Drafts are a person's own and no record of the work: they are read and written for the person alone, without a Grant
// and beside the door.

// A saving takes the place of an earlier one of the same page, and of the one it was typed over; it never takes the place
// of what another page has saved meanwhile. A button's saving, whose turn is 0, is the page's last word.
const sqlSaveDraft = `
insert into form_draft (person_id, form, title, fields, page, turn, saved_at)
select @person, @form, @title, @fields, @page::uuid, greatest(@turn::integer, 1), @now
where not exists (select from form_sent s where s.person_id = @person and s.token = @page::uuid)
	and (exists (select from form_draft o where o.person_id = @person and o.form = @form)
		or (select count(*) from form_draft o where o.person_id = @person) < @most)
on conflict (person_id, form) do update set title = excluded.title, fields = excluded.fields, page = excluded.page,
	turn = greatest(@turn::integer, form_draft.turn + 1), saved_at = excluded.saved_at
where form_draft.page = @page::uuid and (@turn::integer = 0 or form_draft.turn < @turn::integer)
	or form_draft.page <> @page::uuid and (@over::boolean or form_draft.page || '/' || form_draft.turn = @seen)
	or exists (select from form_sent s where s.person_id = form_draft.person_id and s.token = form_draft.page)
returning page::text as page, turn, saved_at`

// savedDraft is what a saving leaves.
type savedDraft struct {
	Page    string
	Turn    int
	SavedAt time.Time
}

// SaveDraft keeps what the person typed and returns the draft as it is kept. Seen is the Mark of the draft it was typed
// over, "" for none; over lets it take the place of any other. A conflict fault says that another page has saved
// meanwhile, a repeated one that the form was sent, a too-large one that the person has too many drafts.
func (db *DB) SaveDraft(ctx context.Context, person int64, draft reform.Draft, seen string, over bool) (reform.Draft, error) {
	fields, err := json.Marshal(draft.Fields)
	if err != nil {
		return draft, fmt.Errorf("keep a draft: %w", err)
	}
	saved, err := one[savedDraft](ctx, db.q, sqlSaveDraft, pgx.NamedArgs{
		"person": person, "form": draft.Form, "title": draft.Title, "fields": string(fields), "page": draft.Page, "turn": draft.Turn,
		"now": db.now(), "seen": seen, "over": over, "most": reform.DraftsMost,
	})
	if fault.KindOf(err) == fault.NotFound && err != nil {
		return db.notSaved(ctx, person, draft)
	}
	draft.Page, draft.Turn, draft.SavedAt = saved.Page, saved.Turn, saved.SavedAt
	return draft, err
}

// notSaved tells why a saving left nothing; one that came after a later saving of its own page is no fault.
func (db *DB) notSaved(ctx context.Context, person int64, draft reform.Draft) (reform.Draft, error) {
	if _, err := db.FormSent(ctx, person, draft.Page); err == nil {
		return draft, fault.New(fault.Repeated, "Biểu mẫu này đã được gửi.")
	}
	kept, err := db.Draft(ctx, person, draft.Form)
	switch {
	case fault.KindOf(err) == fault.NotFound && err != nil:
		return draft, fault.New(fault.TooLarge, "Đã có 200 bản nháp. Mở trang Bản nháp và bỏ bớt những bản không dùng nữa.")
	case err == nil && kept.Page != draft.Page:
		return kept, fault.New(fault.Conflict, "Biểu mẫu này có bản nháp khác, lưu từ trang hoặc máy khác.")
	default:
		return kept, err
	}
}

const selectDraft = `select d.form, d.title, d.fields, d.page::text as page, d.turn, d.saved_at from form_draft d `

// A saving under way while its form was being sent may arrive after the draft was dropped: what was sent is no draft.
const fragUnsent = ` not exists (select from form_sent s where s.person_id = d.person_id and s.token = d.page)`

const sqlDraft = selectDraft + `where d.person_id = @person and d.form = @form and` + fragUnsent

// Draft returns what the person typed into the form and has not sent, or a not-found fault.
func (r Reader) Draft(ctx context.Context, person int64, form string) (reform.Draft, error) {
	return one[reform.Draft](ctx, r.q, sqlDraft, pgx.NamedArgs{"person": person, "form": form})
}

const sqlDrafts = `
select d.form, d.title, '{}'::jsonb as fields, d.page::text as page, d.turn, d.saved_at from form_draft d
where d.person_id = @person and` + fragUnsent + ` order by d.saved_at desc, d.form limit @limit offset @offset`

// Drafts returns one page of the person's drafts without their text, the newest first.
func (r Reader) Drafts(ctx context.Context, person int64, page int) ([]reform.Draft, error) {
	args := pgx.NamedArgs{"person": person, "limit": reform.PageSize, "offset": offset(page)}
	return many[reform.Draft](ctx, r.q, sqlDrafts, args)
}

const sqlCountDrafts = `select count(*) from form_draft d where d.person_id = @person and` + fragUnsent

// CountDrafts returns how many drafts the person has.
func (r Reader) CountDrafts(ctx context.Context, person int64) (int, error) {
	return scalar[int](ctx, r.q, sqlCountDrafts, pgx.NamedArgs{"person": person})
}

const sqlDropDraft = `delete from form_draft where person_id = @person and form = @form`

// DropDraft drops what the person typed into the form; nothing happens where there is none.
func (db *DB) DropDraft(ctx context.Context, person int64, form string) error {
	_, err := db.pool.Exec(ctx, sqlDropDraft, pgx.NamedArgs{"person": person, "form": form})
	return asFault(err)
}

const (
	sqlForgetDrafts = `
delete from form_draft d where d.saved_at < @drafts or exists (select from form_sent s where s.person_id = d.person_id and s.token = d.page)`
	sqlForgetPosts = `delete from kept_post where kept_at < @posts`
	sqlForgetSent  = `delete from form_sent where sent_at < @sent`
)

// ForgetTyped drops drafts, kept posts and numbers of sent forms that are older than they are kept.
func (tx *Tx) ForgetTyped(ctx context.Context) error {
	args := pgx.NamedArgs{
		"drafts": tx.Now.Add(-reform.DraftKept), "posts": tx.Now.Add(-reform.PostKept), "sent": tx.Now.Add(-reform.SentKept),
	}
	for _, statement := range []string{sqlForgetDrafts, sqlForgetPosts, sqlForgetSent} {
		if _, err := tx.tx.Exec(ctx, statement, args); err != nil {
			return asFault(err)
		}
	}
	return nil
}
