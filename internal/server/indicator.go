package server

import (
	"net/http"

	"cchc/internal/app"
	"cchc/internal/paths"
	"cchc/internal/policy"
	"cchc/internal/reform"
	"cchc/web/pages/indicators"
	"cchc/web/ui"
)

func (s *Server) indicatorRoutes() []Route {
	return []Route{
		get(paths.Indicators, policy.IndicatorRead, s.indicatorList),
		post(paths.Indicators, policy.IndicatorManage, s.addIndicator),
		get(paths.IndicatorNew, policy.IndicatorManage, s.newIndicator),
		get(paths.Indicator, policy.IndicatorManage, s.indicatorForm),
		post(paths.Indicator, policy.IndicatorManage, s.editIndicator),
	}
}

func (s *Server) indicatorList(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	f := queried(r)
	filter := reform.IndicatorFilter{Page: f.Page()}
	if area := typedArea(f); area.Valid() {
		filter.Area = &area
	}
	list, err := s.App.IndicatorList(r.Context(), who, filter)
	if err != nil {
		return err
	}
	view := indicators.List{
		Lines: list.Lines, Query: f.entry(nil), MayManage: list.MayManage, Pages: pagesOf(paths.Indicators, f, list.Page, list.Total, "chỉ tiêu"),
	}
	return s.render(w, r, http.StatusOK, s.page(r, "Chỉ tiêu", paths.Indicators, ui.Crumb{Label: "Chỉ tiêu"}), indicators.ListPage(view))
}

// renderIndicator shows the form of one indicator, or of a new one where the number is 0; without an entry it holds what is stored.
func (s *Server) renderIndicator(w http.ResponseWriter, r *http.Request, status int, number int64, entry *ui.Entry) error {
	who, _ := actorOf(r)
	form, err := s.App.IndicatorForm(r.Context(), who, number)
	if err != nil {
		return err
	}
	view := indicators.Form{Line: form.Line, Choices: form.Choices, Entry: indicators.Typed(form.Line)}
	if entry != nil {
		view.Entry = *entry
	}
	crumbs := []ui.Crumb{{Label: "Chỉ tiêu", Href: paths.Indicators}, {Label: view.Title()}}
	return s.render(w, r, status, s.page(r, view.Title(), paths.Indicators, crumbs...), indicators.FormPage(view))
}

func (s *Server) newIndicator(w http.ResponseWriter, r *http.Request) error {
	return s.renderIndicator(w, r, http.StatusOK, 0, nil)
}

func (s *Server) indicatorForm(w http.ResponseWriter, r *http.Request) error {
	number, err := id(r, "id")
	if err != nil {
		return err
	}
	return s.renderIndicator(w, r, http.StatusOK, number, nil)
}

func (s *Server) addIndicator(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	f, err := readForm(w, r)
	if err != nil {
		return err
	}
	in := typedIndicator(f, 0, s.App.Today().Year())
	err = f.first(func() error { _, err := s.App.SetIndicator(r.Context(), who, in); return err })
	if lines, status, ok := entryErrors(err); ok {
		entry := f.entry(lines)
		return s.renderIndicator(w, r, status, 0, &entry)
	}
	if err != nil {
		return err
	}
	return s.done(w, r, paths.ToIndicators(int(in.Indicator.Area)), "Đã thêm chỉ tiêu “"+in.Indicator.Name+"”.")
}

func (s *Server) editIndicator(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	number, err := id(r, "id")
	if err != nil {
		return err
	}
	f, err := readForm(w, r)
	if err != nil {
		return err
	}
	return s.edit(w, r, edit{
		form: f, fields: indicators.Form{}.Fields(), next: paths.ToIndicators(int(typedArea(f))), done: "Đã lưu chỉ tiêu “" + f.Line("ten") + "”.",
		deed: func() error {
			in := typedIndicator(f, number, s.App.Today().Year())
			return f.first(func() error { _, err := s.App.SetIndicator(r.Context(), who, in); return err })
		},
		stored: func() (record, error) {
			form, err := s.App.IndicatorForm(r.Context(), who, number)
			view := indicators.Form{Line: form.Line, Choices: form.Choices}
			return record{
				entry: indicators.Typed(form.Line), fields: view.Fields(), action: policy.IndicatorManage, subject: form.Line.Subject(),
			}, err
		},
		again: func(status int, lines []ui.FieldError) error {
			entry := f.entry(lines)
			return s.renderIndicator(w, r, status, number, &entry)
		},
	})
}

// typedIndicator returns the indicator as typed.
func typedIndicator(f *form, number int64, year int) app.SetIndicator {
	indicator := reform.Indicator{
		ID: number, Name: f.Line("ten"), Area: typedArea(f), Measure: f.Line("don_vi_tinh"), Direction: reform.Direction(f.Line("huong")),
		Target: f.Decimal("chi_tieu"), TargetOn: f.Date("ngay_dat", year), ClauseID: f.ID("khoan"), Version: f.Number(ui.VersionField),
	}
	if f.Line("diem_xuat_phat") != "" {
		baseline := f.Decimal("diem_xuat_phat")
		indicator.Baseline = &baseline
	}
	return app.SetIndicator{Indicator: indicator, Tasks: reform.TaskCodes(f.Text("nhiem_vu"))}
}
