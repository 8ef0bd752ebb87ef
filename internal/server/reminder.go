package server

import (
	"net/http"
	"slices"

	"cchc/internal/paths"
	"cchc/internal/policy"
	"cchc/internal/reform"
	"cchc/web/pages/reminders"
	"cchc/web/ui"
)

func (s *Server) reminderRoutes() []Route {
	return []Route{
		get(paths.Reminders, policy.ReminderManage, s.reminderList),
		post(paths.Reminders, policy.ReminderManage, s.addReminder),
		get(paths.ReminderNew, policy.ReminderManage, s.newReminder),
		get(paths.Reminder, policy.ReminderManage, s.reminderForm),
		post(paths.Reminder, policy.ReminderManage, s.editReminder),
		get(paths.ReminderRemove, policy.ReminderManage, s.askRemoveReminder),
		post(paths.ReminderRemove, policy.ReminderManage, s.removeReminder),
	}
}

func (s *Server) reminderList(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	page, err := s.App.ReminderPage(r.Context(), who)
	if err != nil {
		return err
	}
	view := reminders.List{Rules: page.Rules, Days: page.Days}
	return s.render(w, r, http.StatusOK, s.page(r, "Nhắc tự động", paths.Reminders, ui.Crumb{Label: "Nhắc tự động"}), reminders.ListPage(view))
}

func (s *Server) newReminder(w http.ResponseWriter, r *http.Request) error {
	return s.renderReminder(w, r, http.StatusOK, reminders.New(ui.Entry{}))
}

func (s *Server) renderReminder(w http.ResponseWriter, r *http.Request, status int, view reminders.Form) error {
	return s.render(w, r, status, s.page(r, view.Title(), paths.Reminders, reminderCrumbs(view.Title())...), reminders.FormPage(view))
}

func reminderCrumbs(label string) []ui.Crumb {
	return []ui.Crumb{{Label: "Nhắc tự động", Href: paths.Reminders}, {Label: label}}
}

func (s *Server) addReminder(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	f, err := readForm(w, r)
	if err != nil {
		return err
	}
	rule := readReminder(f, reform.ReminderRule{Kind: reform.RemindDueBefore})
	err = s.App.AddReminder(r.Context(), who, rule)
	if lines, status, ok := entryErrors(err); ok {
		return s.renderReminder(w, r, status, reminders.New(f.entry(lines)))
	}
	if err != nil {
		return err
	}
	return s.done(w, r, paths.Reminders, "Đã thêm quy tắc “"+rule.Label()+"”.")
}

// readReminder reads the form over the rule as it is kept.
func readReminder(f *form, kept reform.ReminderRule) reform.ReminderRule {
	told := func(who string) bool { return slices.Contains(f.values[reminders.WhoField], who) }
	kept.Officer, kept.Head, kept.Office = told(reminders.Officer), told(reminders.Head), told(reminders.Office)
	kept.Active, kept.Version = f.On(reminders.ActiveField), f.Number(ui.VersionField)
	if kept.Kind.Counts() {
		kept.Days = f.Number(reminders.DaysField)
	}
	return kept
}

// reminderOf reads the rule that the URL names.
func (s *Server) reminderOf(r *http.Request) (reform.ReminderRule, error) {
	who, _ := actorOf(r)
	number, err := id(r, "id")
	if err != nil {
		return reform.ReminderRule{}, err
	}
	return s.App.ReminderRule(r.Context(), who, number)
}

func (s *Server) reminderForm(w http.ResponseWriter, r *http.Request) error {
	rule, err := s.reminderOf(r)
	if err != nil {
		return err
	}
	return s.renderReminder(w, r, http.StatusOK, reminders.Form{Rule: rule, Entry: reminders.Typed(rule)})
}

func (s *Server) editReminder(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	kept, err := s.reminderOf(r)
	if err != nil {
		return err
	}
	f, err := readForm(w, r)
	if err != nil {
		return err
	}
	return s.edit(w, r, edit{
		form: f, fields: reminders.Form{Rule: kept}.Fields(), next: paths.Reminders, done: "Đã lưu quy tắc “" + readReminder(f, kept).Label() + "”.",
		deed: func() error { return s.App.EditReminder(r.Context(), who, readReminder(f, kept)) },
		stored: func() (record, error) {
			rule, err := s.reminderOf(r)
			return record{
				entry: reminders.Typed(rule), fields: reminders.Form{Rule: rule}.Fields(), action: policy.ReminderManage, subject: rule.Subject(),
			}, err
		},
		again: func(status int, lines []ui.FieldError) error {
			return s.renderReminder(w, r, status, reminders.Form{Rule: kept, Entry: f.entry(lines)})
		},
	})
}

func (s *Server) askRemoveReminder(w http.ResponseWriter, r *http.Request) error {
	return s.renderRemoveReminder(w, r, http.StatusOK, nil)
}

func (s *Server) renderRemoveReminder(w http.ResponseWriter, r *http.Request, status int, lines []ui.FieldError) error {
	rule, err := s.reminderOf(r)
	if err != nil {
		return err
	}
	if err := rule.CheckRemove(); err != nil {
		return err
	}
	page := s.page(r, "Xóa quy tắc nhắc", paths.Reminders, reminderCrumbs("Xóa quy tắc")...)
	return s.render(w, r, status, page, reminders.RemovePage(rule, lines))
}

func (s *Server) removeReminder(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	rule, err := s.reminderOf(r)
	if err != nil {
		return err
	}
	f, err := readForm(w, r)
	if err != nil {
		return err
	}
	_, err = s.App.RemoveReminder(r.Context(), who, rule.ID, f.Number(ui.VersionField))
	if lines, status, ok := entryErrors(err); ok {
		return s.renderRemoveReminder(w, r, status, lines)
	}
	if err != nil {
		return err
	}
	return s.done(w, r, paths.Reminders, "Đã xóa quy tắc “"+rule.Label()+"”.")
}
