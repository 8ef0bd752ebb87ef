package postgres

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"cchc/internal/calendar"
	"cchc/internal/policy"
	"cchc/internal/reform"
)

const selectHoliday = `select id, day, kind, name, version from holiday `

const sqlHolidaysBetween = selectHoliday + `where day between @from and @to order by day`

// WorkingDays returns the calendar of the days from one day to another, both included: outside them it knows no holidays.
func (r Reader) WorkingDays(ctx context.Context, from, to calendar.Date) (calendar.Days, error) {
	holidays, err := many[reform.Holiday](ctx, r.q, sqlHolidaysBetween, pgx.NamedArgs{"from": from, "to": to})
	return reform.DaysOf(holidays), err
}

const sqlHolidays = selectHoliday + `where day between @from and @to order by day limit @limit offset @offset`

// Holidays returns one page of the year's days of the table.
func (r Reader) Holidays(ctx context.Context, year, page int) ([]reform.Holiday, error) {
	args := yearArgs(year)
	args["limit"], args["offset"] = reform.PageSize, offset(page)
	return many[reform.Holiday](ctx, r.q, sqlHolidays, args)
}

const sqlCountHolidays = `select count(*) from holiday where day between @from and @to`

// CountHolidays returns how many days of the year the table has.
func (r Reader) CountHolidays(ctx context.Context, year int) (int, error) {
	return scalar[int](ctx, r.q, sqlCountHolidays, yearArgs(year))
}

func yearArgs(year int) pgx.NamedArgs {
	return pgx.NamedArgs{"from": calendar.NewDate(year, time.January, 1), "to": calendar.NewDate(year, time.December, 31)}
}

const sqlHoliday = selectHoliday + `where id = @id`

// Holiday returns the day of the table with this number, or a not-found fault.
func (r Reader) Holiday(ctx context.Context, id int64) (reform.Holiday, error) {
	return one[reform.Holiday](ctx, r.q, sqlHoliday, pgx.NamedArgs{"id": id})
}

const sqlAddHoliday = `insert into holiday (day, kind, name) values (@day, @kind, @name) returning id`

// AddHoliday adds the day to the table; a day that is there already is an invalid fault.
func (tx *Tx) AddHoliday(ctx context.Context, grant policy.Grant, h reform.Holiday) error {
	_, err := tx.write(ctx, grant, holidayEntry(h, reform.Holiday{}.ChangesTo(h)), sqlAddHoliday, holidayArgs(h))
	return err
}

const sqlEditHoliday = `
update holiday set day = @day, kind = @kind, name = @name, version = version + 1 where id = @id and version = @version returning id`

// EditHoliday writes the day over the version it was read at; a stale version is a conflict.
func (tx *Tx) EditHoliday(ctx context.Context, grant policy.Grant, h reform.Holiday, changes []reform.Change) error {
	_, err := tx.write(ctx, grant, holidayEntry(h, changes), sqlEditHoliday, holidayArgs(h))
	return err
}

const sqlRemoveHoliday = `delete from holiday where id = @id and version = @version returning id`

// RemoveHoliday takes the day out of the table at the version it was read at; a stale version is a conflict.
func (tx *Tx) RemoveHoliday(ctx context.Context, grant policy.Grant, h reform.Holiday) error {
	_, err := tx.write(ctx, grant, holidayEntry(h, h.ChangesTo(reform.Holiday{})), sqlRemoveHoliday, holidayArgs(h))
	return err
}

func holidayEntry(h reform.Holiday, changes []reform.Change) entry {
	return entry{
		kind: policy.Holiday, id: h.ID, allowed: []policy.Action{policy.CalendarManage}, name: h.Day.Vietnamese() + " " + h.Name,
		changes: changes,
	}
}

func holidayArgs(h reform.Holiday) pgx.NamedArgs {
	return pgx.NamedArgs{"id": h.ID, "version": h.Version, "day": h.Day, "kind": h.Kind, "name": h.Name}
}
