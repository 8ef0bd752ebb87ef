package app_test

import (
	"testing"

	"cchc/internal/app"
	"cchc/internal/calendar"
	"cchc/internal/fault"
	"cchc/internal/fixture/small"
	"cchc/internal/policy"
	"cchc/internal/reform"
)

func tet(name string) app.AddHolidays {
	first := calendar.NewDate(2027, 2, 5)
	return app.AddHolidays{Holiday: reform.Holiday{Day: first, Kind: reform.HolidayOff, Name: name}, Last: first.AddDays(6)}
}

func TestOfficeChiefAndAdministratorKeepTheHolidays(t *testing.T) {
	t.Parallel()
	for _, role := range reform.GivableRoles() {
		d := small.Build(t)
		who := d.OneOf(role)
		_, err := d.App.AddHolidays(t.Context(), who.Actor, tet("Tết Nguyên đán"))
		_, list := d.App.HolidayList(t.Context(), who.Actor, 2027, 1)
		if role == policy.Office || role == policy.Chief || role == policy.Admin {
			if err != nil || list != nil {
				t.Errorf("%s: %v, %v", role, err, list)
			}
			continue
		}
		refused(t, who.Username+" adds a holiday", err, fault.Forbidden, "không có quyền")
		refused(t, who.Username+" lists the holidays", list, fault.Forbidden, "không có quyền")
	}
}

func TestHolidaysAreEnteredEditedAndTakenOut(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	ctx, clerk := t.Context(), d.Clerk.Actor
	added, err := d.App.AddHolidays(ctx, clerk, tet("Tết Nguyên đán"))
	if err != nil || len(added) != 5 {
		t.Fatalf("%+v (%v)", added, err)
	}
	_, err = d.App.AddHolidays(ctx, clerk, tet("Lần nữa"))
	refused(t, "the same days again", err, fault.Invalid, "05/02/2027 đã có trong bảng: “Tết Nguyên đán”")
	list, err := d.App.HolidayList(ctx, clerk, 2027, 1)
	if err != nil || list.Total != 5 || len(list.Holidays) != 5 || list.Year != 2027 {
		t.Fatalf("%+v (%v)", list, err)
	}
	last := list.Holidays[4]
	taken := last
	taken.Day = list.Holidays[0].Day
	refused(t, "moved onto another", d.App.EditHoliday(ctx, clerk, taken), fault.Invalid, "đã có trong bảng")
	last.Name = "Tết (nghỉ bù)"
	if err := d.App.EditHoliday(ctx, clerk, last); err != nil {
		t.Fatal(err)
	}
	refused(t, "over a newer version", d.App.EditHoliday(ctx, clerk, last), fault.Conflict, "vừa được người khác thay đổi")
	_, err = d.App.RemoveHoliday(ctx, clerk, last.ID, last.Version)
	refused(t, "taken out on a stale page", err, fault.Conflict, "vừa được người khác thay đổi")
	if _, err := d.App.RemoveHoliday(ctx, clerk, last.ID, last.Version+1); err != nil {
		t.Fatal(err)
	}
	_, err = d.App.Holiday(ctx, clerk, last.ID)
	refused(t, "what was taken out", err, fault.NotFound, "Không tìm thấy")
	days, err := d.App.Days(ctx)
	if err != nil || days.IsWorking(list.Holidays[0].Day) || !days.IsWorking(last.Day) || len(days.Off) != 4 {
		t.Errorf("%+v (%v)", days, err)
	}
}

func TestEveryChangeOfAHolidayIsInTheAuditLog(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	day := calendar.NewDate(2026, 12, 31)
	added, err := d.App.AddHolidays(t.Context(), d.Clerk.Actor, app.AddHolidays{Holiday: reform.Holiday{Day: day, Kind: reform.HolidayOff, Name: "Nghỉ"}})
	if err != nil || len(added) != 1 {
		t.Fatal(err)
	}
	list, _ := d.App.HolidayList(t.Context(), d.Clerk.Actor, 2026, 1)
	h := list.Holidays[0]
	h.Name = "Nghỉ cuối năm"
	if err := d.App.EditHoliday(t.Context(), d.Chief.Actor, h); err != nil {
		t.Fatal(err)
	}
	if _, err := d.App.RemoveHoliday(t.Context(), d.Admin.Actor, h.ID, h.Version+1); err != nil {
		t.Fatal(err)
	}
	events, err := d.DB.AuditEvents(t.Context(), policy.See(d.Chief.Actor, policy.AuditRead), reform.AuditFilter{Action: string(policy.CalendarManage), Page: 1})
	if err != nil || len(events) != 3 || events[0].ObjectName != "31/12/2026 Nghỉ cuối năm" || len(events[0].Changes) != 3 || events[1].Changes[0].From != "Nghỉ" {
		t.Errorf("%+v (%v)", events, err)
	}
}
