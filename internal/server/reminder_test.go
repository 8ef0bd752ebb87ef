package server_test

import (
	"net/http"
	"slices"
	"testing"
	"time"

	"cchc/internal/paths"
	"cchc/internal/reform"
	"cchc/web/pages/reminders"
)

func TestRulesOfRemindersAreAddedEditedAndRemoved(t *testing.T) {
	t.Parallel()
	p := open(t)
	v := p.as(p.Clerk)
	list := v.get(paths.Reminders)
	for _, rule := range p.reminderRules() {
		shows(t, list, rule.Label())
	}
	shows(t, list, "Cổng chưa nhắc lần nào.")
	fresh := v.get(paths.ReminderNew).page(t).form(paths.Reminders).values
	fresh.Set(reminders.DaysField, "10")
	got := v.post(paths.Reminders, fresh)
	want(t, "a rule more", got, http.StatusSeeOther)
	shows(t, v.get(got.to()), "Đã thêm quy tắc “Trước hạn 10 ngày làm việc”.", "Người xử lý")
	ten := p.ReminderRule(reform.RemindDueBefore)
	values := v.get(paths.ToReminder(ten.ID)).page(t).form(paths.ToReminder(ten.ID)).values
	values[reminders.WhoField] = []string{reminders.Head, reminders.Office}
	values.Del(reminders.ActiveField)
	want(t, "the rule edited", v.post(paths.ToReminder(ten.ID), values), http.StatusSeeOther)
	shows(t, v.get(paths.Reminders), "Lãnh đạo đơn vị, Văn phòng", "Tạm ngừng")
	removal := v.get(paths.ToReminderRemove(ten.ID)).page(t).form(paths.ToReminderRemove(ten.ID)).values
	want(t, "the rule removed", v.post(paths.ToReminderRemove(ten.ID), removal), http.StatusSeeOther)
	want(t, "the rule that is gone", v.get(paths.ToReminder(ten.ID)), http.StatusNotFound)
	only := p.ReminderRule(reform.RemindWeekly)
	want(t, "the only rule of its kind", v.get(paths.ToReminderRemove(only.ID)), http.StatusConflict)
	if left := p.reminderRules(); len(left) != 7 || slices.Contains(left, ten) {
		t.Errorf("%d rules are left", len(left))
	}
}

func (p *portal) reminderRules() []reform.ReminderRule {
	p.t.Helper()
	rules, err := p.DB.ReminderRules(p.t.Context())
	if err != nil {
		p.t.Fatal(err)
	}
	return rules
}

func TestWhatTwoClerksChangeOfARuleIsJoined(t *testing.T) {
	t.Parallel()
	p := open(t)
	rule := p.ReminderRule(reform.RemindOverdue)
	to := paths.ToReminder(rule.ID)
	mine, theirs := p.as(p.Clerk).get(to).page(t).form(to).values, p.as(p.SecondClerk).get(to).page(t).form(to).values
	theirs.Set(reminders.DaysField, "2")
	want(t, "their days", p.as(p.SecondClerk).post(to, theirs), http.StatusSeeOther)
	again := p.as(p.Clerk).get(to).page(t).form(to).values
	mine[reminders.WhoField] = []string{reminders.Officer, reminders.Head}
	want(t, "my people", p.as(p.Clerk).post(to, mine), http.StatusSeeOther)
	if now := p.ReminderRule(reform.RemindOverdue); now.Days != 2 || now.Office || !now.Head || now.Version != rule.Version+2 {
		t.Errorf("the rule is %+v", now)
	}
	again.Set(reminders.DaysField, "5")
	theirs = p.as(p.SecondClerk).get(to).page(t).form(to).values
	theirs.Set(reminders.DaysField, "4")
	want(t, "their days again", p.as(p.SecondClerk).post(to, theirs), http.StatusSeeOther)
	refused := p.as(p.Clerk).post(to, again)
	want(t, "my days over theirs", refused, http.StatusConflict)
	shows(t, refused, p.SecondClerk.Name, reform.RemindOverdue.DaysLabel())
}

func TestPageOfRulesShowsTheLastMornings(t *testing.T) {
	t.Parallel()
	p := open(t)
	p.InProgress(p.Science)
	p.Clock.Advance(30 * 24 * time.Hour)
	if err := p.App.RemindPeople(t.Context()); err != nil {
		t.Fatal(err)
	}
	shows(t, p.as(p.Chief).get(paths.Reminders), "12:00, Thứ Tư, 23/12/2026: nhắc 0 việc.")
	p.Clock.Advance(24 * time.Hour)
	if err := p.App.RemindPeople(t.Context()); err != nil {
		t.Fatal(err)
	}
	shows(t, p.as(p.Clerk).get(paths.Reminders), "12:00, Thứ Năm, 24/12/2026: nhắc 1 việc.")
	shows(t, p.as(p.Science.Officer).get(paths.Notices), "quá hạn 1 ngày (hạn 23/12/2026)")
}
