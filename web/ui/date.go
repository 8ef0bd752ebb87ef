package ui

import (
	"time"

	"cchc/internal/calendar"
)

// QuickDates are the dates that a deadline most often is, seen from today. The
// week ends on Friday, the last day of work.
func QuickDates(today calendar.Date) []QuickDate {
	friday := today.AddDays((int(time.Friday-today.Weekday()) + 7) % 7)
	return []QuickDate{
		{Label: "Hôm nay", Value: today.Vietnamese()},
		{Label: "Cuối tuần", Value: friday.Vietnamese()},
		{Label: "Cuối tháng", Value: calendar.MonthOf(today).To.Vietnamese()},
		{Label: "Cuối quý", Value: calendar.QuarterOf(today).To.Vietnamese()},
	}
}
