package postgres

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"cchc/internal/fault"
	"cchc/internal/policy"
	"cchc/internal/reform"
)

const (
	sqlStageFile  = `insert into staged_file (person_id, blob_id, name, uploaded_at) values (@person, @blob, @name, @now) returning id`
	sqlStagePiece = `insert into blob_piece (blob_id, number, bytes) values (@blob, @number, @bytes)`
	sqlLockStager = `select id from person where id = @person for no key update`
	sqlTrimStaged = `
delete from staged_file where person_id = @person and id not in (
	select id from staged_file where person_id = @person order by uploaded_at desc, id desc limit @most)`
)

// StageFile keeps a file for the form that its uploader has not sent yet, under a Grant to stage files, and returns its
// number. It is no record, so it leaves no audit line. Of each person's staged files the newest reform.StagedMost stay.
func (tx *Tx) StageFile(ctx context.Context, grant policy.Grant, up Upload) (int64, error) {
	if !grant.Covers(policy.Attachment, 0, policy.FileStage) {
		return 0, fmt.Errorf("a grant for %s stages no file", grant.Action())
	}
	blob, err := tx.keepBlob(ctx, up, func(blob int64, number int, bytes []byte) error {
		_, err := tx.tx.Exec(ctx, sqlStagePiece, pgx.NamedArgs{"blob": blob, "number": number, "bytes": bytes})
		return asFault(err)
	})
	if err != nil {
		return 0, fmt.Errorf("keep the file: %w", err)
	}
	args := pgx.NamedArgs{
		"person": grant.Actor().Person, "blob": blob, "name": up.Name, "now": tx.Now, "most": reform.StagedMost,
	}
	if _, err := scalar[int64](ctx, tx.tx, sqlLockStager, args); err != nil {
		return 0, err
	}
	id, err := scalar[int64](ctx, tx.tx, sqlStageFile, args)
	if err != nil {
		return 0, err
	}
	_, err = tx.tx.Exec(ctx, sqlTrimStaged, args)
	return id, asFault(err)
}

const sqlStagedFiles = `
select s.id, s.name, b.size, b.media_type, s.uploaded_at from staged_file s join blob b on b.id = s.blob_id
where s.person_id = @scope_person and s.id = any(@ids) order by s.id`

// StagedFiles returns the files with these numbers that the scope's own person staged; the others are left out.
func (r Reader) StagedFiles(ctx context.Context, scope policy.Scope, ids []int64) ([]reform.StagedFile, error) {
	return many[reform.StagedFile](ctx, r.q, sqlStagedFiles, scoped(scope, pgx.NamedArgs{"ids": append([]int64{}, ids...)}))
}

const (
	sqlLockStaged = `select blob_id from staged_file where id = @staged and person_id = @actor for update`
	sqlDropStaged = `delete from staged_file where id = @staged and person_id = @actor`
)

// takeStaged returns the number of the bytes of the actor's own staged file, under the Grant that wrote the record of; the
// file waits no longer.
func (tx *Tx) takeStaged(ctx context.Context, grant policy.Grant, of, staged int64) (int64, error) {
	args := pgx.NamedArgs{"staged": staged, "actor": grant.Actor().Person}
	blob, err := scalar[int64](ctx, tx.q, sqlLockStaged, args)
	if err != nil && fault.KindOf(err) == fault.NotFound {
		return 0, fault.New(fault.Conflict, "Một tệp đã tải lên không còn chờ gửi. Chọn lại tệp đó rồi gửi lại.")
	}
	if err != nil {
		return 0, err
	}
	return blob, tx.also(ctx, grant, of, sqlDropStaged, args)
}

const (
	sqlForgetStaged = `delete from staged_file where uploaded_at < @before`
	sqlForgetBlobs  = `
with lost as (
	select b.id from blob b
	where b.created_at < @before and not exists (select from attachment a where a.blob_id = b.id)
		and not exists (select from staged_file s where s.blob_id = b.id)
	for update of b skip locked),
pieces as (delete from blob_piece p using lost where p.blob_id = lost.id)
delete from blob b using lost where b.id = lost.id`
)

// ForgetStaged drops the files that were staged before the instant, and the bytes that nothing holds any more.
func (tx *Tx) ForgetStaged(ctx context.Context, before time.Time) error {
	for _, sql := range []string{sqlForgetStaged, sqlForgetBlobs} {
		if _, err := tx.tx.Exec(ctx, sql, pgx.NamedArgs{"before": before}); err != nil {
			return asFault(err)
		}
	}
	return nil
}
