package ui

import "github.com/a-h/templ"

// Form is a posted form. Hidden carries what the deed needs besides what is
// typed: the row's version, the token against a second sending.
type Form struct {
	Action    string
	Multipart bool
	Plain     bool // without the card around it
	Draft     bool // what is typed is kept as it is typed, and by a button
	Hidden    []Hidden
	Attrs     templ.Attributes
}

// Hidden is one value a form carries unseen.
type Hidden struct {
	Name  string
	Value string
}

func (f Form) attrs() templ.Attributes {
	a := templ.Attributes{}
	if f.Multipart {
		a["enctype"] = "multipart/form-data"
	}
	if f.Draft {
		a["data-nhap"] = true
	}
	for name, value := range f.Attrs {
		a[name] = value
	}
	return a
}

// Button is a form's button, or a link in the shape of one when Href is given.
// One with a Reason cannot be used, and says why.
type Button struct {
	Label  string
	For    string // said after the label to a screen reader: "CCHC-2026-014"
	Look   Look
	Icon   string
	Href   string
	Name   string
	Value  string
	Small  bool
	Reason string
	Attrs  templ.Attributes
}

// Look is the weight of a button: one Primary on a page.
type Look string

// The looks; the zero value is the ordinary button.
const (
	Primary Look = "btn-p"
	Danger  Look = "btn-d"
	Quiet   Look = "btn-q"
)

func (b Button) class() string {
	class := "btn"
	if b.Look != "" {
		class += " " + string(b.Look)
	}
	if b.Small {
		class += " btn-s"
	}
	return class
}

func (b Button) attrs() templ.Attributes {
	a := templ.Attributes{}
	if b.Name != "" {
		a["name"], a["value"] = b.Name, b.Value
	}
	for name, value := range b.Attrs {
		a[name] = value
	}
	return a
}

// Confirmation is the question before a deed that is hard to take back.
type Confirmation struct {
	Title  string
	Action string
	Submit Button
	Cancel string // where "Quay lại" leads
	Hidden []Hidden
}
