package server

import (
	"net/http"

	"cchc/internal/app"
	"cchc/internal/paths"
	"cchc/internal/reform"
	"cchc/web/pages/boards"
	"cchc/web/ui"
)

func (s *Server) savedFilters(w http.ResponseWriter, r *http.Request) error {
	return s.renderSaved(w, r, http.StatusOK, boards.Saved{Query: reform.BoardFilterIn(queried(r).Raw("loc")).Query().Encode()})
}

// renderSaved shows the filters that the reader keeps beside the form that came back, or beside one still to be filled in.
func (s *Server) renderSaved(w http.ResponseWriter, r *http.Request, status int, view boards.Saved) error {
	who, _ := actorOf(r)
	saved, err := s.App.SavedFilters(r.Context(), who)
	if err != nil {
		return err
	}
	view.Filters, view.Units, view.Documents, view.Followers = saved.Filters, saved.Units, saved.Documents, saved.Followers
	crumbs := []ui.Crumb{{Label: "Theo dõi", Href: paths.Board}, {Label: "Bộ lọc đã lưu"}}
	return s.render(w, r, status, s.page(r, "Bộ lọc đã lưu", paths.Board, crumbs...), boards.SavedPage(view))
}

func (s *Server) saveFilter(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	f, err := readForm(w, r)
	if err != nil {
		return err
	}
	in := app.SaveFilter{Name: f.Line("ten"), Filter: reform.BoardFilterIn(f.Raw("loc"))}
	err = s.App.SaveFilter(r.Context(), who, in)
	if lines, status, ok := entryErrors(err); ok {
		return s.renderSaved(w, r, status, boards.Saved{Query: in.Filter.Query().Encode(), Entry: f.entry(lines)})
	}
	if err != nil {
		return err
	}
	return s.done(w, r, paths.ToBoard(in.Filter.Query()), "Đã lưu bộ lọc “"+in.Name+"”.")
}

// changeFilter renames a saved filter, or keeps it no longer.
func (s *Server) changeFilter(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	number, err := id(r, "id")
	if err != nil {
		return err
	}
	f, err := readForm(w, r)
	if err != nil {
		return err
	}
	if f.Line("viec") == boards.Drop {
		name, err := s.App.DropFilter(r.Context(), who, app.DropFilter{ID: number, Seen: f.Number(ui.VersionField)})
		if err != nil {
			return err
		}
		return s.done(w, r, paths.BoardFilters, "Đã bỏ bộ lọc “"+name+"”.")
	}
	in := app.RenameFilter{ID: number, Seen: f.Number(ui.VersionField), Name: f.Line("ten")}
	err = s.App.RenameFilter(r.Context(), who, in)
	if lines, status, ok := entryErrors(err); ok {
		return s.renderSaved(w, r, status, boards.Saved{Renaming: number, Entry: f.entry(lines)})
	}
	if err != nil {
		return err
	}
	return s.done(w, r, paths.BoardFilters, "Đã đổi tên bộ lọc thành “"+in.Name+"”.")
}
