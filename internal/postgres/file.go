package postgres

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/jackc/pgx/v5"

	"cchc/internal/fault"
	"cchc/internal/policy"
	"cchc/internal/reform"
)

// pieceSize is how many bytes of a file one row holds: large enough for few rows, small enough to stream.
const pieceSize = 256 << 10

// Upload is a file about to be kept: its facts, and its bytes to read once.
type Upload struct {
	Name      string
	MediaType string
	Size      int64
	SHA256    [32]byte
	Bytes     io.Reader
	Staged    int64 // the number of the staged file that holds the bytes already; 0 where they come with it
}

const sqlKeepBlob = `
insert into blob (sha256, size, media_type, created_at) values (@sha256, @size, @media_type, @now)
on conflict (sha256) do nothing returning id`

// sqlBlobOf waits for whoever is dropping the bytes, and then finds none.
const sqlBlobOf = `select id from blob where sha256 = @sha256 for key share`

const sqlKeepPiece = `insert into blob_piece (blob_id, number, bytes) values (@blob, @number, @bytes)`

const sqlAttach = `
insert into attachment (blob_id, name, report_id, document_id, share_id, obstacle_id, uploaded_by, uploaded_at)
values (@blob, @name, nullif(@report::bigint, 0), nullif(@document::bigint, 0), nullif(@share::bigint, 0), nullif(@obstacle::bigint, 0), @actor, @now)`

// Attach keeps the file's bytes, once however often they are uploaded, and hangs them on the report, document, share or
// obstacle, under the Grant that made or edited it.
func (tx *Tx) Attach(ctx context.Context, grant policy.Grant, up Upload, to reform.Attachment) error {
	of := max(to.ReportID, to.DocumentID, to.ShareID, to.ObstacleID) // the others are 0
	blob, err := tx.blobFor(ctx, grant, of, up)
	if err != nil {
		return err
	}
	return tx.also(ctx, grant, of, sqlAttach, pgx.NamedArgs{
		"blob": blob, "name": up.Name, "report": to.ReportID, "document": to.DocumentID, "share": to.ShareID, "obstacle": to.ObstacleID,
		"actor": grant.Actor().Person, "now": tx.Now,
	})
}

// blobFor returns the number of the file's bytes for the record of: those that came with it, or those of the actor's own
// staged file, which then waits no longer.
func (tx *Tx) blobFor(ctx context.Context, grant policy.Grant, of int64, up Upload) (int64, error) {
	if up.Staged != 0 {
		return tx.takeStaged(ctx, grant, of, up.Staged)
	}
	blob, err := tx.keepBlob(ctx, up, func(blob int64, number int, bytes []byte) error {
		return tx.also(ctx, grant, of, sqlKeepPiece, pgx.NamedArgs{"blob": blob, "number": number, "bytes": bytes})
	})
	if err != nil {
		return 0, fmt.Errorf("keep the file: %w", err)
	}
	return blob, nil
}

// keepBlob returns the number of the bytes: of those that are kept already, or of new ones whose pieces keep writes.
func (tx *Tx) keepBlob(ctx context.Context, up Upload, keep func(blob int64, number int, bytes []byte) error) (int64, error) {
	args := pgx.NamedArgs{"sha256": up.SHA256[:], "size": up.Size, "media_type": up.MediaType, "now": tx.Now}
	for {
		id, err := scalar[int64](ctx, tx.tx, sqlKeepBlob, args)
		if err == nil {
			return id, inPieces(up.Bytes, func(number int, bytes []byte) error { return keep(id, number, bytes) })
		}
		if fault.KindOf(err) != fault.NotFound {
			return 0, err
		}
		if id, err = scalar[int64](ctx, tx.tx, sqlBlobOf, args); err == nil || fault.KindOf(err) != fault.NotFound {
			return id, err
		}
	}
}

// inPieces reads to the end and keeps what it reads piece by piece.
func inPieces(bytes io.Reader, keep func(number int, bytes []byte) error) error {
	piece := make([]byte, pieceSize)
	for number := 0; ; number++ {
		n, err := io.ReadFull(bytes, piece)
		if n > 0 {
			if err := keep(number, piece[:n]); err != nil {
				return err
			}
		}
		if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("read the upload: %w", err)
		}
	}
}

const selectAttachment = `
select a.id, a.blob_id, a.name, b.size, b.media_type, coalesce(a.report_id, 0) as report_id, coalesce(a.document_id, 0) as document_id,
	coalesce(a.share_id, 0) as share_id, coalesce(a.obstacle_id, 0) as obstacle_id, a.uploaded_by, a.uploaded_at
from attachment a join blob b on b.id = a.blob_id
`

const sqlTaskFiles = selectAttachment + `where (a.report_id = any(array(select r.id from report r where r.task_id = @task))
	or a.share_id = any(array(select s.id from task_unit s where s.task_id = @task))) and ` + fragTaskReached + ` order by a.id desc`

// TaskFiles returns the files of every report on the task and of every answer of a unit beside its lead, the newest first.
func (r Reader) TaskFiles(ctx context.Context, scope policy.Scope, task int64) ([]reform.Attachment, error) {
	return many[reform.Attachment](ctx, r.q, sqlTaskFiles, scoped(scope, pgx.NamedArgs{"task": task}))
}

const sqlDocumentFiles = selectAttachment + `where a.document_id = @document and @scope_all order by a.id`

// DocumentFiles returns the files of the document.
func (r Reader) DocumentFiles(ctx context.Context, scope policy.Scope, document int64) ([]reform.Attachment, error) {
	return many[reform.Attachment](ctx, r.q, sqlDocumentFiles, scoped(scope, pgx.NamedArgs{"document": document}))
}

const sqlAttachment = selectAttachment + `left join report r on r.id = a.report_id left join task_unit s on s.id = a.share_id
left join obstacle o on o.id = a.obstacle_id left join task t on t.id = coalesce(r.task_id, s.task_id, o.task_id)
where a.id = @id and (a.document_id is not null and @documents_all or t.id is not null and ` + fragTaskInScope + `)`

// Attachment returns the file's entry, or a not-found fault when neither the scope of files nor that of documents covers it.
func (r Reader) Attachment(ctx context.Context, files, documents policy.Scope, id int64) (reform.Attachment, error) {
	return one[reform.Attachment](ctx, r.q, sqlAttachment, scoped(files, pgx.NamedArgs{"id": id, "documents_all": documents.All()}))
}

const sqlPiece = `select bytes from blob_piece where blob_id = @blob and number = @number`

// CopyFile writes the attachment's bytes to w, piece by piece; the attachment comes from Attachment, which checked the scope.
func (r Reader) CopyFile(ctx context.Context, w io.Writer, a reform.Attachment) error {
	for number := 0; int64(number)*pieceSize < a.Size; number++ {
		piece, err := scalar[[]byte](ctx, r.q, sqlPiece, pgx.NamedArgs{"blob": a.BlobID, "number": number})
		if err != nil {
			return err
		}
		if _, err := w.Write(piece); err != nil {
			return fmt.Errorf("send the file: %w", err)
		}
	}
	return nil
}
