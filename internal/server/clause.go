package server

import (
	"net/http"

	"cchc/internal/paths"
	"cchc/internal/policy"
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
	who, _ := actorOf(r)
	f, err := readForm(w, r)
	if err != nil {
		return err
	}
	clause := readClause(f, number, 0)
	clause.ID, err = s.App.AddClause(r.Context(), who, clause)
	if lines, status, ok := entryErrors(err); ok {
		return s.renderClauseForm(w, r, status, number, 0, f, lines)
	}
	if err != nil {
		return err
	}
	return s.done(w, r, paths.ToClause(number, clause.ID), clauseSaved(clause))
}

func clauseSaved(clause reform.Clause) string {
	return "Đã lưu điều khoản “" + clause.Label + "”."
}

func (s *Server) editClause(w http.ResponseWriter, r *http.Request) error {
	number, clause, err := clauseOf(r)
	if err != nil {
		return err
	}
	who, _ := actorOf(r)
	f, err := readForm(w, r)
	if err != nil {
		return err
	}
	return s.edit(w, r, edit{
		form: f, fields: documents.ClauseForm{}.Fields(), next: paths.ToClause(number, clause),
		done:   clauseSaved(reform.Clause{Label: f.Line("nhan")}),
		deed:   func() error { return s.App.EditClause(r.Context(), who, readClause(f, number, clause)) },
		stored: func() (record, error) { return s.storedClause(r, number, clause) },
		again: func(status int, lines []ui.FieldError) error {
			return s.renderClauseForm(w, r, status, number, clause, f, lines)
		},
	})
}

func (s *Server) storedClause(r *http.Request, document, clause int64) (record, error) {
	who, _ := actorOf(r)
	data, err := s.App.ClauseForm(r.Context(), who, document, clause)
	view := documents.ClauseForm{Document: data.Document, ID: clause, Clauses: data.Clauses}
	return record{
		entry: documents.TypedClause(data.Clause), fields: view.Fields(), action: policy.DocumentEdit,
		subject: policy.Subject{Kind: policy.Clause, ID: clause},
	}, err
}

func readClause(f *form, document, clause int64) reform.Clause {
	return reform.Clause{
		ID: clause, DocumentID: document, ParentID: f.ID("cap_tren"), Path: f.Line("duong_dan"), Label: f.Line("nhan"),
		Heading: f.Line("ten"), Body: f.Text("noi_dung"), IsSummary: f.On("tom_tat"), Area: f.Number("linh_vuc"),
		Version: f.Number(ui.VersionField),
	}
}
