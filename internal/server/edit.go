package server

import (
	"net/http"
	"strings"

	"cchc/internal/calendar"
	"cchc/internal/fault"
	"cchc/internal/merge"
	"cchc/internal/policy"
	"cchc/internal/reform"
	"cchc/internal/viet"
	"cchc/web/layout"
	"cchc/web/pages/notices"
	"cchc/web/ui"
)

// edit is a form that edits a record over the version it was opened at.
type edit struct {
	form   *form
	fields []ui.EditField // what is typed into it, for where it can no longer be saved
	deed   func() error   // reads the form and saves it
	stored func() (record, error)
	again  func(status int, lines []ui.FieldError) error // shows the form with what was typed
	next   string                                        // where its reader goes on to
	done   string
}

// record is what a form edits, as it is stored now.
type record struct {
	entry   ui.Entry // what the form would hold, opened now
	fields  []ui.EditField
	action  policy.Action // the edit
	subject policy.Subject
}

// edit saves the form. Where somebody else has replaced the version it was opened at, what only one of the two changed is
// joined and saved; what both changed comes back to be chosen. Where the record can no longer be saved at all, what was
// typed is shown to be copied.
func (s *Server) edit(w http.ResponseWriter, r *http.Request, e edit) error {
	e.form.choose()
	arrived := e.form.check
	err := e.deed()
	if fault.KindOf(err) == fault.Conflict {
		err = s.join(r, e, err, arrived)
	}
	if err == nil {
		return s.done(w, r, e.next, e.form.saved(e.done))
	}
	lines, status, ok := entryErrors(err)
	if _, gone := e.stored(); gone != nil {
		return s.keepEdit(w, r, e, err, gone)
	}
	if !ok {
		return err
	}
	if e.form.clashes() {
		lines = nil
	}
	return e.again(status, lines)
}

// choose puts the chosen version of each field that two people changed into the field.
func (f *form) choose() {
	first, theirs := merge.Unpack(f.Raw(ui.FirstField)), merge.Unpack(f.Raw(ui.OpenedField))
	for choice, values := range f.values {
		name, found := strings.CutPrefix(choice, ui.ChoiceField(""))
		if !found || len(values) == 0 {
			continue
		}
		switch ui.Choice(values[0]) {
		case ui.ChoiceFirst:
			f.values[name] = first[name]
		case ui.ChoiceTheirs:
			f.values[name] = theirs[name]
		}
		delete(f.values, choice)
	}
	delete(f.values, ui.FirstField)
}

// join puts what somebody else saved meanwhile into the form and, where nothing is left to choose, saves it once more. It
// returns the cause where nobody had replaced the version.
func (s *Server) join(r *http.Request, e edit, cause error, arrived fault.Check) error {
	now, err := e.stored()
	if err != nil || now.entry.Value(ui.VersionField) == e.form.Raw(ui.VersionField) {
		return cause
	}
	f := e.form
	outcome := merge.Join(mergeFields(now.fields), clean(merge.Unpack(f.Raw(ui.OpenedField))), clean(now.entry.Values), clean(f.values))
	who, at := s.lastChange(r, now)
	f.values, f.joined, f.check = outcome.Values, ui.NewJoined(now.fields, outcome, who, at), arrived
	for _, hidden := range now.entry.Hidden() {
		f.values.Set(hidden.Name, hidden.Value)
	}
	if f.clashes() {
		return cause
	}
	if err = e.deed(); fault.KindOf(err) == fault.Conflict {
		return fault.New(fault.Conflict, "Nội dung này vừa được thay đổi thêm lần nữa. Bấm lưu lại; thay đổi của người kia được giữ nguyên.")
	}
	return err
}

func mergeFields(fields []ui.EditField) []merge.Field {
	out := make([]merge.Field, 0, len(fields))
	for _, field := range fields {
		out = append(out, merge.Field{Name: field.Name, Set: field.Set})
	}
	return out
}

// clean returns the values as the portal keeps text, so that only what somebody changed differs.
func clean(values map[string][]string) merge.Values {
	out := make(merge.Values, len(values))
	for name, held := range values {
		for _, value := range held {
			out[name] = append(out[name], viet.NormaliseText(value))
		}
	}
	return out
}

// lastChange returns who changed the record last, and when, in words.
func (s *Server) lastChange(r *http.Request, of record) (who, at string) {
	reader, _ := actorOf(r)
	event, err := s.App.LastChange(r.Context(), reader, of.action, of.subject)
	if err != nil {
		return "người khác", ""
	}
	at = calendar.Clock(event.At)
	if calendar.DateOf(event.At) != s.App.Today() {
		at = calendar.Stamp(event.At)
	}
	return changedBy(event, reader), at
}

// changedBy names who made a change: both where one stood in for the other.
func changedBy(event reform.AuditEvent, reader policy.Actor) string {
	switch {
	case event.ActorID == reader.Person:
		return "chính bạn (ở cửa sổ khác)"
	case event.For != "":
		return event.Actor + " (thay " + event.For + ")"
	default:
		return event.Actor
	}
}

func (f *form) clashes() bool { return f.joined != nil && len(f.joined.Clashes) > 0 }

// saved returns the sentence that says what was saved, and what of somebody else's was kept.
func (f *form) saved(sentence string) string {
	if kept := f.joined.Sentence(); kept != "" {
		return "Đã lưu. " + kept
	}
	return sentence
}

// keepEdit shows what was typed where it can no longer be saved: gone says why the form cannot be opened any more.
func (s *Server) keepEdit(w http.ResponseWriter, r *http.Request, e edit, cause, gone error) error {
	f, told := fault.As(gone)
	if kind := fault.KindOf(cause); !told || kind == fault.Internal || kind == fault.Unavailable {
		return cause
	}
	texts := notices.Texts(e.form.entry(nil), e.fields)
	if len(texts) == 0 {
		return gone
	}
	return s.keep(w, r, f, notices.Kept{Title: "Không lưu được", Sentence: f.Message, Texts: texts, Back: e.next})
}

// keep shows what was typed, to be copied, with why it was not saved.
func (s *Server) keep(w http.ResponseWriter, r *http.Request, why *fault.Fault, kept notices.Kept) error {
	return s.render(w, r, statuses[why.Kind], s.keptFrame(r, kept.Title), notices.KeptPage(kept))
}

func (s *Server) keptFrame(r *http.Request, title string) layout.Page {
	page := s.page(r, title, "")
	page.Flash = nil
	return page
}
