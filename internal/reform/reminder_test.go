package reform_test

import (
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"cchc/internal/calendar"
	"cchc/internal/reform"
)

// remindRules are the rules that the portal comes with, as rules of which each is in use.
func remindRules() []reform.ReminderRule {
	rules := []reform.ReminderRule{
		{Kind: reform.RemindDueBefore, Days: 7, Officer: true}, {Kind: reform.RemindDueBefore, Days: 3, Officer: true, Head: true},
		{Kind: reform.RemindDueBefore, Days: 1, Officer: true, Head: true}, {Kind: reform.RemindOverdue, Days: 1, Officer: true, Head: true, Office: true},
		{Kind: reform.RemindWeekly, Officer: true, Head: true}, {Kind: reform.RemindReport, Days: 3, Officer: true, Head: true},
		{Kind: reform.RemindApproval, Days: 2},
	}
	for i := range rules {
		rules[i].ID, rules[i].Active = int64(i+1), true
	}
	return rules
}

// randomDays is a calendar of 2027 with days off and days made up for here and there.
func randomDays(r *rand.Rand) calendar.Days {
	days := calendar.Days{Off: map[calendar.Date]string{}, MakeUp: map[calendar.Date]string{}}
	for day := calendar.NewDate(2026, 12, 1); day.Year() < 2028; day = day.AddDays(1) {
		switch r.IntN(12) {
		case 0:
			days.Off[day] = "nghỉ"
		case 1:
			days.MakeUp[day] = "làm bù"
		}
	}
	return days
}

func TestRunsOfDaysHoldWhateverThePlanSpeaksOf(t *testing.T) {
	t.Parallel()
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewPCG(seed, 1))
	for range 40 {
		days := randomDays(r)
		day := days.NextWorking(calendar.NewDate(2027, 3, 1).AddDays(r.IntN(150)))
		rules := remindRules()
		rules[0].Days, rules[3].Days = 8+r.IntN(20), 1+r.IntN(10)
		for i := range rules {
			rules[i].Active = r.IntN(4) > 0
		}
		plan := reform.PlanReminders(rules, day, day.AddDays(-1-r.IntN(20)), days)
		runs := plan.DueDays()
		for due := day.AddDays(-200); due.Before(day.AddDays(120)); due = due.AddDays(1) {
			rule, speaks := plan.Deadline(due)
			if speaks && (!rule.Active || due.Before(day) == (rule.Kind == reform.RemindDueBefore)) {
				t.Fatalf("on %s the rule %+v speaks of what is due on %s", day, rule, due)
			}
			if speaks && !inRuns(runs, due) {
				t.Fatalf("on %s, first %s: %s is due and in none of %v", day, plan.First, due, runs)
			}
		}
	}
}

func inRuns(runs []calendar.Period, day calendar.Date) bool {
	for _, run := range runs {
		if run.Contains(day) {
			return true
		}
	}
	return false
}

// Of one due day each rule speaks on exactly one working day, and the weekly one on the first of each week after.
func TestEachRuleSpeaksOnceOfADay(t *testing.T) {
	t.Parallel()
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewPCG(seed, 2))
	for range 40 {
		days, due := randomDays(r), calendar.NewDate(2027, 4, 1).AddDays(r.IntN(60))
		spoke, last := map[int64]int{}, calendar.Date{}
		for day := due.AddDays(-40); day.Before(due.AddDays(35)); day = day.AddDays(1) {
			if !days.IsWorking(day) {
				continue
			}
			if rule, ok := reform.PlanReminders(remindRules(), day, last, days).Deadline(due); ok {
				spoke[rule.ID]++
			}
			last = day
		}
		for id := int64(1); id <= 4; id++ {
			if spoke[id] != 1 {
				t.Errorf("of what is due on %s rule %d speaks %d times", due, id, spoke[id])
			}
		}
		if spoke[5] < 2 || spoke[5] > 5 {
			t.Errorf("of what is due on %s the weekly rule speaks %d times in five weeks", due, spoke[5])
		}
	}
}

func TestRemindersSayHowTheDayStands(t *testing.T) {
	t.Parallel()
	friday := calendar.NewDate(2026, 11, 20)
	plan := reform.PlanReminders(remindRules(), friday, friday.AddDays(-4), calendar.Days{}) // off since Tuesday
	for due, want := range map[calendar.Date]string{
		calendar.NewDate(2026, 11, 25): "CCHC-2026-014: còn 3 ngày làm việc (hạn 25/11/2026)",
		calendar.NewDate(2026, 11, 23): "CCHC-2026-014: còn 1 ngày làm việc (hạn 23/11/2026)",
		calendar.NewDate(2026, 11, 22): "CCHC-2026-014: hôm nay là ngày làm việc cuối cùng trước hạn (22/11/2026)",
		friday:                         "CCHC-2026-014: đến hạn hôm nay (20/11/2026)",
		calendar.NewDate(2026, 11, 18): "CCHC-2026-014: quá hạn 2 ngày (hạn 18/11/2026)",
	} {
		telling, ok := plan.Due(reform.DueMatter{ID: 1, Code: "CCHC-2026-014", Title: "Rà soát", DueOn: due, OfficerID: 3, UnitID: 4})
		if !ok || telling.Notice.Title != want || telling.Notice.Body != "Rà soát" {
			t.Errorf("%s: %q (%t), want %q", due, telling.Notice.Title, ok, want)
		}
	}
}

func TestRulesAreInWords(t *testing.T) {
	t.Parallel()
	for _, rule := range remindRules() {
		if rule.Label() == "" || rule.Kind.Label() == "" || rule.Kind.Hint() == "" || rule.Kind.Notice().Label() == "" {
			t.Errorf("%+v has no words", rule)
		}
		if rule.Kind.Counts() != (rule.Kind.DaysLabel() != "") || rule.Kind.Counts() != strings.Contains(rule.Label(), "ngày làm việc") {
			t.Errorf("%q and its days", rule.Label())
		}
		if err := rule.Check(remindRules()); err != nil {
			t.Errorf("%q: %v", rule.Label(), err)
		}
	}
}

func TestPeriodsAskForAReportSinceTheOneBefore(t *testing.T) {
	t.Parallel()
	window := func(position int, name string, from, to [2]int, lastYear bool) reform.ReportingWindow {
		return reform.ReportingWindow{
			Schedule: reform.ScheduleOfficial, Position: position, Name: name, FromDay: from[0], FromMonth: from[1], FromLastYear: lastYear,
			ToDay: to[0], ToMonth: to[1], DueDay: to[0] + 1, DueMonth: to[1], ValidFrom: calendar.NewDate(2020, time.January, 1),
		}
	}
	table := reform.Timetable{Windows: []reform.ReportingWindow{
		window(1, "Quý I", [2]int{15, 12}, [2]int{14, 3}, true), window(2, "6 tháng đầu năm", [2]int{15, 12}, [2]int{14, 6}, true),
		window(3, "Quý III", [2]int{15, 6}, [2]int{14, 9}, false), window(4, "Năm", [2]int{15, 12}, [2]int{14, 12}, true),
	}}
	var got []string
	last := calendar.NewDate(2026, 12, 31)
	for day := calendar.NewDate(2027, 1, 1); day.Year() == 2027; day = day.AddDays(1) {
		if !table.Days.IsWorking(day) {
			continue
		}
		for _, gap := range reform.PlanReminders(remindRules(), day, last, table.Days).ReportGaps(table) {
			got = append(got, day.Vietnamese()+" "+gap.Period.PeriodName+" since "+gap.Since.Vietnamese()+map[bool]string{true: ", over"}[gap.Over])
		}
		last = day
	}
	want := []string{
		"10/03/2027 Quý I năm 2027 since 15/12/2026", "16/03/2027 Quý I năm 2027 since 15/12/2026, over",
		"10/06/2027 6 tháng đầu năm 2027 since 15/03/2027", "16/06/2027 6 tháng đầu năm 2027 since 15/03/2027, over",
		"10/09/2027 Quý III năm 2027 since 15/06/2027", "16/09/2027 Quý III năm 2027 since 15/06/2027, over",
		"10/12/2027 Năm 2027 since 15/09/2027", "16/12/2027 Năm 2027 since 15/09/2027, over",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("%s", strings.Join(got, "\n"))
	}
}
