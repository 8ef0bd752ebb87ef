package server

import (
	"net/http"

	"cchc/internal/app"
	"cchc/internal/paths"
	"cchc/internal/policy"
	"cchc/internal/reform"
	"cchc/internal/viet"
	"cchc/web/pages/holidays"
	"cchc/web/ui"
)

func (s *Server) holidayRoutes() []Route {
	return []Route{
		get(paths.Holidays, policy.CalendarManage, s.holidayList),
		post(paths.Holidays, policy.CalendarManage, s.addHolidays),
		get(paths.HolidayNew, policy.CalendarManage, s.newHoliday),
		get(paths.Holiday, policy.CalendarManage, s.holidayForm),
		post(paths.Holiday, policy.CalendarManage, s.editHoliday),
		get(paths.HolidayRemove, policy.CalendarManage, s.askRemoveHoliday),
		post(paths.HolidayRemove, policy.CalendarManage, s.removeHoliday),
	}
}

func (s *Server) holidayList(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	f := queried(r)
	list, err := s.App.HolidayList(r.Context(), who, f.Number("nam"), f.Page())
	if err != nil {
		return err
	}
	view := holidays.List{
		Year: list.Year, Years: list.Years, Holidays: list.Holidays,
		Pages: pagesOf(paths.Holidays, f, list.Page, list.Total, "ngày"),
	}
	return s.render(w, r, http.StatusOK, s.page(r, "Ngày nghỉ, làm bù", paths.Holidays, ui.Crumb{Label: "Ngày nghỉ"}), holidays.ListPage(view))
}

func (s *Server) newHoliday(w http.ResponseWriter, r *http.Request) error {
	return s.renderHoliday(w, r, http.StatusOK, holidays.Form{Entry: holidays.Typed(reform.Holiday{})})
}

func (s *Server) renderHoliday(w http.ResponseWriter, r *http.Request, status int, view holidays.Form) error {
	return s.render(w, r, status, s.page(r, view.Title(), paths.Holidays, holidayCrumbs(view.Title())...), holidays.FormPage(view))
}

func holidayCrumbs(label string) []ui.Crumb {
	return []ui.Crumb{{Label: "Ngày nghỉ", Href: paths.Holidays}, {Label: label}}
}

func (s *Server) addHolidays(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	f, err := readForm(w, r)
	if err != nil {
		return err
	}
	year := s.App.Today().Year()
	in := app.AddHolidays{Holiday: readHoliday(f, 0, year), Last: f.Date("den_ngay", year)}
	var added []reform.Holiday
	err = f.first(func() (err error) {
		added, err = s.App.AddHolidays(r.Context(), who, in)
		return err
	})
	if lines, status, ok := entryErrors(err); ok {
		return s.renderHoliday(w, r, status, holidays.Form{Entry: f.entry(lines)})
	}
	if err != nil {
		return err
	}
	sentence := "Đã thêm " + viet.Int(len(added)) + " ngày: " + in.Holiday.Name + "."
	return s.done(w, r, paths.ToHolidays(in.Holiday.Day.Year()), sentence)
}

func readHoliday(f *form, number int64, year int) reform.Holiday {
	return reform.Holiday{
		ID: number, Day: f.Date("tu_ngay", year), Kind: reform.HolidayKind(f.Line("loai")), Name: f.Line("ten"), Version: f.Number("phien_ban"),
	}
}

// holidayOf reads the day the URL names.
func (s *Server) holidayOf(r *http.Request) (reform.Holiday, error) {
	who, _ := actorOf(r)
	number, err := id(r, "id")
	if err != nil {
		return reform.Holiday{}, err
	}
	return s.App.Holiday(r.Context(), who, number)
}

func (s *Server) holidayForm(w http.ResponseWriter, r *http.Request) error {
	day, err := s.holidayOf(r)
	if err != nil {
		return err
	}
	return s.renderHoliday(w, r, http.StatusOK, holidays.Form{Holiday: day, Entry: holidays.Typed(day)})
}

func (s *Server) editHoliday(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	kept, err := s.holidayOf(r)
	if err != nil {
		return err
	}
	f, err := readForm(w, r)
	if err != nil {
		return err
	}
	return s.edit(w, r, edit{
		form: f, fields: holidays.Form{}.Fields(), next: paths.ToHolidays(kept.Day.Year()), done: "Đã lưu ngày “" + f.Line("ten") + "”.",
		deed: func() error {
			day := readHoliday(f, kept.ID, kept.Day.Year())
			return f.first(func() error { return s.App.EditHoliday(r.Context(), who, day) })
		},
		stored: func() (record, error) {
			day, err := s.holidayOf(r)
			return record{
				entry: holidays.Typed(day), fields: holidays.Form{}.Fields(), action: policy.CalendarManage, subject: day.Subject(),
			}, err
		},
		again: func(status int, lines []ui.FieldError) error {
			return s.renderHoliday(w, r, status, holidays.Form{Holiday: kept, Entry: f.entry(lines)})
		},
	})
}

func (s *Server) askRemoveHoliday(w http.ResponseWriter, r *http.Request) error {
	day, err := s.holidayOf(r)
	if err != nil {
		return err
	}
	page := s.page(r, "Xóa ngày "+day.Day.Vietnamese(), paths.Holidays, holidayCrumbs("Xóa ngày "+day.Day.Vietnamese())...)
	return s.render(w, r, http.StatusOK, page, holidays.RemovePage(day))
}

func (s *Server) removeHoliday(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	number, err := id(r, "id")
	if err != nil {
		return err
	}
	f, err := readForm(w, r)
	if err != nil {
		return err
	}
	day, err := s.App.RemoveHoliday(r.Context(), who, number, f.Number("phien_ban"))
	if err != nil {
		return err
	}
	return s.done(w, r, paths.ToHolidays(day.Day.Year()), "Đã xóa ngày "+day.Day.Vietnamese()+" khỏi bảng.")
}
