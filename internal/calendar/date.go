// Package calendar is about civil dates, working days and reporting periods as a Vietnamese office counts them.
//
// It is pure: it never asks what time it is, and it knows one time zone. A deadline is a Date,
// because a paper is due by the end of a day, not at an instant.
package calendar

import (
	"cmp"
	"fmt"
	"time"

	_ "time/tzdata" // so that Zone loads on a machine without zone files
)

// Zone is the time zone in which every instant is turned into a date or a clock time: Asia/Ho_Chi_Minh.
var Zone = mustLoad("Asia/Ho_Chi_Minh")

func mustLoad(name string) *time.Location {
	zone, err := time.LoadLocation(name)
	if err != nil {
		panic(fmt.Sprintf("calendar: the embedded time zones lack %s: %v", name, err))
	}
	return zone
}

// Date is a day of the civil calendar. The zero Date means none; dates compare with ==.
type Date struct {
	year  int
	month time.Month
	day   int
}

// NewDate returns the date with the given parts; parts out of range carry over as in time.Date, so 31 April is 1 May.
func NewDate(year int, month time.Month, day int) Date {
	return civil(time.Date(year, month, day, 0, 0, 0, 0, time.UTC))
}

// DateOf returns the day it is in Zone at the instant t, none for the zero instant.
func DateOf(t time.Time) Date {
	if t.IsZero() {
		return Date{}
	}
	return civil(t.In(Zone))
}

func civil(t time.Time) Date {
	year, month, day := t.Date()
	return Date{year, month, day}
}

// IsZero reports whether d is none.
func (d Date) IsZero() bool { return d == Date{} }

// Year returns the year, 0 for none.
func (d Date) Year() int { return d.year }

// Month returns the month, 0 for none.
func (d Date) Month() time.Month { return d.month }

// Day returns the day of the month, 0 for none.
func (d Date) Day() int { return d.day }

// Weekday returns the day of the week; it means nothing for none.
func (d Date) Weekday() time.Weekday { return d.midnight().Weekday() }

// Start returns the first instant of d in Zone, the zero instant for none. A deadline d has passed at d.AddDays(1).Start().
func (d Date) Start() time.Time {
	if d.IsZero() {
		return time.Time{}
	}
	return time.Date(d.year, d.month, d.day, 0, 0, 0, 0, Zone)
}

// AddDays returns the date n days later, earlier when n is negative; none stays none.
func (d Date) AddDays(n int) Date {
	if d.IsZero() {
		return d
	}
	return NewDate(d.year, d.month, d.day+n)
}

// AddMonths returns the same day n months later, or the last day of that month when it is shorter; none stays none.
func (d Date) AddMonths(n int) Date {
	if d.IsZero() {
		return d
	}
	first := NewDate(d.year, d.month+time.Month(n), 1)
	return Date{first.year, first.month, min(d.day, first.monthLength())}
}

// Sub returns the number of days from e to d, negative when d is earlier, 0 when either is none.
func (d Date) Sub(e Date) int {
	if d.IsZero() || e.IsZero() {
		return 0
	}
	return int((d.midnight().Unix() - e.midnight().Unix()) / secondsPerDay)
}

// Compare returns -1, 0 or +1 as d sorts before, with or after e; none sorts before every date.
func (d Date) Compare(e Date) int {
	return cmp.Or(cmp.Compare(d.year, e.year), cmp.Compare(d.month, e.month), cmp.Compare(d.day, e.day))
}

// Before reports whether d is earlier than e. As with NULL in SQL it is false when either is none, so what has no deadline is never late.
func (d Date) Before(e Date) bool {
	return !d.IsZero() && !e.IsZero() && d.Compare(e) < 0
}

// After reports whether d is later than e; false when either is none.
func (d Date) After(e Date) bool { return e.Before(d) }

const secondsPerDay = 24 * 60 * 60

func (d Date) midnight() time.Time {
	return time.Date(d.year, d.month, d.day, 0, 0, 0, 0, time.UTC)
}

func (d Date) monthLength() int {
	return NewDate(d.year, d.month+1, 0).day
}
