package server

import (
	"net/http"
	"regexp"
	"strconv"

	"cchc/internal/app"
	"cchc/internal/calendar"
	"cchc/internal/paths"
	"cchc/internal/policy"
	"cchc/internal/reform"
	"cchc/web/pages/documents"
	"cchc/web/ui"
)

func (s *Server) newDocument(w http.ResponseWriter, r *http.Request) error {
	return s.openDocumentForm(w, r, 0)
}

func (s *Server) documentForm(w http.ResponseWriter, r *http.Request) error {
	number, err := id(r, "id")
	if err != nil {
		return err
	}
	return s.openDocumentForm(w, r, number)
}

// openDocumentForm opens the form with the relations of the reader's draft, if there is one, among its choices.
func (s *Server) openDocumentForm(w http.ResponseWriter, r *http.Request, number int64) error {
	typed, err := s.typedBefore(r)
	if err != nil {
		return err
	}
	return s.renderDocumentForm(w, r, http.StatusOK, number, typed, nil)
}

// renderDocumentForm sends the form as it was typed, or as the register has it where nothing was typed yet.
func (s *Server) renderDocumentForm(w http.ResponseWriter, r *http.Request, status int, number int64, typed *form, lines []ui.FieldError) error {
	who, _ := actorOf(r)
	choice := reform.DocumentChoice{Document: number}
	if typed != nil {
		choice.Text = typed.Line("tim_van_ban")
		choice.Chosen = append(append([]int64{}, typed.IDs("thuc_hien")...), typed.IDs("vien_dan")...)
	}
	data, err := s.App.DocumentForm(r.Context(), who, choice)
	if err != nil {
		return err
	}
	view := documents.Form{ID: number, Choices: data.Choices, Stored: data.Files}
	view.Entry = documents.Typed(data.Document, data.Implements, data.Cites)
	crumbs := documentCrumbs(ui.Crumb{Label: "Thêm văn bản"})
	if number != 0 {
		crumbs = documentCrumbs(ui.Crumb{Label: documents.Name(data.Document), Href: paths.ToDocument(number)}, ui.Crumb{Label: "Sửa"})
	}
	if typed != nil {
		view.Entry = typed.entry(lines)
	}
	if view.Entry, err = s.named(r, view.Entry); err != nil {
		return err
	}
	return s.render(w, r, status, s.page(r, view.Title(), paths.Documents, crumbs...), documents.FormPage(view))
}

func (s *Server) registerDocument(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	up, err := s.readUploads(w, r)
	if err != nil {
		return err
	}
	defer up.close()
	if up.On("tim") {
		return s.renderDocumentForm(w, r, http.StatusOK, 0, &up.form, s.hold(r, up))
	}
	in := readDocument(up, 0, s.App.Today().Year())
	var number int64
	err = up.first(func() (err error) { number, err = s.App.RegisterDocument(r.Context(), who, in); return })
	if lines, status, ok := entryErrors(err); ok {
		return s.renderDocumentForm(w, r, status, 0, &up.form, append(lines, s.hold(r, up)...))
	}
	if err != nil {
		return err
	}
	return s.done(w, r, paths.ToDocument(number), "Đã thêm văn bản vào sổ.")
}

func (s *Server) editDocument(w http.ResponseWriter, r *http.Request) error {
	number, err := id(r, "id")
	if err != nil {
		return err
	}
	who, _ := actorOf(r)
	up, err := s.readUploads(w, r)
	if err != nil {
		return err
	}
	defer up.close()
	if up.On("tim") {
		return s.renderDocumentForm(w, r, http.StatusOK, number, &up.form, s.hold(r, up))
	}
	return s.edit(w, r, edit{
		form: &up.form, fields: documents.Form{}.Fields(), next: paths.ToDocument(number), done: "Đã lưu văn bản.",
		deed: func() error {
			in := readDocument(up, number, s.App.Today().Year())
			return up.first(func() error { return s.App.EditDocument(r.Context(), who, in) })
		},
		stored: func() (record, error) { return s.storedDocument(r, number) },
		again: func(status int, lines []ui.FieldError) error {
			return s.renderDocumentForm(w, r, status, number, &up.form, append(lines, s.hold(r, up)...))
		},
	})
}

func (s *Server) storedDocument(r *http.Request, number int64) (record, error) {
	who, _ := actorOf(r)
	data, err := s.App.DocumentForm(r.Context(), who, reform.DocumentChoice{Document: number})
	return record{
		entry: documents.Typed(data.Document, data.Implements, data.Cites), fields: documents.Form{}.Fields(),
		action: policy.DocumentEdit, subject: data.Document.PolicySubject(),
	}, err
}

// secretSubject stands where the trích yếu of a secret document would.
const secretSubject = "Văn bản mật (không ghi trích yếu)"

func readDocument(up *uploads, number int64, year int) app.RegisterDocument {
	entry := readEntry(&up.form, year)
	entry.ID = number
	return app.RegisterDocument{
		Document: entry, Implements: up.IDs("thuc_hien"), Cites: up.IDs("vien_dan"), Files: up.Files(fileField),
	}
}

func readEntry(f *form, year int) reform.Document {
	d := reform.Document{
		Kind: reform.DocumentKind(f.Line("loai")), CodeNumber: f.Line("so"), CodeNotation: f.Line("ky_hieu"), Issuer: f.Line("co_quan"),
		Subject: f.Line("trich_yeu"), Signer: f.Line("nguoi_ky"), SignerPosition: f.Line("chuc_vu_ky"), Recipients: f.Text("noi_nhan"),
		Summary: f.Text("tom_tat"), Secret: f.On("mat"), Version: f.Number("phien_ban"),
	}
	if d.Secret && d.Subject == "" {
		d.Subject = secretSubject
	}
	d.IssuedOn, d.IssuedYear = issuedOn(f, year)
	return d
}

var yearAlone = regexp.MustCompile(`^[0-9]{4}$`)

// issuedOn returns the typed day with its year, or the year alone of a document that leaves its day blank.
func issuedOn(f *form, year int) (calendar.Date, int) {
	if typed := f.Line("ngay"); yearAlone.MatchString(typed) {
		alone, _ := strconv.Atoi(typed)
		return calendar.Date{}, alone
	}
	day := f.Date("ngay", year)
	if day.IsZero() {
		return day, 0
	}
	return day, day.Year()
}
