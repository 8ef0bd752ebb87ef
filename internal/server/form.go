package server

import (
	"net/http"
	"net/url"
	"strconv"

	"cchc/internal/calendar"
	"cchc/internal/fault"
	"cchc/internal/reform"
	"cchc/internal/viet"
	"cchc/web/ui"
)

// bodyMost is how many bytes a form without files may have.
const bodyMost = 1 << 20

// form reads what was typed; what cannot be understood is collected and told by Err.
type form struct {
	values url.Values
	check  fault.Check
	joined *ui.Joined // set when somebody else had replaced the version it was opened at
}

// readForm parses a form without files.
func readForm(w http.ResponseWriter, r *http.Request) (*form, error) {
	r.Body = http.MaxBytesReader(w, r.Body, bodyMost)
	if err := r.ParseForm(); err != nil {
		return nil, err
	}
	take(r, r.PostForm)
	return &form{values: r.PostForm}, nil
}

// queried reads the filters of a list from its URL.
func queried(r *http.Request) *form { return &form{values: r.URL.Query()} }

// Line returns a field of one line, in NFC and trimmed.
func (f *form) Line(name string) string { return viet.Normalise(f.values.Get(name)) }

// Text returns a field of many lines, in NFC and trimmed.
func (f *form) Text(name string) string { return viet.NormaliseText(f.values.Get(name)) }

// Raw returns a field as it came: a password.
func (f *form) Raw(name string) string { return f.values.Get(name) }

// On reports whether a box is ticked.
func (f *form) On(name string) bool { return f.values.Get(name) != "" }

// ID returns the number of a chosen record; 0 for none.
func (f *form) ID(name string) int64 {
	n, err := parseID(f.values.Get(name))
	if err != nil {
		return 0
	}
	return n
}

// IDs returns the numbers of the chosen records.
func (f *form) IDs(name string) []int64 {
	var ids []int64
	for _, value := range f.values[name] {
		if n, err := parseID(value); err == nil && n > 0 {
			ids = append(ids, n)
		}
	}
	return ids
}

// Int returns a whole number; otherwise the sentence is said about the field.
func (f *form) Int(name, sentence string) int {
	n, err := strconv.Atoi(viet.Normalise(f.values.Get(name)))
	f.check.That(err == nil, name, sentence)
	return n
}

// Number returns a whole number; 0 when there is none.
func (f *form) Number(name string) int {
	n, _ := strconv.Atoi(viet.Normalise(f.values.Get(name)))
	return n
}

// Decimal returns a number typed as Vietnamese write it; what is none is said about the field.
func (f *form) Decimal(name string) reform.Decimal {
	n, err := reform.ParseDecimal(f.Line(name))
	if err != nil {
		f.check.That(false, name, err.Error()+".")
	}
	return n
}

// Date returns a day typed as dd/mm/yyyy, none for an empty field; a day that does not exist is said about the field.
func (f *form) Date(name string, year int) calendar.Date {
	day, err := calendar.ParseVietnamese(viet.Normalise(f.values.Get(name)), year)
	if err != nil {
		f.check.That(false, name, err.Error()+".")
	}
	return day
}

// Page returns the page asked for, from 1.
func (f *form) Page() int { return max(f.Number("trang"), 1) }

// Err returns what could not be understood.
func (f *form) Err() error { return f.check.Err() }

// entry returns what was typed and what is wrong with it.
func (f *form) entry(errors []ui.FieldError) ui.Entry {
	return ui.Entry{Values: f.values, Errors: errors, Joined: f.joined}
}

// first returns the first error: what was mistyped comes before what the deed refuses.
func (f *form) first(deed func() error) error {
	if err := f.Err(); err != nil {
		return err
	}
	return deed()
}

func parseID(text string) (int64, error) { return strconv.ParseInt(text, 10, 64) }
