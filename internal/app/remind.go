package app

import (
	"context"
	"errors"

	"cchc/internal/calendar"
	"cchc/internal/fault"
	"cchc/internal/policy"
	"cchc/internal/postgres"
	"cchc/internal/reform"
)

// RemindPeople leaves, as the portal itself, each working day from six in the morning on, everything that people are to be
// reminded of by the rules; once for a day, in one transaction, however often and by however many programs it is run. Working
// days on which the portal was off are made up for, each thing once; on a day off nobody is reminded.
func (a *App) RemindPeople(ctx context.Context) error {
	today := a.Today()
	if a.Clock().In(calendar.Zone).Hour() < reform.RemindHour {
		return nil
	}
	days, err := a.Days(ctx)
	if err != nil || !days.IsWorking(today) {
		return err
	}
	last, err := lastReminded(ctx, a.DB.Reader)
	if err != nil || last.Compare(today) >= 0 {
		return err
	}
	err = a.DB.Write(ctx, func(tx *postgres.Tx) error { return remind(ctx, tx, policy.SystemActor(), today) })
	if errors.Is(err, errReminded) {
		return nil
	}
	return err
}

// errReminded ends the run of a program while another was faster.
var errReminded = errors.New("people were reminded of today already")

// lastReminded returns the day of the last run, none where there was none.
func lastReminded(ctx context.Context, r postgres.Reader) (calendar.Date, error) {
	done, err := r.ReminderDays(ctx, 1)
	if err != nil || len(done) == 0 {
		return calendar.Date{}, err
	}
	return done[0].Day, nil
}

// remind works out what people are reminded of today, marks the day and tells them.
func remind(ctx context.Context, tx *postgres.Tx, who policy.Actor, today calendar.Date) error {
	grant, err := policy.Allow(who, policy.ReminderSend, policy.Subject{Kind: policy.Reminders})
	if err != nil {
		return err
	}
	last, err := lastReminded(ctx, tx.Reader)
	if err != nil {
		return err
	}
	if last.Compare(today) >= 0 {
		return errReminded
	}
	rules, err := tx.ReminderRules(ctx)
	if err != nil {
		return err
	}
	table, err := timetable(ctx, tx.Reader, today)
	if err != nil {
		return err
	}
	plan := reform.PlanReminders(rules, today, last, table.Days)
	tellings, err := reminders(ctx, tx, policy.See(who, policy.TaskRead), plan, table)
	if err != nil {
		return err
	}
	marked, err := tx.MarkReminderDay(ctx, grant, plan, len(tellings))
	if fault.KindOf(err) == fault.Conflict {
		return errReminded
	}
	if err != nil {
		return err
	}
	return tx.TellEach(ctx, grant, marked, tellings)
}

// reminders returns what the plan says, in the order in which it weighs on people.
func reminders(ctx context.Context, tx *postgres.Tx, scope policy.Scope, plan reform.ReminderPlan, table reform.Timetable) ([]reform.Telling, error) {
	var all []reform.Telling
	for _, part := range []func() ([]reform.Telling, error){
		func() ([]reform.Telling, error) { return remindOfApprovals(ctx, tx, scope, plan) },
		func() ([]reform.Telling, error) { return remindOfReports(ctx, tx, scope, plan, table) },
		func() ([]reform.Telling, error) { return remindOfDeadlines(ctx, tx, scope, plan) },
	} {
		tellings, err := part()
		if err != nil {
			return nil, err
		}
		all = append(all, tellings...)
	}
	return all, nil
}

func remindOfDeadlines(ctx context.Context, tx *postgres.Tx, scope policy.Scope, plan reform.ReminderPlan) ([]reform.Telling, error) {
	runs := plan.DueDays()
	if len(runs) == 0 {
		return nil, nil
	}
	tasks, err := tx.DueTasks(ctx, scope, runs)
	if err != nil {
		return nil, err
	}
	shares, err := tx.DueShares(ctx, scope, runs)
	if err != nil {
		return nil, err
	}
	tellings := make([]reform.Telling, 0, len(tasks)+len(shares))
	for _, matter := range append(shares, tasks...) {
		if telling, ok := plan.Due(matter); ok {
			tellings = append(tellings, telling)
		}
	}
	return tellings, nil
}

func remindOfReports(ctx context.Context, tx *postgres.Tx, scope policy.Scope, plan reform.ReminderPlan, table reform.Timetable) ([]reform.Telling, error) {
	var tellings []reform.Telling
	for _, gap := range plan.ReportGaps(table) {
		silent, err := tx.SilentTasks(ctx, scope, gap)
		if err != nil {
			return nil, err
		}
		for _, task := range silent {
			tellings = append(tellings, plan.Missing(task, gap))
		}
	}
	return tellings, nil
}

func remindOfApprovals(ctx context.Context, tx *postgres.Tx, scope policy.Scope, plan reform.ReminderPlan) ([]reform.Telling, error) {
	if !plan.Approvals() {
		return nil, nil
	}
	extensions, err := tx.Setting(ctx, reform.SettingExtensions)
	if err != nil {
		return nil, err
	}
	waiting, err := tx.WaitingApprovals(ctx, scope, extensions.Number())
	if err != nil {
		return nil, err
	}
	var tellings []reform.Telling
	for _, w := range waiting {
		if telling, ok := plan.Waiting(w); ok {
			tellings = append(tellings, telling)
		}
	}
	letters, err := tx.WaitingLetters(ctx, scope)
	for _, w := range letters {
		if telling, ok := plan.Letter(w); ok {
			tellings = append(tellings, telling)
		}
	}
	return tellings, err
}
