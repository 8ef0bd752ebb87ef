package server

import (
	"net/http"
	"strconv"
	"strings"

	"cchc/internal/app"
	"cchc/internal/paths"
	"cchc/internal/policy"
	"cchc/internal/reform"
	"cchc/web/pages/org"
	"cchc/web/ui"
)

func (s *Server) unitChangeRoutes() []Route {
	return []Route{
		get(paths.UnitChange, policy.UnitReadChange, s.unitChangePage),
		post(paths.UnitChange, policy.UnitReorganise, s.changeUnit),
		post(paths.UnitChangeDrop, policy.UnitReorganise, s.dropUnitChange),
	}
}

func (s *Server) unitChangePage(w http.ResponseWriter, r *http.Request) error {
	return s.renderUnitChange(w, r, http.StatusOK, ui.Entry{})
}

func (s *Server) renderUnitChange(w http.ResponseWriter, r *http.Request, status int, entry ui.Entry) error {
	who, _ := actorOf(r)
	number, err := id(r, "id")
	if err != nil {
		return err
	}
	page, err := s.App.UnitChangePage(r.Context(), who, number)
	if err != nil {
		return err
	}
	view := org.Change{
		Unit: page.Unit, Units: page.Units, Names: page.Names, Changes: page.Changes, Parts: page.Parts, Tasks: page.Tasks, People: page.People,
		May: page.May, Today: s.App.Today(), Entry: entry,
	}
	crumbs := []ui.Crumb{{Label: page.Unit.Name, Href: paths.ToUnit(number)}, {Label: "Đóng, sáp nhập, chia tách"}}
	if who.Reach(policy.UnitManage) > policy.Nothing {
		crumbs[0].Href = paths.ToAdminUnit(number)
	}
	return s.render(w, r, status, s.page(r, view.Title(), paths.OwnUnit, crumbs...), org.ChangePage(view))
}

func (s *Server) changeUnit(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	number, err := id(r, "id")
	if err != nil {
		return err
	}
	f, err := readForm(w, r)
	if err != nil {
		return err
	}
	in := app.ChangeUnit{Seen: f.Number("phien_ban"), Parts: typedParts(f), Change: reform.UnitChange{
		UnitID: number, Kind: reform.UnitChangeKind(f.Line("loai")), TakesEffectOn: f.Date("tu_ngay", s.App.Today().Year()),
		SuccessorID: f.ID("don_vi_nhan"), Note: f.Text("ghi_chu"),
	}}
	var now bool
	err = f.first(func() (err error) { now, err = s.App.ChangeUnit(r.Context(), who, in); return })
	if lines, status, ok := entryErrors(err); ok {
		return s.renderUnitChange(w, r, status, f.entry(lines))
	}
	if err != nil {
		return err
	}
	sentence := "Đã lưu kế hoạch. Cổng tự thực hiện vào ngày " + in.Change.TakesEffectOn.Vietnamese() + "."
	if now {
		sentence = "Đã thực hiện: việc và người của đơn vị đã chuyển sang đơn vị nhận."
	}
	return s.done(w, r, paths.ToUnitChange(number), sentence)
}

// typedParts reads where single tasks and people go; those left empty go to the successor.
func typedParts(f *form) reform.UnitParts {
	parts := reform.UnitParts{Tasks: map[int64]int64{}, People: map[int64]int64{}}
	for name := range f.values {
		_, number, _ := strings.Cut(name, "_")
		record, err := strconv.ParseInt(number, 10, 64)
		to := f.ID(name)
		switch {
		case err != nil, to == 0:
		case org.TaskField(record) == name:
			parts.Tasks[record] = to
		case org.PersonField(record) == name:
			parts.People[record] = to
		}
	}
	return parts
}

func (s *Server) dropUnitChange(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	number, err := id(r, "id")
	if err != nil {
		return err
	}
	f, err := readForm(w, r)
	if err != nil {
		return err
	}
	err = s.App.DropUnitChange(r.Context(), who, app.DropUnitChange{Unit: number, Seen: f.Number("phien_ban")})
	if lines, status, ok := entryErrors(err); ok {
		return s.renderUnitChange(w, r, status, ui.Entry{Errors: lines})
	}
	if err != nil {
		return err
	}
	return s.done(w, r, paths.ToUnitChange(number), "Đã bỏ kế hoạch. Đơn vị vẫn hoạt động như cũ.")
}
