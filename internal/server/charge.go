package server

import (
	"net/http"
	"strconv"

	"cchc/internal/app"
	"cchc/internal/paths"
	"cchc/internal/policy"
	"cchc/internal/reform"
	"cchc/web/pages/charges"
	"cchc/web/ui"
)

func (s *Server) chargeRoutes() []Route {
	return []Route{
		get(paths.Charges, policy.ChargeManage, s.chargeList),
		post(paths.Charges, policy.ChargeManage, s.putInCharge),
		get(paths.ChargeNew, policy.ChargeManage, s.newCharge),
		get(paths.ChargeEnd, policy.ChargeManage, s.askEndCharge),
		post(paths.ChargeEnd, policy.ChargeManage, s.endCharge),
		get(paths.ChargeDrop, policy.ChargeManage, s.askDropCharge),
		post(paths.ChargeDrop, policy.ChargeManage, s.dropCharge),
	}
}

func (s *Server) chargeList(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	f := queried(r)
	over := f.Line("xem") == charges.Over
	list, err := s.App.ChargeList(r.Context(), who, reform.ChargeFilter{Over: over, Page: f.Page()})
	if err != nil {
		return err
	}
	view := charges.List{
		Charges: list.Charges, Over: over, Today: s.App.Today(), Pages: pagesOf(paths.Charges, f, list.Page, list.Total, "phân công"),
	}
	return s.render(w, r, http.StatusOK, s.page(r, "Phụ trách lĩnh vực", paths.Charges, ui.Crumb{Label: "Phụ trách lĩnh vực"}), charges.ListPage(view))
}

func (s *Server) newCharge(w http.ResponseWriter, r *http.Request) error {
	return s.renderCharge(w, r, http.StatusOK, ui.Entry{})
}

func (s *Server) renderCharge(w http.ResponseWriter, r *http.Request, status int, entry ui.Entry) error {
	who, _ := actorOf(r)
	leaders, err := s.App.ChargeForm(r.Context(), who)
	if err != nil {
		return err
	}
	view := charges.Form{Leaders: leaders, Entry: entry, Today: s.App.Today()}
	page := s.page(r, "Phân công phụ trách", paths.Charges, chargeCrumbs("Phân công phụ trách")...)
	return s.render(w, r, status, page, charges.FormPage(view))
}

func chargeCrumbs(label string) []ui.Crumb {
	return []ui.Crumb{{Label: "Phụ trách lĩnh vực", Href: paths.Charges}, {Label: label}}
}

func (s *Server) putInCharge(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	f, err := readForm(w, r)
	if err != nil {
		return err
	}
	year := s.App.Today().Year()
	c := reform.Charge{PersonID: f.ID("lanh_dao"), Area: -1, Every: f.Line("linh_vuc") == charges.Every, FromOn: f.Date("tu_ngay", year), ToOn: f.Date("den_ngay", year)}
	if area, err := strconv.Atoi(f.Line("linh_vuc")); err == nil {
		c.Area = reform.Area(area)
	}
	if c.Every {
		c.Area = 0
	}
	err = f.first(func() error { _, err := s.App.PutInCharge(r.Context(), who, c); return err })
	if lines, status, ok := entryErrors(err); ok {
		return s.renderCharge(w, r, status, f.entry(lines))
	}
	if err != nil {
		return err
	}
	return s.done(w, r, paths.Charges, "Đã phân công phụ trách từ "+c.FromOn.Vietnamese()+".")
}

// chargeOf reads the charge that the URL names.
func (s *Server) chargeOf(r *http.Request) (reform.Charge, error) {
	who, _ := actorOf(r)
	number, err := id(r, "id")
	if err != nil {
		return reform.Charge{}, err
	}
	return s.App.Charge(r.Context(), who, number)
}

func (s *Server) askEndCharge(w http.ResponseWriter, r *http.Request) error {
	return s.renderEndCharge(w, r, http.StatusOK, ui.Entry{})
}

func (s *Server) renderEndCharge(w http.ResponseWriter, r *http.Request, status int, entry ui.Entry) error {
	charge, err := s.chargeOf(r)
	if err != nil {
		return err
	}
	view := charges.End{Charge: charge, Entry: entry, Today: s.App.Today()}
	return s.render(w, r, status, s.page(r, "Kết thúc phụ trách", paths.Charges, chargeCrumbs("Kết thúc")...), charges.EndPage(view))
}

func (s *Server) endCharge(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	charge, err := s.chargeOf(r)
	if err != nil {
		return err
	}
	f, err := readForm(w, r)
	if err != nil {
		return err
	}
	in := app.EndCharge{ID: charge.ID, Seen: f.Number(ui.VersionField), Last: f.Date("den_ngay", s.App.Today().Year())}
	err = f.first(func() error { return s.App.EndCharge(r.Context(), who, in) })
	if lines, status, ok := entryErrors(err); ok {
		return s.renderEndCharge(w, r, status, f.entry(lines))
	}
	if err != nil {
		return err
	}
	return s.done(w, r, paths.Charges, charge.Person+" phụ trách đến hết ngày "+in.Last.Vietnamese()+".")
}

func (s *Server) askDropCharge(w http.ResponseWriter, r *http.Request) error {
	return s.renderDropCharge(w, r, http.StatusOK, nil)
}

func (s *Server) renderDropCharge(w http.ResponseWriter, r *http.Request, status int, lines []ui.FieldError) error {
	charge, err := s.chargeOf(r)
	if err != nil {
		return err
	}
	return s.render(w, r, status, s.page(r, "Bỏ phân công", paths.Charges, chargeCrumbs("Bỏ phân công")...), charges.DropPage(charge, lines))
}

func (s *Server) dropCharge(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	charge, err := s.chargeOf(r)
	if err != nil {
		return err
	}
	f, err := readForm(w, r)
	if err != nil {
		return err
	}
	err = s.App.DropCharge(r.Context(), who, charge.ID, f.Number(ui.VersionField))
	if lines, status, ok := entryErrors(err); ok {
		return s.renderDropCharge(w, r, status, lines)
	}
	if err != nil {
		return err
	}
	return s.done(w, r, paths.Charges, "Đã bỏ phân công của "+charge.Person+".")
}
