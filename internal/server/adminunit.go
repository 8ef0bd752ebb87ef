package server

import (
	"net/http"

	"cchc/internal/paths"
	"cchc/internal/policy"
	"cchc/internal/reform"
	"cchc/web/pages/org"
	"cchc/web/ui"
)

func (s *Server) unitTree(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	units, err := s.App.UnitTree(r.Context(), who)
	if err != nil {
		return err
	}
	view := org.List{Units: units, Today: s.App.Today()}
	return s.render(w, r, http.StatusOK, s.page(r, "Cơ cấu đơn vị", paths.AdminUnits, ui.Crumb{Label: "Cơ cấu đơn vị"}), org.ListPage(view))
}

func (s *Server) newUnit(w http.ResponseWriter, r *http.Request) error {
	return s.renderUnitForm(w, r, http.StatusOK, 0, nil, nil)
}

func (s *Server) unitForm(w http.ResponseWriter, r *http.Request) error {
	number, err := id(r, "id")
	if err != nil {
		return err
	}
	return s.renderUnitForm(w, r, http.StatusOK, number, nil, nil)
}

// renderUnitForm sends the form as typed, or as the unit is kept where typed is nil.
func (s *Server) renderUnitForm(w http.ResponseWriter, r *http.Request, status int, number int64, typed *form, lines []ui.FieldError) error {
	who, _ := actorOf(r)
	data, err := s.App.UnitForm(r.Context(), who, number)
	if err != nil {
		return err
	}
	view := org.Form{Unit: data.Unit, Units: data.Units, Entry: org.Typed(data.Unit)}
	if typed != nil {
		view.Entry = typed.entry(lines)
	}
	crumbs := []ui.Crumb{{Label: "Cơ cấu đơn vị", Href: paths.AdminUnits}, {Label: view.Title()}}
	return s.render(w, r, status, s.page(r, view.Title(), paths.AdminUnits, crumbs...), org.FormPage(view))
}

func (s *Server) createUnit(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	f, err := readForm(w, r)
	if err != nil {
		return err
	}
	unit := readUnit(f, 0, s.App.Today().Year())
	err = f.first(func() error { _, err := s.App.CreateUnit(r.Context(), who, unit); return err })
	if lines, status, ok := entryErrors(err); ok {
		return s.renderUnitForm(w, r, status, 0, f, lines)
	}
	if err != nil {
		return err
	}
	return s.done(w, r, paths.AdminUnits, unitSaved(unit))
}

func unitSaved(unit reform.Unit) string { return "Đã lưu đơn vị “" + unit.Name + "”." }

func (s *Server) editUnit(w http.ResponseWriter, r *http.Request) error {
	number, err := id(r, "id")
	if err != nil {
		return err
	}
	who, _ := actorOf(r)
	f, err := readForm(w, r)
	if err != nil {
		return err
	}
	return s.edit(w, r, edit{
		form: f, fields: org.Form{}.Fields(), next: paths.AdminUnits, done: unitSaved(reform.Unit{Name: f.Line("ten")}),
		deed: func() error {
			unit := readUnit(f, number, s.App.Today().Year())
			return f.first(func() error { return s.App.EditUnit(r.Context(), who, unit) })
		},
		stored: func() (record, error) { return s.storedUnit(r, number) },
		again:  func(status int, lines []ui.FieldError) error { return s.renderUnitForm(w, r, status, number, f, lines) },
	})
}

func (s *Server) storedUnit(r *http.Request, number int64) (record, error) {
	who, _ := actorOf(r)
	data, err := s.App.UnitForm(r.Context(), who, number)
	view := org.Form{Unit: data.Unit, Units: data.Units}
	return record{entry: org.Typed(data.Unit), fields: view.Fields(), action: policy.UnitManage, subject: data.Unit.Subject()}, err
}

func readUnit(f *form, number int64, year int) reform.Unit {
	unit := reform.Unit{
		ID: number, Code: f.Line("ma"), Name: f.Line("ten"), ShortName: f.Line("ten_ngan"), Kind: reform.UnitKind(f.Line("loai")),
		Relation: reform.Relation(f.Line("quan_he")), ParentID: f.ID("cap_tren"), ValidFrom: f.Date("tu_ngay", year),
		ValidTo: f.Date("den_ngay", year), Version: f.Number("phien_ban"),
	}
	if f.On("thu_tu") {
		unit.SortOrder = f.Int("thu_tu", "Nhập thứ tự là số nguyên, ví dụ 5.")
	}
	return unit
}
