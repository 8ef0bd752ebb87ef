package postgres

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5"

	"cchc/internal/calendar"
	"cchc/internal/policy"
	"cchc/internal/reform"
)

const (
	sqlFreezeMeeting = `update meeting set state = @state, version = version + 1 where id = @id and version = @version returning id`

	sqlNextSnapshotNumber = `
insert into snapshot_number (year, last) values (@year, 1) on conflict (year) do update set last = snapshot_number.last + 1 returning last`

	// The digest is that of the brief as the database writes it, so that any later program finds the same.
	sqlKeepSnapshot = `
insert into snapshot (code, meeting_id, at, since, since_id, taken_by, taken_for, brief, digest)
select @code, @meeting::bigint, @at, @since, (select id from snapshot where code = @since_code), @actor::bigint, nullif(@for::bigint, 0), b.brief,
	sha256(convert_to(b.brief::text, 'UTF8'))
from (select @brief::jsonb as brief) b
returning id`

	sqlKeepSnapshotTasks = `
insert into snapshot_task (snapshot_id, task_id, code, title, plan_year, area, unit_id, unit, state, percent, due_on, original_due_on, completed_on)
select @snapshot, h.task_id, t.code, t.title, h.plan_year, h.area, h.lead_unit_id, u.name, h.state, h.percent, h.due_on, h.original_due_on,
	h.completed_on` + fragFigured
)

// Freeze moves the meeting and keeps its brief under the next code of the year, with every task that its figures count as it stands
// at this instant; a stale version of the meeting is a conflict. In a transaction of WriteStill the tasks add up to figures that were
// read in it as of Tx.Now. It returns the brief with its code.
func (tx *Tx) Freeze(ctx context.Context, grant policy.Grant, f reform.Freezing) (reform.Brief, error) {
	year := calendar.DateOf(tx.Now).Year()
	number, err := scalar[int](ctx, tx.tx, sqlNextSnapshotNumber, pgx.NamedArgs{"year": year})
	if err != nil {
		return f.Brief, err
	}
	f.Brief.Code = reform.SnapshotCode(year, number)
	kept, err := json.Marshal(f.Brief)
	if err != nil {
		return f.Brief, fmt.Errorf("write the brief: %w", err)
	}
	var changes reform.Changes
	changes.Text("meeting_state", string(f.Meeting.State), string(f.Becomes))
	changes.Text("snapshot", f.Meeting.Snapshot, f.Brief.Code)
	e := entry{kind: policy.Meeting, id: f.Meeting.ID, allowed: []policy.Action{policy.MeetingFreeze}, name: f.Meeting.Code, changes: changes}
	if _, err := tx.write(ctx, grant, e, sqlFreezeMeeting, pgx.NamedArgs{"id": f.Meeting.ID, "version": f.Seen, "state": f.Becomes}); err != nil {
		return f.Brief, err
	}
	who := grant.Actor()
	ids, err := tx.alsoReturning(ctx, grant, f.Meeting.ID, sqlKeepSnapshot, pgx.NamedArgs{
		"code": f.Brief.Code, "meeting": f.Meeting.ID, "at": tx.Now, "since": f.Brief.Since, "since_code": f.Brief.SinceCode,
		"actor": who.Person, "for": who.For, "brief": string(kept),
	})
	if err != nil {
		return f.Brief, err
	}
	args := scoped(policy.See(who, policy.MeetingRead), pgx.NamedArgs{"snapshot": ids[0], "at": tx.Now})
	return f.Brief, tx.also(ctx, grant, f.Meeting.ID, sqlKeepSnapshotTasks, args)
}

const sqlSnapshot = `
select s.id, s.code, m.code as meeting, s.at, s.since, p.name as taken_by, coalesce(f.name, '') as taken_for, s.brief,
	s.digest = sha256(convert_to(s.brief::text, 'UTF8')) as whole
from snapshot s join meeting m on m.id = s.meeting_id join person p on p.id = s.taken_by left join person f on f.id = s.taken_for
where s.code = @code and @scope_all`

// Snapshot returns what was kept under the code, or a not-found fault when the scope does not cover it.
func (r Reader) Snapshot(ctx context.Context, scope policy.Scope, code string) (reform.Snapshot, error) {
	return one[reform.Snapshot](ctx, r.q, sqlSnapshot, scoped(scope, pgx.NamedArgs{"code": code}))
}

const sqlMeetingSnapshots = `
select s.code, s.at, p.name as taken_by, coalesce(f.name, '') as taken_for
from snapshot s join meeting m on m.id = s.meeting_id join person p on p.id = s.taken_by left join person f on f.id = s.taken_for
where m.code = @meeting and @scope_all order by s.id desc limit @limit`

// MeetingSnapshots returns the snapshots of the meeting with this code, the newest first, at most limit of them.
func (r Reader) MeetingSnapshots(ctx context.Context, scope policy.Scope, meeting string, limit int) ([]reform.SnapshotLine, error) {
	return many[reform.SnapshotLine](ctx, r.q, sqlMeetingSnapshots, scoped(scope, pgx.NamedArgs{"meeting": meeting, "limit": limit}))
}

// fragSnapshotTasks are the tasks of one snapshot; the classes of classFrag follow it.
const fragSnapshotTasks = ` from snapshot_task h where h.snapshot_id = @snapshot and @scope_all`

const (
	selectSnapshotTasks = `
select h.code, h.title, h.plan_year, h.area, h.unit, h.state, h.percent, h.due_on as due_on, h.original_due_on, h.completed_on` + fragSnapshotTasks
	selectSnapshotCount = `select count(*)` + fragSnapshotTasks
)

// SnapshotRows returns one page of the snapshot's tasks, the earliest deadline first.
func (r Reader) SnapshotRows(ctx context.Context, scope policy.Scope, s reform.Snapshot, f reform.SnapshotFilter) ([]reform.SnapshotTask, error) {
	frag, args := snapshotFiltered(scope, s, f)
	due := `h.due_on`
	if f.Basis == reform.DueOriginal {
		due = `h.original_due_on`
	}
	sql := selectSnapshotTasks + frag + fmt.Sprintf(` order by %s, h.task_id limit %d offset %d`, due, reform.PageSize, offset(f.Page))
	return many[reform.SnapshotTask](ctx, r.q, sql, args)
}

// CountSnapshotRows returns how many tasks of the snapshot the filter asks for.
func (r Reader) CountSnapshotRows(ctx context.Context, scope policy.Scope, s reform.Snapshot, f reform.SnapshotFilter) (int, error) {
	frag, args := snapshotFiltered(scope, s, f)
	return scalar[int](ctx, r.q, selectSnapshotCount+frag, args)
}

const sqlEachSnapshotRow = selectSnapshotTasks + ` order by h.due_on, h.task_id`

// EachSnapshotRow hands over every task of the snapshot, the earliest deadline first; the first error ends it.
func (r Reader) EachSnapshotRow(ctx context.Context, scope policy.Scope, s reform.Snapshot, take func(reform.SnapshotTask) error) error {
	rows, err := r.q.Query(ctx, sqlEachSnapshotRow, named(scoped(scope, pgx.NamedArgs{"snapshot": s.ID})))
	if err != nil {
		return asFault(err)
	}
	return asFault(each(rows, take))
}

// snapshotFiltered returns what the filter adds to a statement on the snapshot's tasks, and the arguments.
func snapshotFiltered(scope policy.Scope, s reform.Snapshot, f reform.SnapshotFilter) (string, pgx.NamedArgs) {
	frag, args := classFrag[f.Class], scoped(scope, pgx.NamedArgs{"snapshot": s.ID, "day": calendar.DateOf(s.At)})
	if f.Basis == reform.DueOriginal {
		frag = strings.ReplaceAll(frag, "h.due_on", "h.original_due_on")
	}
	if f.Unit != 0 {
		frag, args["unit"] = frag+` and h.unit_id = @unit`, f.Unit
	}
	if f.Area != nil {
		frag, args["area"] = frag+` and h.area = @area`, int(*f.Area)
	}
	return frag, args
}
