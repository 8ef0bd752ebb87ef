package document

import (
	"bytes"
	"encoding/xml"
)

// element is a node of a part of a Word file, by its name with the prefix; text and what stands inside it exclude each other.
type element struct {
	name  string
	attrs []string // names and values in turn
	inner []element
	text  string
}

// el returns an element with these attributes, names and values in turn.
func el(name string, attrs ...string) element { return element{name: name, attrs: attrs} }

// value returns an element whose only attribute is w:val, as most settings of Word are.
func value(name, of string) element { return el(name, "w:val", of) }

func (e element) with(inner ...element) element {
	e.inner = append(e.inner[:len(e.inner):len(e.inner)], inner...)
	return e
}

// within returns the element around the text; where spaces begin or end it, they are kept.
func (e element) within(text string) element {
	e.attrs, e.text = append(e.attrs[:len(e.attrs):len(e.attrs)], "xml:space", "preserve"), text
	return e
}

// part returns the element as a whole XML file.
func (e element) part() []byte {
	var out bytes.Buffer
	out.WriteString(xml.Header)
	e.writeTo(&out)
	return out.Bytes()
}

func (e element) writeTo(out *bytes.Buffer) {
	out.WriteString("<" + e.name)
	for i := 0; i+1 < len(e.attrs); i += 2 {
		out.WriteString(" " + e.attrs[i] + `="`)
		_ = xml.EscapeText(out, []byte(e.attrs[i+1])) // a buffer takes whatever it is given
		out.WriteString(`"`)
	}
	if e.text == "" && len(e.inner) == 0 {
		out.WriteString("/>")
		return
	}
	out.WriteString(">")
	_ = xml.EscapeText(out, []byte(e.text))
	for _, inner := range e.inner {
		inner.writeTo(out)
	}
	out.WriteString("</" + e.name + ">")
}
