package server

import (
	"net/http"

	"cchc/internal/paths"
	"cchc/internal/policy"
	"cchc/web/pages/units"
	"cchc/web/ui"
)

func (s *Server) unitRoutes() []Route {
	return []Route{
		get(paths.OwnUnit, policy.UnitWatch, s.ownUnit),
		get(paths.Unit, policy.UnitWatch, s.unitPage),
	}
}

// ownUnit shows the reader's own unit, or goes on to the one chosen among those they watch.
func (s *Server) ownUnit(w http.ResponseWriter, r *http.Request) error {
	if chosen := queried(r).ID("don_vi"); chosen > 0 {
		http.Redirect(w, r, paths.ToUnitBy(chosen, string(askedBasis(queried(r)))), http.StatusSeeOther)
		return nil
	}
	return s.renderUnit(w, r, 0)
}

func (s *Server) unitPage(w http.ResponseWriter, r *http.Request) error {
	unit, err := id(r, "id")
	if err != nil {
		return err
	}
	return s.renderUnit(w, r, unit)
}

func (s *Server) renderUnit(w http.ResponseWriter, r *http.Request, unit int64) error {
	who, _ := actorOf(r)
	page, err := s.App.UnitPage(r.Context(), who, unit, askedBasis(queried(r)))
	if err != nil {
		return err
	}
	view := units.Show{
		Unit: page.Unit, Units: page.Units, Counts: page.Counts, ToAccept: page.ToAccept, Overdue: page.Overdue, Waiting: page.Waiting,
		Loads: page.Loads, MayAccept: page.MayAccept, MayDecline: page.MayDecline, MayHandOver: page.MayHandOver, MayReorganise: page.MayReorganise,
		Basis: askedBasis(queried(r)), Today: s.App.Today(),
		Parents: page.Parents, ParentsTotal: page.ParentsTotal, Owed: owed(page.Owed), Blocked: page.Blocked, Nudged: page.Nudged, Asks: page.Asks,
	}
	crumbs := []ui.Crumb{{Label: "Đơn vị", Href: paths.OwnUnit}, {Label: page.Unit.Name}}
	return s.render(w, r, http.StatusOK, s.page(r, page.Unit.Name, paths.OwnUnit, crumbs...), units.ShowPage(view))
}
