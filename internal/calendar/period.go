package calendar

import (
	"fmt"
	"time"
)

// Period is a named run of days, both ends included.
type Period struct {
	Name string
	From Date
	To   Date
}

// Contains reports whether d falls in the period.
func (p Period) Contains(d Date) bool {
	return !d.IsZero() && !d.Before(p.From) && !d.After(p.To)
}

// Month returns the whole month, named "Tháng 11/2026".
func Month(year int, month time.Month) Period {
	first := NewDate(year, month, 1)
	return Period{
		Name: fmt.Sprintf("Tháng %d/%d", first.month, first.year),
		From: first,
		To:   first.AddMonths(1).AddDays(-1),
	}
}

var quarterNames = [...]string{"I", "II", "III", "IV"}

// Quarter returns the calendar quarter 1 to 4, named "Quý IV/2026". Official reports use a Window instead.
func Quarter(year, quarter int) Period {
	first := NewDate(year, time.Month(3*quarter-2), 1)
	return Period{
		Name: fmt.Sprintf("Quý %s/%d", quarterNames[quarter-1], year),
		From: first,
		To:   first.AddMonths(3).AddDays(-1),
	}
}

// QuarterOf returns the calendar quarter d falls in.
func QuarterOf(d Date) Period {
	return Quarter(d.year, (int(d.month)+2)/3)
}

// MonthOf returns the month d falls in.
func MonthOf(d Date) Period { return Month(d.year, d.month) }
