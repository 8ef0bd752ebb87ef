package app

import (
	"context"
	"slices"

	"cchc/internal/calendar"
	"cchc/internal/fault"
	"cchc/internal/policy"
	"cchc/internal/postgres"
	"cchc/internal/reform"
)

// Days returns which days the department works, from a year before today to two years after. It is remembered for seconds, as
// pages ask for it again and again: nobody may change it.
func (a *App) Days(ctx context.Context) (calendar.Days, error) {
	today := a.Today()
	return a.days.get(a, today, func() (calendar.Days, error) {
		return a.DB.WorkingDays(ctx, today.AddMonths(-12), today.AddMonths(24))
	})
}

// AddHolidays asks to enter a run of days; Last is none for a single one.
type AddHolidays struct {
	Holiday reform.Holiday
	Last    calendar.Date
}

// AddHolidays enters the days into the table and returns them; where one of them is there already none is entered.
func (a *App) AddHolidays(ctx context.Context, who policy.Actor, in AddHolidays) ([]reform.Holiday, error) {
	grant, err := policy.Allow(who, policy.CalendarManage, policy.Subject{Kind: policy.Holiday})
	if err != nil {
		return nil, err
	}
	run, err := in.Holiday.RunTo(in.Last)
	if err != nil {
		return nil, err
	}
	return run, a.DB.Write(ctx, func(tx *postgres.Tx) error {
		if err := free(ctx, tx, run); err != nil {
			return err
		}
		for _, day := range run {
			if err := tx.AddHoliday(ctx, grant, day); err != nil {
				return err
			}
		}
		return nil
	})
}

// free returns an invalid fault that names the first of the days that the table has already.
func free(ctx context.Context, tx *postgres.Tx, run []reform.Holiday) error {
	known, err := tx.WorkingDays(ctx, run[0].Day, run[len(run)-1].Day)
	if err != nil {
		return err
	}
	for _, day := range run {
		name, off := known.Off[day.Day]
		if made, madeUp := known.MakeUp[day.Day]; madeUp {
			name, off = made, true
		}
		if off {
			return fault.InvalidFields(fault.Field{Name: "tu_ngay", Message: day.Day.Vietnamese() + " đã có trong bảng: “" + name + "”."})
		}
	}
	return nil
}

// EditHoliday writes the day over the version it was read at.
func (a *App) EditHoliday(ctx context.Context, who policy.Actor, h reform.Holiday) error {
	return a.onHoliday(ctx, who, h.ID, func(tx *postgres.Tx, grant policy.Grant, before reform.Holiday) error {
		if err := h.Check(); err != nil {
			return err
		}
		return tx.EditHoliday(ctx, grant, h, before.ChangesTo(h))
	})
}

// RemoveHoliday takes the day out of the table; the audit log keeps what it was.
func (a *App) RemoveHoliday(ctx context.Context, who policy.Actor, id int64, seen int) (reform.Holiday, error) {
	var removed reform.Holiday
	return removed, a.onHoliday(ctx, who, id, func(tx *postgres.Tx, grant policy.Grant, before reform.Holiday) error {
		removed, before.Version = before, seen
		return tx.RemoveHoliday(ctx, grant, before)
	})
}

func (a *App) onHoliday(ctx context.Context, who policy.Actor, id int64, deed func(*postgres.Tx, policy.Grant, reform.Holiday) error) error {
	return a.DB.Write(ctx, func(tx *postgres.Tx) error {
		before, err := tx.Holiday(ctx, id)
		if err != nil {
			return err
		}
		grant, err := policy.Allow(who, policy.CalendarManage, before.Subject())
		if err != nil {
			return err
		}
		return deed(tx, grant, before)
	})
}

// HolidayList is one page of a year's days of the table.
type HolidayList struct {
	Year     int
	Years    []int // those the page leads to
	Holidays []reform.Holiday
	Total    int
	Page     int // the page shown: the last one where a later one was asked for
}

// The years that the table can be asked for.
const (
	firstYear = 2000
	lastYear  = 2200
)

// HolidayList reads a page of the year's days; a year that makes no sense is this one.
func (a *App) HolidayList(ctx context.Context, who policy.Actor, year, page int) (HolidayList, error) {
	this := a.Today().Year()
	if year < firstYear || year > lastYear {
		year = this
	}
	list := HolidayList{Year: year, Years: []int{this - 1, this, this + 1}}
	if !slices.Contains(list.Years, year) {
		list.Years = append(list.Years, year)
		slices.Sort(list.Years)
	}
	if _, err := policy.Allow(who, policy.CalendarManage, policy.Subject{Kind: policy.Holiday}); err != nil {
		return list, err
	}
	err := inOrder(
		func() (err error) { list.Total, err = a.DB.CountHolidays(ctx, year); return },
		func() (err error) {
			list.Page = min(page, reform.LastPage(list.Total))
			list.Holidays, err = a.DB.Holidays(ctx, year, list.Page)
			return
		},
	)
	return list, err
}

// Holiday reads one day of the table for whoever keeps it.
func (a *App) Holiday(ctx context.Context, who policy.Actor, id int64) (reform.Holiday, error) {
	h, err := a.DB.Holiday(ctx, id)
	if err != nil {
		return h, err
	}
	_, err = policy.Allow(who, policy.CalendarManage, h.Subject())
	return h, err
}
