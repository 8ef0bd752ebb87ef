package document

import (
	"io"
	"time"

	ics "github.com/arran4/golang-ical"

	"cchc/internal/reform"
)

// Calendar is a person's days, as calendar programs read them.
type Calendar struct {
	Owner  string
	Events []reform.FeedEvent
	Links  func(reform.FeedEvent) string // where a day leads
	Now    time.Time
}

// calendarEvery asks programs to come again after that time.
const calendarEvery = "PT1H"

// WriteCalendar writes the days as an iCalendar file (RFC 5545): each a whole day that leaves its owner free.
func WriteCalendar(w io.Writer, c Calendar) error {
	out := ics.NewCalendar()
	out.SetMethod(ics.MethodPublish)
	out.SetProductId("-//Sở KH&CN Hưng Yên//Theo dõi nhiệm vụ CCHC//VI")
	out.SetCalscale("GREGORIAN")
	out.SetXWRCalName("Nhiệm vụ CCHC – " + c.Owner)
	out.SetXWRTimezone("Asia/Ho_Chi_Minh")
	out.SetRefreshInterval(calendarEvery, ics.WithValue(string(ics.ValueDataTypeDuration)))
	out.SetXPublishedTTL(calendarEvery)
	for _, e := range c.Events {
		day := time.Date(e.Day.Year(), e.Day.Month(), e.Day.Day(), 0, 0, 0, 0, time.UTC)
		event := out.AddEvent(e.UID())
		event.SetDtStampTime(c.Now)
		event.SetLastModifiedAt(e.ChangedAt)
		event.SetAllDayStartAt(day)
		event.SetAllDayEndAt(day.AddDate(0, 0, 1))
		event.SetSummary(e.Summary())
		event.SetURL(c.Links(e))
		event.SetTimeTransparency(ics.TransparencyTransparent)
	}
	return out.SerializeTo(w, ics.WithNewLineWindows)
}
