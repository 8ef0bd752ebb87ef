package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"

	"cchc/internal/policy"
	"cchc/internal/reform"
)

const selectMeetingSeries = `
select s.id, s.name, s.rhythm, s.place, s.chair_id, p.name as chair, s.active, s.version
from meeting_series s join person p on p.id = s.chair_id
where @scope_all`

const sqlMeetingSeries = selectMeetingSeries + ` order by s.active desc, s.id limit @limit`

// MeetingSeries returns the series of meetings, those still held first, at most limit of them.
func (r Reader) MeetingSeries(ctx context.Context, scope policy.Scope, limit int) ([]reform.MeetingSeries, error) {
	return many[reform.MeetingSeries](ctx, r.q, sqlMeetingSeries, scoped(scope, pgx.NamedArgs{"limit": limit}))
}

const sqlOneMeetingSeries = selectMeetingSeries + ` and s.id = @id`

// MeetingSeriesByID returns the series with this number, or a not-found fault.
func (r Reader) MeetingSeriesByID(ctx context.Context, scope policy.Scope, id int64) (reform.MeetingSeries, error) {
	return one[reform.MeetingSeries](ctx, r.q, sqlOneMeetingSeries, scoped(scope, pgx.NamedArgs{"id": id}))
}

const sqlMakeMeetingSeries = `
insert into meeting_series (name, rhythm, place, chair_id) values (@name, @rhythm, @place, @chair) returning id`

// MakeMeetingSeries adds the series and returns its number.
func (tx *Tx) MakeMeetingSeries(ctx context.Context, grant policy.Grant, s reform.MeetingSeries) (int64, error) {
	e := entry{
		kind: policy.MeetingSeries, allowed: []policy.Action{policy.MeetingPrepare}, name: s.Name,
		changes: reform.MeetingSeries{Active: true}.ChangesTo(s),
	}
	return tx.write(ctx, grant, e, sqlMakeMeetingSeries, meetingSeriesArgs(s))
}

const sqlEditMeetingSeries = `
update meeting_series set name = @name, rhythm = @rhythm, place = @place, chair_id = @chair, active = @active, version = version + 1
where id = @id and version = @version returning id`

// EditMeetingSeries writes the series over the version it has; a stale one is a conflict.
func (tx *Tx) EditMeetingSeries(ctx context.Context, grant policy.Grant, before, s reform.MeetingSeries) error {
	e := entry{kind: policy.MeetingSeries, id: s.ID, allowed: []policy.Action{policy.MeetingPrepare}, name: s.Name, changes: before.ChangesTo(s)}
	_, err := tx.write(ctx, grant, e, sqlEditMeetingSeries, meetingSeriesArgs(s))
	return err
}

func meetingSeriesArgs(s reform.MeetingSeries) pgx.NamedArgs {
	return pgx.NamedArgs{"id": s.ID, "name": s.Name, "rhythm": s.Rhythm, "place": s.Place, "chair": s.ChairID, "active": s.Active, "version": s.Version}
}
