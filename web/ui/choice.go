package ui

import (
	"strconv"

	"github.com/a-h/templ"
)

// chosen tells whether the option is the field's value or is marked itself.
func (o Option) chosen(value string) bool {
	return o.Selected || (value != "" && o.Value == value)
}

func (f Field) choiceID(i int) string {
	return f.id() + "-" + strconv.Itoa(i+1)
}

// setAttrs describe the whole group, so that a screen reader hears the hint
// and the error on entering it. It can take focus for the error summary's link.
func (f Field) setAttrs() templ.Attributes {
	a := templ.Attributes{"tabindex": "-1"}
	if by := f.describedBy(); by != "" {
		a["aria-describedby"] = by
	}
	return a
}

func (f Field) choiceAttrs(o Option, i int) templ.Attributes {
	a := templ.Attributes{}
	for name, value := range f.Attrs {
		a[name] = value
	}
	if o.Hint != "" {
		a["aria-describedby"] = f.choiceID(i) + "-ghi-chu"
	}
	if f.Error != "" {
		a["aria-invalid"] = "true"
	}
	return a
}

func (f Field) boxValue() string {
	if f.Value != "" {
		return f.Value
	}
	return "1"
}
