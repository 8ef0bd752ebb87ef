package postgres

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/jackc/pgx/v5"

	"cchc/internal/fault"
	"cchc/internal/policy"
	"cchc/internal/reform"
)

// entry is what a write leaves in the audit log beside what its Grant already says.
type entry struct {
	kind    policy.Object
	id      int64 // 0 when the statement makes the record
	allowed []policy.Action
	name    string
	changes []reform.Change
	note    string
}

// write is the one door. It refuses a Grant that does not hold for the record and one of the allowed actions, runs the
// statement, which must return the id of exactly one row, and writes the audit line from the Grant. No row means that
// the page was stale. The first write of a form that came with a number takes the number.
func (tx *Tx) write(ctx context.Context, grant policy.Grant, e entry, sql string, args pgx.NamedArgs) (int64, error) {
	if !grant.Covers(e.kind, e.id, e.allowed...) {
		return 0, fmt.Errorf("a grant for %s does not cover %s %d", grant.Action(), e.kind, e.id)
	}
	if err := tx.sendOnce(ctx, grant.Actor()); err != nil {
		return 0, err
	}
	rows, err := tx.tx.Query(ctx, sql, args)
	if err != nil {
		return 0, asFault(err)
	}
	ids, err := pgx.CollectRows(rows, pgx.RowTo[int64])
	if err != nil {
		return 0, asFault(err)
	}
	if len(ids) != 1 {
		return 0, staleUnless(len(ids))
	}
	tx.written[record{e.kind, ids[0]}] = true
	return ids[0], tx.record(ctx, grant, e, ids[0])
}

func staleUnless(rows int) error {
	if rows == 0 {
		return reform.StalePage()
	}
	return fault.New(fault.Internal, fmt.Sprintf("a write touched %d rows", rows))
}

// record names one row of the kinds that Grants are about.
type record struct {
	kind policy.Object
	id   int64
}

// also runs a further statement of a deed on the record of: it must have gone through write in this transaction, under
// a Grant of the same kind. It may touch any number of rows and adds no audit line.
func (tx *Tx) also(ctx context.Context, grant policy.Grant, of int64, sql string, args pgx.NamedArgs) error {
	if err := tx.further(grant, of); err != nil {
		return err
	}
	_, err := tx.tx.Exec(ctx, sql, args)
	return asFault(err)
}

// alsoReturning runs a further statement as also does and returns the numbers of the rows that it returns.
func (tx *Tx) alsoReturning(ctx context.Context, grant policy.Grant, of int64, sql string, args pgx.NamedArgs) ([]int64, error) {
	if err := tx.further(grant, of); err != nil {
		return nil, err
	}
	rows, err := tx.tx.Query(ctx, sql, args)
	if err != nil {
		return nil, asFault(err)
	}
	ids, err := pgx.CollectRows(rows, pgx.RowTo[int64])
	return ids, asFault(err)
}

// further refuses a further statement on a record that did not go through write under a Grant of its kind.
func (tx *Tx) further(grant policy.Grant, of int64) error {
	kind, id := grant.Object()
	if !grant.Covers(kind, id, grant.Action()) || !tx.written[record{kind, of}] {
		return fmt.Errorf("a further write on %s %d needs a grant and a first write on it", kind, of)
	}
	return nil
}

const sqlRecord = `
insert into audit_event (at, actor_id, for_id, action, object_kind, object_id, object_name, changes, note, request, address)
values (@at, nullif(@actor::bigint, 0), nullif(@for::bigint, 0), @action, @kind, @id, @name, @changes, @note, @request, @address)`

func (tx *Tx) record(ctx context.Context, grant policy.Grant, e entry, id int64) error {
	changes, err := json.Marshal(append([]reform.Change{}, e.changes...))
	if err != nil {
		return fmt.Errorf("write the audit line: %w", err)
	}
	who := grant.Actor()
	_, err = tx.tx.Exec(ctx, sqlRecord, pgx.NamedArgs{
		"at": tx.Now, "actor": who.Person, "for": who.For, "action": string(grant.Action()), "kind": string(e.kind), "id": id,
		"name": e.name, "changes": string(changes), "note": e.note, "request": who.Request, "address": who.Address,
	})
	return asFault(err)
}

// RecordAct writes only the audit line of an act that changes no record: a sign-in, the reading of a file, an export.
func (tx *Tx) RecordAct(ctx context.Context, grant policy.Grant, name, note string) error {
	kind, id := grant.Object()
	if !grant.Covers(kind, id, policy.SessionStart, policy.SessionEnd, policy.FileRead, policy.PortalPrepare, policy.ObstacleExport, policy.BoardRead,
		policy.NudgeRead, policy.MeetingRead) {
		return fmt.Errorf("a grant for %s records nothing by itself", grant.Action())
	}
	return tx.record(ctx, grant, entry{kind: kind, name: name, note: note}, id)
}
