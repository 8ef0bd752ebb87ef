package server

import (
	"net/http"

	"cchc/internal/paths"
	"cchc/internal/reform"
	"cchc/web/pages/documents"
	"cchc/web/ui"
)

func (s *Server) newClause(w http.ResponseWriter, r *http.Request) error {
	number, err := id(r, "id")
	if err != nil {
		return err
	}
	return s.renderClauseForm(w, r, http.StatusOK, number, 0, nil, nil)
}

func (s *Server) clauseForm(w http.ResponseWriter, r *http.Request) error {
	number, clause, err := clauseOf(r)
	if err != nil {
		return err
	}
	return s.renderClauseForm(w, r, http.StatusOK, number, clause, nil, nil)
}

// clauseOf returns the document and the clause of the URL.
func clauseOf(r *http.Request) (document, clause int64, err error) {
	if document, err = id(r, "id"); err != nil {
		return 0, 0, err
	}
	clause, err = id(r, "khoan")
	return document, clause, err
}

// renderClauseForm sends the form as typed, or as the document has the clause where typed is nil.
func (s *Server) renderClauseForm(w http.ResponseWriter, r *http.Request, status int, document, clause int64, typed *form, lines []ui.FieldError) error {
	who, _ := actorOf(r)
	data, err := s.App.ClauseForm(r.Context(), who, document, clause)
	if err != nil {
		return err
	}
	view := documents.ClauseForm{Document: data.Document, ID: clause, Clauses: data.Clauses, Entry: documents.TypedClause(data.Clause)}
	if typed != nil {
		if typed.renew(status, data.Clause.Version) {
			next := data.Clause
			readClause(typed, &next)
			view.Differences = ui.ChangeNames{}.Lines(data.Clause.ChangesTo(next))
		}
		view.Entry = typed.entry(lines)
	}
	crumbs := documentCrumbs(ui.Crumb{Label: documents.Name(data.Document), Href: paths.ToDocument(document)}, ui.Crumb{Label: view.Title()})
	return s.render(w, r, status, s.page(r, view.Title(), paths.Documents, crumbs...), documents.ClauseFormPage(view))
}

func (s *Server) addClause(w http.ResponseWriter, r *http.Request) error {
	number, err := id(r, "id")
	if err != nil {
		return err
	}
	return s.writeClause(w, r, reform.Clause{DocumentID: number})
}

func (s *Server) editClause(w http.ResponseWriter, r *http.Request) error {
	number, clause, err := clauseOf(r)
	if err != nil {
		return err
	}
	return s.writeClause(w, r, reform.Clause{ID: clause, DocumentID: number})
}

// writeClause adds the clause, or edits it where it has a number, with what was typed.
func (s *Server) writeClause(w http.ResponseWriter, r *http.Request, clause reform.Clause) error {
	who, _ := actorOf(r)
	f, err := readForm(w, r)
	if err != nil {
		return err
	}
	readClause(f, &clause)
	number := clause.ID
	if number == 0 {
		number, err = s.App.AddClause(r.Context(), who, clause)
	} else {
		err = s.App.EditClause(r.Context(), who, clause)
	}
	if lines, status, ok := entryErrors(err); ok {
		return s.renderClauseForm(w, r, status, clause.DocumentID, clause.ID, f, lines)
	}
	if err != nil {
		return err
	}
	return s.done(w, r, paths.ToClause(clause.DocumentID, number), "Đã lưu điều khoản “"+clause.Label+"”.")
}

func readClause(f *form, clause *reform.Clause) {
	clause.ParentID, clause.Path, clause.Label = f.ID("cap_tren"), f.Line("duong_dan"), f.Line("nhan")
	clause.Heading, clause.Body, clause.IsSummary = f.Line("ten"), f.Text("noi_dung"), f.On("tom_tat")
	clause.Area, clause.Version = f.Number("linh_vuc"), f.Number("phien_ban")
}
