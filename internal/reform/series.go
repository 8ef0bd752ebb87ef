package reform

import (
	"cmp"
	"fmt"
	"slices"

	"cchc/internal/calendar"
	"cchc/internal/fault"
)

// Schedule says how often a periodic task is done anew.
type Schedule string

// The schedules: each month, and the windows of the official reform report.
const (
	ScheduleMonthly  Schedule = "monthly"
	ScheduleOfficial Schedule = "official"
)

// Schedules lists the schedules in the order forms offer them.
func Schedules() []Schedule { return []Schedule{ScheduleMonthly, ScheduleOfficial} }

// Label returns the Vietnamese name of the schedule; "" for an unknown one.
func (s Schedule) Label() string {
	return map[Schedule]string{ScheduleMonthly: "Hằng tháng", ScheduleOfficial: "Theo kỳ báo cáo CCHC"}[s]
}

// Series says in which periods a periodic task is done anew: those that begin from StartsOn until EndsOn.
type Series struct {
	Schedule Schedule
	DueDay   int // the day of the month, 1 to 31; 0 unless monthly
	StartsOn calendar.Date
	EndsOn   calendar.Date // none: until it is stopped
}

// Occurrence says for which period of its series a task stands; the zero value for a task of no series.
type Occurrence struct {
	Period     string // its key, such as 2026-11 or 2026-official-1
	PeriodName string // "Tháng 11/2026", "Quý III năm 2026"
	PeriodFrom calendar.Date
	PeriodTo   calendar.Date
}

// SeriesPeriod is one period of a series and the day on which its work is due.
type SeriesPeriod struct {
	Occurrence
	DueOn calendar.Date
}

// RunningSeries is a periodic task that is at work, with the periods it has opened. What was due before AsksFrom is not
// asked for any more: the task was given, or let go on, only on that day.
type RunningSeries struct {
	Code string
	Series
	AsksFrom calendar.Date
	Opened   []string
}

// Timetable is what the days of periods depend on beside their series.
type Timetable struct {
	Windows []ReportingWindow
	Days    calendar.Days
}

// check notes what is wrong with the schedule of a task given today.
func (s Series) check(check *fault.Check, today calendar.Date) {
	check.That(s.Schedule.Label() != "", "lich", "Chọn lịch của việc định kỳ.")
	check.That(s.Schedule != ScheduleMonthly || s.DueDay >= 1 && s.DueDay <= 31, "ngay_han", "Nhập ngày hạn trong tháng, từ 1 đến 31.")
	check.That(!s.StartsOn.IsZero(), "bat_dau", "Nhập ngày bắt đầu, ví dụ 01/12/2026.")
	check.That(s.StartsOn.IsZero() || !s.StartsOn.Before(today.AddMonths(-12)), "bat_dau",
		"Ngày bắt đầu không được sớm hơn 1 năm trước ngày giao.")
	s.checkEnd(check)
}

func (s Series) checkEnd(check *fault.Check) {
	check.That(s.EndsOn.IsZero() || s.StartsOn.IsZero() || !s.EndsOn.Before(s.StartsOn), "ket_thuc", "Ngày kết thúc không được trước ngày bắt đầu.")
}

// CheckChange returns an invalid fault naming every field that is wrong in the schedule of a series already at work.
func (s Series) CheckChange() error {
	var check fault.Check
	s.check(&check, s.StartsOn)
	return check.Err()
}

// Settled returns the series without what its schedule has no use for.
func (s Series) Settled() Series {
	if s.Schedule != ScheduleMonthly {
		s.DueDay = 0
	}
	return s
}

// ToOpen returns the periods that have begun by today and are still asked for but not opened, the earliest first.
func (r RunningSeries) ToOpen(table Timetable, today calendar.Date) []SeriesPeriod {
	periods := r.between(table, r.StartsOn, today)
	return slices.DeleteFunc(periods, func(p SeriesPeriod) bool {
		return p.DueOn.Before(r.AsksFrom) || slices.Contains(r.Opened, p.Period)
	})
}

// Next returns the period that is opened next after today; false when the series opens none any more.
func (s Series) Next(table Timetable, today calendar.Date) (SeriesPeriod, bool) {
	from := today.AddDays(1)
	if from.Before(s.StartsOn) {
		from = s.StartsOn
	}
	periods := s.between(table, from, from.AddMonths(18))
	if len(periods) == 0 {
		return SeriesPeriod{}, false
	}
	return periods[0], true
}

// between returns the series' periods that begin on from at the earliest and on to at the latest, in the order in which
// they begin and are due.
func (s Series) between(table Timetable, from, to calendar.Date) []SeriesPeriod {
	var periods []SeriesPeriod
	for year := from.Year(); year <= to.Year()+1; year++ { // a window may begin in the year before its own
		for _, p := range s.ofYear(table, year) {
			begins := p.PeriodFrom
			if !begins.Before(from) && !begins.After(to) && !begins.Before(s.StartsOn) && !begins.After(s.EndsOn) {
				periods = append(periods, p)
			}
		}
	}
	slices.SortStableFunc(periods, func(a, b SeriesPeriod) int {
		return cmp.Or(a.PeriodFrom.Compare(b.PeriodFrom), a.DueOn.Compare(b.DueOn))
	})
	return periods
}

func (s Series) ofYear(table Timetable, year int) []SeriesPeriod {
	if s.Schedule != ScheduleMonthly {
		return table.ofYear(s.Schedule, year)
	}
	periods := make([]SeriesPeriod, 0, 12)
	for month := calendar.Month(year, 1); month.From.Year() == year; month = calendar.MonthOf(month.To.AddDays(1)) {
		key := fmt.Sprintf("%04d-%02d", year, month.From.Month())
		periods = append(periods, seriesPeriod(key, month, calendar.MonthlyDue(month, s.DueDay, table.Days)))
	}
	return periods
}

func seriesPeriod(key string, period calendar.Period, due calendar.Date) SeriesPeriod {
	return SeriesPeriod{
		Occurrence: Occurrence{Period: key, PeriodName: period.Name, PeriodFrom: period.From, PeriodTo: period.To}, DueOn: due,
	}
}

// Repeats reports whether the task is a series: done anew in each period by an occurrence of its own, and itself neither
// reported on nor completed nor counted.
func (t Task) Repeats() bool { return t.DeadlineKind == DeadlinePeriodic }

// Opens reports whether the task is a series that opens its periods as they begin.
func (t Task) Opens() bool {
	return t.Repeats() && (t.State == TaskAssigned || t.State == TaskInProgress)
}

// SeriesAct returns a conflict fault when the task is a series and the act would end it as work that is done.
func (t Task) SeriesAct(act TaskAct) error {
	if !t.Repeats() || !slices.Contains([]TaskAct{TaskSubmit, TaskReturn, TaskComplete, TaskReopen}, act) {
		return nil
	}
	return fault.New(fault.Conflict, "Nhiệm vụ định kỳ không báo cáo, không gửi hoàn thành: báo cáo và hoàn thành ở từng kỳ của nó.")
}

// Occur returns the task that does the series' work in the period, opened today: waiting to be accepted as any task given,
// or under way with the officer that the series has, so that nobody has to accept it anew each time.
func (t Task) Occur(p SeriesPeriod, today calendar.Date) Task {
	next := Task{
		Title: t.occurrenceTitle(p.PeriodName), Description: t.Description, Area: t.Area, PlanYear: p.PeriodTo.Year(), State: TaskAssigned,
		Deliverable: t.Deliverable, ParentID: t.ID, CreatedBy: t.CreatedBy, Occurrence: p.Occurrence,
		Deadline: Deadline{DeadlineKind: DeadlineFixed, DueOn: p.DueOn, OriginalDueOn: p.DueOn},
	}
	next.LeadUnitID, next.AssignedOn = t.LeadUnitID, today
	if t.State == TaskInProgress && t.OfficerID != 0 {
		next.State, next.OfficerID = TaskInProgress, t.OfficerID
	}
	return next
}

// occurrenceTitle is the series' title and the period, the title cut where both would be too long.
func (t Task) occurrenceTitle(period string) string {
	const most = 500
	title, after := []rune(t.Title), " – "+period
	if room := most - len([]rune(after)); len(title) > room {
		title = append(title[:room-1], '…')
	}
	return string(title) + after
}

// Tally is how the occurrences of a series stand, to the deadline in force and to the first one.
type Tally struct {
	Opened      int
	OnTime      int // completed by their due day
	Late        int // completed after it
	Over        int // still open after it
	FirstOnTime int // completed by the first due day
	FirstOver   int // still open after it
}

// Finished returns how many are completed.
func (t Tally) Finished() int { return t.OnTime + t.Late }

// OccurrenceLine is one row of a series' periods.
type OccurrenceLine struct {
	Code        string
	PeriodName  string
	State       TaskState
	LeadUnit    string
	Officer     string
	Percent     int
	DueOn       calendar.Date
	CompletedOn calendar.Date
}

// Neighbour is the occurrence before or after another one of the same series.
type Neighbour struct {
	Code       string
	PeriodName string
	Earlier    bool
}
