package reform

import (
	"slices"
	"time"

	"cchc/internal/calendar"
	"cchc/internal/viet"
)

// reminderBack is how many days back a portal that was off makes up for at most.
const reminderBack = 31

// ReminderPlan says what people are reminded of on the morning of one working day: that day's matters and, where the portal was
// off on working days before it, those of these days too, each once.
type ReminderPlan struct {
	Day   calendar.Date
	First calendar.Date // the first working day nobody was reminded on yet; Day itself unless the portal was off
	days  calendar.Days
	rules []ReminderRule
}

// PlanReminders returns the plan of the working day by the active ones of the rules; last is the day of the run before, none
// where there was none.
func PlanReminders(rules []ReminderRule, day, last calendar.Date, days calendar.Days) ReminderPlan {
	plan := ReminderPlan{Day: day, First: day, days: days}
	if oldest := day.AddDays(-reminderBack); !last.IsZero() && last.Before(oldest) {
		last = oldest
	}
	if !last.IsZero() {
		plan.First = days.AddWorking(last, 1)
	}
	for _, rule := range rules {
		if rule.Active {
			plan.rules = append(plan.rules, rule)
		}
	}
	return plan
}

// of returns the plan's rules of the kind.
func (p ReminderPlan) of(kind ReminderKind) []ReminderRule {
	return slices.DeleteFunc(slices.Clone(p.rules), func(r ReminderRule) bool { return r.Kind != kind })
}

// has reports whether the day is one that the plan speaks for.
func (p ReminderPlan) has(day calendar.Date) bool { return !day.Before(p.First) && !day.After(p.Day) }

// before returns the working day that has so many working days after it up to the due day, the due day among them.
func (p ReminderPlan) before(due calendar.Date, n int) calendar.Date {
	return p.days.AddWorking(due.AddDays(1), -(n + 1))
}

// week returns the first working day of the week and whether the plan says what is said once a week.
func (p ReminderPlan) week() (first calendar.Date, said bool) {
	first = p.days.NextWorking(mondayOf(p.Day))
	return first, !first.Before(p.First)
}

func mondayOf(d calendar.Date) calendar.Date {
	return d.AddDays(-(int(d.Weekday()) + 6) % 7)
}

// Deadline returns the rule by which people are reminded of what is due on the day; false when by none. Of several the one says
// it that counts most for them: what is overdue before what is still to come, what was due last before what was due earlier.
func (p ReminderPlan) Deadline(due calendar.Date) (ReminderRule, bool) {
	if due.Before(p.Day) {
		return p.overdue(due)
	}
	var found ReminderRule
	for _, rule := range p.of(RemindDueBefore) {
		if p.has(p.before(due, rule.Days)) && (found.ID == 0 || rule.Days < found.Days) {
			found = rule
		}
	}
	return found, found.ID != 0
}

func (p ReminderPlan) overdue(due calendar.Date) (ReminderRule, bool) {
	for _, rule := range p.of(RemindOverdue) {
		if p.has(p.days.AddWorking(due, rule.Days)) {
			return rule, true
		}
	}
	first, said := p.week()
	for _, rule := range p.of(RemindWeekly) {
		if said && due.Before(p.days.AddWorking(first, -1)) {
			return rule, true
		}
	}
	return ReminderRule{}, false
}

// Note returns what the audit log says of the run.
func (p ReminderPlan) Note(said int) string {
	note := viet.Int(said) + " việc được nhắc"
	if p.First != p.Day {
		note += ", gồm cả việc của những ngày cổng không chạy, từ " + p.First.Vietnamese()
	}
	return note
}

// earliest is a day before any that the portal knows.
var earliest = calendar.NewDate(1900, time.January, 1)

// DueDays returns the runs of days on which something is due that the plan may remind of.
func (p ReminderPlan) DueDays() []calendar.Period {
	var runs []calendar.Period
	add := func(from, to calendar.Date) {
		if !to.Before(from) {
			runs = append(runs, calendar.Period{From: from, To: to})
		}
	}
	for _, rule := range p.of(RemindDueBefore) {
		from := p.days.AddWorking(p.First, rule.Days)
		if from.Before(p.Day) {
			from = p.Day
		}
		add(from, p.days.AddWorking(p.Day, rule.Days+1).AddDays(-1))
	}
	for _, rule := range p.of(RemindOverdue) {
		add(p.days.AddWorking(p.First, -rule.Days), p.days.AddWorking(p.Day, 1-rule.Days).AddDays(-1))
	}
	if first, said := p.week(); said && len(p.of(RemindWeekly)) > 0 {
		add(earliest, p.days.AddWorking(first, -1).AddDays(-1))
	}
	return runs
}

// ReportGap is a reporting period in which tasks without a report are reminded of it.
type ReportGap struct {
	Rule   ReminderRule
	Period SeriesPeriod
	Since  calendar.Date // a report posted from this day on is one of the period
	Given  calendar.Date // only tasks given by this day are asked for one
	Over   bool          // the day on which reports were due has passed
}

// ReportGaps returns the periods of the official windows whose missing reports the plan reminds of. Periods of windows overlap,
// so a report counts from the day after the one before was cut off.
func (p ReminderPlan) ReportGaps(table Timetable) []ReportGap {
	var gaps []ReportGap
	periods := officialAround(table, p.Day.Year())
	for _, rule := range p.of(RemindReport) {
		for i, period := range periods {
			over := p.has(p.days.AddWorking(period.DueOn, 1))
			if !over && (period.DueOn.Before(p.Day) || !p.has(p.before(period.DueOn, rule.Days))) {
				continue
			}
			gap := ReportGap{Rule: rule, Period: period, Since: period.PeriodFrom, Given: period.DueOn.AddDays(-StaleDays), Over: over}
			if i > 0 && !periods[i-1].PeriodTo.Before(gap.Since) {
				gap.Since = periods[i-1].PeriodTo.AddDays(1)
			}
			gaps = append(gaps, gap)
		}
	}
	return gaps
}

// officialAround returns the official periods of the year and of those beside it, in the order in which they are cut off.
func officialAround(table Timetable, year int) []SeriesPeriod {
	var periods []SeriesPeriod
	for y := year - 1; y <= year+1; y++ {
		periods = append(periods, table.ofYear(ScheduleOfficial, y)...)
	}
	slices.SortStableFunc(periods, func(a, b SeriesPeriod) int { return a.PeriodTo.Compare(b.PeriodTo) })
	return periods
}

// approval returns the rule by which whoever signs off is reminded of what waits since the day, and for which moment of its
// wait: the day on which it had waited too long, or the week's. False when they are not.
func (p ReminderPlan) approval(since calendar.Date) (ReminderRule, calendar.Date, bool) {
	first, said := p.week()
	for _, rule := range p.of(RemindApproval) {
		switch late := p.days.AddWorking(since, rule.Days+1); {
		case p.has(late):
			return rule, late, true
		case said && late.Before(first):
			return rule, first, true
		}
	}
	return ReminderRule{}, calendar.Date{}, false
}

// Approvals reports whether the plan looks at what waits to be signed off.
func (p ReminderPlan) Approvals() bool { return len(p.of(RemindApproval)) > 0 }
