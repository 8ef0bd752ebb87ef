package reform

import (
	"strconv"
	"time"

	"cchc/internal/calendar"
)

// WaitSum is how long obstacles waited for one step to be done, in working days. A wait begins with its clock and ends with the
// step; the time that a question stops the clock is not of it.
type WaitSum struct {
	Waits   int
	Waiting int // not over yet
	Late    int // whose clock ran out
	Median  float64
	Longest int
}

// StepWait is how long obstacles waited in one state.
type StepWait struct {
	State ObstacleState
	WaitSum
}

// WaitPart is who lets an obstacle wait.
type WaitPart string

// The parts, in the order an obstacle comes to them.
const (
	WaitsForHead   WaitPart = "head"
	WaitsForOffice WaitPart = "office"
	WaitsForLeader WaitPart = "leader"
)

// Label returns the part as people read it; "" for an unknown one.
func (p WaitPart) Label() string {
	return map[WaitPart]string{WaitsForHead: "Lãnh đạo đơn vị", WaitsForOffice: "Văn phòng", WaitsForLeader: "Lãnh đạo Sở"}[p]
}

// PersonWait is how long obstacles waited for one person, or for the unit or the Office where nobody has taken them up.
type PersonWait struct {
	Part        WaitPart
	Person      string // "" where nobody has taken it up
	Unit        string // the person's, or the one it waits for
	LongestOpen int    // of those not over yet
	WaitSum
}

// WaitStep returns what is waited for in a state with a clock, as people read it; "" in another.
func WaitStep(state ObstacleState) string {
	return map[ObstacleState]string{
		ObstacleSubmitted: "Chờ lãnh đạo đơn vị xác nhận", ObstacleConfirmed: "Chờ Văn phòng tiếp nhận",
		ObstacleReceived: "Chờ Văn phòng giải quyết hoặc trình", ObstacleEscalated: "Chờ lãnh đạo Sở quyết định",
	}[state]
}

// WaitPeriod is a period that waits can be asked for, under its key in URLs.
type WaitPeriod struct {
	Key string
	calendar.Period
}

// WaitPeriods lists the periods that waits are asked for on the day: the year, its quarters so far the newest first, the month,
// and the year before.
func WaitPeriods(today calendar.Date) []WaitPeriod {
	year := today.Year()
	periods := []WaitPeriod{yearOf(year)}
	for quarter := (int(today.Month()) + 2) / 3; quarter > 0; quarter-- {
		periods = append(periods, WaitPeriod{strconv.Itoa(year) + "-q" + strconv.Itoa(quarter), calendar.Quarter(year, quarter)})
	}
	periods = append(periods, WaitPeriod{strconv.Itoa(year) + "-" + strconv.Itoa(int(today.Month())), calendar.MonthOf(today)})
	return append(periods, yearOf(year-1))
}

// WaitPeriodOf returns the period under the key; this year for a key that there is none of.
func WaitPeriodOf(key string, today calendar.Date) WaitPeriod {
	periods := WaitPeriods(today)
	for _, period := range periods {
		if period.Key == key {
			return period
		}
	}
	return periods[0]
}

func yearOf(year int) WaitPeriod {
	text := strconv.Itoa(year)
	return WaitPeriod{Key: text, Period: calendar.Period{
		Name: "Năm " + text, From: calendar.NewDate(year, time.January, 1), To: calendar.NewDate(year, time.December, 31),
	}}
}

// WaitFilter is which waits are summed up: those that began in the period, counted up to today by the calendar.
type WaitFilter struct {
	Period calendar.Period
	Today  calendar.Date
	Days   calendar.Days
}

// Worked lists the days worked from the beginning of the period up to today, the first first.
func (f WaitFilter) Worked() []calendar.Date {
	var worked []calendar.Date
	for day := f.Period.From; !day.After(f.Today); day = day.AddDays(1) {
		if f.Days.IsWorking(day) {
			worked = append(worked, day)
		}
	}
	return worked
}
