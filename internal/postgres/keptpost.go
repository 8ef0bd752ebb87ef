package postgres

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"cchc/internal/fault"
	"cchc/internal/reform"
)

// KeptPost is what a person posted after their session had ended: sealed, with the hash of what opens it.
type KeptPost struct {
	TokenHash []byte
	PersonID  int64
	Form      string
	Sealed    []byte
	KeptAt    time.Time
}

const sqlKeepPost = `
insert into kept_post (token_hash, person_id, form, sealed, kept_at) select @hash, @person, @form, @sealed, @now
where (select count(*) from kept_post where person_id = @person and kept_at >= @since) < @most returning kept_at`

const sqlForgetOldPosts = `delete from kept_post where kept_at < @since`

// KeepPost keeps the post for a while and forgets those whose time is over. A too-large fault says that the person has
// too many of them.
func (db *DB) KeepPost(ctx context.Context, post KeptPost) error {
	args := pgx.NamedArgs{
		"hash": post.TokenHash, "person": post.PersonID, "form": post.Form, "sealed": post.Sealed, "now": db.now(),
		"since": db.now().Add(-reform.PostKept), "most": reform.PostsMost,
	}
	if _, err := db.pool.Exec(ctx, sqlForgetOldPosts, args); err != nil {
		return asFault(err)
	}
	_, err := scalar[time.Time](ctx, db.q, sqlKeepPost, args)
	if fault.KindOf(err) == fault.NotFound && err != nil {
		return fault.New(fault.TooLarge, "Đã giữ lại quá nhiều nội dung chưa gửi.")
	}
	return err
}

const sqlKeptPost = `
select token_hash, person_id, form, sealed, kept_at from kept_post where token_hash = @hash and person_id = @person and kept_at >= @since`

// KeptPost returns the person's post of that hash, or a not-found fault when it is another's or its time is over.
func (db *DB) KeptPost(ctx context.Context, person int64, hash []byte) (KeptPost, error) {
	return one[KeptPost](ctx, db.q, sqlKeptPost, pgx.NamedArgs{"hash": hash, "person": person, "since": db.now().Add(-reform.PostKept)})
}

const sqlDropPost = `delete from kept_post where token_hash = @hash`

// DropPost forgets the post of that hash.
func (db *DB) DropPost(ctx context.Context, hash []byte) error {
	_, err := db.pool.Exec(ctx, sqlDropPost, pgx.NamedArgs{"hash": hash})
	return asFault(err)
}
