package survival_test

import (
	"maps"
	"testing"

	"cchc/internal/app"
	"cchc/internal/calendar"
	"cchc/internal/fixture/small"
	"cchc/internal/reform"
)

func init() { maps.Copy(deeds, deadlineDeeds) }

// deadlineDeeds are the deeds that move deadlines, and what they are reckoned with.
var deadlineDeeds = map[string]prepared{
	"RequestExtension": func(t *testing.T, d *small.Department, a *app.App) func() error {
		task := d.InProgress(d.Science)
		return func() error {
			in := app.RequestExtension{Code: task.Code, ProposedOn: task.DueOn.AddDays(7), Reason: reason}
			_, err := a.RequestExtension(t.Context(), d.Science.Officer.Actor, in)
			return err
		}
	},
	"DecideExtension sign":  decided(reform.ExtensionRequested, reform.ExtensionSign, func(d *small.Department) small.Member { return d.Science.Head }),
	"DecideExtension grant": decided(reform.ExtensionSigned, reform.ExtensionGrant, func(d *small.Department) small.Member { return d.Chief }),
	"ReassignTask": func(t *testing.T, d *small.Department, a *app.App) func() error {
		task := d.InProgress(d.Science, reform.TaskUnit{UnitID: d.Units.Digital.ID, Part: reform.Cooperating})
		to := reform.Reassignment{LeadUnit: d.Units.Digital.ID, DueOn: task.DueOn.AddDays(7), KeepOld: true, Note: reason}
		return func() error {
			return a.ReassignTask(t.Context(), d.Clerk.Actor, app.ReassignTask{Code: task.Code, Seen: task.Version, To: to})
		}
	},
	"AddHolidays": func(t *testing.T, d *small.Department, a *app.App) func() error {
		first := calendar.NewDate(2027, 2, 8)
		in := app.AddHolidays{Holiday: reform.Holiday{Day: first, Kind: reform.HolidayOff, Name: "Tết"}, Last: first.AddDays(3)}
		return func() error { _, err := a.AddHolidays(t.Context(), d.Clerk.Actor, in); return err }
	},
	"EditHoliday": func(t *testing.T, d *small.Department, a *app.App) func() error {
		day := d.Holiday("Quốc khánh")
		day.Name = "Quốc khánh 2/9"
		return func() error { return a.EditHoliday(t.Context(), d.Clerk.Actor, day) }
	},
	"RemoveHoliday": func(t *testing.T, d *small.Department, a *app.App) func() error {
		day := d.Holiday("Quốc khánh")
		return func() error { _, err := a.RemoveHoliday(t.Context(), d.Clerk.Actor, day.ID, day.Version); return err }
	},
	"ChangeSetting": func(t *testing.T, d *small.Department, a *app.App) func() error {
		next := reform.Setting{Key: reform.SettingExtensions, Value: "2", Version: 1}
		return func() error { return a.ChangeSetting(t.Context(), d.Chief.Actor, next) }
	},
}

// decided is a step of a request, from the state and by whom it says.
func decided(from reform.ExtensionState, act reform.ExtensionAct, by func(*small.Department) small.Member) prepared {
	return func(t *testing.T, d *small.Department, a *app.App) func() error {
		in := d.Decision(d.Extension(from, d.InProgress(d.Science), d.Science).ID, act)
		return func() error { return a.DecideExtension(t.Context(), by(d).Actor, in) }
	}
}
