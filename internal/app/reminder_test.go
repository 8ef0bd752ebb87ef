package app_test

import (
	"slices"
	"testing"

	"cchc/internal/app"
	"cchc/internal/calendar"
	"cchc/internal/fault"
	"cchc/internal/fixture/small"
	"cchc/internal/policy"
	"cchc/internal/reform"
)

// titlesOf are the reminders that the member got on the day.
func titlesOf(t *testing.T, d *small.Department, who small.Member, day calendar.Date) []string {
	t.Helper()
	var titles []string
	for _, r := range remindedAll(t, d) {
		if r.Username == who.Username && r.on() == day {
			titles = append(titles, r.Title)
		}
	}
	return titles
}

// morningOf runs the engine at six in the morning of the day and returns what the member hears.
func morningOf(t *testing.T, d *small.Department, who small.Member, day calendar.Date) []string {
	t.Helper()
	clockAt(d, day, reform.RemindHour, 0)
	remind(t, d)
	return titlesOf(t, d, who, day)
}

func TestTasksWithoutAReportForThePeriodAreReminded(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	far := on(1, 12)
	clockAt(d, calendar.NewDate(2026, 12, 1), 9, 0)
	silent, spoke, old := due(t, d, d.Science, far, true), due(t, d, d.Science, far, true), due(t, d, d.Science, far, true)
	d.Report(old, d.Science.Officer, 10) // before the period
	standing := d.Assignment(d.Draft(), d.Science)
	standing.Deadline, standing.DueOn = reform.DeadlineStanding, calendar.Date{}
	if err := d.App.AssignTask(t.Context(), d.Clerk.Actor, standing); err != nil {
		t.Fatal(err)
	}
	d.Move(d.Read(standing.Code), d.Science.Head, app.MoveTask{Act: reform.TaskAccept, Officer: d.Science.Officer.Person})
	d.Monthly(d.Science, 31)
	due(t, d, d.Science, far, false) // not accepted, so there is nothing to report of it
	clockAt(d, on(15, 1), 9, 0)
	d.Report(spoke, d.Science.Officer, 20)
	clockAt(d, on(2, 3), 9, 0)
	due(t, d, d.Science, far, true) // given less than two weeks before reports are due: too early to ask

	want := func(words string, codes ...string) []string {
		for i, code := range codes {
			codes[i] = code + ": chưa có báo cáo kỳ Quý I năm 2027" + words
		}
		return codes
	}
	equal(t, "before the period", morningOf(t, d, d.Science.Officer, on(9, 3)), nil)
	equal(t, "three working days before reports are due", morningOf(t, d, d.Science.Officer, on(10, 3)),
		want(" (hạn nộp 15/03/2027)", silent.Code, old.Code, standing.Code))
	equal(t, "the day after", morningOf(t, d, d.Science.Officer, on(11, 3)), nil)
	d.Report(silent, d.Science.Officer, 20)
	equal(t, "when reports were due", morningOf(t, d, d.Science.Head, on(16, 3)), want(", đã quá hạn nộp 15/03/2027", old.Code, standing.Code))
}

func TestReminderRulesAreEditedByTheOfficeAlone(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	ten := reform.ReminderRule{Days: 10, Head: true, Active: true}
	overdue := d.ReminderRule(reform.RemindOverdue)
	for _, who := range d.Everybody() {
		allowed := who.Has(policy.Office) || who.Has(policy.Chief)
		if _, err := d.App.ReminderPage(t.Context(), who.Actor); (err == nil) != allowed {
			t.Errorf("%s reads the rules: %v", who.Username, err)
		}
		if allowed {
			continue
		}
		_, removed := d.App.RemoveReminder(t.Context(), who.Actor, d.ReminderRule(reform.RemindDueBefore).ID, 1)
		for act, err := range map[string]error{
			"adds": d.App.AddReminder(t.Context(), who.Actor, ten), "edits": d.App.EditReminder(t.Context(), who.Actor, overdue), "removes": removed,
		} {
			if fault.KindOf(err) != fault.Forbidden {
				t.Errorf("%s %s a rule: %v", who.Username, act, err)
			}
		}
	}
}

func TestRemindersFollowTheRulesAsTheyAre(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	clockAt(d, on(4, 1), 9, 0)
	task := due(t, d, d.Science, on(22, 1), true)
	must(d.App.AddReminder(t.Context(), d.Clerk.Actor, reform.ReminderRule{Days: 10, Head: true, Active: true}))
	three := slices.IndexFunc(rulesOf(t, d), func(r reform.ReminderRule) bool { return r.Kind == reform.RemindDueBefore && r.Days == 3 })
	removed := rulesOf(t, d)[three]
	_, err := d.App.RemoveReminder(t.Context(), d.Chief.Actor, removed.ID, removed.Version)
	must(err)
	overdue := d.ReminderRule(reform.RemindOverdue)
	overdue.Days, overdue.Officer, overdue.Head = 2, false, false
	must(d.App.EditReminder(t.Context(), d.Clerk.Actor, overdue))
	weekly := d.ReminderRule(reform.RemindWeekly)
	weekly.Active = false
	must(d.App.EditReminder(t.Context(), d.Clerk.Actor, weekly))
	for day := on(5, 1); !day.After(on(1, 2)); day = day.AddDays(1) {
		clockAt(d, day, 7, 0)
		remind(t, d)
	}
	heard := func(who small.Member) []string {
		var lines []string
		for _, r := range remindedAll(t, d) {
			if r.Username == who.Username {
				lines = append(lines, r.on().Vietnamese()[:5]+r.Title[len(task.Code):])
			}
		}
		return lines
	}
	equal(t, "the officer", heard(d.Science.Officer), []string{"13/01: còn 7 ngày làm việc (hạn 22/01/2027)", "21/01: còn 1 ngày làm việc (hạn 22/01/2027)"})
	equal(t, "the head", heard(d.Science.Head), []string{"08/01: còn 10 ngày làm việc (hạn 22/01/2027)", "21/01: còn 1 ngày làm việc (hạn 22/01/2027)"})
	equal(t, "the Office", heard(d.Clerk), []string{"26/01: quá hạn 4 ngày (hạn 22/01/2027)"})
}

func rulesOf(t *testing.T, d *small.Department) []reform.ReminderRule {
	t.Helper()
	rules, err := d.DB.ReminderRules(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return rules
}

func TestRuleThatCannotStandIsRefused(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	seven := d.ReminderRule(reform.RemindDueBefore)
	edit := func(change func(*reform.ReminderRule)) error {
		rule := seven
		change(&rule)
		return d.App.EditReminder(t.Context(), d.Clerk.Actor, rule)
	}
	for claim, err := range map[string]error{
		"no days":            edit(func(r *reform.ReminderRule) { r.Days = 0 }),
		"too many days":      edit(func(r *reform.ReminderRule) { r.Days = 61 }),
		"another's days":     edit(func(r *reform.ReminderRule) { r.Days = 3 }),
		"nobody to tell":     edit(func(r *reform.ReminderRule) { r.Officer = false }),
		"a second of a kind": d.App.AddReminder(t.Context(), d.Clerk.Actor, reform.ReminderRule{Days: 1, Officer: true, Active: true}),
	} {
		if fault.KindOf(err) != fault.Invalid {
			t.Errorf("%s: %v", claim, err)
		}
	}
	if err := edit(func(r *reform.ReminderRule) { r.Version = 7 }); fault.KindOf(err) != fault.Conflict {
		t.Errorf("a stale page: %v", err)
	}
	overdue := d.ReminderRule(reform.RemindOverdue)
	if _, err := d.App.RemoveReminder(t.Context(), d.Clerk.Actor, overdue.ID, overdue.Version); fault.KindOf(err) != fault.Conflict {
		t.Errorf("the only rule of a kind was removed: %v", err)
	}
	if len(rulesOf(t, d)) != 7 || d.ReminderRule(reform.RemindDueBefore) != seven {
		t.Errorf("the rules are %+v", rulesOf(t, d))
	}
}

func TestReminderGoesOutAtOnceToWhoChoseSo(t *testing.T) {
	t.Parallel()
	p := newOutbox(t)
	p.exec(`insert into channel_choice (person_id, kind, channel, pace) values ($1, 'reminder.due', 'mail', 'at_once')`, p.Science.Officer.Person)
	clockAt(p.Department, on(20, 1), 9, 0)
	due(t, p.Department, p.Science, on(25, 1), true)
	due(t, p.Department, p.Science, on(25, 1), true)
	clockAt(p.Department, on(20, 1), 14, 0)
	remind(t, p.Department)
	if waiting := p.waiting(); len(waiting) != 2 {
		t.Errorf("%d deliveries wait, of two reminders to the one who chose to hear at once", len(waiting))
	}
	if heads := titlesOf(t, p.Department, p.Science.Head, on(20, 1)); len(heads) != 2 {
		t.Errorf("the head hears %q", heads)
	}
}

func TestWhatAHeadWouldHaveHeardReachesTheOfficeWhereAUnitHasNone(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	clockAt(d, on(18, 1), 9, 0)
	task := due(t, d, d.Science, on(22, 1), true)
	overdue := due(t, d, d.Digital, on(19, 1), true)
	exec := func(sql string, args ...any) {
		t.Helper()
		if _, err := d.DB.Pool().Exec(t.Context(), sql, args...); err != nil {
			t.Fatal(err)
		}
	}
	exec(`update person set active = false where id in ($1, $2)`, d.Science.Head.Person, d.Digital.Head.Person)
	d.Deputyship(d.Chief, d.SecondClerk, on(21, 1), on(21, 1))
	near, late := task.Code+": còn 1 ngày làm việc (hạn 22/01/2027)", overdue.Code+": quá hạn 1 ngày (hạn 19/01/2027)"
	equal(t, "the chief", morningOf(t, d, d.Chief, on(20, 1)), []string{late})
	equal(t, "the chief, the day after", morningOf(t, d, d.Chief, on(21, 1)), []string{near})
	equal(t, "who stands in for the chief", titlesOf(t, d, d.SecondClerk, on(21, 1)), []string{near})
	equal(t, "a clerk", titlesOf(t, d, d.Clerk, on(21, 1)), nil)
	equal(t, "another unit's head", titlesOf(t, d, d.Branch.Head, on(21, 1)), nil)
	list, err := d.App.Notices(t.Context(), d.Chief.Actor, 1)
	if err != nil || len(list.Notices) != 2 || list.Notices[0].Body != d.Units.Science.Name+" chưa có trưởng đơn vị nên Văn phòng nhận thay: đề nghị xử lý hoặc cử người phụ trách.\n"+task.Title {
		t.Errorf("the chief is told %+v (%v)", list.Notices, err)
	}
	if list, err := d.App.Notices(t.Context(), d.Clerk.Actor, 1); err != nil || len(list.Notices) != 1 || list.Notices[0].Body != overdue.Title {
		t.Errorf("a clerk, who hears of it as the Office, is told %+v (%v)", list.Notices, err)
	}
	exec(`update person set active = false where id = $1`, d.Chief.Person)
	exec(`update notice set key = key || '.before'`)
	exec(`delete from reminder_day`)
	equal(t, "a clerk where the Office has no chief", titlesOf(t, d, d.Clerk, on(21, 1)), nil)
	equal(t, "a clerk then", morningOf(t, d, d.Clerk, on(21, 1)), []string{near})
}
