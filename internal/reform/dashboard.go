package reform

import (
	"time"

	"cchc/internal/calendar"
)

// TrendWeeks is how many weeks the dashboard looks back.
const TrendWeeks = 8

// Instant returns the instant that figures of the day are of: now for today, and the last one of the day for a day before it;
// now for no day and for a day that is still to come.
func Instant(day calendar.Date, now time.Time) time.Time {
	if day.IsZero() || !day.Before(calendar.DateOf(now)) {
		return now
	}
	return day.AddDays(1).Start().Add(-time.Microsecond)
}

// TrendDays are the days of the trend that ends on the day, a week apart, the earliest first.
func TrendDays(last calendar.Date) []calendar.Date {
	days := make([]calendar.Date, TrendWeeks)
	for i := range days {
		days[i] = last.AddDays(-7 * (TrendWeeks - 1 - i))
	}
	return days
}
