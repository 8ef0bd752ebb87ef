package ui

import (
	"strconv"
	"strings"

	"github.com/a-h/templ"
)

// Field is what every control of a form has. Value is what was typed, right or
// wrong; Error is the sentence beside it when it was wrong.
type Field struct {
	Name     string
	ID       string // empty: Name
	Label    string
	Hint     string
	Error    string
	Value    string
	Required bool
	Disabled bool
	Size     Size
	Max      int              // longest text in characters; 0: none said
	Attrs    templ.Attributes // autocomplete, autofocus, inputmode, hx-…
	Clash    *Clash           // set where somebody else changed the field meanwhile
	Staged   []Staged         // of a file field: what was uploaded already
	Said     templ.Component  // the label where it is more than one text; Label still names the field elsewhere
}

// Size is the width of a control: it should hint at the length of the answer.
type Size string

// The sizes besides the full width.
const (
	Short  Size = "in-s"
	Medium Size = "in-m"
)

// FieldError is one line of the error summary. Field is the control's id; empty
// when the error belongs to the whole form.
type FieldError struct {
	Field   string
	Message string
}

// Option is one answer of a select, of radios or of checkboxes.
type Option struct {
	Value    string
	Label    string
	Hint     string // under a radio or checkbox
	Group    string // optgroup of a select; neighbours of one group stand together
	Selected bool
	Disabled bool
}

// QuickDate is a date offered beside a date field, Value as dd/mm/yyyy.
type QuickDate struct {
	Label string
	Value string
}

func (f Field) id() string {
	if f.ID != "" {
		return f.ID
	}
	return f.Name
}

func (f Field) hintID() string  { return f.id() + "-huong-dan" }
func (f Field) errorID() string { return f.id() + "-loi" }
func (f Field) countID() string { return f.id() + "-dem" }
func (f Field) clashID() string { return f.id() + "-chon" }

func (f Field) class() string {
	if f.Size == "" {
		return "in"
	}
	return "in " + string(f.Size)
}

// describedBy names the hint and the error, in reading order.
func (f Field) describedBy() string {
	var ids []string
	if f.Hint != "" {
		ids = append(ids, f.hintID())
	}
	if f.Error != "" {
		ids = append(ids, f.errorID())
	}
	return strings.Join(ids, " ")
}

// attrs are the attributes that every control shares; Attrs of the page win.
func (f Field) attrs() templ.Attributes {
	a := templ.Attributes{"id": f.id(), "name": f.Name}
	if by := f.describedBy(); by != "" {
		a["aria-describedby"] = by
	}
	if f.Error != "" {
		a["aria-invalid"] = "true"
	}
	if f.Required {
		a["required"] = true
	}
	if f.Disabled {
		a["disabled"] = true
	}
	for name, value := range f.Attrs {
		a[name] = value
	}
	return a
}

// with is the field's attributes and one control's own defaults, which the
// page's Attrs may still replace.
func (f Field) with(defaults templ.Attributes) templ.Attributes {
	a := f.attrs()
	for name, value := range defaults {
		if _, set := a[name]; !set {
			a[name] = value
		}
	}
	return a
}

// area is the attributes of a text area, with its counter where a limit is said.
func (f Field) area() templ.Attributes {
	a := f.with(templ.Attributes{"rows": "5"})
	if f.Max > 0 {
		a["data-dem"] = strconv.Itoa(f.Max)
	}
	return a
}

// groups splits options into runs of one group, keeping their order.
func groups(options []Option) [][]Option {
	var runs [][]Option
	for i, o := range options {
		if i == 0 || o.Group != options[i-1].Group {
			runs = append(runs, nil)
		}
		runs[len(runs)-1] = append(runs[len(runs)-1], o)
	}
	return runs
}

// dated gives a date field the hint on how to type one, unless it has its own.
func (f Field) dated() Field {
	if f.Hint == "" {
		f.Hint = "Ngày/tháng/năm, ví dụ 05/12/2026"
	}
	return f
}
