package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"

	"cchc/internal/policy"
	"cchc/internal/reform"
)

const selectWindow = `
select id, schedule, position, name, from_month, from_day, from_last_year, to_month, to_day, due_month, due_day, valid_from, valid_to, version
from reporting_window`

const sqlReportingWindows = selectWindow + ` order by schedule, position, valid_from`

// ReportingWindows returns every version of every window, in the order in which they are due. They are no secret: no scope.
func (r Reader) ReportingWindows(ctx context.Context) ([]reform.ReportingWindow, error) {
	return many[reform.ReportingWindow](ctx, r.q, sqlReportingWindows, nil)
}

const sqlReportingWindow = selectWindow + ` where id = @id`

// ReportingWindow returns the version with this number, or a not-found fault.
func (r Reader) ReportingWindow(ctx context.Context, id int64) (reform.ReportingWindow, error) {
	return one[reform.ReportingWindow](ctx, r.q, sqlReportingWindow, pgx.NamedArgs{"id": id})
}

const sqlCreateWindow = `
insert into reporting_window (schedule, position, name, from_month, from_day, from_last_year, to_month, to_day, due_month, due_day, valid_from)
values (@schedule, @position, @name, @from_month, @from_day, @from_last_year, @to_month, @to_day, @due_month, @due_day, @valid_from)
returning id`

// CreateWindow adds the version and returns its number.
func (tx *Tx) CreateWindow(ctx context.Context, grant policy.Grant, w reform.ReportingWindow) (int64, error) {
	e := entry{
		kind: policy.Window, allowed: []policy.Action{policy.CalendarManage}, name: w.Name, changes: reform.ReportingWindow{}.ChangesTo(w),
	}
	return tx.write(ctx, grant, e, sqlCreateWindow, windowArgs(w))
}

const sqlEditWindow = `
update reporting_window set name = @name, from_month = @from_month, from_day = @from_day, from_last_year = @from_last_year, to_month = @to_month,
	to_day = @to_day, due_month = @due_month, due_day = @due_day, valid_from = @valid_from, valid_to = @valid_to, version = version + 1
where id = @id and version = @version
returning id`

// EditWindow writes the version of the window over the row that was seen; a stale one is a conflict.
func (tx *Tx) EditWindow(ctx context.Context, grant policy.Grant, w reform.ReportingWindow, changes []reform.Change) error {
	e := entry{kind: policy.Window, id: w.ID, allowed: []policy.Action{policy.CalendarManage}, name: w.Name, changes: changes}
	_, err := tx.write(ctx, grant, e, sqlEditWindow, windowArgs(w))
	return err
}

func windowArgs(w reform.ReportingWindow) pgx.NamedArgs {
	return pgx.NamedArgs{
		"id": w.ID, "version": w.Version, "schedule": w.Schedule, "position": w.Position, "name": w.Name, "from_month": w.FromMonth,
		"from_day": w.FromDay, "from_last_year": w.FromLastYear, "to_month": w.ToMonth, "to_day": w.ToDay, "due_month": w.DueMonth,
		"due_day": w.DueDay, "valid_from": w.ValidFrom, "valid_to": w.ValidTo,
	}
}
