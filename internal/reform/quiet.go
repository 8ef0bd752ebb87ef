package reform

import (
	"time"

	"cchc/internal/calendar"
)

// Quiet is when nothing leaves the portal: from one hour to another, and all of each day off. Equal hours are none.
type Quiet struct {
	From int
	To   int
	Days calendar.Days
}

// QuietOf returns the quiet hours that the settings say on these days.
func QuietOf(settings []Setting, days calendar.Days) Quiet {
	return Quiet{From: numberOf(settings, SettingQuietFrom), To: numberOf(settings, SettingQuietTo), Days: days}
}

// numberOf returns the setting's number, or its default where it is not kept.
func numberOf(settings []Setting, key SettingKey) int {
	for _, setting := range settings {
		if setting.Key == key {
			return setting.Number()
		}
	}
	return Setting{Key: key}.Number()
}

// Opening returns when something may leave the portal: the instant itself, or the first one after it that is not quiet.
func (q Quiet) Opening(at time.Time) time.Time {
	local := at.In(calendar.Zone)
	if !q.Days.IsWorking(calendar.DateOf(local)) {
		return q.nextDay(local)
	}
	hour := local.Hour()
	switch {
	case q.From == q.To:
		return at
	case q.From < q.To && hour >= q.From && hour < q.To:
		return atHour(calendar.DateOf(local), q.To)
	case q.From > q.To && hour < q.To:
		return atHour(calendar.DateOf(local), q.To)
	case q.From > q.To && hour >= q.From:
		return q.nextDay(local)
	}
	return at
}

// nextDay returns when the next working day opens.
func (q Quiet) nextDay(local time.Time) time.Time {
	day := q.Days.AddWorking(calendar.DateOf(local), 1)
	if q.From > q.To || q.From == 0 {
		return atHour(day, q.To)
	}
	return atHour(day, 0)
}

// DigestTime is when in the morning of a working day the digests are made: what was told until then goes into them.
const DigestTime = 7*time.Hour + 30*time.Minute

// DigestKey is the key of the digests of the day.
func DigestKey(day calendar.Date) string { return "digest." + day.String() }

// DigestReach is how many days back a digest looks: what is older and still not read is no news.
const DigestReach = 14

func atHour(day calendar.Date, hour int) time.Time {
	return day.Start().Add(time.Duration(hour) * time.Hour)
}
