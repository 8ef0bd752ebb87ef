package server

import (
	"net/http"

	"cchc/internal/app"
	"cchc/internal/paths"
	"cchc/internal/policy"
	"cchc/internal/reform"
	"cchc/web/pages/windows"
	"cchc/web/ui"
)

func (s *Server) windowRoutes() []Route {
	return []Route{
		get(paths.Windows, policy.CalendarManage, s.windowList),
		get(paths.Window, policy.CalendarManage, s.windowForm),
		post(paths.Window, policy.CalendarManage, s.editWindow),
		get(paths.NextOf, policy.CalendarManage, s.nextWindowForm),
		post(paths.NextOf, policy.CalendarManage, s.nextWindow),
	}
}

func (s *Server) windowList(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	all, err := s.App.ReportingWindows(r.Context(), who)
	if err != nil {
		return err
	}
	view := windows.List{Windows: all, Today: s.App.Today()}
	return s.render(w, r, http.StatusOK, s.page(r, "Kỳ báo cáo", paths.Windows, ui.Crumb{Label: "Kỳ báo cáo"}), windows.ListPage(view))
}

func (s *Server) renderWindow(w http.ResponseWriter, r *http.Request, status int, view windows.Form) error {
	crumbs := []ui.Crumb{{Label: "Kỳ báo cáo", Href: paths.Windows}, {Label: view.Title()}}
	return s.render(w, r, status, s.page(r, view.Title(), paths.Windows, crumbs...), windows.FormPage(view))
}

// windowOf reads the version that the URL names.
func (s *Server) windowOf(r *http.Request) (reform.ReportingWindow, error) {
	who, _ := actorOf(r)
	number, err := id(r, "id")
	if err != nil {
		return reform.ReportingWindow{}, err
	}
	return s.App.ReportingWindow(r.Context(), who, number)
}

func (s *Server) windowForm(w http.ResponseWriter, r *http.Request) error {
	window, err := s.windowOf(r)
	if err != nil {
		return err
	}
	return s.renderWindow(w, r, http.StatusOK, windows.Form{Window: window, Entry: windows.Typed(window)})
}

func (s *Server) editWindow(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	kept, err := s.windowOf(r)
	if err != nil {
		return err
	}
	f, err := readForm(w, r)
	if err != nil {
		return err
	}
	return s.edit(w, r, edit{
		form: f, fields: windows.Form{}.Fields(), next: paths.Windows, done: "Đã lưu kỳ báo cáo " + f.Line("ten") + ".",
		deed: func() error {
			return s.App.EditWindow(r.Context(), who, app.EditWindow{Window: typedWindow(f, kept.ID)})
		},
		stored: func() (record, error) {
			window, err := s.windowOf(r)
			return record{
				entry: windows.Typed(window), fields: windows.Form{}.Fields(), action: policy.CalendarManage, subject: window.Subject(),
			}, err
		},
		again: func(status int, lines []ui.FieldError) error {
			return s.renderWindow(w, r, status, windows.Form{Window: kept, Entry: f.entry(lines)})
		},
	})
}

func (s *Server) nextWindowForm(w http.ResponseWriter, r *http.Request) error {
	window, err := s.windowOf(r)
	if err != nil {
		return err
	}
	return s.renderWindow(w, r, http.StatusOK, windows.Form{Window: window, Anew: true, Entry: windows.Typed(window)})
}

func (s *Server) nextWindow(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	kept, err := s.windowOf(r)
	if err != nil {
		return err
	}
	f, err := readForm(w, r)
	if err != nil {
		return err
	}
	next := typedWindow(f, kept.ID)
	next.ValidFrom = f.Date("tu_ngay", s.App.Today().Year())
	err = f.first(func() error { return s.App.EditWindow(r.Context(), who, app.EditWindow{Window: next, Anew: true}) })
	if lines, status, ok := entryErrors(err); ok {
		if status == http.StatusConflict { // the page shows what is stored now
			f.values = windows.Typed(kept).Values
		}
		return s.renderWindow(w, r, status, windows.Form{Window: kept, Anew: true, Entry: f.entry(lines)})
	}
	if err != nil {
		return err
	}
	return s.done(w, r, paths.Windows, "Đã thêm quy định mới cho kỳ "+next.Name+", áp dụng từ "+next.ValidFrom.Vietnamese()+".")
}

func typedWindow(f *form, number int64) reform.ReportingWindow {
	w := reform.ReportingWindow{ID: number, Name: f.Line("ten"), FromLastYear: f.On("nam_truoc"), Version: f.Number(ui.VersionField)}
	w.FromDay, w.FromMonth = reform.ParseDayMonth(f.Line("tu"))
	w.ToDay, w.ToMonth = reform.ParseDayMonth(f.Line("den"))
	w.DueDay, w.DueMonth = reform.ParseDayMonth(f.Line("han"))
	return w
}
